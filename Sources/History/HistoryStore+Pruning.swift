internal import GRDB

/// What is taken out of a history.
package enum PruneRule: Hashable, Sendable {
  /// All but the sets of the last nights, at least 1.
  case keepingNights(Int)
  /// All sets of earlier nights.
  case before(Night)
}

extension HistoryStore {
  /// The sets that a rule would take out. Those with names stay unless asked for.
  package func pruned(
    _ rule: PruneRule, namedToo: Bool = false
  ) throws(HistoryError) -> [StoredSet] {
    try read { db in try Self.pruned(rule, namedToo: namedToo, db) }
  }

  /// Takes sets out, all or none, with the names and lists that no other set has. The file is as
  /// large as before until `vacuum`.
  ///
  /// - Returns: What was taken out.
  package func prune(
    _ rule: PruneRule, namedToo: Bool = false
  ) throws(HistoryError) -> [StoredSet] {
    try write { db in
      let sets = try Self.pruned(rule, namedToo: namedToo, db)
      for set in sets {
        try db.execute(sql: "DELETE FROM stored_set WHERE id = ?", arguments: [set.id])
      }
      guard !sets.isEmpty else { return sets }
      try db.execute(
        sql: """
          DELETE FROM list WHERE id NOT IN (SELECT problem_list FROM series)
            AND id NOT IN (SELECT group_list FROM series WHERE group_list IS NOT NULL);
          DELETE FROM name WHERE id NOT IN (SELECT run FROM series)
            AND id NOT IN (SELECT benchmark FROM series)
            AND id NOT IN (SELECT variant FROM series WHERE variant IS NOT NULL);
          """)
      return sets
    }
  }

  private static func pruned(
    _ rule: PruneRule, namedToo: Bool, _ db: Database
  ) throws -> [StoredSet] {
    let kept = namedToo ? "" : "AND name IS NULL"
    switch rule {
    case .before(let night):
      return try StoredSet.all(db, "WHERE night < ? \(kept) ORDER BY night, id", [night.text])
    case .keepingNights(let count):
      precondition(count >= 1, "keeping \(count) nights")
      return try StoredSet.all(
        db,
        """
        WHERE night NOT IN (SELECT DISTINCT night FROM stored_set ORDER BY night DESC LIMIT ?) \(kept)
        ORDER BY night, id
        """, [count])
    }
  }
}
