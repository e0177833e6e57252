import Charts
import EvalLogs
import Stats

/// How long the tasks are, in a person's time, that a run solves with a chance of 50 or 80 %, with
/// one attempt and with several; how many times as long one run's are as another's; and how fast
/// that length grows with the day of release.
///
/// Sources: Kwa et al. 2025, arXiv:2503.14499; METR, eval-analysis-public.
struct HorizonAnalysis: Analysis {
  static let id = "horizon"
  static let title = "the length of tasks solved half of the time, and its growth"
  static let needs = "how many minutes a person takes for each problem, of ten problems or more"
  static let files = ["horizon", "horizon-ratios", "horizon-trend"]
  static let columns: Set<SampleColumn> = [.minutes]

  private let results: Results
  /// By benchmark.
  private let horizons: [BenchmarkHorizons?]

  init(_ results: Results) {
    self.results = results
    horizons = results.study.benchmarks.indices.map { BenchmarkHorizons(results, benchmark: $0) }
  }

  var absence: String? {
    let there = horizons.compactMap { $0 }
    guard !there.isEmpty else {
      return results.study.samples.columns.contains(.minutes)
        ? "no k shown is one that \(TimeHorizon.fewestTasks) problems with minutes have"
        : "no sample says how long a person takes; a column of minutes does"
    }
    let rows = there.flatMap(\.rows)
    if rows.contains(where: { $0.half.minutes != nil }) { return nil }
    return rows.first?.half.absence?.reason ?? "no run has a sample of a problem with minutes"
  }

  // MARK: The files

  var tables: [DataTable] {
    let there = horizons.compactMap { $0 }
    let tables = [
      DataTable(
        "horizon",
        columns:
          "benchmark,run,k#,success#,needing#,minutes#,lower#,upper#,level#,method,target,tasks#,families#,left_out#,missing#,beyond_tasks,resamples#,skipped#,note",
        rows: there.flatMap { own in own.rows.flatMap { lines($0, own) } }),
      DataTable(
        "horizon-ratios",
        columns:
          "benchmark,baseline,candidate,k#,success#,needing#,baseline_minutes#,candidate_minutes#,ratio#,lower#,upper#,level#,method,target,tasks#,left_out#,resamples#,skipped#,note",
        rows: there.flatMap { own in own.pairs.map { line($0, own) } }),
      DataTable(
        "horizon-trend",
        columns:
          "benchmark,k#,less_k#,needing#,success#,doublings_per_year#,lower#,upper#,doubling_days#,doubling_lower#,doubling_upper#,frontier,runs#,left_out#,level#,method,target,resamples#,skipped#,note",
        rows: there.flatMap(trendLines)),
    ]
    return tables.filter { !$0.rows.isEmpty }
  }

  private func lines(_ row: BenchmarkHorizons.Row, _ own: BenchmarkHorizons) -> [[String]] {
    row.horizons.map { horizon in
      let reasons = [
        horizon.absence?.reason, horizon.intervalAbsence.map { "no interval: \($0.reason)" },
        horizon.minutes == .infinity ? "beyond any number" : nil,
      ]
      return [
        results.study.benchmarks[own.benchmark].id, results.study.runs[row.run].id, String(row.k),
        NumberText.shortest(horizon.success), String(row.needing),
        NumberText.quantity(horizon.minutes),
      ] + limits(horizon.interval) + method + [
        String(horizon.tasks), String(horizon.families), String(horizon.leftOut),
        String(horizon.missingRuns),
        horizon.minutes == nil ? "" : horizon.isBeyondTasks ? "yes" : "no",
        String(horizon.rounds), String(horizon.skipped),
        reasons.compactMap(\.self).joined(separator: "; "),
      ]
    }
  }

  private func line(_ pair: BenchmarkHorizons.Pair, _ own: BenchmarkHorizons) -> [String] {
    let (ratio, runs) = (pair.ratio, results.study.runs)
    let reasons = [
      own.tasks.missingNote, ratio.absence?.reason,
      ratio.intervalAbsence.map { "no interval: \($0.reason)" },
    ]
    return [
      results.study.benchmarks[own.benchmark].id, runs[pair.pair.baseline].id,
      runs[pair.pair.candidate].id, String(ratio.k), NumberText.shortest(ratio.success),
      String(pair.needing), NumberText.quantity(ratio.baselineMinutes),
      NumberText.quantity(ratio.candidateMinutes), NumberText.quantity(ratio.ratio),
    ] + limits(ratio.interval) + method + [
      String(ratio.tasks), String(ratio.leftOut), String(ratio.rounds), String(ratio.skipped),
      reasons.compactMap(\.self).joined(separator: "; "),
    ]
  }

