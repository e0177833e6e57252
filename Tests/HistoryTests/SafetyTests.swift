import Foundation
import Testing

@testable import History

/// Two at once, and ends at any moment. `PASSCURVE_KILLS` and `PASSCURVE_NIGHTS` ask for more.
@Suite(.serialized) struct SafetyTests {
  let place: Place

  init() throws { place = try Place() }

  private static func asked(_ name: String, _ usual: Int) -> Int {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) } ?? usual
  }

  private func night(_ number: Int) throws -> String {
    try #require(Night(secondsSince1970: number * 86_400)).text
  }

  @Test func `two processes that add at once to a store of neither lose nothing`() throws {
    let nights = Self.asked("PASSCURVE_NIGHTS", 60)
    let start = ContinuousClock.now
    // Half of their nights are the same.
    let one = try Appender(place, first: 0, count: nights, name: "one")
    let two = try Appender(place, first: nights / 2, count: nights, name: "two")
    #expect(one.wait() == 0 && two.wait() == 0)
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    #expect(try one.numbers().count == nights && two.numbers().count == nights)
    let store = try place.read()
    #expect(
      try store.sets().map(\.night.text) == (0..<(nights / 2 + nights)).map { try night($0) })
    let check = try store.check()
    #expect(check.faults == [])
    #expect(try place.names().sorted() == ["h.sqlite", "one", "two"])
    print("history: 2 processes x \(nights) nights, \(check.sets) sets, \(Int(seconds)) s")
  }

  @Test func `a process killed at any moment leaves every set that was added, and no part of one`()
    throws
  {
    let kills = Self.asked("PASSCURVE_KILLS", 40)
    var random = SplitMix(seed: 8)
    var (next, returned, unsaid, journals) = (0, 0, 0, 0)
    for kill in 1...kills {
      let appender = try Appender(place, first: next, count: 1_000)
      try appender.kill(
        after: Int(random.next() % 3), microseconds: UInt32(random.next() % 15_000))
      let said = try appender.numbers()
      #expect(said == Array(next..<(next + said.count)), "kill \(kill)")
      if FileManager.default.fileExists(atPath: place.store + "-journal") { journals += 1 }
      returned += said.count
      next += said.count
      guard FileManager.default.fileExists(atPath: place.store) else { continue }
      let store = try place.read()
      let sets = try store.sets()
      // One more may have been kept, and the process ended before it could say so.
      #expect(sets.count == next || sets.count == next + 1, "kill \(kill)")
      #expect(try sets.map(\.night.text) == sets.indices.map { try night($0) }, "kill \(kill)")
      #expect(try store.check().faults == [], "kill \(kill)")
      unsaid += sets.count - next
      next = sets.count
    }
    print(
      "history: \(kills) kills, \(returned) adds returned, \(unsaid) kept unsaid, "
        + "\(journals) left a journal")
    #expect(journals > 0 || kills < 20, "no add was ever cut off: the test tests nothing")
    #expect(returned > kills / 2)
  }
}

/// Numbers that are the same every time.
private struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
