import Simulation
import Stats

/// How a run's chances follow from the base's on the same problems: `scale * (p^g)^flatness`, 0 where
/// the problem is lost, and something where the base never had a chance but this run learnt to.
struct DebateAbility {
  /// The mean chance on the contest before it is heated, for which `g` solves; nil: `g` is 1.
  var pass1: Double? = nil
  /// How much of the training was done, in `0...1`: what problems are lost.
  var training = 0.0
  /// The share of problems beyond the base that this run has learnt.
  var learnt = 0.0
  /// The share of lost problems that sampling at a high temperature finds again.
  var found = 0.0
  /// A higher temperature brings chances closer together, and all of them down.
  var flatness = 1.0
  var scale = 1.0

  /// - Parameters:
  ///   - transfer: How much of what was trained is of use here: the power of `g`.
  ///   - key: What decides which problems this run learns and finds, beside the problems themselves.
  func chances(on problems: ProblemSet, transfer: Double, key: String) -> [Double] {
    let power = raise(exponent(key: key), to: transfer)
    return sharpened(problems, power, key: key).map { scale * raise($0, to: flatness) }
  }

  /// The `g` with which the mean chance on the contest is `pass1`.
  private func exponent(key: String) -> Double {
    guard let pass1 else { return 1 }
    func excess(_ g: Double) -> Double {
      ProblemSet.mean(sharpened(.contest, g, key: key)) - pass1
    }
    return root(between: (0.01, excess(0.01)), and: (10, excess(10)), of: excess)
  }

  private func sharpened(_ problems: ProblemSet, _ g: Double, key: String) -> [Double] {
    // Which problems are lost differs somewhat from run to run.
    var rng = stream("ability \(key)", seed: WholeDebate.seed, number: problems.count)
    return zip(problems.base, problems.lostAt).map { p, lostAt in
      let (shift, luck, skill) = (rng.uniform() - 0.5, rng.uniform(), rng.uniform())
      if p == 0 { return luck < learnt ? 0.02 + 0.3 * skill : 0 }
      if training > 0, lostAt + 0.3 * shift * (1 - training) < training {
        return luck < found ? 0.05 * skill : 0
      }
      return raise(p, to: g)
    }
  }
}
