/// A run that got worse on a benchmark at a night: a change of its level, or a night whose gate
/// failed.
struct TrendDrop: Sendable {
  /// Among the trend's series.
  let series: Int
  let run: Int
  let benchmark: Int
  /// The first night of the lower level.
  let night: Int
  /// At which the level changed; empty where it is one night's gate that failed.
  let ks: [Int]
  /// At the smallest of `ks`, in `-1...0`.
  let difference: Double
  /// The deepest fall first.
  let fallen: [FallenProblem]

  /// Problems by benchmark and place in it.
  var problems: Set<[Int]> { Set(fallen.map { [benchmark, $0.problem] }) }

  /// Those of a series: its changes for the worse, and nights whose gate failed and at which
  /// problems of it fell.
  static func all(
    _ index: Int, _ trend: SeriesTrend, _ counts: TrendCounts.Series, failed: Set<Int>
  ) -> [TrendDrop] {
    var drops: [TrendDrop] = []
    let worse = Dictionary(grouping: trend.changes.filter(\.isWorse)) { $0.after.lowerBound }
    for (place, changes) in worse.sorted(by: { $0.key < $1.key }) {
      let first = changes[0]
      drops.append(
        TrendDrop(
          series: index, run: trend.run, benchmark: trend.benchmark,
          night: trend.nights[place].night, ks: changes.map(\.k),
          difference: first.found.difference,
          fallen: FallenProblem.all(counts, before: first.before, after: first.after)))
    }
    let changed = Set(trend.changes.map { $0.after.lowerBound })
    for (place, night) in trend.nights.enumerated()
    where failed.contains(night.night) && !changed.contains(place) {
      guard let stretch = trend.stretches.first(where: { $0.contains(place) }) else { continue }
      let start = changed.filter { $0 < place }.max() ?? stretch.lowerBound
      let before = max(start, stretch.lowerBound)..<place
      let values = before.compactMap { trend.nights[$0].points[0].estimate }
      guard !values.isEmpty, let value = night.points[0].estimate else { continue }
      let difference = value - values.reduce(0, +) / Double(values.count)
      let fallen = FallenProblem.all(counts, before: before, after: place..<place + 1)
      guard difference < 0, !fallen.isEmpty else { continue }
      drops.append(
        TrendDrop(
          series: index, run: trend.run, benchmark: trend.benchmark, night: night.night, ks: [],
          difference: difference, fallen: fallen))
    }
    return drops
  }
}
