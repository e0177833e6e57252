import Simulation
import Stats

/// What trainers logged: reward, response length and entropy, every tenth step.
enum TrainingRun {
  static var rows: String {
    let runs = DebateRun.algorithms.map { ($0, 150) } + [(DebateRun.steps[0], 450)]
    return runs.map { run, last in
      stride(from: 0, through: last, by: 10).map { rows(of: run, at: $0) }.joined()
    }.joined()
  }

  private static func rows(of run: DebateRun, at step: Int) -> String {
    var rng = WholeDebate.stream("training", run, "training", problem: step)
    let share = Double(step) / 450
    let start = ProblemSet.mean(ProblemSet.contest.base)
    let speed = (run.ability.pass1 ?? start) - start
    let gain = speed * 2.6 * (1 - exponential(-1.45 * share))
    return [
      ("reward", start + gain + 0.01 * rng.normal(), 4),
      ("response_length", 640 + 200 * share + 12 * rng.normal(), 1),
      ("entropy", 0.14 + 0.31 * exponential(-4 * share) + 0.006 * rng.normal(), 4),
    ].map { metric, value, decimals in
      JSON.line([
        ("run", JSON.quoted(run.name)), ("step", "\(step)"), ("metric", JSON.quoted(metric)),
        ("value", JSON.number(value, decimals: decimals)),
      ])
    }.joined()
  }
}
