import EvalLogs
import Testing

@testable import Report
@testable import Stats

struct FindingsTests {
  private static let lastK = 5

  /// Every way in which five k can be decided, and point curves that fit.
  private static let outlooks: [[Crossover.Outlook]] = {
    var result: [[Crossover.Outlook]] = []
    for code in 0..<243 {
      for lean in [0, 1, 2, 3] {
        var rest = code
        result.append(
          (1...lastK).map { k in
            let sign = rest % 3 - 1
            rest /= 3
            let leaning = [1, -1, k.isMultiple(of: 2) ? 1 : -1, k <= 2 ? 1 : -1][lean]
            return Crossover.Outlook(
              k: k, decided: sign, difference: 0.1 * Double(sign == 0 ? leaning : sign))
          })
      }
    }
    return result
  }()

  private func comparison(_ outlooks: [Crossover.Outlook], _ like: Results.Comparison)
    -> Results.Comparison
  {
    let points = outlooks.map { outlook in
      let middle = 0.1 * Double(outlook.decided)
      return PairedDifference.Point(
        k: outlook.k, difference: outlook.difference, absence: nil, bounds: nil,
        interval: Interval(
          level: 0.95, lower: middle - (outlook.decided == 0 ? 0.2 : 0.05),
          upper: middle + (outlook.decided == 0 ? 0.2 : 0.05)),
        pValue: outlook.decided == 0 ? 0.4 : 0.01, wins: 1, ties: 0, losses: 1)
    }
    let inference = DifferenceInference(
      target: .population, method: "", points: points, band: nil, crossover: Crossover(outlooks),
      absence: nil)
    return Results.Comparison(
      benchmark: 0, pair: like.pair, paired: like.paired, population: inference, fixed: nil,
      target: .population, claims: like.claims, leftOut: 0)
  }

  @Test func `what is said of a crossing is what is decided at each k`() throws {
    let results = try results(
      rows("Base", correct: [1, 2, 3], of: 5) + rows("Tuned", correct: [3, 2, 1], of: 5))
    let findings = Findings(results: results)
    var seen: Set<Crossover.Status> = []
    for outlooks in Self.outlooks {
      let comparison = comparison(outlooks, results.comparisons[0][0])
      let status = try #require(comparison.crossover?.status)
      seen.insert(status)
      let text = try #require(findings.crossing(comparison))
        .replacingOccurrences(of: "\u{A0}", with: " ")
      let place: Comment = "\(text): \(outlooks.map(\.decided))"
      let decided = { (k: Int) in outlooks[k - 1].decided }
      let hedged = text.hasPrefix("where the data can tell, ")
      func expect(_ name: Substring, _ ks: some Sequence<Int>) {
        let sign = name == "Tuned" ? 1 : -1
        for k in ks { #expect(decided(k) == sign || hedged && decided(k) == 0, place) }
      }
      for match in text.matches(of: /(Base|Tuned) is ahead up to k = (\d)/) {
        expect(match.1, 1...Int(match.2)!)
        #expect(decided(Int(match.2)!) != 0, place)
        if text.contains("from there the data cannot tell") {
          #expect(((Int(match.2)! + 1)...Self.lastK).allSatisfy { decided($0) == 0 }, place)
        }
      }
      for match in text.matches(of: /(Base|Tuned) (?:is ahead )?from k = (\d) on/) {
        expect(match.1, Int(match.2)!...Self.lastK)
        #expect(decided(Int(match.2)!) != 0, place)
        if text.contains("up to there the data cannot tell") {
          #expect((1..<Int(match.2)!).allSatisfy { decided($0) == 0 }, place)
        }
      }
      for match in text.matches(of: /(Base|Tuned) is ahead (wherever|on either side)/) {
        let sign = match.1 == "Tuned" ? 1 : -1
        #expect(outlooks.allSatisfy { $0.decided == 0 || $0.decided == sign }, place)
        #expect(outlooks.contains { $0.decided == sign }, place)
      }
      if let match = text.firstMatch(of: /stretch from k = (\d) to (\d)/) {
        #expect((Int(match.1)!...Int(match.2)!).allSatisfy { decided($0) == 0 }, place)
      }
      #expect(
        text.contains("at no k up to") == outlooks.allSatisfy { $0.decided == 0 }, place)
      if let match = text.firstMatch(of: /cross (\d) times/) {
        let signs = outlooks.map(\.decided).filter { $0 != 0 }
        #expect(zip(signs, signs.dropFirst()).count { $0 != $1 } == Int(match.1)!, place)
      }
      for match in text.matches(of: /cross at (\d)(?: and (\d))?/) {
        for k in [match.1, match.2 ?? match.1].compactMap({ Int($0) }) {
          let around = outlooks[max(0, k - 2)...min(Self.lastK - 1, k)].map { $0.difference! > 0 }
          #expect(Set(around).count == 2, place)
        }
      }
      if text.contains("do not cross") {
        #expect(Set(outlooks.map { $0.difference! > 0 }).count == 1, place)
      }
      checkWords(text, place)
    }
    #expect(seen == Set(Crossover.Status.allCases))
  }

