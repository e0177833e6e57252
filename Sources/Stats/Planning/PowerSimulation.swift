/// How often a study that is yet to be made would find a difference, by simulating it.
package struct Power: Hashable, Sendable {
  /// Studies simulated, and those whose interval left 0 out on the side of the difference.
  package let studies: Int
  package let found: Int

  package var share: Double { Double(found) / Double(studies) }

  /// The error of `share` by simulation.
  package var standardError: Double {
    let p = (Double(found) + 1) / (Double(studies) + 2)
    return (p * (1 - p) / Double(studies)).squareRoot()
  }
}

/// Studies of problems drawn from a population, analysed as a report would: by the interval for
/// problems like these that it prints.
struct PowerSimulation: Sendable {
  let k: Int
  let level: Double
  /// Fixes the random numbers together with a study's number.
  let key: UInt64
  let samples: Int
  private let baseline: [CountChances]
  private let candidate: [CountChances]
  private let atoms: [PlanningPopulation.Atom]
  /// The weights of the atoms up to and with each.
  private let cumulative: [Double]
  private let sign: Int

  /// - Parameter population: With the difference to be found; its sign is the one that counts.
  init(
    _ population: PlanningPopulation, sign: Int, samples: Int, k: Int, level: Double, key: UInt64
  ) {
    (self.k, self.level, self.key, self.samples, self.sign) = (k, level, key, samples, sign)
    baseline = population.baselineChances.map { CountChances(samples: samples, chance: $0) }
    candidate = population.candidateChances.map { CountChances(samples: samples, chance: $0) }
    atoms = population.atoms
    var sum = 0.0
    cumulative = atoms.map {
      sum += $0.weight
      return sum
    }
  }

  /// - Parameter studies: Numbers of the studies simulated; the same number at another number of
  ///   problems has the same first problems.
  /// - Complexity: two values of the distribution function of a mean a study: 0.3 ms for 500
  ///   problems.
  func power(problems: Int, studies: Range<Int>) -> Power {
    var found = 0
    var pairs: [(baseline: Tally, candidate: Tally)] = []
    for study in studies {
      pairs.removeAll(keepingCapacity: true)
      var rng = SeededGenerator(key: key, round: study)
      for _ in 0..<problems {
        let atom = atoms[place(rng.uniform())]
        pairs.append(
          (
            Tally(correct: baseline[atom.baseline].count(at: rng.uniform()), of: samples),
            Tally(correct: candidate[atom.candidate].count(at: rng.uniform()), of: samples)
          ))
      }
      if PairedDifference(pairs, level: level)!.outlook(at: k).decided == sign { found += 1 }
    }
    return Power(studies: studies.count, found: found)
  }

  private func place(_ u: Double) -> Int {
    var (low, high) = (0, cumulative.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if u < cumulative[middle] { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
