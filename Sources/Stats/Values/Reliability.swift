// How often a problem is solved again and again, from its counts alone: each of these is the chance
// of an event among `k` samples drawn without replacement from its `n`, and so without bias for the
// same event among `k` fresh samples.

extension Tally {
  /// pass^k, the unbiased estimate that all of `k` samples are correct: `C(c, k) / C(n, k)`.
  ///
  /// - Returns: A probability in `0...1`; `nil` if `k > samples`.
  /// - Complexity: O(min(*n* - *c*, *k*)).
  ///
  /// Source: Yao et al. 2024, tau-bench, arXiv:2406.12045. The same number is called
  /// G-Pass@k (without a threshold) and "unanimous" elsewhere.
  package func passAllAt(_ k: Int) -> Double? {
    Tally(correct: samples - correct, of: samples).failAt(k)
  }

  /// The unbiased estimate that at least `threshold` of `k` samples are correct:
  /// `sum over j >= threshold of C(c, j) C(n - c, k - j) / C(n, k)`.
  ///
  /// - Parameter threshold: 1 gives pass@k and `k` gives pass^k, to the bit.
  /// - Returns: A probability in `0...1`; `nil` if `k > samples`.
  /// - Complexity: O(square root of *k* + distance of the threshold from the likely count).
  package func passAt(_ k: Int, atLeast threshold: Int) -> Double? {
    precondition(
      1 <= threshold && threshold <= k, "at least \(threshold) of \(k) samples cannot be asked")
    if threshold == 1 { return passAt(k) }
    if threshold == k { return passAllAt(k) }
    guard k <= samples else { return nil }
    return Hypergeometric(total: samples, marked: correct, draws: k).atLeast(threshold)
  }

  /// G-Pass@k with threshold `tau`: the unbiased estimate that at least the share `tau` of `k`
  /// samples is correct, and at least one is.
  ///
  /// - Parameter tau: In `0...1`. 0 gives pass@k, 1 gives pass^k.
  /// - Returns: A probability in `0...1`; `nil` if `k > samples`.
  ///
  /// Source: Liu et al. 2024, arXiv:2412.13147 (README of open-compass/GPassK). There
  /// the sum begins at `ceil(tau k)`, which for `tau` = 0 is the sure event; the limit `tau -> 0`
  /// is pass@k, and that is what is meant.
  package func passAt(_ k: Int, share tau: Ratio) -> Double? {
    passAt(k, atLeast: tau.threshold(of: k))
  }

  /// mG-Pass@k: `2/k * sum over i = ceil(k/2)+1 ... k of P(at least i of k are correct)`, the
  /// average of G-Pass@k over thresholds from one half to one.
  ///
  /// Computed as `2/k * E (X - ceil(k/2))+`, one pass over the distribution of the count *X*.
  ///
  /// - Returns: In `0...1`. At odd `k` the published sum leaves half a step out, so that a problem
  ///   that is always solved has `(k-1)/k`: prefer even `k`. `nil` at `k` = 1, where the sum is
  ///   empty, and if `k > samples`.
  /// - Complexity: O(square root of *k*).
  ///
  /// Source: Liu et al. 2024, arXiv:2412.13147 (README of open-compass/GPassK).
  package func meanPassAboveHalfAt(_ k: Int) -> Double? {
    precondition(k >= 1, "mG-Pass@k needs k of at least 1, not \(k)")
    guard k >= 2, k <= samples else { return nil }
    let half = (k + 1) / 2
    return Hypergeometric(total: samples, marked: correct, draws: k)
      .mean { Double(max(0, $0 - half)) } * 2 / Double(k)
  }

  /// maj@k as far as correctness alone can tell: the unbiased estimate that more than half of `k`
  /// samples are correct. Then the correct answer wins any vote.
  ///
  /// A lower bound for a vote among answers, where the correct one may win with less than half
  /// (`AnswerTally.majorityAt`): equal to it where all wrong samples agree and `k` is odd.
  ///
  /// - Returns: A probability in `0...1`; `nil` if `k > samples`.
  package func strictMajorityAt(_ k: Int) -> Double? {
    passAt(k, atLeast: k / 2 + 1)
  }
}
