/// Student's t distribution.
package struct StudentT: Hashable, Sendable {
  /// Above 0, up to about 1e8; need not be whole.
  package let degreesOfFreedom: Double

  package init(degreesOfFreedom: Double) {
    precondition(degreesOfFreedom > 0, "t needs degrees of freedom, not \(degreesOfFreedom)")
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// The chance of a number of at most `t`.
  package func cumulative(_ t: Double) -> Double { upperTail(-t) }

  /// The chance of a number above `t`, right to about 1e-14 of itself where it is small.
  ///
  /// `I_x(v/2, 1/2) / 2` with `x = v / (v + t^2)` for `v` degrees of freedom and `t >= 0`.
  ///
  /// Source: Abramowitz and Stegun 1964, formula 26.7.1.
  package func upperTail(_ t: Double) -> Double {
    let half = 0.5 * outside(abs(t))
    return t >= 0 ? half : 1 - half
  }

  /// The chance of a number further from 0 than `t` >= 0.
  private func outside(_ t: Double) -> Double {
    let squared = t * t / degreesOfFreedom
    return BetaDistribution(0.5 * degreesOfFreedom, 0.5)
      .tails(1 / (1 + squared), complement: squared.isFinite ? squared / (1 + squared) : 1).lower
  }

  /// The `t` below which a number falls with chance `p`: 2.262157 for 0.975 and 9 degrees of
  /// freedom.
  ///
  /// Newton's steps on the logarithm of the tail over the logarithm of `t`. Right to about 1e-13 of
  /// itself, or of 1 near the middle; for 1 degree of freedom down to `p` = 1e-150.
  ///
  /// - Precondition: `0 < p < 1`.
  package func quantile(_ p: Double) -> Double {
    precondition(p > 0 && p < 1, "no quantile at \(p)")
    if p > 0.5 { return -quantile(1 - p) }
    if p == 0.5 { return 0 }
    let target = naturalLogarithm(2 * p)
    let start = naturalLogarithm(max(1e-16, -normalQuantile(p)))
    let beta = BetaDistribution(0.5 * degreesOfFreedom, 0.5)
    let logarithm = newton(from: start, in: -60...350) { logarithm in
      let t = exponential(logarithm)
      let tail = outside(t)
      let squared = t * t / degreesOfFreedom
      // d tail / d ln t: the density of x = 1 / (1 + squared) times 2 x (1 - x).
      let slope = 2 * beta.powers(1 / (1 + squared), complement: squared / (1 + squared)) / tail
      return (target - naturalLogarithm(tail), slope)
    }
    return -exponential(logarithm)
  }
}
