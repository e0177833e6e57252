/// What it would take to find a difference between two runs on a pilot's very problems, the samples
/// being drawn anew, with the interval for these problems that reports print.
///
/// The problems stay, so the only size to choose is the samples of each. A set of as many problems
/// is laid evenly over the pairs of chances that the pilot makes likely, the difference is put into
/// it, and studies of it are simulated and analysed by square-and-add of the mixture-score
/// intervals; the search begins where a normal approximation with the exact variance says.
package struct FixedSetPlanner: Sendable {
  package let problems: Int
  package let k: Int
  package let level: Double
  package let power: Double
  package let searching: Int
  package let checking: Int
  private let set: PlanningPopulation

  /// The least samples for which intervals for these problems exist.
  private var fewest: Int { max(2, k) }

  /// - Parameters:
  ///   - population: What the pilot says.
  ///   - problems: Those of the suite, at least 1.
  ///   - searching: Studies simulated a step of a search.
  ///   - checking: Studies simulated of what was found.
  package init(
    _ population: PlanningPopulation, problems: Int, k: Int, level: Double = 0.95,
    power: Double = 0.8, searching: Int = 200, checking: Int = 400
  ) {
    precondition(problems >= 1 && k >= 1, "a plan for \(problems) problems, k = \(k), cannot be")
    precondition(
      level > 0 && level < 1 && power > 1 - level && power < 1,
      "a power of \(power) at level \(level) cannot be planned for")
    set = population.spread(over: problems)
    (self.problems, self.k, self.level, self.power) = (problems, k, level, power)
    (self.searching, self.checking) = (searching, checking)
  }

  /// How a study with so many samples a problem would do.
  ///
  /// - Precondition: `samples` is at least `k` and 2.
  package func study(difference: Double, samples: Int) -> StudyPlanner.Answer {
    precondition(samples >= fewest, "k = \(k) needs \(fewest) samples, not \(samples)")
    let supposed = set.with(difference: difference, at: k)
    guard let supposed = supposed.population else { return .none(supposed.absence!) }
    return .design(checked(supposed, difference, samples))
  }

  /// The fewest samples a problem to find the difference with the power asked.
  package func samplesNeeded(difference: Double) -> StudyPlanner.Answer {
    let supposed = set.with(difference: difference, at: k)
    guard let supposed = supposed.population else { return .none(supposed.absence!) }
    let most = max(fewest, StudyPlanner.mostSamples)
    let guess = approximateSamples(supposed, difference, most)
    guard
      let samples = leastReaching(
        power, from: guess, in: fewest...most, precision: 0.06,
        chance: { self.power(of: supposed, difference, $0, 0..<searching).share })
    else { return .none(.planOutOfReach(limit: most)) }
    return .design(checked(supposed, difference, samples))
  }

  /// The smallest difference, of the sign of `direction`, that a study with so many samples would
  /// find with the power asked, to a tenth of a point.
  ///
  /// - Precondition: `samples` is at least `k` and 2.
  package func smallestDifference(samples: Int, direction: Int = 1) -> StudyPlanner.Answer {
    precondition(direction == 1 || direction == -1, "a direction is 1 or -1, not \(direction)")
    precondition(samples >= fewest, "k = \(k) needs \(fewest) samples, not \(samples)")
    let step = 0.001 * Double(direction)
    let most = Int(abs(set.reach(at: k, towards: direction)) / abs(step)) - 1
    let guess = quantiles * standardError(set, samples) / abs(step)
    guard most >= 1,
      let steps = leastReaching(
        power, from: max(1, Int(guess)), in: 1...most, precision: 0.03,
        chance: {
          let difference = step * Double($0)
          let supposed = set.with(difference: difference, at: k).population!
          return self.power(of: supposed, difference, samples, 0..<searching).share
        })
    else {
      return .none(
        .differenceOutOfReach(
          lowest: set.reach(at: k, towards: -1), highest: set.reach(at: k, towards: 1)))
    }
    return study(difference: step * Double(steps), samples: samples)
  }

  // MARK: Parts

  private var quantiles: Double {
    StandardNormal.quantile(1 - (1 - level) / 2) + StandardNormal.quantile(power)
  }

  /// Of the mean difference given the problems: exact.
  private func standardError(_ supposed: PlanningPopulation, _ samples: Int) -> Double {
    (supposed.samplingVariance(at: k, samples: samples) / Double(problems)).squareRoot()
  }

  private func approximateSamples(
    _ supposed: PlanningPopulation, _ difference: Double, _ most: Int
  ) -> Int {
    var samples = fewest
    while samples < most, quantiles * standardError(supposed, samples) > abs(difference) {
      samples = min(most, max(samples + 1, samples * 5 / 4))
    }
    return samples
  }

  private func checked(
    _ supposed: PlanningPopulation, _ difference: Double, _ samples: Int
  ) -> StudyPlanner.Design {
    StudyPlanner.Design(
      problems: problems, samples: samples, difference: difference,
      power: power(of: supposed, difference, samples, searching..<searching + checking))
  }

  private func power(
    of supposed: PlanningPopulation, _ difference: Double, _ samples: Int, _ studies: Range<Int>
  ) -> Power {
    let baseline = supposed.baselineChances.map { CountChances(samples: samples, chance: $0) }
    let candidate = supposed.candidateChances.map { CountChances(samples: samples, chance: $0) }
    let tables = MixtureTables()
    var found = 0
    for study in studies {
      var rng = SeededGenerator(key: StudyPlanner.key, round: study)
      let pairs = supposed.atoms.map { atom in
        (
          baseline: Tally(
            correct: baseline[atom.baseline].count(at: rng.uniform()), of: samples),
          candidate: Tally(
            correct: candidate[atom.candidate].count(at: rng.uniform()), of: samples)
        )
      }
      let decided = FixedSetDifference(pairs, level: level, tables: tables)!.outlook(at: k).decided
      if decided == (difference > 0 ? 1 : -1) { found += 1 }
    }
    return Power(studies: studies.count, found: found)
  }
}
