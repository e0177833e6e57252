import Templates

/// The embedded style sheet as a site holds it: the file under Templates/ is written to be read,
/// this to be loaded.
package enum StyleSheet {
  package static let shipped = compact(Templates.all["passcurve.css"] ?? [])

  /// The sheet without comments, indentation, line ends and the last semicolon of a block. Strings
  /// stay as they are, and so does every space that can mean something: between the parts of a
  /// selector, and within `calc()`.
  static func compact(_ sheet: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(sheet.count)
    var at = 0
    var spaced = false
    while at < sheet.count {
      let byte = sheet[at]
      if byte == UInt8(ascii: "/"), at + 1 < sheet.count, sheet[at + 1] == UInt8(ascii: "*") {
        at = endOfComment(sheet, from: at + 2)
        spaced = true
        continue
      }
      if isSpace(byte) {
        spaced = true
        at += 1
        continue
      }
      if byte == UInt8(ascii: "}"), result.last == UInt8(ascii: ";") { result.removeLast() }
      if spaced, let last = result.last, !"{};,:".utf8.contains(last), !"{};,".utf8.contains(byte) {
        result.append(UInt8(ascii: " "))
      }
      spaced = false
      let end =
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
        ? endOfString(sheet, from: at) : at + 1
      result += sheet[at..<end]
      at = end
    }
    return result
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (0x09...0x0D).contains(byte) && byte != 0x0B
  }

  private static func endOfComment(_ sheet: [UInt8], from start: Int) -> Int {
    var at = start
    while at < sheet.count {
      if sheet[at] == UInt8(ascii: "/"), at > start, sheet[at - 1] == UInt8(ascii: "*") {
        return at + 1
      }
      at += 1
    }
    return at
  }

  /// The place after the quote that ends the string which begins at `start`.
  private static func endOfString(_ sheet: [UInt8], from start: Int) -> Int {
    var at = start + 1
    while at < sheet.count, sheet[at] != sheet[start] {
      at += sheet[at] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(at + 1, sheet.count)
  }
}
