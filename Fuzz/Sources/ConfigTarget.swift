import Stats

@testable import EvalLogs
@testable import Report

extension Target {
  /// passcurve.yaml and what stands in it, rules of the gate as options, YAML logs, and the config
  /// that `init` writes.
  static let config = Target(name: "config") { bytes in
    var input = Input(bytes)
    switch input.byte() {
    case UInt8(ascii: "g"): ConfigCheck.rule(input.text)
    case UInt8(ascii: "m"): Logs("base-7b/gsm8k_eval/0.yaml", input.bytes).check()
    case UInt8(ascii: "i"): ConfigCheck.template(input)
    case UInt8(ascii: "o"):
      let map = try? ColumnMap(parsing: input.text)
      law(map == (try? ColumnMap(parsing: input.text)), "a map of columns")
    default: ConfigCheck.config(input.text)
    }
  }
}

enum ConfigCheck {
  static func config(_ text: String) {
    let words = read(text)
    same(words, read(text), "two readings differ")
  }

  private static func read(_ text: String) -> String {
    let config: Config
    do {
      config = try Config(yaml: text, path: "passcurve.yaml")
    } catch {
      law(error.kind == .usage, "\(error)")
      return "\(error)"
    }
    if let sheet = config.theme.styleSheet { check(style: sheet) }
    for rule in config.gate.effectiveRules {
      law(!rule.ks.isEmpty && rule.ks == Set(rule.ks).sorted(), "k of a rule: \(rule.ks)")
      law(!rule.title.isEmpty || rule.name == "", "a rule without a title")
    }
    law(config.ks?.isEmpty != true, "an empty k")
    var settings = Settings()
    settings.config = config
    settings.ks = config.ks
    settings.level = config.level ?? settings.level
    do {
      let study = try Study(FixedReport.reading, settings)
      // Without what has no order: dictionaries and sets.
      return "\(config.theme.styleSheet ?? "") \(config.gate.rules) \(config.gate.baselines) "
        + "\(config.ks ?? []) \(study.runs) \(study.benchmarks.map(\.label)) \(study.pairs) "
        + "\(study.published)"
    } catch {
      return "\(error)"
    }
  }

  /// A sheet of colours and fonts ends nothing it stands in, and asks for nothing.
  private static func check(style sheet: String) {
    let text = sheet.lowercased()
    for sign in ["<", ">", "url(", "@import", "\\", "expression", "/*"] {
      law(!text.contains(sign), "a style sheet holds \(sign): \(sheet)")
    }
    var depth = 0
    for character in text {
      if character == "{" { depth += 1 }
      if character == "}" { depth -= 1 }
      law((0...2).contains(depth), "braces: \(sheet)")
    }
    law(depth == 0, "braces: \(sheet)")
  }

  static func rule(_ text: String) {
    let one = try? GateRule(parsing: text)
    law(one == (try? GateRule(parsing: text)), "two readings differ")
    guard let one else { return }
    law(!one.ks.isEmpty && one.ks.allSatisfy { $0 >= 1 }, "k \(one.ks)")
    switch one.demand {
    case .noDrop(let margin, let effect):
      law((0...1).contains(margin) && (0...1).contains(effect), "margins")
    case .floor(let floor): law((0...1).contains(floor), "a floor of \(floor)")
    case .hold(let problems): law(!problems.isEmpty, "no problems")
    }
  }

  /// Whatever things are called, the config that `init` writes names them so.
  static func template(_ input: Input) {
    var input = input
    var rows: [TallyTable.Row] = []
    while !input.isAtEnd, rows.count < 8 {
      let run = input.text(before: 0x1E)
      let benchmark = input.text(before: 0x1E)
      guard !run.isEmpty else { continue }
      rows.append(
        TallyTable.Row(
          run: run, benchmark: benchmark, problem: "p", tally: Tally(correct: 1, of: 2)))
    }
    let reading = Reading(counts: rows)
    guard let study = try? Study(reading, Settings()),
      let text = try? ConfigTemplate.text(reading)
    else { return }
    do {
      let config = try Config(yaml: text, path: "passcurve.yaml")
      law(config.runs.count == study.runs.count, "runs: \(text)")
      for (rule, run) in zip(config.runs, study.runs) { same(rule.match, run.id, text) }
      for (rule, run) in zip(config.runs, study.runs) { same(rule.name ?? "", run.label, text) }
      for (rule, benchmark) in zip(config.benchmarks, study.benchmarks) {
        same(rule.match, benchmark.id, text)
      }
      same(config.title ?? "", study.title, text)
    } catch {
      fatalError("broken law: the config of init: \(error)\n\(text)")
    }
  }
}
