/// The Beta distribution of shapes `a` and `b`, and with it the regularised incomplete beta
/// function `I_x(a, b)`, which is its distribution function.
package struct BetaDistribution: Hashable, Sendable {
  /// Above 0.
  package let a: Double
  /// Above 0.
  package let b: Double

  package init(_ a: Double, _ b: Double) {
    precondition(a > 0 && b > 0, "a Beta distribution needs positive shapes, not \(a) and \(b)")
    self.a = a
    self.b = b
  }

  /// The chance of a value of at most `x`, `I_x(a, b)`.
  ///
  /// Right to about 1e-14 of itself, however small it is, for shapes up to 1e6.
  ///
  /// - Complexity: O(sqrt(max(*a*, *b*))) at most.
  package func cumulative(_ x: Double) -> Double { tails(x, complement: 1 - x).lower }

  /// The chance of a value above `x`, right to as many digits where it is small.
  package func upperTail(_ x: Double) -> Double { tails(x, complement: 1 - x).upper }

  /// Both tails at `x`, each to full relative precision where it is the smaller one.
  ///
  /// - Parameter complement: `1 - x`, given apart so that a caller who knows it better than by
  ///   subtraction keeps its digits.
  ///
  /// Source: NIST Handbook of Mathematical Functions, 8.17.22, on the side where the continued
  /// fraction converges fast; before it the power and the beta function by `density`.
  func tails(_ x: Double, complement: Double) -> (lower: Double, upper: Double) {
    if x <= 0 { return (0, 1) }
    if complement <= 0 { return (1, 0) }
    if x * (a + b + 2) > a + 1 {
      let mirrored = BetaDistribution(b, a).lowerTail(complement, complement: x)
      return (1 - mirrored, mirrored)
    }
    let lower = lowerTail(x, complement: complement)
    return (lower, 1 - lower)
  }

  private func lowerTail(_ x: Double, complement: Double) -> Double {
    min(1, powers(x, complement: complement) / a / fraction(x))
  }

  /// The density at `x` in `0...1`; infinite at an end whose shape is below 1.
  package func density(_ x: Double) -> Double {
    powers(x, complement: 1 - x) / (x * (1 - x))
  }

  /// `x^a (1 - x)^b / B(a, b)`.
  ///
  /// By Stirling's remainders and the deviance from the mode, so that nothing large is subtracted
  /// from anything large.
  ///
  /// Source: Loader 2000, "Fast and accurate computation of binomial probabilities".
  func powers(_ x: Double, complement: Double) -> Double {
    let n = a + b
    let remainders = stirlingRemainder(n) - stirlingRemainder(a) - stirlingRemainder(b)
    let deviances = deviance(a, from: n * x) + deviance(b, from: n * complement)
    return (a * (b / n) / (2 * Double.pi)).squareRoot() * exponential(remainders - deviances)
  }

  /// `x ln(x / m) + m - x`, without cancellation where `x` is close to `m`.
  private func deviance(_ x: Double, from m: Double) -> Double {
    guard abs(x - m) < 0.1 * (x + m) else { return x * naturalLogarithm(x / m) + m - x }
    let v = (x - m) / (x + m)
    var sum = (x - m) * v
    var power = 2 * x * v
    var odd = 1.0
    while true {
      power *= v * v
      odd += 2
      let next = sum + power / odd
      if next == sum { return next }
      sum = next
    }
  }

  /// The continued fraction `1 + d_1 / (1 + d_2 / (1 + ...` by Lentz's method.
  private func fraction(_ x: Double) -> Double {
    var value = 1.0
    var numerator = 1.0
    var denominator = 0.0
    for i in 1..<200_000 {
      let m = Double(i / 2)
      let d =
        i % 2 == 0
        ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      denominator = 1 / (1 + d * denominator)
      numerator = 1 + d / numerator
      let step = numerator * denominator
      value *= step
      if abs(step - 1) < 1e-16 { break }
    }
    return value
  }

  /// The value below which one falls with chance `p`.
  ///
  /// Newton's steps on the logarithm of the smaller tail over the log-odds of `x`, kept within a
  /// bracket. Right to about 1e-13 of the nearer of `x` and `1 - x`, as far as a number can say it.
  ///
  /// - Precondition: `0 < p < 1`.
  package func quantile(_ p: Double) -> Double {
    precondition(p > 0 && p < 1, "no quantile at \(p)")
    let below = p <= 0.5
    let target = naturalLogarithm(below ? p : 1 - p)
    let start = naturalLogarithm(a / b) + normalQuantile(p) * (1 / a + 1 / b).squareRoot()
    let odds = newton(from: start, in: -700...700) { odds in
      let x = 1 / (1 + exponential(-odds))
      let complement = 1 / (1 + exponential(odds))
      let tails = tails(x, complement: complement)
      let tail = below ? tails.lower : tails.upper
      let slope = powers(x, complement: complement) / tail
      let value = naturalLogarithm(tail) - target
      return below ? (value, slope) : (-value, slope)
    }
    return 1 / (1 + exponential(-odds))
  }
}
