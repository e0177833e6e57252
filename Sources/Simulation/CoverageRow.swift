import Stats

/// What was measured of one method in one cell of a study.
package struct CoverageRow: Hashable, Sendable {
  package let target: String
  package let method: String
  package let isDefault: Bool
  package let population: String
  package let problems: Int
  package let samples: Int
  /// The `k`, or the first and the last of a whole curve.
  package let k: String
  package let level: Double
  /// Data sets for which there was an answer, and those without.
  package var datasets = 0
  package var refused = 0
  package var held = 0
  /// Targets below the lower and above the upper limit.
  package var below = 0
  package var above = 0
  /// Intervals that leave 0 out, either way.
  package var decided = 0
  package var width = 0.0
  package var truth = 0.0
  package var squaredError = 0.0
  package var hasWidth = false
  package var note = ""
  /// What the cell's data do that the method's assumptions do not allow for.
  package var breaks: String?

  package init(
    target: String, method: String, isDefault: Bool, population: String, problems: Int,
    samples: Int, k: String, level: Double
  ) {
    self.target = target
    self.method = method
    self.isDefault = isDefault
    self.population = population
    self.problems = problems
    self.samples = samples
    self.k = k
    self.level = level
  }

  package var coverage: Double { Double(held) / Double(datasets) }

  /// The error of `coverage` by simulation: of a share that is surely not 0 or 1, so that 400 of 400
  /// does not pass for exact.
  package var standardError: Double {
    let share = (Double(held) + 1) / (Double(datasets) + 2)
    return (share * (1 - share) / Double(datasets)).squareRoot()
  }

  package var meanWidth: Double { width / Double(datasets) }
  package var power: Double { Double(decided) / Double(datasets) }
  package var meanTruth: Double { truth / Double(datasets) }

  package var missedBelow: Double { Double(below) / Double(datasets) }
  package var missedAbove: Double { Double(above) / Double(datasets) }

  /// Mean width over that of an interval of the true standard error, which only a simulation knows.
  /// `nil` where nothing varies, or at a level without a normal quantile here.
  package var widthRatio: Double? {
    let error = (squaredError / Double(datasets)).squareRoot()
    guard let z = Self.normalQuantiles[level], error > 1e-9 else { return nil }
    return meanWidth / (2 * z * error)
  }

  private static let normalQuantiles = [
    0.9: 1.6448536, 0.95: 1.9599640, 0.99: 2.5758293, 0.999: 3.2905267,
  ]

  mutating func refuse() { refused += 1 }

  mutating func add(_ interval: Interval, truth: Double, estimate: Double) {
    datasets += 1
    hasWidth = true
    if truth < interval.lower {
      below += 1
    } else if truth > interval.upper {
      above += 1
    } else {
      held += 1
    }
    if !interval.contains(0) { decided += 1 }
    width += interval.upper - interval.lower
    self.truth += truth
    squaredError += (estimate - truth) * (estimate - truth)
  }

  mutating func add(_ band: SimultaneousBand, truths: [Double]) {
    datasets += 1
    hasWidth = true
    let pairs = zip(band.limits, truths)
    held += pairs.allSatisfy { $0.contains($1) } ? 1 : 0
    decided += band.limits.contains { !$0.contains(0) } ? 1 : 0
    width += band.limits.reduce(0) { $0 + $1.upperBound - $1.lowerBound } / Double(truths.count)
  }

  mutating func add(_ holds: Bool) {
    datasets += 1
    held += holds ? 1 : 0
  }
}
