extension PassCurve {
  /// The band that holds the whole curve, at all of `ks` at once, for problems like these.
  ///
  /// The limits at each `k` are exact Jeffreys-Dirichlet quantiles, as those of `point(at:)`, at one
  /// level for all `k`: calibrated so that a share `level` of whole curves, drawn with the weights of
  /// those intervals, lies within. Only that level has a simulation error (of the share of curves:
  /// 0.34 points at 95 %). Where samples are missing the band holds the curve whatever they were.
  ///
  /// Between two neighbouring `k` of the grid nothing is calibrated, yet the band bounds the curve
  /// there too, as pass@k rises with `k`: `limits(ofRisingCurveAt:)`.
  ///
  /// - Parameters:
  ///   - ks: Ascending, within `1...largestK`; `grid` for the default one.
  ///   - draws: Shared draws for at least as many problems, to save their making.
  /// - Complexity: 4,096 weighted means and two exact quantiles a `k`: 10 ms for 500 problems and
  ///   11 `k`, less where problems are alike.
  package func band(at ks: [Int], draws: DirichletDraws? = nil) -> SimultaneousBand {
    precondition(
      ks.allSatisfy { (1...largestK).contains($0) }, "no band at \(ks): k runs to \(largestK)")
    let ranges = ks.map { k in
      groups.map { (range: $0.tally.passBounds(at: k)!, count: $0.count) }
    }
    let least = ranges.map { $0.map { (value: $0.range.lowerBound, count: $0.count) } }
    let greatest = ranges.map { $0.map { (value: $0.range.upperBound, count: $0.count) } }
    return SimultaneousBand(
      level: level, ks: ks, least: least, greatest: missing ? greatest : nil,
      estimates: ks.map { k in
        missing && k <= samples.lowerBound
          ? average(groups.map { (value: $0.tally.passAt(k)!, count: $0.count) }) : nil
      }, in: 0...1, draws: draws)
  }
}
