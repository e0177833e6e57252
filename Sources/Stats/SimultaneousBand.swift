/// Limits that hold a whole curve at once: in a share `level` of studies every point of the true
/// curve, at all of `ks`, lies between them.
///
/// Wider than the pointwise intervals, each of which covers on its own. All points share one
/// pointwise level, the least that makes the whole curve's coverage `level`.
package struct SimultaneousBand: Hashable, Sendable {
  /// Nominal coverage of the whole curve, 0.95 for 95 %.
  package let level: Double
  /// The level of each point's own interval, calibrated. At least `level`.
  package let pointwiseLevel: Double
  /// Ascending.
  package let ks: [Int]
  /// One a `k`, each holding the estimate.
  package let limits: [ClosedRange<Double>]

  /// - Precondition: as many limits as `ks`, and `level <= pointwiseLevel < 1`.
  package init(level: Double, pointwiseLevel: Double, ks: [Int], limits: [ClosedRange<Double>]) {
    precondition(ks.count == limits.count, "\(limits.count) limits for \(ks.count) k")
    precondition(
      level > 0 && level <= pointwiseLevel && pointwiseLevel < 1,
      "a band of level \(level) from points of level \(pointwiseLevel) cannot be")
    self.level = level
    self.pointwiseLevel = pointwiseLevel
    self.ks = ks
    self.limits = limits
  }

  package func limits(at k: Int) -> ClosedRange<Double>? {
    ks.firstIndex(of: k).map { limits[$0] }
  }

  /// For the band of a curve that rises with `k`, such as pass@k: limits that hold it at any `k` from
  /// the first to the last of `ks` wherever the band holds it at all of `ks`.
  ///
  /// Between two neighbours they are the lower limit of the one and the upper limit of the other.
  /// Not for differences, which may fall as well.
  ///
  /// - Returns: `nil` outside of the band's `ks`.
  package func limits(ofRisingCurveAt k: Int) -> ClosedRange<Double>? {
    guard let before = ks.lastIndex(where: { $0 <= k }),
      let after = ks.firstIndex(where: { $0 >= k })
    else { return nil }
    return limits[before].lowerBound...limits[after].upperBound
  }
}
