/// The number of successes in independent trials of one chance.
package struct BinomialDistribution: Hashable, Sendable {
  /// At least 0.
  package let trials: Int
  /// In `0...1`.
  package let chance: Double

  package init(trials: Int, chance: Double) {
    precondition(
      trials >= 0 && chance >= 0 && chance <= 1, "no \(trials) trials with a chance of \(chance)")
    self.trials = trials
    self.chance = chance
  }

  /// The chance of exactly `successes`, right to about 1e-14 of itself.
  package func mass(_ successes: Int) -> Double {
    guard successes >= 0 && successes <= trials else { return 0 }
    if chance == 0 { return successes == 0 ? 1 : 0 }
    if chance == 1 { return successes == trials ? 1 : 0 }
    let n = Double(trials)
    let c = Double(successes)
    if successes == 0 { return exponential(n * logarithmOfOnePlus(-chance)) }
    if successes == trials { return exponential(n * naturalLogarithm(chance)) }
    return BetaDistribution(c, n - c).powers(chance, complement: 1 - chance) * n / (c * (n - c))
  }

  /// The chance of at most `successes`.
  package func cumulative(_ successes: Int) -> Double {
    if successes < 0 { return 0 }
    if successes >= trials { return 1 }
    return beta(successes + 1).upperTail(chance)
  }

  /// The chance of `successes` or more: itself included.
  package func upperTail(_ successes: Int) -> Double {
    if successes <= 0 { return 1 }
    if successes > trials { return 0 }
    return beta(successes).cumulative(chance)
  }

  /// `P(X >= c) = I_p(c, n - c + 1)`.
  private func beta(_ c: Int) -> BetaDistribution {
    BetaDistribution(Double(c), Double(trials - c) + 1)
  }
}
