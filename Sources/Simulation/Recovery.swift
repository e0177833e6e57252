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
    var gap = row("the gap, base pass@\(samples) − trained pass@1", k: "\(samples), 1")
    var budget = row("the equivalent budget, in attempts")
    let (trueGap, trueBudget) = (self.gap, self.budget)
    var statuses: [Crossover.Status: Int] = [:]
    var estimates: [Double] = []
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
      let measured = EfficiencyGap(pair, budget: samples)
      gap.add(measured.interval!, truth: trueGap, estimate: measured.gap!)
      let equivalent = EquivalentBudget(pair)
      budget.add(
        Double(equivalent.moreThan ?? 0) < trueBudget
          && trueBudget < Double(equivalent.lessThan ?? Int.max))
      if let k = equivalent.k { estimates.append(k) }
    }
    undecided.note = Crossover.Status.allCases.filter { statuses[$0] != nil }
      .map { "\($0.rawValue) \(statuses[$0]!)" }.joined(separator: ", ")
    estimates.sort()
    undecided.note = "true crossing \(rounded(crossing)); " + undecided.note
    gap.note = "true gap \(rounded(100 * trueGap)) points"
    budget.note = "true budget \(rounded(trueBudget)) attempts"
    if let middle = estimates.dropFirst(estimates.count / 2).first {
      budget.note += ", median estimate \(rounded(middle))"
    }
    return [undecided, quiet, placed, gap, budget].filter { $0.datasets > 0 }
  }

  /// The base's pass@n less the trained run's pass@1.
  private var gap: Double { means(samples).baseline - means(1).candidate }

  /// The k at which the base's pass@k is the trained run's pass@1, linear in log2 k between integers.
  private var budget: Double {
    let goal = means(1).candidate
    let above = (2...samples).first { means($0).baseline >= goal }!
    let (before, after) = (means(above - 1).baseline, means(above).baseline)
    let (start, end) = (logarithm2(Double(above - 1)), logarithm2(Double(above)))
    return powerOf2(start + (goal - before) / (after - before) * (end - start))
  }

  private func means(_ k: Int) -> (baseline: Double, candidate: Double) {
    (JointPopulation.paperBase.passAt(k), JointPopulation.paperBase.passAt(k) + difference(k))
  }

  private func difference(_ k: Int) -> Double { design.population(problems, samples, [k])![0] }

  private func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }

  private func row(_ what: String, k: String? = nil) -> CoverageRow {
    CoverageRow(
      target: Target.population.rawValue, method: what, isDefault: true,
      population: JointPopulation.paper.name, problems: problems, samples: samples,
      k: k ?? "1-\(samples)", level: 0.95)
  }
}
