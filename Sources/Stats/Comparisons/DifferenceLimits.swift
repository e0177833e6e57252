/// From what a method says of a mean difference to its interval, its p-value and its sign, which
/// agree with each other to the last bit.
///
/// Where samples are missing every answer is the hull over the worst pairings: tails from below come
/// from the least differences, tails from above from the greatest.
struct DifferenceLimits {
  let level: Double
  /// The mean differences, unweighted.
  let least: Double
  let greatest: Double
  private let low: any DifferenceLaw
  private let high: any DifferenceLaw
  private let isRange: Bool

  /// - Parameter high: `low` where no sample is missing.
  init(
    _ spread: DifferenceSpread, low: any DifferenceLaw, high: any DifferenceLaw, level: Double
  ) {
    (self.low, self.high, self.level) = (low, high, level)
    least = average(spread.least)
    greatest = average(spread.greatest)
    isRange = spread.isRange
  }

  /// +1 where the interval lies above 0, -1 where it lies below, 0 where it holds 0 or does not
  /// exist.
  ///
  /// The interval is widened to hold the difference, so the difference has a say too; it is heard
  /// only at levels far below any in use.
  static func decided(
    _ low: any DifferenceLaw, _ high: any DifferenceLaw, level: Double
  ) -> Int {
    guard low.isKnown && high.isKnown else { return 0 }
    let tail = (1 - level) / 2
    if low.mean > 0 && low.atMostZero() < tail { return 1 }
    if high.mean < 0 && high.atLeastZero() < tail { return -1 }
    return 0
  }

  var decided: Int { Self.decided(low, high, level: level) }

  /// The interval at a level of one's own, widened to hold both bounds.
  func hull(level: Double) -> MeanInterval {
    var found = low.meanInterval(level: level)
    if isRange { found = found.hull(high.meanInterval(level: level)) }
    return found
  }

  /// The method's own answer, and the interval widened to hold `difference` and both bounds, with
  /// the p-value of "no difference": `2 min(F(0), 1 - F(0))`, below `1 - level` exactly where the
  /// interval excludes 0.
  func limits(
    holding difference: Double?
  ) -> (found: MeanInterval, interval: Interval?, pValue: Double?) {
    let found = hull(level: level)
    guard let held = found.interval else { return (found, nil, nil) }
    var interval = held.widened(toHold: least).widened(toHold: greatest)
      .widened(toHold: difference ?? least)
    // The hull's tails: the lower limit comes from the least differences, the upper from the
    // greatest, so the p-value takes the heavier tail of each.
    var pValue = 2 * min(low.atMostZero(), high.atLeastZero())
    // Distributions are right to 1e-12; what is 1 but for that is 1.
    if pValue > 1 - 1e-12 { pValue = 1 }
    // Limits and p-value agree but for rounding in the search for a quantile: the sign settles it.
    switch decided {
    case 0:
      interval = interval.widened(toHold: 0)
      pValue = max(pValue, 1 - level)
    case 1:
      interval = Interval(
        level: level, lower: max(interval.lower, .leastNormalMagnitude),
        upper: max(interval.upper, .leastNormalMagnitude))
    default:
      interval = Interval(
        level: level, lower: min(interval.lower, -.leastNormalMagnitude),
        upper: min(interval.upper, -.leastNormalMagnitude))
    }
    return (found, interval, pValue)
  }
}
