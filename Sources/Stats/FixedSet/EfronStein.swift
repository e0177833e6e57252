/// What one problem's count says of its value at one `k`, for every count `c` in `0...n`: that it
/// fails, and how uncertain it is.
///
/// The values fall quickly with `c`; both lists end where they no longer count (below 1e-40), and
/// are 0 from there on.
package struct EfronSteinTable: Sendable {
  /// `C(n - c, k) / C(n, k)`: one less pass@k.
  package let fail: [Double]
  /// A variance for each count that is never too small on average.
  ///
  /// `w(c) = c (1 - t_{c-1})^2 D_{c-1}^2 + (n - c) t_c^2 D_c^2` with `D_j` the step of pass@k from
  /// `j` to `j + 1` and `t_j = j / (n - 1)`. For every chance `p`, the mean of `w` under
  /// `Bin(n, p)` is at least the variance of pass@k: by the Efron-Stein inequality that variance is
  /// at most `n p (1-p) E D_J^2` with `J ~ Bin(n - 1, p)`; `p(1-p) <= t^2 (1-p) + (1-t)^2 p` for
  /// any `t`; and `p Bin(n-1, p)(j) = (j+1)/n Bin(n, p)(j+1)` turns the bound into a mean under `n`
  /// samples. It holds for every `k <= n`; at `k = n` the sum over problems is the number of
  /// problems solved exactly once.
  ///
  /// Source: Efron and Stein 1981, "The jackknife estimate of variance"; at `k = n` Good 1953.
  package let variance: [Double]

  /// - Parameters:
  ///   - n: Samples, at least 2: a single one says nothing of a problem's own variance.
  ///   - k: In `1...n`.
  /// - Complexity: O(*n*).
  package init(samples n: Int, k: Int) {
    precondition(n >= 2 && k >= 1 && k <= n, "no variance of pass@\(k) from \(n) samples")
    var fail: [Double] = [1]
    var variance: [Double] = []
    // (1 - t_{c-1})^2 D_{c-1}^2 of the count before.
    var below = 0.0
    for c in 0...n {
      let left = n - c
      let step = left >= k ? fail[c] * (Double(k) / Double(left)) : 0
      let t = Double(c) / Double(n - 1)
      variance.append(Double(c) * below + Double(left) * (t * step) * (t * step))
      below = ((1 - t) * step) * ((1 - t) * step)
      guard c < n else { break }
      let next = left > k ? fail[c] * (Double(left - k) / Double(left)) : 0
      if next < 1e-40 && variance[c] < 1e-40 && below < 1e-40 { break }
      fail.append(next)
    }
    self.fail = fail
    self.variance = variance
  }
}
