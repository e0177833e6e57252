import Charts
import Stats

/// The costs of one benchmark as a figure, its words and its tables.
struct CostPage: Sendable {
  private let results: Results
  private let all: CostRuns
  /// Of the pairs, over the whole report.
  private let adjusted: [Double?]
  private let styles: RunStyles

  private static let rows = 60

  init(_ results: Results, _ all: CostRuns, _ adjusted: [Double?]) {
    (self.results, self.all, self.adjusted) = (results, all, adjusted)
    styles = RunStyles(results, benchmark: all.benchmark)
  }

  private func label(_ run: Int) -> String { results.study.runs[run].label }
  private func label(_ run: CostRuns.Run) -> String { label(run.curve.cell.run) }

  /// "12 300 tokens", "0.12": the logs' money has no name.
  private func amount(_ value: Double) -> String {
    all.unit == .tokens
      ? "\(Quantity.short(value))\(Phrase.space)tokens" : Quantity.short(value)
  }

  // MARK: The figure

  func figure(_ id: String, isWide: Bool) -> Figure {
    let series = all.runs.map { run in
      let style = styles[run.curve.cell.run]
      let points = run.curve.points.filter { $0.estimate != nil || $0.bounds != nil }
      let last = points.last { $0.estimate != nil }
      return CurveSeries(
        style == .muted ? nil : label(run), style: style,
        values: points.map { point in
          let band = run.curve.shown.band?.limits(at: point.k) ?? point.limits
          return CurveSeries.Value(
            x: run.mean * Double(point.k), value: point.estimate,
            limits: point.estimate == nil ? point.bounds : band)
        },
        endValue: last.map { "\(Phrase.percent($0.estimate!, $0.interval))\(Phrase.space)%" })
    }
    let what = all.unit == .tokens ? "tokens" : "cost"
    let xs = series.flatMap { $0.values.map(\.x) }
    return Figure(
      id: id,
      title: "pass@k by \(what) on \(results.study.benchmarks[all.benchmark].label)",
      description: all.runs.prefix(6).map {
        "\(label($0)): \(amount($0.mean)) an attempt."
      }.joined(separator: " ") + " " + results.words.bandsShort,
      size: isWide ? .wideSingle : .narrowSingle,
      x: XAxis(
        .log10, values: xs.isEmpty ? all.runs.map(\.mean) : xs,
        title: isWide
          ? "\(what) a problem: k times the mean of an attempt (log scale)"
          : "\(what) a problem (log scale)"),
      panels: [.curves(series)])
  }

  // MARK: Words

  /// The side of a pair that is decided over the whole report, 0 where none is.
  private func sign(_ index: Int) -> Int {
    guard let adjusted = adjusted[index], adjusted < 1 - results.settings.level,
      let interval = all.pairs[index].difference?.interval
    else { return 0 }
    return interval.lower > 0 ? 1 : -1
  }

  var heading: String {
    let total = all.pairs.count + all.apart.count
    guard total > 0 else { return alone }
    guard let first = all.pairs.first else {
      let pair = all.apart[0]
      return total == 1
        ? "One attempt of \(label(dearer(pair))) costs more than all of \(label(cheaper(pair)))"
        : "No two runs compared can be set to equal spending"
    }
    if total == 1 {
      let one = "\(label(first.pair.candidate)) (\(Phrase.k(first.candidate.k)))"
      let other = "\(label(first.pair.baseline)) (\(Phrase.k(first.baseline.k)))"
      let spent = "For \(amount(first.spending)) a problem"
      guard sign(0) != 0, let found = first.difference, let interval = found.interval,
        let difference = found.difference
      else { return "\(spent) the data cannot tell whether \(one) or \(other) is ahead" }
      let lead = NumberText.fixed(abs(difference) * 100, decimals: Phrase.decimals(interval))
      return
        "\(spent) \(one) is \(sign(0) > 0 ? "ahead of" : "behind") \(other) by \(lead)\(Phrase.space)\(lead == "1" ? "point" : "points") \(limits(interval))"
    }
    let signs = all.pairs.indices.map(sign)
    let (ahead, behind) = (signs.count { $0 > 0 }, signs.count { $0 < 0 })
    if ahead + behind == 0 {
      return
        "At equal spending the data decide none of \(Findings.word(total)) comparisons"
    }
    let parts = [(ahead, "ahead"), (behind, "behind")]
    return
      "At equal spending the candidate is \(Findings.often(parts, of: total, "comparisons", by: "in"))"
  }

  /// Of runs that are not compared.
  private var alone: String {
    let low = all.runs.min { $0.mean < $1.mean }!
    let high = all.runs.max { $0.mean < $1.mean }!
    let verb = all.unit == .tokens ? "takes" : "costs"
    if all.runs.count == 1 {
      return "An attempt of \(label(low)) \(verb) \(amount(low.mean)) on average"
    }
    if amount(low.mean) == amount(high.mean) {
      return "An attempt of any run \(verb) \(amount(low.mean)) on average"
    }
    return
      "An attempt \(verb) \(Quantity.short(low.mean)) (\(label(low))) to \(amount(high.mean)) (\(label(high))) on average"
  }

