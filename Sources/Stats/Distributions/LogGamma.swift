/// The natural logarithm of the gamma function at `x` > 0: of `(x - 1)!` where `x` is whole.
///
/// `(x - 1/2) ln x - x + ln sqrt(2 pi) + r(x)`, with Stirling's remainder `r`. The error stays below
/// 1e-15 times the larger of 1 and the value; near 1 and 2, where the value is 0, it is absolute.
package func logGamma(_ x: Double) -> Double {
  precondition(x > 0, "the gamma function is wanted at positive numbers, not at \(x)")
  return (x - 0.5) * naturalLogarithm(x) - x + logRootTwoPi + stirlingRemainder(x)
}

/// The natural logarithm of `C(n, k)`.
///
/// - Precondition: `0 <= k <= n`.
package func logBinomialCoefficient(_ n: Int, _ k: Int) -> Double {
  precondition(k >= 0 && k <= n, "no \(k) of \(n)")
  if k == 0 || k == n { return 0 }
  return logGamma(Double(n) + 1) - logGamma(Double(k) + 1) - logGamma(Double(n - k) + 1)
}

private let logRootTwoPi = 0.5 * naturalLogarithm(2 * Double.pi)

/// What Stirling's formula leaves of the logarithm of the gamma function.
///
/// `r(x) = sum_j B_2j / (2j (2j - 1) x^(2j - 1))` from 12 on, where six terms leave less than 1e-16;
/// below by `r(x) = r(x + 1) + (x + 1/2) ln(1 + 1/x) - 1`.
///
/// Source: NIST Handbook of Mathematical Functions, 5.11.1 (with the Bernoulli numbers of 24.2.1).
func stirlingRemainder(_ x: Double) -> Double {
  var x = x
  var remainder = 0.0
  while x < 12 {
    remainder += (x + 0.5) * logarithmOfOnePlus(1 / x) - 1
    x += 1
  }
  let y = 1 / (x * x)
  let series =
    1.0 / 12 - y
    * (1.0 / 360 - y * (1.0 / 1260 - y * (1.0 / 1680 - y * (1.0 / 1188 - y * 691 / 360360))))
  return remainder + series / x
}
