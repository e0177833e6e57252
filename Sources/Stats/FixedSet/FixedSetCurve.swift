/// What is asked of `k` attempts at a problem.
package enum FixedSetMetric: String, Hashable, Sendable, CaseIterable {
  /// pass@k: one of them is right.
  case anyRight = "pass@k"
  /// pass^k: all of them are right.
  case allRight = "pass^k"
}

/// The curve of one run on one benchmark with its intervals for these very problems: the problems
/// stay, the samples are taken as drawn anew.
///
/// The mixture-score interval: the distribution of chances over the problems is fitted once
/// (`MixtureFit`), which gives every `k` its variance, skewness and slope (`MixtureScore`) and every
/// level its limits. pass^k is pass@k of failures: counts are exchanged for `n - c` and limits
/// mirrored.
///
/// Not for "this model is better at such problems": that is `PassCurve`'s target. Where `k > n / 2`
/// the limits lean on what the other problems say.
///
/// Source: docs/statistics.md, "These problems", with the coverage measured.
package struct FixedSetCurve: Sendable {
  /// Problems averaged over, those without a single scored sample included when samples of theirs
  /// are missing.
  package let problems: Int
  /// The fewest and the most samples scored for a problem.
  package let samples: ClosedRange<Int>
  /// The largest `k` for which a value or a range exists: the fewest samples expected of a problem.
  package let largestK: Int
  package let metric: FixedSetMetric
  /// Why no interval exists at any `k`; `nil` where they do.
  package let refusal: Absence?

  let tallies: [(tally: Tally, count: Int)]
  /// The run had every missing sample been wrong, and right; one run where none is missing.
  private(set) var low: FixedSetRun?
  private(set) var high: FixedSetRun?

  /// More samples of a problem are refused: the grid would grow beyond use.
  package static let largestSamples = 20_000

  /// - Parameters:
  ///   - tallies: One a problem, in any order. Problems with neither samples nor missing ones are
  ///     not in the average.
  ///   - tables: Those already computed for other runs, if any.
  /// - Returns: `nil` where no problem is left.
  /// - Complexity: the fit: 1 ms for 30 problems, 10 ms for 500, about ten times less at *n* = 64.
  package init?(
    _ tallies: some Sequence<Tally>, metric: FixedSetMetric = .anyRight,
    tables: MixtureTables = MixtureTables()
  ) {
    let all = grouped(tallies.filter { $0.samples + $0.missing > 0 })
    guard !all.isEmpty else { return nil }
    self.tallies = all
    self.metric = metric
    problems = all.reduce(0) { $0 + $1.count }
    let expected = all.map { $0.tally.samples + $0.tally.missing }
    samples = all.map(\.tally.samples).min()!...all.map(\.tally.samples).max()!
    largestK = expected.min()!
    if largestK < 2 {
      let single = zip(all, expected).reduce(0) { $0 + ($1.1 < 2 ? $1.0.count : 0) }
      refusal = .singleSamples(single: single, problems: problems)
    } else if expected.max()! > Self.largestSamples {
      refusal = .tooManySamples(samples: expected.max()!, limit: Self.largestSamples)
    } else {
      refusal = nil
      let oriented = all.map { (tally: metric.oriented($0.tally), count: $0.count) }
      let missing = all.contains { $0.tally.missing > 0 }
      low = FixedSetRun(Self.complete(oriented, \.missingAsWrong), tables: tables)
      high = missing ? FixedSetRun(Self.complete(oriented, \.missingAsRight), tables: tables) : nil
    }
  }

  private static func complete(
    _ tallies: [(tally: Tally, count: Int)], _ completed: (Tally) -> Tally
  ) -> [(tally: Tally, count: Int)] {
    tallies.map { (tally: completed($0.tally), count: $0.count) }
  }

  /// The default grid: powers of two from 1 to `largestK`, and `largestK`.
  package var grid: [Int] { powersOfTwo(upTo: largestK) }

  /// The same curve with what it needs for every `k` up to `last` computed once: for the search of
  /// crossings against several others.
  package func prepared(upTo last: Int) -> FixedSetCurve {
    var curve = self
    curve.low?.prepare(upTo: min(last, largestK))
    curve.high?.prepare(upTo: min(last, largestK))
    return curve
  }

  /// The value at `k` with its interval for these problems.
  ///
  /// Where samples are missing the interval is the hull over both bounds.
  ///
  /// - Returns: A point whose `absence` says why the estimate or, where there is one, the interval
  ///   does not exist.
  package func point(at k: Int, level: Double = 0.95) -> CurvePoint {
    guard k <= largestK else {
      let eligible = tallies.reduce(0) { $0 + ($1.tally.samples >= k ? $1.count : 0) }
      return CurvePoint(
        k: k, estimate: nil,
        absence: .tooFewSamples(k: k, eligible: eligible, problems: problems), bounds: nil,
        interval: nil)
    }
    let bounds = bounds(at: k)
    let estimate = estimate(at: k, bounds)
    var interval = limits(at: k, TailArea(level: level)).map {
      Interval(level: level, lower: $0.lowerBound, upper: $0.upperBound)
        .widened(toHold: bounds.lowerBound).widened(toHold: bounds.upperBound)
    }
    if let estimate { interval = interval?.widened(toHold: estimate) }
    let isComplete = tallies.allSatisfy { $0.tally.missing == 0 }
    return CurvePoint(
      k: k, estimate: estimate, absence: estimate == nil ? .missingSamples : refusal,
      bounds: isComplete ? nil : bounds, interval: interval)
  }

  /// What missing samples leave possible; the value itself at both ends where none is missing.
  func bounds(at k: Int) -> ClosedRange<Double> {
    let ranges = tallies.map { (range: metric.bounds($0.tally, at: k), count: $0.count) }
    let least = average(ranges.map { ($0.range.lowerBound, $0.count) })
    let greatest = average(ranges.map { ($0.range.upperBound, $0.count) })
    return least...max(least, greatest)
  }

  private func estimate(at k: Int, _ bounds: ClosedRange<Double>) -> Double? {
    if bounds.lowerBound == bounds.upperBound { return bounds.lowerBound }
    guard k <= samples.lowerBound else { return nil }
    return average(
      tallies.map {
        (
          metric.bounds(Tally(correct: $0.tally.correct, of: $0.tally.samples), at: k).lowerBound,
          $0.count
        )
      })
  }

  /// The limits at a level, unless refused.
  ///
  /// - Precondition: `k <= largestK`.
  func limits(at k: Int, _ tail: TailArea) -> ClosedRange<Double>? {
    guard let limits = FixedSetLimits(self, at: k) else { return nil }
    let (least, greatest) = (limits.least(tail), limits.greatest(tail))
    return (least.lowerBound...max(least.lowerBound, greatest.upperBound)).opened(within: 0...1)
  }
}