  private func limits(_ interval: Interval) -> String {
    interval.upper < 0
      ? Phrase.limits(
        interval.negated)
      : Phrase.limits(interval)
  }

  private func mean(_ run: Int) -> Double {
    all.runs.first { $0.curve.cell.run == run }?.mean ?? 0
  }

  private func dearer(_ pair: Study.Pair) -> Int {
    mean(pair.candidate) > mean(pair.baseline) ? pair.candidate : pair.baseline
  }

  private func cheaper(_ pair: Study.Pair) -> Int {
    dearer(pair) == pair.candidate ? pair.baseline : pair.candidate
  }

  func explain(into html: inout MarkupWriter) {
    let what =
      all.unit == .tokens
      ? "in tokens written" : "in the logs’ own unit, mostly US dollars"
    html.paragraph(
      lead: "pass@k against \(all.unit == .tokens ? "tokens" : "cost")",
      ": k attempts are taken to cost k times the mean of one, \(what): the mean over problems of each one’s mean. It has no interval, and hard problems may cost more than others. \(results.words.bands)"
    )
    if !all.pairs.isEmpty {
      html.paragraph(
        "Two runs are compared at the most that both have samples for, each at the k which that pays for, problem by problem for \(Target.population.inWords) (\(DifferenceMethod(results.settings.method).rawValue)). The heading has Holm’s correction over all pairs and benchmarks of the report."
      )
    }
    for pair in all.apart.prefix(4) {
      html.paragraph(
        "\(label(dearer(pair))) and \(label(cheaper(pair))) cannot be compared: one attempt of the first costs more than all of the second."
      )
    }
    for run in all.runs where run.known < run.samples {
      html.paragraph(
        "\(label(run)): known of \(Phrase.count(run.known)) of \(Phrase.count(run.samples, "sample")); the mean is theirs."
      )
    }
    if !all.without.isEmpty {
      let who = all.without.map(label)
      html.paragraph(
        "Not shown, as too few of their samples say it: \(who.count > 6 ? Phrase.count(who.count, "run") : Phrase.list(who))."
      )
    }
    if !styles.isComplete {
      html.paragraph(
        "In colour: the baseline if one is named, the highest and the lowest by pass@k.")
    }
  }

  // MARK: The tables

  func tables(_ slug: String) -> [Table] {
    [table("\(slug)-cost")] + (all.pairs.isEmpty ? [] : [pairs("\(slug)-cost-pairs")])
  }

  private func table(_ id: String) -> Table {
    let rows = all.runs.prefix(Self.rows)
    let level = Phrase.level(results.settings.level)
    return Table(
      id, label: "pass@k at equal spending",
      caption: (all.spendings.isEmpty
        ? "No spending is common to all runs: one attempt of one costs more than all of another."
        : "pass@k in percent, with \(level) intervals, each for its own k, for \(Target.population.inWords), at the k that each spending a problem pays for.")
        + Phrase.first(rows.count, of: all.runs.count, "runs", file: "cost"),
      columns: [.init("Run"), .init("Samples"), .init("Mean of an attempt")]
        + all.spendings.flatMap { spending in
          ["k", "pass@k"].map { Table.Column($0, group: "at \(amount(spending))") }
        },
      rows: rows.map { run in
        [.run(run.curve.cell.run, results.study), .count(run.samples), .quantity(run.mean)]
          + all.spendings.flatMap { spending -> [Cell] in
            let k = run.attempts(for: spending)
            return [.count(k), .share(run.point(at: k))]
          }
      })
  }

  private func pairs(_ id: String) -> Table {
    let rows = all.pairs.prefix(Self.rows)
    return Table(
      id, label: "Pairs at equal spending",
      caption:
        "Pairs at the most that both have samples for, \(all.unit == .tokens ? "in tokens" : "in cost") a problem. pass@k in percent, the difference in points, each interval taken alone; bold where the difference holds after correction."
        + Phrase.first(rows.count, of: all.pairs.count, "pairs", file: "cost"),
      columns: [.init("Candidate, baseline"), .init("Spent")]
        + ["Baseline", "Candidate"].flatMap { run in
          ["k", "pass@k"].map { Table.Column($0, group: run) }
        } + [.init("Difference")],
      rows: rows.enumerated().map { index, row in
        [
          .pair(row.pair, results.study), .quantity(row.spending), .count(row.baseline.k),
          .share(row.baseline.point), .count(row.candidate.k), .share(row.candidate.point),
          .difference(row.difference, strong: sign(index) != 0),
        ]
      })
  }
}
