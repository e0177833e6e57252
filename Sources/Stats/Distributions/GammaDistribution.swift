/// The gamma distribution of scale 1: of a sum of waiting times, and of what is believed of a
/// Poisson mean.
package struct GammaDistribution: Hashable, Sendable {
  /// Above 0; need not be whole.
  package let shape: Double

  package init(shape: Double) {
    precondition(shape > 0, "a gamma distribution needs a positive shape, not \(shape)")
    self.shape = shape
  }

  package func cumulative(_ x: Double) -> Double { tails(x).lower }

  /// The chance of a value above `x`, right to about 1e-13 of itself where it is small.
  package func upperTail(_ x: Double) -> Double { tails(x).upper }

  /// Both regularised incomplete gamma functions, the smaller one to full relative precision.
  ///
  /// Source: NIST Handbook of Mathematical Functions, 8.7.1 (the series, below the mean) and 8.9.2
  /// (the continued fraction).
  ///
  /// - Complexity: O(sqrt *shape*).
  func tails(_ x: Double) -> (lower: Double, upper: Double) {
    guard x > 0 else { return (0, 1) }
    if x < shape + 1 {
      var term = 1 / shape
      var sum = term
      var a = shape
      while term > 1e-17 * sum {
        a += 1
        term *= x / a
        sum += term
      }
      let lower = min(1, powers(x) * sum)
      return (lower, 1 - lower)
    }
    let upper = powers(x) / fraction(x)
    return (1 - upper, upper)
  }

  /// The density at `x` > 0.
  func density(_ x: Double) -> Double { powers(x) / x }

  /// `x^a e^-x / Gamma(a)`.
  private func powers(_ x: Double) -> Double {
    exponential(shape * naturalLogarithm(x) - x - logGamma(shape))
  }

  /// `x + 1 - a - 1 (1 - a) / (x + 3 - a - 2 (2 - a) / ...)`, from the front (Lentz's method).
  private func fraction(_ x: Double) -> Double {
    var b = x + 1 - shape
    var c = b
    var d = 0.0
    var value = b
    for step in 1..<10_000 {
      let a = -Double(step) * (Double(step) - shape)
      b += 2
      d = 1 / (b + a * d)
      c = b + a / c
      value *= c * d
      if abs(c * d - 1) < 1e-16 { break }
    }
    return value
  }

  /// The value exceeded with chance `outside`.
  ///
  /// Newton's steps on the logarithm of the tail, over the logarithm of the value. Right to about
  /// 1e-12 of itself.
  ///
  /// - Precondition: `0 < outside < 1`.
  package func quantile(upperTail outside: Double) -> Double {
    precondition(outside > 0 && outside < 1, "no quantile at \(outside)")
    // Wilson and Hilferty's cube, which is close for shapes above a tenth.
    let root = 1 - 1 / (9 * shape) - normalQuantile(outside) / (3 * shape.squareRoot())
    let start = naturalLogarithm(max(shape * root * root * root, 1e-3))
    let target = naturalLogarithm(outside)
    return exponential(
      newton(from: start, in: -700...log(700 + 2 * shape + 2 * abs(target))) { logarithm in
        let x = exponential(logarithm)
        let upper = max(upperTail(x), .leastNormalMagnitude)
        return (target - naturalLogarithm(upper), density(x) * x / upper)
      })
  }

  private func log(_ x: Double) -> Double { naturalLogarithm(x) }
}
