import Stats

/// How often a simulated run solves each problem of a simulated benchmark.
///
/// Problems are ordered from easy to hard by `v` in `0..<1`. Beyond `1 - never` no sample is ever
/// correct; below, the chance of a correct one falls from `ceiling` with `v`, either like
/// `exp(-decay * v)` (a base model: many problems solved rarely) or like `(1 - v)^power` (a trained
/// one: most of what is solved is solved often).
enum Ability {
  case base(never: Double, ceiling: Double, decay: Double)
  case trained(never: Double, power: Double)

  /// The chance that one sample is correct.
  func chance(atDifficulty v: Double) -> Double {
    switch self {
    case .base(let never, let ceiling, let decay):
      let u = v / (1 - never)
      return u >= 1 ? 0 : ceiling * exponential(-decay * u)
    case .trained(let never, let power):
      let u = v / (1 - never)
      return u >= 1 ? 0 : raise(1 - u, to: power)
    }
  }
}

/// A simulated benchmark and what each run can do on it.
struct Benchmark {
  let problems: Int
  let samples: Int
  /// Share of wrong answers that were cut off.
  let truncation: Double
  let abilities: [Ability]

  /// pass@1 and pass@256 of the first two runs sit near Table 2 of Yue et al. 2025
  /// (arXiv:2504.13837): base 9.9 and 67.2 %, GRPO after 450 steps 42.5 and 64.3 %. The constants
  /// solve for them.
  static let contest = Benchmark(
    problems: 120, samples: 256, truncation: 0.15,
    abilities: [
      .base(never: 0.2, ceiling: 0.84587, decay: 6.82789), .trained(never: 0.35698, power: 0.513),
      .trained(never: 0.13976, power: 0.65431),
    ])

  /// The same two a little further apart at the end: 10.5 and 70 %, 41 and 58.5 %.
  static let program = Benchmark(
    problems: 80, samples: 256, truncation: 0,
    abilities: [
      .base(never: 0.18, ceiling: 0.85882, decay: 6.69873), .trained(never: 0.415, power: 0.42684),
      .trained(never: 0.13976, power: 0.65431),
    ])

  /// Outcomes of every sample of one run: `[problem][sample]`.
  ///
  /// Difficulties are spread evenly and shuffled by their own seed, so that runs meet the same
  /// problems; samples are drawn by the run's.
  func outcomes(run: Int, seed: UInt64) -> [[Bool]] {
    var order = Array(0..<problems)
    var shuffler = SeededGenerator(seed: seed)
    order.shuffle(using: &shuffler)
    var generator = SeededGenerator(seed: seed &* 1_000 &+ UInt64(run) &+ 1)
    return order.map { place in
      let chance = abilities[run].chance(atDifficulty: (Double(place) + 0.5) / Double(problems))
      return (0..<samples).map { _ in generator.uniform() < chance }
    }
  }
}
