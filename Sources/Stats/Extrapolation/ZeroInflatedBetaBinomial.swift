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
    return -(1 - impossible) * exponentialLessOne(logMeanFailure(alpha, beta, attempts: Double(k)))
  }

  /// The logarithm of the chance of `correct` of `samples`, without the binomial coefficient, which
  /// no parameter enters.
  package func logLikelihood(correct c: Int, of n: Int) -> Double {
    var terms = BetaBinomialTerms(alpha, beta)
    let beta = terms.value(c, of: n).log
    guard c == 0 else { return logarithmOfOnePlus(-impossible) + beta }
    return naturalLogarithm(impossible + (1 - impossible) * exponential(beta))
  }
}

/// The logarithm of a beta-binomial chance without its binomial coefficient, and its derivatives in
/// both shapes, for many counts of one number of samples.
struct BetaBinomialTerms {
  private let a: RisingFactorial
  private let b: RisingFactorial
  private let sum: RisingFactorial
  private var samples = 0
  private var common = (log: 0.0, slope: 0.0)

  init(_ alpha: Double, _ beta: Double) {
    a = RisingFactorial(alpha)
    b = RisingFactorial(beta)
    sum = RisingFactorial(alpha + beta)
  }

  mutating func value(_ c: Int, of n: Int) -> (log: Double, alpha: Double, beta: Double) {
    if n != samples { (samples, common) = (n, sum.both(Double(n))) }
    let (up, down) = (a.both(Double(c)), b.both(Double(n - c)))
    return (up.log + down.log - common.log, up.slope - common.slope, down.slope - common.slope)
  }
}
