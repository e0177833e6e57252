import EvalLogs
import Foundation
import Stats
import Testing

@testable import History

@Suite struct HistoryStoreTests {
  let place: Place

  init() throws { place = try Place() }

  @Test func `a set comes back with the bytes of its tally`() throws {
    let hostile = TallyTable([
      .init(run: "", benchmark: "", problem: "", tally: Tally(correct: 0, of: 0, missing: 3)),
      .init(
        run: "e\u{301}", benchmark: "b\0c", problem: "p,\"q\"\n", tally: Tally(correct: 1, of: 1),
        truncated: 0, group: "g", variant: "step=1"),
      .init(
        run: "\u{e9}", benchmark: "b\0d", problem: "p", tally: Tally(correct: 1, of: .max / 4),
        truncated: 9, variant: "step=1"),
      .init(run: "\u{e9}", benchmark: "b\0d", problem: "p", tally: Tally(correct: 2, of: 3)),
      .init(
        run: "a", benchmark: "b", problem: "p2", tally: Tally(correct: 2, of: 3), group: "x"),
      .init(run: "a", benchmark: "b", problem: "p10", tally: Tally(correct: 2, of: 3)),
    ])
    for (day, table) in [("2026-01-01", table()), ("2026-01-02", hostile)] {
      let store = try place.append()
      guard case .new(let set) = try store.add(nightly(day, table)) else {
        Issue.record("not new")
        return
      }
      #expect(try store.counts(of: set.id).csv() == table.csv())
      #expect(try place.read().counts(of: set.id) == table)
      #expect(set.fingerprint == SetFingerprint.of(table.csv()))
    }
    let set = try place.read().set(.last())
    #expect(set.runs == 5 && set.benchmarks == 4 && set.problems == 5)
    #expect(try place.read().check().faults == [])
  }

  @Test func `the same counts for the same night are there once`() throws {
    let store = try place.append()
    guard case .new(let first) = try store.add(nightly("2026-01-01")) else { return }
    let bytes = try place.bytes()
    #expect(try store.add(nightly("2026-01-01")) == .alreadyThere(first))
    #expect(try place.append().add(nightly("2026-01-01")) == .alreadyThere(first))
    #expect(try place.bytes() == bytes)
    guard case .new = try store.add(nightly("2026-01-02")) else {
      Issue.record("another night's are other counts")
      return
    }
    #expect(try store.sets().count == 2)
  }

  @Test func `other counts of the same night stand beside, and the later are that night's`() throws
  {
    let store = try place.append()
    _ = try store.add(nightly("2026-01-02", table(1)))
    let second = try store.add(nightly("2026-01-02", table(2))).set
    _ = try store.add(nightly("2026-01-01", table(3)))
    #expect(try store.sets().map(\.night.text) == ["2026-01-01", "2026-01-02", "2026-01-02"])
    #expect(try store.set(.last()) == second)
    #expect(try store.set(.night(night("2026-01-02"))) == second)
    #expect(try store.lastSets(9).map(\.id) == [3, 2])
    let nights = try store.series(SeriesKey(run: "run0", benchmark: "b0"))
    #expect(nights.map(\.set.id) == [3, 2])
  }

  @Test func `sets are found by night, name and fingerprint, or the nearest is named`() throws {
    let store = try place.append()
    #expect(
      HistoryError.of { _ = try store.set(.last()) }?.detail.contains("holds no sets") == true)
    let days = ["2026-01-01", "2026-01-02T04:00:00Z", "2026-01-02T23:00:00Z", "2026-01-04"]
    let sets = try days.enumerated().map { try store.add(nightly($1, table($0))).set }
    #expect(try store.set(.last()) == sets[3])
    #expect(try store.set(.last(before: night("2026-01-04"))) == sets[2])
    #expect(try store.set(.last(before: night("2026-01-02T23:00:00Z"))) == sets[1])
    #expect(try store.set(.last(before: night("2026-01-02"))) == sets[0])
    #expect(try store.set(.night(night("2026-01-02"))) == sets[2])
    #expect(try store.set(.night(night("2026-01-02T04:00:00Z"))) == sets[1])
    #expect(try store.set(.fingerprint(sets[1].short)) == sets[1])
    #expect(try store.lastSets(2) == [sets[2], sets[3]])
    #expect(try store.lastSets(2, before: night("2026-01-04")) == [sets[1], sets[2]])

