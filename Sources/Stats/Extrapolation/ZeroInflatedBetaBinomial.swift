/// A population of problems: a share `impossible` that no number of attempts solves, the others'
/// chances spread as a Beta distribution.
///
/// The count of correct samples among `n` is 0 with chance `impossible + (1 - impossible) B(0)` and
/// `c > 0` with chance `(1 - impossible) B(c)`, where `B` is the beta-binomial distribution. Without
/// the share it says of every problem that enough attempts solve it.
///
/// Sources: Kazdan et al. 2025, arXiv:2510.05197 (beta-binomial); Schaeffer et al. 2025,
/// arXiv:2502.17578 (why the tail of hard problems decides).
package struct ZeroInflatedBetaBinomial: Hashable, Sendable {
  /// In `0..<1`.
  package let impossible: Double
  /// Both above 0.
  package let alpha: Double
  package let beta: Double

  /// - Precondition: `0 <= impossible < 1`, `alpha > 0`, `beta > 0`.
  package init(impossible: Double, alpha: Double, beta: Double) {
    precondition(
      impossible >= 0 && impossible < 1 && alpha > 0 && beta > 0,
      "no population has the parameters \(impossible), \(alpha), \(beta)")
    self.impossible = impossible
    self.alpha = alpha
    self.beta = beta
  }

  /// The mean of `1 - (1 - p)^k` over the population, in `0...1`, for `k` of any size.
  ///
  /// `(1 - impossible) (1 - Γ(β + k) Γ(α + β) / (Γ(β) Γ(α + β + k)))`.
  package func passAt(_ k: Int) -> Double {
    precondition(k >= 1, "pass@k needs k of at least 1, not \(k)")
    return -(1 - impossible) * exponentialMinusOne(logMeanFailure(alpha, beta, attempts: Double(k)))
  }

  /// The logarithm of the chance of `correct` of `samples`, without the binomial coefficient, which
  /// no parameter enters.
  package func logLikelihood(correct c: Int, of n: Int) -> Double {
    let beta = BetaBinomialTerms(alpha, beta).value(c, of: n)
    guard c == 0 else { return logarithmOfOnePlus(-impossible) + beta }
    return naturalLogarithm(impossible + (1 - impossible) * exponential(beta))
  }
}

/// The logarithm of a beta-binomial chance without its binomial coefficient, and its derivatives in
/// both shapes, for many counts.
struct BetaBinomialTerms {
  private let a: RisingFactorial
  private let b: RisingFactorial
  private let sum: RisingFactorial

  init(_ alpha: Double, _ beta: Double) {
    a = RisingFactorial(alpha)
    b = RisingFactorial(beta)
    sum = RisingFactorial(alpha + beta)
  }

  func value(_ c: Int, of n: Int) -> Double {
    a.log(Double(c)) + b.log(Double(n - c)) - sum.log(Double(n))
  }

  func slopes(_ c: Int, of n: Int) -> (alpha: Double, beta: Double) {
    let common = sum.slope(Double(n))
    return (a.slope(Double(c)) - common, b.slope(Double(n - c)) - common)
  }
}
