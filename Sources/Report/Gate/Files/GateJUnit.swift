import Charts
import Stats

/// The verdict for whoever collects test results: gate/junit.xml, a suite a rule and a case a check.
enum GateJUnit: GateFile {
  static let path = "gate/junit.xml"

  static func bytes(_ gate: GateReport, _ place: GatePlace) -> [UInt8] {
    var xml = MarkupWriter(.xml)
    let suites = gate.rules.indices.map { rule in
      (rule: gate.rules[rule], checks: gate.checks.filter { $0.rule == rule })
    }
    xml.element("testsuites", [("name", place.title)] + counts(gate.checks, gate)) { xml in
      for (index, suite) in suites.enumerated() {
        let attributes: [(StaticString, String)] =
          [("name", suite.rule.title.plainSpaces)] + counts(suite.checks, gate)
          + [("time", "0"), ("id", String(index))]
        xml.element("testsuite", attributes) { xml in
          for check in suite.checks { xml.check(check, gate, suite.rule) }
        }
      }
    }
    return xml.bytes
  }

  private static func counts(
    _ checks: [GateCheck], _ gate: GateReport
  ) -> [(StaticString, String)] {
    let failures = checks.count { gate.settings.failing.contains($0.verdict) }
    return [
      ("tests", String(checks.count)), ("failures", String(failures)), ("errors", "0"),
    ]
  }
}

extension MarkupWriter {
  fileprivate mutating func check(_ check: GateCheck, _ gate: GateReport, _ rule: GateRule) {
    let attributes: [(StaticString, String)] = [
      (
        "name",
        "\(check.place): \(check.verdict.isOfSet ? check.verdict.rawValue : "drop")".plainSpaces
      ),
      ("classname", "passcurve.\(rule.title)".plainSpaces), ("time", "0"),
    ]
    let detail = "\(check.place): \(check.detail)".plainSpaces
    element("testcase", attributes) { xml in
      if gate.settings.failing.contains(check.verdict) {
        xml.element(
          "failure", [("message", detail), ("type", check.verdict.rawValue)],
          text: ([detail]
            + check.movers.map {
              "\($0.problem): \(GateReport.text($0.before)), tonight \(GateReport.text($0.after))"
            }).joined(separator: "\n").plainSpaces)
      } else if check.verdict != .held, check.verdict != .identical {
        xml.element("skipped", [("message", "\(check.verdict.rawValue): \(detail)")])
      } else {
        xml.element("system-out", text: detail)
      }
    }
  }
}

extension GateVerdict {
  /// Whether it is of the set of problems or samples and not of a number.
  var isOfSet: Bool {
    switch self {
    case .missing, .changed, .truncated, .incomplete, .new: true
    case .regression, .undecided, .held, .identical: false
    }
  }
}
