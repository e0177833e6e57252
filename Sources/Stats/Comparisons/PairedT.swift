/// Student's paired t: the mean difference over problems against its own spread.
///
/// `t = d / (s / sqrt P)` with `s^2 = sum (D_i - d)^2 / (P - 1)`; the interval is
/// `d -+ t_(1 - alpha/2, P-1) s / sqrt P`, cut to `-1...1`, which is all that is possible.
///
/// Source: Student 1908, "The probable error of a mean".
package struct PairedT: Hashable, Sendable {
  package let difference: Double
  package let interval: Interval
  package let statistic: Double
  /// One fewer than the problems.
  package let degreesOfFreedom: Int
  /// Two-sided: below `1 - level` exactly where the interval excludes 0, but for rounding.
  package let pValue: Double

  /// - Parameter differences: One a problem, equal ones counted, in any order. Each in `-1...1`.
  /// - Returns: `nil` for one problem, and where all differ by the same (within 1e-12), so that
  ///   there is no spread to judge by: never an interval of width 0, never p = 0.
  package init?(_ differences: [(value: Double, count: Int)], level: Double = 0.95) {
    let sorted = differences.sorted { $0.value < $1.value }
    let problems = sorted.reduce(0) { $0 + $1.count }
    guard problems > 1, sorted[sorted.count - 1].value - sorted[0].value >= tieWidth else {
      return nil
    }
    let mean = average(sorted)
    var squares = CompensatedSum()
    for item in sorted {
      squares.add(Double(item.count) * (item.value - mean) * (item.value - mean))
    }
    let error = (squares.value / Double(problems - 1) / Double(problems)).squareRoot()
    let student = StudentT(degreesOfFreedom: Double(problems - 1))
    let half = student.quantile(1 - (1 - level) / 2) * error
    difference = mean
    statistic = mean / error
    degreesOfFreedom = problems - 1
    pValue = min(1, 2 * student.upperTail(abs(mean / error)))
    interval = Interval(level: level, lower: max(-1, mean - half), upper: min(1, mean + half))
  }

  static func result(
    _ differences: [(value: Double, count: Int)], level: Double
  ) -> TestResult {
    guard let t = PairedT(differences, level: level) else {
      let problems = differences.reduce(0) { $0 + $1.count }
      return TestResult(.pairedT, absence: problems > 1 ? .noSpread : .needsTwoProblems)
    }
    var result = TestResult(.pairedT)
    result.interval = t.interval
    result.pValue = t.pValue
    result.statistic = t.statistic
    result.degreesOfFreedom = t.degreesOfFreedom
    return result
  }
}
