import EvalLogs
import Stats
import Testing

@testable import Report

/// What every report promises, over studies of every kind.
struct PromiseTests {
  private static let seeds = Array(0..<60)

  @Test(arguments: 0..<16) func `rows in another order make the same bytes`(seed: Int) throws {
    var study = RandomStudy(seed, hostile: seed.isMultiple(of: 3))
    let first = try study.site().files
    var random = Seeded(seed + 100)
    study.rows.shuffle(using: &random)
    #expect(try study.site().files == first)
    // Counts of one problem in two rows, as from two files.
    study.rows = study.rows.flatMap { row -> [TallyTable.Row] in
      guard row.tally.correct > 0, row.tally.samples > 1 else { return [row] }
      var (one, two) = (row, row)
      one.tally = Tally(correct: 1, of: 1, missing: row.tally.missing)
      two.tally = Tally(correct: row.tally.correct - 1, of: row.tally.samples - 1)
      return [two, one]
    }
    #expect(try study.site().files == first)
  }

  @Test(arguments: seeds) func `every sample is used or its loss is counted`(seed: Int) throws {
    let study = RandomStudy(seed)
    let quality = try study.site().table("quality")
    let sum = { (name: String) in quality.column(name).compactMap { Int($0) }.reduce(0, +) }
    #expect(sum("samples") == study.rows.reduce(0) { $0 + $1.tally.samples })
    #expect(sum("missing") == study.rows.reduce(0) { $0 + $1.tally.missing })
    #expect(sum("problems") == study.rows.count)
    #expect(sum("duplicates") == study.duplicates * quality.rows.count)
    let problems = try study.site().table("problems")
    let first = problems.rows.indices.filter {
      $0 == 0 || problems.rows[$0 - 1][...2] != problems.rows[$0][...2]
    }
    let listed = first.reduce(0) { $0 + Int(problems[$1, "n"])! }
    #expect(listed == study.rows.reduce(0) { $0 + $1.tally.samples })
  }

  @Test(arguments: [false, true])
  func `a run against itself differs by nothing and nothing is said to cross`(perfect: Bool) throws
  {
    for correct in perfect ? [[4, 4, 4]] : [[0, 1, 4], [0, 0, 0], [2, 2, 2]] {
      let results = try results(
        rows("One", correct: correct, of: 4) + rows("Two", correct: correct, of: 4))
      let comparison = results.comparisons[0][0]
      #expect(
        comparison.points.allSatisfy { $0.difference == 0 && $0.pValue == 1 },
        "\(comparison.points)")
      #expect(comparison.claims.allSatisfy { $0.verdict == .identical && $0.adjusted == 1 })
      #expect(comparison.crossover?.status == .undecided)
      let findings = Findings(results: results)
      #expect(findings.crossing(comparison) == nil)
      let words = findings.clause(comparison, at: 1) + findings.heading([comparison])
      #expect(words.contains("both perfect") == perfect)
      #expect(words.contains("neither Two nor One has a correct sample") == (correct == [0, 0, 0]))
      for word in ["ahead", "disagree", "cannot tell"] { #expect(!words.contains(word)) }
    }
  }

