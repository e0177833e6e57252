import EvalLogs

/// report.json: the same numbers as the data files, with the study around them.
struct ReportJSON: Encodable {
  /// The file beside it that says what it may hold.
  static let schemaFile = "report.schema.json"

  private enum CodingKeys: String, CodingKey {
    case schemaFile = "$schema"
    case schema, generator, title, fingerprint, level, interval, target, runs, benchmarks, notes
    case absent, omitted, issues, tables, writeups
  }

  private let schemaFile = ReportJSON.schemaFile
  private let schema = 2
  private let generator = "passcurve \(Version.current)"
  private let title: String
  private let fingerprint: String
  private let level: Double
  private let interval: String
  private let target: String
  private let runs: [Run]
  private let benchmarks: [Benchmark]
  private let notes: [String]
  private let absent: [Absent]
  private let omitted: [String]
  private let issues: [Issue]
  private let tables: [String: JSONTable]
  private let writeups: [Writeup]

  private struct Writeup: Encodable {
    let source: String
    let page: String
    let title: String?
    let claims: [Claim]
  }

  private struct Claim: Encodable {
    let line: Int
    let claim: String
    let outcome: String
    let value: String
  }

  private struct Run: Encodable {
    let id: String
    let label: String
    let role: String?
    let family: String?
    let variant: String?
  }

  private struct Benchmark: Encodable {
    let id: String
    let label: String
    let page: String
  }

  private struct Absent: Encodable {
    let analysis: String
    let reason: String
  }

  private struct Issue: Encodable {
    let code: String
    /// `nil` where the report is anonymous.
    let path: String?
    let line: Int?
    let detail: String
    let remedy: String
    let count: Int
  }

  init(_ edition: Edition, _ tables: [DataTable]) {
    let results = edition.results
    let study = results.study
    title = study.title
    fingerprint = edition.provenance.fingerprint
    level = results.settings.level
    interval = results.settings.method.rawValue
    target = results.settings.target.rawValue
    runs = study.runs.map {
      Run(
        id: $0.id, label: $0.label, role: $0.role?.rawValue, family: $0.family,
        variant: $0.variant)
    }
    benchmarks = study.benchmarks.map {
      Benchmark(id: $0.id, label: $0.label, page: "benchmarks/\($0.slug).html")
    }
    notes = study.notes
    absent = edition.absences.map { Absent(analysis: $0.analysis.id, reason: $0.reason) }
    omitted = edition.omissions.notes
    issues = edition.provenance.issues.map {
      Issue(
        code: $0.code.rawValue, path: $0.path.isEmpty ? nil : $0.path, line: $0.line,
        detail: $0.detail, remedy: $0.remedy, count: $0.count)
    }
    writeups = edition.written.map { page in
      Writeup(
        source: page.document.source.path, page: page.path, title: page.title,
        claims: page.claims.map {
          Claim(line: $0.line, claim: $0.text, outcome: $0.outcome.rawValue, value: $0.value)
        })
    }
    // Rows a problem stand in the data files alone: they are most of a report's bytes.
    self.tables = Dictionary(
      uniqueKeysWithValues: tables.filter {
        !["problems", "counts", "solvable-problems"].contains($0.name)
      }
      .map { ($0.name, $0.columnsAndRows) })
  }

  var text: String { JSONText.encode(self, isCompact: true) }
}
