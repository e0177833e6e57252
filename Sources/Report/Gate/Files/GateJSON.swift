import Stats

/// The verdict for programs: gate/verdict.json.
enum GateJSON: GateFile {
  static let path = "gate/verdict.json"

  private struct File: Encodable {
    let schema = 1
    let generator = "passcurve \(Version.current)"
    let title: String
    let fingerprint: String
    let verdict: String
    let sentence: String
    let coverage: String
    let level: Double
    let alpha: Double
    let nights: Int?
    let control: String
    let fails_on: [String]
    let rules: [Rule]
    let rules_passed: Int
    let samples: Int
    let samples_expected: Int
    let baselines: [Stored]
    let notes: [String]
    let counts: [String: Int]
    let checks: [Check]
  }

  private struct Rule: Encodable {
    let title: String
    let place: String?
  }

  private struct Stored: Encodable {
    let name: String
    let fingerprint: String
  }

  private struct Check: Encodable {
    let rule: Int
    let run: String
    let benchmark: String
    let k: Int?
    let against: String
    let verdict: String
    let fails: Bool
    let baseline: Double?
    let tonight: Double?
    let difference: Double?
    let lower: Double?
    let upper: Double?
    let level: Double?
    let method: String?
    let p_value: Double?
    let p_adjusted: Double?
    let problems: Int
    let wins: Int
    let ties: Int
    let losses: Int
    let samples: Int
    let needed: Int?
    let needed_of: String?
    let detectable: Double?
    let assumption: String?
    let detail: String
    let page: String?
    let movers: [Mover]
  }

  private struct Mover: Encodable {
    let problem: String
    let before: [Int]
    let after: [Int]
  }

  static func bytes(_ gate: GateReport, _ place: GatePlace) -> [UInt8] {
    let rounded = { (value: Double?, text: (Double) -> String) in value.flatMap { Double(text($0)) }
    }
    let counts = GateVerdict.allCases.map { ($0.rawValue, gate.count($0)) }.filter { $0.1 > 0 }
    let file = File(
      title: place.title, fingerprint: place.fingerprint,
      verdict: gate.hasFailed ? "fail" : "pass", sentence: gate.sentence.plainSpaces,
      coverage: gate.coverage.plainSpaces, level: gate.level, alpha: gate.alpha,
      nights: gate.settings.nights, control: gate.settings.control.rawValue,
      fails_on: gate.settings.failing.sorted { $0.gravity < $1.gravity }.compactMap(\.keyword),
      rules: gate.rules.map { Rule(title: $0.title.plainSpaces, place: $0.place) },
      rules_passed: gate.rulesPassed, samples: gate.samples.scored,
      samples_expected: gate.samples.expected,
      baselines: gate.baselines.map { Stored(name: $0.name, fingerprint: $0.fingerprint) },
      notes: gate.statements.map(\.plainSpaces),
      counts: Dictionary(uniqueKeysWithValues: counts),
      checks: gate.checks.map { check in
        Check(
          rule: check.rule, run: check.runID, benchmark: check.benchmarkID, k: check.k,
          against: check.against, verdict: check.verdict.rawValue,
          fails: gate.settings.failing.contains(check.verdict), baseline: check.baselineValue,
          tonight: check.value, difference: check.difference,
          lower: rounded(check.interval?.lower, NumberText.lower),
          upper: rounded(check.interval?.upper, NumberText.upper), level: check.interval?.level,
          method: check.method.isEmpty ? nil : check.method,
          p_value: rounded(check.pValue, NumberText.upper),
          p_adjusted: rounded(check.adjusted, NumberText.upper), problems: check.problems,
          wins: check.wins, ties: check.ties, losses: check.losses, samples: check.samples,
          needed: check.needed?.count, needed_of: check.needed?.unit, detectable: check.detectable,
          assumption: check.assumption,
          detail: check.detail.plainSpaces, page: check.page,
          movers: check.movers.map {
            Mover(
              problem: $0.problem, before: [$0.before.correct, $0.before.samples],
              after: [$0.after.correct, $0.after.samples])
          })
      })
    return Array(JSONText.encode(file).utf8)
  }
}
