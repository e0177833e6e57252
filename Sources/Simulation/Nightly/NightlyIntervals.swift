import Stats

/// How often the intervals and tests of a gate err, either way, where the chances are known.
package struct NightlyIntervals: Sendable {
  package let population: Population
  package let problems: Int
  /// Samples of each problem, of the baseline and of tonight.
  package let samples: (baseline: Int, candidate: Int)
  package let points: Double
  package let drop: NightlyCell.Drop
  /// What is left outside on either side.
  package let outside: [Double]

  package struct Row: Sendable {
    package var datasets = 0
    /// True difference above the upper limit: a false claim of a drop, at the margin that is true.
    package var above = 0
    package var below = 0
    package var width = 0.0
    /// The test at margin 0 claims a drop.
    package var claimed = 0
  }

  package init(
    _ population: Population, problems: Int, samples: (baseline: Int, candidate: Int),
    points: Double, _ drop: NightlyCell.Drop, outside: [Double] = [0.025, 0.025 / 12]
  ) {
    (self.population, self.problems, self.samples) = (population, problems, samples)
    (self.points, self.drop, self.outside) = (points, drop, outside)
  }

  /// One row for each of `outside`, and the method used.
  package func measure(
    datasets: Int, seed: UInt64
  ) -> (method: SuiteChange.Method, rows: [Row])? {
    var tables = MixtureTables()
    if samples.baseline == samples.candidate {
      tables.prepare(samples: [samples.baseline], ks: [1])
    }
    var rows = [Row](repeating: Row(), count: outside.count)
    var method: SuiteChange.Method?
    let key =
      "gate|\(population.name)|\(problems)|\(samples.baseline)|\(samples.candidate)|\(points)|"
      + drop.rawValue
    for number in 0..<datasets {
      var rng = stream(key, seed: seed, number: number)
      let before = NightlyCell(
        population, problems: problems, samples: samples.baseline, using: &rng)
      guard
        let after = points == 0
          ? before : before.dropped(by: points, drop, using: &rng)
      else { continue }
      let tonight = NightlyCell(chances: after.chances, samples: samples.candidate)
      let pairs = zip(before.night(using: &rng), tonight.night(using: &rng)).map {
        (baseline: $0, candidate: $1)
      }
      let change = SuiteChange(pairs, k: 1, tables: tables)!
      method = change.method
      let truth = after.mean - before.mean
      for (index, outside) in outside.enumerated() {
        guard let interval = change.interval(outside: outside) else { continue }
        rows[index].datasets += 1
        rows[index].above += truth > interval.upper ? 1 : 0
        rows[index].below += truth < interval.lower ? 1 : 0
        rows[index].width += interval.upper - interval.lower
        rows[index].claimed += interval.upper < 0 ? 1 : 0
      }
    }
    return method.map { ($0, rows) }
  }
}
