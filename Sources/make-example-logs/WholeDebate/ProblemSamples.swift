import Simulation
import Stats

/// A run's samples of one problem, as rows.
///
/// Every kind of number is drawn for every sample, whether or not its row shows it, so that what is
/// shown of one sample changes no other.
struct ProblemSamples {
  private let run: DebateRun
  private let benchmark: DebateBenchmark
  private let problem: Int
  private let correct: [Bool]
  /// Solved by fewer than one sample in twenty.
  private let isRare: Bool
  private var answers: SeededGenerator
  private var rewards: SeededGenerator
  private var lengths: SeededGenerator
  private var scores: SeededGenerator
  private var verdicts: SeededGenerator

  init(
    _ run: DebateRun, _ benchmark: DebateBenchmark, problem: Int, chance: Double, count: Int
  ) {
    (self.run, self.benchmark, self.problem) = (run, benchmark, problem)
    func generator(_ kind: String) -> SeededGenerator {
      WholeDebate.stream(kind, run, benchmark.name, problem: problem)
    }
    var outcomes = generator("outcomes")
    correct = (0..<count).map { _ in outcomes.uniform() < chance }
    isRare = correct.count { $0 } * 20 < count
    answers = generator("answers")
    rewards = generator("rewards")
    lengths = generator("lengths")
    scores = generator("scores")
    verdicts = generator("verdicts")
  }

  /// One a sample, but for those whose record was lost.
  mutating func rows() -> String {
    var text = ""
    for sample in correct.indices {
      let what = content(of: sample)
      let fate = benchmark.fate(of: run, problem: problem, sample: sample)
      guard fate != .absent else { continue }
      let outcome = fate == .unscored ? "null" : correct[sample] ? "1" : "0"
      text += JSON.line(
        run.fields + [
          ("benchmark", JSON.quoted(benchmark.name)),
          ("problem", JSON.quoted(benchmark.problem(problem))), ("sample", "\(sample)"),
          ("correct", outcome),
        ] + what, spaced: false)
    }
    return text
  }

  /// What the row says beside the outcome.
  private mutating func content(of sample: Int) -> [(String, String)] {
    let isCorrect = correct[sample]
    let length = run.style.length(isCorrect: isCorrect, using: &lengths)
    let answer = benchmark.answer(
      problem, isCorrect: isCorrect, concentration: run.style.concentration, using: &answers)
    let reward = run.style.reward(isCorrect: isCorrect, using: &rewards)
    let score = run.style.score(tokens: length.tokens, problem: problem, using: &scores)
    let isSound = verdicts.uniform() < benchmark.soundness(problem, of: run)

    var fields: [(String, String)] = []
    if !length.isCut { fields.append(("answer", JSON.quoted(answer))) }
    if run.reasons, benchmark.isRewarded {
      fields.append(("reward", JSON.number(reward, decimals: 3)))
    }
    fields.append(("tokens", "\(length.tokens)"))
    if benchmark.isPriced { fields.append(("cost", run.style.cost(tokens: length.tokens))) }
    if run.reasons, sample < benchmark.scored { fields += score.fields }
    if isCorrect, run.isJudged, benchmark.isJudged(isRare: isRare) {
      fields.append(("verdict", isSound ? "true" : "false"))
    }
    fields.append(("finish", JSON.quoted(length.isCut ? "length" : "stop")))
    if let group = benchmark.group(problem) { fields.append(("group", JSON.quoted(group))) }
    return fields
  }
}
