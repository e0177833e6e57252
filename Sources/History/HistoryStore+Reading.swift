import EvalLogs
internal import Foundation
internal import GRDB

extension HistoryStore {
  /// All sets, in the order of their nights; of one night, as they were added.
  package func sets() throws(HistoryError) -> [StoredSet] {
    try read { try StoredSet.all($0, "ORDER BY night, id") }
  }

  /// The set that a word stands for.
  ///
  /// - Throws: `HistoryError` of kind `usage` where there is none, with the nearest right word.
  package func set(_ selector: SetSelector) throws(HistoryError) -> StoredSet {
    try read { db in
      switch selector {
      case .last(let before):
        if let set = try StoredSet.first(
          db, "WHERE night < ? ORDER BY night DESC, id DESC", [Self.end(before)])
        {
          return set
        }
      case .night(let night):
        // A day has all its seconds as well: "T" stands before "U".
        if let set = try StoredSet.first(
          db, "WHERE night >= ? AND night < ? ORDER BY night DESC, id DESC",
          [night.text, night.text + "U"])
        {
          return set
        }
      case .name(let name):
        if let set = try StoredSet.first(db, "WHERE name = ?", [name]) { return set }
      case .fingerprint(let start):
        let sets = try StoredSet.all(
          db, "WHERE fingerprint >= ? AND fingerprint < ? ORDER BY night DESC, id DESC",
          [start, start + "g"])
        guard Set(sets.map(\.fingerprint)).count <= 1 else {
          throw HistoryError(
            .usage, "several sets have fingerprints that begin with \(start)",
            remedy: "Give more of its digits.")
        }
        if let set = sets.first { return set }
      }
      throw try self.none(selector, StoredSet.all(db, "ORDER BY night, id"))
    }
  }

  /// The latest set of each of the last nights, earliest first: at most so many, fewer where there
  /// are no more.
  package func lastSets(
    _ count: Int, before: Night? = nil
  ) throws(HistoryError) -> [StoredSet] {
    precondition(count >= 1, "the last \(count) nights")
    return try read { db in
      try StoredSet.all(
        db,
        """
        WHERE id IN (SELECT max(id) FROM stored_set WHERE night < ? GROUP BY night)
        ORDER BY night DESC LIMIT ?
        """, [Self.end(before), count]
      ).reversed()
    }
  }

  /// What a gate handed over with a set.
  package func details(of id: Int) throws(HistoryError) -> [UInt8]? {
    try read { db in
      try Row.fetchOne(
        db, sql: "SELECT details FROM stored_set WHERE id = ? AND details IS NOT NULL",
        arguments: [id]
      ).map { try $0.bytes(0) }
    }
  }

  /// A set's counts, as they were handed over.
  package func counts(of id: Int) throws(HistoryError) -> TallyTable {
    try read { db in try Self.counts(of: id, db) }
  }

  static func counts(of id: Int, _ db: Database) throws -> TallyTable {
    var rows: [TallyTable.Row] = []
    try CountsReader(db).each(of: id) { rows += $0.rows }
    return TallyTable(rows)
  }

  // MARK: Series

  /// What there is to follow from night to night, sorted as tallies are.
  package func seriesKeys() throws(HistoryError) -> [SeriesKey] {
    try read { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT CAST(run.text AS BLOB), CAST(variant.text AS BLOB), CAST(benchmark.text AS BLOB)
          FROM (SELECT DISTINCT run, variant, benchmark FROM series) AS series
          \(KeyMatch.joins)
          """
      ).map { row in
        SeriesKey(
          run: try row.text(0), variant: try row.optionalText(1), benchmark: try row.text(2))
      }.sorted(by: SeriesKey.precedes)
    }
  }

  /// A series' sums, a night each, in order; of a night with several sets the latest one's.
  ///
  /// - Complexity: O(sums of all series), some 50 bytes each; no counts are unpacked.
  package func series(_ key: SeriesKey) throws(HistoryError) -> [SeriesNight] {
    try read { db in
      guard let arguments = try KeyMatch.arguments(key, db) else { return [] }
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT \(StoredSet.columns), series.problems, series.samples, series.correct,
            series.missing, series.truncated, list.digest
          FROM series JOIN stored_set ON stored_set.id = series.set_id
          JOIN list ON list.id = problem_list
          WHERE \(KeyMatch.sql) AND set_id IN \(Self.latest) ORDER BY night
          """, arguments: arguments)
      let width = StoredSet.width
      return try rows.map { row in
        SeriesNight(
          set: try StoredSet(row),
          sums: SeriesSums(
            problems: try row.count(width), samples: try row.count(width + 1),
            correct: try row.count(width + 2), missing: try row.count(width + 3),
            truncated: try row.optionalCount(width + 4),
            problemsDigest: try row.text(width + 5)))
      }
    }
  }

  /// A series' counts, problem by problem: a night each, in order; of a night with several sets the
  /// latest one's.
  package func tallies(
    _ key: SeriesKey
  ) throws(HistoryError) -> [(set: StoredSet, rows: [TallyTable.Row])] {
    try read { db in
      let sets = try StoredSet.all(db, "WHERE id IN \(Self.latest) ORDER BY night")
      let byID = Dictionary(uniqueKeysWithValues: sets.map { ($0.id, $0) })
      var result: [(set: StoredSet, rows: [TallyTable.Row])] = []
      try CountsReader(db).each(of: key) { stored in
        if let set = byID[stored.setID] { result.append((set, stored.rows)) }
      }
      return result
    }
  }

  private static let latest = "(SELECT max(id) FROM stored_set GROUP BY night)"

  /// Nights stand before it: "9999-12-31T…" and all others begin with a digit.
  private static func end(_ night: Night?) -> String { night?.text ?? ":" }

  private func none(_ selector: SetSelector, _ sets: [StoredSet]) -> HistoryError {
    guard let first = sets.first, let last = sets.last else {
      return HistoryError(
        .usage, "\(path) holds no sets",
        remedy: "Add one: passcurve history add runs/ --night \"$(date -I)\"")
    }
    let names = sets.compactMap(\.name)
    let nights = "There are nights from \(first.night) to \(last.night)."
    let near: String?
    switch selector {
    case .last, .fingerprint: near = nil
    case .name(let name): near = Nearest.close(to: name, among: names + ["last"])
    case .night(let night): near = Nearest.to(night.text, among: sets.map(\.night.text), within: 2)
    }
    return HistoryError(
      .usage, "\(path) holds no set \(selector)",
      remedy: near.map { "Did you mean '\($0)'?" } ?? nights)
  }
}
