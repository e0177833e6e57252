/// Where the uncertainty of a mean pass@k comes from: which problems were chosen, or which samples
/// were drawn; and what more of either would bring.
///
/// `Var(mean) = Var_F(theta_i) / P + E[Var(x_i | p_i)] / P` (law of total variance), *theta* the
/// true pass@k of a problem and *x* its estimate. The whole is `s^2 / P`, without bias for problems
/// drawn independently; the second part is estimated for each problem by itself where `2k <= n`
/// (`h_k^2 - h_2k`, unbiased) and from the fitted mixture beyond, where nothing unbiased exists.
///
/// For problems like these the whole counts; for these problems only the second part does.
package struct UncertaintySplit: Sendable {
  /// How the samples' part was found.
  package enum Source: String, Hashable, Sendable {
    /// Without bias, from each problem's own counts.
    case unbiased
    /// The posterior mean of the exact variance, under the mixture fitted to all problems: on the
    /// high side at few problems and k near n (by 44 % at P = 40, k = n = 16), as the mixture's
    /// interval for these problems is.
    case mixture
  }

  /// One problem's part of a variance.
  package struct Part: Hashable, Sendable {
    /// Its place among the tallies.
    package let problem: Int
    /// In `0...1`; all parts add up to 1.
    package let share: Double
  }

  package let k: Int
  package let problems: Int
  package let source: Source
  /// The estimated variance of the mean for problems like these, `s^2 / P`.
  package let total: Double
  /// The part of `total` that is due to the samples: the variance of the mean for these problems.
  package let sampling: Double
  /// Which problems carry `sampling`, descending; empty where it is 0.
  package let samplingParts: [Part]
  /// Which problems carry `total`, `(x_i - mean)^2` over their sum, descending; empty where it is 0.
  package let totalParts: [Part]

  /// The mean over problems of the variance of the estimate from `n` samples.
  private let variance: @Sendable (_ samples: Int) -> Double

  /// - Parameters:
  ///   - tallies: Their places are the problems' names. Missing samples are left out of account.
  ///   - source: `nil` for the unbiased one where it exists for every problem.
  /// - Returns: `nil` for fewer than two problems, or where one has fewer than `k` samples, or
  ///   where `.unbiased` is asked for and `2k > n` somewhere, or for the mixture at n = 1 and
  ///   above 20,000 samples.
  /// - Complexity: O(*P* *k*), or one fit.
  package init?(_ tallies: [Tally], at k: Int, by source: Source? = nil) {
    precondition(k >= 1, "pass@k needs k of at least 1, not \(k)")
    guard tallies.count >= 2, let fewest = tallies.map(\.samples).min(), fewest >= k else {
      return nil
    }
    let source = source ?? (2 * k <= fewest ? .unbiased : .mixture)
    let most = tallies.reduce(0) { max($0, $1.samples) }
    guard
      source == .mixture
        ? fewest >= 2 && most <= FixedSetCurve.largestSamples : 2 * k <= fewest
    else { return nil }
    self.k = k
    self.source = source
    problems = tallies.count
    let groups = grouped(tallies)
    let count = Double(tallies.count)
    let mean = average(groups.map { ($0.tally.passAt(k)!, $0.count) })
    let squares = groups.map { group in
      (group.tally.passAt(k)! - mean) * (group.tally.passAt(k)! - mean)
    }
    let variances: [Double]
    switch source {
    case .unbiased:
      variances = groups.map { $0.tally.samplingVariance(at: k, samples: $0.tally.samples)! }
      variance = { n in
        average(groups.map { ($0.tally.samplingVariance(at: k, samples: n)!, $0.count) })
      }
    case .mixture:
      let failures = MixtureFailures(groups, at: k)
      variances = groups.indices.map { index in
        failures.variance(of: index, samples: groups[index].tally.samples)
      }
      variance = { n in
        average(
          groups.indices.map { (failures.variance(of: $0, samples: n), groups[$0].count) })
      }
    }
    let weighted = { (terms: [Double]) in
      average(zip(terms, groups).map { ($0, $1.count) })
    }
    total = weighted(squares) / (count - 1)
    sampling = weighted(variances) / count
    samplingParts = Self.parts(variances, groups, of: tallies)
    totalParts = Self.parts(squares, groups, of: tallies)
  }

  /// The part of `total` that is due to the choice of problems: what is left of it. Below 0 where
  /// the problems differ less than their samples alone would make them.
  package var betweenProblems: Double { total - sampling }

  /// The share of `total` that is due to the samples; `nil` where `total` is 0. Above 1 where
  /// `betweenProblems` is below 0: then all of it is.
  package var samplingShare: Double? { total > 0 ? sampling / total : nil }

  /// The variance of the mean to be expected from `problems` problems like these with `samples`
  /// samples each; `nil` where `samples < k` or the problems' own spread came out below 0.
  package func variance(problems count: Int, samples n: Int) -> Double? {
    precondition(count >= 1, "\(count) problems cannot be")
    guard n >= k, betweenProblems >= 0 else { return nil }
    return (betweenProblems * Double(problems) + variance(n)) / Double(count)
  }

  /// The least number of samples a problem, the problems unchanged, at which the interval for
  /// problems like these is half as wide: a quarter of `total`.
  ///
  /// Four times as many problems always do it. Samples do it only where the problems' own spread is
  /// less than a quarter.
  ///
  /// - Returns: `nil` where no number of samples does, or more than `limit` would be needed.
  package func samplesToHalve(limit: Int = 1 << 20) -> Int? {
    let goal = total / 4
    guard goal > 0, betweenProblems >= 0, betweenProblems < goal else { return nil }
    func reached(_ n: Int) -> Bool { betweenProblems + variance(n) / Double(problems) <= goal }
    var (low, high) = (k, k)
    while !reached(high) {
      guard high < limit else { return nil }
      (low, high) = (high, min(2 * high, limit))
    }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if reached(middle) { high = middle } else { low = middle }
    }
    return high
  }

  /// The fewest problems that carry at least `share` of a variance.
  package static func carriers(_ parts: [Part], of share: Double) -> [Part] {
    var sum = 0.0
    var carriers: [Part] = []
    for part in parts where sum < share {
      carriers.append(part)
      sum += part.share
    }
    return carriers
  }

  /// Each problem's share of the sum of terms, one term a group.
  private static func parts(
    _ terms: [Double], _ groups: [(tally: Tally, count: Int)], of tallies: [Tally]
  ) -> [Part] {
    var sum = CompensatedSum()
    for (term, group) in zip(terms, groups) { sum.add(term * Double(group.count)) }
    guard sum.value > 0 else { return [] }
    var shares: [Tally: Double] = [:]
    for (term, group) in zip(terms, groups) { shares[group.tally] = term / sum.value }
    return tallies.enumerated()
      .map { Part(problem: $0.offset, share: shares[$0.element]!) }
      .filter { $0.share > 0 }
      .sorted { ($1.share, $0.problem) < ($0.share, $1.problem) }
  }
}

/// The posterior chances, for each group, that `m` fresh samples all fail, `m` from k to 2k.
private struct MixtureFailures: Sendable {
  let k: Int
  /// For each group, by `m - k`.
  let failures: [[Double]]

  init(_ groups: [(tally: Tally, count: Int)], at k: Int) {
    self.k = k
    let fit = MixtureFit(groups)
    let grid = fit.grid
    var indices: [[Int]: Int] = [:]
    for (index, group) in fit.groups.enumerated() {
      indices[[group.samples, group.correct]] = index
    }
    failures = groups.map { group in
      var terms = fit.posterior(indices[[group.tally.samples, group.tally.correct]]!)
      for g in terms.indices { terms[g] *= power(grid.complements[g], k) }
      return (0...k).map { _ in
        let sum = terms.reduce(0, +)
        for g in terms.indices { terms[g] *= grid.complements[g] }
        return sum
      }
    }
  }

  func variance(of group: Int, samples n: Int) -> Double {
    max(0, samplingVariance(passAt: k, samples: n) { failures[group][$0 - k] })
  }
}
