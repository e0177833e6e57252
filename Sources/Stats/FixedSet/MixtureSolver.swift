/// Newton's method for the weights of a mixture, with a multiplier for each weight (a primal-dual
/// interior-point method).
///
/// With `A` the chances of the groups' counts at the points, `n` the groups' numbers of problems
/// and `N = sum n + sum a`, it maximises `sum n ln(A G) + sum a ln G - N sum G` over `G > 0`; at
/// the maximum the weights add up to 1. The two ends of the grid have no pseudo-weight: theirs is
/// a barrier that falls to 1e-20.
///
/// A step solves `(A' W A + Z) dG = gradient`, `W = n / (A G)^2`, `Z = z / G` with the multipliers
/// `z` that tend to `a / G`. It is solved by way of the matrix `1/W + A Z^-1 A'`, which has a row
/// for each distinct count, most of them far apart and so not in touch. Every step climbs: the
/// matrix is positive definite, and the step is halved until the objective gains.
struct MixtureSolver {
  private let rows: MixtureRows
  private let pseudoWeight: Double
  private let total: Double
  private var barrier = 1e-3
  private(set) var weights: [Double]
  private(set) var steps = 0
  private var multipliers: [Double]
  private let first: [Int]

  init(_ rows: MixtureRows, pseudoWeight: Double) {
    self.rows = rows
    self.pseudoWeight = pseudoWeight
    total = rows.problems.reduce(0, +) + pseudoWeight * Double(rows.pointCount - 2)
    weights = [Double](repeating: 1 / Double(rows.pointCount), count: rows.pointCount)
    multipliers = []
    first = (0..<rows.count).map { row in
      (0...row).first { rows.core[$0].overlaps(rows.core[row]) }!
    }
  }

  /// Until a step moves no weight by more than 1e-13.
  mutating func run() {
    for _ in 0..<5 { expectationMaximisation() }
    multipliers = weights.indices.map { pull($0) / weights[$0] }
    for _ in 0..<200 {
      let (moved, length) = newton()
      steps += 1
      if moved < 1e-13 && barrier <= 1e-20 { break }
      // Only as fast as steps are full, or the ends are left behind far from their barrier.
      barrier = max(1e-20, barrier * (length > 0.9 ? 1e-3 : length > 0.5 ? 0.1 : 1))
    }
    let sum = weights.reduce(0, +)
    for g in weights.indices { weights[g] /= sum }
  }

  /// `a_g`, or what stands for it at the ends.
  private func pull(_ g: Int) -> Double {
    g == 0 || g == weights.count - 1 ? barrier : pseudoWeight
  }

  private mutating func expectationMaximisation() {
    let sums = rows.product(weights)
    let gradient = rows.transposedProduct(zip(rows.problems, sums).map { $0 / $1 })
    for g in weights.indices {
      weights[g] = (weights[g] * gradient[g] + pull(g)) / total
    }
  }

  /// - Returns: The most that a weight moved by, and the shorter of the two step lengths, 1 where
  ///   nothing stood in the way.
  private mutating func newton() -> (moved: Double, length: Double) {
    let sums = rows.product(weights)
    var gradient = rows.transposedProduct(zip(rows.problems, sums).map { $0 / $1 })
    for g in gradient.indices { gradient[g] += pull(g) / weights[g] - total }
    // Bounded, or an end of the grid that holds much of the weight would drown all other digits.
    let ease = zip(weights, multipliers).map { min($0 / $1, 1e9 / total) }
    let climb = zip(ease, gradient).map { $0 * $1 }
    var system = system(ease, sums)
    let y = system.solve(rows.product(climb))
    let correction = rows.transposedProduct(y)
    var step = weights.indices.map { ease[$0] * (gradient[$0] - correction[$0]) }
    let dual = weights.indices.map {
      pull($0) / weights[$0] - multipliers[$0] - step[$0] / ease[$0]
    }
    var length = Self.longest(step, from: weights)
    var slope = 0.0
    for g in step.indices { slope += gradient[g] * step[g] }
    let change = rows.product(step)
    while slope > 1e-9 && gain(step, length, sums, change) < 1e-4 * length * slope {
      length /= 2
      if length < 1e-10 { break }
    }
    let dualLength = Self.longest(dual, from: multipliers)
    var moved = 0.0
    for g in weights.indices {
      step[g] *= length
      moved = max(moved, abs(step[g]))
      weights[g] += step[g]
      multipliers[g] += dualLength * dual[g]
    }
    return (moved, min(length, dualLength))
  }

  /// By how much the objective grows along the step.
  private func gain(
    _ step: [Double], _ length: Double, _ sums: [Double], _ change: [Double]
  ) -> Double {
    var gain = 0.0
    for row in sums.indices {
      gain += rows.problems[row] * naturalLogarithm(1 + length * change[row] / sums[row])
    }
    for g in step.indices {
      gain += pull(g) * naturalLogarithm(1 + length * step[g] / weights[g])
      gain -= total * length * step[g]
    }
    return gain
  }

  /// The longest step up to 1 that leaves every value a hundredth of itself.
  private static func longest(_ step: [Double], from values: [Double]) -> Double {
    var length = 1.0
    for index in step.indices where step[index] < 0 {
      length = min(length, -0.99 * values[index] / step[index])
    }
    return length
  }

  private func system(_ ease: [Double], _ sums: [Double]) -> SkylineMatrix {
    var matrix = SkylineMatrix(first: first)
    var weighted = [Double](repeating: 0, count: rows.pointCount)
    rows.masses.withUnsafeBufferPointer { masses in
      weighted.withUnsafeMutableBufferPointer { weighted in
        for row in 0..<rows.count {
          let core = rows.core[row]
          let base = masses.baseAddress! + rows.start[row] - rows.points[row].lowerBound
          for g in core { weighted[g] = base[g] * ease[g] }
          for column in first[row]...row {
            let shared = core.clamped(to: rows.core[column])
            let other = masses.baseAddress! + rows.start[column] - rows.points[column].lowerBound
            matrix[row, column] = dot(
              UnsafePointer(weighted.baseAddress!) + shared.lowerBound, other + shared.lowerBound,
              shared.count)
          }
          matrix[row, row] += sums[row] * sums[row] / rows.problems[row]
        }
      }
    }
    return matrix
  }
}
