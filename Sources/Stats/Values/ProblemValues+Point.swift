extension ProblemValues {
  /// The mean at a budget of `k` with its interval for problems like these, by any method; where
  /// samples are missing, the hull over both bounds. Widened to hold the estimate.
  ///
  /// - Parameter k: The budget the values belong to; it only labels the point.
  /// - Returns: A point whose `absence` says why the estimate, and whose `intervalAbsence` says why
  ///   the interval does not exist.
  package func point(
    at k: Int, level: Double = 0.95, method: IntervalMethod = .jeffreysDirichlet,
    resampling: Resampling = Resampling()
  ) -> CurvePoint {
    guard let range, !least.isEmpty else {
      return CurvePoint(
        k: k, estimate: estimate, absence: absence, bounds: bounds, interval: nil)
    }
    var found = method.interval(
      ofMean: least.map { (value: $0.value, count: $0.count) }, in: range, level: level,
      resampling: resampling)
    if bounds != nil {
      found = found.hull(
        method.interval(
          ofMean: greatest.map { (value: $0.value, count: $0.count) }, in: range, level: level,
          resampling: resampling))
    }
    var interval = found.interval
    for value in [estimate, bounds?.lowerBound, bounds?.upperBound].compactMap(\.self) {
      interval = interval?.widened(toHold: value)
    }
    return CurvePoint(
      k: k, estimate: estimate, absence: absence, bounds: bounds, interval: interval,
      intervalAbsence: found.absence, monteCarloError: found.monteCarloError,
      remarks: found.remarks)
  }
}
