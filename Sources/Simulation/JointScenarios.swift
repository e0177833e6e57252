import Stats

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

// The pairs of the study of differences: none is more likely than another, they are there to find
// where an interval breaks.
extension JointPopulation {
  /// A small common gain.
  package static let shift = JointPopulation(name: "shift") { rng in
    let p = Population.aime.chance(using: &rng)
    return (p, timesOdds(p, 1.35))
  }

  /// Nothing in common but the population.
  package static let independent = JointPopulation(name: "independent") { rng in
    (Population.aime.chance(using: &rng), Population.aime.chance(using: &rng))
  }

  /// Better where the baseline was fair, lost where it was poor.
  package static let crossing = JointPopulation(name: "crossing") { rng in
    let p = Population.aime.chance(using: &rng)
    return (p, p < 0.1 && rng.uniform() < 0.5 ? 0 : pow(p, 0.6))
  }

  /// The candidate solves nearly always or nearly never.
  package static let sharpening = JointPopulation(name: "sharpening") { rng in
    let p = Population.aime.chance(using: &rng)
    return (p, rng.uniform() < pow(p, 0.7) ? rng.beta(12, 0.6) : p == 0 ? 0 : rng.beta(0.2, 12))
  }

  /// The candidate is near 1 but for the 2 % that it cannot solve.
  package static let ceiling = JointPopulation(name: "ceiling") { rng in
    let p = rng.beta(4, 0.4)
    return (p, rng.uniform() < 0.02 ? 0 : 1 - (1 - p) * 0.1)
  }

  /// Both near 1; each has its own 2 % that cannot be solved.
  package static let ceilings = JointPopulation(name: "both at the ceiling") { rng in
    (Population.ceil.chance(using: &rng), rng.uniform() < 0.02 ? 0 : rng.beta(20, 0.2))
  }

  /// One problem in ten moves slightly.
  package static let nearlyIdentical = JointPopulation(name: "nearly identical") { rng in
    let p = Population.aime.chance(using: &rng)
    return (p, rng.uniform() < 0.1 ? min(1, max(0, p + 0.1 * rng.normal())) : p)
  }

  /// Greedy answers, always the same: 1.5 % break and 0.5 % are mended.
  package static let greedy = JointPopulation(name: "greedy, nearly identical") { rng in
    let solved = rng.uniform() < 0.5
    let changes = rng.uniform() < (solved ? 0.03 : 0.01)
    return (solved ? 1 : 0, solved != changes ? 1 : 0)
  }

  /// One model under two names.
  package static let identical = JointPopulation(name: "identical") { rng in
    let p = Population.aime.chance(using: &rng)
    return (p, p)
  }

  /// 4 % of problems flip entirely, three times as often to the worse.
  package static let fewFlips = JointPopulation(name: "few flips") { rng in
    let solved = rng.uniform() < 0.5
    let flips = rng.uniform() < (solved ? 0.06 : 0.02)
    return (solved ? 1 : 0, solved != flips ? 1 : 0)
  }

  /// Small gains everywhere, and 3 % lost entirely.
  package static let fewLosses = JointPopulation(name: "few losses") { rng in
    let p = rng.beta(2, 1)
    return (p, rng.uniform() < 0.03 ? 0 : timesOdds(p, 1.2))
  }

  /// Chances all over the range, related but not closely.
  package static let related = JointPopulation(name: "related") { rng in
    let p = rng.uniform()
    return (p, rng.uniform() < 0.5 ? timesOdds(p, 1.5) : rng.uniform())
  }

  /// Equal means: 4 % of problems lost entirely, the others a little better.
  package static let skewedNull = JointPopulation(name: "few losses, equal means") { rng in
    let p = 0.2 + 0.6 * rng.uniform()
    return (p, rng.uniform() < 0.04 ? 0 : p + 0.5 * 0.04 / 0.96)
  }

  /// Those that the tests of the paired interval are run on.
  package static let all = [shift, independent, crossing, nearlyIdentical, ceilings, fewFlips]

  /// The twelve of the study of differences.
  package static let twelve = all + [sharpening, ceiling, greedy, identical, fewLosses, related]

  private static func timesOdds(_ p: Double, _ factor: Double) -> Double {
    p >= 1 ? 1 : p * factor / (1 - p + p * factor)
  }
}
