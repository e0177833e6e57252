import EvalLogs
internal import Foundation
internal import GRDB

extension HistoryStore {
  /// Whether a set could be added, for who wants to know before there are counts: a file that is
  /// there is opened, one that is not there is not made.
  ///
  /// - Throws: `HistoryError` as adding would.
  package static func tryAppending(
    to path: String, night: Night, name: SetName? = nil
  ) throws(HistoryError) {
    guard try exists(path) else { return }
    let store = try HistoryStore(path: path, mode: .append)
    guard let name else { return }
    // The night's own set may be handed over again.
    try store.read { db in
      let count = try Int.fetchOne(
        db, sql: "SELECT count(*) FROM stored_set WHERE name = ? AND night = ?",
        arguments: [name.text, night.text])
      if count == 0 { try checkFree(name, db) }
    }
  }

  /// Adds a set, in one transaction: once this has returned, it stays.
  ///
  /// Where the same counts are there for the same night, nothing is added; a name is then given to
  /// the set that is there.
  ///
  /// - Throws: `HistoryError`: of kind `usage` where the name is another set's, `output` where nothing
  ///   can be written; the history is then as it was.
  package func add(_ set: NightlySet) throws(HistoryError) -> Added {
    let series = try PackedSeries.all(of: set.table)
    guard let figures = SetFigures(set.table.rows) else {
      throw HistoryError(.input, "the counts add up to more than can be counted")
    }
    return try write { db in
      if let there = try StoredSet.first(
        db, "WHERE night = ? AND fingerprint = ?", [set.night.text, set.fingerprint])
      {
        guard let name = set.name else { return .alreadyThere(there) }
        return .alreadyThere(try Self.name(there, as: name, db))
      }
      if let name = set.name { try Self.checkFree(name, db) }
      try db.execute(
        sql: """
          INSERT INTO stored_set (night, fingerprint, name, title, link, verdict, details, program,
            runs, benchmarks, problems, samples)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          set.night.text, set.fingerprint, set.name?.text, set.title, set.link, set.verdict,
          set.details.map { Data($0) }, set.program, figures.runs, figures.benchmarks,
          figures.problems, figures.samples,
        ])
      let id = Int(db.lastInsertedRowID)
      for (place, one) in series.enumerated() { try Self.insert(one, id, place, db) }
      guard let stored = try StoredSet.first(db, "WHERE id = ?", [id]) else {
        throw Damage("a set just added")
      }
      return .new(stored)
    }
  }

  /// Gives a set a name. Once: a set that has one keeps it.
  package func name(_ id: Int, as name: SetName) throws(HistoryError) -> StoredSet {
    try write { db in
      guard let set = try StoredSet.first(db, "WHERE id = ?", [id]) else {
        throw HistoryError(.usage, "there is no set \(id) any more")
      }
      return try Self.name(set, as: name, db)
    }
  }

  private static func name(_ set: StoredSet, as name: SetName, _ db: Database) throws -> StoredSet {
    if let given = set.name {
      guard given.utf8.elementsEqual(name.text.utf8) else {
        throw HistoryError(
          .usage, "the set of \(set.night) is named '\(given)' already",
          remedy: "A set keeps its name; leave --name away.")
      }
      return set
    }
    try checkFree(name, db)
    try db.execute(
      sql: "UPDATE stored_set SET name = ? WHERE id = ?", arguments: [name.text, set.id])
    guard let named = try StoredSet.first(db, "WHERE id = ?", [set.id]) else {
      throw Damage("a set just named")
    }
    return named
  }

  private static func checkFree(_ name: SetName, _ db: Database) throws {
    guard let owner = try StoredSet.first(db, "WHERE name = ?", [name.text]) else { return }
    throw HistoryError(
      .usage, "the name '\(name)' is that of the set of \(owner.night), \(owner.short)",
      remedy: "Names are given once; choose another.")
  }

  private static func insert(
    _ series: PackedSeries, _ set: Int, _ place: Int, _ db: Database
  ) throws {
    let groups = series.groups.isEmpty ? nil : try list(series.groups, db)
    try db.cachedStatement(
      sql: """
        INSERT INTO series (set_id, place, run, variant, benchmark, problem_list, group_list,
          problems, samples, correct, missing, truncated)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: [
      set, place, try name(series.key.run, db), try series.key.variant.map { try name($0, db) },
      try name(series.key.benchmark, db), try list(series.problems, db), groups, series.count,
      series.sums.samples, series.sums.correct, series.sums.missing, series.sums.truncated,
    ])
    try db.cachedStatement(sql: "INSERT INTO counts (set_id, place, packed) VALUES (?, ?, ?)")
      .execute(arguments: [set, place, Data(series.counts)])
  }

  private static func name(_ text: String, _ db: Database) throws -> Int64 {
    let bytes = Log.bytes(text)
    let known = try db.cachedStatement(sql: "SELECT id FROM name WHERE text = \(Log.text)")
    if let id = try Int64.fetchOne(known, arguments: [bytes]) { return id }
    try db.cachedStatement(sql: "INSERT INTO name (text) VALUES (\(Log.text))")
      .execute(arguments: [bytes])
    return db.lastInsertedRowID
  }

  private static func list(_ items: [UInt8], _ db: Database) throws -> Int64 {
    let digest = SetFingerprint.of(items)
    let known = try db.cachedStatement(sql: "SELECT id FROM list WHERE digest = ?")
    if let id = try Int64.fetchOne(known, arguments: [digest]) { return id }
    try db.cachedStatement(sql: "INSERT INTO list (digest, items) VALUES (?, ?)")
      .execute(arguments: [digest, Data(items)])
    return db.lastInsertedRowID
  }
}
