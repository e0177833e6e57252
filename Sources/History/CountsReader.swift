import EvalLogs
internal import Foundation
internal import GRDB

/// A series of a stored set, read back.
struct StoredRows {
  let setID: Int
  let place: Int
  let key: SeriesKey
  let rows: [TallyTable.Row]
}

/// Reads counts back; lists of names once for all series that share them.
///
/// Asks for nothing that layout 1 does not have, so that migrations can use it.
final class CountsReader {
  private let db: Database
  private var lists: [Int: [String?]] = [:]

  init(_ db: Database) { self.db = db }

  /// A set's series, in their order.
  func each(of set: Int, _ body: (StoredRows) throws -> Void) throws {
    try each("WHERE series.set_id = ? ORDER BY series.place", [set], body)
  }

  /// One series of all sets, in the order of nights.
  func each(of key: SeriesKey, _ body: (StoredRows) throws -> Void) throws {
    guard let arguments = try KeyMatch.arguments(key, db) else { return }
    try each(
      """
      JOIN stored_set ON stored_set.id = series.set_id WHERE \(KeyMatch.sql)
      ORDER BY stored_set.night, stored_set.id
      """, arguments, body)
  }

  private func each(
    _ rest: String, _ arguments: StatementArguments, _ body: (StoredRows) throws -> Void
  ) throws {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT series.set_id, series.place, CAST(run.text AS BLOB), CAST(variant.text AS BLOB),
          CAST(benchmark.text AS BLOB), problem_list, group_list, packed
        FROM series JOIN counts USING (set_id, place)
        \(KeyMatch.joins) \(rest)
        """, arguments: arguments)
    while let row = try rows.next() {
      let key = SeriesKey(
        run: try row.text(2), variant: try row.optionalText(3), benchmark: try row.text(4))
      let groups = try row.optionalCount(6).map { try list($0) }
      guard
        let read = PackedSeries.rows(
          key, problems: try list(try row.count(5)), groups: groups, counts: try row.bytes(7))
      else { throw Damage("counts") }
      try body(
        StoredRows(setID: try row.count(0), place: try row.count(1), key: key, rows: read))
    }
  }

  private func list(_ id: Int) throws -> [String?] {
    if let known = lists[id] { return known }
    guard
      let row = try Row.fetchOne(db, sql: "SELECT items FROM list WHERE id = ?", arguments: [id]),
      let names = Names.unpacked(try row.bytes(0))
    else { throw Damage("a list of names") }
    lists[id] = names
    return names
  }
}

/// How a series is found among all.
enum KeyMatch {
  static let joins = """
    JOIN name AS run ON run.id = series.run
    LEFT JOIN name AS variant ON variant.id = series.variant
    JOIN name AS benchmark ON benchmark.id = series.benchmark
    """

  static let sql = "series.run = ? AND series.variant IS ? AND series.benchmark = ?"

  /// What these are bound to; nil where no set has such a series.
  static func arguments(_ key: SeriesKey, _ db: Database) throws -> StatementArguments? {
    let variant = key.variant.named
    guard let run = try id(key.run, db), let benchmark = try id(key.benchmark, db) else {
      return nil
    }
    let variantID = try variant.flatMap { try id($0, db) }
    if variant != nil && variantID == nil { return nil }
    return [run, variantID, benchmark]
  }

  private static func id(_ name: String, _ db: Database) throws -> Int? {
    try Int.fetchOne(
      db, sql: "SELECT id FROM name WHERE text = \(Log.text)", arguments: [Log.bytes(name)])
  }
}

/// Texts of logs as SQLite keeps them whole.
enum Log {
  /// A bound list of bytes as text. Behind a sign, so that none is ever empty.
  static let text = "CAST(substr(?, 2) AS TEXT)"

  static func bytes(_ text: String) -> Data { Data([0x3D] + Array(text.utf8)) }
}
