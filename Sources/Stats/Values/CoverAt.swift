/// Cover@tau: the share of problems whose chance of success is at least tau.
///
/// The share with `c/n >= tau` (`plugIn`) is not it: counts scatter around their chances, so that
/// near-misses on the crowded side of tau spill over. Here the chances' distribution is fitted to
/// all counts at once (`MixtureFit`) and smoothed, and each problem counts with the posterior
/// chance that its rate is at least tau:
///
/// `Cover@tau = 1/P sum_i P(p_i >= tau | c_i, smoothed fit)`.
///
/// Smoothed, because the fit itself gathers on a few points, and a share cut between them jumps: its
/// weights between 0 and 1 are spread by a normal kernel of 0.6 in log-odds. Chosen by simulation
/// over five populations (docs): smaller error than the plug-in in every setting but for ties,
/// where the raw fit is worse from n = 64 on.
///
/// A point of the fit's grid stands for its neighbourhood in log-odds, which tau may cut; rates of
/// exactly 0 and 1 are points of their own. What `n` samples cannot tell apart, no fit can: for tau
/// closer to 0 or 1 than about 3/n, the answer is the fit's guess.
///
/// `pass@k = k * integral of (1 - tau)^(k-1) Cover@tau dtau`: pass@k is the average of this curve
/// weighted by Beta(1, k), and so says little about tau above a few times 1/k.
///
/// Source: Dragoi et al. 2025, arXiv:2510.08325, for Cover@tau and the identity (there with c/n
/// plugged in); the deconvolution is ours.
package struct CoverAt: Sendable {
  /// Problems, those without a single sample left out.
  package let problems: Int
  private let groups: [(tally: Tally, count: Int)]
  /// `nil` where a problem has more samples than a fit is made for.
  private let fit: Deconvolution?
  private let bounds: (least: Deconvolution, greatest: Deconvolution)?
  private let mostSamples: Int

  /// - Parameter tallies: In any order.
  /// - Returns: `nil` where no problem has a sample.
  /// - Complexity: one fit, three where samples are missing.
  package init?(_ tallies: some Sequence<Tally>) {
    groups = grouped(tallies.filter { $0.samples > 0 })
    guard !groups.isEmpty else { return nil }
    problems = groups.reduce(0) { $0 + $1.count }
    mostSamples = groups.reduce(0) { max($0, $1.tally.samples + $1.tally.missing) }
    guard mostSamples <= FixedSetCurve.largestSamples else {
      (fit, bounds) = (nil, nil)
      return
    }
    fit = Deconvolution(groups.map { ($0.tally, $0.count) })
    bounds =
      groups.contains { $0.tally.missing > 0 }
      ? (
        Deconvolution(groups.map { ($0.tally.missingAsWrong, $0.count) }),
        Deconvolution(groups.map { ($0.tally.missingAsRight, $0.count) })
      ) : nil
  }

  /// Cover@tau: each problem's posterior chance of a rate of at least `tau`, and their mean.
  ///
  /// Bounds are those of all missing samples wrong and of all right. No interval goes with it:
  /// `range` is `nil`, as the chances share one fit, whose own uncertainty they do not show.
  ///
  /// Absent where a problem has more than 20,000 samples; there `plugIn` has no bias to speak of.
  ///
  /// - Parameter tau: In `0...1`; at 0 every problem counts.
  /// - Complexity: O(distinct counts × grid).
  package func values(_ tau: Ratio) -> ProblemValues {
    precondition(tau.numerator <= tau.denominator, "a rate of \(tau) cannot be")
    guard let fit else {
      return ProblemValues(
        [(nil, problems)], in: nil,
        otherwise: .tooManySamples(samples: mostSamples, limit: FixedSetCurve.largestSamples))
    }
    let shares = fit.shares(atLeast: tau)
    let hull = bounds.map { ($0.least.shares(atLeast: tau), $0.greatest.shares(atLeast: tau)) }
    let each = groups.indices.map { index in
      guard let hull else { return (problem: ProblemValue(shares[index]), groups[index].count) }
      let (one, other) = (hull.0[index], hull.1[index])
      return (
        problem: ProblemValue(
          shares[index],
          within: min(one, other, shares[index])...max(one, other, shares[index])),
        groups[index].count
      )
    }
    return ProblemValues(each, in: nil, otherwise: .noProblems)
  }

  /// The share of problems with `c/n >= tau`, for comparison: biased.
  package func plugIn(_ tau: Ratio) -> Double {
    let reached = groups.reduce(0) {
      $0 + (tau.isReached(by: $1.tally.correct, of: $1.tally.samples) ? $1.count : 0)
    }
    return Double(reached) / Double(problems)
  }
}

