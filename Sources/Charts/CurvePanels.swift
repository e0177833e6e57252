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
      var words: Note?
      if crossing.finding != nil || crossing.detail != nil {
        words = Note(
          finding: crossing.finding, detail: crossing.detail,
          x: crossing.x ?? crossing.stretch?.lower ?? crossing.stretch?.upper)
        words?.of = [one.style, two.style]
      }
      marks.append(
        Crossing(
          x: crossing.x, y: y, stretch: shared ? nil : crossing.stretch,
          isOpen: crossing.stretch?.isOpen ?? false, note: words, of: [one.style, two.style]))
      if let x = crossing.x, let y {
        marks.append(CrossingRing(DataPoint(x, y), of: [one.style, two.style]))
      }
    }
    return Panel(
      title: title, y: y, marks: marks, endLabels: CurvePanels.labels(of: series), notes: notes,
      share: share, readings: series.compactMap(Readings.init))
  }

  /// Differences with their ribbons over a line at zero.
  ///
  /// - Parameter crossed: The curves that cross, for each crossing.
  package static func differences(
    _ series: [CurveSeries], title: String?, crossings: [CurveCrossing] = [],
    crossed: [[SeriesStyle]] = [], isContinuedFromAbove: Bool = false, notes: [Note] = [],
    share: Double = 1
  ) -> Panel {
    var marks: [any Mark] = [ZeroRule()]
    marks += CurvePanels.marks(of: series)
    for (index, crossing) in crossings.enumerated() {
      let of = crossed.indices.contains(index) ? crossed[index] : []
      marks.append(
        Crossing(
          x: crossing.x, y: isContinuedFromAbove ? nil : 0, stretch: crossing.stretch, of: of))
      if let x = crossing.x { marks.append(CrossingRing(DataPoint(x, 0), of: of)) }
    }
    return Panel(
      title: title, y: .difference, marks: marks, endLabels: CurvePanels.labels(of: series),
      notes: notes, share: share, readings: series.compactMap(Readings.init))
  }
}

extension Figure {
  /// The curves, and beneath them, on the same x axis, the differences if there are any; a crossing
  /// is drawn through both.
  ///
  /// - Parameters:
  ///   - id: As of ``id``.
  ///   - title: What it is, for those who do not see it.
  ///   - description: The finding in words, for those who do not see it.
  ///   - size: Of the drawing: two panels want ``FigureSize/wide`` or ``FigureSize/narrow``.
  ///   - xTitle: Beneath the axis. What stands before its first comma names one x in a read-out.
  ///   - curves: At most six in colour; the others muted. All x are positive on a log axis. Without
  ///     any value the panel is empty but for its notes.
  ///   - xKind: How x is spread; ticks are at powers of two, or of ten on a log10 axis.
  ///   - y: What the curves' values are.
  ///   - crossings: Where two of the curves cross.
  ///   - notes: Words in the panel of the curves.
  ///   - differences: Series with the styles of their candidates, in `-1...1`.
  ///   - differencesTitle: Above the differences.
  /// - Complexity: O(*n*) in the values; a millisecond for six curves of twelve.
  public static func curves(
    id: String, title: String, description: String, size: FigureSize, xTitle: String,
    curves: [CurveSeries], xKind: AxisKind = .log2, y: YAxis = .zoomedProbability,
    crossings: [CurveCrossing] = [], notes: [Note] = [], differences: [CurveSeries] = [],
    differencesTitle: String? = nil
  ) -> Figure {
    .curves(
      id: id, title: title, description: description, size: size, xTitle: xTitle, curves: curves,
      xKind: xKind, y: y, crossings: crossings, notes: notes, differences: differences,
      differencesTitle: differencesTitle, extra: [])
  }

  /// The same with marks beside those of the curves, in their panel.
  package static func curves(
    id: String, title: String, description: String, size: FigureSize, xTitle: String,
    curves: [CurveSeries], xKind: AxisKind = .log2, y: YAxis = .zoomedProbability,
    crossings: [CurveCrossing] = [], notes: [Note] = [], differences: [CurveSeries] = [],
    differencesTitle: String? = nil, extra: [any Mark]
  ) -> Figure {
    let reach = extra.compactMap { $0.extent.x }.flatMap { [$0.lowerBound, $0.upperBound] }
    let values = (curves + differences).flatMap { $0.values.map(\.x) } + reach
    var axis = XAxis(xKind, values: values.isEmpty ? [1] : values, title: xTitle)
    axis.isBlank = values.isEmpty
    let stacked = !differences.isEmpty
    let crossed = crossings.map { [curves[$0.between.0].style, curves[$0.between.1].style] }
    var panels: [Panel] = [
      .curves(
        curves, y: y, crossings: crossings, isContinuedBelow: stacked, notes: notes, extra: extra,
        share: 2.2)
    ]
    if stacked {
      panels.append(
        .differences(
          differences, title: differencesTitle, crossings: crossings, crossed: crossed,
          isContinuedFromAbove: true))
    }
    return Figure(
      id: id, title: title, description: description, size: size, x: axis, panels: panels,
      plumbs: stacked
        ? zip(crossings, crossed).compactMap { crossing, of in
          crossing.x.map { Plumb(x: $0, isOpen: crossing.stretch?.isOpen ?? false, of: of) }
        } : [])
  }
}

