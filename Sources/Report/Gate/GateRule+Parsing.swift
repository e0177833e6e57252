import EvalLogs
import Yams

extension GateRule {
  /// The keys of a rule in the config, and of one given as `key=value,…`.
  static let keys = [
    "name", "run", "benchmark", "k", "margin", "minimum_effect", "floor", "must_hold", "problems",
    "against",
  ]

  /// From `benchmark=aime*,k=8,margin=0.02`; lists have `+` between.
  ///
  /// - Throws: `ReportError` of kind `usage`.
  package init(parsing text: String) throws(ReportError) {
    var lines = ""
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else {
        throw ReportError(
          .usage, "--fail-on \(text) is neither a verdict nor a rule",
          remedy: Nearest.close(to: text, among: GateVerdict.keywords).map {
            "Did you mean '\($0)'?"
          }
            ?? "It is one of \(GateVerdict.keywords.joined(separator: ", ")), or a rule as in benchmark=aime*,k=8,margin=0.02."
        )
      }
      let values =
        ["k", "must_hold", "problems"].contains(String(sides[0]))
        ? "[\(sides[1].split(separator: "+").map { Self.quoted($0) }.joined(separator: ", "))]"
        : Self.quoted(sides[1])
      lines += "\(Self.quoted(sides[0])): \(values)\n"
    }
    let reader = ConfigReader(path: "--fail-on")
    do {
      guard let node = try Yams.compose(yaml: lines) else { throw reader.plain("it is empty") }
      self = try reader.gateRule(node, isOption: true)
      place = "--fail-on"
    } catch let error as ReportError {
      throw ReportError(.usage, "--fail-on \(text): \(error.detail)", remedy: error.remedy)
    } catch {
      throw reader.plain("\(text) is no rule")
    }
  }

  /// As YAML reads it back: numbers stay numbers.
  private static func quoted(_ text: Substring) -> String {
    if Double(text) != nil { return String(text) }
    return
      "'\(text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))'"
  }
}

extension ConfigReader {
  fileprivate func plain(_ detail: String) -> ReportError {
    ReportError(.usage, "\(path): \(detail)")
  }

  /// `gate`: a list of rules, or a mapping that holds one.
  func gate(_ node: Node) throws(ReportError) -> GateSettings {
    var settings = GateSettings()
    if node.sequence != nil {
      settings.rules = try rules(node)
      return settings
    }
    for (key, value) in try entries(
      node, in: "gate", of: ["rules", "against", "control", "level", "fail_on", "nights"])
    {
      switch key {
      case "rules": settings.rules = try rules(value)
      case "against": settings.against = try text(value, "gate.against")
      case "control":
        settings.control = try choice(value, "gate.control", GateSettings.Control.self)
      case "level":
        guard let level = value.float, level > 0, level < 1 else {
          throw error(value, "gate.level lies between 0 and 1, 0.95 for 95 %")
        }
        settings.level = level
      case "fail_on":
        let words = try list(value, "gate.fail_on").mapTyped { node throws(ReportError) in
          try name(node, "gate.fail_on", among: GateVerdict.keywords)
        }
        settings.failing = Set(words.compactMap { GateVerdict(keyword: $0) })
      default:
        settings.nights = try integer(value, "gate.nights", atLeast: 2)
      }
    }
    return settings
  }

  private func rules(_ node: Node) throws(ReportError) -> [GateRule] {
    try list(node, "gate").mapTyped { node throws(ReportError) in
      try gateRule(node, isOption: false)
    }
  }

  fileprivate func gateRule(_ node: Node, isOption: Bool) throws(ReportError) -> GateRule {
    var rule = GateRule()
    var (margin, effect): (Double?, Double?)
    var (floor, held): (Double?, [String]?)
    for (key, value) in try entries(node, in: "a rule of the gate", of: GateRule.keys) {
      switch key {
      case "name": rule.name = try text(value, key)
      case "run": rule.run = try text(value, key)
      case "benchmark": rule.benchmark = try text(value, key)
      case "k":
        let nodes = value.sequence.map(Array.init) ?? [value]
        let ks = try nodes.mapTyped { node throws(ReportError) in
          try integer(node, key, atLeast: 1)
        }
        guard !ks.isEmpty else { throw error(value, "k is an empty list") }
        rule.ks = Set(ks).sorted()
      case "margin":
        margin = try number(value, key, in: 0...1, "a share from 0 to 1: 0.02 for 2 points")
      case "minimum_effect":
        effect = try number(value, key, in: 0...1, "a share from 0 to 1: 0.01 for 1 point")
      case "floor": floor = try number(value, key, in: 0...1, "a share from 0 to 1: 0.5 for 50 %")
      case "must_hold": held = try texts(value, key)
      case "problems": rule.problems = try texts(value, key)
      default: rule.against = try text(value, key)
      }
    }
    let isComparison = margin != nil || effect != nil || rule.against != nil
    if [floor != nil, held != nil, isComparison].count(where: { $0 }) > 1 {
      throw error(
        node, "a rule of the gate asks one thing",
        remedy: "Make two rules: one against a stored set, one with floor or must_hold.")
    }
    if let floor {
      rule.demand = .floor(floor)
    } else if let held {
      if !rule.problems.isEmpty {
        throw error(node, "must_hold names the problems itself", remedy: "Leave problems out.")
      }
      rule.demand = .hold(held)
    } else {
      rule.demand = .noDrop(margin: margin ?? 0, minimumEffect: effect ?? 0)
    }
    rule.place = isOption ? nil : "\(path)\(node.mark.map { ":\($0.line)" } ?? "")"
    return rule
  }

  private func texts(_ node: Node, _ key: String) throws(ReportError) -> [String] {
    let texts = try list(node, key).mapTyped { node throws(ReportError) in try text(node, key) }
    guard !texts.isEmpty else { throw error(node, "\(key) is an empty list") }
    return texts
  }
}
