import Foundation
import Testing

@testable import Report

struct DataLinkTests {
  @Test(arguments: [30, 31, 32, 255, 256, 257]) func `base64 is that of others`(count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ 128) | 0x80 }
    let link = DataLink.of(bytes, path: "a.bin")
    let expected = Data(bytes).base64EncodedString()
    #expect(link == "data:text/plain;charset=utf-8;base64,\(expected)")
  }

  @Test func `text that links may hold is written as it is, and read back by others`() throws {
    let text =
      "run,benchmark,k\n\"a & b\",'x' <y>,1%\n" + String(repeating: "abc,0.25\n", count: 40)
    let link = DataLink.of(Array(text.utf8), path: "data/curves.csv")
    #expect(link.hasPrefix("data:text/csv;charset=utf-8,run,benchmark,k%0A%22a%20%26%20b"))
    let body = link.drop { $0 != "," }.dropFirst("charset=utf-8,".count - "charset=utf-8".count)
    #expect(String(body).removingPercentEncoding == text)
    #expect(link.utf8.count < text.utf8.count * 4 / 3 + 40)
  }

  @Test func `the shorter spelling is taken`() {
    let json = Array(String(repeating: "{\n  \"a\": 1\n}\n", count: 50).utf8)
    #expect(DataLink.of(json, path: "report.json").hasPrefix("data:application/json;base64,"))
  }
}