  private func trendLines(_ own: BenchmarkHorizons) -> [[String]] {
    guard let pair = own.trend else { return [] }
    let benchmark = results.study.benchmarks[own.benchmark].id
    let few =
      own.hasEnoughFamilies
      ? nil
      : Absence.tooFewFamilies(families: own.tasks.families, needed: TimeHorizon.fewestFamilies)
    let trends = own.growths.map { growth in
      let trend = growth.trend
      let reasons = [
        own.tasks.missingNote, trend.absence?.reason,
        (few ?? trend.intervalAbsence).map { "no interval: \($0.reason)" },
      ]
      return [
        benchmark, String(trend.k), "", String(growth.needing),
        NumberText.shortest(trend.success), NumberText.quantity(trend.doublingsPerYear),
      ] + limits(few == nil ? trend.growthInterval : nil)
        + [NumberText.quantity(trend.doublingDays)]
        + days(few == nil ? (trend.doublingLower, trend.doublingUpper) : (nil, nil)) + [
          trend.frontier.map { results.study.runs[Int($0) ?? 0].id }.joined(separator: "; "),
          String(own.dated.count), String(growth.leftOut.count),
        ] + method + [
          String(trend.rounds), String(trend.skipped),
          reasons.compactMap(\.self).joined(separator: "; "),
        ]
    }
    guard own.ks.count > 1 else { return trends }
    let reasons = [
      own.tasks.missingNote, pair.growthDifference == nil ? Absence.tooFewReleases.reason : nil,
      (few ?? pair.intervalAbsence).map { "no interval: \($0.reason)" },
    ]
    let difference =
      [
        benchmark, String(pair.second.k), String(pair.first.k), String(pair.second.k),
        NumberText.shortest(pair.first.success), NumberText.quantity(pair.growthDifference),
      ] + limits(few == nil ? pair.growthInterval : nil)
      + [NumberText.quantity(pair.doublingDifference)]
      + days(few == nil ? (pair.doublingLower, pair.doublingUpper) : (nil, nil))
      + ["", String(own.dated.count), String(pair.leftOut.count)] + method + [
        String(pair.first.rounds), String(pair.skipped),
        reasons.compactMap(\.self).joined(separator: "; "),
      ]
    return trends + [difference]
  }

  private func limits(_ interval: Interval?) -> [String] {
    interval.map { [NumberText.lowerQuantity($0.lower), NumberText.upperQuantity($0.upper)] }
      ?? ["", ""]
  }

  /// A limit that the resamples leave open is empty.
  private func days(_ limits: (lower: Double?, upper: Double?)) -> [String] {
    [
      limits.lower.map { NumberText.lowerQuantity($0) } ?? "",
      limits.upper.map { NumberText.upperQuantity($0) } ?? "",
    ]
  }

  private var method: [String] {
    [
      NumberText.shortest(results.settings.level), BenchmarkHorizons.resampling.rawValue,
      Target.population.rawValue,
    ]
  }

  // MARK: The pages

  var overview: [Section] { [] }

  func sections(benchmark b: Int) -> [Section] {
    guard let own = horizons[b], own.rows.contains(where: { $0.half.minutes != nil }) else {
      return []
    }
    let drawing = HorizonDrawing(results, own)
    let slug = results.study.benchmarks[b].slug
    let figures = [true, false].flatMap { drawing.figures(slug, isWide: $0) }
    let values = HorizonTables(results, own)
    let tables = values.all(slug)
    return [
      Section(
        "horizon", .figure, heading: drawing.heading, short: "Horizon", figures: figures,
        tables: tables,
        notes: { html in
          drawing.explain(into: &html)
          html.links(
            [("CSV", "../data/horizon.csv")]
              + (own.pairs.isEmpty ? [] : [("Ratios", "../data/horizon-ratios.csv")])
              + (own.trend == nil ? [] : [("Trend", "../data/horizon-trend.csv")]))
        },
        after: { html in
          html.details("horizon-values", "Values of the horizons", tables) {
            values.noteTrend(into: &$0)
          }
        })
    ]
  }
}
