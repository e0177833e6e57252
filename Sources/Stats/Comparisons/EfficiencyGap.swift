/// The sampling-efficiency gap: how much of what the baseline solves in many attempts the candidate
/// does not yet solve in one. Baseline pass@K minus candidate pass@1; lower is better for the
/// candidate.
///
/// The gap depends on K, which is to be printed with it: 256 is the paper's, and its curves are not
/// flat there.
///
/// For problems like these the interval is that of the paired difference: per-problem values
/// `base_i(K) - candidate_i(1)` in `-1...1`, Dirichlet weights 1 on each and 1/2 on each of -1 and
/// +1. For these problems, `fixed`.
///
/// Source: Yue et al. 2025, arXiv:2504.13837, section 4.3.
package struct EfficiencyGap: Hashable, Sendable {
  /// The paper's K.
  package static let defaultBudget = 256

  /// Attempts of the baseline, K.
  package let budget: Int
  package let problems: Int
  /// In `-1...1`; `nil` with `absence` saying why.
  package let gap: Double?
  package let absence: Absence?
  /// The least and the greatest gap that missing samples leave possible; `nil` where none is
  /// missing.
  package let bounds: ClosedRange<Double>?
  /// For problems like these; where samples are missing, the hull over the worst pairings.
  package let interval: Interval?
  /// Of a gap of 0, by inverting `interval`'s method.
  package let pValue: Double?

  /// - Parameters:
  ///   - pair: The two runs on the problems they share; its level and weight are used.
  ///   - budget: K, at least 1.
  /// - Returns: Without a gap, and with the reason, where a problem has fewer than K samples of the
  ///   baseline. No smaller K takes its place.
  package init(_ pair: PairedDifference, budget: Int = defaultBudget) {
    precondition(budget >= 1, "a budget of \(budget) attempts cannot be")
    self.budget = budget
    problems = pair.problems
    let runs = BudgetComparison(pair)
    guard budget <= runs.largestK else {
      absence = .tooFewSamples(
        k: budget, eligible: runs.problems(withSamples: budget), problems: problems)
      (gap, bounds, interval, pValue) = (nil, nil, nil, nil)
      return
    }
    let comparison = runs.comparison(at: budget)
    let agreed = comparison.least == comparison.greatest ? comparison.least : nil
    gap = runs.difference(at: budget) ?? agreed
    absence = gap == nil ? .missingSamples : nil
    bounds =
      pair.missing ? comparison.least...max(comparison.least, comparison.greatest) : nil
    let limits = comparison.limits(holding: gap)
    interval = limits.interval
    pValue = limits.pValue
  }

  /// The interval of the gap on these very problems, from those of its two parts: square-and-add.
  ///
  /// `lower = d - sqrt((x - l_x)^2 + (u_y - y)^2)`, `upper = d + sqrt((u_x - x)^2 + (y - l_y)^2)`
  /// with `x` the baseline's pass@K, `y` the candidate's pass@1 and `d = x - y`. Given the problems,
  /// the two runs' samples are independent, so pairing does not enter.
  ///
  /// - Parameters:
  ///   - baseline: pass@K and its interval for the fixed problems.
  ///   - candidate: pass@1 and its interval, at the same level.
  ///
  /// Source: Zou and Donner 2008, "Construction of confidence limits about effect
  /// measures".
  package static func fixed(
    baseline: (estimate: Double, interval: Interval),
    candidate: (estimate: Double, interval: Interval)
  ) -> Interval {
    let (x, y) = (baseline, candidate)
    precondition(
      x.interval.level == y.interval.level,
      "intervals of levels \(x.interval.level) and \(y.interval.level) do not mix")
    func length(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
    let gap = x.estimate - y.estimate
    return Interval(
      level: x.interval.level,
      lower: max(
        -1,
        gap - length(x.estimate - x.interval.lower, y.interval.upper - y.estimate)),
      upper: min(
        1,
        gap + length(x.interval.upper - x.estimate, y.estimate - y.interval.lower)))
  }
}
