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

  private static func rows(of run: DebateRun, on benchmark: DebateBenchmark) -> String {
    guard let count = run.samples[benchmark.name] else { return "" }
    return benchmark.chances(of: run).enumerated().map { problem, chance in
      var samples = ProblemSamples(run, benchmark, problem: problem, chance: chance, count: count)
      return samples.rows()
    }.joined()
  }
}
