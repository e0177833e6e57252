/// How many of `draws` samples, drawn without replacement from `total` of which `marked` carry a
/// mark, carry it.
///
/// `P(X = x) = C(marked, x) C(total - marked, draws - x) / C(total, draws)`.
///
/// No factorial is computed: terms follow from one another by their ratio, the largest is taken as
/// 1, and their sum divides. So nothing overflows, and what underflows is below 1e-300 of the
/// largest term.
struct Hypergeometric {
  let total: Int
  let marked: Int
  let draws: Int

  /// - Precondition: `0 <= marked <= total` and `0 <= draws <= total`.
  init(total: Int, marked: Int, draws: Int) {
    precondition(
      marked >= 0 && marked <= total && draws >= 0 && draws <= total,
      "\(draws) draws from \(total) samples, \(marked) of them marked, cannot be")
    self.total = total
    self.marked = marked
    self.draws = draws
  }

  /// The least and the greatest count that can occur.
  var support: ClosedRange<Int> { max(0, draws - (total - marked))...min(marked, draws) }

  private var mode: Int {
    let support = support
    let likely = (Double(draws + 1) * Double(marked + 1) / Double(total + 2)).rounded(.down)
    return min(max(Int(likely), support.lowerBound), support.upperBound)
  }

  /// `P(X = x + 1) / P(X = x)`.
  private func ratio(after x: Int) -> Double {
    Double(marked - x) * Double(draws - x)
      / (Double(x + 1) * Double(total - marked - draws + x + 1))
  }

  /// The chance of at least `threshold` marked samples.
  ///
  /// Measured against exact integers, the error is below 1e-12 for `total` up to 100,000; small
  /// chances keep their relative accuracy as well.
  ///
  /// - Complexity: O(standard deviation + distance of `threshold` from the mode).
  func atLeast(_ threshold: Int) -> Double {
    let support = support
    guard threshold > support.lowerBound else { return 1 }
    guard threshold <= support.upperBound else { return 0 }
    var (inside, outside) = (0.0, 0.0)
    walk { x, weight in
      if x >= threshold { inside += weight } else { outside += weight }
      let onTheWay = mode < x && x < threshold && weight > 0
      return onTheWay || weight > (x >= threshold ? inside : outside) * 1e-18
    }
    return inside / (inside + outside)
  }

  /// The chance of exactly `x` marked samples.
  ///
  /// - Complexity: as `atLeast`.
  func exactly(_ x: Int) -> Double {
    guard support.contains(x) else { return 0 }
    var (here, sum) = (0.0, 0.0)
    walk { y, weight in
      if y == x { here = weight }
      sum += weight
      let onTheWay = (min(mode, x)..<max(mode, x)).contains(y) && weight > 0
      return onTheWay || weight > sum * 1e-18
    }
    return here / sum
  }

  /// The chance of a count that is no likelier than `x`; likelihoods that agree to 1e-7 are equal.
  ///
  /// - Complexity: O(size of the support).
  func noLikelier(than x: Int) -> Double {
    var here = 0.0
    walk { y, weight in
      if y == x { here = weight }
      return true
    }
    var (rare, sum) = (0.0, 0.0)
    walk { _, weight in
      sum += weight
      if weight <= here * (1 + 1e-7) { rare += weight }
      return true
    }
    return min(1, rare / sum)
  }

  /// The mean of `f(X)`, for `f` of moderate size.
  ///
  /// - Complexity: O(standard deviation).
  func mean(of f: (Int) -> Double) -> Double {
    var (sum, weights) = (0.0, 0.0)
    walk { x, weight in
      sum += weight * f(x)
      weights += weight
      return weight > 1e-26
    }
    return sum / weights
  }

  /// Visits the mode, what lies above it and what lies below it, each with its weight relative to
  /// the mode's; a direction is left where `visit` returns false.
  @inline(__always)
  private func walk(_ visit: (Int, Double) -> Bool) {
    let (support, mode) = (support, mode)
    _ = visit(mode, 1)
    var weight = 1.0
    for x in mode..<support.upperBound {
      weight *= ratio(after: x)
      if !visit(x + 1, weight) { break }
    }
    weight = 1
    for x in stride(from: mode - 1, through: support.lowerBound, by: -1) {
      weight /= ratio(after: x)
      if !visit(x, weight) { break }
    }
  }
}
