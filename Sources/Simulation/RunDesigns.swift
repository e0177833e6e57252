import Stats

/// One run's simulated counts.
package struct SimulatedRun: Sendable {
  package let tallies: [Tally]
  /// Which cluster each problem is of; `nil` where problems stand alone.
  package let clusters: [Int]?
}

extension Design where Data == SimulatedRun {
  /// Every way one run is drawn: the populations, and what real benchmarks do to them.
  package static var all: [Design] {
    Population.all.map { .of($0) } + [ragged, clustered, oneHard]
  }

  /// Problems drawn from a population, all with as many samples.
  package static func of(_ population: Population) -> Design {
    Design(
      name: population.name, suits: { _ in true }, ks: studiedKs,
      population: { _, _, ks in ks.map { population.passAt($0) } }
    ) { problems, samples, ks, rng in
      let chances = (0..<problems).map { _ in population.chance(using: &rng) }
      return drawn(chances, ks) { _, p in rng.tally(of: samples, p) }
    }
  }

  /// Shards of samples lost: every problem has one to four quarters of them.
  static let ragged = Design(
    name: "aime, ragged n", suits: { $0 >= 8 }, ks: raggedKs,
    population: { _, _, ks in ks.map { Population.aime.passAt($0) } }
  ) { problems, samples, ks, rng in
    let chances = (0..<problems).map { _ in Population.aime.chance(using: &rng) }
    return drawn(chances, ks) { _, p in
      let n = samples / 4 * (1 + Int(rng.uniform() * 4))
      return rng.tally(of: n, p)
    }
  }

  /// Five variants of each question: four in five of them as hard as their question, the rest drawn
  /// anew.
  static let clustered = Design(
    name: "aime, clusters of 5", breaks: "problems are alike within clusters", suits: { _ in true },
    ks: studiedKs,
    population: { _, _, ks in ks.map { Population.aime.passAt($0) } }
  ) { problems, samples, ks, rng in
    var shared = 0.0
    let chances = (0..<problems).map { index in
      if index % 5 == 0 { shared = Population.aime.chance(using: &rng) }
      return rng.uniform() < 0.8 ? shared : Population.aime.chance(using: &rng)
    }
    return drawn(chances, ks, clusters: (0..<problems).map { $0 / 5 }) { _, p in
      rng.tally(of: samples, p)
    }
  }

  /// One problem solved three times in `n` samples on average, all others always: these very
  /// problems, no sample of any.
  static let oneHard = Design(
    name: "one hard problem", suits: { $0 >= 8 }, ks: studiedKs, population: { _, _, _ in nil }
  ) { problems, samples, ks, rng in
    let chances = (0..<problems).map { $0 == 0 ? 3 / Double(samples) : 1 }
    return drawn(chances, ks) { _, p in rng.tally(of: samples, p) }
  }

  private static func drawn(
    _ chances: [Double], _ ks: [Int], clusters: [Int]? = nil, _ tally: (Int, Double) -> Tally
  ) -> Draw {
    let tallies = chances.enumerated().map { tally($0.offset, $0.element) }
    return Draw(
      data: SimulatedRun(tallies: tallies, clusters: clusters),
      fixed: ks.map { k in meanOf(chances) { chanceOfOne(in: k, $0) } },
      estimates: ks.map { k in meanOf(tallies) { $0.passAt(k)! } })
  }
}
