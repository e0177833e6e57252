import Charts
import EvalLogs
import Stats
import Testing

@testable import Report

struct CostAnalysisTests {
  /// Each run's tokens an attempt and its correct samples of four, a number a problem.
  private func rows(
    _ runs: [(String, tokens: Int, correct: [Int])], column: String = "tokens", n: Int = 4
  ) -> SampledRows {
    var rows = SampledRows(column)
    for (run, tokens, correct) in runs {
      for (index, right) in correct.enumerated() {
        rows.add(
          run, problem: "p\(index)",
          // One less and one more: the mean is what is given.
          (0..<n).map { [$0 < right ? "1" : "0", String(tokens + ($0 % 2 == 0 ? -1 : 1))] })
      }
    }
    return rows
  }

  private var pair: SampledRows { rows([("base", 10, [1, 2]), ("base-rl", 20, [2, 3])]) }

  @Test func `at equal spending each run has the attempts that it pays for`() throws {
    let table = try pair.site().table("cost")
    #expect(Set(table.column("unit")) == ["tokens"])
    let base = table.only("run", "base")
    #expect(base.only("at", "curve").column("spending") == ["10", "20", "40"])
    #expect(base.only("at", "curve").column("k") == ["1", "2", "4"])
    let equal = table.only("at", "equal")
    // From one attempt of the dearer run to all of the cheaper one: 20 to 40.
    #expect(equal.only("run", "base").column("k") == ["2", "2", "4"])
    let tuned = equal.only("run", "base-rl")
    #expect(tuned.column("k") == ["1", "1", "2", "2"])
    // Of four with two and with three right, a pair without one right: one in six, and none.
    #expect(abs(Double(tuned[2, "estimate"])! - 11.0 / 12) < 1e-15)
    let less = table.only("baseline", "base")
    #expect(less[0, "k"] == "2" && less[0, "baseline_k"] == "4" && less[0, "spending"] == "40")
    #expect(abs(Double(less[0, "estimate"])! + 1.0 / 12) < 1e-15)
    let interval = DirichletMean([(-1.0 / 6, 1), (0, 1)], in: -1...1).interval(level: 0.95)
    #expect(abs(Double(less[0, "lower"])! - interval.lower) < 1.1e-10)
    #expect(abs(Double(less[0, "upper"])! - interval.upper) < 1.1e-10)
  }

  private func section(_ rows: SampledRows) throws -> Section {
    try #require(CostAnalysis(rows.results()).sections(benchmark: 0).first)
  }

  private func heading(_ rows: SampledRows) throws -> String {
    try section(rows).heading.replacing("\u{A0}", with: " ")
  }

  @Test func `the heading says at what spending, and only what is decided`() throws {
    let (all, none) = ([Int](repeating: 4, count: 30), [Int](repeating: 0, count: 30))
    #expect(
      try heading(rows([("base", 10, none), ("base-rl", 20, all)])).hasPrefix(
        "For 40.0 tokens a problem base-rl (k = 2) is ahead of base (k = 4) by 100.0 points ["))
    #expect(
      try heading(rows([("base", 10, all), ("base-rl", 20, none)])).contains(
        "base-rl (k = 2) is behind base (k = 4) by 100.0 points ["))
    #expect(
      try heading(pair)
        == "For 40.0 tokens a problem the data cannot tell whether base-rl (k = 2) or base (k = 4) is ahead"
    )
    #expect(
      try heading(
        rows([("base", 10, none), ("rl-a", 20, all), ("rl-b", 20, none)]))
        == "At equal spending the candidate is ahead in one of two comparisons")
    #expect(
      try heading(rows([("base", 10, none), ("rl-a", 20, none), ("rl-b", 20, none)]))
        == "At equal spending the data decide none of two comparisons")
    #expect(
      try heading(rows([("base", 10, [1]), ("base-rl", 50, [1])]))
        == "One attempt of base-rl costs more than all of base")
    let runs = (0..<7).map { ("r\($0)x", tokens: 10 + $0, correct: [1]) }
    #expect(
      try heading(rows(runs)) == "An attempt takes 10.0 (r0x) to 16.0 tokens (r6x) on average")
    #expect(
      try heading(rows(runs.map { ($0.0, tokens: 10, correct: [1]) }))
        == "An attempt of any run takes 10.0 tokens on average")
    #expect(
      try heading(rows([("a", 10, [1])])) == "An attempt of a takes 10.0 tokens on average")
  }

  @Test func `money goes before tokens where as many runs have it, and it is a mean that is used`()
    throws
  {
    var rows = SampledRows("tokens", "cost")
    rows.add("a", problem: "p", [["1", "10", "0.00001"], ["0", "10", "0.00003"]])
    let table = try rows.site().table("cost")
    #expect(table[0, "unit"] == "cost" && Double(table[0, "mean_cost"])! == 0.00002)
    #expect(try section(rows).markup.contains("k times the mean of one"))
    // Small amounts have labels, too.
    #expect(try section(rows).figures[0].inline.contains(">0.00002<"))
  }

  @Test func `runs that say too little are named, and without any there is a reason`() throws {
    var rows = pair
    rows.add("mute", problem: "p0", [["1", ""], ["0", ""], ["0", "7"]])
    #expect(try section(rows).markup.contains("too few of their samples say it: mute"))
    var few = SampledRows("tokens")
    few.add("a", problem: "p", [["1", "5"], ["0", ""]])
    #expect(
      CostAnalysis(try few.results()).absence
        == "the logs carry the tokens or the cost of too few samples")
    #expect(
      CostAnalysis(try results(ReportTests.rows("a", correct: [1], of: 2))).absence?
        .hasPrefix("the logs carry neither tokens nor costs") == true)
    var part = SampledRows("tokens")
    part.add("a", problem: "p", [["1", "5"], ["0", "7"], ["0", ""]])
    #expect(try part.site().table("cost")[0, "mean_cost"] == "6")
    #expect(try section(part).markup.contains("a: known of 2 of 3 samples"))
  }

  @Test func `costs beyond all measure are none`() throws {
    for cost in ["1e300", "-1", "1e-320", "0"] {
      var rows = SampledRows("cost")
      rows.add("a", problem: "p", [["1", cost], ["0", cost]])
      #expect(CostAnalysis(try rows.results()).absence != nil, "\(cost)")
    }
  }

  @Test func `hostile names stay text`() throws {
    for text in hostileNames {
      var rows = SampledRows("tokens")
      for run in ["a\(text)", "b"] {
        rows.add(run, "maths\(text)", problem: text, [["1", "5"], ["0", "9"]])
      }
      try rows.site().checkMarkup()
    }
  }
}
