/// `-ln(mean pass@k) = a k^-b`: the mean over problems approaches 1 as a power of the attempts.
///
/// It says of every benchmark that enough attempts solve all of it; where a share of the problems is
/// out of reach it is wrong in the end, however well it fits up to *n*.
///
/// Source: Schaeffer et al. 2025, arXiv:2502.17578, section 2.
package struct PowerLaw: Hashable, Sendable {
  /// `a`, above 0.
  package let prefactor: Double
  /// `b`, at least 0.
  package let exponent: Double

  package init(prefactor: Double, exponent: Double) {
    precondition(
      prefactor > 0 && exponent >= 0, "no power law has the parameters \(prefactor), \(exponent)")
    self.prefactor = prefactor
    self.exponent = exponent
  }

  package func passAt(_ k: Int) -> Double {
    precondition(k >= 1, "pass@k needs k of at least 1, not \(k)")
    return exponential(-prefactor * exponential(-exponent * naturalLogarithm(Double(k))))
  }

  /// The least-squares line of `ln(-ln(mean pass@k))` on `ln k`, every point with equal weight.
  ///
  /// - Parameter curve: Points with a mean of 0 or 1 have no place on these axes and are left out.
  /// - Returns: `nil` where fewer than two points are left, or all at one height.
  init?(fitting curve: [(k: Int, mean: Double)]) {
    let points = curve.filter { $0.mean > 0 && $0.mean < 1 }.map {
      (x: naturalLogarithm(Double($0.k)), y: naturalLogarithm(-naturalLogarithm($0.mean)))
    }
    guard let line = LeastSquaresLine(points), line.slope <= 0 else { return nil }
    self.init(prefactor: exponential(line.intercept), exponent: -line.slope)
  }
}
