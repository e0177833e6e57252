import Charts
import Stats

/// The values of one benchmark in the shape figures want them.
struct CurveDrawing: Sendable {
  let results: Results
  let benchmark: Int
  private let styles: RunStyles
  /// The runs asked for, alone; `nil` for all.
  private let only: [Int]?
  let shown: [Results.Curve]

  /// - Parameter runs: Those to draw, in their order; all where it is `nil`.
  init(_ results: Results, benchmark: Int, runs: [Int]? = nil) {
    self.results = results
    self.benchmark = benchmark
    only = runs
    styles =
      runs.map { RunStyles(results, only: $0) } ?? RunStyles(results, benchmark: benchmark)
    shown = (runs ?? Array(results.study.runs.indices)).compactMap { results.curves[benchmark][$0] }
  }

  private var study: Study { results.study }

  var title: String {
    let runs = shown.map { study.runs[$0.cell.run].label }
    let who = runs.count <= 4 ? Phrase.list(runs) : "\(runs.count) runs"
    return "pass@k of \(who) on \(study.benchmarks[benchmark].label)"
  }

  /// The finding in words: where the curves start and end, and where they cross.
  var description: String {
    let findings = Findings(results: results)
    var sentences: [String] = []
    for curve in shown.prefix(6) {
      let known = curve.points.filter { $0.estimate != nil }
      guard let first = known.first, let last = known.last else { continue }
      let name = study.runs[curve.cell.run].label
      let start = "\(Phrase.percent(first.estimate!, first.interval)) % at k = \(first.k)"
      sentences.append(
        first.k == last.k
          ? "\(name): \(start)."
          : "\(name): \(start), \(Phrase.percent(last.estimate!, last.interval)) % at k = \(last.k)."
      )
    }
    for comparison in compared.prefix(6) {
      if let crossing = findings.crossing(comparison) { sentences.append(crossing.sentence + ".") }
    }
    sentences.append(
      results.words.bandsShort
    )
    return sentences.joined(separator: " ")
  }

  /// Whether there is anything to draw: none of the `k` asked for may exist.
  var hasValues: Bool { curves(values: false).contains { !$0.values.isEmpty } }

  /// Where a curve ends before another, and why.
  var absences: [String] {
    let longest = shown.map(\.curve.largestK).max() ?? 0
    return shown.filter { $0.curve.largestK < longest }.prefix(4).map { curve in
      let name = study.runs[curve.cell.run].label
      let last = curve.curve.largestK
      return last == 0
        ? "\(name) has a problem without a sample: no pass@k exists over all its problems."
        : "\(name) has \(Phrase.count(last, "sample")) on at least one problem. Its curve ends there; nothing is drawn beyond."
    }
  }

  /// - Parameter values: Whether the label at a curve's end tells its value.
  func curves(values: Bool) -> [CurveSeries] {
    // Among very many lines, and on small panels among more than have a hue, each byte counts: the
    // values are in the tables.
    let isRead = shown.count <= (values ? 40 : SeriesStyle.hues)
    return shown.map { curve in
      let style = styles[curve.cell.run]
      let last = curve.points.last { $0.estimate != nil }
      return CurveSeries(
        style == .muted ? nil : study.runs[curve.cell.run].label, style: style,
        values: curve.points.compactMap { point in
          // A point known only to lie between bounds is a bar of those; else the band, which holds
          // the interval. Without intervals the line stands alone.
          if point.estimate == nil {
            return point.bounds.map {
              CurveSeries.Value(
                x: Double(point.k), value: nil, limits: $0,
                text: isRead ? Cell.share(point).text : nil)
            }
          }
          let range = curve.shown.band?.limits(at: point.k) ?? point.limits
          return CurveSeries.Value(
            x: Double(point.k), value: point.estimate, limits: range,
            text: isRead ? Cell.share(point).text : nil)
        },
        endValue: values
          ? last.map { "\(Phrase.percent($0.estimate!, $0.interval))\(Phrase.space)%" } : nil)
    }
  }

  var differences: [CurveSeries] {
    coloured.map { comparison in
      let style = styles[comparison.pair.candidate]
      let last = comparison.points.last { $0.difference != nil }
      return CurveSeries(
        differenceLabel(comparison), style: style,
        values: comparison.points.compactMap { point in
          let text = Cell.difference(point, strong: false).text
          if point.difference == nil {
            return point.bounds.map {
              CurveSeries.Value(x: Double(point.k), value: nil, limits: $0, text: text)
            }
          }
          let range =
            comparison.shown?.band?.limits(at: point.k)
            ?? point.interval.map { $0.lower...$0.upper }
          return CurveSeries.Value(
            x: Double(point.k), value: point.difference, limits: range, text: text)
        },
        endValue: last.map { Phrase.signed($0.difference!, $0.interval) })
    }
  }

