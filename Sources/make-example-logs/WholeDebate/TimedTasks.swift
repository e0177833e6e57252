import Simulation
import Stats

/// Tasks that take a person half a minute to 500, in families, each attempted sixteen times.
enum TimedTasks {
  static let attempts = 16
  private static let families = [
    "build", "data", "debug", "deploy", "network", "port", "proof", "refactor", "report", "review",
    "search", "test",
  ]
  private static let count = 48

  /// A row an attempt; nothing where the run was not tried.
  static func rows(of run: DebateRun) -> String {
    guard let horizon = run.horizon else { return "" }
    var text = ""
    for task in 0..<count {
      let minutes =
        (0.5 * raise(1_000, to: (Double(task) + 0.5) / Double(count)) * 10).rounded() / 10
      var rng = WholeDebate.stream("tasks", run, "tasks", problem: task)
      var shared = stream("tasks", seed: WholeDebate.seed, number: task)
      let difficulty = 0.7 * shared.normal()
      let chance = logistic(0.9 * (logarithm2(horizon) - logarithm2(minutes)) - difficulty)
      for attempt in 1...attempts {
        let isCorrect = rng.uniform() < chance
        let seconds = minutes * 20 * exponential(0.4 * rng.normal())
        let tokens = Int(200 + 40 * seconds.squareRoot() * (isCorrect ? 1 : 1.4))
        // The harness lost an attempt here and there.
        let isLost = rng.uniform() < 0.002
        text += JSON.line(
          run.fields + [
            ("benchmark", JSON.quoted("tasks")), ("problem", JSON.quoted("t\(task)")),
            ("sample", "\(attempt)"), ("correct", isLost ? "null" : isCorrect ? "1" : "0"),
            ("tokens", "\(tokens)"), ("cost", run.style.cost(tokens: tokens)),
            ("minutes", JSON.number(minutes, decimals: 1)),
            ("seconds", JSON.number(seconds, decimals: 1)), ("finish", JSON.quoted("stop")),
            ("group", JSON.quoted(families[(task * 5) % families.count])), ("order", "\(attempt)"),
          ], spaced: false)
      }
    }
    return text
  }
}
