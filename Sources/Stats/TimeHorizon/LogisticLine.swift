/// The chance of success as a logistic function of a task's length: `1 / (1 + exp(-(a + b x)))`, `x`
/// the logarithm to base 2 of a person's minutes.
package struct LogisticLine: Hashable, Sendable {
  /// `a`: the log-odds at one minute.
  package let intercept: Double
  /// `b`: what a doubling of the length adds to the log-odds. Below 0 where longer is harder.
  package let slope: Double

  package init(intercept: Double, slope: Double) {
    self.intercept = intercept
    self.slope = slope
  }

  /// METR's ridge on the slope, against weights that sum to 1. Not negligible: without it Claude 3
  /// Opus has a horizon of 4.75 minutes on their runs of January 2025, with it 4.05.
  package static let ridge = 0.1

  /// A task as the fit sees it.
  struct Point {
    /// The logarithm to base 2 of the minutes.
    let x: Double
    /// The outcome, in `0...1`: the share of successes, or pass@k.
    let y: Double
    /// At least 0.
    let weight: Double
  }

  /// The line that minimises `sum w (-y ln p - (1 - y) ln(1 - p)) + ridge b^2 / 2`.
  ///
  /// A fractional outcome counts as two halves, a success with weight `w y` and a failure with
  /// weight `w (1 - y)`: the loss above is the same. The intercept is not penalised, so neither is
  /// the unit of length. This is scikit-learn's `LogisticRegression(C: 1 / ridge)` with sample
  /// weights, found by Newton steps (iteratively reweighted least squares), halved where one would
  /// not descend, until the rounding of the coefficients stops them.
  ///
  /// - Returns: `nil` where every outcome with weight is 0, or every one 1: no finite intercept is
  ///   best.
  /// - Complexity: some 7 passes over the points.
  ///
  /// Source: METR, eval-analysis-public, `src/horizon/utils/logistic.py`.
  init?(_ points: [Point], ridge: Double = Self.ridge) {
    precondition(ridge >= 0, "a ridge is at least 0, not \(ridge)")
    let loss = Loss(points, ridge: ridge)
    guard loss.successes > 0, loss.failures > 0 else { return nil }
    var place = (a: naturalLogarithm(loss.successes / loss.failures), b: 0.0)
    var here = loss.at(place.a, place.b)
    for _ in 0..<100 {
      let step = here.newtonStep
      if abs(step.a) + abs(step.b) < 1e-15 * (1 + abs(place.a) + abs(place.b)) { break }
      var length = 1.0
      var there = loss.at(place.a + step.a, place.b + step.b)
      while there.value > here.value && length > 1e-6 {
        length /= 2
        there = loss.at(place.a + length * step.a, place.b + length * step.b)
      }
      // Near the minimum the loss is flat to the last bit: the slope still tells which is nearer.
      guard there.value < here.value || there.steepness < here.steepness else { break }
      place = (place.a + length * step.a, place.b + length * step.b)
      here = there
    }
    slope = place.b
    intercept = place.a - place.b * loss.center
  }

  /// The length, as a logarithm to base 2 of minutes, at which the chance of success is `success`.
  ///
  /// - Returns: `nil` where success does not fall with length.
  package func logHorizon(at success: Double) -> Double? {
    precondition(success > 0 && success < 1, "a chance lies between 0 and 1, not at \(success)")
    guard slope < 0 else { return nil }
    return (naturalLogarithm(success / (1 - success)) - intercept) / slope
  }

  package func chance(atMinutes minutes: Double) -> Double {
    1 / (1 + exponential(-(intercept + slope * logarithm2(minutes))))
  }

  /// The penalised loss with lengths counted from their weighted mean, where the two coefficients
  /// hardly mix.
  private struct Loss {
    let points: [Point]
    let ridge: Double
    let center: Double
    let successes: Double
    let failures: Double

    init(_ points: [Point], ridge: Double) {
      var (weight, moment, successes, failures) = (0.0, 0.0, 0.0, 0.0)
      for point in points {
        weight += point.weight
        moment += point.weight * point.x
        successes += point.weight * point.y
        failures += point.weight * (1 - point.y)
      }
      let center = weight > 0 ? moment / weight : 0
      self.points = points.map { Point(x: $0.x - center, y: $0.y, weight: $0.weight) }
      self.ridge = ridge
      self.center = center
      self.successes = successes
      self.failures = failures
    }

    struct Value {
      var value = 0.0
      var ga = 0.0
      var gb = 0.0
      var aa = 0.0
      var ab = 0.0
      var bb = 0.0

      var steepness: Double { abs(ga) + abs(gb) }

      var newtonStep: (a: Double, b: Double) {
        let determinant = aa * bb - ab * ab
        guard determinant > 0 else { return (aa > 0 ? -ga / aa : 0, 0) }
        return (-(bb * ga - ab * gb) / determinant, -(aa * gb - ab * ga) / determinant)
      }
    }

    func at(_ a: Double, _ b: Double) -> Value {
      var sum = Value(value: ridge * b * b / 2, gb: ridge * b, bb: ridge)
      for point in points {
        let logit = a + b * point.x
        let tail = exponential(-abs(logit))
        let less = tail / (1 + tail)
        let chance = logit > 0 ? 1 - less : less
        // ln(1 + exp(logit)) - y logit, without overflow.
        sum.value +=
          point.weight * (logarithmOfOnePlus(tail) + max(logit, 0) - point.y * logit)
        let slope = point.weight * (chance - point.y)
        let curvature = point.weight * (less * (1 - less))
        sum.ga += slope
        sum.gb += slope * point.x
        sum.aa += curvature
        sum.ab += curvature * point.x
        sum.bb += curvature * point.x * point.x
      }
      return sum
    }
  }
}
