/// Student's t interval: `mean ± t s / sqrt(P)` with `P - 1` degrees of freedom, cut to what is
/// possible.
///
/// Exact for normal values, which solve rates are not: at ceilings and floors it misses far more
/// often than its level says.
///
/// Absent for a single problem, and where all values agree: an interval without width would claim
/// what no data can show.
///
/// Source: Student 1908.
enum StudentInterval: MeanIntervalRule {
  static func interval(
    _ sample: BoundedSample, level: Double, resampling: Resampling
  ) -> MeanInterval {
    guard let law = StudentMean(sample) else { return MeanInterval(absent: .oneProblem) }
    return law.interval(level: level)
  }
}

/// Where Student's method thinks the mean is: `mean + T s / sqrt(P)`, `T` of `P - 1` degrees of
/// freedom.
struct StudentMean: Sendable {
  let mean: Double
  /// `s / sqrt(P)`.
  let standardError: Double
  let student: StudentT
  let range: ClosedRange<Double>

  /// - Returns: `nil` for a single problem.
  init?(_ sample: BoundedSample) {
    guard sample.problems > 1 else { return nil }
    mean = sample.mean
    let freedom = Double(sample.problems - 1)
    standardError =
      sample.isConstant ? 0 : (sample.centralMoment(2, about: mean) / freedom).squareRoot()
    student = StudentT(degreesOfFreedom: freedom)
    range = sample.range
  }

  /// From a mean and a standard error found otherwise.
  init(mean: Double, standardError: Double, student: StudentT, range: ClosedRange<Double>) {
    (self.mean, self.standardError) = (mean, standardError)
    (self.student, self.range) = (student, range)
  }

  func interval(level: Double) -> MeanInterval {
    guard standardError > 0 else { return MeanInterval(absent: .noSpread) }
    let reach = -student.quantile((1 - level) / 2) * standardError
    let (lower, upper) = (mean - reach, mean + reach)
    let inside = range.contains(lower) && range.contains(upper)
    return MeanInterval(
      Interval(
        level: level, lower: max(lower, range.lowerBound), upper: min(upper, range.upperBound)),
      remarks: inside ? [] : .clipped)
  }
}
