/// Two runs compared on the problems they share, for these very problems: candidate minus baseline.
///
/// The interval is built from those of the two runs by square-and-add: with `x` a run's value and
/// `l`, `u` its limits, `d = x_B - x_A`,
///
/// `d - sqrt((x_B - l_B)^2 + (u_A - x_A)^2)` and `d + sqrt((u_B - x_B)^2 + (x_A - l_A)^2)`.
///
/// Pairing does not enter: given the problems, the samples of two runs are independent. Runs that
/// share their sampling seeds are not, and the interval is then too wide where they move together.
///
/// Not for "better at such problems": that is `PairedDifference`'s target.
///
/// Source: Zou and Donner 2008, "Construction of confidence limits about effect measures: a general
/// approach" (method of variance estimates recovery).
package struct FixedSetDifference: Sendable {
  /// Problems in common.
  package let problems: Int
  /// The largest `k` for which a value or a range exists in both runs.
  package let largestK: Int
  /// The fewest and the most samples scored for a problem, over both runs.
  package let samples: ClosedRange<Int>
  /// Whether every problem has the same counts in both runs.
  package let identical: Bool
  package let level: Double
  package let metric: FixedSetMetric
  /// Why no interval exists at any `k`; `nil` where they do.
  package let refusal: Absence?

  let baseline: FixedSetCurve
  let candidate: FixedSetCurve
  private let pairs: [(baseline: Tally, candidate: Tally, count: Int)]

  /// - Parameters:
  ///   - pairs: The two tallies of each common problem, in any order. Problems where either run has
  ///     neither samples nor missing ones are not in common.
  ///   - tables: Those already computed for other runs, if any.
  /// - Returns: `nil` where no problem is left.
  package init?(
    _ pairs: some Sequence<(baseline: Tally, candidate: Tally)>, level: Double = 0.95,
    metric: FixedSetMetric = .anyRight, tables: MixtureTables = MixtureTables()
  ) {
    let common = Self.common(pairs)
    guard
      let baseline = FixedSetCurve(common.map(\.baseline), metric: metric, tables: tables),
      let candidate = FixedSetCurve(common.map(\.candidate), metric: metric, tables: tables)
    else { return nil }
    self.init(common: common, baseline: baseline, candidate: candidate, level: level)
  }

  /// From curves fitted before, so that a run compared with several others is fitted once.
  ///
  /// - Precondition: the curves are those of `pairs`' common problems, and of one metric.
  package init?(
    _ pairs: some Sequence<(baseline: Tally, candidate: Tally)>, baseline: FixedSetCurve,
    candidate: FixedSetCurve, level: Double = 0.95
  ) {
    let common = Self.common(pairs)
    guard !common.isEmpty else { return nil }
    precondition(
      Self.isCurve(baseline, of: common.map(\.baseline))
        && Self.isCurve(candidate, of: common.map(\.candidate))
        && baseline.metric == candidate.metric,
      "the curves are not those of the \(common.count) common problems")
    self.init(common: common, baseline: baseline, candidate: candidate, level: level)
  }

  private init(
    common: [(baseline: Tally, candidate: Tally)], baseline: FixedSetCurve,
    candidate: FixedSetCurve, level: Double
  ) {
    pairs = Self.grouped(common)
    problems = common.count
    largestK = min(baseline.largestK, candidate.largestK)
    samples =
      min(
        baseline.samples.lowerBound, candidate.samples.lowerBound)...max(
        baseline.samples.upperBound, candidate.samples.upperBound)
    identical = pairs.allSatisfy { $0.baseline == $0.candidate }
    refusal = baseline.refusal ?? candidate.refusal
    metric = baseline.metric
    self.level = level
    self.baseline = baseline
    self.candidate = candidate
  }

  private static func common(
    _ pairs: some Sequence<(baseline: Tally, candidate: Tally)>
  ) -> [(baseline: Tally, candidate: Tally)] {
    pairs.filter { $0.samples + $0.missing > 0 && $1.samples + $1.missing > 0 }
  }

  private static func isCurve(_ curve: FixedSetCurve, of tallies: [Tally]) -> Bool {
    curve.tallies.elementsEqual(Stats.grouped(tallies)) {
      $0.tally == $1.tally && $0.count == $1.count
    }
  }

  /// Equal pairs counted, in a fixed order, so that the order of problems cannot change a sum.
  private static func grouped(
    _ pairs: [(baseline: Tally, candidate: Tally)]
  ) -> [(baseline: Tally, candidate: Tally, count: Int)] {
    let sorted = pairs.sorted {
      $0.baseline == $1.baseline
        ? $0.candidate.order < $1.candidate.order : $0.baseline.order < $1.baseline.order
    }
    var groups: [(baseline: Tally, candidate: Tally, count: Int)] = []
    for pair in sorted {
      if let last = groups.last, last.baseline == pair.baseline, last.candidate == pair.candidate {
        groups[groups.count - 1].count += 1
      } else {
        groups.append((pair.baseline, pair.candidate, 1))
      }
    }
    return groups
  }

  /// The difference at one `k`.
  package struct Point: Hashable, Sendable {
    package let k: Int
    /// Candidate minus baseline, in `-1...1`.
    package let difference: Double?
    /// Why the difference or, where there is one, the interval does not exist.
    package let absence: Absence?
    /// The least and the greatest difference that missing samples leave possible; `nil` where none
    /// is missing.
    package let bounds: ClosedRange<Double>?
    /// For these problems; where samples are missing, the hull over the worst pairings.
    package let interval: Interval?
    /// Of "no difference on these problems", by inverting `interval`'s method: below `1 - level`
    /// exactly where the interval excludes 0. Above 0.
    package let pValue: Double?
  }

  /// The difference at `k`, with its interval and p-value for these problems.
  package func point(at k: Int) -> Point {
    guard k <= largestK else {
      let eligible = pairs.reduce(0) {
        $0 + (min($1.baseline.samples, $1.candidate.samples) >= k ? $1.count : 0)
      }
      return Point(
        k: k, difference: nil,
        absence: .tooFewSamples(k: k, eligible: eligible, problems: problems), bounds: nil,
        interval: nil, pValue: nil)
    }
    let bounds = bounds(at: k)
    let isComplete = pairs.allSatisfy { $0.baseline.missing + $0.candidate.missing == 0 }
    let difference = difference(at: k, bounds, isComplete)
    let spread = FixedSetSpread(baseline, candidate, at: k)
    var interval: Interval?
    var pValue: Double?
    if let spread {
      let tail = TailArea(level: level)
      let decided = spread.decided(tail)
      let range = (spread.lower(tail)...spread.upper(tail)).opened(within: -1...1)
      var limits = Interval(level: level, lower: range.lowerBound, upper: range.upperBound)
        .widened(toHold: bounds.lowerBound).widened(toHold: bounds.upperBound)
      if let difference { limits = limits.widened(toHold: difference) }
      interval = decided == 0 ? limits.widened(toHold: 0) : limits
      // Limits and p-value agree but for rounding in the search for the level: the sign settles it.
      pValue =
        decided == 0 ? max(spread.pValue, 1 - level) : min(spread.pValue, (1 - level).nextDown)
    }
    return Point(
      k: k, difference: difference, absence: difference == nil ? .missingSamples : refusal,
      bounds: isComplete ? nil : bounds, interval: interval, pValue: pValue)
  }

  /// The limits at a level, unless refused.
  ///
  /// - Precondition: `k <= largestK`.
  func limits(at k: Int, _ tail: TailArea) -> ClosedRange<Double>? {
    guard let spread = FixedSetSpread(baseline, candidate, at: k) else { return nil }
    return (spread.lower(tail)...spread.upper(tail)).opened(within: -1...1)
  }

  private func bounds(at k: Int) -> ClosedRange<Double> {
    var least: [(value: Double, count: Int)] = []
    var greatest: [(value: Double, count: Int)] = []
    for (baseline, candidate, count) in pairs {
      let a = metric.bounds(baseline, at: k)
      let b = metric.bounds(candidate, at: k)
      least.append((b.lowerBound - a.upperBound, count))
      greatest.append((b.upperBound - a.lowerBound, count))
    }
    let low = average(least)
    return low...max(low, average(greatest))
  }

  /// The mean difference, where it exists: every problem has `k` samples, or the missing ones
  /// cannot change it.
  private func difference(
    at k: Int, _ bounds: ClosedRange<Double>, _ isComplete: Bool
  ) -> Double? {
    if isComplete || bounds.lowerBound == bounds.upperBound { return bounds.lowerBound }
    guard k <= samples.lowerBound else { return nil }
    return average(
      pairs.map {
        let a = Tally(correct: $0.baseline.correct, of: $0.baseline.samples)
        let b = Tally(correct: $0.candidate.correct, of: $0.candidate.samples)
        return (metric.bounds(b, at: k).lowerBound - metric.bounds(a, at: k).lowerBound, $0.count)
      })
  }
}

