import Testing

@testable import History

@Suite struct NightTests {
  @Test(arguments: [
    "2026-01-31", "2024-02-29", "2000-02-29", "2026-01-31T00:00:00Z", "2026-12-31T23:59:59Z",
    "0001-01-01", "9999-12-31",
  ])
  func `a day of the calendar or a second of it is a night`(text: String) {
    #expect(Night(text)?.text == text)
  }

  @Test(arguments: [
    "", "2026", "2026-1-31", "2026-02-29", "1900-02-29", "2026-04-31", "2026-13-01", "2026-00-10",
    "2026-01-00", "0000-01-01", "2026-01-31T24:00:00Z", "2026-01-31T23:60:00Z",
    "2026-01-31T23:59:60Z", "2026-01-31 23:59:59Z", "2026-01-31T23:59:59", "2026/01/31",
    "2026-01-31\n", "２０２６-01-31", "last",
  ])
  func `nothing else is`(text: String) { #expect(Night(text) == nil) }

  @Test(arguments: [
    (0, "1970-01-01"), (86_399, "1970-01-01"), (86_400, "1970-01-02"),
    (951_782_400, "2000-02-29"), (1_769_817_600, "2026-01-31"), (253_402_300_799, "9999-12-31"),
  ])
  func `the day of a second`(seconds: Int, day: String) {
    #expect(Night(secondsSince1970: seconds)?.text == day)
  }

  @Test func `the day of no second`() {
    #expect(Night(secondsSince1970: -1) == nil)
    #expect(Night(secondsSince1970: 253_402_300_800) == nil)
    #expect(Night(secondsSince1970: .max) == nil)
  }

  @Test func `nights are in the order of time, a day before its seconds`() throws {
    let texts = [
      "2025-12-31T23:59:59Z", "2026-01-01", "2026-01-01T00:00:00Z", "2026-01-01T04:00:00Z",
      "2026-01-02",
    ]
    #expect(texts.compactMap { Night($0) }.sorted().map(\.text) == texts)
  }
}
