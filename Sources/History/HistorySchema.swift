internal import GRDB

/// The tables of a history, and the steps that led to them.
///
/// A layout is the file's `user_version`. A step, once released, is never changed: files of every
/// layout there was are opened by taking the steps that they lack, all in one transaction.
///
/// Names of logs are bound as bytes and kept as text, since SQLite's texts end for the library at the
/// first zero byte; names that people gave hold no control characters.
enum HistorySchema {
  /// "PCHS", in the file's header: whose it is.
  static let applicationID = 0x5043_4853
  static let layout = steps.count

  private static let steps: [@Sendable (Database) throws -> Void] = [first, second]

  /// What is to be done to a file of a layout; its transaction is the caller's.
  static func migrate(_ db: Database) throws {
    let version = try layout(of: db)
    guard version < layout else { return }
    for step in steps[version...] { try step(db) }
    try db.execute(
      sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(layout)")
  }

  static func layout(of db: Database) throws -> Int {
    try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
  }

  /// Layout 1: sets, names and lists kept once, and the counts.
  @Sendable private static func first(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TABLE stored_set (
          id INTEGER PRIMARY KEY AUTOINCREMENT, night TEXT NOT NULL, fingerprint TEXT NOT NULL,
          name TEXT UNIQUE, title TEXT, verdict TEXT, details BLOB, program TEXT NOT NULL,
          UNIQUE (night, fingerprint)) STRICT;
        CREATE TABLE name (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
        CREATE TABLE list (
          id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, items BLOB NOT NULL) STRICT;
        CREATE TABLE series (
          set_id INTEGER NOT NULL REFERENCES stored_set ON DELETE CASCADE, place INTEGER NOT NULL,
          run INTEGER NOT NULL REFERENCES name, variant INTEGER REFERENCES name,
          benchmark INTEGER NOT NULL REFERENCES name,
          problem_list INTEGER NOT NULL REFERENCES list, group_list INTEGER REFERENCES list,
          PRIMARY KEY (set_id, place)) STRICT, WITHOUT ROWID;
        CREATE TABLE counts (
          set_id INTEGER NOT NULL, place INTEGER NOT NULL, packed BLOB NOT NULL,
          PRIMARY KEY (set_id, place),
          FOREIGN KEY (set_id, place) REFERENCES series ON DELETE CASCADE) STRICT, WITHOUT ROWID;
        """)
  }

  /// Layout 2: links, and sums beside the counts, so that trends need not unpack those; from here on
  /// the file itself lets nothing be changed but a name that is not there yet.
  @Sendable private static func second(_ db: Database) throws {
    try db.execute(
      sql: """
        ALTER TABLE stored_set ADD COLUMN link TEXT;
        ALTER TABLE stored_set ADD COLUMN runs INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE stored_set ADD COLUMN benchmarks INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE stored_set ADD COLUMN problems INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE stored_set ADD COLUMN samples INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE series ADD COLUMN problems INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE series ADD COLUMN samples INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE series ADD COLUMN correct INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE series ADD COLUMN missing INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE series ADD COLUMN truncated INTEGER;
        """)
    for id in try Int.fetchAll(db, sql: "SELECT id FROM stored_set ORDER BY id") {
      var all: [StoredRows] = []
      let reader = CountsReader(db)
      try reader.each(of: id) { all.append($0) }
      for series in all {
        guard let sums = series.rows.sums() else { throw Damage("sums") }
        try db.execute(
          sql: """
            UPDATE series SET problems = ?, samples = ?, correct = ?, missing = ?, truncated = ?
            WHERE set_id = ? AND place = ?
            """,
          arguments: [
            series.rows.count, sums.samples, sums.correct, sums.missing, sums.truncated, id,
            series.place,
          ])
      }
      guard let figures = SetFigures(all.flatMap(\.rows)) else { throw Damage("sums") }
      try db.execute(
        sql: """
          UPDATE stored_set SET runs = ?, benchmarks = ?, problems = ?, samples = ? WHERE id = ?
          """,
        arguments: [figures.runs, figures.benchmarks, figures.problems, figures.samples, id])
    }
    try db.execute(
      sql: """
        CREATE TRIGGER set_stays BEFORE UPDATE ON stored_set
          WHEN OLD.name IS NOT NULL OR NEW.id IS NOT OLD.id OR NEW.night IS NOT OLD.night
            OR NEW.fingerprint IS NOT OLD.fingerprint OR NEW.title IS NOT OLD.title
            OR NEW.link IS NOT OLD.link OR NEW.verdict IS NOT OLD.verdict
            OR NEW.details IS NOT OLD.details OR NEW.program IS NOT OLD.program
            OR NEW.runs IS NOT OLD.runs OR NEW.benchmarks IS NOT OLD.benchmarks
            OR NEW.problems IS NOT OLD.problems OR NEW.samples IS NOT OLD.samples
          BEGIN SELECT RAISE(ABORT, 'a stored set is never changed'); END;
        CREATE TRIGGER series_stay BEFORE UPDATE ON series
          BEGIN SELECT RAISE(ABORT, 'a stored set is never changed'); END;
        CREATE TRIGGER counts_stay BEFORE UPDATE ON counts
          BEGIN SELECT RAISE(ABORT, 'a stored set is never changed'); END;
        CREATE TRIGGER names_stay BEFORE UPDATE ON name
          BEGIN SELECT RAISE(ABORT, 'a stored name is never changed'); END;
        CREATE TRIGGER lists_stay BEFORE UPDATE ON list
          BEGIN SELECT RAISE(ABORT, 'a stored list is never changed'); END;
        """)
  }
}

/// What a file holds is not what a history holds.
struct Damage: Error {
  /// Of which part.
  let detail: String

  init(_ detail: String) { self.detail = detail }
}
