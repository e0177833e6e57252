import Charts
import EvalLogs
import Stats
import Testing

@testable import Report

struct VotingAnalysisTests {
  /// Verdict, answer and reward of three samples on two problems.
  private static var small: SampledRows {
    var rows = SampledRows("answer", "reward")
    rows.add("a", problem: "p1", [["1", "A", "3"], ["1", "A", "1"], ["0", "B", "2"]])
    rows.add("a", problem: "p2", [["0", "C", "5"], ["0", "D", "1"], ["1", "E", "3"]])
    return rows
  }

  @Test func `votes and best-of-k are those of every subset`() throws {
    let table = try Self.small.site().table("voting")
    // Pairs and triples counted by hand; ties are split.
    let votes = table.only("metric", "maj@k")
    #expect(votes.column("k") == ["1", "2", "3"])
    for (text, value) in zip(votes.column("estimate"), [0.5, 0.5, 2.0 / 3]) {
      #expect(abs(try #require(Double(text)) - value) < 1e-15)
    }
    let best = table.only("metric", "best-of-k")
    for (text, value) in zip(best.column("estimate"), [0.5, 0.5, 0.5]) {
      #expect(abs(try #require(Double(text)) - value) < 1e-15)
    }
    #expect(votes.column("gain").prefix(2).allSatisfy { $0.isEmpty })
    #expect(abs(try #require(Double(votes[2, "gain"])) - 1.0 / 6) < 1e-15)
    for row in table.rows.indices {
      let (lower, upper) = (Double(table[row, "lower"])!, Double(table[row, "upper"])!)
      let estimate = Double(table[row, "estimate"])!
      #expect(lower < estimate && estimate < upper && table[row, "target"] == "population")
    }
  }

  @Test func `intervals are the default's of the problems' values, the gain's the paired ones`()
    throws
  {
    let table = try Self.small.site().table("voting").only("metric", "maj@k")
    let interval = DirichletMean([(1, 1), (1.0 / 3, 1)], in: 0...1).interval(level: 0.95)
    #expect(abs(Double(table[2, "lower"])! - interval.lower) < 1.1e-10)
    #expect(abs(Double(table[2, "upper"])! - interval.upper) < 1.1e-10)
    // Vote less single sample: 1 - 2/3 and 1/3 - 1/3.
    let gain = DirichletMean([(1.0 / 3, 1), (0, 1)], in: -1...1).interval(level: 0.95)
    #expect(abs(Double(table[2, "gain_lower"])! - gain.lower) < 1.1e-10)
    #expect(abs(Double(table[2, "gain_upper"])! - gain.upper) < 1.1e-10)
    #expect(table[2, "p_value"] == table[2, "p_adjusted"])
  }

  @Test func `without answers more than half must be right, and the name says so`() throws {
    let table = try site(rows("a", correct: [3, 1], of: 4)).table("voting")
    #expect(table.column("metric") == [String](repeating: "strict-maj@k", count: 3))
    #expect(table.column("estimate") == ["0.5", "0.25", "0.5"])
    let analysis = VotingAnalysis(try results(rows("a", correct: [3, 1], of: 4)))
    let section = try #require(analysis.sections(benchmark: 0).first)
    #expect(section.heading.hasPrefix("More than half of 4 samples are right 50"))
    #expect(section.markup.contains("strict-maj@4") && section.markup.contains("no answers"))
    #expect(analysis.overview.isEmpty)
  }

