import Charts
import EvalLogs
import Stats

/// How predictable a run's samples are to a scorer's model, and whether runs that are compared draw
/// with like entropy.
///
/// Source: Yue et al. 2025, arXiv:2504.13837, figures 6 and 17.
struct PerplexityAnalysis: Analysis {
  static let id = "perplexity"
  static let title = "perplexity under a scorer, and the entropy of tokens"
  static let needs =
    "each sample’s tokens with their log-probabilities summed, or its token entropy"
  static let files = ["perplexity"]
  static let columns: Set<SampleColumn> = [
    .scorer, .logprobSum, .topLogprobSum, .tokens, .tokenEntropy,
  ]

  private let results: Results
  /// By benchmark.
  private let runs: [[PerplexityRun]]

  init(_ results: Results) {
    self.results = results
    let study = results.study
    let there = study.samples.columns
    let isThere =
      there.contains(.tokenEntropy) || (there.contains(.logprobSum) && there.contains(.tokens))
    runs = study.cells.map { cells in
      isThere ? cells.compactMap { $0 }.flatMap { PerplexityRun.all(study, $0) } : []
    }
  }

  var absence: String? {
    if !runs.joined().isEmpty { return nil }
    return results.study.samples.columns.contains(.logprobSum)
      ? "no sample has both a sum of log-probabilities and its number of tokens"
      : "the logs carry no log-probabilities; plain rows name them in columns logprob_sum, tokens and scorer"
  }

  // MARK: The file

  var tables: [DataTable] {
    let rows = runs.joined().map(line)
    guard !rows.isEmpty else { return [] }
    return [
      DataTable(
        "perplexity",
        columns:
          "benchmark,run,scorer,samples#,known#,p05#,p25#,median#,p75#,p95#,problems#,problem_p05#,problem_p25#,problem_median#,problem_p75#,problem_p95#,top_median#,mean_tokens#,mean_logprob_sum#,token_entropy#,temperature#,note",
        rows: rows)
    ]
  }

  private func line(_ run: PerplexityRun) -> [String] {
    let study = results.study
    func quantiles(_ spread: PerplexityRun.Spread?) -> [String] {
      spread.map { $0.quantiles.map(NumberText.shortest) }
        ?? [String](repeating: "", count: PerplexityRun.Spread.shares.count)
    }
    var line = [
      study.benchmarks[run.cell.benchmark].id, study.runs[run.cell.run].id, run.scorer ?? "",
      String(run.samples), String(run.pooled?.count ?? 0),
    ]
    line += quantiles(run.pooled) + [String(run.byProblem?.count ?? 0)]
    line += quantiles(run.byProblem)
    line += [run.top?.median, run.tokens, run.logprobSum, run.entropy].map(NumberText.optional)
    line += [
      NumberText.optional(study.runs[run.cell.run].temperature),
      run.pooled == nil ? "no log-probabilities with a number of tokens" : "",
    ]
    return line
  }

  // MARK: The pages

  var overview: [Section] { [] }

  func sections(benchmark b: Int) -> [Section] {
    guard !runs[b].isEmpty else { return [] }
    let page = PerplexityPage(results, benchmark: b, runs[b])
    let slug = results.study.benchmarks[b].slug
    let figures = page.isDrawn ? Figure.both("\(slug)-perplexity", page.figure) : []
    let table = page.table
    guard !figures.isEmpty else {
      return [
        Section(
          "perplexity", .table, heading: page.heading, short: "Entropy", tables: [table],
          notes: { html in
            page.explain(into: &html)
            html.links([("CSV", "../data/perplexity.csv")])
          })
      ]
    }
    return [
      Section(
        "perplexity", .figure, heading: page.heading, short: "Perplexity", figures: figures,
        tables: [table],
        notes: { html in
          page.explain(into: &html)
          html.links([
            ("Values", "#perplexity-values"), ("CSV", "../data/perplexity.csv"),
            ("SVG", "../figures/\(slug)-perplexity.svg"),
          ])
        },
        after: {
          $0.details("perplexity-values", "Perplexity, length and entropy by run", [table])
        })
    ]
  }
}
