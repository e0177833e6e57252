/// Gaffke's interval: each limit is a quantile of the mean under Dirichlet weights 1 on each
/// problem's value and 1 on the far end of what is possible, the lower end for the lower limit.
///
/// For values in {0, 1} it is the exact interval of Clopper and Pearson, and for those its coverage
/// is at least nominal. For other values that is conjectured, not proved; no counterexample is
/// known.
///
/// Source: Learned-Miller and Thomas 2019, arXiv:1905.06208, section 2 (after Gaffke 2005).
enum GaffkeInterval: MeanIntervalRule {
  static func interval(
    _ sample: BoundedSample, level: Double, resampling: Resampling
  ) -> MeanInterval {
    let tail = (1 - level) / 2
    let lower = limit(sample.values, at: tail, from: sample.range.lowerBound)
    let mirrored = sample.values.map { (value: -$0.value, count: $0.count) }
    let upper = -limit(mirrored, at: tail, from: -sample.range.upperBound)
    return MeanInterval(Interval(level: level, lower: lower, upper: max(lower, upper)))
  }

  /// The lower limit: the quantile with the extra problem at `end`, at or below every value.
  ///
  /// A problem of the greatest value serves as the weight at the other end.
  private static func limit(
    _ values: [(value: Double, count: Int)], at tail: Double, from end: Double
  ) -> Double {
    var values = values
    let greatest = values.indices.max { values[$0].value < values[$1].value }!
    let top = values[greatest].value
    if top == end { return end }
    values[greatest].count -= 1
    return DirichletMean(values, in: end...top, halves: 2).quantile(tail)
  }
}
