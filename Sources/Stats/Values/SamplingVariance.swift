/// The variance of one problem's pass@k estimate from `n` samples, where the chance that `m` fresh
/// samples all fail is `failure(m)`:
///
/// `E[failure(2k - J)] - failure(2k)`, *J* the samples that two sets of `k` of the `n` share.
///
/// With `failure(m) = (1-p)^m` it is exact. With the unbiased `h_m = C(N-c, m)/C(N, m)` of `N`
/// samples at hand it is unbiased for any `n`, more than `N` included, as long as `2k <= N`; at
/// `n = N` it is `h_k^2 - h_2k`.
///
/// - Parameter failure: Asked at `k...2k`; non-increasing.
/// - Returns: At least 0, but for rounding.
/// - Complexity: O(square root of *k*) calls.
///
/// Source: the variance of a U-statistic, Hoeffding 1948, "A class of statistics with
/// asymptotically normal distribution".
package func samplingVariance(
  passAt k: Int, samples n: Int, failure: (Int) -> Double
) -> Double {
  precondition(1 <= k && k <= n, "pass@\(k) of \(n) samples cannot be")
  let both = failure(2 * k)
  return Hypergeometric(total: n, marked: k, draws: k).mean { failure(2 * k - $0) - both }
}

extension Tally {
  /// The unbiased estimate of this problem's sampling variance of pass@k, had it `n` samples.
  ///
  /// - Returns: `nil` where `2k > samples`: nothing unbiased exists.
  package func samplingVariance(at k: Int, samples n: Int) -> Double? {
    guard 2 * k <= samples, k <= n else { return nil }
    // Factor by factor from h_k on, so that asking for all of k...2k costs one product.
    var fails = [failAt(k)!]
    for m in k..<2 * k {
      fails.append(
        fails[m - k] * Double(max(0, samples - correct - m)) / Double(samples - m))
    }
    return max(0, Stats.samplingVariance(passAt: k, samples: n) { fails[$0 - k] })
  }
}