  private func checkWords(_ text: String, _ place: Comment) {
    #expect(!text.contains("  ") && !text.contains(" ,") && !text.contains(".."), place)
    for word in ["nil", "Optional", "disagree", "nan", "inf "] {
      #expect(!text.contains(word), place)
    }
    #expect(text == text.trimmingPrefix(" ") && !text.hasSuffix(" "), place)
  }

  @Test(arguments: 0..<120) func `what is said of a pair at one k is what its claim says`(
    seed: Int
  ) throws {
    let results = try RandomStudy(seed).results()
    let findings = Findings(results: results)
    for comparison in results.comparisons.joined() {
      let (a, b) = (findings.candidate(comparison), findings.baseline(comparison))
      for claim in comparison.claims {
        let text = findings.clause(comparison, at: claim.k)
        let place: Comment = "\(text)"
        let heading = findings.heading([comparison])
        switch claim.verdict {
        case .ahead: #expect(text.contains("\(a) is ahead of \(b) by "), place)
        case .behind: #expect(text.contains("\(b) is ahead of \(a) by "), place)
        case .undecided:
          #expect(!text.contains(" is ahead of "), place)
          let interval = comparison.point(at: claim.k)!.interval!
          let excludes = interval.lower > 0 || interval.upper < 0
          #expect(text.contains("does not outlast the correction") == excludes, place)
          #expect(text.contains("the data cannot tell \(a) from \(b)") == !excludes, place)
        case .equivalent: Issue.record("no margin was stated: \(text)")
        case .identical: #expect(!text.contains("ahead") && !heading.contains("ahead"), place)
        case .notAssessable: #expect(text.contains("cannot be compared: "), place)
        }
        if [.ahead, .behind, .undecided].contains(claim.verdict) {
          #expect(text.hasPrefix("at k\u{A0}=\u{A0}\(claim.k) "), place)
        }
        checkWords(text, place)
        let isPerfect = [comparison.pair.baseline, comparison.pair.candidate].allSatisfy { run in
          results.study.cells[comparison.benchmark][run]!.problems.allSatisfy {
            $0.tally.correct == $0.tally.samples && $0.tally.missing == 0
          }
        }
        #expect(!text.contains("both perfect") || isPerfect, place)
      }
    }
  }

  @Test(arguments: [Target.population, .fixed], 0..<40)
  func `a pair's sentences give the interval of both targets where both have one`(
    target: Target, seed: Int
  ) throws {
    var random = RandomStudy(seed)
    random.settings.target = target
    let results = try random.results()
    let findings = Findings(results: results)
    for comparison in results.comparisons.joined() {
      let text = findings.summary(comparison)
      let claim = comparison.claims[0]
      guard let other = comparison.other?.point(at: claim.k)?.interval,
        [.ahead, .behind].contains(claim.verdict)
      else {
        if comparison.other?.points.allSatisfy({ $0.interval == nil }) ?? true {
          #expect(!text.contains("; for "), "\(text)")
        }
        continue
      }
      let isBehind = claim.verdict == .behind
      let limits = Interval(
        level: other.level, lower: isBehind ? -other.upper : other.lower,
        upper: isBehind ? -other.lower : other.upper)
      let words = comparison.other?.target.inWords ?? ""
      #expect(text.contains("; for \(words) \(Phrase.limits(limits))"), "\(text)")
      #expect(words == (target == .fixed ? "problems like these" : "these problems"))
    }
  }

