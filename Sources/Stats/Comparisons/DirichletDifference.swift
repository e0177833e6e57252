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
  private let spread: DifferenceSpread
  private let low: DirichletMean
  private let high: DirichletMean

  init(_ spread: DifferenceSpread, bound: Double = 1, halves: Int = 1, level: Double) {
    low = DirichletMean(spread.least, in: -bound...bound, halves: halves)
    high =
      spread.isRange
      ? DirichletMean(spread.greatest, in: -bound...bound, halves: halves) : low
    least = average(spread.least)
    greatest = average(spread.greatest)
    self.spread = spread
    self.level = level
  }

  private var differenceLimits: DifferenceLimits {
    DifferenceLimits(spread, low: low, high: high, level: level)
  }

  /// +1 where the interval lies above 0, -1 where it lies below, 0 where it holds 0.
  var decided: Int { differenceLimits.decided }

  /// The interval, widened to hold `difference` and both bounds, and the p-value of "no
  /// difference".
  func limits(holding difference: Double?) -> (interval: Interval, pValue: Double) {
    // Dirichlet weights always have an answer.
    let limits = differenceLimits.limits(holding: difference)
    return (limits.interval!, limits.pValue!)
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
    if spread.isRange { interval = interval.hull(high.interval(level: level)) }
    return interval.widened(toHold: least).widened(toHold: greatest)
  }
}
