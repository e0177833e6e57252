/// The baseline with `k` attempts against the candidate with one, on the problems they share.
///
/// The value of a problem is `base_i(k) - candidate_i(1)`, in `-1...1`: for the sampling-efficiency
/// gap at one large `k`, for the equivalent budget at the `k` where its mean is 0. It does not fall
/// as `k` grows, on any problem, and neither do its bounds where samples are missing.
struct BudgetComparison: Sendable {
  let problems: Int
  /// The largest `k` for which a value or a range exists.
  let largestK: Int
  /// The largest `k` for which the mean is known whatever samples are missing: 0 where there is
  /// none.
  let largestScoredK: Int
  let level: Double
  let halves: Int
  private let pair: PairedDifference

  init(_ pair: PairedDifference) {
    self.pair = pair
    problems = pair.problems
    level = pair.level
    halves = pair.method.halves
    var (expected, scored) = (Int.max, Int.max)
    var candidateScored = true
    for (tallies, _) in pair.groups {
      expected = min(expected, tallies.baseline.samples + tallies.baseline.missing)
      scored = min(scored, tallies.baseline.samples)
      if tallies.candidate.samples == 0 { candidateScored = false }
    }
    largestK = expected
    largestScoredK = candidateScored ? scored : 0
  }

  /// How many problems have at least `k` samples of the baseline scored.
  func problems(withSamples k: Int) -> Int {
    pair.groups.reduce(0) { $0 + ($1.pair.baseline.samples >= k ? $1.count : 0) }
  }

  /// `k` at most `largestK`.
  func spread(at k: Int) -> DifferenceSpread {
    var result = DifferenceSpread(isRange: pair.missing, capacity: pair.groups.count)
    for (tallies, count) in pair.groups {
      let baseline = tallies.baseline.passBounds(at: k)!
      let candidate = tallies.candidate.passBounds(at: 1)!
      result.append(
        (baseline.lowerBound - candidate.upperBound, baseline.upperBound - candidate.lowerBound),
        count: count)
    }
    return result
  }

  func comparison(at k: Int) -> DirichletDifference {
    DirichletDifference(spread(at: k), halves: halves, level: level)
  }

  /// The mean over the scored samples; `nil` beyond `largestScoredK`.
  func difference(at k: Int) -> Double? {
    guard k <= largestScoredK else { return nil }
    return average(
      pair.groups.map {
        ($0.pair.baseline.passAt(k)! - $0.pair.candidate.passAt(1)!, $0.count)
      })
  }
}
