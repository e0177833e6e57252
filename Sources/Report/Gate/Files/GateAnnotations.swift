/// The verdict as GitHub's workflow commands: gate/annotations.txt. A step shows ten of each kind,
/// so the gravest come first and one line says what is left out.
enum GateAnnotations: GateFile {
  static let path = "gate/annotations.txt"
  /// Lines of one kind that are shown.
  private static let most = 10

  static func bytes(_ gate: GateReport, _ place: GatePlace) -> [UInt8] {
    let errors = gate.failures
    let others = gate.checks.filter {
      !gate.settings.failing.contains($0.verdict)
        && ($0.verdict == .undecided || $0.verdict.isOfSet) && $0.verdict != .new
    }
    var lines = shown(errors, "error") + shown(others, "warning")
    lines.append(command("notice", "pass@k gate", gate.coverage))
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private static func shown(_ checks: [GateCheck], _ kind: String) -> [String] {
    let all = checks.map {
      command(kind, "pass@k gate: \($0.verdict.rawValue)", "\($0.place): \($0.detail)")
    }
    guard all.count > most else { return all }
    return all.prefix(most - 1)
      + [command(kind, "pass@k gate", "\(all.count - most + 1) more; data/gate.csv has all")]
  }

  /// What would end the command or begin another is escaped as the runner's own toolkit does.
  private static func command(_ kind: String, _ title: String, _ message: String) -> String {
    "::\(kind) title=\(escaped(title.plainSpaces, inProperty: true))::\(escaped(message.plainSpaces, inProperty: false))"
  }

  private static func escaped(_ text: String, inProperty: Bool) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      case ":" where inProperty: result += "%3A"
      case "," where inProperty: result += "%2C"
      case _ where scalar.properties.generalCategory == .control: result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
