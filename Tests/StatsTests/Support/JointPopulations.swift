import Stats

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where the chances of two runs on one problem come from, together.
struct JointPopulation: Sendable {
  let name: String
  let draw: @Sendable (inout SeededGenerator) -> (Double, Double)

  func chances(using rng: inout SeededGenerator) -> (baseline: Double, candidate: Double) {
    draw(&rng)
  }

  /// The mean difference in pass@k at each of `ks`, from many problems drawn.
  func differences(at ks: [Int], draws: Int = 300_000) -> [Double] {
    var rng = SeededGenerator(seed: 99)
    var sums = [Double](repeating: 0, count: ks.count)
    for _ in 0..<draws {
      let (p, q) = draw(&rng)
      for (index, k) in ks.enumerated() {
        sums[index] += pow(1 - p, Double(k)) - pow(1 - q, Double(k))
      }
    }
    return sums.map { $0 / Double(draws) }
  }

  /// A small common gain.
  static let shift = JointPopulation(name: "shift") { rng in
    let p = Population.aime.chance(using: &rng)
    let odds = p / (1 - p) * 1.35
    return (p, p >= 1 ? 1 : odds / (1 + odds))
  }

  /// Nothing in common but the population.
  static let independent = JointPopulation(name: "independent") { rng in
    (Population.aime.chance(using: &rng), Population.aime.chance(using: &rng))
  }

  /// Better where the baseline was fair, lost where it was poor.
  static let crossing = JointPopulation(name: "crossing") { rng in
    let p = Population.aime.chance(using: &rng)
    return (p, p < 0.1 && rng.uniform() < 0.5 ? 0 : pow(p, 0.6))
  }

  /// One problem in ten moves slightly.
  static let nearlyIdentical = JointPopulation(name: "nearly identical") { rng in
    let p = Population.aime.chance(using: &rng)
    return (p, rng.uniform() < 0.1 ? min(1, max(0, p + 0.1 * rng.normal())) : p)
  }

  /// Both near 1; each has its own 2 % that cannot be solved.
  static let ceilings = JointPopulation(name: "both at the ceiling") { rng in
    (Population.ceil.chance(using: &rng), rng.uniform() < 0.02 ? 0 : rng.beta(20, 0.2))
  }

  /// 4 % of problems flip entirely, three times as often to the worse.
  static let fewFlips = JointPopulation(name: "few flips") { rng in
    let solved = rng.uniform() < 0.5
    let flips = rng.uniform() < (solved ? 0.06 : 0.02)
    return (solved ? 1 : 0, solved != flips ? 1 : 0)
  }

  /// The candidate solves nearly always or nearly never.
  static let sharpening = JointPopulation(name: "sharpening") { rng in
    let p = Population.aime.chance(using: &rng)
    return (p, rng.uniform() < pow(p, 0.7) ? rng.beta(12, 0.6) : p == 0 ? 0 : rng.beta(0.2, 12))
  }

  /// The candidate is near 1 but for the 2 % that it cannot solve.
  static let ceiling = JointPopulation(name: "ceiling") { rng in
    let p = rng.beta(4, 0.4)
    return (p, rng.uniform() < 0.02 ? 0 : 1 - (1 - p) * 0.1)
  }

  /// Greedy answers, always the same: 1.5 % break and 0.5 % are mended.
  static let greedy = JointPopulation(name: "greedy, nearly identical") { rng in
    let solved = rng.uniform() < 0.5
    let changes = rng.uniform() < (solved ? 0.03 : 0.01)
    return (solved ? 1 : 0, solved != changes ? 1 : 0)
  }

  /// One model under two names.
  static let identical = JointPopulation(name: "identical") { rng in
    let p = Population.aime.chance(using: &rng)
    return (p, p)
  }

  /// Small gains everywhere, and 3 % lost entirely.
  static let fewLosses = JointPopulation(name: "few losses") { rng in
    let p = rng.beta(2, 1)
    return (p, rng.uniform() < 0.03 ? 0 : p * 1.2 / (1 - p + p * 1.2))
  }

  /// Chances all over the range, related but not closely.
  static let related = JointPopulation(name: "related") { rng in
    let p = rng.uniform()
    return (p, rng.uniform() < 0.5 ? p * 1.5 / (1 - p + p * 1.5) : rng.uniform())
  }

  /// Equal means: 4 % of problems lost entirely, the others a little better.
  static let skewedNull = JointPopulation(name: "few losses, equal means") { rng in
    let p = 0.2 + 0.6 * rng.uniform()
    return (p, rng.uniform() < 0.04 ? 0 : p + 0.5 * 0.04 / 0.96)
  }

  /// A base model and its trained one whose mean pass@1 and pass@256 are those of a published pair,
  /// 9.9 and 67.2 % for the base, 42.5 and 64.3 % after 450 steps of GRPO: Yue et al. 2025,
  /// Table 2. A fifth is never solved by either; the base's chance is Beta for the others, the
  /// trained model's a power of it, and below 0.03 the problem may be lost. The four parameters
  /// follow from the four means; the shape in between is ours.
  static let paper = JointPopulation(name: "published pair") { rng in
    guard rng.uniform() < 0.8 else { return (0, 0) }
    let p = rng.beta(0.39547274871203303, 2.800266634819565)
    let lost = p < 0.03 && rng.uniform() < 0.49171120536228236
    return (p, lost ? 0 : pow(p, 0.15580354468519672))
  }

  /// Those of the study that the tests of the paired interval are run on.
  static let all = [shift, independent, crossing, nearlyIdentical, ceilings, fewFlips]

  /// The twelve of STATISTICS_STUDY.md, 3.1.
  static let twelve =
    all + [sharpening, ceiling, greedy, identical, fewLosses, related]
}
