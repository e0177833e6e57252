import Charts
import Stats

/// One run on one benchmark as a figure: a panel a `k`, the nights in calendar days.
struct TrendDrawing: Sendable {
  let trend: Trend
  let benchmark: Int

  /// Runs drawn on a benchmark's page; tables have all.
  static let runs = 6
  /// Nights drawn as bars, each with its marker; of more a ribbon is drawn.
  private static let bars = 45
  /// Nights drawn of a series, about.
  static let most = 130

  /// The runs drawn: those that changed, then those whose values lie furthest apart, in their order.
  var shown: [Int] {
    let own = trend.series(of: benchmark)
    let spreads = own.map { index in
      let values = trend.series[index].nights.compactMap { $0.points[0].estimate }
      return (values.max() ?? 0) - (values.min() ?? 0)
    }
    let ranked = own.indices.sorted { one, two in
      let (a, b) = (
        trend.series[own[one]].changes.isEmpty, trend.series[own[two]].changes.isEmpty
      )
      if a != b { return !a }
      return spreads[one] == spreads[two] ? one < two : spreads[one] > spreads[two]
    }
    return ranked.prefix(Self.runs).map { own[$0] }.sorted()
  }

  var figures: [Figure] {
    let stem = "\(trend.benchmarks[benchmark].slug)-trend"
    return shown.enumerated().flatMap { number, index in
      Figure.both("\(stem)-\(number + 1)") { id, isWide in figure(id, index, isWide) }
    }
  }

  private func figure(_ id: String, _ index: Int, _ isWide: Bool) -> Figure {
    let own = trend.series[index]
    let panel = isWide ? 150.0 : 130.0
    let name = trend.run(own)
    return Figure(
      id: id, title: "\(name) on \(trend.benchmarks[benchmark].label), night by night",
      description: description(own),
      size: FigureSize(
        width: isWide ? 736 : 352, height: 70 + panel * Double(own.ks.count),
        className: isWide ? "w" : "n"),
      x: trend.axis,
      panels: own.ks.indices.map { slot in
        Panel(
          title: "\(name), \(Trend.metric(own.ks[slot]))", y: axis(slot),
          marks: marks(own, slot), endLabels: [])
      })
  }

  private func description(_ own: SeriesTrend) -> String {
    let changes = own.changes.map { change in
      "\(Trend.metric(change.k)) goes from \(Phrase.percent(change.found.before, nil)) to \(Phrase.percent(change.found.after, nil))\(Phrase.space)% at \(trend.text(ofNight: own.nights[change.after.lowerBound].night))."
    }
    return
      "\(Phrase.count(own.nights.count, "night")). \(changes.isEmpty ? "No change is found." : changes.joined(separator: " "))"
  }

  /// The same for all runs drawn, close up where they leave room.
  private func axis(_ slot: Int) -> YAxis {
    let points = shown.flatMap { trend.series[$0].nights.map { $0.points[slot] } }
    let heights = points.flatMap { point in
      [point.estimate, point.interval?.lower, point.interval?.upper].compactMap(\.self)
    }
    guard let least = heights.min(), let most = heights.max() else { return .probability }
    let lower = max(0, (least * 20 - 0.2).rounded(.down) / 20)
    let upper = min(1, (most * 20 + 0.2).rounded(.up) / 20)
    return upper - lower < 0.8 ? .closeUp(lower...upper) : .probability
  }

  // MARK: Marks

  private func marks(_ own: SeriesTrend, _ slot: Int) -> [any Mark] {
    let style = trend.style(own.run)
    let places = trend.drawnPlaces(own, slot, most: Self.most)
    let pieces = trend.pieces(own, slot, places)
    let x = { (place: Int) in trend.day(own, place) }
    let point = { (place: Int) -> DataPoint? in
      own.nights[place].points[slot].estimate.map { DataPoint(x(place), $0) }
    }
    let range = { (place: Int) -> DataRange? in
      own.nights[place].points[slot].interval.map { DataRange(x(place), $0.lower, $0.upper) }
    }
    var marks: [any Mark] = own.changes.filter { $0.k == own.ks[slot] }.map { change in
      // Between the nights on either side.
      UprightRule((x(change.after.lowerBound - 1) + x(change.after.lowerBound)) / 2)
    }
    let whole = places.filter { own.nights[$0].points[slot].estimate != nil }
    let ranged = places.filter { own.nights[$0].points[slot].estimate == nil }
    let others = whole.filter { own.nights[$0].hasOtherProblems }
    marks.append(
      RangeBars(
        ranged.compactMap { place in
          own.nights[place].points[slot].bounds.map {
            DataRange(x(place), $0.lowerBound, $0.upperBound)
          }
        }, style: style))
    if own.nights.count <= Self.bars {
      let plain = whole.filter { !own.nights[$0].hasOtherProblems }
      marks.append(
        IntervalBars(
          (whole + ranged).compactMap(range), points: plain.compactMap(point), style: style))
    } else {
      marks.append(Ribbon(pieces.map { $0.compactMap(range) }, style: style))
      let alone = pieces.filter { $0.count == 1 }.joined()
      marks.append(
        IntervalBars(
          (Array(alone) + ranged).compactMap(range),
          points: alone.filter { !own.nights[$0].hasOtherProblems }.compactMap(point),
          style: style))
    }
    marks.append(Line(pieces.map { $0.compactMap(point) }, style: style))
    marks.append(Line(levels(own, slot), style: .muted))
    marks.append(HollowPoints(others.compactMap(point), style: style))
    return marks
  }