    let named = try store.name(sets[0].id, as: SetName("release-1.2"))
    #expect(named.name == "release-1.2" && named.fingerprint == sets[0].fingerprint)
    #expect(try store.set(.name("release-1.2")) == named)
    for (selector, words) in [
      (.name("relaese-1.2"), "'release-1.2'"), (.name("lsat"), "'last'"),
      (.name("zzzzzzzzzz"), "nights from 2026-01-01 to 2026-01-04"),
      (.night(try night("2026-01-03")), "Did you mean '2026-01-0"),
      (.fingerprint("0000000000"), "nights from"),
      (.last(before: try night("2025-01-01")), "nights from"),
    ] as [(SetSelector, String)] {
      let error = try #require(HistoryError.of { _ = try store.set(selector) }, "\(selector)")
      #expect(error.kind == .usage && error.remedy?.contains(words) == true, "\(error)")
    }
  }

  @Test func `a name is given once`() throws {
    let store = try place.append()
    let first = try store.add(nightly("2026-01-01", table(1))).set
    let second = try store.add(nightly("2026-01-02", table(2), name: "v2")).set
    #expect(try store.name(second.id, as: SetName("v2")) == second)
    for attempt: () throws -> Void in [
      { _ = try store.name(second.id, as: SetName("v3")) },
      { _ = try store.name(first.id, as: SetName("v2")) },
      { _ = try store.add(nightly("2026-01-03", table(3), name: "v2")) },
      { _ = try store.add(nightly("2026-01-02", table(2), name: "v3")) },
      { _ = try store.name(77, as: SetName("v77")) },
    ] {
      #expect(HistoryError.of(attempt)?.kind == .usage)
    }
    #expect(try store.sets() == [first, second])
    // Handed over again with a name, a set gets it.
    #expect(try store.add(nightly("2026-01-01", table(1), name: "v1")).set.name == "v1")
  }

  @Test func `sums by night are those of the counts, and nothing else counts in`() throws {
    let store = try place.append()
    let tables = (0..<4).map { shift in
      TallyTable(
        table(shift).rows.enumerated().map { place, row in
          var row = row
          if shift > 0 { row.truncated = place % 3 }
          if shift == 2 { row.variant = "step=2" }
          if shift == 3 && place == 0 { row.problem = "another" }
          return row
        })
    }
    for (day, table) in tables.enumerated() {
      _ = try store.add(nightly("2026-01-0\(day + 1)", table))
    }
    let nights = try place.read().series(SeriesKey(run: "run1", benchmark: "b0"))
    #expect(nights.map(\.set.night.text) == ["2026-01-01", "2026-01-02", "2026-01-04"])
    for (night, table) in zip(nights, [tables[0], tables[1], tables[3]]) {
      let rows = table.rows.filter { $0.run == "run1" && $0.benchmark == "b0" }
      #expect(night.sums.problems == rows.count)
      #expect(night.sums.samples == rows.reduce(0) { $0 + $1.tally.samples })
      #expect(night.sums.correct == rows.reduce(0) { $0 + $1.tally.correct })
      #expect(night.sums.missing == 0)
    }
    #expect(nights[0].sums.truncated == nil && nights[1].sums.truncated == 6)
    #expect(nights[0].sums.problemsDigest == nights[1].sums.problemsDigest)
    let changed = try store.series(SeriesKey(run: "run0", benchmark: "b0"))
    #expect(changed[0].sums.problemsDigest != changed[2].sums.problemsDigest)
    #expect(try store.series(SeriesKey(run: "run1", variant: "step=2", benchmark: "b0")).count == 1)
    #expect(try store.series(SeriesKey(run: "run1", variant: "step=9", benchmark: "b0")).isEmpty)
    #expect(try store.series(SeriesKey(run: "run9", benchmark: "b0")).isEmpty)
    let keys = try store.seriesKeys()
    #expect(
      keys.map { "\($0.run) \($0.variant ?? "-") \($0.benchmark)" } == [
        "run0 - b0", "run0 - b1", "run0 step=2 b0", "run0 step=2 b1", "run1 - b0", "run1 - b1",
        "run1 step=2 b0", "run1 step=2 b1",
      ])
    let tallies = try store.tallies(SeriesKey(run: "run1", benchmark: "b0"))
    #expect(tallies.map(\.set) == nights.map(\.set))
    #expect(
      tallies[2].rows == tables[3].rows.filter { $0.run == "run1" && $0.benchmark == "b0" })
  }

  @Test func `pruning keeps nights and names, and what others share`() throws {
    let store = try place.append()
    let sets = try (1...6).map { day in
      try store.add(
        nightly("2026-01-0\(day)", table(day), name: day == 2 ? "release" : nil)
      ).set
    }
    let keep = PruneRule.keepingNights(2)
    #expect(try store.pruned(keep).map(\.id) == [1, 3, 4])
    #expect(try store.pruned(.before(night("2026-01-04")), namedToo: true).map(\.id) == [1, 2, 3])
    #expect(try store.sets().count == 6)
    #expect(try store.prune(keep).map(\.id) == [1, 3, 4])
    #expect(try store.sets().map(\.id) == [2, 5, 6])
    try store.vacuum()
    #expect(try store.check().faults == [])
    for set in [sets[1], sets[4]] {
      #expect(
        try SetFingerprint.of(place.read().counts(of: set.id).csv()) == set.fingerprint)
    }
    // Ids are not given again.
    _ = try store.prune(.before(night("2027-01-01")), namedToo: true)
    #expect(try store.sets().isEmpty)
    #expect(try store.add(nightly("2026-02-01")).set.id == 7)
  }

  @Test func `texts that cannot be kept are refused`() throws {
    for (title, link, words) in [
      ("a\u{1B}[31m", nil, "control"), ("", nil, "empty"),
      (String(repeating: "x", count: 2_001), nil, "2000 bytes"),
      (nil, "javascript:alert(1)", "no address"), (nil, "data:text/html,x", "no address"),
      (nil, "JavaScript:alert(1)", "no address"),
    ] as [(String?, String?, String)] {
      let error = HistoryError.of { try NightlySet.check(title: title, link: link) }
      #expect(error?.kind == .usage && error?.detail.contains(words) == true, "\(words)")
    }
    for link in ["https://x.org/a?b=c:d", "2026-01-01/index.html", "?a:b", "a/b:c"] {
      try NightlySet.check(title: nil, link: link)
    }
    #expect(HistoryError.of { _ = try nightly("2026-01-01", TallyTable()) }?.kind == .input)
    let huge = TallyTable(
      (0..<3).map {
        .init(run: "r", benchmark: "b", problem: "p\($0)", tally: Tally(correct: 0, of: .max / 2))
      })
    #expect(
      HistoryError.of { _ = try place.append().add(nightly("2026-01-01", huge)) }?.kind == .input)
    #expect(try place.read().sets().isEmpty)
  }
}