extension ClosedRange<Double> {
  /// The same, or, where both ends are one, the next numbers around it within `whole`: a limit such
  /// as 1 - 1e-80 is no Double, but neither is it 1.
  func opened(within whole: ClosedRange<Double>) -> ClosedRange<Double> {
    guard lowerBound == upperBound else { return self }
    return Swift.max(
      whole.lowerBound, lowerBound.nextDown)...Swift.min(whole.upperBound, upperBound.nextUp)
  }
}

extension FixedSetMetric {
  /// The tally whose pass@k is this metric, or one less it.
  func oriented(_ tally: Tally) -> Tally {
    switch self {
    case .anyRight: tally
    case .allRight:
      Tally(correct: tally.samples - tally.correct, of: tally.samples, missing: tally.missing)
    }
  }

  /// - Precondition: `k` is at most the samples expected.
  func bounds(_ tally: Tally, at k: Int) -> ClosedRange<Double> {
    switch self {
    case .anyRight: return tally.passBounds(at: k)!
    case .allRight:
      let failures = oriented(tally)
      let least = failures.missingAsRight.failAt(k)!
      return least...max(least, failures.missingAsWrong.failAt(k)!)
    }
  }
}

/// One curve's limits at one `k` for whatever level: with every missing sample wrong and with every
/// one right.
struct FixedSetLimits {
  private let low: MixtureScore
  private let high: MixtureScore
  private let metric: FixedSetMetric

  init?(_ curve: FixedSetCurve, at k: Int) {
    guard let run = curve.low else { return nil }
    let score = run.score(at: k)
    let other = curve.high?.score(at: k) ?? score
    metric = curve.metric
    (low, high) = metric == .anyRight ? (score, other) : (other, score)
  }

  /// Around the least value that missing samples leave possible.
  func least(_ tail: TailArea) -> ClosedRange<Double> { oriented(low.limits(tail)) }

  /// Around the greatest.
  func greatest(_ tail: TailArea) -> ClosedRange<Double> { oriented(high.limits(tail)) }

  var leastEstimate: Double { metric == .anyRight ? low.estimate : 1 - low.estimate }

  var greatestEstimate: Double { metric == .anyRight ? high.estimate : 1 - high.estimate }

  private func oriented(_ limits: ClosedRange<Double>) -> ClosedRange<Double> {
    metric == .anyRight ? limits : 1 - limits.upperBound...1 - limits.lowerBound
  }
}
