import EvalLogs
import Foundation
import Stats
import Testing

@testable import Report

struct ProblemIndexTests {
  struct Read: Decodable {
    struct Run: Decodable {
      let label: String
      let c: Numbers
      let n: Numbers
      let missing: Numbers
    }
    struct Numbers: Decodable {
      let values: [Int]
      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        values = try (try? [container.decode(Int.self)]) ?? container.decode([Int].self)
      }
    }
    let prefix: String
    let ids: [String]
    let anchors: [String: String]
    let size: Int
    let pages: Int
    let runs: [Run]
    let sets: [String: String]
  }

  /// What the script of a page would be handed.
  static func read(_ bytes: [UInt8]) throws -> Read {
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.hasPrefix("passcurveProblems(") && text.hasSuffix(")\n"))
    return try JSONDecoder().decode(Read.self, from: Data(text.dropFirst(18).dropLast(2).utf8))
  }

  @Test func `holds every problem's counts and sets`() throws {
    let site = try site(
      rows("base", counts: [(1, 8, 0), (0, 8, 0), (0, 6, 2)])
        + rows("RL", counts: [(8, 8, 0), (0, 8, 0), (1, 8, 0)]))
    let index = try Self.read(#require(site.files["problems/maths-index.js"]))
    #expect(index.prefix == "p" && index.ids == ["1", "2", "3"] && index.anchors.isEmpty)
    #expect(index.size == 1000 && index.pages == 1)
    #expect(index.runs.map(\.label) == ["base", "RL"])
    #expect(index.runs[0].c.values == [1, 0, 0] && index.runs[1].n.values == [8])
    #expect(index.runs[0].missing.values == [0, 0, 2])
    // Of all runs: every, never, some and missing; of the pair: both and told apart, neither, open.
    #expect(index.sets == ["": "enS", "base RL": "Bno"])
  }

  @Test func `hostile ids come back as they were, and no text can end a script`() throws {
    let ids = hostileNames + ["</script><script>alert(1)</script>", "\u{2028}"]
    let rows = ids.flatMap { id in
      ["base <b>", "\"RL\""].map {
        TallyTable.Row(
          run: $0, benchmark: "maths", problem: id, tally: Tally(correct: 1, of: 2))
      }
    }
    let bytes = try #require(try site(rows).files["problems/maths-index.js"])
    #expect(!bytes.contains(UInt8(ascii: "<")))
    let index = try Self.read(bytes)
    #expect(
      Set(index.ids.map { Array((index.prefix + $0).utf8) }) == Set(ids.map { Array($0.utf8) }))
    // One of them is plain.
    #expect(index.anchors.count == ids.count - 1)
    for name in index.anchors.values { #expect(name.wholeMatch(of: /~[0-9a-f]{10}/) != nil) }
    for name in index.sets.keys {
      #expect(name.wholeMatch(of: /|~[0-9a-f]{10} ~[0-9a-f]{10}/) != nil)
    }
  }

  @Test func `ids that begin alike are split between whole characters`() throws {
    let ids = ["é1", "é2", "ê3"].map { "\u{1F469}\u{200D}" + $0 }
    let rows = ids.map {
      TallyTable.Row(run: "a", benchmark: "maths", problem: $0, tally: Tally(correct: 1, of: 2))
    }
    let index = try Self.read(#require(try site(rows).files["problems/maths-index.js"]))
    #expect(index.ids.map { index.prefix + $0 } == ids)
  }

  @Test func `a hundred thousand problems weigh less than three megabytes`() throws {
    let counts: [Count] = (0..<100_000).map { ($0 % 9, 8, 0) }
    let results = try results(
      rows("base", counts: counts) + rows("RL", counts: counts.reversed()))
    let list = ProblemList(results, benchmark: 0)
    let bytes = ProblemIndex(list, results.study, pages: 100).script
    #expect(bytes.count < 3_000_000, "\(bytes.count)")
  }
}
