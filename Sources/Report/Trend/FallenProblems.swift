import Stats

/// A problem that was solved far more often before a night than from it on.
struct FallenProblem: Sendable {
  /// Among its benchmark's.
  let problem: Int
  let before: Tally
  let after: Tally

  /// How far its share of right samples fell.
  var drop: Double { Self.share(before) - Self.share(after) }

  /// By how much a share has to fall.
  static let leastDrop = 0.5
  /// Below what Fisher's p has to be: a problem that flips anyway has a share that its own samples
  /// before and after tell.
  static let alpha = 0.01

  private static func share(_ tally: Tally) -> Double {
    Double(tally.correct) / Double(tally.samples)
  }

  /// Those of a series, the deepest fall first.
  ///
  /// All samples of the nights on either side are pooled.
  static func all(
    _ series: TrendCounts.Series, before: Range<Int>, after: Range<Int>
  ) -> [FallenProblem] {
    let (one, two) = (pooled(series, before), pooled(series, after))
    return one.compactMap { problem, before -> FallenProblem? in
      guard let after = two[problem], before.samples > 0, after.samples > 0 else { return nil }
      let fallen = FallenProblem(problem: Int(problem), before: before, after: after)
      guard fallen.drop >= leastDrop, let p = fisherExact(before, after), p < alpha else {
        return nil
      }
      return fallen
    }.sorted { ($1.drop, $0.problem) < ($0.drop, $1.problem) }
  }

  private static func pooled(
    _ series: TrendCounts.Series, _ places: Range<Int>
  ) -> [Int32: Tally] {
    var result: [Int32: Tally] = [:]
    for night in series.nights[places] {
      for (problem, tally) in zip(night.problems, night.tallies) {
        result[problem] = result[problem].map { $0 + tally } ?? tally
      }
    }
    return result
  }
}