extension YAxis {
  /// A logit axis where that is what lets curves near 1 be told apart: all are above 90 % at most of
  /// x, some above 98 %, and not most of their values are 1 itself; `nil` elsewhere.
  public static func logit(forCeilingOf curves: [CurveSeries]) -> YAxis? {
    let values = curves.flatMap(\.values).filter { $0.value != nil }
    let byX = Dictionary(grouping: values, by: \.x).values
    let high = byX.count { $0.allSatisfy { ($0.value ?? 0) > 0.9 } }
    let perfect = values.count { $0.value == 1 }
    let isNear = values.contains { ($0.value ?? 0) > 0.98 }
    guard high * 2 > byX.count, isNear, perfect * 2 <= values.count else { return nil }
    let reach = values.flatMap { value in
      [value.value, value.limits?.lowerBound, value.limits?.upperBound].compactMap(\.self)
    }
    return .logit(LogitTicks.domain(for: reach))
  }
}

enum CurvePanels {
  /// Markers at every evaluated value up to this many, else at powers of two and the last.
  static let allMarkersUpTo = 12
  /// Distance between series that share their only x, px.
  static let sideBySide = 26.0

  static func marks(of series: [CurveSeries]) -> [any Mark] {
    let xs = Set(series.flatMap { $0.values.map(\.x) })
    let isSingle = xs.count == 1
    let isFaint = series.count { $0.style != .muted } > 3 || isCrowded(series)
    // Muted ones first: what is in focus lies above.
    let ordered = series.filter { $0.style == .muted } + series.filter { $0.style != .muted }
    // As one line: nobody follows a single one of them, and there may be hundreds.
    let behind = Line(ordered.filter { $0.style == .muted }.flatMap(\.stretches), style: .muted)
    return [behind]
      + ordered.enumerated().flatMap { index, series -> [any Mark] in
        let shift = isSingle ? (Double(index) - Double(ordered.count - 1) / 2) * sideBySide : 0
        let alone = series.stretches.filter { $0.count == 1 }.flatMap(\.self)
        let whiskers = series.bands.filter { $0.count == 1 }.flatMap(\.self)
        let bars = IntervalBars(whiskers, points: alone, style: series.style, shift: shift)
        let ranges = RangeBars(series.ranges, style: series.style, shift: shift)
        if series.style == .muted { return [bars] }
        let lines = series.stretches.filter { $0.count > 1 }
        let marked = marked(lines.flatMap(\.self))
        let isWhole = marked.count == lines.joined().count
        return [
          Ribbon(series.bands, style: series.style, isFaint: isFaint),
          Line(lines, style: series.style, hasMarkers: isWhole),
          Points(marked, style: series.style, areOnLine: isWhole), bars, ranges,
        ]
      }
  }

  /// Whether more than two ribbons lie on each other over more than half of the range of x.
  static func isCrowded(_ series: [CurveSeries]) -> Bool {
    let coloured = series.filter { $0.style != .muted }
    let ranges = coloured.flatMap { $0.bands.filter { $0.count > 1 }.flatMap(\.self) }
    let places = Dictionary(grouping: ranges, by: \.x)
    let deep = places.values.count { ranges in
      ranges.contains { one in ranges.count { $0.lower <= one.lower && one.lower < $0.upper } > 2 }
    }
    return deep * 2 > places.count
  }

  /// The points of lines that get a marker.
  private static func marked(_ points: [DataPoint]) -> [DataPoint] {
    if points.count <= allMarkersUpTo { return points }
    let powers = points.filter { PowerTicks.isPower($0.x) || $0 == points.last }
    return powers.count < 2 ? points : powers
  }

  static func labels(of series: [CurveSeries]) -> [EndLabel] {
    series.compactMap { series in
      guard let label = series.label, let end = series.end else { return nil }
      return EndLabel(
        label, value: series.endsInRange ? nil : series.endValue, style: series.style, end: end)
    }
  }
}
