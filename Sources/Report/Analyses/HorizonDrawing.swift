import Charts
import Stats

/// The time horizons of one benchmark as figures and words.
struct HorizonDrawing: Sendable {
  private let results: Results
  private let own: BenchmarkHorizons

  /// Rows of the figure; the file holds all.
  private static let most = 24

  init(_ results: Results, _ own: BenchmarkHorizons) { (self.results, self.own) = (results, own) }

  private func label(_ run: Int) -> String { results.study.runs[run].label }
  private var benchmark: String { results.study.benchmarks[own.benchmark].label }
  private var level: String { Phrase.level(results.settings.level) }

  /// "pass@1".
  private func metric(_ k: Int) -> String { "pass@\(Phrase.count(k))" }

  /// Every horizon that is shown: by `k`, each on all tasks with as many samples.
  private var shown: [BenchmarkHorizons.Row] { own.ks.flatMap { own.rows(at: $0) } }
  private var valued: [BenchmarkHorizons.Row] { shown.filter { $0.half.minutes != nil } }

  // MARK: The figures

  /// What the axes span: the tasks and the horizons, but for those far beyond any task. Limits
  /// further out run to the axis' end.
  private var reach: ClosedRange<Double> {
    let lengths = own.tasks.study.tasks.map(\.minutes)
    let (shortest, longest) = (lengths.min() ?? 1, lengths.max() ?? 1)
    let places = valued.compactMap(\.half.minutes).filter {
      (shortest / 16...longest * 16).contains($0)
    }
    return min(shortest, places.min() ?? shortest) / 2...max(longest, places.max() ?? longest) * 2
  }

  private func clamped(_ interval: Interval?) -> ClosedRange<Double>? {
    guard let interval, interval.lower <= reach.upperBound, interval.upper >= reach.lowerBound
    else { return nil }
    return max(interval.lower, reach.lowerBound)...min(interval.upper, reach.upperBound)
  }

  private func place(_ horizon: TimeHorizon) -> Double? {
    horizon.minutes.flatMap { reach.contains($0) ? $0 : nil }
  }

  func figures(_ slug: String, isWide: Bool) -> [Figure] {
    let suffix = isWide ? "" : "-narrow"
    return [rows("\(slug)-horizon\(suffix)", isWide)]
      + (trend("\(slug)-horizon\(suffix)-trend", isWide).map { [$0] } ?? [])
  }

  private func rows(_ id: String, _ isWide: Bool) -> Figure {
    let styles = RunStyles(results, benchmark: own.benchmark)
    let order = own.tasks.runs.flatMap { run in valued.filter { $0.run == run } }
    return Figure.rows(
      id: id, title: "Time horizons on \(benchmark)", description: description,
      rows: order.prefix(Self.most).map { row in
        IntervalRow(
          own.ks.count > 1 ? "\(label(row.run)), \(metric(row.k))" : label(row.run),
          style: styles[row.run], value: place(row.half), outer: clamped(row.half.interval),
          words: text(row.half))
      },
      xTitle: isWide
        ? "a person’s time for tasks solved half of the time (log scale)"
        : "a person’s time (log scale)",
      format: .minutes, isWide: isWide, kind: .log2)
  }

  /// The horizons over the day of release, and the line through the frontier of each `k`.
  private func trend(_ id: String, _ isWide: Bool) -> Figure? {
    guard let pair = own.trend else { return nil }
    let days = Dictionary(
      uniqueKeysWithValues: own.dated.compactMap { run in
        results.study.runs[run].released.map { (run, Double($0.daysSince1970)) }
      })
    var marks: [any Mark] = []
    var labels: [EndLabel] = []
    let trends = own.ks.count > 1 ? [pair.first, pair.second] : [pair.first]
    for (slot, trend) in trends.enumerated() {
      let style = SeriesStyle.hue(slot)
      let points = drawn(trend.k)
      marks.append(
        IntervalBars(
          points.compactMap { row in
            clamped(row.half.interval).map {
              DataRange(days[row.run]!, $0.lowerBound, $0.upperBound)
            }
          },
          points: points.compactMap { row in
            place(row.half).map { DataPoint(days[row.run]!, $0) }
          }, style: style, shift: own.ks.count > 1 ? (slot == 0 ? -4 : 4) : 0))
      let frontier = trend.frontier.compactMap { Int($0).flatMap { days[$0] } }
      let line = [frontier.min(), frontier.max()].compactMap { day -> DataPoint? in
        guard let day, let height = trend.minutes(onDay: day), reach.contains(height) else {
          return nil
        }
        return DataPoint(day, height)
      }
      guard line.count == 2 else { continue }
      marks.append(Line([line], style: style))
      labels.append(EndLabel(metric(trend.k), style: style, end: line[1]))
    }
    let released = own.ks.flatMap { drawn($0) }.compactMap { days[$0.run] }
    guard !released.isEmpty else { return nil }
    return Figure(
      id: id, title: "Time horizons by day of release on \(benchmark)",
      description: trendSentence ?? "No trend exists.",
      size: isWide ? .wideSingle : .narrowSingle,
      x: XAxis(.linear, values: released, title: "day of release", format: .days),
      panels: [
        Panel(
          title: isWide
            ? "A person’s time for tasks solved half of the time (log scale)"
            : "A person’s time (log scale)", y: .minutes,
          marks: marks, endLabels: labels, notes: [])
      ])
  }

