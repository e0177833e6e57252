/// The bytes of one try, taken from the front.
struct Input {
  private(set) var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { rest = bytes[...] }

  /// The next byte; 0 where there is none.
  mutating func byte() -> UInt8 { rest.popFirst() ?? 0 }

  /// What comes before the next of these bytes, which is passed, or the rest.
  mutating func part(before end: UInt8) -> [UInt8] {
    let place = rest.firstIndex(of: end) ?? rest.endIndex
    defer { rest = rest[min(place + 1, rest.endIndex)...] }
    return Array(rest[..<place])
  }

  mutating func text(before end: UInt8) -> String {
    String(decoding: part(before: end), as: UTF8.self)
  }

  var isAtEnd: Bool { rest.isEmpty }
  var bytes: [UInt8] { Array(rest) }
  var text: String { String(decoding: rest, as: UTF8.self) }

  mutating func number() -> UInt64 {
    var value: UInt64 = 0
    for _ in 0..<8 { value = value << 8 | UInt64(byte()) }
    return value
  }
}