  @Test(arguments: seeds)
  func `every interval of a file holds its estimate, lies in range and has a width`(
    seed: Int
  ) throws {
    let site = try RandomStudy(seed).site()
    for (name, value, least) in [("curves", "estimate", 0.0), ("comparisons", "difference", -1)] {
      let table = try site.table(name)
      for row in table.rows.indices {
        guard let lower = Double(table[row, "lower"]), let upper = Double(table[row, "upper"])
        else {
          #expect(table[row, "lower"].isEmpty && table[row, "upper"].isEmpty)
          #expect(table[row, value].isEmpty)
          continue
        }
        #expect(least <= lower && lower < upper && upper <= 1)
        if let point = Double(table[row, value]) { #expect(lower <= point && point <= upper) }
        if name == "curves", let bound = Double(table[row, "bound_lower"]) {
          #expect(lower <= bound && bound <= Double(table[row, "bound_upper"])!)
          #expect(Double(table[row, "bound_upper"])! <= upper)
        }
        #expect(Double(table[row, "level"])! == RandomStudy(seed).settings.level)
      }
    }
  }

  @Test(arguments: seeds)
  func `a p-value is below the level's complement exactly where the limits exclude zero`(
    seed: Int
  ) throws {
    let table = try RandomStudy(seed).site().table("comparisons")
    for row in table.rows.indices where !table[row, "p_value"].isEmpty {
      let p = Double(table[row, "p_value"])!
      let excludes = Double(table[row, "lower"])! > 0 || Double(table[row, "upper"])! < 0
      #expect((p < 1 - Double(table[row, "level"])!) == excludes, "\(table.rows[row])")
      #expect(p >= 0 && p <= 1)
      if let adjusted = Double(table[row, "p_adjusted"]) { #expect(adjusted >= p) }
      #expect(
        ["wins", "ties", "losses"].reduce(0) { $0 + Int(table[row, $1])! }
          <= Int(table[row, "problems"])!)
    }
  }

  @Test(arguments: seeds) func `a verdict in the file follows its adjusted p-value`(
    seed: Int
  ) throws {
    let table = try RandomStudy(seed).site().table("comparisons")
    for row in table.rows.indices {
      let verdict = table[row, "verdict"]
      guard let adjusted = Double(table[row, "p_adjusted"]) else {
        #expect(["", "not assessable"].contains(verdict))
        continue
      }
      let isClaimed = adjusted < 1 - Double(table[row, "level"])!
      switch verdict {
      case "ahead": #expect(isClaimed && Double(table[row, "lower"])! > 0)
      case "behind": #expect(isClaimed && Double(table[row, "upper"])! < 0)
      default: #expect(!isClaimed && ["undecided", "identical"].contains(verdict))
      }
    }
  }

  @Test func `no number names a seed`() throws {
    let site = try RandomStudy(1).site()
    for (path, _) in site.files where !path.hasSuffix("methods.html") {
      #expect(!site.text(path).lowercased().contains("seed"), "\(path)")
    }
  }

  @Test(arguments: 0..<30) func `no file refers to anything outside the site`(seed: Int) throws {
    let site = try RandomStudy(seed, hostile: seed.isMultiple(of: 2)).site()
    let pages = Dictionary(
      uniqueKeysWithValues: site.pages.map { ($0, HTMLPage(site.files[$0]!)) })
    for (path, page) in pages {
      let folder = path.split(separator: "/").dropLast().map(String.init)
      for element in page.elements {
        for (name, value) in element.attributes {
          if ["src", "href", "action", "poster", "data", "srcset"].contains(name) {
            let parts = value.split(separator: "#", omittingEmptySubsequences: false)
            var place = folder
            for part in parts[0].split(separator: "/") {
              if part == ".." { place.removeLast() } else { place.append(String(part)) }
            }
            let target = parts[0].isEmpty ? path : place.joined(separator: "/")
            #expect(site.files[target] != nil, "\(path) leads to \(value)")
            if parts.count > 1 {
              let ids = pages[target]?.elements.compactMap { $0["id"] } ?? []
              #expect(ids.contains(String(parts[1])), "\(path) leads to \(value)")
            }
          } else if name != "xmlns" {
            #expect(!value.contains("://") || RandomStudy.isHostile(value), "\(name)=\(value)")
          }
          if ["aria-labelledby", "aria-describedby", "for"].contains(name) {
            let ids = Set(page.elements.compactMap { $0["id"] })
            #expect(value.split(separator: " ").allSatisfy { ids.contains(String($0)) })
          }
          #expect(!name.hasPrefix("on"), "\(path): \(name)=\(value)")
        }
      }
      #expect(page.all("script").count == 2)
      #expect(page.all("iframe").isEmpty && page.all("img").isEmpty && page.all("base").isEmpty)
    }
    for path in site.files.keys where path.hasSuffix(".svg") {
      let figure = HTMLPage(site.files[path]!)
      #expect(figure.faults.isEmpty, "\(path) \(figure.faults.prefix(3))")
      for element in figure.elements {
        #expect(!["script", "image", "use", "foreignObject", "a", "style"].contains(element.name))
        for (name, value) in element.attributes where name != "xmlns" {
          #expect(!value.contains("://") && name != "href" && !name.hasPrefix("on"))
        }
      }
    }
  }
}

extension RandomStudy {
  /// Whether a text is one that a hostile name brought along.
  static func isHostile(_ text: String) -> Bool { hostileNames.contains { text.contains($0) } }
}
