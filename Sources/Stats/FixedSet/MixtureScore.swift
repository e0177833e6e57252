/// What the mixture-score interval of one run is made of at one `k`, whatever the level.
///
/// Sums over problems; `x` is the unbiased estimate of one problem, and means are over the
/// posteriors of the fitted mixture.
package struct MixtureScore: Sendable {
  /// *P*.
  package let problems: Int
  /// The mean of `x`: what is printed.
  package let estimate: Double
  /// The sum of the posterior means of pass@k.
  package let fitted: Double
  /// The sum of the variances of `x` given the problem.
  package let variance: Double
  /// The sum of the third central moments over the variance: the unit of skewness.
  package let skewness: Double
  /// By how much the variance grows with the value: the covariance of `x` and its Efron-Stein
  /// variance over the mean of the latter.
  package let slope: Double
  /// What one sample's worth of information is: the mean over problems of `k / n`.
  package let step: Double
  let guards: FixedSetGuards

  /// The limits for the mean over these problems at a level, in `0...1`, the estimate inside.
  ///
  /// At level 0.95, with `S` the sum of `x`, `M` its fitted value, `V` the variance, `b` the slope,
  /// `kappa` the skewness and `d` the step:
  ///
  /// `min(S, M) + s - z sqrt(V)` and `max(S, M) + s + z sqrt(V)`,
  /// `s = (z^2 b / 2 - (z^2 - 1) kappa / 6) V / (V + d^2)`,
  ///
  /// the normal limits corrected to second order for skewness and for a variance that depends on
  /// the value (for a Poisson count `s` is `(2 z^2 + 1) / 6`), less of it where less than one
  /// sample's worth of information is at stake. Then the guards for all and none solved.
  ///
  /// At higher levels each limit moves out from there as the tail does that the correction stands
  /// for: on the long side as the quantiles of a gamma distribution of unit
  /// `u = 3 (b / 2 - kappa / 6)` and shape `N + N / (2 N + 2)`, `N = V / u^2` (for a Poisson count
  /// the belief about its mean), on the other side as those of a normal one. At lower levels it
  /// moves towards the estimate in proportion to `z`. So limits widen with the level, everywhere.
  package func limits(_ tail: TailArea) -> ClosedRange<Double> {
    let usual = TailArea.usual
    let deviation = variance.squareRoot()
    let fade = variance > 0 ? variance / (variance + step * step) : 0
    let bend = slope / 2 - skewness / 6
    let shift = (usual.z * usual.z * bend + skewness / 6) * fade
    let sum = estimate * Double(problems)
    var below = max(0, sum - (min(sum, fitted) + shift - usual.z * deviation))
    var above = max(0, max(sum, fitted) + shift + usual.z * deviation - sum)
    if tail.z > usual.z {
      let short = (tail.z - usual.z) * deviation
      let long = longTail(tail, bend, deviation)
      below += bend > 0 ? short : long
      above += bend > 0 ? long : short
    } else if tail.z < usual.z {
      below *= tail.z / usual.z
      above *= tail.z / usual.z
    }
    let lower = min(estimate - below / Double(problems), guards.lowerLimit(tail) ?? 1)
    let upper = max(estimate + above / Double(problems), guards.upperLimit(tail) ?? 0)
    return max(0, min(lower, estimate))...min(1, max(upper, estimate))
  }

  /// By how much the limit on the side of the longer tail is further out than at level 0.95.
  private func longTail(_ tail: TailArea, _ bend: Double, _ deviation: Double) -> Double {
    let usual = TailArea.usual
    let unit = 3 * abs(bend)
    let count = variance / (unit * unit)
    // Beyond, the gamma distribution is normal to 1e-5 of its deviation but for the second order.
    guard count < 1e6, deviation > 0 else {
      return (tail.z - usual.z) * (deviation + abs(bend) * (tail.z + usual.z))
    }
    let shape = count + count / (2 * count + 2)
    return unit * (Self.gammaQuantile(shape, tail) - Self.gammaQuantile(shape, usual))
  }

  /// The upper quantile of a gamma distribution; from shape 20 on Wilson and Hilferty's cube, there
  /// within 1e-3 deviations.
  ///
  /// Source: Wilson and Hilferty 1931, "The distribution of chi-square".
  private static func gammaQuantile(_ shape: Double, _ tail: TailArea) -> Double {
    guard shape > 20 else {
      return GammaDistribution(shape: shape).quantile(upperTail: tail.outside)
    }
    let root = 1 - 1 / (9 * shape) + tail.z / (3 * shape.squareRoot())
    return shape * root * root * root
  }
}
