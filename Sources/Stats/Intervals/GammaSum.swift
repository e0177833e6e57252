/// A weighted sum of independent gamma numbers, `X = sum_j G_j d_j` with `G_j` of shape `a_j`, as
/// seen from 0: the chance that it is at most 0, its density there and the density's slope.
///
/// All three are inverse Laplace integrals of one function, `M(z) = E exp(-z X) = prod_j (1 + z
/// d_j)^(-a_j)`, so one pass over the same nodes gives them all:
///
/// `P(X <= 0) = 1/(2 pi i) * integral of M(z)/z dz`, density: of `M(z)`, slope: of `z M(z)`,
///
/// upwards along any path to the right of 0 and left of the first zero of a factor. Shapes are
/// whole or half numbers, so a node takes multiplications and one square root a half number: no
/// transcendental function enters. Two rules add up the integrals, by the cheaper for the data:
/// - the trapezoid on a vertical line, whose error is bounded in advance (`plan`) and which needs
///   15 to 100 nodes where many terms share the weight;
/// - the trapezoid in a stretched variable on a contour through the saddle point, bent so that what
///   swings also shrinks, which needs 100 to 600 nodes however few or unequal the terms are: a crowd
///   close together with a few far away included.
struct GammaSum {
  /// The rules that add up the integrals.
  enum Rule: Hashable, Sendable, CaseIterable {
    case line
    case contour
  }

  /// What is known at 0.
  struct AtZero {
    /// `P(X <= 0)`, but for rounding in `0...1`.
    var tail: Double
    var density: Double
    var slope: Double
  }

  /// Coefficients with twice the shapes. Some are negative and some positive.
  private let terms: [Factor]
  private typealias Factor = (d: Double, twiceShape: Int)

  /// - Precondition: The sum's expectation is not negative, so that `P(X <= 0)` is the smaller tail
  ///   or close to it, and some coefficient is negative.
  init(_ terms: [(d: Double, twiceShape: Int)]) {
    self.terms = terms
  }

  /// - Parameters:
  ///   - rule: The rule to use; `nil` for the cheaper one.
  ///   - refinement: How many times finer than usual its step is. Like `rule` it changes nothing
  ///     but rounding, and is there for the tests that show it.
  /// - Complexity: O(*m*) a node for *m* terms.
  func atZero(by rule: Rule? = nil, refinement: Int = 1) -> AtZero {
    if rule != .contour {
      let plan = plan()
      if rule == .line || isShort(plan) { return onLine(plan, refinement) }
    }
    return onContour(refinement)
  }

  // MARK: The line

  /// A vertical line to add up along.
  private struct Plan {
    /// Where the line crosses the real axis.
    var c: Double
    /// `M(c)`, and the factors divided by their values at `c`.
    var height: Double
    var factors: [Factor]
    var step: Double
    /// At least and at most about how many nodes it takes.
    var nodes: ClosedRange<Double>
  }

  /// Whether the line takes fewer nodes than the contour would.
  private func isShort(_ plan: Plan) -> Bool {
    let most = 320.0
    if plan.nodes.upperBound < 100 { return true }
    if plan.nodes.lowerBound > most { return false }
    let last = inverse(plan.factors, at: Lanes(repeating: most * plan.step), sine: 0)
    return last.squared[0] < 1e-32
  }

  /// The line a little beyond the saddle point of `M(z)/z`, where `M(z)/z^3` is least: the farther
  /// from the pole at 0, the wider the step may be.
  ///
  /// By Poisson's summation formula the trapezoid at `c + i (j + 1/2) h` differs from the integral
  /// by `sum over m != 0 of (-1)^m P(X <= m x) exp(-c m x)`, `x = 2 pi / h`. The terms to the right
  /// are at most `exp(-c m x)`. For those to the left Chernoff's inequality at `c + e` gives at most
  /// `M(c + e) exp(-e |m| x)`, and with `y_j = d_j / (1 + c d_j)`
  /// `ln M(c + e) <= ln M(c) - e sum a_j y_j + 1.132 e^2 sum a_j y_j^2` as long as `e y_j >= -3/4`.
  /// The step makes both smaller than 1e-14.
  private func plan() -> Plan {
    var (sum, squares, lowest) = (0.0, 0.0, 0.0)
    for (d, twiceShape) in terms {
      let weighted = Double(twiceShape) * 0.5 * d
      sum += weighted
      squares += weighted * d
      lowest = min(lowest, d)
    }
    // Where a normal sum of this mean and variance has the point, then Newton's step towards it.
    let end = -1 / lowest
    var c = min((sum + (sum * sum + 12 * squares).squareRoot()) / (2 * squares), end / 2)
    var (first, second) = (0.0, 0.0)
    for (d, twiceShape) in terms {
      let y = d / (1 + c * d)
      first += Double(twiceShape) * 0.5 * y
      second += Double(twiceShape) * 0.5 * y * y
    }
    c = min(max(c + (3 / c + first) / (3 / (c * c) + second), c / 4), (c + end) / 2)

    var (logarithm, linear, quadratic, least) = (0.0, 0.0, 0.0, 0.0)
    let factors = terms.map { d, twiceShape in
      let atLine = 1 + c * d
      let shape = Double(twiceShape) * 0.5
      let y = d / atLine
      logarithm -= shape * naturalLogarithm(atLine)
      linear += shape * y
      quadratic += shape * y * y
      least = min(least, y)
      return (d: y, twiceShape: twiceShape)
    }
    let digits = 33.0
    let excess = max(digits + logarithm, 1)
    let e = min((excess / (1.132 * quadratic)).squareRoot(), -0.75 / least)
    let x = max((digits + 1) / c, excess / e + 1.132 * e * quadratic - linear)
    // The product shrinks at best as a normal sum's does, exp(-y^2 quadratic / 2), and at worst as
    // if all terms were as far off as the farthest.
    let step = 2 * Double.pi / x
    let farthest = factors.reduce(0) { max($0, abs($1.d)) }
    let normal = (2 * digits / quadratic).squareRoot()
    let ratio = farthest * normal
    let slowest = (exponential(min(ratio * ratio, 300)) - 1).squareRoot() / farthest
    return Plan(
      c: c, height: exponential(logarithm), factors: factors, step: step,
      nodes: normal / step...max(normal, slowest) / step)
  }

