extension ProblemValues {
  /// The mean with its interval for problems like these, as a point of a curve.
  ///
  /// The limits are those of `method` on the problems' values; where samples are missing, the hull
  /// over the least and the greatest that these leave possible. Widened to hold the estimate and
  /// both bounds. By the default method they are those of `interval(level:)`.
  package func point(
    at k: Int, level: Double = 0.95, method: IntervalMethod = .jeffreysDirichlet,
    resampling: Resampling = Resampling()
  ) -> CurvePoint {
    guard let range, !least.isEmpty else {
      return CurvePoint(
        k: k, estimate: estimate, absence: absence, bounds: bounds, interval: nil)
    }
    func found(_ values: [Counted]) -> MeanInterval {
      method.interval(
        BoundedSample(values, in: range), level: level, resampling: resampling)
    }
    var mean = found(least)
    if bounds != nil { mean = mean.hull(found(greatest)) }
    var interval = mean.interval
    for value in [estimate, bounds?.lowerBound, bounds?.upperBound].compactMap({ $0 }) {
      interval = interval?.widened(toHold: value)
    }
    return CurvePoint(
      k: k, estimate: estimate, absence: absence, bounds: bounds, interval: interval,
      intervalAbsence: mean.absence, monteCarloError: mean.monteCarloError,
      remarks: mean.remarks)
  }
}
