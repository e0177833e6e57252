import Foundation
import GRDB
import Testing

@testable import History

/// What may stand at a history's path.
@Suite struct HistoryFileTests {
  let place: Place

  init() throws { place = try Place() }

  /// A SQLite file made by statements.
  private func make(_ statements: String) throws {
    let queue = try DatabaseQueue(path: place.store)
    try queue.writeWithoutTransaction { try $0.execute(sql: statements) }
    try queue.close()
  }

  private func expectRefused(_ words: String, sourceLocation: SourceLocation = #_sourceLocation)
    throws
  {
    let before = try place.bytes()
    for (mode, kind) in [(.read, .input), (.append, .output)]
      as [(HistoryStore.Mode, HistoryError.Kind)]
    {
      let error = HistoryError.of { _ = try HistoryStore(path: place.store, mode: mode) }
      #expect(
        error?.kind == kind && error?.detail.contains(words) == true,
        "\(String(describing: error))",
        sourceLocation: sourceLocation)
      #expect(error?.remedy != nil)
    }
    #expect(try place.bytes() == before, sourceLocation: sourceLocation)
    #expect(try place.names() == ["h.sqlite"], sourceLocation: sourceLocation)
  }

  @Test(arguments: [
    "run,benchmark,problem,n,c\n", "SQLite format 3", "\0", String(repeating: "x", count: 9_000),
  ])
  func `a file that is no database is left as it is`(text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: place.store))
    try expectRefused("it is no SQLite database")
  }

  @Test(arguments: ["", "PRAGMA application_id = 7;", "PRAGMA user_version = 2;"])
  func `another program's database is left as it is`(pragma: String) throws {
    try make("CREATE TABLE entry (id); INSERT INTO entry VALUES (1); \(pragma)")
    try expectRefused("it is another program's database")
  }

  @Test func `another program's unfinished transaction is left to it`() throws {
    try make("CREATE TABLE entry (id)")
    try Data("journal".utf8).write(to: URL(fileURLWithPath: place.store + "-journal"))
    for mode in [HistoryStore.Mode.read, .append] {
      #expect(HistoryError.of { _ = try HistoryStore(path: place.store, mode: mode) } != nil)
    }
    #expect(try place.bytes("h.sqlite-journal") == Data("journal".utf8))
  }

  @Test func `a newer program's history is left as it is`() throws {
    _ = try place.append().add(nightly("2026-01-01"))
    try make("PRAGMA user_version = \(HistorySchema.layout + 1)")
    try expectRefused("written by a newer passcurve")
  }

  @Test func `a file without a byte is a history whose first set was cut off`() throws {
    try Data().write(to: URL(fileURLWithPath: place.store))
    #expect(try place.read().sets().isEmpty)
    #expect(try place.bytes().isEmpty)
    _ = try place.append().add(nightly("2026-01-01"))
    #expect(try place.read().sets().count == 1)
  }

  @Test func `a history that is not there is begun by adding alone`() throws {
    let error = try #require(HistoryError.of { _ = try place.read() })
    #expect(error.kind == .input && error.remedy?.contains("history add") == true)
    #expect(try place.names().isEmpty)
    _ = try place.append().add(nightly("2026-01-01"))
    let near = try #require(
      HistoryError.of { _ = try HistoryStore(path: place.path + "/g.sqlite", mode: .read) })
    #expect(near.remedy == "Did you mean '\(place.store)'?")
    let nowhere = HistoryError.of {
      _ = try HistoryStore(path: place.path + "/none/h.sqlite", mode: .append)
    }
    #expect(nowhere?.kind == .output && nowhere?.detail.contains("folder") == true)
    #expect(HistoryError.of { _ = try HistoryStore(path: place.path, mode: .append) } != nil)
    #expect(HistoryError.of { _ = try HistoryStore(path: "", mode: .append) }?.kind == .usage)
    #expect(try place.names() == ["h.sqlite"])
  }

  @Test func `closing a store leaves the locks of another on the same file`() throws {
    let one = try place.append()
    _ = try one.add(nightly("2026-01-01"))
    try one.write { db in
      _ = try place.read()
      // The lock held is looked at as the system shows it.
      let locks = try String(contentsOfFile: "/proc/locks", encoding: .utf8)
      let inode = try FileManager.default.attributesOfItem(atPath: place.store)[.systemFileNumber]
      let number = try #require(inode as? Int)
      #expect(locks.split(separator: "\n").contains { $0.contains(":\(number) ") }, "\(locks)")
    }
  }

  @Test func `nothing kept can be changed, not even by hand`() throws {
    let store = try place.append()
    _ = try store.add(nightly("2026-01-01", name: "a"))
    for statement in [
      "UPDATE stored_set SET night = '2027-01-01'", "UPDATE stored_set SET name = 'b'",
      "UPDATE stored_set SET name = NULL", "UPDATE series SET correct = 0",
      "UPDATE counts SET packed = x''", "UPDATE name SET text = 'x'",
      "UPDATE list SET items = x''",
    ] {
      let error = HistoryError.of { try store.write { try $0.execute(sql: statement) } }
      #expect(error?.detail.contains("never changed") == true, "\(statement)")
    }
  }

  @Test func `check tells of every kind of damage`() throws {
    for (statement, words) in [
      ("UPDATE series SET correct = correct + 1 WHERE place = 1", "the sums of series 1"),
      ("UPDATE stored_set SET samples = 1", "its figures"),
      ("UPDATE stored_set SET fingerprint = replace(fingerprint, 'a', 'b')", "its fingerprint"),
      ("UPDATE counts SET packed = x'05' WHERE place = 0", "counts cannot be"),
      ("UPDATE list SET items = x'00'", "list 1 is not what its digest says"),
      ("UPDATE name SET text = 'another' WHERE id = 1", "its fingerprint"),
      ("DELETE FROM counts WHERE place = 2", "series without counts"),
      ("PRAGMA foreign_keys = OFF; DELETE FROM stored_set", "is not there"),
      ("UPDATE stored_set SET night = 'x'", "a night cannot be"),
    ] {
      let place = try Place()
      _ = try place.append().add(nightly("2026-01-01"))
      let queue = try DatabaseQueue(path: place.store)
      try queue.writeWithoutTransaction { db in
        for trigger in try String.fetchAll(
          db, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'")
        {
          try db.execute(sql: "DROP TRIGGER \(trigger)")
        }
        try db.execute(sql: statement)
      }
      try queue.close()
      var said: [String] = []
      let error = HistoryError.of { said = try place.read().check().faults }
      said += error.map { [$0.detail] } ?? []
      #expect(said.contains { $0.contains(words) }, "\(statement): \(said)")
    }
  }

  @Test func `bytes changed anywhere in the file never end the program`() throws {
    let store = try place.append()
    for day in 1...3 { _ = try store.add(nightly("2026-01-0\(day)", table(day))) }
    let bytes = Array(try place.bytes())
    var changed = 0
    for step in 0..<300 {
      var broken = bytes
      let start = step * 7919 % bytes.count
      for place in start..<min(bytes.count, start + 1 + step % 40) { broken[place] ^= 0x5A }
      let other = try Place()
      try Data(broken).write(to: URL(fileURLWithPath: other.store))
      let error = HistoryError.of {
        let store = try other.read()
        if try !store.check().faults.isEmpty { changed += 1 }
        for set in try store.sets() { _ = try store.counts(of: set.id) }
        _ = try store.series(SeriesKey(run: "run0", benchmark: "b0"))
      }
      if error != nil { changed += 1 }
    }
    #expect(changed > 20)
  }
}
