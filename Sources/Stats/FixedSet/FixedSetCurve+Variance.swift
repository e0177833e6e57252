/// What a problem adds to the uncertainty of a mean over these problems.
package struct VarianceShare: Hashable, Sendable {
  /// The counts of the problem, or of each of several with equal counts.
  package let tally: Tally
  /// Problems with these counts.
  package let problems: Int
  /// One such problem's part of the variance, in `0...1`.
  package let share: Double
}

extension FixedSetCurve {
  /// The variance of the mean at `k` given these problems, as the fitted mixture has it.
  ///
  /// - Returns: `nil` where intervals are refused or samples are missing.
  /// - Precondition: `k <= largestK`.
  package func variance(at k: Int) -> Double? {
    guard let low, high == nil else { return nil }
    return low.score(at: k).variance / Double(problems * problems)
  }

  /// Each problem's share of `variance(at:)`, the largest first: "two problems carry 70 % of the
  /// uncertainty".
  ///
  /// A problem's own variance is averaged over what its count and the other problems' leave
  /// possible for its chance.
  ///
  /// - Returns: `nil` where intervals are refused, samples are missing or the variance is 0.
  /// - Precondition: `k <= largestK`.
  package func varianceShares(at k: Int) -> [VarianceShare]? {
    guard let low, high == nil else { return nil }
    let variances = low.variances(at: k)
    var total = 0.0
    for (group, variance) in zip(low.groups, variances) {
      total += Double(group.problems) * variance
    }
    guard total > 0 else { return nil }
    return zip(low.groups, variances).map { group, variance in
      VarianceShare(
        tally: metric.oriented(Tally(correct: group.correct, of: group.samples)),
        problems: group.problems, share: variance / total)
    }.sorted {
      ($1.share, $0.tally.samples, $0.tally.correct)
        < ($0.share, $1.tally.samples, $1.tally.correct)
    }
  }

  /// The fewest problems that carry at least `part` of the variance at `k`, and what they carry.
  ///
  /// - Returns: `nil` as `varianceShares(at:)`.
  package func fewestProblems(carrying part: Double, at k: Int) -> (problems: Int, share: Double)? {
    guard let shares = varianceShares(at: k) else { return nil }
    var (problems, carried) = (0, 0.0)
    for item in shares {
      for _ in 0..<item.problems where carried < part {
        problems += 1
        carried += item.share
      }
    }
    return (problems, min(1, carried))
  }
}
