/// A weighted mean of the means of several groups whose problems are separate samples: the macro
/// average over benchmarks, each with weight `1/B`, or a benchmark's strata with their known shares.
///
/// Groups' problems are never pooled. The interval is that of a sum of independent Dirichlet means,
/// one a group. No closed form exists; their distributions, each exact at 65 points, are convolved
/// on a common lattice of 1/64 of the sum's standard deviation. No random numbers enter.
/// Measured: a lattice twice as fine moves the limits by less than 0.15 % of the interval's width,
/// most where one group is far from a limit that all others are at.
package struct StratifiedMean: Sendable {
  package enum Method: String, Hashable, Sendable, CaseIterable {
    /// The quantiles of the weighted sum of independent Dirichlet means. The default.
    case dirichlet
    /// Student's t from the sum of the groups' variances, with Welch and Satterthwaite's degrees of
    /// freedom.
    case t
  }

  package typealias Group = (values: [(value: Double, count: Int)], weight: Double)

  package let range: ClosedRange<Double>
  /// The estimate: the weighted mean of the groups' means.
  package let mean: Double
  private let samples: [BoundedSample]
  /// Adding up to 1.
  private let weights: [Double]

  /// - Parameters:
  ///   - groups: Each with the values of its problems, in any order, and its weight, above 0; weights
  ///     are divided by their sum. The order of groups is of no matter but for rounding.
  ///   - range: What is possible for every value.
  /// - Returns: `nil` where a group has no problems, or there is none.
  package init?(_ groups: [Group], in range: ClosedRange<Double>) {
    precondition(groups.allSatisfy { $0.weight > 0 }, "a group without weight")
    guard !groups.isEmpty, groups.allSatisfy({ $0.values.contains { $0.count > 0 } }) else {
      return nil
    }
    samples = groups.map { group in
      BoundedSample(sorting: group.values, in: range)
    }
    let total = groups.reduce(0) { $0 + $1.weight }
    weights = groups.map { $0.weight / total }
    self.range = range
    var sum = CompensatedSum()
    for (sample, weight) in zip(samples, weights) { sum.add(weight * sample.mean) }
    mean = min(max(sum.value, range.lowerBound), range.upperBound)
  }

  /// The interval for the weighted mean over problems like these, widened to hold the estimate.
  ///
  /// - Parameter fineness: How many times finer than usual the lattice is; for the tests.
  /// - Complexity: about 80 evaluations of each group's distribution, and a few million
  ///   multiplications.
  package func interval(
    level: Double = 0.95, method: Method = .dirichlet, fineness: Int = 1
  ) -> MeanInterval {
    switch method {
    case .dirichlet:
      let interval =
        samples.count == 1
        ? DirichletMean(samples[0].values, in: range).interval(level: level)
        : convolved(level, fineness)
      return MeanInterval(interval.widened(toHold: mean))
    case .t:
      return student?.interval(level: level) ?? MeanInterval(absent: .oneProblem)
    }
  }

  private func convolved(_ level: Double, _ fineness: Int) -> Interval {
    let laws = samples.map { DirichletMean($0.values, in: range) }
    let variance = zip(laws, weights).reduce(0) {
      let deviation = $1.0.standardDeviation * $1.1
      return $0 + deviation * deviation
    }
    let step = variance.squareRoot() / (64 * Double(fineness))
    var sum: LatticeLaw?
    for (law, weight) in zip(laws, weights) {
      let own = LatticeLaw(TabulatedLaw(law, in: range), weight: weight, step: step)
      sum = sum?.adding(own) ?? own
    }
    let sharp = sum!.sharpened(2 * laws.count - 1)
    let tail = (1 - level) / 2
    func limit(_ chance: Double) -> Double {
      min(max(sharp.quantile(chance), range.lowerBound), range.upperBound)
    }
    let lower = limit(tail)
    return Interval(level: level, lower: lower, upper: max(lower, limit(1 - tail)))
  }

  /// `sum W^2 s^2 / P`, and its degrees of freedom.
  private var student: StudentMean? {
    guard samples.allSatisfy({ $0.problems > 1 }) else { return nil }
    var (variance, squares) = (0.0, 0.0)
    for (sample, weight) in zip(samples, weights) {
      let freedom = Double(sample.problems - 1)
      let part =
        sample.isConstant
        ? 0 : weight * weight * sample.centralMoment(2, about: sample.mean) / freedom
      variance += part
      squares += part * part / freedom
    }
    let freedom = squares > 0 ? variance * variance / squares : 1
    return StudentMean(
      mean: mean, standardError: variance.squareRoot(),
      student: StudentT(degreesOfFreedom: freedom), range: range)
  }
}
