import Testing

@testable import EvalLogs

/// What an archive of inspect keeps, whatever is done to its bytes.
@Suite struct InspectArchiveTests {
  private static func archive(_ method: Zip.Method) throws -> [UInt8] {
    let rows = (0..<40).map {
      "{\"id\": \"p\($0 % 5)\", \"epoch\": \($0 / 5 + 1), \"scores\": {\"s\": {\"value\": \($0 % 2)}}}"
    }
    let header =
      "{\"version\": 2, \"status\": \"success\", \"eval\": {\"task\": \"t\", \"model\": \"m\"}}"
    var members = [("_journal/start.json", header)]
    for (index, row) in rows.enumerated() { members.append(("samples/\(index).json", row)) }
    members += [
      ("summaries.json", "[\(rows.joined(separator: ","))]"), ("header.json", header),
    ]
    return try Zip(members, method).file
  }

  private func samples(_ reading: Reading) -> Int {
    reading.table.rows.reduce(0) { $0 + $1.tally.samples + $1.tally.missing }
  }

  @Test(arguments: [Zip.Method.stored, .deflate, .zstd])
  func `cut anywhere it loses the rest and says so`(method: Zip.Method) throws {
    let whole = try Self.archive(method)
    #expect(samples(try Fixtures.read([("a.eval", whole)])) == 40)
    for cut in 1..<32 {
      let reading = try Fixtures.read([("a.eval", Array(whole.prefix(whole.count * cut / 32)))])
      #expect(samples(reading) <= 40)
      // Within the directory of members at the end nothing is lost.
      #expect(!reading.issues.isEmpty || samples(reading) == 40, "cut \(cut)")
      for issue in reading.issues {
        // Cut between two members, it is a log whose writer never came to its end.
        let codes: [LogIssue.Code] = [
          .truncatedArchive, .corruptArchive, .unfinishedLog, .noSamples, .missingField,
        ]
        #expect(codes.contains(issue.code))
      }
      #expect(reading.inputs.map(\.format) == ["inspect"])
    }
    let late = try Fixtures.read([("a.eval", Array(whole.dropLast(60)))])
    #expect(samples(late) == 40)
  }

  @Test(arguments: [Zip.Method.stored, .deflate, .zstd])
  func `garbage never stops it`(method: Zip.Method) throws {
    let whole = try Self.archive(method)
    for _ in 0..<150 {
      var bytes = whole
      for _ in 0..<(1 + Int.random(in: 0..<8)) {
        bytes[.random(in: 2..<bytes.count)] = .random(in: 0...255)
      }
      let reading = try Fixtures.read([("a.eval", bytes)])
      for row in reading.table.rows { #expect(row.tally.correct <= row.tally.samples) }
    }
  }

  @Test func `members keep names beyond ASCII`() throws {
    let file = try #require(
      ZipFile.of([
        (
          "_journal/start.json",
          Array("{\"version\": 2, \"eval\": {\"task\": \"t\", \"model\": \"m\"}}".utf8)
        ),
        (
          "samples/größe_epoch_1.json",
          Array("{\"id\": \"größe\", \"epoch\": 1, \"scores\": {\"s\": {\"value\": 1}}}".utf8)
        ),
      ]))
    let reading = try Fixtures.read([("a.eval", file)])
    #expect(reading.table.rows.map(\.problem) == ["größe"])
  }

  @Test func `names of a path are data`() throws {
    let whole = try Self.archive(.zstd)
    for name in ["a\u{0}b", "../../etc/passwd", "<script>", "\u{202E}abc"] {
      #expect(samples(try Fixtures.read([("\(name)/x.eval", whole)])) == 40)
    }
  }
}
