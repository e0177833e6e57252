import EvalLogs
import Foundation
import GRDB
import Testing

@testable import History

/// Histories of every layout there was, as SQL that is never changed. Of one, its layout, and what it
/// holds, all say the same to today's program.
@Suite struct MigrationTests {
  let place: Place

  init() throws { place = try Place() }

  private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures").path

  private func make(_ layout: Int) throws {
    let sql = try String(contentsOfFile: "\(Self.fixtures)/layout-\(layout).sql", encoding: .utf8)
    let queue = try DatabaseQueue(path: place.store)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }

  private func layout() throws -> Int {
    let bytes = Array(try place.bytes())
    return bytes[60..<64].reduce(0) { $0 << 8 | Int($1) }
  }

  /// What the sets of the files were made of.
  private static let tallies = [
    """
    run,benchmark,problem,n,c,missing,truncated,group,variant
    base,,q1,2,0,6,,,
    base,gsm8k,"p,1",8,3,0,,algebra,
    base,gsm8k,p2,8,8,0,,geometry,
    base,gsm8k,p10,7,0,1,,algebra,
    base,aime24,a1,16,5,0,2,,step=100
    base,aime24,a2,16,16,0,0,,step=100

    """,
    """
    run,benchmark,problem,n,c,missing,truncated,group,variant
    base,gsm8k,p2,8,7,0,,,
    rl,gsm8k,p2,1,1,0,,,

    """,
  ]

  private func expectWhole(_ store: HistoryStore) throws {
    let sets = try store.sets()
    #expect(sets.map(\.night.text) == ["2025-12-30", "2025-12-31T04:30:00Z", "2026-01-01"])
    #expect(sets.map(\.name) == ["release-1.2", nil, nil])
    #expect(sets.map(\.title) == [nil, "After the fix", nil])
    #expect(sets.map(\.verdict) == [nil, "pass", nil])
    #expect(sets.map(\.program) == ["0.0.9", "0.1.0", "0.1.0"])
    for (set, tally) in zip(sets, [0, 1, 0].map { Self.tallies[$0] }) {
      #expect(String(decoding: try store.counts(of: set.id).csv(), as: UTF8.self) == tally)
      #expect(set.fingerprint == SetFingerprint.of(Array(tally.utf8)))
    }
    #expect(try store.details(of: sets[1].id) == Array(#"{"rules":4}"#.utf8))
    #expect(sets.map(\.runs) == [2, 2, 2] && sets.map(\.benchmarks) == [3, 1, 3])
    #expect(sets.map(\.problems) == [6, 1, 6] && sets.map(\.samples) == [57, 9, 57])
    let nights = try store.series(SeriesKey(run: "base", variant: "step=100", benchmark: "aime24"))
    #expect(nights.map(\.sums.samples) == [32, 32] && nights.map(\.sums.correct) == [21, 21])
    #expect(nights.map(\.sums.truncated) == [2, 2])
    let others = try store.series(SeriesKey(run: "base", benchmark: "gsm8k"))
    #expect(others.map(\.sums.missing) == [1, 0, 1] && others.map(\.sums.problems) == [3, 1, 3])
    #expect(try store.check().faults == [])
  }

  @Test func `every layout has its file`() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.fixtures).sorted()
    #expect(names == (1...HistorySchema.layout).map { "layout-\($0).sql" })
  }

  @Test(arguments: 1...HistorySchema.layout)
  func `opened for adding, a file of a layout becomes one of today's`(layout: Int) throws {
    try make(layout)
    #expect(try self.layout() == layout)
    let store = try place.append()
    #expect(try self.layout() == HistorySchema.layout)
    try expectWhole(store)
    let more = try store.add(nightly("2026-01-02", link: "https://x.org"))
    #expect(more.set.id == 4 && more.set.link == "https://x.org")
    #expect(try place.read().check().faults == [])
    let fresh = try Place()
    _ = try fresh.append()
    #expect(try schema(place) == schema(fresh))
  }

  @Test(arguments: 1...HistorySchema.layout)
  func `opened for reading, a file of a layout says the same and stays what it is`(layout: Int)
    throws
  {
    try make(layout)
    let before = try place.bytes()
    try expectWhole(try place.read())
    #expect(try place.bytes() == before)
    #expect(try place.names() == ["h.sqlite"])
  }

  @Test func `a file that cannot be brought to today's layout stays what it is`() throws {
    try make(1)
    let queue = try DatabaseQueue(path: place.store)
    try queue.writeWithoutTransaction {
      try $0.execute(sql: "UPDATE counts SET packed = x'07' WHERE set_id = 3 AND place = 0")
    }
    try queue.close()
    let before = try place.bytes()
    let error = HistoryError.of { _ = try place.append() }
    #expect(error?.detail.contains("damaged") == true)
    #expect(try place.bytes() == before)
    #expect(try place.names() == ["h.sqlite"])
  }

  private func schema(_ place: Place) throws -> [String] {
    let queue = try DatabaseQueue(path: place.store)
    return try queue.read { db in
      try String.fetchAll(
        db, sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
    }
  }
}
