/// What the p-values and intervals of a change are made of: limits that widen with the level and,
/// where there is one, an exact test of no change.
protocol ChangeEvidence: Sendable {
  /// The least and the greatest difference that missing samples leave possible.
  var estimates: ClosedRange<Double> { get }
  /// Below `estimates`, or its lower end.
  func lower(_ tail: TailArea) -> Double
  func upper(_ tail: TailArea) -> Double
  /// One-sided p-values of an exact test of "no change"; `nil` where the limits are the test.
  var exactDrop: Double? { get }
  var exactGain: Double? { get }
}

extension ChangeEvidence {
  /// The one-sided p-value of "the difference is at least `bound`", from the upper limits; above one
  /// half where the estimate is.
  func pValueAtLeast(_ bound: Double) -> Double {
    if estimates.upperBound < bound { return Self.tail { bound - upper($0) } }
    guard estimates.lowerBound == estimates.upperBound else { return 1 }
    return estimates.lowerBound > bound ? 1 - Self.tail { lower($0) - bound } : 0.5
  }

  /// The one-sided p-value of "the difference is at most `bound`", from the lower limits.
  func pValueAtMost(_ bound: Double) -> Double {
    if estimates.lowerBound > bound { return Self.tail { lower($0) - bound } }
    guard estimates.lowerBound == estimates.upperBound else { return 1 }
    return estimates.upperBound < bound ? 1 - Self.tail { bound - upper($0) } : 0.5
  }

  /// The tail at which `distance` of the limit from a bound falls to 0.
  private static func tail(_ distance: (TailArea) -> Double) -> Double {
    var low = (x: 0.0, y: distance(TailArea(z: 0)))
    guard low.y > 0 else { return 0.5 }
    var high = (x: TailArea.usual.z, y: distance(TailArea.usual))
    while high.y > 0 && high.x < 36 {
      low = high
      high.x = min(36, 2 * high.x)
      high.y = distance(TailArea(z: high.x))
    }
    guard high.y <= 0 else { return TailArea(z: 36).outside }
    return TailArea(z: root(between: low, and: high) { distance(TailArea(z: $0)) }).outside
  }
}

extension TailArea {
  /// - Parameter outside: In `0..<0.5`, above 0.
  init(outside: Double) {
    precondition(outside > 0 && outside < 0.5, "no limit leaves \(outside) outside")
    self.outside = outside
    z = -StandardNormal.quantile(outside)
  }
}

/// Two or more samples of every problem on both sides: square-and-add.
struct SquareAndAddEvidence: ChangeEvidence {
  private let spread: FixedSetSpread
  let estimates: ClosedRange<Double>
  private let baseline: FixedSetLimits
  private let candidate: FixedSetLimits

  /// - Returns: `nil` where intervals are refused and beyond either's `largestK`.
  init?(_ baselineCurve: FixedSetCurve, _ candidateCurve: FixedSetCurve, at k: Int) {
    guard k <= min(baselineCurve.largestK, candidateCurve.largestK),
      let spread = FixedSetSpread(baselineCurve, candidateCurve, at: k),
      let baseline = FixedSetLimits(baselineCurve, at: k),
      let candidate = FixedSetLimits(candidateCurve, at: k)
    else { return nil }
    (self.spread, self.baseline, self.candidate) = (spread, baseline, candidate)
    let least = candidate.leastEstimate - baseline.greatestEstimate
    estimates = least...max(least, candidate.greatestEstimate - baseline.leastEstimate)
  }

  func lower(_ tail: TailArea) -> Double { min(spread.lower(tail), estimates.lowerBound) }
  func upper(_ tail: TailArea) -> Double { max(spread.upper(tail), estimates.upperBound) }
  var exactDrop: Double? { nil }
  var exactGain: Double? { nil }

  /// What each run adds to the distance of the lower, or the upper, limit; their squares add up.
  func distances(
    _ tail: TailArea, below: Bool
  ) -> (baseline: Double, candidate: Double) {
    below
      ? (
        baseline.greatest(tail).upperBound - baseline.greatestEstimate,
        candidate.leastEstimate - candidate.least(tail).lowerBound
      )
      : (
        baseline.leastEstimate - baseline.least(tail).lowerBound,
        candidate.greatest(tail).upperBound - candidate.greatestEstimate
      )
  }
}

/// One sample a problem on one side at least: Agresti and Min's interval, carried over to shares,
/// and the stratified exact test.
///
/// With `D_i` the difference of a problem's two shares, two pseudo-problems are added, half a one at
/// -1, one at 0, half a one at 1, and Wald's limits taken: `centre -+ z sqrt(S) / (P + 2)`,
/// `centre = sum D_i / (P + 2)`, `S = 1 + sum D_i^2 - (sum D_i) centre`. With one sample on each side
/// that is Agresti and Min's interval to the letter. `E D_i^2` is the variance of `D_i` given the
/// problem plus the square of its true change: for these problems the limits are wide, not narrow.
struct SingleSampleEvidence: ChangeEvidence {
  let estimates: ClosedRange<Double>
  let exactDrop: Double?
  let exactGain: Double?
  private let problems: Int
  private let least: Moments
  private let greatest: Moments

  private struct Moments {
    var sum = 0.0
    var squares = 0.0

    init(_ pairs: [(baseline: Tally, candidate: Tally)]) {
      // Added up in order, so that the order of problems changes no bit.
      let differences = pairs.map { $1.share - $0.share }.sorted()
      var (sum, squares) = (CompensatedSum(), CompensatedSum())
      for value in differences {
        sum.add(value)
        squares.add(value * value)
      }
      (self.sum, self.squares) = (sum.value, squares.value)
    }

    func limits(_ problems: Int, _ tail: TailArea) -> (lower: Double, upper: Double) {
      let n = Double(problems) + 2
      let centre = sum / n
      let half = tail.z * max(0, 1 + squares - sum * centre).squareRoot() / n
      return (max(-1, centre - half), min(1, centre + half))
    }
  }

  /// - Parameter pairs: At least one; each with samples, scored or missing, on both sides.
  init(_ pairs: [(baseline: Tally, candidate: Tally)]) {
    problems = pairs.count
    // What missing samples leave possible: least and most favourable to the candidate.
    let worst = pairs.map { (baseline: $0.missingAsRight, candidate: $1.missingAsWrong) }
    let best = pairs.map { (baseline: $0.missingAsWrong, candidate: $1.missingAsRight) }
    least = Moments(worst)
    greatest = Moments(best)
    let low = least.sum / Double(problems)
    estimates = low...max(low, greatest.sum / Double(problems))
    let (drop, gain) = (StratifiedExactTest(best)!, StratifiedExactTest(worst)!)
    // Where the test counts samples, it is not to say the opposite of the mean.
    let says = { (p: Double, test: StratifiedExactTest, opposite: Bool) in
      test.statistic == .correctSamples && opposite ? max(p, 0.5) : p
    }
    exactDrop = says(drop.dropPValue, drop, greatest.sum >= 0)
    exactGain = says(gain.gainPValue, gain, least.sum <= 0)
  }

  func lower(_ tail: TailArea) -> Double {
    min(least.limits(problems, tail).lower, estimates.lowerBound)
  }

  func upper(_ tail: TailArea) -> Double {
    max(greatest.limits(problems, tail).upper, estimates.upperBound)
  }
}

extension Tally {
  /// Correct of scored.
  fileprivate var share: Double { Double(correct) / Double(samples) }
}