  /// The means on either side of changes.
  private func levels(_ own: SeriesTrend, _ slot: Int) -> [[DataPoint]] {
    let changes = own.changes.filter { $0.k == own.ks[slot] }
    var drawn: Set<Int> = []
    return changes.flatMap { change in
      [(change.before, change.found.before), (change.after, change.found.after)].compactMap {
        places, height in
        guard drawn.insert(places.lowerBound).inserted, places.count > 1 else { return nil }
        return [places.lowerBound, places.upperBound - 1].map {
          DataPoint(trend.day(own, $0), height)
        }
      }
    }
  }
}

extension Trend {
  /// All nights of the history, in calendar days.
  var axis: XAxis {
    let days = history.entries.map(\.night.days)
    let years = history.entries.map(\.night.year)
    let (first, last) = (years.first ?? 0, years.last ?? 0)
    let title = first == last ? "night, \(first)" : "night, \(first) to \(last)"
    let values = Set(days).count > 1 ? days : days.flatMap { [$0 - 1, $0, $0 + 1] }
    return XAxis(.linear, values: values, title: title, format: .days)
  }

  /// A run's, the same in every figure; of more runs than there are hues each figure shows one.
  func style(_ run: Int) -> SeriesStyle {
    let shown = Set(series.map(\.run)).sorted()
    guard shown.count <= SeriesStyle.hues, let place = shown.firstIndex(of: run) else {
      return .hue(0)
    }
    return .hue(place)
  }

  func day(_ own: SeriesTrend, _ place: Int) -> Double {
    history.entries[own.nights[place].night].night.days
  }

  /// Days from one night to the next, as a rule.
  private var usualStep: Double {
    let days = history.entries.map(\.night.days)
    let steps = zip(days, days.dropFirst()).map { $1 - $0 }.sorted()
    return steps.isEmpty ? 1 : steps[steps.count / 2]
  }

  /// Whether a line goes on from one night of a series to its next: no night of the history lies
  /// between, no more days than usual, and the problems are the same.
  private func isJoined(_ own: SeriesTrend, _ place: Int, step: Double) -> Bool {
    own.nights[place].night == own.nights[place - 1].night + 1
      && !own.nights[place].hasOtherProblems
      && day(own, place) - day(own, place - 1) <= 1.5 * step
  }

  /// Places of a series that are drawn: all, or of many every so many, with the ends of what is
  /// joined and both sides of changes.
  func drawnPlaces(_ own: SeriesTrend, _ slot: Int, most: Int) -> [Int] {
    let count = own.nights.count
    guard count > most else { return Array(0..<count) }
    let every = (count + most - 1) / most
    let step = usualStep
    var kept: Set<Int> = [0, count - 1]
    for change in own.changes where change.k == own.ks[slot] {
      kept.formUnion([change.after.lowerBound - 1, change.after.lowerBound])
    }
    // Where there are gaps everywhere, their sides would be all.
    let breaks = (1..<count).filter { !isJoined(own, $0, step: step) }
    if breaks.count <= most / 4 { for place in breaks { kept.formUnion([place - 1, place]) } }
    return (0..<count).filter { $0.isMultiple(of: every) || kept.contains($0) }
  }

  /// The drawn places that have a value, in pieces that lines join.
  func pieces(_ own: SeriesTrend, _ slot: Int, _ places: [Int]) -> [[Int]] {
    let step = usualStep
    let hasValue = { (place: Int) in own.nights[place].points[slot].estimate != nil }
    var pieces: [[Int]] = []
    for place in places where hasValue(place) {
      let isNext =
        pieces.last?.last.map { former in
          (former + 1...place).allSatisfy { isJoined(own, $0, step: step) && hasValue($0) }
        } ?? false
      if isNext { pieces[pieces.count - 1].append(place) } else { pieces.append([place]) }
    }
    return pieces
  }

  /// Of the first page: a panel a benchmark, a line a run, without intervals.
  var overview: [Figure] {
    let runs = Set(series.map(\.run)).count
    guard shownBenchmarks.count <= 12, runs <= SeriesStyle.hues, history.entries.count > 1 else {
      return []
    }
    return shownBenchmarks.map { benchmark in
      let own = self.series(of: benchmark).map { series[$0] }
      let heights = own.flatMap { $0.nights.compactMap { $0.points[0].estimate } }
      let lower = max(0, ((heights.min() ?? 0) * 20 - 0.2).rounded(.down) / 20)
      let upper = min(1, ((heights.max() ?? 1) * 20 + 0.2).rounded(.up) / 20)
      return Figure(
        id: "\(benchmarks[benchmark].slug)-overview",
        title: "pass@1 on \(benchmarks[benchmark].label), night by night",
        description:
          "\(Phrase.count(own.count, "run")), \(Phrase.count(history.entries.count, "night")).",
        size: .panel, x: axis,
        panels: [
          Panel(
            title: benchmarks[benchmark].label,
            y: upper - lower < 0.8 ? .closeUp(lower...upper) : .probability,
            marks: own.flatMap { own -> [any Mark] in
              let pieces = self.pieces(own, 0, drawnPlaces(own, 0, most: 40))
              let points = pieces.map { piece in
                piece.compactMap { place in
                  own.nights[place].points[0].estimate.map { DataPoint(day(own, place), $0) }
                }
              }
              let alone = points.filter { $0.count == 1 }.joined()
              return [
                Line(points, style: style(own.run)), Points(Array(alone), style: style(own.run)),
              ]
            },
            endLabels: own.count == 1
              ? []
              : own.compactMap { own in
                guard
                  let place = own.nights.indices.last(where: {
                    own.nights[$0].points[0].estimate != nil
                  }), let value = own.nights[place].points[0].estimate
                else { return nil }
                return EndLabel(
                  run(own), style: style(own.run), end: DataPoint(day(own, place), value))
              })
        ])
    }
  }
}
