import EvalLogs
import Stats
import Testing

@testable import History

@Suite struct PackingTests {
  @Test(
    arguments: [
      [], [0], [5], [.max], [0, .max], [.max, .max], [1, 2, 3], [7, 7, 7, 7],
      Array(0..<300), [1 << 63, (1 << 63) + 1], [0, 1, 0, 1, 1, 0, 1, 0, 1],
    ] as [[UInt64]])
  func `a column comes back`(values: [UInt64]) {
    var packer = Packer()
    packer.append(column: values)
    var bytes = Unpacker(packer.bytes)
    #expect(bytes.column(of: values.count) == values)
    #expect(bytes.isAtEnd)
  }

  @Test func `columns of every width come back`() {
    for width in 0...64 {
      let top: UInt64 = width == 64 ? .max : 1 << UInt64(width) - 1
      for count in 1...17 {
        let values = (0..<count).map { $0 % 3 == 0 ? top : UInt64($0) & top }
        var packer = Packer()
        packer.append(column: values)
        packer.append(77)
        var bytes = Unpacker(packer.bytes)
        #expect(bytes.column(of: count) == values, "\(width) bits, \(count)")
        #expect(bytes.number() == 77)
      }
    }
  }

  @Test func `equal numbers take no room`() {
    var packer = Packer()
    packer.append(column: [UInt64](repeating: 64, count: 10_000))
    #expect(packer.bytes.count == 2)
  }

  @Test(
    arguments: [
      ["a", "b"], [], [""], [nil], ["\0", "e\u{301}", "\u{e9}", nil, "😀", "a\nb"],
    ] as [[String?]])
  func `names come back byte by byte`(names: [String?]) throws {
    let back = try #require(Names.unpacked(Names.packed(names)))
    #expect(back.map { $0.map { Array($0.utf8) } } == names.map { $0.map { Array($0.utf8) } })
  }

  @Test func `what was cut off or changed is told, or is something else that can be`() throws {
    let packed = try #require(try PackedSeries.all(of: table(runs: 1, benchmarks: 1)).first)
    let key = packed.key
    let names = try #require(Names.unpacked(packed.problems))
    for length in 0..<packed.counts.count {
      let rows = PackedSeries.rows(
        key, problems: names, groups: nil, counts: Array(packed.counts.prefix(length)))
      #expect(rows == nil, "\(length)")
    }
    for length in 0..<packed.problems.count {
      #expect(Names.unpacked(Array(packed.problems.prefix(length))) == nil)
    }
    for place in packed.counts.indices {
      for bit in 0..<8 {
        var bytes = packed.counts
        bytes[place] ^= 1 << bit
        _ = PackedSeries.rows(key, problems: names, groups: nil, counts: bytes)
        bytes = packed.problems
        if place < bytes.count { bytes[place] ^= 1 << bit }
        _ = Names.unpacked(bytes)
      }
    }
    #expect(
      PackedSeries.rows(key, problems: names + ["x"], groups: nil, counts: packed.counts) == nil)
  }
}