  @Test func `a reward that is the verdict is left out, and one that lacks is absent`() throws {
    var rows = SampledRows("answer", "reward")
    rows.add("a", problem: "p1", [["1", "A", "1"], ["0", "B", "0"]])
    rows.add("a", problem: "p2", [["0", "A", "0"], ["0", "B", "0"]])
    var section = try #require(VotingAnalysis(rows.results()).sections(benchmark: 0).first)
    #expect(try rows.site().table("voting").only("metric", "best-of-k").rows.isEmpty)
    #expect(section.markup.contains("a: on every problem the reward puts right samples above"))
    var lacking = Self.small
    lacking.add("a", problem: "p3", [["1", "A", ""], ["1", "A", "1"], ["0", "B", "2"]])
    let best = try lacking.site().table("voting").only("metric", "best-of-k")
    #expect(best.column("estimate").allSatisfy { $0.isEmpty })
    #expect(best[0, "note"] == "1 problems have samples without a reward")
    section = try #require(VotingAnalysis(lacking.results()).sections(benchmark: 0).first)
    #expect(!section.heading.isEmpty)
  }

  /// `problems` problems of five samples: a vote helps on each, or harms, or neither.
  private func voters(_ runs: [(String, Int)], problems: Int = 40) -> SampledRows {
    var rows = SampledRows("answer")
    for (run, right) in runs {
      for problem in 0..<problems {
        rows.add(
          run, problem: "p\(problem)",
          (0..<5).map { [$0 < right ? "1" : "0", $0 < right ? "right" : "wrong"] })
      }
    }
    return rows
  }

  private func heading(_ rows: SampledRows) throws -> String {
    try #require(VotingAnalysis(rows.results()).sections(benchmark: 0).first).heading
      .replacing("\u{A0}", with: " ")
  }

  @Test func `the heading says no more than is decided for all runs together`() throws {
    #expect(
      try heading(voters([("a", 4)])).hasPrefix(
        "A majority vote of 5 samples of a is ahead of one sample by 20.0 points ["))
    #expect(
      try heading(voters([("a", 1)])).hasPrefix(
        "A majority vote of 5 samples of a is behind one sample by 20.0 points ["))
    #expect(
      try heading(voters([("a", 4)], problems: 2))
        == "The data cannot tell whether a majority vote of 5 samples of a helps")
    #expect(
      try heading(voters([("a", 4), ("b", 3)]))
        == "A majority vote is ahead of one sample for both runs")
    #expect(
      try heading(voters([("a", 4), ("b", 1), ("c", 5)]))
        == "A majority vote is ahead of one sample for one and behind one sample for one of three runs"
    )
    #expect(
      try heading(voters([("a", 5), ("b", 0)]))
        == "For none of two runs can the data tell whether a majority vote helps")
  }

  @Test func `missing samples leave a range, single ones nothing to vote on`() throws {
    var rows = SampledRows("answer")
    rows.add("a", problem: "p1", [["1", "A"], ["1", "A"], ["", ""]])
    rows.add("a", problem: "p2", [["0", "B"], ["1", "A"], ["0", "B"]])
    let table = try rows.site().table("voting")
    // With all three the missing one is drawn for certain.
    let last = table.only("k", "3")
    #expect(last[0, "estimate"].isEmpty && last[0, "note"] == "missing samples leave a range")
    #expect(last[0, "bound_lower"] == "0" && last[0, "bound_upper"] == "0.5")
    let single = ReportTests.rows("a", correct: [1, 0], of: 1)
    #expect(
      VotingAnalysis(try results(single)).absence
        == "no run has a second sample of every problem")
    let settings = try settings("k: [1]")
    #expect(
      VotingAnalysis(try Self.small.results(settings)).absence
        == "no k above 1 is shown that a run has")
  }

  @Test func `problems known by their counts alone have no vote among answers`() throws {
    let settings = try settings("benchmarks: [{match: maths, expected_n: 4}]")
    let table = try Self.small.site(settings).table("voting")
    // One more is expected of each problem: it is missing, and the others are all at hand.
    #expect(table.column("metric").contains("maj@k") && table.column("k").contains("4"))
  }

  @Test func `hostile names stay text`() throws {
    for text in hostileNames {
      var rows = SampledRows("answer", "reward")
      for run in ["a\(text)", "b"] {
        rows.add(run, "maths\(text)", problem: text, [["1", text, "1"], ["0", "x\(text)", "2"]])
      }
      try rows.site().checkMarkup()
    }
  }
}
