/// The differences of some problems, each known or, where samples are missing, known within a
/// range; equal problems counted.
struct DifferenceSpread: Sendable {
  /// Each group's difference at its least, and at its greatest, in the same order.
  var least: [(value: Double, count: Int)] = []
  var greatest: [(value: Double, count: Int)] = []
  /// Whether samples are missing, so that the two may differ.
  let isRange: Bool

  init(isRange: Bool, capacity: Int = 0) {
    self.isRange = isRange
    least.reserveCapacity(capacity)
    greatest.reserveCapacity(capacity)
  }

  /// Without missing samples.
  init(_ values: [(value: Double, count: Int)]) {
    least = values
    greatest = values
    isRange = false
  }

  mutating func append(_ range: (least: Double, greatest: Double), count: Int) {
    least.append((range.least, count))
    greatest.append((range.greatest, count))
  }

  /// The largest size of a difference that is possible.
  var largestSize: Double {
    max(
      least.reduce(0) { max($0, abs($1.value)) }, greatest.reduce(0) { max($0, abs($1.value)) })
  }
}

/// What Dirichlet weights say of the mean of per-problem differences over problems like these.
///
/// The weights are 1 on each difference and `halves`/2 on each of `-bound` and `+bound`. Where
/// samples are missing every answer is the hull over the worst pairings: tails from below come from
/// the least differences, tails from above from the greatest.
struct DirichletDifference: Sendable {
  let level: Double
  /// The mean differences, unweighted.
  let least: Double
  let greatest: Double
  private let low: DirichletMean
  private let high: DirichletMean
  private let isRange: Bool

  init(_ spread: DifferenceSpread, bound: Double = 1, halves: Int = 1, level: Double) {
    low = DirichletMean(spread.least, in: -bound...bound, halves: halves)
    high =
      spread.isRange
      ? DirichletMean(spread.greatest, in: -bound...bound, halves: halves) : low
    least = average(spread.least)
    greatest = average(spread.greatest)
    isRange = spread.isRange
    self.level = level
  }

  /// +1 where the interval lies above 0, -1 where it lies below, 0 where it holds 0.
  ///
  /// The interval is widened to hold the difference, so the difference has a say too; it is heard
  /// only at levels far below any in use.
  var decided: Int {
    let tail = (1 - level) / 2
    if low.mean > 0 && low.cumulative(0) < tail { return 1 }
    if high.mean < 0 && 1 - high.cumulative(0) < tail { return -1 }
    return 0
  }

  /// The interval, widened to hold `difference` and both bounds, and the p-value of "no
  /// difference": `2 min(F(0), 1 - F(0))`, below `1 - level` exactly where the interval excludes 0.
  func limits(holding difference: Double?) -> (interval: Interval, pValue: Double) {
    var interval = hull(level: level).widened(toHold: difference ?? least)
    // The hull's tails: the lower limit comes from the least differences, the upper from the
    // greatest, so the p-value takes the heavier tail of each.
    var pValue = min(1, 2 * min(low.cumulative(0), 1 - high.cumulative(0)))
    // Limits and p-value agree but for rounding in the search for a quantile: the sign settles it.
    switch decided {
    case 0:
      interval = interval.widened(toHold: 0)
      pValue = max(pValue, 1 - level)
    case 1:
      interval = Interval(
        level: level, lower: max(interval.lower, .leastNormalMagnitude), upper: interval.upper)
    default:
      interval = Interval(
        level: level, lower: interval.lower, upper: min(interval.upper, -.leastNormalMagnitude))
    }
    return (interval, pValue)
  }

  /// The chance, under the weights, that the mean is above 0: `1 - F(0)`, at its least and at its
  /// greatest.
  var chanceAboveZero: ClosedRange<Double> {
    let lower = 1 - low.cumulative(0)
    return lower...max(lower, 1 - high.cumulative(0))
  }

  /// Whether the mean can be shown to lie within `margin` of 0.
  func equivalence(margin: Double, alpha: Double) -> Equivalence {
    Equivalence(
      margin: margin, alpha: alpha, interval: hull(level: 1 - 2 * alpha),
      pValue: max(low.cumulative(-margin), 1 - high.cumulative(margin)))
  }

  private func hull(level: Double) -> Interval {
    var interval = low.interval(level: level)
    if isRange { interval = interval.hull(high.interval(level: level)) }
    return interval.widened(toHold: least).widened(toHold: greatest)
  }
}
