import Testing

@testable import EvalLogs

@Suite struct LogIssueTests {
  @Test func `a million bad rows are a few issues`() throws {
    let text = "problem,correct\n" + String(repeating: "p,maybe\n", count: 10_000) + "p,1\n"
    let reading = try Fixtures.read(["r.csv": text])
    #expect(reading.issues.map(\.line) == [2, 3, 4, 5])
    #expect(reading.issues.map(\.count) == [1, 1, 1, 9_997])
    #expect(
      reading.issues[3].description == """
        r.csv:5: error: the verdict is "maybe", neither true nor false (9997 like this) [bad-verdict]
          Map a column of true and false (--map correct=…), or set a threshold; not used.
        """)
  }

  @Test func `a log cannot write to the terminal`() throws {
    let reading = try Fixtures.read(["a\u{1B}[2J.csv": "problem,correct\np,\u{1B}[31m\np,1\n"])
    let text = try #require(reading.issues.first).description
    #expect(!text.contains("\u{1B}") && text.contains("\\u{1b}[31m"))
  }

  @Test func `codes are stable words`() {
    for code in LogIssue.Code.allCases {
      #expect(code.rawValue.allSatisfy { $0.isLowercase || $0 == "-" || $0.isNumber })
    }
    #expect(
      LogIssue.Code.allCases.filter(\.isNote)
        == [
          .secondRun, .sameFileTwice, .tallyBesideLog, .repeatedLog, .notCounted, .countsOnly,
          .severalScorers,
        ])
  }

  @Test func `lines, unpacked sizes and archives are bounded`() throws {
    var options = ReadOptions()
    options.limits.line = 1 << 20
    let long =
      "{\"problem\":\"p\",\"correct\":true,\"x\":\"" + String(repeating: "y", count: 3 << 20)
    let text =
      "{\"problem\":\"p\",\"correct\":true}\n\(long)\"}\n{\"problem\":\"p\",\"correct\":true}\n"
    let reading = try Fixtures.read(["r.jsonl": text], options)
    #expect(reading.summary == ["r,,p 2/2"])
    #expect(reading.codes == [.lineTooLong] && reading.issues[0].line == 2)

    let bomb = "problem,correct\n" + String(repeating: "p,1\n", count: 50_000)
    options.limits.unpackedAlways = 100_000
    options.limits.unpackedRatio = 1
    let packed = try Packed.bytes("zstd", Array(bomb.utf8))
    let bounded = try Fixtures.read([("r.csv.zst", packed)], options)
    #expect(bounded.codes == [.unpackedTooLarge])
    #expect(try #require(bounded.table.rows.first).tally.samples < 50_000)
  }

  @Test(arguments: ["gzip", "zstd"])
  func `what a cut archive still holds is used`(filter: String) throws {
    var state: UInt64 = 1
    let rows = (0..<60_000).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1
      return "p\(state >> 40 % 9_973),\(state >> 63)\n"
    }.joined()
    let packed = try Packed.bytes(filter, Array(("problem,correct\n" + rows).utf8))
    let reading = try Fixtures.read([("r.csv", Array(packed.prefix(packed.count / 2)))])
    #expect(reading.codes.contains(.truncatedArchive))
    let used = try #require(reading.sources.first).samples
    #expect(used > 10_000 && used < 60_000)
    let stub = try Fixtures.read([("r.csv.x", Array(packed.prefix(12)))])
    #expect(stub.table.rows.isEmpty && stub.codes == [.truncatedArchive])
  }
}
