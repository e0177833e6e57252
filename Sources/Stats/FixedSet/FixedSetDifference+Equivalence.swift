extension FixedSetDifference {
  /// The interval at `k` at a level of one's own; `nil` where intervals are refused or `k` is beyond
  /// `largestK`.
  package func interval(at k: Int, level: Double) -> Interval? {
    guard k <= largestK, let limits = limits(at: k, TailArea(level: level)) else { return nil }
    let point = point(at: k)
    var interval = Interval(level: level, lower: limits.lowerBound, upper: limits.upperBound)
    if let bounds = point.bounds {
      interval = interval.widened(toHold: bounds.lowerBound).widened(toHold: bounds.upperBound)
    }
    return point.difference.map { interval.widened(toHold: $0) } ?? interval
  }

  /// Whether the difference on these very problems can be shown to lie within `margin` of 0.
  ///
  /// - Returns: `nil` where `point(at:)` has no interval.
  package func equivalence(at k: Int, margin: Double, alpha: Double = 0.05) -> Equivalence? {
    guard refusal == nil, k <= largestK else { return nil }
    return Equivalence(margin: margin, alpha: alpha) { interval(at: k, level: $0)! }
  }
}
