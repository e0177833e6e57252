/// What a study would take to find a difference between two runs on problems like a pilot's, with
/// the paired interval for problems like these that reports print.
///
/// Nothing of it is a formula: studies are drawn from the problems that the pilot makes likely, with
/// the difference asked put into them, and analysed; power is the share in which the interval leaves
/// 0 out on the difference's side. Sizes are found by a search over that share, begun where a normal
/// approximation says. Random numbers are fixed by the study's number, so the same question has the
/// same answer everywhere.
///
/// What it cannot know: whether problems to come are like the pilot's, and, from a small pilot, how
/// unlike each other problems are. Fewer than 30 problems in the pilot leave a plan uncertain by a
/// factor of two either way.
package struct StudyPlanner: Sendable {
  package let population: PlanningPopulation
  package let k: Int
  package let level: Double
  /// The power asked.
  package let power: Double
  /// Studies simulated a step of the search, and of the design that is given out.
  package let searching: Int
  package let checking: Int

  /// Fixes every random number of a plan.
  static let key: UInt64 = 0x706C_616E

  /// The largest numbers that are looked at.
  package static let mostProblems = 10_000
  package static let mostSamples = 4_096

  /// - Parameters:
  ///   - power: Between the level's complement and 1.
  ///   - searching: Studies simulated a step of a search.
  ///   - checking: Studies simulated of what was found.
  package init(
    _ population: PlanningPopulation, k: Int, level: Double = 0.95, power: Double = 0.8,
    searching: Int = 1_000, checking: Int = 2_000
  ) {
    precondition(k >= 1, "a plan for k = \(k) cannot be")
    precondition(
      level > 0 && level < 1 && power > 1 - level && power < 1,
      "a power of \(power) at level \(level) cannot be planned for")
    precondition(searching > 0 && checking > 0, "a plan without simulated studies cannot be")
    self.population = population
    (self.k, self.level, self.power) = (k, level, power)
    (self.searching, self.checking) = (searching, checking)
  }

  /// A study of so many problems and samples, and how it would do.
  package struct Design: Hashable, Sendable {
    package let problems: Int
    package let samples: Int
    /// The true difference supposed.
    package let difference: Double
    package let power: Power
  }

  /// A design, or why there is none.
  package enum Answer: Hashable, Sendable {
    case design(Design)
    case none(Absence)
  }

  /// How a study of this size would do.
  package func study(difference: Double, problems: Int, samples: Int) -> Answer {
    check(difference, samples)
    if let absence = single(problems, samples) { return .none(absence) }
    guard let simulation = simulation(difference, samples) else { return unreachable(difference) }
    return .design(checked(simulation, difference, problems))
  }

  /// The fewest problems, of `samples` samples in each run, to find the difference with the power
  /// asked.
  package func problemsNeeded(difference: Double, samples: Int) -> Answer {
    check(difference, samples)
    if let absence = single(1, samples) { return .none(absence) }
    guard let simulation = simulation(difference, samples) else { return unreachable(difference) }
    let guess = approximateProblems(difference, samples)
    guard guess < 4 * Double(Self.mostProblems),
      let problems = leastReaching(
        power, from: max(2, Int(guess)), in: 2...Self.mostProblems,
        chance: { chance(simulation, $0, searching) })
    else { return .none(.planOutOfReach(limit: Self.mostProblems)) }
    return .design(checked(simulation, difference, problems))
  }

  /// The fewest samples a problem, with so many problems, to find the difference with the power
  /// asked.
  ///
  /// - Returns: None where problems differ too much from each other for so few of them: then no
  ///   number of samples is enough.
  package func samplesNeeded(difference: Double, problems: Int) -> Answer {
    check(difference, k)
    if let absence = single(problems, 2) { return .none(absence) }
    guard problems >= 2, let supposed = population.with(difference: difference, at: k).population
    else { return unreachable(difference) }
    // What is left out is left to chance, not to fewer draws: as many studies at every step.
    let chance = { (samples: Int) in
      self.chance(simulation(of: supposed, difference, samples), problems, searching)
    }
    guard
      let samples = leastReaching(
        power, from: max(k, 16), in: k...max(k, Self.mostSamples), precision: 0.05,
        chance: chance)
    else { return .none(.planOutOfReach(limit: max(k, Self.mostSamples))) }
    return .design(checked(simulation(of: supposed, difference, samples), difference, problems))
  }

  /// The smallest difference, of the sign of `direction`, that a study of this size would find with
  /// the power asked, to a tenth of a point.
  package func smallestDifference(
    problems: Int, samples: Int, direction: Int = 1
  ) -> Answer {
    precondition(direction == 1 || direction == -1, "a direction is 1 or -1, not \(direction)")
    check(Double(direction), samples)
    if let absence = single(problems, samples) { return .none(absence) }
    let step = 0.001 * Double(direction)
    let variance = population.moments(at: k, samples: samples).variance
    let guess = (z + StandardNormal.quantile(power)) * halfWidthPerZ(variance, problems)
    let reach = population.reach(at: k, towards: direction)
    let most = Int(abs(reach) / abs(step)) - 1
    guard most >= 1,
      let steps = leastReaching(
        power, from: max(1, Int(guess / abs(step))), in: 1...most, precision: 0.01,
        chance: { chance(simulation(step * Double($0), samples)!, problems, searching) })
    else { return unreachable(Double(direction)) }
    let difference = step * Double(steps)
    return .design(checked(simulation(difference, samples)!, difference, problems))
  }

  /// How studies of the same price would do: `budget` samples of each run, shared out over more
  /// problems or over more samples of each.
  ///
  /// - Parameter samples: Samples a problem to be tried; those below `k` are left out.
  package func splits(budget: Int, difference: Double, samples: [Int]) -> [Design] {
    samples.filter {
      $0 >= k && budget / $0 >= 2 && budget / $0 <= Self.mostProblems && single(1, $0) == nil
    }.compactMap { n in
      simulation(difference, n).map { checked($0, difference, budget / n) }
    }
  }

  // MARK: Parts

  private var z: Double { StandardNormal.quantile(1 - (1 - level) / 2) }

  private func check(_ difference: Double, _ samples: Int) {
    precondition(
      difference != 0 && abs(difference) <= 1, "a difference of \(difference) cannot be found")
    precondition(samples >= k, "a plan for k = \(k) needs as many samples, not \(samples)")
  }

  /// Why a pilot of single samples is none for studies of more.
  private func single(_ problems: Int, _ samples: Int) -> Absence? {
    population.isOfSingleSamples && samples > 1
      ? .singleSamples(single: problems, problems: problems) : nil
  }

  /// Fewer where each takes longer: their number is part of the answer.
  private func studies(_ most: Int, _ problems: Int) -> Int {
    min(most, max(200, 1_000_000 / problems))
  }

  private func unreachable(_ difference: Double) -> Answer {
    if let absence = population.with(difference: difference, at: k).absence {
      return .none(absence)
    }
    return .none(
      .differenceOutOfReach(
        lowest: population.reach(at: k, towards: -1), highest: population.reach(at: k, towards: 1))
    )
  }

  private func simulation(_ difference: Double, _ samples: Int) -> PowerSimulation? {
    population.with(difference: difference, at: k).population.map {
      simulation(of: $0, difference, samples)
    }
  }

  private func simulation(
    of supposed: PlanningPopulation, _ difference: Double, _ samples: Int
  ) -> PowerSimulation {
    PowerSimulation(
      supposed, sign: difference > 0 ? 1 : -1, samples: samples, k: k, level: level,
      key: Self.key)
  }

  private func chance(_ simulation: PowerSimulation, _ problems: Int, _ studies: Int) -> Double {
    simulation.power(
      problems: problems, studies: 0..<self.studies(studies, problems)
    ).share
  }

  /// By studies that the search did not use, so that its luck is not counted twice.
  private func checked(
    _ simulation: PowerSimulation, _ difference: Double, _ problems: Int
  ) -> Design {
    Design(
      problems: problems, samples: simulation.samples, difference: difference,
      power: simulation.power(
        problems: problems, studies: searching..<searching + studies(checking, problems)))
  }

  /// The interval's half width in units of z, by the variance of the Dirichlet mean with half a
  /// problem at either end.
  private func halfWidthPerZ(_ variance: Double, _ problems: Int) -> Double {
    let n = Double(problems)
    return ((n * variance + 1) / ((n + 1) * (n + 2))).squareRoot()
  }

  /// By a normal approximation, as a start.
  private func approximateProblems(_ difference: Double, _ samples: Int) -> Double {
    let supposed = population.with(difference: difference, at: k).population!
    let variance = supposed.moments(at: k, samples: samples).variance
    let reach = abs(difference) / (z + StandardNormal.quantile(power))
    // (n v + 1) / n^2 = reach^2
    return (variance + (variance * variance + 4 * reach * reach).squareRoot())
      / (2 * reach * reach)
  }
}
