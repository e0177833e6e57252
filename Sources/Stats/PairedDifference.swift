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
  package let method: DifferenceMethod
  /// How the method draws, where it does: the same problems at every `k`.
  package let resampling: Resampling

  let groups: [(pair: Pair, count: Int)]
  let missing: Bool

  /// - Parameters:
  ///   - pairs: The two tallies of each common problem, in any order. Problems where either run has
  ///     neither samples nor missing ones are not in common.
  /// - Returns: `nil` where no problem is left.
  package init?(
    _ pairs: some Sequence<(baseline: Tally, candidate: Tally)>, level: Double = 0.95,
    method: DifferenceMethod = .dirichletHalf, resampling: Resampling = Resampling()
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
    self.method = method
    self.resampling = resampling
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
    /// Why the method gives neither interval nor p-value although there is a value or a range.
    package var intervalAbsence: Absence? = nil
    /// How far the limits would move with other draws; `nil` for methods that do not draw.
    package var monteCarloError: MonteCarloError? = nil
    package var remarks: IntervalRemarks = []

    /// Beside an interval of another method or target, the counts stay those of the pair.
    package init(
      k: Int, difference: Double?, absence: Absence?, bounds: ClosedRange<Double>?,
      interval: Interval?, pValue: Double?, wins: Int, ties: Int, losses: Int,
      intervalAbsence: Absence? = nil, monteCarloError: MonteCarloError? = nil,
      remarks: IntervalRemarks = []
    ) {
      (self.k, self.difference, self.absence, self.bounds) = (k, difference, absence, bounds)
      (self.interval, self.pValue, self.intervalAbsence) = (interval, pValue, intervalAbsence)
      (self.wins, self.ties, self.losses) = (wins, ties, losses)
      (self.monteCarloError, self.remarks) = (monteCarloError, remarks)
    }
  }

  /// The paired difference at `k`, with its interval and p-value for problems like these.
  ///
  /// By the default method, with `D_i` the problems' differences, the limits are quantiles of the
  /// mean under Dirichlet weights, 1 on each `D_i` and 1/2 on each of -1 and +1; the p-value is
  /// `2 min(F(0), 1 - F(0))` of the same distribution. Limits of any method are widened to hold the
  /// difference, and any method's p-value inverts its interval.
  ///
  /// The default stays wide where nothing moved (7.0 points either way for 30 problems): that many
  /// problems cannot rule out that a few percent of such problems changed entirely.
  package func point(at k: Int) -> Point {
    point(at: k) { values, _ in law(values) }
  }

  /// The point by what `law` says of the differences at their least, and where samples are missing
  /// again at their greatest.
  func point(
    at k: Int, by law: ([(value: Double, count: Int)], PassCurve.Bound) -> any DifferenceLaw
  ) -> Point {
    guard k <= largestK else {
      return Point(
        k: k, difference: nil, absence: tooFewSamples(for: k), bounds: nil, interval: nil,
        pValue: nil, wins: 0, ties: 0, losses: 0)
    }
    let spread = spread(at: k)
    let low = law(spread.least, .least)
    let limits = DifferenceLimits(
      spread, low: low, high: missing ? law(spread.greatest, .greatest) : low, level: level)
    let difference = difference(at: k, spread)
    let (found, interval, pValue) = limits.limits(holding: difference)
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
      bounds: missing ? limits.least...max(limits.least, limits.greatest) : nil,
      interval: interval, pValue: pValue,
      wins: wins, ties: ties, losses: losses, intervalAbsence: found.absence,
      monteCarloError: found.monteCarloError, remarks: found.remarks)
  }

  /// Half the width of the interval of two runs that are alike on every problem: what the number of
  /// problems alone leaves open, in `0...1`.
  package static func halfWidthIfNothingMoved(
    problems: Int, level: Double, method: DifferenceMethod = .dirichletHalf
  ) -> Double {
    DirichletMean([(value: 0, count: problems)], in: -1...1, halves: method.halves)
      .interval(level: level).upper
  }

  /// The sign that the paired interval leaves at each `k` and the point difference there, for the
  /// search of crossings.
  package func outlook(at k: Int) -> Crossover.Outlook {
    let spread = spread(at: k)
    return outlook(at: k, spread, difference: difference(at: k, spread))
  }

  private func outlook(
    at k: Int, _ spread: DifferenceSpread, difference: Double?
  ) -> Crossover.Outlook {
    Crossover.Outlook(
      k: k, decided: decided(least: spread.least, greatest: spread.greatest),
      difference: difference)
  }

  /// The sign that the paired interval leaves, from the differences at their least and greatest.
  func decided(
    least: [(value: Double, count: Int)], greatest: [(value: Double, count: Int)]
  ) -> Int {
    let low = law(least)
    return DifferenceLimits.decided(low, missing ? law(greatest) : low, level: level)
  }

  /// What the method says of the mean difference.
  private func law(_ values: [(value: Double, count: Int)]) -> any DifferenceLaw {
    method.law(BoundedSample(values, in: -1...1), resampling)
  }

  /// The differences at `k`, one a problem, equal problems counted, in an order of their own.
  ///
  /// - Returns: `nil` where samples are missing, and beyond `largestK`.
  package func values(at k: Int) -> [(value: Double, count: Int)]? {
    k <= largestK && !missing ? spread(at: k).least : nil
  }

  /// The Dirichlet distribution of the mean difference at `k`; `nil` beyond `largestK`.
  func comparison(at k: Int) -> DirichletDifference? {
    guard k <= largestK else { return nil }
    return DirichletDifference(spread(at: k), halves: method.halves, level: level)
  }

  func tooFewSamples(for k: Int) -> Absence {
    let eligible = groups.reduce(0) {
      $0 + (min($1.pair.baseline.samples, $1.pair.candidate.samples) >= k ? $1.count : 0)
    }
    return .tooFewSamples(k: k, eligible: eligible, problems: problems)
  }

  /// The mean difference, where it exists: every problem has `k` samples, or the missing ones
  /// cannot change it.
  func difference(at k: Int, _ spread: DifferenceSpread) -> Double? {
    guard missing else { return average(spread.least) }
    if k <= samples.lowerBound {
      return average(
        groups.map { ($0.pair.candidate.passAt(k)! - $0.pair.baseline.passAt(k)!, $0.count) })
    }
    let least = average(spread.least)
    return least == average(spread.greatest) ? least : nil
  }

  /// Candidate minus baseline for each group, `k` at most `largestK`.
  func spread(at k: Int) -> DifferenceSpread {
    var result = DifferenceSpread(isRange: missing, capacity: groups.count)
    for (pair, count) in groups {
      let baseline = pair.baseline.passBounds(at: k)!
      let candidate = pair.candidate.passBounds(at: k)!
      result.append(
        (candidate.lowerBound - baseline.upperBound, candidate.upperBound - baseline.lowerBound),
        count: count)
    }
    return result
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