/// The limits of a difference at one `k` for whatever level, each from the worst that missing
/// samples leave possible.
struct FixedSetSpread {
  private let baseline: FixedSetLimits
  private let candidate: FixedSetLimits

  /// - Returns: `nil` where either run has no intervals.
  init?(_ baseline: FixedSetCurve, _ candidate: FixedSetCurve, at k: Int) {
    self.init(baseline, at: k, candidate, at: k)
  }

  /// Of values at two `k`: the candidate's at `other` minus the baseline's at `k`.
  ///
  /// - Returns: `nil` where either run has no intervals.
  init?(_ baseline: FixedSetCurve, at k: Int, _ candidate: FixedSetCurve, at other: Int) {
    guard let a = FixedSetLimits(baseline, at: k), let b = FixedSetLimits(candidate, at: other)
    else { return nil }
    self.baseline = a
    self.candidate = b
  }

  private var least: Double { candidate.leastEstimate - baseline.greatestEstimate }
  private var greatest: Double { candidate.greatestEstimate - baseline.leastEstimate }

  func lower(_ tail: TailArea) -> Double {
    let own = candidate.leastEstimate - candidate.least(tail).lowerBound
    let other = baseline.greatest(tail).upperBound - baseline.greatestEstimate
    return least - (own * own + other * other).squareRoot()
  }