  var differencesTitle: String {
    let baselines = Set(coloured.map(\.pair.baseline))
    return baselines.count == 1
      ? "Difference from \(study.runs[baselines.first!].label), points" : "Difference, points"
  }

  private func differenceLabel(_ comparison: Results.Comparison) -> String {
    let baselines = Set(coloured.map(\.pair.baseline))
    let candidate = study.runs[comparison.pair.candidate].label
    return baselines.count == 1
      ? candidate : "\(candidate) \(Phrase.minus) \(study.runs[comparison.pair.baseline].label)"
  }

  /// Comparisons of runs that are drawn.
  private var compared: [Results.Comparison] {
    let all = results.comparisons[benchmark]
    guard let only else { return all }
    return all.filter { only.contains($0.pair.baseline) && only.contains($0.pair.candidate) }
  }

  /// Comparisons whose two runs are in colour, at most six, one a candidate and baseline.
  private var coloured: [Results.Comparison] {
    Array(
      compared.filter {
        $0.paired != nil && styles[$0.pair.baseline] != .muted
          && styles[$0.pair.candidate] != .muted
      }.prefix(SeriesStyle.hues))
  }

  /// Where two coloured curves cross, or may.
  func crossings(words: Bool) -> [CurveCrossing] {
    let order = shown.map(\.cell.run)
    let several = coloured.count > 1
    return coloured.flatMap { comparison -> [CurveCrossing] in
      guard let crossover = comparison.crossover,
        [.one, .possible, .several].contains(crossover.status),
        let one = order.firstIndex(of: comparison.pair.baseline),
        let two = order.firstIndex(of: comparison.pair.candidate)
      else { return [] }
      return crossover.events.compactMap { event in
        guard let k = event.k else { return nil }
        let limits = Findings.limits(event, last: crossover.largestK)
        let verb = crossover.status == .possible ? "may cross" : "crosses"
        let who = several ? "\(study.runs[comparison.pair.candidate].label) " : ""
        return CurveCrossing(
          x: k,
          stretch: Crossing.Stretch(
            lower: event.lower.map(Double.init), upper: event.upper.map(Double.init)),
          between: (one, two),
          finding: words
            ? "\(who)\(verb) at \(Phrase.k(Int(k.rounded())))" : nil,
          detail: words ? "\(Phrase.level(results.settings.level)): \(limits)" : nil)
      }
    }
  }

  /// Published values, hollow, in the colour of their run.
  var published: [any Mark] {
    let values = results.study.published.filter { $0.benchmark == benchmark }
    return shown.map(\.cell.run).compactMap { run in
      let own = values.filter { $0.run == run }.map { DataPoint(Double($0.k), $0.value) }
      return own.isEmpty || styles[run] == .muted ? nil : HollowPoints(own, style: styles[run])
    }
  }

  /// From a candidate's pass@1 to where the baseline reaches it: the equivalent budget, with its words.
  /// Of one pair or two; more would hide the curves.
  var budgets: [(mark: any Mark, words: String)] {
    guard coloured.count <= 2 else { return [] }
    return results.efficiency[benchmark].compactMap { row in
      let pair = row.comparison.pair
      let curve = shown.first { $0.cell.run == pair.candidate }
      guard coloured.contains(where: { $0.pair == pair }), row.budget.status == .reached,
        let k = row.budget.k, k > 1.5, let once = curve?.points.first, once.k == 1,
        let height = once.estimate
      else { return nil }
      return (
        Connector(from: DataPoint(1, height), to: k),
        "one of \(study.runs[pair.candidate].label) is worth \(row.budgetText) \(row.budgetLimits ?? "") of \(study.runs[pair.baseline].label)"
      )
    }
  }

  /// That nothing crosses, where that is what the data say.
  var notes: [Note] {
    guard coloured.count == 1, let crossover = coloured[0].crossover, crossover.largestK > 1 else {
      return []
    }
    switch crossover.status {
    case .none where !crossover.hasGaps:
      return [Note(finding: nil, detail: "no crossing up to \(Phrase.k(crossover.largestK))")]
    case .undecided where coloured[0].paired?.identical == false:
      return [Note(finding: nil, detail: "no k at which one is ahead for certain")]
    default: return []
    }
  }
}

extension CurvePoint {
  /// The interval's limits as a range.
  var limits: ClosedRange<Double>? { interval.map { $0.lower...$0.upper } }
}

extension Findings {
  /// "17 to 72", "≤ 1 to 72", "96 to ≥ 256": the k around a crossing that are undecided.
  static func limits(_ event: Crossover.Event, last: Int) -> String {
    let lower = event.lower.map { Phrase.count($0) } ?? "≤\(Phrase.space)1"
    let upper = event.upper.map { Phrase.count($0) } ?? "≥\(Phrase.space)\(Phrase.count(last))"
    return "\(lower) to \(upper)"
  }
}
