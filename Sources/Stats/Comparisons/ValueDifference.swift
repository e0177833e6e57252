/// The mean over problems of a difference between two values of each problem, of whatever kind: two
/// runs' distinct answers, or a vote and a single sample of one run.
///
/// Interval and p-value are those of `PairedDifference`, with what is possible named: by the default
/// method the quantiles of the mean under Dirichlet weights, 1 on each difference and 1/2 on each of
/// `-bound` and `+bound`.
package struct ValueDifference: Sendable {
  package let problems: Int
  /// The mean difference; `nil` where missing samples leave a range.
  package let difference: Double?
  /// What missing samples leave possible; `nil` where none is missing.
  package let bounds: ClosedRange<Double>?
  /// For problems like these; `nil` with `absence` saying why.
  package let interval: Interval?
  /// Of "no difference", by inverting `interval`'s method.
  package let pValue: Double?
  package let absence: Absence?

  /// - Parameters:
  ///   - each: The problems' differences, in any order.
  ///   - bound: No difference can be larger, either way. Above 0.
  /// - Returns: `nil` where there is no problem.
  package init?(
    _ each: [ProblemValue], bound: Double, level: Double = 0.95,
    method: DifferenceMethod = .dirichletHalf, resampling: Resampling = Resampling()
  ) {
    guard !each.isEmpty else { return nil }
    precondition(bound > 0, "differences within \(bound) cannot be")
    problems = each.count
    let isRange = each.contains { $0.bounds.lowerBound < $0.bounds.upperBound }
    var spread = DifferenceSpread(isRange: isRange)
    spread.least = counted(each.map { (max(-bound, $0.bounds.lowerBound), 1) })
    spread.greatest =
      isRange ? counted(each.map { (min(bound, $0.bounds.upperBound), 1) }) : spread.least
    let range = -bound...bound
    let low = method.law(BoundedSample(spread.least, in: range), resampling)
    let high = isRange ? method.law(BoundedSample(spread.greatest, in: range), resampling) : low
    let limits = DifferenceLimits(spread, low: low, high: high, level: level)
    let known = each.compactMap(\.value)
    difference =
      !isRange
      ? limits.least : known.count == each.count ? average(counted(known.map { ($0, 1) })) : nil
    bounds = isRange ? limits.least...max(limits.least, limits.greatest) : nil
    let found: MeanInterval
    (found, interval, pValue) = limits.limits(holding: difference)
    absence = found.absence ?? (difference == nil ? .missingSamples : nil)
  }
}

extension ProblemValue {
  /// What is left of one value less another: of the bounds, the widest that both allow.
  package static func - (value: ProblemValue, other: ProblemValue) -> ProblemValue {
    let least = value.bounds.lowerBound - other.bounds.upperBound
    let greatest = value.bounds.upperBound - other.bounds.lowerBound
    let difference = value.value.flatMap { one in other.value.map { one - $0 } }
    return ProblemValue(difference, within: least...max(least, greatest))
  }
}
