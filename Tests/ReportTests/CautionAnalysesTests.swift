import EvalLogs
import Stats
import Testing

@testable import Report

/// Guessing, domains, chains of steps and audits.
struct CautionAnalysesTests {
  private func site(_ all: [TallyTable.Row], _ yaml: String) throws -> Site {
    try Pipeline.site(Pipeline.edition(Reading(all), settings(yaml)))
  }

  private func section(_ all: [TallyTable.Row], _ yaml: String, _ id: String) throws -> Section {
    let results = try results(all, settings(yaml))
    let made = Analyses.made(Analyses.all, of: results)
    let sections = made.flatMap { $0.overview + $0.sections(benchmark: 0) }
    return try #require(sections.first { $0.id == id })
  }

  // MARK: Chance

  @Test func `excess over chance is pass@k less that of guesses, limits and all`() throws {
    let yaml = "benchmarks: [{match: maths, guess_rate: 0.25}]"
    let site = try site(rows("a", correct: (0..<20).map { $0 % 5 }, of: 4), yaml)
    let (table, curves) = (try site.table("chance"), try site.table("curves"))
    #expect(table.rows.count == curves.rows.count)
    for row in table.rows.indices {
      let k = Int(table[row, "k"]) ?? 0
      let chance = 1 - (0..<k).reduce(1.0) { product, _ in product * 0.75 }
      #expect(abs((Double(table[row, "chance"]) ?? 0) - chance) < 1e-15)
      for (own, other) in [("excess", "estimate"), ("lower", "lower"), ("upper", "upper")] {
        let expected = (Double(curves[row, other]) ?? .nan) - chance
        #expect(abs((Double(table[row, own]) ?? 0) - expected) < 2e-10)
      }
    }
  }

  @Test func `a run that is no better than guessing is not said to be above it`() throws {
    let yaml = "benchmarks: [{match: maths, guess_rate: 0.25}]"
    // As many right as of four guesses at a quarter: none, one, two and three.
    let right = [(0, 13), (1, 17), (2, 8), (3, 2)].flatMap { [Int](repeating: $0, count: $1) }
    let guesser = rows("a", correct: right, of: 4)
    #expect(try section(guesser, yaml, "chance").heading == "a is not told to be above guessing")
    let solver = rows("a", correct: [Int](repeating: 4, count: 40), of: 4)
    let text = try section(solver, yaml, "chance").heading.replacing("\u{A0}", with: " ")
    #expect(text == "a is above guessing at k = 1 and at k = 4")
  }

  @Test func `the guess filter looks at the direct run alone`() throws {
    // p1 is guessed 1 of 100 times, p2 never, p3 always, p4 not tried.
    let direct = rows("direct", counts: [(1, 100, 0), (0, 100, 0), (100, 100, 0)])
    let all = rows("a", correct: [8, 0, 4, 8], of: 8) + direct
    let yaml = "runs: [{match: a}, {match: direct, tags: [direct]}]"
    let table = try site(all, yaml).table("guess-filter")
    #expect(table.column("run") == ["a", "a"] && table.column("k") == ["1", "8"])
    #expect(table.column("problems") == ["2", "2"])
    #expect(table.column("estimate") == ["0.25", "0.5"])
    #expect(table.column("all_estimate") == ["0.625", "0.75"])
    let text = try section(all, yaml, "guess-filter").heading.replacing("\u{A0}", with: " ")
    #expect(text == "2 of 3 problems are left without those that direct gets right now and then")
  }

  // MARK: Domains

