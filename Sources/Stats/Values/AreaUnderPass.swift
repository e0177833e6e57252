/// How budgets are spaced along a curve's axis.
package enum BudgetAxis: String, Hashable, Sendable, CaseIterable {
  /// By `k`: nearly all of the area is at large budgets.
  case linear
  /// By `log2 k`: every doubling counts alike.
  case logarithmic

  func position(_ k: Int) -> Double {
    switch self {
    case .linear: Double(k)
    case .logarithmic: logarithm2(Double(k))
    }
  }
}

extension Tally {
  /// AUC@K: the average height of the unbiased pass@k curve between 1 and `largest`, by trapezoids
  /// over every integer `k`:
  /// `sum over k < K of (x(k) + x(k+1)) / 2 * (a(k+1) - a(k)) / (a(K) - a(1))`,
  /// with `a(k)` = `k` or `log2 k`.
  ///
  /// - Returns: In `0...1`, not below pass@1 nor above pass@K; `nil` for `largest` = 1, over which
  ///   there is no area, and if `largest > samples`.
  /// - Complexity: O(*K*).
  ///
  /// Source: linear, Hu et al. 2026, arXiv:2601.08763, equation 7, as scorio 0.2.3 computes it
  /// (which gives pass@1 at K = 1). The logarithmic axis is the one the curves are drawn on.
  package func areaUnderPassAt(_ largest: Int, _ axis: BudgetAxis) -> Double? {
    precondition(largest >= 1, "an area up to k = \(largest) cannot be")
    guard largest >= 2, largest <= samples else { return nil }
    return areaUnder(PassAtKSequence(self).prefix(largest), axis)
  }
}

/// The average height of a curve given at `k` = 1, 2, 3 …, by trapezoids.
///
/// - Precondition: at least two heights.
package func areaUnder(_ heights: some Sequence<Double>, _ axis: BudgetAxis) -> Double {
  var area = CompensatedSum()
  var last: (position: Double, height: Double)?
  var k = 0
  for height in heights {
    k += 1
    let position = axis.position(k)
    if let last { area.add((last.height + height) / 2 * (position - last.position)) }
    last = (position, height)
  }
  precondition(k >= 2, "an area needs two budgets, not \(k)")
  return area.value / (axis.position(k) - axis.position(1))
}
