extension Panel {
  /// Curves of probabilities with their ribbons, lines, markers and names.
  ///
  /// - Parameter series: At most six in colour.
  /// - Parameter shared: Whether a panel below continues the crossings' plumb lines and holds
  ///   their bars.
  package static func curves(
    _ series: [CurveSeries], title: String? = nil, y: YAxis = .zoomedProbability,
    crossings: [CurveCrossing] = [], isContinuedBelow shared: Bool = false, notes: [Note] = [],
    extra: [any Mark] = [], share: Double = 1
  ) -> Panel {
    var marks = CurvePanels.marks(of: series) + extra
    for crossing in crossings {
      let (one, two) = (series[crossing.between.0], series[crossing.between.1])
      let heights = crossing.x.map { x in
        [one, two].compactMap { $0.height(at: x, on: .log2) }
      }
      let y = heights.flatMap { $0.isEmpty ? nil : $0.reduce(0, +) / Double($0.count) }
      let words =
        crossing.finding == nil && crossing.detail == nil
        ? nil
        : Note(
          finding: crossing.finding, detail: crossing.detail,
          x: crossing.x ?? crossing.stretch?.lower ?? crossing.stretch?.upper)
      marks.append(
        Crossing(
          x: crossing.x, y: y, stretch: shared ? nil : crossing.stretch,
          isOpen: crossing.stretch?.isOpen ?? false, note: words))
      if let x = crossing.x, let y { marks.append(CrossingRing(DataPoint(x, y))) }
    }
    return Panel(
      title: title, y: y, marks: marks, endLabels: CurvePanels.labels(of: series), notes: notes,
      share: share)
  }

  /// Differences with their ribbons over a line at zero.
  package static func differences(
    _ series: [CurveSeries], title: String?, crossings: [CurveCrossing] = [],
    isContinuedFromAbove: Bool = false, notes: [Note] = [], share: Double = 1
  ) -> Panel {
    var marks: [any Mark] = [ZeroRule()]
    marks += CurvePanels.marks(of: series)
    for crossing in crossings {
      marks.append(
        Crossing(x: crossing.x, y: isContinuedFromAbove ? nil : 0, stretch: crossing.stretch))
      if let x = crossing.x { marks.append(CrossingRing(DataPoint(x, 0))) }
    }
    return Panel(
      title: title, y: .difference, marks: marks, endLabels: CurvePanels.labels(of: series),
      notes: notes, share: share)
  }
}

extension Figure {
  /// The curves, and beneath them, on the same x axis, the differences if there are any; a crossing
  /// is drawn through both.
  ///
  /// - Parameters:
  ///   - differences: Series with the styles of their candidates.
  ///   - extra: Marks beside those of the curves, in their panel.
  package static func curves(
    id: String, title: String, description: String, size: FigureSize, xTitle: String,
    curves: [CurveSeries], y: YAxis = .zoomedProbability, crossings: [CurveCrossing] = [],
    notes: [Note] = [], differences: [CurveSeries] = [], differencesTitle: String? = nil,
    extra: [any Mark] = []
  ) -> Figure {
    let reach = extra.compactMap { $0.extent.x }.flatMap { [$0.lowerBound, $0.upperBound] }
    let axis = XAxis(
      .log2, values: (curves + differences).flatMap { $0.values.map(\.x) } + reach, title: xTitle)
    let stacked = !differences.isEmpty
    var panels: [Panel] = [
      .curves(
        curves, y: y, crossings: crossings, isContinuedBelow: stacked, notes: notes, extra: extra,
        share: 2.2)
    ]
    if stacked {
      panels.append(
        .differences(
          differences, title: differencesTitle, crossings: crossings, isContinuedFromAbove: true))
    }
    return Figure(
      id: id, title: title, description: description, size: size, x: axis, panels: panels,
      plumbs: stacked
        ? crossings.compactMap { crossing in
          crossing.x.map { Plumb(x: $0, isOpen: crossing.stretch?.isOpen ?? false) }
        } : [])
  }
}

enum CurvePanels {
  /// Markers at every evaluated value up to this many, else at powers of two.
  static let allMarkersUpTo = 12
  /// Distance between series that share their only x, px.
  static let sideBySide = 26.0

  static func marks(of series: [CurveSeries]) -> [any Mark] {
    let xs = Set(series.flatMap { $0.values.map(\.x) })
    let isSingle = xs.count == 1
    let isFaint = series.count { $0.style != .muted } > 3
    // Muted ones first: what is in focus lies above.
    let ordered = series.filter { $0.style == .muted } + series.filter { $0.style != .muted }
    return ordered.enumerated().flatMap { index, series -> [any Mark] in
      let shift = isSingle ? (Double(index) - Double(ordered.count - 1) / 2) * sideBySide : 0
      let alone = series.stretches.filter { $0.count == 1 }.flatMap(\.self)
      let whiskers = series.bands.filter { $0.count == 1 }.flatMap(\.self)
      let bars = IntervalBars(whiskers, points: alone, style: series.style, shift: shift)
      let ranges = RangeBars(series.ranges, style: series.style, shift: shift)
      if series.style == .muted { return [Line(series.stretches, style: .muted), bars] }
      return [
        Ribbon(series.bands, style: series.style, isFaint: isFaint),
        Line(series.stretches, style: series.style),
        Points(marked(series), style: series.style), bars, ranges,
      ]
    }
  }

  /// The points of lines that get a marker.
  private static func marked(_ series: CurveSeries) -> [DataPoint] {
    let points = series.stretches.filter { $0.count > 1 }.flatMap(\.self)
    if points.count <= allMarkersUpTo { return points }
    let powers = points.filter { PowerTicks.isPower($0.x) }
    return powers.isEmpty ? points : powers
  }

  static func labels(of series: [CurveSeries]) -> [EndLabel] {
    series.compactMap { series in
      guard let label = series.label, let end = series.end else { return nil }
      return EndLabel(label, value: series.endValue, style: series.style, end: end)
    }
  }
}