  @Test func `a mean over benchmarks gives each the same weight`() throws {
    // In domain: +1/2 on four problems, 0 on twelve. Out of domain: -1/4 on four.
    let all =
      rows("a", "x", correct: [0, 0, 0, 0], of: 4) + rows("b", "x", correct: [2, 2, 2, 2], of: 4)
      + rows("a", "y", correct: [Int](repeating: 1, count: 12), of: 4)
      + rows("b", "y", correct: [Int](repeating: 1, count: 12), of: 4)
      + rows("a", "z", correct: [1, 1, 1, 1], of: 4) + rows("b", "z", correct: [0, 0, 0, 0], of: 4)
    let yaml = """
      benchmarks:
        - {match: x, domain: in}
        - {match: y, domain: in}
        - {match: z, domain: out}
      """
    let table = try site(all, yaml).table("domains").only("k", "1")
    #expect(table.column("domain") == ["in", "out"])
    #expect(table.column("difference") == ["0.25", "-0.25"])
    #expect(table.column("benchmarks") == ["2", "1"] && table.column("problems") == ["16", "4"])
    let own = try #require(
      StratifiedMean(
        [(values: [(0.5, 4)], weight: 1), (values: [(0, 12)], weight: 1)], in: -1...1)?
        .interval().interval)
    #expect(table[0, "lower"] == NumberText.lower(own.lower))
    #expect(table[0, "upper"] == NumberText.upper(own.upper))
  }

  @Test func `one kind of benchmark alone is no contrast`() throws {
    let all = rows("a", correct: [1, 2], of: 4) + rows("b", correct: [3, 4], of: 4)
    let edition = try Pipeline.edition(
      Reading(all), settings("benchmarks: [{match: maths, domain: in}]"))
    let domains = edition.analyses.first { $0 is DomainsAnalysis }
    #expect(domains?.absence == "no benchmarks are named in domain and out of domain")
  }

  // MARK: Chains

  @Test func `a chain of steps is a power of pass@1 and of its limits`() throws {
    let site = try site(rows("a", correct: [2, 2, 2, 2], of: 4), "")
    let (table, curves) = (try site.table("multi-step"), try site.table("curves"))
    #expect(table.column("steps") == ["1", "5", "10", "20"])
    #expect(table.column("estimate") == ["0.5", "0.03125", "0.0009765625", "9.5367431640625e-07"])
    #expect(table[0, "lower"] == curves[0, "lower"])
    let lower = Double(curves[0, "lower"]) ?? 0
    #expect(abs((Double(table[1, "lower"]) ?? 0) - lower * lower * lower * lower * lower) < 1e-9)
    let text = try section(rows("a", correct: [2, 2, 2, 2], of: 4), "", "multi-step").heading
    #expect(text.contains("each as sure as one attempt of a, would all succeed in 0.098\u{A0}%"))
  }

  // MARK: Audits

  /// Forty samples a problem: p1 solved by two that are accepted and rejected, p2 by one rejected,
  /// p3 by one without verdict, p4 by half.
  private func audited() throws -> Results {
    var lines = ["run,benchmark,problem,sample,correct,verdict"]
    for sample in 0..<40 {
      lines.append("<r>,maths,p1,\(sample),\(sample < 1 ? "1,valid" : "0,")")
      lines.append("<r>,maths,p2,\(sample),\(sample < 1 ? "1,NO" : "0,")")
      lines.append("<r>,maths,p3,\(sample),\(sample < 1 ? "1," : "0,")")
      lines.append("<r>,maths,p4,\(sample),\(sample < 20 ? "1,valid" : "0,")")
    }
    let folder = try TemporaryFolder()
    try folder.write("r.csv", lines.joined(separator: "\n") + "\n")
    let options = ReadOptions(samples: AuditAnalysis.columns)
    let reading = try EvalLogs.read(paths: [folder.path], options: options)
    return Results(try Study(reading, Settings()), Settings())
  }

  @Test func `a rare success is reasoned, not reasoned or open`() throws {
    let audit = try #require(AuditAnalysis(audited()).tables.first { $0.name == "validity" })
    let share = audit.rows[0]
    #expect(share[2] == "reasoned share of rarely solved" && share[4] == "0.5")
    #expect(share[10] == "2" && share[11] == "1")
    // p3's sample has no verdict, so CoT-pass@k does not exist.
    #expect(audit.rows.count == 2 && audit.rows[1][12] == "1 correct samples have no verdict")
    let samples = try #require(AuditAnalysis(audited()).tables.first { $0.name == "audit" })
    #expect(samples.rows.map { $0[2] } == ["p1", "p2", "p3"])
    #expect(samples.rows.map { $0[7] } == ["yes", "no", ""])
    #expect(samples.rows.map { $0[8] } == ["r.csv", "r.csv", "r.csv"])
  }

  @Test func `without verdicts there is no audit`() throws {
    let results = try results(rows("a", correct: [1, 2], of: 4))
    #expect(AuditAnalysis(results).absence == "no sample has a second verdict on its reasoning")
  }

  @Test func `texts are on the page where they are asked for, and escaped`() throws {
    let folder = try TemporaryFolder()
    var lines: [String] = []
    for sample in 0..<40 {
      let text = "<script>\(sample)</script> & so on"
      lines.append(
        #"{"run":"r","benchmark":"maths","problem":"p","sample":\#(sample),"correct":\#(sample == 7),"#
          + #""verdict":"valid","response":"\#(text)"}"#)
    }
    try folder.write("r.jsonl", lines.joined(separator: "\n") + "\n")
    let reading = try EvalLogs.read(
      paths: [folder.path], options: ReadOptions(samples: AuditAnalysis.columns))
    for isShown in [false, true] {
      var settings = Settings()
      settings.showsTexts = isShown
      let page = try Pipeline.site(Pipeline.edition(reading, settings)).text(
        "benchmarks/maths.html")
      #expect(page.contains("&lt;script&gt;7&lt;/script&gt; &amp; so on") == isShown)
      #expect(!page.contains("<script>7") && !page.contains("&lt;script&gt;8"))
    }
  }

  @Test(
    arguments: [
      (#"{"completion":"a","text":"b"}"#, nil, "a"), (#"{"code":["x","y"]}"#, 1, "y"),
      (#"{"code":["x","y"]}"#, 9, "x"), (#"{"choices":[{"message":{"content":"z"}}]}"#, nil, "z"),
      (#"{"resps":[["deep"]]}"#, 0, "deep"), (#"{"correct":true}"#, nil, nil),
      ("no json", nil, nil),
    ] as [(String, Int?, String?)])
  func `what a model wrote is found where harnesses put it`(
    record: String, index: Int?, expected: String?
  ) {
    #expect(RecordText.find(in: Array(record.utf8), index: index) == expected)
  }

  // MARK: What intervals assume

  @Test func `problems that a comparison leaves out are counted on the page`() throws {
    let all =
      rows("a", correct: [1, 2, 3], of: 4) + rows("b", correct: [1, 2], of: 4)
    let page = try site(all, "").text("benchmarks/maths.html").replacing("\u{A0}", with: " ")
    #expect(page.contains("1 problem that only one of the two has is left out."))
    let whole = rows("a", correct: [1, 2], of: 4) + rows("b", correct: [1, 2], of: 4)
    #expect(!(try site(whole, "").text("benchmarks/maths.html")).contains("left out."))
  }

  @Test func `what the data break of the assumptions is said, and nothing else`() throws {
    func broken(_ all: [TallyTable.Row], _ change: (inout TallyTable.Row) -> Void = { _ in })
      throws -> [String]
    {
      var all = all
      for index in all.indices { change(&all[index]) }
      let results = try results(all)
      return Assumptions(results, results.study.cells.joined().compactMap { $0 }).broken
    }
    let plain = rows("a", correct: [Int](repeating: 2, count: 12), of: 4)
    #expect(try broken(plain) == [])
    #expect(try broken(plain) { $0.group = "g" }.first?.contains("1\u{A0}group,") == true)
    let few = try broken(rows("a", correct: [1, 2], of: 4))
    #expect(few.first?.contains("2\u{A0}problems are fewer than the 10") == true)
    let missing = try broken(rows("a", counts: [Count](repeating: (1, 3, 1), count: 12)))
    #expect(missing.count == 1 && missing[0].contains("Samples are missing"))
    let hard = try broken(
      rows("a", correct: [1] + [Int](repeating: 0, count: 199), of: 4))
    #expect(hard.count == 1 && hard[0].contains("pass@1 is below 1.0\u{A0}%"))
  }
}
