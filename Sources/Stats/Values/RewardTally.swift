/// One problem's samples in one run by their reward: the score of a verifier or a reward model that
/// picks one of several samples.
package struct RewardTally: Hashable, Sendable {
  /// Samples of one and the same reward.
  package struct Level: Hashable, Sendable {
    package let reward: Double
    /// At least 1.
    package let samples: Int
    /// In `0...samples`.
    package let correct: Int
  }

  /// By descending reward.
  package let levels: [Level]
  /// Samples scored.
  package let samples: Int
  /// Samples expected and not scored.
  package let missing: Int

  /// - Parameter outcomes: Each scored sample's reward and verdict, in any order.
  /// - Returns: `nil` where a sample has no finite reward: it could neither be picked nor passed
  ///   over.
  /// - Complexity: O(*n* log *n*).
  package init?(_ outcomes: some Sequence<(reward: Double?, correct: Bool)>, missing: Int = 0) {
    precondition(missing >= 0, "\(missing) missing samples cannot be")
    var known: [(reward: Double, correct: Bool)] = []
    for (reward, correct) in outcomes {
      guard let reward, reward.isFinite else { return nil }
      // -0 and 0 are one level.
      known.append((reward + 0, correct))
    }
    known.sort { $0.reward > $1.reward }
    var levels: [Level] = []
    for (reward, correct) in known {
      if let last = levels.last, last.reward == reward {
        levels[levels.count - 1] = Level(
          reward: reward, samples: last.samples + 1, correct: last.correct + (correct ? 1 : 0))
      } else {
        levels.append(Level(reward: reward, samples: 1, correct: correct ? 1 : 0))
      }
    }
    self.levels = levels
    samples = known.count
    self.missing = missing
  }

  /// best-of-k: how often the sample of the highest reward among `k`, drawn without replacement
  /// from this problem's, is correct. Ties are split evenly among the tied samples.
  ///
  /// `sum over levels of correct share * (C(n-h, k) - C(n-h-g, k)) / C(n, k)`, with *h* samples of
  /// higher reward and *g* of this one. Without bias for `k` fresh samples. Never above pass@k,
  /// which it equals where the reward is the verdict itself.
  ///
  /// - Returns: A probability in `0...1`; `nil` if `k > samples`.
  /// - Complexity: O(*n*).
  ///
  /// Source: the subsets counted by their best member, as in Cobbe et al. 2021, arXiv:2110.14168,
  /// for verifiers; the form is that of `maxAt`.
  package func bestAt(_ k: Int) -> Double? {
    precondition(k >= 1, "best-of-k needs k of at least 1, not \(k)")
    guard k <= samples else { return nil }
    var sum = CompensatedSum()
    topChances(k) { level, chance in
      sum.add(Double(level.correct) / Double(level.samples) * chance)
    }
    return min(1, sum.value)
  }

  /// max@k: the expected highest reward among `k` samples, without bias for `k` fresh ones.
  ///
  /// With rewards sorted ascending, `sum over i of g(i) C(i-1, k-1) / C(n, k)`. For rewards 0 and 1
  /// it is pass@k.
  ///
  /// - Returns: Between the least and the greatest reward; `nil` if `k > samples`.
  /// - Complexity: O(*n*).
  ///
  /// Source: Bagirov et al. 2025, arXiv:2510.23393, appendix C.1; Walder and Karkhanis 2025,
  /// arXiv:2505.15201.
  package func maxAt(_ k: Int) -> Double? {
    precondition(k >= 1, "max@k needs k of at least 1, not \(k)")
    guard k <= samples else { return nil }
    // Relative to the highest, so that a common offset costs no digits.
    let highest = levels[0].reward
    var shortfall = CompensatedSum()
    topChances(k) { level, chance in shortfall.add((level.reward - highest) * chance) }
    return highest + min(0, shortfall.value)
  }

  /// Each level, from the highest, with the chance that the best of `k` samples is in it.
  private func topChances(_ k: Int, _ visit: (Level, Double) -> Void) {
    // The chance that none of the `higher` best samples is drawn, one factor a sample.
    var (none, higher) = (1.0, 0)
    for level in levels {
      var before = 0.0
      // The samples' own chances of being the best, summed: no difference of near equals.
      for _ in 0..<level.samples {
        before += none * (Double(k) / Double(samples - higher))
        none *= Double(max(0, samples - higher - k)) / Double(samples - higher)
        higher += 1
      }
      visit(level, before)
      if none == 0 { break }
    }
  }

  /// best-of-k with what missing samples leave possible: one that is drawn may have the highest
  /// reward and either verdict, so these bounds are reached.
  package func bestValueAt(_ k: Int) -> ProblemValue? {
    guard k <= samples + missing else { return nil }
    return ProblemValue(bestAt(k), at: k, of: samples, missing: missing)
  }

  /// max@k with what missing samples leave possible: all of the least, all of the greatest reward.
  ///
  /// - Parameter range: What a reward can be; holds every reward. Without it, missing samples leave
  ///   no bounds and no value.
  package func maxValueAt(_ k: Int, in range: ClosedRange<Double>?) -> ProblemValue? {
    guard missing > 0 else { return maxAt(k).map { ProblemValue($0) } }
    guard let range, k <= samples + missing else { return nil }
    let least = with(missing, at: range.lowerBound).maxAt(k)!
    let greatest = with(missing, at: range.upperBound).maxAt(k)!
    return ProblemValue(maxAt(k), within: least...max(least, greatest))
  }

  private func with(_ more: Int, at reward: Double) -> RewardTally {
    let outcomes = levels.flatMap { level in
      (0..<level.samples).map { (reward: Optional(level.reward), correct: $0 < level.correct) }
    }
    return RewardTally(outcomes + Array(repeating: (reward, false), count: more))!
  }
}

/// A value from rewards.
package enum RewardMetric: String, Hashable, Sendable, CaseIterable {
  /// The accuracy of the sample a reward picks.
  case best = "best-of-k"
  /// The highest reward itself.
  case max = "max@k"

  /// The metric on every problem, and their mean.
  ///
  /// - Parameters:
  ///   - tallies: In any order; `nil` for a problem with samples without a reward.
  ///   - range: What a reward can be, for max@k: without it there is no interval.
  package func values(
    _ tallies: some Sequence<RewardTally?>, at k: Int, rewards range: ClosedRange<Double>? = nil
  ) -> ProblemValues {
    let tallies = tallies.filter { $0.map { $0.samples + $0.missing > 0 } ?? true }
    let known = tallies.compactMap { $0 }
    let each = known.map { tally in
      (problem: self == .best ? tally.bestValueAt(k) : tally.maxValueAt(k, in: range), count: 1)
    }
    let without = tallies.count - known.count
    let open = self == .max && range == nil && known.contains { $0.missing > 0 }
    let eligible = known.filter { $0.samples >= k }.count
    return ProblemValues(
      each + (without > 0 ? [(nil, without)] : []), in: self == .best ? 0...1 : range,
      otherwise: without > 0
        ? .missingRewards(problems: without)
        : open
          ? .missingSamples
          : .tooFewSamples(k: k, eligible: eligible, problems: tallies.count))
  }
}
