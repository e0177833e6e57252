import Foundation

/// The numbers that a built site or a paper kit holds, read from its report.json: what `verify` compares
/// with logs and with prose.
package struct StoredReport: Sendable {
  /// A field of a table.
  enum Field: Hashable, Sendable, Decodable {
    case number(Double)
    case text(String)
    case nothing

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .nothing
      } else if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .text(try container.decode(String.self))
      }
    }

    var text: String {
      switch self {
      case .number(let value): NumberText.shortest(value)
      case .text(let value): value
      case .nothing: "nothing"
      }
    }
  }

  struct Table: Sendable, Decodable {
    let columns: [String]
    let rows: [[Field]]

    /// Each row by the names of its columns.
    var records: [[String: Field]] {
      rows.map { Dictionary(zip(columns, $0)) { first, _ in first } }
    }
  }

  struct Name: Sendable, Decodable {
    let id: String
    let label: String
  }

  private struct File: Decodable {
    let schema: Int
    let fingerprint: String
    let level: Double
    let runs: [Name]
    let benchmarks: [Name]
    let tables: [String: Table]
  }

  let fingerprint: String
  let level: Double
  let runs: [Name]
  let benchmarks: [Name]
  let tables: [String: Table]
  /// The options that it was made with.
  package let options: [String: String]

  /// - Parameter folder: A site or a kit.
  /// - Throws: `ReportError` of kind `input` where it is neither.
  package init(folder: String) throws(ReportError) {
    let files = SiteFiles(folder: folder)
    guard let report = files.bytes("report.json"), let manifest = files.bytes(Manifest.fileName)
    else {
      throw ReportError(
        .input, "\(folder) is no report: it holds no report.json and manifest.json",
        remedy: "Name the folder of a site or of a paper kit.")
    }
    struct Options: Decodable { let options: [String: String] }
    guard let options = try? JSONDecoder().decode(Options.self, from: Data(manifest)) else {
      throw ReportError(.input, "\(folder)/\(Manifest.fileName) is not one of ours")
    }
    try self.init(report, options: options.options, name: "\(folder)/report.json")
  }

  /// Of all its tables.
  package var rowCount: Int { tables.values.reduce(0) { $0 + $1.rows.count } }

  /// What a report would hold.
  package init(_ edition: Edition) throws(ReportError) {
    let text = ReportJSON(edition, edition.keptTables).text
    try self.init(Array(text.utf8), options: edition.provenance.options, name: "the report")
  }

  private init(
    _ bytes: [UInt8], options: [String: String], name: String
  ) throws(ReportError) {
    guard let file = try? JSONDecoder().decode(File.self, from: Data(bytes)), file.schema == 2
    else {
      throw ReportError(
        .input, "\(name) is no report.json of this version",
        remedy: "Build it again with passcurve \(Version.current).")
    }
    (fingerprint, level, runs) = (file.fingerprint, file.level, file.runs)
    (benchmarks, tables, self.options) = (file.benchmarks, file.tables, options)
  }
}
