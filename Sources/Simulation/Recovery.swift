import Stats

/// What can be read off two runs that are to each other as a published pair: where their curves
/// cross, and how far the trained run's single answer is from what the base reaches with many; for
/// problems like these, and for the problems drawn.
package struct Recovery: Sendable {
  package let problems: Int
  package let samples: Int
  private let joint = JointPopulation.paper

  package init(problems: Int, samples: Int) {
    self.problems = problems
    self.samples = samples
  }

  package func measure(datasets: Int, seed: UInt64) -> [CoverageRow] {
    let like = Truth(population, samples)
    var population = Held(rows: rows(.population, like))
    var fixed = Held(rows: rows(.fixed, nil))
    for number in 0..<datasets {
      var rng = stream("recovery|\(problems)|\(samples)", seed: seed, number: number)
      let chances = (0..<problems).map { _ in joint.chances(using: &rng) }
      let tallies = chances.map {
        (rng.tally(of: samples, $0.baseline), rng.tally(of: samples, $0.candidate))
      }
      let pair = PairedDifference(tallies)!
      let gap = EfficiencyGap(pair, budget: samples)
      population.add(
        Crossover(pair)!, pair.outlook(at:), gap.interval!, estimate: gap.gap!,
        EquivalentBudget(pair),
        like)
      let these = FixedSetDifference(tallies)!
      fixed.add(
        Crossover(these)!, these.outlook(at:), these.efficiencyInterval(of: gap)!,
        estimate: gap.gap!, these.equivalentBudget(pair)!, Truth(of(chances), samples))
    }
    return population.finished() + fixed.finished()
  }

  /// pass@k of both had we all problems of the population.
  private var population: (Int) -> (baseline: Double, candidate: Double) {
    let differences = Design<SimulatedPair>.of(joint).population(
      problems, samples, Array(1...samples))!
    return { k in
      let baseline = JointPopulation.paperBase.passAt(k)
      return (baseline, baseline + differences[k - 1])
    }
  }

  /// pass@k of both on problems of these chances, with endless samples.
  private func of(
    _ chances: [(baseline: Double, candidate: Double)]
  ) -> (Int) -> (baseline: Double, candidate: Double) {
    { k in
      (
        meanOf(chances) { chanceOfOne(in: k, $0.baseline) },
        meanOf(chances) { chanceOfOne(in: k, $0.candidate) }
      )
    }
  }

  private func rows(_ target: Target, _ truth: Truth?) -> [CoverageRow] {
    let names = [
      "the true crossing is among the undecided k",
      "no crossing is placed that excludes the true one",
      "where one is placed, its k hold the true one",
      "the gap, base pass@\(samples) − trained pass@1", "the equivalent budget, in attempts",
    ]
    return names.enumerated().map { index, name in
      var row = CoverageRow(
        target: target.rawValue, method: name, isDefault: true, population: joint.name,
        problems: problems, samples: samples, k: index == 3 ? "\(samples), 1" : "1-\(samples)",
        level: 0.95)
      row.note = truth?.note(index) ?? (index == 0 ? "of sets whose true curves cross once" : "")
      return row
    }
  }
}

/// The true values of a pair.
private struct Truth {
  /// Where the curves cross, linear in log2 k between integers; `nil` unless they cross once.
  let crossing: Double?
  let gap: Double
  /// Where the baseline's pass@k is the candidate's pass@1; without end where it stays below.
  let budget: Double

  init(_ values: (Int) -> (baseline: Double, candidate: Double), _ samples: Int) {
    let curve = (1...samples).map(values)
    let crossover = Crossover(
      curve.enumerated().map { index, at in
        let difference = at.candidate - at.baseline
        return Crossover.Outlook(
          k: index + 1, decided: difference > 0 ? 1 : -1, difference: difference)
      })
    crossing = crossover.events.count == 1 ? crossover.events[0].k : nil
    let goal = curve[0].candidate
    gap = curve[samples - 1].baseline - goal
    guard let above = curve.indices.dropFirst().first(where: { curve[$0].baseline >= goal }) else {
      budget = .infinity
      return
    }
    let (before, after) = (curve[above - 1].baseline, curve[above].baseline)
    let (start, end) = (logarithm2(Double(above)), logarithm2(Double(above + 1)))
    budget = powerOf2(start + (goal - before) / (after - before) * (end - start))
  }

  /// What a table says of the true value of its row.
  func note(_ index: Int) -> String {
    switch index {
    case 0: "true crossing \(crossing.map { "\(rounded($0))" } ?? "none")"
    case 3: "true gap \(rounded(100 * gap)) points"
    case 4: "true budget \(rounded(budget)) attempts"
    default: ""
    }
  }
}

/// How often the answers for one target held the truth.
private struct Held {
  var rows: [CoverageRow]
  private var statuses: [Crossover.Status: Int] = [:]
  private var budgets: [Double] = []

  init(rows: [CoverageRow]) { self.rows = rows }

  mutating func add(
    _ crossover: Crossover, _ outlook: (Int) -> Crossover.Outlook, _ gap: Interval,
    estimate: Double, _ budget: EquivalentBudget, _ truth: Truth
  ) {
    statuses[crossover.status, default: 0] += 1
    if let crossing = truth.crossing {
      let placed = crossover.status == .one || crossover.status == .possible
      let held = crossover.events.contains {
        Double($0.lower ?? 1) - 1 < crossing
          && crossing < $0.upper.map { Double($0) + 1 } ?? .infinity
      }
      rows[0].add(outlook(Int(crossing.rounded())).decided == 0)
      rows[1].add(!placed || held)
      if placed { rows[2].add(held) }
    }
    rows[3].add(gap, truth: truth.gap, estimate: estimate)
    rows[4].add(
      budget.moreThan.map { Double($0) < truth.budget } ?? true
        && budget.lessThan.map { truth.budget < Double($0) } ?? true)
    if let k = budget.k { budgets.append(k) }
  }

  /// The rows that hold anything, with what was found.
  mutating func finished() -> [CoverageRow] {
    let found = Crossover.Status.allCases.compactMap { status in
      statuses[status].map { "\(status.rawValue) \($0)" }
    }
    rows[0].note += "; " + found.joined(separator: ", ")
    budgets.sort()
    if let middle = budgets.dropFirst(budgets.count / 2).first {
      rows[4].note += (rows[4].note.isEmpty ? "" : ", ") + "median estimate \(rounded(middle))"
    }
    return rows.filter { $0.datasets > 0 }
  }
}

private func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }
