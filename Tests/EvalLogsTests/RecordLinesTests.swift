import Foundation
import Testing

@testable import EvalLogs

struct RecordLinesTests {
  private static let lines = ["first", "", String(repeating: "long ", count: 300_000), "last"]

  /// Where each line begins.
  private static let offsets = lines.indices.map { index in
    lines[..<index].reduce(0) { $0 + $1.utf8.count + 1 }
  }

  private func found(_ bytes: [UInt8], at offsets: [Int], limit: Int = 1 << 21) throws
    -> [Int: String]
  {
    let url = FileManager.default.temporaryDirectory.appending(path: "lines-\(UUID()).jsonl")
    try Data(bytes).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    let input = InputFile(
      path: "a", size: bytes.count, format: "plain", location: Array(url.path().utf8CString))
    return RecordLines([input]).lines(of: "a", at: offsets, atMost: limit)
      .mapValues { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [false, true])
  func `lines are found where they begin, packed or not`(isPacked: Bool) throws {
    let text = Array(Self.lines.joined(separator: "\n").utf8)
    let bytes = isPacked ? try #require(ByteStream.packed("gzip", text)) : text
    let all = try found(bytes, at: Self.offsets.reversed())
    #expect(all == Dictionary(uniqueKeysWithValues: zip(Self.offsets, Self.lines)))
    #expect(try found(bytes, at: [Self.offsets[3]]) == [Self.offsets[3]: "last"])
  }

  @Test func `what is not there or too long is left out`() throws {
    let bytes = Array(Self.lines.joined(separator: "\n").utf8)
    #expect(try found(bytes, at: [-1, bytes.count + 9]) == [:])
    #expect(
      try found(bytes, at: Self.offsets, limit: 100).values.sorted() == ["", "first", "last"])
    #expect(RecordLines([]).lines(of: "b", at: [0]) == [:])
  }
}