  func upper(_ tail: TailArea) -> Double {
    let own = candidate.greatest(tail).upperBound - candidate.greatestEstimate
    let other = baseline.leastEstimate - baseline.least(tail).lowerBound
    return greatest + (own * own + other * other).squareRoot()
  }

  /// The difference where missing samples leave it no range.
  var difference: Double? { least == greatest ? least : nil }

  /// +1 where the interval lies above 0, -1 where it lies below, 0 where it holds 0.
  func decided(_ tail: TailArea) -> Int {
    if least > 0 && lower(tail) > 0 { return 1 }
    if greatest < 0 && upper(tail) < 0 { return -1 }
    return 0
  }

  /// One less the level at which the interval begins to hold 0: intervals grow with the level, so
  /// there is one.
  var pValue: Double {
    if least > 0 { return Self.chance { lower($0) } }
    if greatest < 0 { return Self.chance { -upper($0) } }
    return 1
  }

  /// Twice the tail at which `distance` of the limit from 0 falls to 0.
  private static func chance(_ distance: (TailArea) -> Double) -> Double {
    var low = (x: 0.0, y: distance(TailArea(z: 0)))
    guard low.y > 0 else { return 1 }
    var high = (x: TailArea.usual.z, y: distance(TailArea.usual))
    while high.y > 0 && high.x < 36 {
      low = high
      high.x = min(36, 2 * high.x)
      high.y = distance(TailArea(z: high.x))
    }
    guard high.y <= 0 else { return 2 * TailArea(z: 36).outside }
    return 2 * TailArea(z: root(between: low, and: high) { distance(TailArea(z: $0)) }).outside
  }
}
