import Simulation
import Stats

/// The problems of a benchmark as a base model finds them, and what training does to them.
struct ProblemSet {
  /// The base's chance on each problem.
  let base: [Double]
  /// How much of the training a problem survives: beyond this share RL no longer solves it. Above 1
  /// where it is never lost; most losses come early.
  let lostAt: [Double]

  var count: Int { base.count }

  private init(_ pairs: [(baseline: Double, candidate: Double)], using rng: inout SeededGenerator) {
    base = pairs.map(\.baseline)
    lostAt = pairs.map { pair in
      let share = raise(rng.uniform(), to: 4)
      return pair.baseline > 0 && pair.candidate == 0 ? share : 2
    }
  }

  /// Sixty problems of the population whose four means are those of Table 2 of Yue et al. 2025: the
  /// first draw of sixty whose own means are within a point of them.
  static let contest: ProblemSet = {
    for number in 0... {
      var rng = stream("contest", seed: WholeDebate.seed, number: number)
      let pairs = (0..<60).map { _ in JointPopulation.paper.chances(using: &rng) }
      func isNear(_ chances: [Double], _ k: Int, _ target: Double) -> Bool {
        abs(mean(chances.map { chanceOfOne(in: k, $0) }) - target) < 0.01
      }
      let base = pairs.map(\.baseline)
      let trained = pairs.map(\.candidate)
      if isNear(base, 1, 0.099), isNear(base, 256, 0.672), isNear(trained, 1, 0.425),
        isNear(trained, 256, 0.643)
      {
        return ProblemSet(pairs, using: &rng)
      }
    }
    fatalError("the numbers do not end")
  }()

  /// Problems that RL was not trained on: of a population with easy ones, some of the hard ones lost.
  static let olympiad = drawn("olympiad", of: .crossing, count: 36)

  /// Questions with four choices, where the base knows some answers and guesses the others.
  static let choice = drawn("choice", of: .shift, count: 40)

  private static func drawn(_ key: String, of joint: JointPopulation, count: Int) -> ProblemSet {
    var rng = stream(key, seed: WholeDebate.seed, number: 0)
    let pairs = (0..<count).map { _ in joint.chances(using: &rng) }
    return ProblemSet(pairs, using: &rng)
  }

  static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
}
