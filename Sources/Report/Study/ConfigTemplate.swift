import EvalLogs

/// A `passcurve.yaml` to begin with: what was found, as a config would say it, and the further keys
/// as comments.
package enum ConfigTemplate {
  /// - Returns: YAML that a build reads as it is, and that changes no number of it.
  package static func text(_ reading: Reading) throws(ReportError) -> String {
    let study = try Study(reading, Settings())
    var lines = [
      "# What passcurve found, as a config. Every key is optional; docs/config.md has them all.",
      "title: \(quoted(study.title))",
      "# authors: [A. Author, B. Author]",
      "# abstract: One paragraph that leads the report.",
      "",
      "# The first pattern that a run's full name matches counts; role: base, rl, distilled,",
      "# instruct or other. The order here is the order in figures and tables.",
      "runs:",
    ]
    let base = study.pairs.first.map(\.baseline)
    for (index, run) in study.runs.enumerated() {
      var keys = ["match: \(quoted(run.id))", "name: \(quoted(run.label))"]
      let isBase = study.pairs.allSatisfy { $0.baseline == index } && base == index
      if isBase { keys.append("role: base") }
      if let step = run.step { keys.append("step: \(step)") }
      if let temperature = run.temperature {
        keys.append("temperature: \(NumberText.shortest(temperature))")
      }
      lines.append("  - {\(keys.joined(separator: ", "))}")
    }
    lines += [
      "  # - {match: \"*-GRPO-*\", role: rl, family: Qwen2.5-7B, size: 7B, algorithm: GRPO,",
      "  #    released: 2025-04-18, tags: [kl=0]}", "", "benchmarks:",
    ]
    for benchmark in study.benchmarks {
      let cells = study.cells[study.benchmarks.firstIndex { $0.id == benchmark.id } ?? 0]
        .compactMap { $0 }
      let samples = cells.flatMap { $0.problems.map { $0.tally.samples + $0.tally.missing } }.max()
      let problems = cells.map(\.problems.count).max() ?? 0
      lines.append(
        "  - {match: \(quoted(benchmark.id)), name: \(quoted(benchmark.label)), expected_problems: \(problems)}"
      )
      if let samples {
        lines.append("  #  expected_n: \(samples)  # says that a problem with fewer lacks some")
      }
    }
    lines += [
      "  #  domain: in (or out), guess_rate: 0.25, main_scorer: exact_match", "",
      "# Else the base against every other run, or every pair.", "comparisons:",
    ]
    if study.pairs.isEmpty { lines[lines.count - 1] = "# comparisons:" }
    for pair in study.pairs.prefix(40) {
      lines.append(
        "  - {baseline: \(quoted(study.runs[pair.baseline].label)), candidate: \(quoted(study.runs[pair.candidate].label))}"
      )
    }
    lines += [
      "", "# k: [1, 2, 4, 8, 16, 32, 64, 128, 256]", "# interval: {level: 0.95}",
      "# extrapolate: 1024  # beyond n, by models checked on samples held out",
      "# analyses: [\(Analyses.all.map { $0.id }.prefix(3).joined(separator: ", "))]",
      "# problems: {aime24: ids.csv}  # columns from,to: one id for what two harnesses name apart",
      "# published:",
      "#   - {source: \"Yue et al. 2025, Table 2\", run: base, benchmark: aime24, k: 256, value: 0.67}",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  /// A double-quoted YAML scalar, whatever the text.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      default:
        let isPlain =
          scalar.value >= 0x20 && scalar.value < 0x7F
          || scalar.value >= 0xA0
            && scalar.value <= 0xD7FF && scalar.value != 0x2028 && scalar.value != 0x2029
        if isPlain {
          result.unicodeScalars.append(scalar)
        } else {
          let hex = String(scalar.value, radix: 16, uppercase: true)
          result += "\\U" + String(repeating: "0", count: 8 - hex.count) + hex
        }
      }
    }
    return result + "\""
  }
}
