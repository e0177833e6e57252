extension Tally {
  /// The unbiased estimate of pass@k: the chance that `k` samples, drawn without replacement from
  /// this problem's, include a correct one.
  ///
  /// `1 - C(n - c, k) / C(n, k)`, as a running product of at most `min(c, k)` factors in `0...1`,
  /// so nothing overflows. Measured against exact integers, the error stays below 1e-13 for *n* up
  /// to 100,000.
  ///
  /// - Parameter k: Attempts allowed, at least 1.
  /// - Returns: A probability in `0...1`; `nil` if `k > samples`, where the estimate does not exist
  ///   (never a stand-in 1).
  /// - Complexity: O(min(*c*, *k*)).
  ///
  /// Source: Chen et al. 2021, arXiv:2107.03374, section 2.1.
  package func passAt(_ k: Int) -> Double? {
    failAt(k).map { 1 - $0 }
  }

  /// The unbiased estimate that `k` samples hold no correct one: `C(n - c, k) / C(n, k)`, kept
  /// apart from pass@k because it keeps its digits where pass@k is close to 1.
  ///
  /// - Returns: A probability in `0...1`; `nil` if `k > samples`.
  /// - Complexity: O(min(*c*, *k*)).
  package func failAt(_ k: Int) -> Double? {
    precondition(k >= 1, "pass@k needs k of at least 1, not \(k)")
    guard k <= samples else { return nil }
    guard k <= samples - correct else { return 0 }
    // C(n-c, k) / C(n, k) is symmetric in c and k: take the product with fewer factors.
    let (factors, other) = correct < k ? (correct, k) : (k, correct)
    var product = 1.0
    for j in 0..<factors {
      product *= Double(samples - other - j) / Double(samples - j)
    }
    return product
  }

  /// The least and the greatest pass@k that the missing samples leave possible: all of them wrong,
  /// all of them right.
  ///
  /// Without missing samples both are `passAt(k)`. The two may agree beyond `k = samples`: a
  /// problem solved often enough is solved whatever the missing ones were.
  ///
  /// - Returns: `nil` if `k > samples + missing`.
  package func passBounds(at k: Int) -> ClosedRange<Double>? {
    if missing == 0 { return passAt(k).map { $0...$0 } }
    guard let lower = missingAsWrong.passAt(k), let upper = missingAsRight.passAt(k) else {
      return nil
    }
    return lower...max(lower, upper)
  }
}

/// pass@k of one tally for `k` = 1, 2, 3 … in turn, each from the one before.
///
/// A curve over every `k` costs one division a step, where asking `passAt` for each `k` would cost
/// up to `k`. The product is the other of the two forms in `failAt`, so the two agree within
/// rounding, not to the last bit: use one of them for one purpose.
package struct PassAtKSequence: Sequence, IteratorProtocol {
  private let tally: Tally
  private var k = 0
  private var fail = 1.0

  package init(_ tally: Tally) { self.tally = tally }

  /// - Returns: pass@k for the next `k`; `nil` after `k = samples`.
  package mutating func next() -> Double? {
    guard k < tally.samples else { return nil }
    let left = tally.samples - tally.correct - k
    fail = left > 0 ? fail * (Double(left) / Double(tally.samples - k)) : 0
    k += 1
    return 1 - fail
  }
}