  private func onLine(_ plan: Plan, _ refinement: Int) -> AtZero {
    let h = plan.step / Double(refinement)
    var index = Lanes(0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5)
    var (tail, density, slope) = (Lanes.zero, Lanes.zero, Lanes.zero)
    for _ in 0..<4096 {
      let y = index * h
      let (re, im, squared) = inverse(plan.factors, at: y, sine: 0)
      tail += (re * plan.c - im * y) / (y * y + plan.c * plan.c)
      density += re
      slope += re * plan.c + im * y
      if squared[7] < 1e-32 { break }
      index += 8
    }
    let scale = plan.height * h / Double.pi
    return AtZero(
      tail: tail.sum() * scale, density: density.sum() * scale, slope: slope.sum() * scale)
  }

  // MARK: The contour

  /// Along `z = c + i r exp(i b)`, `r > 0`, with `c` the saddle point of `M(z)/z`, where its modulus
  /// is about that of the result. The ray is bent by `b`, 30 degrees one way or the other, where
  /// there are many problems. All singularities lie on the real axis, at least 60 degrees off.
  private func onContour(_ refinement: Int) -> AtZero {
    // To the left of 0 the factors 1 + c d vanish first for the most negative d.
    let c = saddle()
    var logarithm = 0.0
    var squares = 1 / (c * c)
    var shapes = 0
    // Divided by its value at the saddle, a factor is that of a term at d / (1 + c d).
    let factors = terms.map { d, twiceShape in
      let atSaddle = 1 + c * d
      let shape = Double(twiceShape) / 2
      let y = d / atSaddle
      logarithm -= shape * naturalLogarithm(atSaddle)
      squares += shape * y * y
      shapes += twiceShape
      return (d: y, twiceShape: twiceShape)
    }
    let ray = Ray(factors: factors, c: c, scale: squares.squareRoot())
    // Bent one way a crowd's factors grow with every swing, bent the other way they nearly vanish,
    // and the nodes are too few or the rounding of large terms shows. (Two crowds that balance are
    // best passed straight.) How far every other node disagrees with the rest tells: all of them
    // together are right to about the square of that.
    let ways = shapes <= 96 ? [0] : [-0.5, 0.5, 0]
    var finer = refinement
    var best = along(ray, ways[0], finer)
    for sine in ways.dropFirst() where !(best.doubt < 1e-8) {
      best = surer(best, along(ray, sine, finer))
    }
    while !(best.doubt < 1e-8) && finer < 32 * refinement {
      finer *= 2
      for sine in ways { best = surer(best, along(ray, sine, finer)) }
    }
    let scale = exponential(logarithm) / Double.pi
    return AtZero(
      tail: best.value.tail * scale, density: best.value.density * scale,
      slope: best.value.slope * scale)
  }

  private struct Ray {
    var factors: [Factor]
    var c: Double
    var scale: Double
  }

  private typealias Estimate = (value: AtZero, doubt: Double)

  private func surer(_ one: Estimate, _ other: Estimate) -> Estimate {
    other.doubt < one.doubt || one.doubt.isNaN ? other : one
  }

