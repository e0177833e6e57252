import Simulation
import Stats

/// A benchmark of the study, but for the tasks with a person's time (`TimedTasks`).
struct DebateBenchmark {
  enum Judging { case none, rare, all }
  /// What became of a sample's record.
  enum Fate { case scored, unscored, absent }

  let name: String
  let problems: ProblemSet
  /// How much of what RL learnt is of use here.
  let transfer: Double
  /// What a guess is worth where answers are letters; nil where they are whole numbers.
  var choices: Int? = nil
  var groups: [String] = []
  /// Whether a reward model scored the samples.
  var isRewarded = false
  var isPriced = false
  /// How many of a problem's samples a second pass scored with log-probabilities.
  var scored = 0
  /// Of which correct samples somebody judged the reasoning.
  var judges = Judging.none
  /// The share of the distilled run's samples whose record was lost, or has no verdict.
  var loses: (share: Double, Fate)? = nil

  static let contest = DebateBenchmark(
    name: "contest", problems: .contest, transfer: 1, isRewarded: true, isPriced: true, scored: 16,
    judges: .rare)
  static let olympiad = DebateBenchmark(
    name: "olympiad", problems: .olympiad, transfer: 0.4,
    groups: ["algebra", "combinatorics", "geometry", "number theory"], isRewarded: true,
    judges: .all, loses: (0.002, .unscored))
  static let choice = DebateBenchmark(
    name: "choice", problems: .choice, transfer: 0.2, choices: 4, loses: (0.003, .absent))

  static let all = [contest, olympiad, choice]

  func problem(_ index: Int) -> String {
    "\(name.prefix(1))\(index < 10 ? "0" : "")\(index)"
  }

  func group(_ problem: Int) -> String? {
    groups.isEmpty ? nil : groups[problem % groups.count]
  }

  /// The chance that a run solves each problem.
  func chances(of run: DebateRun) -> [Double] {
    guard run.reasons else { return problems.base.indices.map(guess) }
    let own = run.ability.chances(on: problems, transfer: transfer, key: run.family)
    guard choices != nil else { return own }
    return own.enumerated().map { $1 + (1 - $1) * guess($0) }
  }

  /// The chance that an answer without reasoning is right. Where answers are numbers, one problem in
  /// four has one that comes to mind.
  private func guess(_ problem: Int) -> Double {
    var rng = generator("guess", problem)
    let u = rng.uniform()
    if let choices { return (0.5 + u) / Double(choices) }
    return isGuessable(problem) ? 0.01 + 0.04 * u : 0.001
  }

  private func isGuessable(_ problem: Int) -> Bool {
    var rng = generator("guessable", problem)
    return problems.base[problem] > 0.002 && rng.uniform() < 0.3
  }

  /// The chance that a correct sample's reasoning is accepted.
  func soundness(_ problem: Int, of run: DebateRun) -> Double {
    isGuessable(problem) ? 0.3 : run.style.soundness
  }

  func isJudged(isRare: Bool) -> Bool { judges == .all || judges == .rare && isRare }

  func fate(of run: DebateRun, problem: Int, sample: Int) -> Fate {
    guard run.losesRecords, let loses else { return .scored }
    var rng = generator("fate", problem * 1_000 + sample)
    return rng.uniform() < loses.share ? loses.1 : .scored
  }

  private func generator(_ kind: String, _ number: Int) -> SeededGenerator {
    stream("\(kind) \(name)", seed: WholeDebate.seed, number: number)
  }
}
