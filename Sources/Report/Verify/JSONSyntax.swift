/// Whether bytes are one JSON document, and nothing else (RFC 8259).
enum JSONSyntax {
  /// More brackets within brackets than this are no document of ours.
  private static let deepest = 200

  static func isValid(_ bytes: [UInt8]) -> Bool {
    guard String(validating: bytes, as: UTF8.self) != nil else { return false }
    return bytes.withUnsafeBufferPointer { buffer in
      var reader = Reader(bytes: buffer)
      return reader.value(depth: 0) && reader.isAtEnd
    }
  }

  private struct Reader {
    let bytes: UnsafeBufferPointer<UInt8>
    var index = 0

    var isAtEnd: Bool {
      mutating get {
        skipBlanks()
        return index == bytes.count
      }
    }

    private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skipBlanks() {
      while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
        index += 1
      }
    }

    private mutating func take(_ byte: Character) -> Bool {
      skipBlanks()
      guard next == byte.asciiValue else { return false }
      index += 1
      return true
    }

    mutating func value(depth: Int) -> Bool {
      skipBlanks()
      switch next {
      case UInt8(ascii: "{"): return depth < deepest && object(depth: depth + 1)
      case UInt8(ascii: "["): return depth < deepest && array(depth: depth + 1)
      case UInt8(ascii: "\""): return string()
      case UInt8(ascii: "t"): return word("true")
      case UInt8(ascii: "f"): return word("false")
      case UInt8(ascii: "n"): return word("null")
      default: return number()
      }
    }

    private mutating func object(depth: Int) -> Bool {
      index += 1
      if take("}") { return true }
      repeat {
        skipBlanks()
        guard string(), take(":"), value(depth: depth) else { return false }
      } while take(",")
      return take("}")
    }

    private mutating func array(depth: Int) -> Bool {
      index += 1
      if take("]") { return true }
      repeat {
        guard value(depth: depth) else { return false }
      } while take(",")
      return take("]")
    }

    private mutating func string() -> Bool {
      guard next == UInt8(ascii: "\"") else { return false }
      index += 1
      while let byte = next {
        index += 1
        if byte == UInt8(ascii: "\"") { return true }
        if byte < 0x20 { return false }
        guard byte == UInt8(ascii: "\\") else { continue }
        guard let escaped = next else { return false }
        index += 1
        switch escaped {
        case UInt8(ascii: "u"):
          guard index + 4 <= bytes.count,
            bytes[index..<(index + 4)].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit })
          else { return false }
          index += 4
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
          UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
          break
        default: return false
        }
      }
      return false
    }

    private mutating func word(_ word: StaticString) -> Bool {
      word.withUTF8Buffer { letters in
        guard bytes[index...].starts(with: letters) else { return false }
        index += letters.count
        return true
      }
    }

    private mutating func number() -> Bool {
      if next == UInt8(ascii: "-") { index += 1 }
      if next == UInt8(ascii: "0") {
        index += 1
      } else if !digits() {
        return false
      }
      if next == UInt8(ascii: ".") {
        index += 1
        guard digits() else { return false }
      }
      if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
        index += 1
        if next == UInt8(ascii: "-") || next == UInt8(ascii: "+") { index += 1 }
        guard digits() else { return false }
      }
      return true
    }

    private mutating func digits() -> Bool {
      let start = index
      while let byte = next, (0x30...0x39).contains(byte) { index += 1 }
      return index > start
    }
  }
}
