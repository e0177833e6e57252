/// An interval for a mean, or why there is none, and what there is to say about it.
package struct MeanInterval: Hashable, Sendable {
  /// `nil` with `absence` saying why.
  package let interval: Interval?
  package let absence: Absence?
  /// How far the limits would move with other draws; `nil` where the method does not draw.
  package let monteCarloError: MonteCarloError?
  package let remarks: IntervalRemarks

  package init(
    _ interval: Interval, monteCarloError: MonteCarloError? = nil, remarks: IntervalRemarks = []
  ) {
    self.interval = interval
    absence = nil
    self.monteCarloError = monteCarloError
    self.remarks = interval.lower == interval.upper ? remarks.union(.noWidth) : remarks
  }

  package init(absent absence: Absence) {
    interval = nil
    self.absence = absence
    monteCarloError = nil
    remarks = []
  }

  /// The smallest interval that holds both, each limit with its own error; absent where either is.
  package func hull(_ other: MeanInterval) -> MeanInterval {
    guard let interval, let second = other.interval else {
      return interval == nil ? self : other
    }
    var error: MonteCarloError?
    if let one = monteCarloError, let two = other.monteCarloError {
      error = MonteCarloError(
        lower: interval.lower <= second.lower ? one.lower : two.lower,
        upper: interval.upper >= second.upper ? one.upper : two.upper)
    }
    return MeanInterval(
      interval.hull(second), monteCarloError: error,
      remarks: remarks.union(other.remarks).subtracting(.noWidth))
  }
}

/// The standard deviation of each limit over seeds: what of it is due to the draws.
package struct MonteCarloError: Hashable, Sendable {
  package let lower: Double
  package let upper: Double

  package init(lower: Double, upper: Double) {
    self.lower = lower
    self.upper = upper
  }
}

/// What a reader of an interval is to be told.
package struct IntervalRemarks: OptionSet, Hashable, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  /// The method gave a limit beyond what is possible; it was cut there.
  package static let clipped = IntervalRemarks(rawValue: 1)
  /// The method gives no width at all, as the values do not differ. It is not certainty.
  package static let noWidth = IntervalRemarks(rawValue: 2)
}
