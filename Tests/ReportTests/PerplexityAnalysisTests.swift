import Charts
import EvalLogs
import Testing

@testable import Report

struct PerplexityAnalysisTests {
  /// Verdict, scorer, sum, best sum, tokens and entropy.
  private func rows(_ runs: [(String, entropy: String)]) -> SampledRows {
    var rows = SampledRows("scorer", "logprob_sum", "top_logprob_sum", "tokens", "token_entropy")
    for (run, entropy) in runs {
      rows.add(
        run, problem: "p1",
        [
          ["1", "judge", "-10", "-5", "10", entropy], ["0", "judge", "-20", "0", "10", entropy],
          ["0", "judge", "0", "0", "10", entropy],
        ])
      rows.add(run, problem: "p2", [["0", "judge", "-60", "", "30", entropy]])
    }
    return rows
  }

  @Test func `perplexities are those of each sample, pooled and by problem`() throws {
    let table = try rows([("a", "0.5")]).site().table("perplexity")
    let e = 2.718281828459045
    #expect(table.rows.count == 1 && table[0, "scorer"] == "judge")
    #expect(table[0, "samples"] == "4" && table[0, "known"] == "4" && table[0, "problems"] == "2")
    // 1, e, e², e²: the median lies halfway.
    #expect(abs(Double(table[0, "median"])! - (e + e * e) / 2) < 1e-12)
    #expect(abs(Double(table[0, "p75"])! - e * e) < 1e-12)
    let means = [(1 + e + e * e) / 3, e * e]
    #expect(abs(Double(table[0, "problem_median"])! - (means[0] + means[1]) / 2) < 1e-12)
    #expect(abs(Double(table[0, "top_median"])! - 1) < 1e-12)
    #expect(table[0, "mean_tokens"] == "20" && table[0, "mean_logprob_sum"] == "-35")
    #expect(table[0, "token_entropy"] == "0.5")
  }

  @Test func `what is no likelihood has no perplexity`() throws {
    var rows = SampledRows("scorer", "logprob_sum", "tokens")
    rows.add(
      "a", problem: "p", [["1", "j", "3", "10"], ["0", "j", "-3", "0"], ["0", "j", "", "5"]])
    #expect(
      PerplexityAnalysis(try rows.results()).absence
        == "no sample has both a sum of log-probabilities and its number of tokens")
    #expect(
      PerplexityAnalysis(try results(ReportTests.rows("a", correct: [1], of: 2))).absence?
        .hasPrefix("the logs carry no log-probabilities") == true)
    rows.add("a", problem: "q", [["0", "j", "-5000", "5"], ["1", "k", "-5", "5"]])
    // One that is beyond numbers is not counted, and scorers are told apart.
    let table = try rows.site().table("perplexity")
    #expect(table.column("scorer") == ["k"] && table.column("known") == ["1"])
  }

  private func section(_ rows: SampledRows) throws -> Section {
    try #require(PerplexityAnalysis(rows.results()).sections(benchmark: 0).first)
  }

  @Test func `the caveats stand beside the figure, and matched runs are named`() throws {
    let matched = try section(rows([("a", "0.5"), ("b", "0.46"), ("c", "0.2")]))
    #expect(
      matched.heading
        == "Median perplexity of the samples: 5.05 (a), 5.05 (b) and 5.05 (c), by judge")
    let text = matched.markup
    #expect(text.contains("can come from copied or repeated tokens"))
    #expect(text.contains("says nothing of how likely the whole is"))
    #expect(text.contains("Matched within 10 %: a and b."))
    #expect(text.contains("under judge"))
    let apart = try section(rows([("a", "0.5"), ("c", "0.2")]))
    #expect(apart.markup.contains("No two runs have mean entropies within 10 %"))
    let alone = try section(rows([("a", "")]))
    #expect(alone.heading == "Half of the samples of a have a perplexity below 5.05, by judge")
    #expect(!alone.markup.contains("Token entropy"))
  }

  @Test func `numbers beyond all measure are not drawn and stop nothing`() throws {
    var rows = rows([("a", "0.5")])
    rows.add("b", problem: "p1", [["1", "judge", "-3000", "", "5", "1e300"]])
    let section = try section(rows)
    #expect(section.figures[0].panels[0].marks.count == 2)
    #expect(section.markup.contains("1 of 2 are drawn"))
    #expect(try rows.site().table("perplexity").only("run", "b")[0, "token_entropy"].isEmpty)
  }

  @Test func `entropies alone are a table`() throws {
    var rows = SampledRows("token_entropy")
    rows.add("a", problem: "p", [["1", "0.5"], ["0", "0.7"]])
    rows.add("b", problem: "p", [["1", "0.1"]])
    let section = try section(rows)
    #expect(section.figures.isEmpty)
    #expect(section.heading == "Mean token entropy in nats: 0.600 (a) and 0.100 (b)")
    let table = try rows.site().table("perplexity")
    #expect(table[0, "median"].isEmpty && !table[0, "note"].isEmpty)
  }

  @Test func `hostile names stay text`() throws {
    for text in hostileNames {
      var rows = SampledRows("scorer", "logprob_sum", "tokens", "token_entropy")
      for run in ["a\(text)", "b"] {
        rows.add(
          run, "maths\(text)", problem: text,
          [["1", text, "-5", "5", "1"], ["0", "x\(text)", "-9", "9", "1"]])
      }
      try rows.site().checkMarkup()
    }
  }
}