  /// The points of a `k` in the figure of the trend: as its line is fitted, on the tasks with the
  /// larger number of samples.
  private func drawn(_ k: Int) -> [BenchmarkHorizons.Row] {
    own.dated.compactMap { run in
      let rows = own.rows.filter { $0.run == run && $0.k == k }
      let row = rows.first { $0.needing == own.ks.last } ?? rows.first
      return row.flatMap { place($0.half) == nil ? nil : $0 }
    }
  }

  // MARK: Words

  private func text(_ horizon: TimeHorizon) -> String {
    guard let minutes = horizon.minutes else { return "–" }
    return horizon.interval.map { Phrase.duration(minutes: minutes, $0) }
      ?? Phrase.duration(minutes: minutes)
  }

  var heading: String {
    if let sentence = trendSentence { return sentence }
    let first = valued.filter { $0.k == own.ks[0] }
    let rows = first.isEmpty ? valued : first
    let what = rows[0].k == 1 ? "one attempt" : "one of \(Phrase.count(rows[0].k)) attempts"
    if rows.count <= 2 {
      return rows.map {
        "\(label($0.run)): half of the time, \(what) solves tasks of \(text($0.half))"
      }.joined(separator: "; ")
    }
    // What lies beyond the tasks' lengths is the curve's word alone.
    let lengths = own.tasks.study.tasks.map(\.minutes)
    let span = (lengths.min() ?? 0)...(lengths.max() ?? 0)
    let all = rows.compactMap(\.half.minutes)
    let within = all.filter { span.contains($0) }
    let minutes = within.isEmpty ? all : within
    return
      "By run, \(what) solves half of the time tasks of \(Phrase.duration(minutes: minutes.min() ?? 0)) to \(Phrase.duration(minutes: minutes.max() ?? 0))\(minutes.count < all.count ? ", or of lengths beyond those tried" : "")"
  }

  /// What the trend says, no more than its intervals do.
  private var trendSentence: String? {
    guard let pair = own.trend, pair.first.doublingsPerYear != nil else { return nil }
    let one = clause(pair.first)
    guard own.ks.count > 1, pair.second.doublingsPerYear != nil else { return one }
    let other =
      pair.second.doublingDays.flatMap { days in
        isGrowing(pair.second)
          ? ", at \(metric(pair.second.k)) in \(self.days(days, pair.second))" : nil
      } ?? ", at \(metric(pair.second.k)) the data cannot tell whether they grow"
    guard own.hasEnoughFamilies, let difference = pair.growthInterval else { return one + other }
    let verdict =
      difference.lower > 0
      ? "faster with \(Phrase.count(pair.second.k)) attempts"
      : difference.upper < 0
        ? "slower with \(Phrase.count(pair.second.k)) attempts"
        : "the data cannot tell which grows faster"
    return "\(one)\(other); \(verdict)"
  }

  private func clause(_ trend: HorizonTrend) -> String {
    guard isGrowing(trend), let days = trend.doublingDays else {
      return "At \(metric(trend.k)) the data cannot tell whether horizons grow"
    }
    return "At \(metric(trend.k)) horizons double in \(self.days(days, trend))"
  }

  /// Whether the interval of the growth lies above 0.
  private func isGrowing(_ trend: HorizonTrend) -> Bool {
    own.hasEnoughFamilies && (trend.growthInterval?.lower ?? 0) > 0
  }

