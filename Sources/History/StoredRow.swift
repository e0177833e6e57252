internal import Foundation
internal import GRDB

extension Row {
  /// A whole number of at least 0.
  func count(_ column: Int) throws -> Int {
    guard let value = try optionalCount(column) else { throw Damage("a number") }
    return value
  }

  func optionalCount(_ column: Int) throws -> Int? {
    let value: DatabaseValue = self[column]
    if value.isNull { return nil }
    guard case .int64(let number) = value.storage, number >= 0 else { throw Damage("a number") }
    return Int(number)
  }

  func text(_ column: Int) throws -> String {
    guard let value = try optionalText(column) else { throw Damage("a text") }
    return value
  }

  /// A text, bound or cast as bytes where it is a log's.
  func optionalText(_ column: Int) throws -> String? {
    let value: DatabaseValue = self[column]
    switch value.storage {
    case .null: return nil
    case .string(let text): return text
    case .blob(let data):
      guard let text = String(validating: data, as: UTF8.self) else { throw Damage("a text") }
      return text
    default: throw Damage("a text")
    }
  }

  func bytes(_ column: Int) throws -> [UInt8] {
    let value: DatabaseValue = self[column]
    guard case .blob(let data) = value.storage else { throw Damage("bytes") }
    return Array(data)
  }
}

extension StoredSet {
  static let columns = """
    stored_set.id, night, stored_set.name, fingerprint, title, link, verdict, program,
    stored_set.runs, stored_set.benchmarks, stored_set.problems, stored_set.samples
    """

  /// From a row that begins with these columns.
  init(_ row: Row) throws {
    guard let night = Night(try row.text(1)) else { throw Damage("a night") }
    id = try row.count(0)
    self.night = night
    name = try row.optionalText(2)
    fingerprint = try row.text(3)
    title = try row.optionalText(4)
    link = try row.optionalText(5)
    verdict = try row.optionalText(6)
    program = try row.text(7)
    runs = try row.count(8)
    benchmarks = try row.count(9)
    problems = try row.count(10)
    samples = try row.count(11)
  }

  /// Columns read by `init`.
  static let width = 12

  static func first(_ db: Database, _ rest: String, _ arguments: StatementArguments) throws -> Self?
  {
    try Row.fetchOne(db, sql: "SELECT \(columns) FROM stored_set \(rest)", arguments: arguments)
      .map { try Self($0) }
  }

  static func all(
    _ db: Database, _ rest: String, _ arguments: StatementArguments = []
  ) throws -> [Self] {
    try Row.fetchAll(db, sql: "SELECT \(columns) FROM stored_set \(rest)", arguments: arguments)
      .map { try Self($0) }
  }
}
