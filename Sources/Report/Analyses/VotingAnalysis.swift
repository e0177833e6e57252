import Charts
import EvalLogs
import Stats

/// What is left of pass@k where one of the k samples has to be chosen: by a majority vote, or by a
/// reward.
///
/// Source: docs/statistics.md, "Values": maj@k, strict-maj@k and best-of-k.
struct VotingAnalysis: Analysis {
  static let id = "voting"
  static let title = "majority votes and the best-rewarded sample beside pass@k"
  static let needs = "several samples of each problem; their answers, for votes, or rewards"
  static let files = ["voting"]
  static let columns: Set<SampleColumn> = [.answer, .reward]

  private let results: Results
  /// By benchmark.
  private let runs: [[VotingRun]]
  /// Of each run's gain, adjusted over all of the report; by benchmark, then as `runs`.
  private let adjusted: [[Double?]]

  init(_ results: Results) {
    self.results = results
    let commons = results.curves.map { curves in
      curves.compactMap { $0?.curve.largestK }.filter { $0 > 1 }.min() ?? 1
    }
    let count = results.study.runs.count
    let flat = parallelMap(results.curves.count * count, threads: results.settings.threads) {
      VotingRun(results, benchmark: $0 / count, run: $0 % count, at: commons[$0 / count])
    }
    let runs = results.curves.indices.map { b in
      flat[(b * count)..<((b + 1) * count)].compactMap { $0 }
    }
    var left = holm(runs.joined().compactMap { $0.gain?.difference.pValue })[...]
    adjusted = runs.map { runs in
      runs.map { $0.gain?.difference.pValue == nil ? nil : left.removeFirst() }
    }
    self.runs = runs
  }

  var absence: String? {
    if !runs.joined().isEmpty { return nil }
    return results.curves.joined().contains { ($0?.curve.largestK ?? 0) > 1 }
      ? "no k above 1 is shown that a run has" : "no run has a second sample of every problem"
  }

  // MARK: The file

  var tables: [DataTable] {
    let rows = runs.indices.flatMap { b in
      zip(runs[b], adjusted[b]).flatMap { lines($0, adjusted: $1) }
    }
    guard !rows.isEmpty else { return [] }
    return [
      DataTable(
        "voting",
        columns:
          "benchmark,run,metric,k#,estimate#,lower#,upper#,bound_lower#,bound_upper#,simulation_error#,gain#,gain_lower#,gain_upper#,p_value#,p_adjusted#,level#,method,target,problems#,note",
        rows: rows)
    ]
  }

  private func lines(_ run: VotingRun, adjusted: Double?) -> [[String]] {
    run.votes.map { vote in
      line(
        run, run.rule.label("k"), vote.point, vote.simulationError,
        gain: run.gain.flatMap { $0.k == vote.point.k ? ($0.difference, adjusted) : nil })
    } + run.best.map { line(run, RewardMetric.best.rawValue, $0, nil, gain: nil) }
  }

  private func line(
    _ run: VotingRun, _ metric: String, _ point: CurvePoint, _ error: Double?,
    gain: (difference: ValueDifference, adjusted: Double?)?
  ) -> [String] {
    let settings = results.settings
    var line = [
      results.study.benchmarks[run.cell.benchmark].id, results.study.runs[run.cell.run].id, metric,
      String(point.k), NumberText.optional(point.estimate),
    ]
    line +=
      NumberText.limits(point.interval)
    line += [
      NumberText.optional(point.bounds?.lowerBound), NumberText.optional(point.bounds?.upperBound),
      NumberText.optional(error), NumberText.optional(gain?.difference.difference),
    ]
    line +=
      NumberText.limits(gain?.difference.interval)
    line += [
      gain?.difference.pValue.map { NumberText.upper($0) } ?? "",
      gain?.adjusted.map { NumberText.upper($0) } ?? "", NumberText.shortest(settings.level),
      settings.method.rawValue, Target.population.rawValue, String(run.problems),
      point.absence?.reason ?? point.intervalAbsence?.reason ?? "",
    ]
    return line
  }

  // MARK: The pages

  var overview: [Section] { [] }

  func sections(benchmark b: Int) -> [Section] {
    guard !runs[b].isEmpty else { return [] }
    let drawing = VotingDrawing(results, benchmark: b, runs[b], adjusted[b])
    let slug = results.study.benchmarks[b].slug
    let figures = Figure.both("\(slug)-voting", drawing.figure)
    let table = drawing.table("\(slug)-voting")
    return [
      Section(
        "voting", .figure, heading: drawing.heading, short: "Votes", figures: figures,
        tables: [table],
        notes: { html in
          drawing.explain(into: &html)
          html.links([
            ("Values", "#voting-values"), ("CSV", "../data/voting.csv"),
            ("SVG", "../figures/\(slug)-voting.svg"),
          ])
        },
        after: { $0.details("voting-values", "Votes at a few k", [table]) })
    ]
  }
}
