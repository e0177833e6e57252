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
    let rules: [String]
    let rules_passed: Int
    let samples: Int
    let samples_expected: Int
    let baselines: [Stored]
    let notes: [String]
    let counts: [String: Int]
    let checks: [Check]
  }

  private struct Stored: Encodable {
    let name: String
    let fingerprint: String
  }

  /// A row of data/gate.csv, with what does not fit in one.
  private struct Check: Encodable {
    private enum CodingKeys: String, CodingKey { case page, movers }

    let fields: [String: JSONField]
    let page: String?
    let movers: [Mover]

    func encode(to encoder: any Encoder) throws {
      try fields.encode(to: encoder)
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encodeIfPresent(page, forKey: .page)
      try container.encode(movers, forKey: .movers)
    }
  }

  private struct Mover: Encodable {
    let problem: String
    let before: [Int]
    let after: [Int]
  }

  static func bytes(_ gate: GateReport, _ place: GatePlace) -> [UInt8] {
    let counts = GateVerdict.allCases.map { ($0.rawValue, gate.count($0)) }.filter { $0.1 > 0 }
    let file = File(
      title: place.title, fingerprint: place.fingerprint,
      verdict: gate.hasFailed ? "fail" : "pass", sentence: gate.sentence.plainSpaces,
      coverage: gate.coverage.plainSpaces, level: gate.level, alpha: gate.alpha,
      nights: gate.settings.nights, control: gate.settings.control.rawValue,
      fails_on: gate.settings.failing.sorted { $0.gravity < $1.gravity }.compactMap(\.keyword),
      rules: gate.rules.map(\.title.plainSpaces),
      rules_passed: gate.rulesPassed, samples: gate.samples.scored,
      samples_expected: gate.samples.expected,
      baselines: gate.baselines.map { Stored(name: $0.name, fingerprint: $0.fingerprint) },
      notes: gate.statements.map(\.plainSpaces),
      counts: Dictionary(uniqueKeysWithValues: counts),
      checks: zip(gate.dataTable.objects, gate.checks).map { fields, check in
        Check(
          fields: fields, page: check.page,
          movers: check.movers.map {
            Mover(
              problem: $0.problem, before: [$0.before.correct, $0.before.samples],
              after: [$0.after.correct, $0.after.samples])
          })
      })
    return Array(JSONText.encode(file).utf8)
  }
}
