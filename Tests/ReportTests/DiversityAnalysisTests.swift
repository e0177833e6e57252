import Charts
import EvalLogs
import Stats
import Testing

@testable import Report

struct DiversityAnalysisTests {
  /// Each run's answers, a text a problem with a letter a sample.
  private func rows(_ runs: [(String, [String])]) -> SampledRows {
    var rows = SampledRows("answer")
    for (run, problems) in runs {
      for (index, answers) in problems.enumerated() {
        rows.add(
          run, problem: "p\(index)",
          answers.map { [$0 == "a" ? "1" : "0", $0 == "-" ? "" : String($0)] })
      }
    }
    return rows
  }

  private var pair: SampledRows {
    rows([("base", ["aabc", "abcd"]), ("base-rl", ["aaaa", "aaab"])])
  }

  @Test func `the file holds what can be counted by hand`() throws {
    let table = try pair.site().table("diversity")
    let base = table.only("run", "base")
    let distinct = base.only("metric", "distinct")
    #expect(distinct.column("k") == ["2", "4"])
    // Two of aabc agree once in six.
    #expect(abs(Double(distinct[0, "estimate"])! - (2 - 1.0 / 12)) < 1e-15)
    #expect(distinct[1, "estimate"] == "3.5")
    #expect(Double(base.only("metric", "entropy")[0, "estimate"])! == (1.5 + 2) / 2)
    #expect(abs(Double(base.only("metric", "agreement")[0, "estimate"])! - 1.0 / 12) < 1e-15)
    let effective = Double(base.only("metric", "effective-number")[0, "estimate"])!
    #expect(abs(effective - (powerOf2(1.5) + 4) / 2) < 1e-12)
    let less = table.only("baseline", "base")
    #expect(less.column("run") == [String](repeating: "base-rl", count: 4))
    #expect(less.only("metric", "distinct")[0, "estimate"] == "-2")
    let interval = DirichletMean([(-2, 2)], in: -3...3).interval(level: 0.95)
    #expect(abs(Double(less[0, "lower"])! - interval.lower) < 1.1e-9)
    #expect(abs(Double(less[0, "upper"])! - interval.upper) < 1.1e-9)
    #expect(!less[0, "p_adjusted"].isEmpty && less[1, "p_adjusted"].isEmpty)
  }

  private func heading(_ rows: SampledRows, _ settings: Settings = Settings()) throws -> String {
    try #require(DiversityAnalysis(rows.results(settings)).sections(benchmark: 0).first).heading
      .replacing("\u{A0}", with: " ")
  }

  @Test func `the heading tells fewer from more only where that is decided`() throws {
    let many = [String](repeating: "abcd", count: 30)
    let few = [String](repeating: "aaab", count: 30)
    #expect(
      try heading(rows([("base", many), ("base-rl", few)])).hasPrefix("base-rl gives 2.00 [1."))
    #expect(
      try heading(rows([("base", few), ("base-rl", many)])).hasSuffix(
        "more distinct answers among 4 than base"))
    #expect(
      try heading(rows([("base", few), ("base-rl", few)]))
        == "The data cannot tell whether base-rl or base gives more different answers")
    #expect(
      try heading(rows([("base", many), ("rl-a", few), ("rl-b", many)]))
        == "The candidate gives fewer distinct answers in one of two comparisons")
    #expect(
      try heading(rows([("base", many), ("rl-a", many), ("rl-b", many)]))
        == "In none of two comparisons can the data tell which run gives more different answers")
    // More than six runs without a base are not compared.
    let runs = (0..<7).map { ("r\($0)x", $0 == 0 ? many : few) }
    #expect(
      try heading(rows(runs)).hasPrefix(
        "Distinct answers among 4 run from 2.00 (r1x) to 4.00 (r0x)"))
    #expect(
      try heading(rows(runs.map { ($0.0, few) }))
        == "7 runs give 2.00 distinct answers among 4 each")
    #expect(
      try heading(rows([("a", few)])).hasPrefix("a gives 2.00 [1.9"))
  }

  @Test func `runs are looked at among as many answers, and what has fewer is left out`() throws {
    let all = [String](repeating: "abcd", count: 19) + ["ab--"]
    let table = try rows([("base", all), ("base-rl", [String](repeating: "abcdea", count: 20))])
      .site().table("diversity")
    // One problem in twenty has two answers only: four are looked at, without it.
    #expect(Set(table.only("metric", "distinct").column("k")) == ["2", "4"])
    #expect(table.only("run", "base").only("baseline", "")[0, "left_out"] == "1")
    #expect(table.only("baseline", "base")[0, "problems"] == "19")
    #expect(
      DiversityAnalysis(
        try rows([("base", ["a---", "abcd"])]).results()
      ).absence == "no benchmark has two answers on nine in ten problems of its runs")
    let none = try results(ReportTests.rows("a", correct: [1, 2], of: 4))
    #expect(
      DiversityAnalysis(none).absence
        == "the logs carry no answers; plain rows name them in a column answer")
  }

  @Test func `hostile names stay text`() throws {
    for text in hostileNames {
      var rows = SampledRows("answer")
      for run in ["a\(text)", "b"] {
        rows.add(run, "maths\(text)", problem: text, [["1", text], ["0", "x\(text)"]])
      }
      try rows.site().checkMarkup()
    }
  }
}
