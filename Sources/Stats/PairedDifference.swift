/// Two runs compared on the problems they share, problem by problem: candidate minus baseline.
package struct PairedDifference: Sendable {
  /// Problems in common.
  package let problems: Int
  /// The largest `k` for which a value or a range exists in both runs.
  package let largestK: Int
  /// The fewest and the most samples scored for a problem, over both runs.
  package let samples: ClosedRange<Int>
  /// Whether every problem has the same counts in both runs.
  package let identical: Bool
  package private(set) var level: Double

  let groups: [(pair: Pair, count: Int)]
  let missing: Bool

  /// - Parameters:
  ///   - pairs: The two tallies of each common problem, in any order. Problems where either run has
  ///     neither samples nor missing ones are not in common.
  /// - Returns: `nil` where no problem is left.
  package init?(
    _ pairs: some Sequence<(baseline: Tally, candidate: Tally)>, level: Double = 0.95
  ) {
    var counts: [Pair: Int] = [:]
    for (baseline, candidate) in pairs
    where baseline.samples + baseline.missing > 0 && candidate.samples + candidate.missing > 0 {
      counts[Pair(baseline: baseline, candidate: candidate), default: 0] += 1
    }
    groups = counts.map { (pair: $0.key, count: $0.value) }
      .sorted { $0.pair.order < $1.pair.order }
    guard !groups.isEmpty else { return nil }
    problems = groups.reduce(0) { $0 + $1.count }
    let tallies = groups.flatMap { [$0.pair.baseline, $0.pair.candidate] }
    largestK = tallies.map { $0.samples + $0.missing }.min()!
    samples = tallies.map(\.samples).min()!...tallies.map(\.samples).max()!
    missing = tallies.contains { $0.missing > 0 }
    identical = groups.allSatisfy { $0.pair.baseline == $0.pair.candidate }
    self.level = level
  }

  /// The same problems with intervals of another level.
  package func atLevel(_ level: Double) -> PairedDifference {
    var other = self
    other.level = level
    return other
  }

  /// The difference in pass@k at one `k`.
  package struct Point: Hashable, Sendable {
    package let k: Int
    /// Candidate minus baseline, in `-1...1`; `nil` with `absence` saying why.
    package let difference: Double?
    package let absence: Absence?
    /// The least and the greatest difference that missing samples leave possible; `nil` where none
    /// is missing.
    package let bounds: ClosedRange<Double>?
    /// For problems like these; where samples are missing, the hull over the worst pairings.
    package let interval: Interval?
    /// Of "no difference", by inverting `interval`'s method: below `1 - level` exactly where the
    /// interval excludes 0.
    package let pValue: Double?
    /// Problems where the candidate is higher, level (within 1e-12) and lower. Where missing
    /// samples leave a problem's sign open it is in none of the three.
    package let wins: Int
    package let ties: Int
    package let losses: Int
  }

  /// The paired difference at `k`, with its interval and p-value for problems like these.
  ///
  /// With `D_i` the problems' differences, the limits are quantiles of the mean under Dirichlet
  /// weights, 1 on each `D_i` and 1/2 on each of -1 and +1, widened to hold the difference; the
  /// p-value is `2 min(F(0), 1 - F(0))` of the same distribution.
  ///
  /// The interval stays wide where nothing moved (7.0 points either way for 30 problems): that many
  /// problems cannot rule out that a few percent of such problems changed entirely.
  package func point(at k: Int) -> Point {
    guard k <= largestK else {
      return Point(
        k: k, difference: nil,
        absence: .tooFewSamples(
          k: k,
          eligible: groups.reduce(0) {
            $0 + (min($1.pair.baseline.samples, $1.pair.candidate.samples) >= k ? $1.count : 0)
          },
          problems: problems),
        bounds: nil, interval: nil, pValue: nil, wins: 0, ties: 0, losses: 0)
    }
    let spread = differences { $0.passBounds(at: k)! }
    let low = DirichletMean(spread.least, in: -1...1)
    let high = missing ? DirichletMean(spread.greatest, in: -1...1) : low
    let least = average(spread.least)
    let greatest = average(spread.greatest)
    let difference = difference(at: k, spread)
    let decided = decided(low, high)
    var interval = low.interval(level: level)
    if missing { interval = interval.hull(high.interval(level: level)) }
    interval = interval.widened(toHold: least).widened(toHold: greatest)
      .widened(toHold: difference ?? least)
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
    var (wins, ties, losses) = (0, 0, 0)
    for (least, greatest) in zip(spread.least, spread.greatest) {
      if least.value >= tieWidth {
        wins += least.count
      } else if greatest.value <= -tieWidth {
        losses += least.count
      } else if least.value > -tieWidth && greatest.value < tieWidth {
        ties += least.count
      }
    }
    return Point(
      k: k, difference: difference, absence: difference == nil ? .missingSamples : nil,
      bounds: missing ? least...max(least, greatest) : nil, interval: interval, pValue: pValue,
      wins: wins, ties: ties, losses: losses)
  }

  /// Half the width of the interval of two runs that are alike on every problem: what the number of
  /// problems alone leaves open, in `0...1`.
  package static func halfWidthIfNothingMoved(problems: Int, level: Double) -> Double {
    DirichletMean([(value: 0, count: problems)], in: -1...1).interval(level: level).upper
  }

  /// The sign that the paired interval leaves at each `k` and the point difference there, for the
  /// search of crossings.
  package func outlook(at k: Int) -> Crossover.Outlook {
    let spread = differences { $0.passBounds(at: k)! }
    return outlook(at: k, spread, difference: difference(at: k, spread))
  }

  private func outlook(at k: Int, _ spread: Spread, difference: Double?) -> Crossover.Outlook {
    Crossover.Outlook(
      k: k, decided: decided(least: spread.least, greatest: spread.greatest),
      difference: difference)
  }

  /// The sign that the paired interval leaves, from the differences at their least and greatest.
  func decided(
    least: [(value: Double, count: Int)], greatest: [(value: Double, count: Int)]
  ) -> Int {
    let low = DirichletMean(least, in: -1...1)
    return decided(low, missing ? DirichletMean(greatest, in: -1...1) : low)
  }

  /// +1 where the interval lies above 0, -1 where it lies below, 0 where it holds 0.
  ///
  /// The interval is widened to hold the difference, so the difference has a say too; it is heard
  /// only at levels far below any in use.
  private func decided(_ low: DirichletMean, _ high: DirichletMean) -> Int {
    let tail = (1 - level) / 2
    if low.mean > 0 && low.cumulative(0) < tail { return 1 }
    if high.mean < 0 && 1 - high.cumulative(0) < tail { return -1 }
    return 0
  }

  /// The mean difference, where it exists: every problem has `k` samples, or the missing ones
  /// cannot change it.
  private func difference(at k: Int, _ spread: Spread) -> Double? {
    guard missing else { return average(spread.least) }
    if k <= samples.lowerBound {
      return average(differences { $0.passAt(k)!...$0.passAt(k)! }.least)
    }
    let least = average(spread.least)
    return least == average(spread.greatest) ? least : nil
  }

  /// The groups' differences at their least and at their greatest.
  private typealias Spread = (
    least: [(value: Double, count: Int)], greatest: [(value: Double, count: Int)]
  )

  /// Candidate minus baseline for each group: at its least and at its greatest.
  private func differences(_ range: (Tally) -> ClosedRange<Double>) -> Spread {
    var least: [(value: Double, count: Int)] = []
    var greatest: [(value: Double, count: Int)] = []
    least.reserveCapacity(groups.count)
    greatest.reserveCapacity(groups.count)
    for (pair, count) in groups {
      let baseline = range(pair.baseline)
      let candidate = range(pair.candidate)
      least.append((candidate.lowerBound - baseline.upperBound, count))
      greatest.append((candidate.upperBound - baseline.lowerBound, count))
    }
    return (least, greatest)
  }

  struct Pair: Hashable {
    let baseline: Tally
    let candidate: Tally

    var order: (Int, Int, Int, Int, Int, Int) {
      (
        baseline.samples, baseline.correct, baseline.missing, candidate.samples, candidate.correct,
        candidate.missing
      )
    }
  }
}

/// Differences closer to 0 than this are ties: rounding, not information.
package let tieWidth = 1e-12