  @Test func `each way a pair can turn out has its sentence`() throws {
    func said(_ base: [Int], _ tuned: [Int], of n: Int, margin: Double? = nil) throws -> String {
      let all = rows("Base", correct: base, of: n) + rows("Tuned", correct: tuned, of: n)
      let results = try results(all, settings { $0.margin = margin })
      return Findings(results: results).summary(results.comparisons[0][0])
        .replacing("\u{A0}", with: " ")
    }
    func many(_ count: Int) -> [Int] { [Int](repeating: count, count: 40) }
    let ahead = try said(many(1), many(3), of: 4)
    #expect(ahead.hasPrefix("At k = 1 Tuned is ahead of Base by "), "\(ahead)")
    let behind = try said(many(3), many(1), of: 4)
    #expect(behind.hasPrefix("At k = 1 Base is ahead of Tuned by "), "\(behind)")
    let tied = try said(many(2), many(2), of: 4)
    #expect(tied.contains("same counts"), "\(tied)")
    let mixed = (0..<40).map { $0 % 5 }
    let undecided = try said(mixed, Array(mixed.reversed()), of: 4)
    #expect(
      undecided.contains("the data cannot tell") || undecided.contains("At no k"), "\(undecided)")
    let near = (0..<4000).map { $0 % 5 }
    var moved = near
    moved.swapAt(0, 1)
    let equivalent = try said(near, moved, of: 4, margin: 0.05)
    #expect(equivalent.contains("equivalent"), "\(equivalent)")
    let one = try said([1], [3], of: 4)
    #expect(!one.contains(" is ahead of "), "\(one)")
    let perfect = try said(many(4), many(4), of: 4)
    #expect(perfect.contains("both perfect") || perfect.contains("perfect"), "\(perfect)")
    let apart = try results(
      rows("Base", correct: [1], of: 4)
        + rows("Tuned", correct: [0, 3], of: 4).filter { $0.problem == "p2" })
    let text = Findings(results: apart).summary(apart.comparisons[0][0])
    #expect(text.contains("cannot be compared"), "\(text)")
  }

  @Test func `a problem that one of two perfect runs never tried does not make both perfect`()
    throws
  {
    let results = try results(
      rows("Base", counts: [(4, 4, 0), (0, 0, 0)]) + rows("Tuned", counts: [(4, 4, 0), (0, 4, 0)]))
    let text = Findings(results: results).clause(results.comparisons[0][0], at: 1)
    #expect(!text.contains("perfect"), "\(text)")
    #expect(text.contains("same counts on every problem they share"))
  }

  @Test(arguments: ["the model", "at", "up", "neither", "of", "iRL", "the data", "at k"])
  func `a name at the start of a sentence stays as it is`(name: String) throws {
    for (one, two) in [
      ([4, 4, 4, 4, 4, 4], [0, 0, 0, 0, 0, 0]), ([1, 2, 3, 0, 1, 2], [2, 1, 0, 3, 1, 1]),
    ] {
      for counts in [(one, two), (two, one), (one, one)] {
        let all = rows(name, correct: counts.0, of: 4) + rows("Zeta", correct: counts.1, of: 4)
        let recased = name.prefix(1).uppercased() + name.dropFirst()
        let site = try site(all)
        for path in site.pages {
          for element in HTMLPage(site.files[path]!).elements
          where ["p", "h1", "h2", "desc"].contains(element.name) {
            for verb in [" is ", " and ", " starts ", " ends ", " against "] {
              #expect(!element.text.contains(recased + verb) || recased == name, "\(element.text)")
            }
          }
        }
      }
    }
  }

  @Test(arguments: 0..<60) func `the sentences of a page are whole`(seed: Int) throws {
    let site = try RandomStudy(seed).site()
    for path in site.pages {
      let page = HTMLPage(site.files[path]!)
      for element in page.elements {
        let text = element.text
        let place: Comment = "\(path): \(text)"
        switch element.name {
        case "h2", "h3":
          checkWords(text, place)
          #expect(!text.hasSuffix("."), place)
        case "desc": checkWords(text, place)
        case "p" where ["links", "no", "eyebrow"].contains(element["class"] ?? ""): continue
        case "p" where text.contains("Made by passcurve"): continue
        case "p" where !text.isEmpty && !text.hasSuffix(":"):
          checkWords(text, place)
          let isCode = text.allSatisfy { $0.isHexDigit }
          #expect(isCode || text.hasSuffix("."), place)
        case "caption": checkWords(text, place)
        default: continue
        }
      }
      let lede = page.elements.first { $0["class"] == "lede" }?.text ?? ""
      #expect(lede.hasSuffix(".") && lede.count > 10)
    }
  }
}
