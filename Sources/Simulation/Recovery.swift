import Stats

/// What can be read off two runs that are to each other as a published pair: where their curves
/// cross, and how far the trained run's single answer is from what the base reaches with many.
package struct Recovery: Sendable {
  package let problems: Int
  package let samples: Int
  private let design = Design<SimulatedPair>.of(.paper)

  package init(problems: Int, samples: Int) {
    self.problems = problems
    self.samples = samples
  }

  /// Where the true curves cross, linear in log2 k between integers.
  package var crossing: Double {
    let truth = design.population(problems, samples, Array(1...samples))!
    return Crossover(
      truth.enumerated().map {
        Crossover.Outlook(k: $0 + 1, decided: $1 > 0 ? 1 : -1, difference: $1)
      }
    ).events[0].k!
  }

  package func measure(datasets: Int, seed: UInt64) -> [CoverageRow] {
    let crossing = crossing
    var undecided = row("the true crossing is among the undecided k")
    var quiet = row("no crossing is placed that excludes the true one")
    var placed = row("where one is placed, its k hold the true one")
    var statuses: [Crossover.Status: Int] = [:]
    for number in 0..<datasets {
      var rng = stream("recovery|\(problems)|\(samples)", seed: seed, number: number)
      let pair = PairedDifference(design.draw(problems, samples, [1], &rng).data.tallies)!
      let crossover = Crossover(pair)!
      statuses[crossover.status, default: 0] += 1
      undecided.add(pair.outlook(at: Int(crossing.rounded())).decided == 0)
      let places = crossover.status == .one || crossover.status == .possible
      let held = crossover.events.contains {
        Double($0.lower ?? 1) - 1 < crossing && crossing < Double($0.upper ?? samples) + 1
      }
      quiet.add(!places || held)
      if places { placed.add(held) }
    }
    undecided.note = Crossover.Status.allCases.filter { statuses[$0] != nil }
      .map { "\($0.rawValue) \(statuses[$0]!)" }.joined(separator: ", ")
    return [undecided, quiet, placed].filter { $0.datasets > 0 }
  }

  private func row(_ what: String) -> CoverageRow {
    CoverageRow(
      target: Target.population.rawValue, method: what, isDefault: true,
      population: JointPopulation.paper.name, problems: problems, samples: samples,
      k: "1-\(samples)", level: 0.95)
  }
}
