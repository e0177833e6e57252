import Charts
import EvalLogs
import Stats

/// What of a run can be relied on: beside pass@k, which asks for one right sample of k, how often
/// most or all of k are right, and how many problems are solved at what rate.
///
/// Sources: Yao et al. 2024, arXiv:2406.12045 (pass^k); Liu et al. 2024, arXiv:2412.13147 (G-Pass@k);
/// Dragoi et al. 2025, arXiv:2510.08325 (Cover@τ).
struct ReliabilityAnalysis: Analysis {
  static let id = "reliability"
  static let title = "how often most or all of k samples are right, beside pass@k"
  static let needs = "two samples or more of each problem"
  static let files = ["reliability"]

  private let results: Results
  /// By benchmark; runs with too few samples are left out.
  private let runs: [[RunReliability]]

  init(_ results: Results) {
    self.results = results
    let curves = results.curves.map { $0.compactMap { $0 } }
    let flat = Array(curves.joined())
    let found = parallelMap(flat.count, threads: results.settings.threads) {
      RunReliability(flat[$0], results.settings)
    }
    var rest = found[...]
    runs = curves.map { own in
      defer { rest = rest.dropFirst(own.count) }
      return rest.prefix(own.count).compactMap { $0 }
    }
  }

  var absence: String? {
    if runs.contains(where: { !$0.isEmpty }) { return nil }
    let curves = results.curves.joined().compactMap { $0 }
    if curves.isEmpty { return "no problem has a sample" }
    return curves.contains { $0.curve.largestK >= 2 }
      ? "no k above 1 that is shown is one the runs have"
      : "no run has two samples of every problem"
  }

  // MARK: The file

  var tables: [DataTable] {
    guard absence == nil else { return [] }
    return [
      DataTable(
        "reliability",
        columns:
          "run,benchmark,metric,k#,tau#,estimate#,lower#,upper#,bound_lower#,bound_upper#,plug_in#,level#,method,target,problems#,n_min#,n_max#,note",
        rows: runs.joined().flatMap(rows))
    ]
  }

  private func rows(_ run: RunReliability) -> [[String]] {
    let population = RunReliability.metrics.flatMap { metric in
      (run.points[metric] ?? []).map {
        row(run, metric, $0, .population, results.settings.method.rawValue)
      }
    }
    let fixed = run.fixed.map {
      row(run, .passAll, $0, .fixed, CurveInference.fixedMethod)
    }
    return population + fixed + run.cover.map { row(run, $0) }
  }

  private func row(
    _ run: RunReliability, _ metric: CountMetric, _ point: CurvePoint, _ target: Target,
    _ method: String
  ) -> [String] {
    let (name, tau): (String, String) =
      switch metric {
      case .passAll: ("pass^k", "")
      case .passShare(let tau): ("g-pass@k", NumberText.shortest(tau.value))
      default: ("mg-pass@k", "")
      }
    return names(run) + [
      name, String(point.k), tau, NumberText.optional(point.estimate),
      NumberText.lowerLimit(point.interval),
      NumberText.upperLimit(point.interval),
      NumberText.optional(point.bounds?.lowerBound), NumberText.optional(point.bounds?.upperBound),
      "", NumberText.shortest(results.settings.level), method, target.rawValue,
    ] + samples(run) + [(point.absence ?? point.intervalAbsence)?.reason ?? ""]
  }

  private func row(_ run: RunReliability, _ cover: RunReliability.Cover) -> [String] {
    let notes = [
      cover.values.absence?.reason ?? "no interval: the problems share one fit",
      cover.isGuess ? "nearer to 0 or 1 than 3/n: the fit’s guess" : nil,
    ].compactMap(\.self)
    return names(run) + [
      "cover@tau", "", NumberText.shortest(cover.tau.value),
      NumberText.optional(cover.values.estimate), "", "",
      NumberText.optional(cover.values.bounds?.lowerBound),
      NumberText.optional(cover.values.bounds?.upperBound), NumberText.shortest(cover.plugIn),
      "", "smoothed-mixture", Target.fixed.rawValue,
      String(cover.values.problems), String(run.curve.curve.samples.lowerBound),
      String(run.curve.curve.samples.upperBound), notes.joined(separator: "; "),
    ]
  }

  private func names(_ run: RunReliability) -> [String] {
    let cell = run.curve.cell
    return [results.study.runs[cell.run].id, results.study.benchmarks[cell.benchmark].id]
  }

  private func samples(_ run: RunReliability) -> [String] {
    let curve = run.curve.curve
    return [curve.problems, curve.samples.lowerBound, curve.samples.upperBound].map { String($0) }
  }

  // MARK: The pages

  var overview: [Section] { [] }

  func sections(benchmark b: Int) -> [Section] {
    guard !runs[b].isEmpty else { return [] }
    let drawing = ReliabilityDrawing(results, benchmark: b, runs[b])
    let slug = results.study.benchmarks[b].slug
    let figures = [true, false].flatMap { drawing.figures(slug, isWide: $0) }
    let tables = drawing.tables(slug)
    return [
      Section(
        "reliability", .figure, heading: drawing.heading, short: "Reliability", figures: figures,
        tables: tables,
        notes: { html in
          drawing.explain(into: &html)
          html.links(
            [("Values", "#reliability-values"), ("CSV", "../data/reliability.csv")]
              + figures.prefix(figures.count / 2).map { figure in
                (
                  figure.id.hasSuffix("-cover") ? "SVG Cover@τ" : "SVG pass^k",
                  "../figures/\(figure.id).svg"
                )
              })
        },
        after: { $0.details("reliability-values", "Values of reliability", tables) })
    ]
  }
}
