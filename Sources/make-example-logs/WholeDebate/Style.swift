import Simulation
import Stats

/// How a run writes: length, certainty, and what a reward model thinks of it.
struct Style {
  /// The median length of a correct sample, in tokens.
  var tokens = 620.0
  /// The mean entropy of its tokens, in nats.
  var entropy: Double
  /// The mean surprise of the base at its tokens, in nats.
  var surprise: Double
  /// How much its wrong answers agree.
  var concentration: Double
  /// The chance that its reasoning is accepted where its answer is right.
  var soundness = 0.85
  /// How well the reward model tells its right samples from its wrong ones.
  var separation = 0.3

  /// A sample ends here, finished or not.
  static let limit = 4_096

  /// Wrong samples are longer, and only they are cut off.
  func length(
    isCorrect: Bool, using rng: inout SeededGenerator
  ) -> (tokens: Int, isCut: Bool) {
    let median = isCorrect ? tokens : 1.3 * tokens
    let length = Int(median * exponential(0.5 * rng.normal()))
    if length < Self.limit { return (max(8, length), false) }
    return isCorrect ? (Self.limit - 1, false) : (Self.limit, true)
  }

  func reward(isCorrect: Bool, using rng: inout SeededGenerator) -> Double {
    min(1, max(0, 0.45 + (isCorrect ? separation : 0) + 0.18 * rng.normal()))
  }

  /// In dollars, at six a million tokens.
  func cost(tokens: Int) -> String { JSON.number(Double(tokens) * 6e-6, decimals: 4) }

  /// What scoring a sample with the base gave.
  struct Score {
    let logprobSum: Double
    let topLogprobSum: Double
    let entropy: Double

    var fields: [(String, String)] {
      [
        ("scorer", JSON.quoted(DebateRun.base.name)),
        ("logprob_sum", JSON.number(logprobSum, decimals: 1)),
        ("top_logprob_sum", JSON.number(topLogprobSum, decimals: 1)),
        ("token_entropy", JSON.number(entropy, decimals: 3)),
      ]
    }
  }

  /// Some problems surprise more than others, every run alike.
  func score(tokens: Int, problem: Int, using rng: inout SeededGenerator) -> Score {
    var shared = stream("surprise", seed: WholeDebate.seed, number: problem)
    let level = exponential(0.2 * shared.normal())
    let sum = -Double(tokens) * surprise * level * exponential(0.2 * rng.normal())
    return Score(
      logprobSum: sum, topLogprobSum: sum * (0.55 + 0.15 * rng.uniform()),
      entropy: entropy * level * exponential(0.15 * rng.normal()))
  }
}