/// A smoothed fit, and for each group the posterior over its grid.
private struct Deconvolution {
  let grid: LogOddsGrid
  let posteriors: [[Double]]

  init(_ groups: [(tally: Tally, count: Int)]) {
    let fit = MixtureFit(groups)
    grid = fit.grid
    let weights = fit.grid.smoothed(fit.weights, by: 0.6)
    var tables: [Int: BinomialTable] = [:]
    posteriors = groups.map { tally, _ in
      let table =
        tables[tally.samples] ?? BinomialTable(samples: tally.samples, grid: fit.grid)
      tables[tally.samples] = table
      return table.posterior(of: tally.correct, given: weights)
    }
  }

  /// For each group, how much of its posterior lies at rates of at least `tau`.
  func shares(atLeast tau: Ratio) -> [Double] {
    let above = grid.shares(atLeast: tau)
    return posteriors.map { posterior in
      var sum = CompensatedSum()
      for (share, mass) in zip(above, posterior) where share < 1 { sum.add((1 - share) * mass) }
      return max(0, 1 - sum.value)
    }
  }
}

extension BinomialTable {
  /// The chances of each point of the grid given a count, under `weights`; they add up to 1.
  fileprivate func posterior(of correct: Int, given weights: [Double]) -> [Double] {
    let (points, masses) = row(correct)
    var result = [Double](repeating: 0, count: grid.count)
    var sum = CompensatedSum()
    for (g, mass) in zip(points, masses) {
      result[g] = weights[g] * mass
      sum.add(result[g])
    }
    return result.map { $0 / sum.value }
  }
}

extension LogOddsGrid {
  /// The distance of neighbours between the ends, in log-odds.
  fileprivate var step: Double {
    2 * naturalLogarithm(chances[count - 2] / complements[count - 2]) / Double(count - 3)
  }

  /// The weights with those between the ends spread by a normal kernel of the given width in
  /// log-odds, none lost over the edge; those of 0 and 1 stay.
  fileprivate func smoothed(_ weights: [Double], by width: Double) -> [Double] {
    let reach = Int((6 * width / step).rounded(.up))
    let kernel = (0...reach).map { distance in
      let z = Double(distance) * step / width
      return exponential(-z * z / 2)
    }
    var result = [Double](repeating: 0, count: count)
    (result[0], result[count - 1]) = (weights[0], weights[count - 1])
    for from in 1..<count - 1 where weights[from] > 0 {
      let span = max(1, from - reach)...min(count - 2, from + reach)
      let sum = span.reduce(0) { $0 + kernel[abs($1 - from)] }
      for to in span { result[to] += weights[from] * kernel[abs(to - from)] / sum }
    }
    return result
  }

  /// How much of each point's neighbourhood lies at rates of at least `tau`: 0 or 1, except for the
  /// one that tau cuts, divided evenly in log-odds.
  fileprivate func shares(atLeast tau: Ratio) -> [Double] {
    if tau.numerator == 0 { return Array(repeating: 1, count: count) }
    var shares = [Double](repeating: 0, count: count)
    shares[count - 1] = 1
    if tau.numerator == tau.denominator { return shares }
    let cut = naturalLogarithm(Double(tau.numerator) / Double(tau.denominator - tau.numerator))
    let reach = naturalLogarithm(chances[count - 2] / complements[count - 2])
    let step = step
    for index in 1..<count - 1 {
      let center = -reach + Double(index - 1) * step
      shares[index] = min(1, max(0, (center - cut) / step + 0.5))
    }
    return shares
  }
}
