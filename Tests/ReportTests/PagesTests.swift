import Charts
import Stats
import Testing

@testable import EvalLogs
@testable import Report

struct PagesTests {
  /// What would run, or leave, if a text were taken for markup.
  private func check(_ site: Site) {
    for path in site.pages {
      let page = HTMLPage(site.files[path]!)
      #expect(page.faults.isEmpty, "\(path): \(page.faults.prefix(4))")
      let scripts = page.all("script").map { $0["src"]?.split(separator: "/").last ?? "inline" }
      #expect(scripts == ["passcurve.js", "figures.js"])
      #expect(page.all("h1").count == 1 && page.all("title").count { $0["id"] == nil } == 1)
      for element in page.elements {
        #expect(element.attributes.allSatisfy { !$0.name.hasPrefix("on") })
      }
    }
    for path in site.files.keys where path.hasSuffix(".svg") {
      #expect(MarkupWriter.isWellFormed(site.files[path]!), "\(path)")
    }
  }

  private static let hostileTexts =
    hostileNames + [
      String(repeating: "x", count: 10_000), "{{title}} {{{body}}} {{#facts}}", "a\u{1B}[31mred",
      "\u{2028}\u{2029}", "&#0;&nosuch;", "<!--", "</title></main>", "\u{FEFF}",
    ]

  @Test(arguments: hostileTexts)
  func `no text of a log or a config is taken for markup`(text: String) throws {
    var settings = Settings()
    settings.config.title = text
    settings.config.abstract = text
    settings.config.authors = [text, text]
    settings.config.runs = [.init(match: "b", name: text)]
    settings.config.benchmarks = [.init(match: "maths", name: text)]
    let issue = LogIssue(.badCounts, path: text, line: 3, detail: text, remedy: text, count: 2)
    let input = InputFile(path: text, size: 10, format: text, location: [])
    let counts = rows("a\(text)", correct: [1, 4], of: 4) + rows("b", correct: [3, 4], of: 4)
    let all = counts.map { row in
      var row = row
      row.problem = text + row.problem
      return row
    }
    let edition = try Pipeline.edition(
      Reading(all, issues: [issue], inputs: [input]), settings, options: ["run": text])
    let site = try Pipeline.site(edition)
    check(site)
    // A title without control characters is shown as it is.
    let page = HTMLPage(site.files["index.html"]!)
    if text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
      && !text.unicodeScalars.contains("\u{FFFE}")
    {
      #expect(page.all("h1").map(\.text) == [text])
      #expect(page.all("p").first { $0["class"] == "lede" }?.text == text)
      #expect(page.all("meta").contains { $0["content"]?.contains(text) == true })
    }
  }

  @Test(arguments: 0..<40) func `every page is balanced, its ids its own`(seed: Int) throws {
    check(try RandomStudy(seed, hostile: seed.isMultiple(of: 2)).site())
  }

  @Test(arguments: ["curves", "main", "summary", "quality", "values", "problem", "curves-h"])
  func `a benchmark called like a section shares no id with it`(name: String) throws {
    check(
      try site(
        ["", "-curves", "-panel", "-narrow", "-curves-narrow"].flatMap {
          rows("a", name + $0, correct: [1, 2], of: 4) + rows("b", name + $0, correct: [3], of: 4)
        }))
  }

  @Test func `a citation is balanced whatever its title holds`() throws {
    for text in Self.hostileTexts + ["{", "}", "a } b", "\\{", "100 % & # _ $ ~ ^ \\"] {
      var settings = Settings()
      settings.config.title = text
      settings.config.authors = [text]
      let edition = try Pipeline.edition(
        Reading(rows("a", correct: [1], of: 2)), settings)
      let citation = Citation.bibTeX(edition.results.study, edition.provenance)
      // BibTeX counts braces, escaped or not.
      var depth = 0
      for scalar in citation.unicodeScalars.dropLast() {
        if scalar == "{" { depth += 1 }
        if scalar == "}" { depth -= 1 }
        #expect(depth > 0 || !citation.contains("{") || scalar != "}", "\(text)")
      }
      #expect(depth == 1, "\(text): \(citation.prefix(200))")
      #expect(citation.split(whereSeparator: \.isNewline).count == 5, "\(text)")
    }
  }

  @Test func `pages of thirty runs on ten benchmarks stay small`() throws {
    var random = Seeded(9)
    var all: [TallyTable.Row] = []
    for benchmark in 0..<10 {
      for run in 0..<30 {
        all += rows(
          run == 0 ? "base" : "run-\(run)", "bench-\(benchmark)",
          correct: (0..<100).map { _ in Int.random(in: 0...64, using: &random) }, of: 64)
      }
    }
    try checkWeight(all, index: 150_000)
  }

  @Test func `a page of a hundred runs on one benchmark stays small`() throws {
    var random = Seeded(10)
    let all = (0..<100).flatMap { run in
      rows(
        "run-\(run)", correct: (0..<100).map { _ in Int.random(in: 0...64, using: &random) }, of: 64
      )
    }
    try checkWeight(all, index: 150_000)
  }

  private func checkWeight(_ rows: [TallyTable.Row], index: Int) throws {
    let edition = try edition(rows)
    let site = try Pipeline.site(edition)
    #expect(site.files["index.html"]!.count <= index)
    for path in site.pages {
      #expect(site.files[path]!.count < 1_000_000, "\(path)")
      #expect(HTMLPage(site.files[path]!).elements.count <= 15_000, "\(path)")
    }
    for page in Pages.all.flatMap({ $0.pages(edition) }) {
      for figure in page.sections.flatMap(\.figures) {
        #expect(figure.inline.utf8.count <= 16_000, "\(figure.id)")
      }
    }
  }
}
