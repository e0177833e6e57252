/// Numbers and texts as the bytes that a history keeps.
///
/// A number is base 128, low digits first, the top bit telling of more. A column of numbers is the
/// smallest of them, the bits that the largest needs above that, and each number in so many bits: a
/// column of equal numbers takes two bytes, whatever its length.
struct Packer {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func append(_ text: String?) {
    guard let text else { return append(0) }
    append(UInt64(text.utf8.count) + 1)
    bytes += text.utf8
  }

  mutating func append(column values: [UInt64]) {
    let least = values.min() ?? 0
    let width = 64 - ((values.max() ?? 0) - least).leadingZeroBitCount
    append(least)
    bytes.append(UInt8(width))
    guard width > 0 else { return }
    var (held, count) = (UInt64(0), 0)
    for value in values {
      var (rest, left) = (value - least, width)
      while left > 0 {
        let taken = min(left, 8 - count)
        held |= (rest & (1 << taken - 1)) << count
        (count, left) = (count + taken, left - taken)
        rest >>= taken
        if count == 8 {
          bytes.append(UInt8(held))
          (held, count) = (0, 0)
        }
      }
    }
    if count > 0 { bytes.append(UInt8(held)) }
  }
}

/// Reads what a packer wrote. Nothing in the bytes is taken for what it should be: what cannot be is
/// nil.
struct Unpacker {
  private let bytes: ArraySlice<UInt8>
  private var place: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes[...]
    place = 0
  }

  /// Whether all was read.
  var isAtEnd: Bool { place == bytes.endIndex }

  private var left: Int { bytes.endIndex - place }

  mutating func number() -> UInt64? {
    var (value, shift) = (UInt64(0), 0)
    while place < bytes.endIndex, shift < 64 {
      let byte = bytes[place]
      place += 1
      let digit = UInt64(byte & 0x7F)
      guard (digit << UInt64(shift)) >> UInt64(shift) == digit else { return nil }
      value |= digit << UInt64(shift)
      if byte < 0x80 { return value }
      shift += 7
    }
    return nil
  }

  /// How many of something follow, each of at least so many bits.
  mutating func count(ofBits bits: Int = 8) -> Int? {
    guard let number = number(), number <= UInt64(Int32.max) else { return nil }
    return bits == 0 || Int(number) <= left * 8 / bits ? Int(number) : nil
  }

  /// Nil where it cannot be; `.some(nil)` where there is no text.
  mutating func text() -> String?? {
    guard let length = number() else { return nil }
    guard length > 0 else { return .some(nil) }
    guard length - 1 <= UInt64(left) else { return nil }
    let end = place + Int(length - 1)
    guard let text = String(validating: bytes[place..<end], as: UTF8.self) else { return nil }
    place = end
    return .some(text)
  }

  mutating func column(of count: Int) -> [UInt64]? {
    guard let least = number(), place < bytes.endIndex else { return nil }
    let width = Int(bytes[place])
    place += 1
    guard width <= 64 else { return nil }
    guard width > 0 else { return [UInt64](repeating: least, count: count) }
    let (bits, overflow) = count.multipliedReportingOverflow(by: width)
    guard !overflow, (bits + 7) / 8 <= left else { return nil }
    var values: [UInt64] = []
    values.reserveCapacity(count)
    var bit = place * 8
    for _ in 0..<count {
      var (value, got) = (UInt64(0), 0)
      while got < width {
        let taken = min(width - got, 8 - bit & 7)
        let part = UInt64(bytes[bit >> 3]) >> UInt64(bit & 7) & (1 << UInt64(taken) - 1)
        value |= part << UInt64(got)
        (got, bit) = (got + taken, bit + taken)
      }
      let (sum, overflow) = value.addingReportingOverflow(least)
      guard !overflow else { return nil }
      values.append(sum)
    }
    place += (bits + 7) / 8
    return values
  }
}
