/// A script as a site holds it.
enum Script {
  /// The lines of an embedded script without indentation, empty lines and lines that are comments.
  /// The scripts hold no text of several lines, and no comment behind code.
  static func compact(_ script: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(script.count)
    var isComment = false
    for line in script.split(separator: UInt8(ascii: "\n")) {
      let words = line.drop { $0 == UInt8(ascii: " ") }
      if words.starts(with: "/*".utf8) { isComment = true }
      let wasComment = isComment
      if words.suffix(2).elementsEqual("*/".utf8) { isComment = false }
      if wasComment || words.isEmpty || words.starts(with: "//".utf8) { continue }
      result += words
      // Nothing is left open there that the end of a line would close.
      if let last = result.last, ";{,([".utf8.contains(last) { continue }
      result.append(UInt8(ascii: "\n"))
    }
    return result
  }
}
