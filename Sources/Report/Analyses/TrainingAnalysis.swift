import Charts
import Stats

/// What training does: pass@k of each step, what changed since the first, and the curves that
/// trainers log.
///
/// Source: Yue et al. 2025, arXiv:2504.13837, figures 1, 14 and 18.
struct TrainingAnalysis: Analysis {
  static let id = "training"
  static let title = "pass@k by training step, and the curves that trainers log"
  static let needs =
    "a model at two training steps or more beside its start, by the log or by `step` in passcurve.yaml, or training curves"
  static let files = ["training-steps"]

  private let results: Results
  /// By benchmark.
  private let trainings: [[SeriesCurves]]

  init(_ results: Results) {
    self.results = results
    let series = RunSeries.trainings(results.study.runs)
    trainings = results.study.benchmarks.indices.map { b in
      series.compactMap { SeriesCurves(results, benchmark: b, $0) }
    }
  }

  var absence: String? {
    guard trainings.allSatisfy(\.isEmpty), results.study.training.isEmpty else { return nil }
    return "no model is here at two training steps beside its start, and no training curve"
  }

  var tables: [DataTable] {
    let rows = trainings.joined().flatMap(lines)
    guard !rows.isEmpty else { return [] }
    return [
      DataTable(
        "training-steps",
        columns:
          "benchmark,training,run,step#,k#,estimate#,lower#,upper#,method,change#,change_lower#,change_upper#,change_p_value#,change_method,level#,target,problems#,note",
        rows: rows)
    ]
  }

  private func lines(_ training: SeriesCurves) -> [[String]] {
    training.members.flatMap { step in
      training.ks.map { k in
        let (point, change) = (step.curve.point(at: k), step.change?.point(at: k))
        var line = [
          results.study.benchmarks[training.benchmark].id, training.name,
          results.study.runs[step.curve.cell.run].id, String(Int(step.value)), String(k),
          NumberText.optional(point?.estimate),
        ]
        line +=
          NumberText.limits(point?.interval)
        line += [step.curve.shown.method, NumberText.optional(change?.difference)]
        line +=
          NumberText.limits(change?.interval)
        line += [
          change?.pValue.map(NumberText.upper) ?? "", step.change?.method ?? "",
          NumberText.shortest(results.settings.level), results.settings.target.rawValue,
          String(step.curve.cell.problems.count), point?.absence?.reason ?? "",
        ]
        return line
      }
    }
  }

  // MARK: The pages

  var overview: [Section] { TrainingCurvesDrawing(results).map { [$0.section] } ?? [] }

  func sections(benchmark b: Int) -> [Section] {
    let all = trainings[b]
    guard !all.isEmpty else { return [] }
    let slug = results.study.benchmarks[b].slug
    let drawing = SeriesDrawing(results, all, .training)
    let table = drawing.table("\(slug)-training", file: "training-steps")
    let figures = [true, false].flatMap { isWide in
      [drawing.byValue("\(slug)-training", isWide), drawing.byK("\(slug)-steps", isWide)]
    }
    return [
      Section(
        "training", .figure, heading: drawing.changes, short: "Training", figures: figures,
        tables: [table],
        notes: { html in
          drawing.explain(byValue: true, into: &html)
          html.links([
            ("CSV", "../data/training-steps.csv"),
            ("SVG by step", "../figures/\(slug)-training.svg"),
            ("SVG by k", "../figures/\(slug)-steps.svg"),
          ])
        },
        after: { $0.folded("Values by step", table) })
    ]
  }
}