  private func days(_ days: Double, _ trend: HorizonTrend) -> String {
    let limits = [trend.doublingLower, trend.doublingUpper].map { $0.map(Phrase.three) }
    guard let lower = limits[0] else { return "\(Phrase.three(days))\(Phrase.space)days" }
    return
      "\(Phrase.three(days))\(Phrase.space)days [\(lower), \(limits[1] ?? "without limit")]"
  }

  private var description: String {
    valued.prefix(12).map { "\(label($0.run)), \(metric($0.k)): \(text($0.half))." }
      .joined(separator: " ")
  }

  func explain(into html: inout MarkupWriter) {
    let tasks = own.tasks
    html.paragraph(
      lead: "Time horizon",
      ": how long a person takes for tasks that the run solves with a chance of 50\(Phrase.space)%. A logistic curve in log2 minutes, each task weighted by one over the root of its family’s size; at k > 1 a task’s outcome is its unbiased pass@k."
    )
    html.paragraph(
      "Lines: \(level) intervals for tasks like these, percentiles over \(Phrase.count(BenchmarkHorizons.rounds)) resamples of families and of tasks within them. Each stands for itself. One that reaches the end of the axis goes on beyond it."
    )
    html.paragraph(
      "\(Phrase.count(tasks.study.tasks.count, "task")) of \(Phrase.count(tasks.families, "family", "families"))\(tasks.isGrouped ? "" : " (the logs group none: each task is a family)"), \(span)."
    )
    let reasons = Set(
      valued.filter { $0.half.interval == nil }.compactMap { $0.half.intervalAbsence?.reason })
    for reason in reasons.sorted() { html.paragraph("Where there is no interval: \(reason).") }
    for sentence in leftOut { html.paragraph(sentence) }
    if own.trend != nil {
      html.paragraph(
        lead: "Trend",
        ": a straight line in log2 minutes through the frontier, the runs whose horizon no earlier one exceeds, at either k by its own horizons and on the tasks with \(Phrase.count(own.ks[own.ks.count - 1], "sample")). Its interval does not know of runs that might have been released."
      )
      html.paragraph("Points from the left: \(Phrase.list(order)).")
    }
  }

  /// The runs of the trend's figure by their day of release.
  private var order: [String] {
    let runs = Set(own.ks.flatMap { drawn($0) }.map(\.run))
    let named = runs.compactMap { run in results.study.runs[run].released.map { ($0, run) } }
      .sorted { $0 < $1 }.map { label($0.1) }
    return named.count <= 20 ? named : named.prefix(20) + ["others"]
  }

  private var span: String {
    let lengths = own.tasks.study.tasks.map(\.minutes)
    return
      "from \(Phrase.duration(minutes: lengths.min() ?? 0)) to \(Phrase.duration(minutes: lengths.max() ?? 0)) long"
  }

  /// What does not count, and why.
  private var leftOut: [String] {
    var sentences: [String] = []
    let tasks = own.tasks
    if tasks.withoutMinutes > 0 {
      sentences.append(
        "\(Phrase.count(tasks.withoutMinutes, "problem")) without minutes \(tasks.withoutMinutes == 1 ? "is" : "are") left out."
      )
    }
    if tasks.unclear > 0 {
      sentences.append(
        "\(Phrase.count(tasks.unclear, "problem")) whose samples say different times, or one not above 0, \(tasks.unclear == 1 ? "is" : "are") left out."
      )
    }
    if tasks.hasMissing {
      sentences.append(
        "Missing samples are left out of the values. The intervals of horizons hold whatever they were; those of ratios and of the trend leave them out."
      )
    }
    for k in own.ks {
      let short = own.rows(at: k).filter { $0.half.leftOut > 0 }
      guard !short.isEmpty else { continue }
      sentences.append(
        "At \(Phrase.k(k)) tasks with fewer than \(Phrase.count(k, "sample")) are left out: "
          + Phrase.list(
            short.prefix(12).map {
              "\(Phrase.count($0.half.leftOut)) of \(Phrase.count($0.half.leftOut + $0.half.tasks)) (\(label($0.run)))"
            }) + (short.count > 12 ? " and others" : "")
          + ". They may be of a kind: compare k on the same tasks, as the table does.")
    }
    for row in shown where row.half.minutes == nil {
      sentences.append(
        "\(label(row.run)) has no horizon at \(metric(row.k)): \(row.half.absence?.reason ?? "no value")."
      )
    }
    return Array(sentences.prefix(16))
  }
}
