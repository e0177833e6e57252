import Charts
import EvalLogs
import Stats

/// pass@k beyond the samples there are, by two models, each only where it predicts samples held out.
/// Only where it is asked for.
///
/// Sources: Kazdan et al. 2025, arXiv:2510.05197; Schaeffer et al. 2025, arXiv:2502.17578.
struct ExtrapolationAnalysis: Analysis {
  static let id = "extrapolation"
  static let title = "pass@k beyond n by two models, each with its hold-out check"
  static let needs = "--extrapolate K; 20 problems or more with 16 samples, some solved in part"
  static let files = ["extrapolation"]

  private let results: Results
  /// By benchmark, the models of a run side by side.
  private let runs: [[RunExtrapolation]]

  init(_ results: Results) {
    self.results = results
    guard let k = results.settings.extrapolate else {
      runs = results.study.benchmarks.map { _ in [] }
      return
    }
    let wanted = results.curves.joined().compactMap { $0 }.flatMap { curve in
      ExtrapolationModel.allCases.map { (curve: curve, model: $0) }
    }
    let found = parallelMap(wanted.count, threads: results.settings.threads) { index in
      RunExtrapolation(wanted[index].curve, wanted[index].model, upTo: k, results.settings)
    }
    runs = results.study.benchmarks.indices.map { b in
      found.filter { $0.curve.cell.benchmark == b }
    }
  }

  var absence: String? {
    guard results.settings.extrapolate != nil else { return "asked for with --extrapolate K" }
    if runs.joined().contains(where: { $0.extrapolation != nil }) { return nil }
    return runs.joined().first?.reason ?? "no problem has a sample"
  }

  // MARK: The file

  var tables: [DataTable] {
    let rows = runs.joined().flatMap(rows)
    guard !rows.isEmpty else { return [] }
    return [
      DataTable(
        "extrapolation",
        columns:
          "run,benchmark,model,k#,estimate#,lower#,upper#,level#,method,target,problems#,n#,parameters,check,check_shown#,check_k#,check_predicted#,check_observed#,check_lower#,check_upper#,resamples#,skipped#,note",
        rows: rows)
    ]
  }

  private func rows(_ run: RunExtrapolation) -> [[String]] {
    let study = results.study
    let names = [
      study.runs[run.curve.cell.run].id, study.benchmarks[run.curve.cell.benchmark].id,
      run.model.rawValue,
    ]
    let level = NumberText.shortest(results.settings.level)
    let end: [String]
    if let found = run.extrapolation {
      end =
        [
          level, "percentile", Target.population.rawValue, String(found.problems),
          String(found.samples), run.parameters,
          found.heldOut.map { $0.passed ? "passed" : "failed" } ?? "",
        ]
        + (found.heldOut.map { check in
          [
            String(check.shown), String(check.k), NumberText.shortest(check.predicted),
            NumberText.shortest(check.observed), NumberText.lower(check.interval.lower),
            NumberText.upper(check.interval.upper),
          ]
        } ?? [String](repeating: "", count: 6))
        + [String(found.rounds), String(found.skipped), run.reason ?? ""]
    } else {
      end =
        [level, "percentile", Target.population.rawValue, String(run.curve.curve.problems)]
        + [String(run.curve.curve.samples.lowerBound)] + [String](repeating: "", count: 10)
        + [run.reason ?? ""]
    }
    guard let points = run.extrapolation?.points, !points.isEmpty else {
      return [names + [String(results.settings.extrapolate ?? 0), "", "", ""] + end]
    }
    return points.map { point in
      names + [
        String(point.k), NumberText.shortest(point.value),
        NumberText.lower(point.interval.lower), NumberText.upper(point.interval.upper),
      ] + end
    }
  }

  // MARK: The pages

  var overview: [Section] { [] }

  func sections(benchmark b: Int) -> [Section] {
    guard let k = results.settings.extrapolate,
      runs[b].contains(where: { $0.extrapolation != nil })
    else { return [] }
    let drawing = ExtrapolationDrawing(results, benchmark: b, runs[b], upTo: k)
    let slug = results.study.benchmarks[b].slug
    let figures = Figure.both("\(slug)-extrapolation", drawing.figure)
    let table = drawing.table("\(slug)-extrapolation")
    return [
      Section(
        "extrapolation", figures.isEmpty ? .table : .figure, heading: drawing.heading,
        short: "Beyond n", figures: figures, tables: [table],
        notes: { html in
          drawing.explain(into: &html)
          html.links(
            [("CSV", "../data/extrapolation.csv")]
              + figures.prefix(1).map { ("SVG", "../figures/\($0.id).svg") })
        },
        after: { html in
          if !figures.isEmpty { html.folded("Values beyond n", table) }
        })
    ]
  }
}

extension Config {
  /// Whether the analysis that `--extrapolate` asks for is among those shown.
  package var showsExtrapolation: Bool {
    Analyses.chosen(self).contains { $0.id == ExtrapolationAnalysis.id }
  }
}
