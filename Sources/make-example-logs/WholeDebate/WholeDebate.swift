import Simulation
import Stats

/// examples/whole-debate: base and RL models by every analysis of Yue et al. 2025 and of the debate
/// about it, as plain rows, one file a run, and as training curves.
///
/// Every number is drawn from a stream of its own kind, run and problem: what one kind of number is
/// drawn from changes no other.
enum WholeDebate: ExampleStudy {
  static let name = "whole-debate"
  /// Of some tried the one whose outcomes, too, come closest to the table that they resemble.
  static let seed: UInt64 = 5

  static func logs() -> [ExampleLog] {
    let sampled = DebateRun.all.map { run in
      ExampleLog(
        path: "\(run.file).jsonl",
        text: DebateBenchmark.all.map { rows(of: run, on: $0) }.joined() + TimedTasks.rows(of: run))
    }
    return sampled + [ExampleLog(path: "training.jsonl", text: TrainingRun.rows)]
  }

  /// The generator of one kind of number, for one run and problem.
  static func stream(
    _ kind: String, _ run: DebateRun, _ benchmark: String, problem: Int
  ) -> SeededGenerator {
    Simulation.stream("\(kind) \(run.file) \(benchmark)", seed: seed, number: problem)
  }

  /// A row a sample.
  private static func rows(of run: DebateRun, on benchmark: DebateBenchmark) -> String {
    let count = run.samples[benchmark.name] ?? 0
    guard count > 0 else { return "" }
    let chances = benchmark.chances(of: run)
    var text = ""
    for (problem, chance) in chances.enumerated() {
      func generator(_ kind: String) -> SeededGenerator {
        stream(kind, run, benchmark.name, problem: problem)
      }
      var outcomes = generator("outcomes")
      var answers = generator("answers")
      var rewards = generator("rewards")
      var lengths = generator("lengths")
      var scores = generator("scores")
      var verdicts = generator("verdicts")
      let correct = (0..<count).map { _ in outcomes.uniform() < chance }
      let isRare = correct.count { $0 } * 20 < count
      for sample in 0..<count {
        let isCorrect = correct[sample]
        // Whatever is left out of a row is drawn all the same, so that the next row has its own.
        let length = run.style.length(isCorrect: isCorrect, using: &lengths)
        let answer = benchmark.answer(
          problem, isCorrect: isCorrect, concentration: run.style.concentration, using: &answers)
        let reward = run.style.reward(isCorrect: isCorrect, using: &rewards)
        let score = run.style.score(tokens: length.tokens, problem: problem, using: &scores)
        let verdict = verdicts.uniform() < benchmark.soundness(problem, of: run)
        let fate = benchmark.fate(of: run, problem: problem, sample: sample)
        guard fate != .absent else { continue }

        var fields =
          run.fields + [
            ("benchmark", JSON.quoted(benchmark.name)),
            ("problem", JSON.quoted(benchmark.problem(problem))), ("sample", "\(sample)"),
            ("correct", fate == .unscored ? "null" : isCorrect ? "1" : "0"),
          ]
        if !length.isCut { fields.append(("answer", JSON.quoted(answer))) }
        if run.reasons, benchmark.isRewarded {
          fields.append(("reward", JSON.number(reward, decimals: 3)))
        }
        fields.append(("tokens", "\(length.tokens)"))
        if benchmark.isPriced { fields.append(("cost", run.style.cost(tokens: length.tokens))) }
        if run.reasons, sample < benchmark.scored { fields += score.fields }
        if isCorrect, run.isJudged, benchmark.judges == .all || benchmark.judges == .rare && isRare
        {
          fields.append(("verdict", verdict ? "true" : "false"))
        }
        fields.append(("finish", JSON.quoted(length.isCut ? "length" : "stop")))
        if let group = benchmark.group(problem) { fields.append(("group", JSON.quoted(group))) }
        text += JSON.line(fields, spaced: false)
      }
    }
    return text
  }
}
