import Charts
import Stats

/// The time horizons of one benchmark as tables: of each run, of pairs, and how they grow.
struct HorizonTables: Sendable {
  private let results: Results
  private let own: BenchmarkHorizons

  /// Rows of one table; the file holds all.
  private static let most = 60

  init(_ results: Results, _ own: BenchmarkHorizons) { (self.results, self.own) = (results, own) }

  private func label(_ run: Int) -> String { results.study.runs[run].label }
  private func metric(_ k: Int) -> String { "pass@\(Phrase.count(k))" }
  private var level: String { Phrase.level(results.settings.level) }

  func all(_ slug: String) -> [Table] {
    [values("\(slug)-horizon")]
      + (own.pairs.isEmpty ? [] : [ratios("\(slug)-horizon-ratios")])
      + (own.trend.map { [trends($0, "\(slug)-horizon-trend")] } ?? [])
  }

  private func values(_ id: String) -> Table {
    let rows = own.rows.prefix(Self.most)
    return Table(
      id, label: "Time horizons",
      caption:
        "A person’s time at a chance of success of 50 and of 80\(Phrase.space)%, with \(level) intervals for tasks like these. Samples: what a task must have to count. Beyond: outside the lengths of the tasks."
        + Phrase.first(rows.count, of: own.rows.count, file: "horizon"),
      look: .wide,
      columns: ["Run", "Metric", "Samples", "Tasks"].map { .init($0) }
        + ["50 %", "80 %"].map { .init($0, unit: "minutes") },
      rows: rows.map { row in
        [
          .run(row.run, results.study), .words(metric(row.k)), needing(row.needing),
          .count(row.half.tasks),
        ] + row.horizons.map(cell)
      })
  }

  private func needing(_ samples: Int) -> Cell {
    .plain("≥\(Phrase.space)\(Phrase.count(samples))", exact: Double(samples))
  }

  private func cell(_ horizon: TimeHorizon) -> Cell {
    guard let minutes = horizon.minutes else { return .none(horizon.absence?.reason ?? "–") }
    return .number(
      Phrase.duration(minutes: minutes) + (horizon.isBeyondTasks ? " (beyond)" : ""),
      limits: horizon.interval.map { Phrase.durations($0.lower, $0.upper) }
        ?? horizon.intervalAbsence?.reason,
      strong: false,
      exact: Cell.Exact(
        value: minutes, lower: horizon.interval?.lower, upper: horizon.interval?.upper))
  }

  private func ratios(_ id: String) -> Table {
    let pairs = own.pairs.prefix(Self.most)
    return Table(
      id, label: "Ratios of horizons",
      caption:
        "How many times as long the candidate’s horizon is, both fitted to the tasks on which both have enough samples, with \(level) intervals for tasks like these, each taken alone."
        + Phrase.first(pairs.count, of: own.pairs.count, file: "horizon-ratios"),
      look: .wide,
      columns: ["Candidate, baseline", "Metric", "Samples", "Tasks", "Ratio"].map { .init($0) },
      rows: pairs.map { pair in
        let ratio = pair.ratio
        return [
          .pair(pair.pair, results.study), .words(metric(ratio.k)), needing(pair.needing),
          .count(ratio.tasks),
          three(
            ratio.ratio, ratio.interval?.lower, ratio.interval?.upper,
            limits: ratio.interval == nil ? ratio.intervalAbsence?.reason : nil)
            ?? .none(ratio.absence?.reason ?? "–"),
        ]
      })
  }

  private func trends(_ pair: HorizonTrendPair, _ id: String) -> Table {
    let growths = own.growths.map { growth -> [Cell] in
      let trend = growth.trend
      return [
        .name(metric(trend.k)), needing(growth.needing),
        .words(Phrase.list(trend.frontier.map { label(Int($0) ?? 0) })),
        self.growth(
          trend.doublingsPerYear, trend.growthInterval, trend.absence ?? trend.intervalAbsence),
        doubling(trend.doublingDays, trend.doublingLower, trend.doublingUpper),
      ]
    }
    let difference: [Cell] = [
      .name("\(metric(pair.second.k)) less \(metric(pair.first.k))"), needing(pair.second.k),
      .none(""), growth(pair.growthDifference, pair.growthInterval, pair.intervalAbsence),
      doubling(pair.doublingDifference, pair.doublingLower, pair.doublingUpper),
    ]
    return Table(
      id, label: "Trend",
      caption:
        "Growth of the frontier, with \(level) intervals for tasks like these. A limit is open where the resamples do not bound it.",
      look: .wide,
      columns: [
        .init("Metric"), .init("Samples"), .init("Frontier", isText: true),
        .init("Doublings a year"), .init("Days to double"),
      ], rows: growths + (own.ks.count > 1 ? [difference] : []))
  }

  /// Under the table of the trend: what of it hangs on horizons that no task is as long as, and what
  /// is not in it.
  func noteTrend(into html: inout MarkupWriter) {
    guard let pair = own.trend else { return }
    let far = own.growths.flatMap { growth in
      growth.trend.frontier.compactMap { agent in
        own.rows.first {
          String($0.run) == agent && $0.k == growth.trend.k && $0.half.isBeyondTasks
        }
      }.map { label($0.run) }
    }
    let few = pair.leftOut.map { "\(label(Int($0.agent) ?? 0)) (\($0.absence.reason))" }
    guard !far.isEmpty || !few.isEmpty else { return }
    html.element("div", [("class", "note below")]) { html in
      if !far.isEmpty {
        let names = Set(far).sorted()
        html.paragraph(
          "On the frontier, but with \(names.count == 1 ? "a horizon" : "horizons") outside the lengths of the tasks: \(Phrase.list(names))."
        )
      }
      if !few.isEmpty {
        html.paragraph(
          "Not in the trends on tasks with \(Phrase.count(own.ks[own.ks.count - 1], "sample")): \(Phrase.list(few))."
        )
      }
    }
  }

  private func growth(_ value: Double?, _ interval: Interval?, _ absence: Absence?) -> Cell {
    let known = own.hasEnoughFamilies ? interval : nil
    return three(
      value, known?.lower, known?.upper,
      limits: own.hasEnoughFamilies ? nil : "tasks of too few families")
      ?? .none(absence?.reason ?? "–")
  }

  private func doubling(_ value: Double?, _ lower: Double?, _ upper: Double?) -> Cell {
    guard own.hasEnoughFamilies else { return three(value, nil, nil) ?? .none("–") }
    let limits = "[\(lower.map(Phrase.three) ?? "open"), \(upper.map(Phrase.three) ?? "open")]"
    return three(value, lower, upper, limits: limits) ?? .none("–")
  }

  /// A quantity to three digits, with its limits as they are or in the words given.
  private func three(
    _ value: Double?, _ lower: Double?, _ upper: Double?, limits: String? = nil
  ) -> Cell? {
    guard let value else { return nil }
    var both: String?
    if let lower, let upper { both = "[\(Phrase.three(lower)), \(Phrase.three(upper))]" }
    return .number(
      Phrase.three(value), limits: limits ?? both, strong: false,
      exact: Cell.Exact(value: value, lower: lower, upper: upper))
  }
}