  /// The integrals along the ray of a given `sin b`, and how far the two halves of its nodes, taken
  /// in turn, disagree about the first.
  private func along(_ ray: Ray, _ sine: Double, _ refinement: Int) -> Estimate {
    let cosine = (1 - sine * sine).squareRoot()
    var (tail, density, slope) = (Lanes.zero, Lanes.zero, Lanes.zero)
    for node in ExponentialNodes.refined(refinement) {
      let r = node.u / ray.scale
      let (re, im, squared) = inverse(ray.factors, at: r, sine: sine)
      let (zRe, zIm) = (ray.c - r * sine, r * cosine)
      // The ray's direction over the product; that over z for the tail, times z for the slope.
      let (ofRe, ofIm) = (re * cosine + im * sine, re * sine - im * cosine)
      let weight = r * node.weight
      let distance = zRe * zRe + zIm * zIm
      let over = ofRe * zRe + ofIm * zIm
      let times = ofRe * zRe - ofIm * zIm
      tail += weight * over / distance
      density += weight * ofRe
      slope += weight * times
      if squared.max() < 1e-34 { break }
    }
    let step = ExponentialNodes.step / Double(refinement)
    let value = AtZero(
      tail: tail.sum() * step, density: density.sum() * step, slope: slope.sum() * step)
    return (value, 2 * abs(tail.evenHalf.sum() - tail.oddHalf.sum()) * step)
  }

  /// The `c > 0` at which `M(c)/c` is least, to a few percent.
  ///
  /// Sought between 0 and the first zero of a factor, in the odds of the way there.
  private func saddle() -> Double {
    let end = 1 / max(-terms.reduce(0) { min($0, $1.d) }, 1e-300)
    var (low, high) = (0x1p-200, 0x1p60)
    for _ in 0..<12 {
      let middle = (low * high).squareRoot()
      let c = middle / (1 + middle) * end
      let slope = terms.reduce(-1.0) {
        let x = c * $1.d
        return $0 - Double($1.twiceShape) / 2 * x / (1 + x)
      }
      if slope < 0 { low = middle } else { high = middle }
    }
    return low / (1 + low) * end
  }

  // MARK: The product

  /// Eight nodes at once.
  private typealias Lanes = SIMD8<Double>

  /// `prod_j (1 + i r exp(i b) d_j)^(a_j)` at eight `r`, for `sin b` = `sine`.
  @inline(__always)
  private func product(
    _ factors: [Factor], at r: Lanes, sine: Double
  ) -> (re: Lanes, im: Lanes) {
    let cosine = (1 - sine * sine).squareRoot()
    var re = Lanes(repeating: 1)
    var im = Lanes(repeating: 0)
    factors.withUnsafeBufferPointer { factors in
      for factor in factors {
        let y = r * factor.d
        if factor.twiceShape == 2 && sine == 0 {
          let next = re - im * y
          im += re * y
          re = next
          continue
        }
        var (baseRe, baseIm) = (1 - y * sine, y * cosine)
        if factor.twiceShape & 1 == 1 {
          // The principal root: a factor's angle stays within 120 degrees of 0.
          let modulus = (baseRe * baseRe + baseIm * baseIm).squareRoot()
          let rootRe = ((modulus + baseRe) * 0.5).squareRoot()
          let rootIm = baseIm / (2 * rootRe)
          (re, im) = (re * rootRe - im * rootIm, re * rootIm + im * rootRe)
        }
        var power = factor.twiceShape >> 1
        while power > 0 {
          if power & 1 == 1 {
            (re, im) = (re * baseRe - im * baseIm, re * baseIm + im * baseRe)
          }
          power >>= 1
          if power > 0 {
            (baseRe, baseIm) = (baseRe * baseRe - baseIm * baseIm, 2 * baseRe * baseIm)
          }
        }
      }
    }
    return (re, im)
  }

  /// One over the product, conjugated, and its squared modulus: 0 where the product left the range
  /// of a Double.
  @inline(__always)
  private func inverse(
    _ factors: [Factor], at r: Lanes, sine: Double
  ) -> (re: Lanes, im: Lanes, squared: Lanes) {
    let (re, im) = product(factors, at: r, sine: sine)
    let squared = re * re + im * im
    let outside: SIMDMask<SIMD8<Int64>> = .!(squared .< Lanes(repeating: .infinity))
    let inverse = Lanes(repeating: 1) / squared
    return (
      (re * inverse).replacing(with: 0, where: outside),
      (im * inverse).replacing(with: 0, where: outside), inverse.replacing(with: 0, where: outside)
    )
  }
}

/// The nodes of the contour's rule, the same for every sum.
private enum ExponentialNodes {
  static let step = 1.0 / 8

  private static let all = nodes(1)

  /// From `u` = 1e-18, below which the integrand is nothing, to 1e17, at `1 / refinement` the step.
  static func refined(_ refinement: Int) -> [(u: SIMD8<Double>, weight: SIMD8<Double>)] {
    refinement == 1 ? all : nodes(refinement)
  }

  private static func nodes(_ refinement: Int) -> [(u: SIMD8<Double>, weight: SIMD8<Double>)] {
    (0..<43 * refinement).map { block in
      var u = SIMD8<Double>()
      var weight = SIMD8<Double>()
      for lane in 0..<8 {
        let s = -3.625 + Double(block * 8 + lane) * (step / Double(refinement))
        let decay = exponential(-s)
        u[lane] = exponential(s - decay)
        weight[lane] = 1 + decay
      }
      return (u, weight)
    }
  }
}
