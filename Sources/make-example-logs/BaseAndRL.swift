import Stats

/// examples/base-and-rl: three runs on two benchmarks, in the formats of two harnesses.
enum BaseAndRL: ExampleStudy {
  static let name = "base-and-rl"

  static let runs = ["Example-7B", "Example-7B-RL", "Example-7B-Distilled"]
  /// The distilled run has half the samples, so that its curve ends early.
  static let seedsOfRun = [[1, 2], [1, 2], [1]]

  static func logs() -> [ExampleLog] {
    runs.enumerated().flatMap { run, name in mathHarness(run, name) + [humanEval(run, name)] }
  }

  /// One file a seed of 128 samples, a row a problem with parallel lists.
  private static func mathHarness(_ run: Int, _ name: String) -> [ExampleLog] {
    let benchmark = Benchmark.contest
    let outcomes = benchmark.outcomes(run: run, seed: 7)
    var cuts = SeededGenerator(seed: UInt64(100 + run))
    return seedsOfRun[run].map { seed in
      let half = benchmark.samples / 2
      let range = ((seed - 1) * half)..<(seed * half)
      var text = ""
      for (problem, samples) in outcomes.enumerated() {
        let finishes = samples[range].map { correct in
          !correct && cuts.uniform() < benchmark.truncation ? "length" : "stop"
        }
        text += JSON.line([
          ("idx", "\(problem)"), ("question", JSON.quoted("Simulated problem \(problem).")),
          ("gt", JSON.quoted("0")),
          ("finish_reason", JSON.list(finishes.map(JSON.quoted))),
          ("score", JSON.list(samples[range].map { $0 ? "true" : "false" })),
        ])
      }
      return ExampleLog(
        path:
          "\(name)_contest_temp0.6_n128_seed\(seed)/eval_results/global_step_0/contest/test_boxed_-1_seed\(seed)_t0.6_s0_e-1.jsonl",
        text: text)
    }
  }

  /// A row a sample, problems interleaved as a harness with many workers writes them.
  private static func humanEval(_ run: Int, _ name: String) -> ExampleLog {
    let benchmark = Benchmark.program
    let outcomes = benchmark.outcomes(run: run, seed: 11)
    let samples = seedsOfRun[run].count * benchmark.samples / 2
    var text = ""
    for sample in 0..<samples {
      for problem in 0..<benchmark.problems {
        let passed = outcomes[problem][sample]
        text += JSON.line([
          ("task_id", JSON.quoted("Program/\(problem)")), ("completion", JSON.quoted("")),
          ("result", JSON.quoted(passed ? "passed" : "failed: simulated")),
          ("passed", passed ? "true" : "false"),
        ])
      }
    }
    return ExampleLog(path: "\(name)/samples.jsonl_results.jsonl", text: text)
  }
}
