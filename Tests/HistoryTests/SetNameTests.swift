import Testing

@testable import History

@Suite struct SetNameTests {
  @Test(arguments: [
    "release-1.2", "v1", "lastest", "decade", "Über uns", "a.b_c+d", "2026", "deadbee", "last-week",
    "best of all", "poolside", String(repeating: "x", count: 64),
  ])
  func `a name may be`(text: String) throws { #expect(try SetName(text).text == text) }

  @Test(arguments: [
    ("", "empty"), (String(repeating: "x", count: 65), "longer"), ("a\u{7}", "control"),
    ("a\nb", "control"), ("a\u{202E}b", "control"), (" a", "space"), ("a ", "space"),
    ("-a", "option"), ("a/b", "path"), ("/", "path"), (".", "path"), ("..", "path"),
    ("last", "choice"), ("LAST", "choice"), ("best:3", "choice"), ("best", "choice"),
    ("pool:14", "choice"), ("x:1", "choice"), ("2026-01-31", "date"), ("2026-13-99", "date"),
    ("deadbeef", "fingerprint"), (String(repeating: "0", count: 64), "fingerprint"),
  ])
  func `a name that could be something else is refused with the reason`(
    text: String, reason: String
  ) throws {
    let error = try #require(HistoryError.of { _ = try SetName(text) })
    #expect(error.kind == .usage && error.detail.contains(reason), "\(error)")
  }

  @Test func `no word selects in two ways`() throws {
    #expect(try SetSelector(parsing: "last") == .last())
    #expect(try SetSelector(parsing: "2026-01-31") == .night(night("2026-01-31")))
    #expect(try SetSelector(parsing: "deadbeef") == .fingerprint("deadbeef"))
    #expect(try SetSelector(parsing: "release-1.2") == .name("release-1.2"))
    for word in ["2026-02-30", "a/b", "", "best:3"] {
      #expect(HistoryError.of { _ = try SetSelector(parsing: word) }?.kind == .usage, "\(word)")
    }
  }
}
