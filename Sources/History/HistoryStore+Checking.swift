import EvalLogs
internal import GRDB

/// What was found when a history was checked.
package struct HistoryCheck: Hashable, Sendable {
  package let sets: Int
  /// Series of all sets.
  package let series: Int
  /// Rows of all tallies: a problem of a run each.
  package let rows: Int
  /// What is wrong, in words; none where the history is whole.
  package let faults: [String]
}

extension HistoryStore {
  /// Reads all of it: the file as SQLite sees it, every reference, every list against its digest,
  /// every sum against its counts, and every set's counts against its fingerprint.
  package func check() throws(HistoryError) -> HistoryCheck {
    try read { db in
      var faults = try String.fetchAll(db, sql: "PRAGMA quick_check").filter { $0 != "ok" }
      guard faults.isEmpty else { return HistoryCheck(sets: 0, series: 0, rows: 0, faults: faults) }
      for row in try Row.fetchAll(db, sql: "PRAGMA foreign_key_check") {
        faults.append(
          "a row of \(try row.text(0)) refers to one of \(try row.text(2)) that is not there")
      }
      for row in try Row.fetchAll(db, sql: "SELECT id, digest, items FROM list ORDER BY id")
      where SetFingerprint.of(try row.bytes(2)) != (try row.text(1)) {
        faults.append("list \(try row.count(0)) is not what its digest says")
      }
      let sets = try StoredSet.all(db, "ORDER BY night, id")
      var (series, rows) = (0, 0)
      let reader = CountsReader(db)
      for set in sets {
        do {
          let (stored, found) = try Self.check(set, reader, db)
          series += stored.count
          rows += stored.reduce(0) { $0 + $1.rows.count }
          faults += found.map { "the set of \(set.night), \(set.short): \($0)" }
        } catch let damage as Damage {
          faults.append("the set of \(set.night), \(set.short): \(damage.detail) cannot be")
        }
      }
      return HistoryCheck(sets: sets.count, series: series, rows: rows, faults: faults)
    }
  }

  private static func check(
    _ set: StoredSet, _ reader: CountsReader, _ db: Database
  ) throws -> (stored: [StoredRows], faults: [String]) {
    var stored: [StoredRows] = []
    try reader.each(of: set.id) { stored.append($0) }
    var faults: [String] = []
    let kept = try Row.fetchAll(
      db,
      sql: """
        SELECT place, problems, samples, correct, missing, truncated FROM series WHERE set_id = ?
        ORDER BY place
        """, arguments: [set.id])
    if kept.count != stored.count { faults.append("it has series without counts") }
    for (row, series) in zip(kept, stored) {
      let sums = series.rows.sums()
      let isRight =
        try row.count(0) == series.place && row.count(1) == series.rows.count
        && row.count(2) == sums?.samples && row.count(3) == sums?.correct
        && row.count(4) == sums?.missing && row.optionalCount(5) == sums?.truncated
      if !isRight {
        faults.append("the sums of series \(series.place) are not those of its counts")
      }
    }
    let table = TallyTable(stored.flatMap(\.rows))
    if SetFingerprint.of(table.csv()) != set.fingerprint {
      faults.append("its counts are not those of its fingerprint")
    }
    let figures = SetFigures(table.rows)
    if figures?.runs != set.runs || figures?.benchmarks != set.benchmarks
      || figures?.problems != set.problems || figures?.samples != set.samples
    {
      faults.append("its figures are not those of its counts")
    }
    return (stored, faults)
  }
}
