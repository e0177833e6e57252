/// A table as CSV: a header, rows of the same width, LF at every end, quotes where RFC 4180 asks
/// for them.
struct CSVTable {
  private(set) var text: String
  private let width: Int

  init(_ columns: [String]) {
    width = columns.count
    text = ""
    append(columns)
  }

  mutating func append(_ fields: [String]) {
    precondition(fields.count == width, "a row of \(fields.count) in a table of \(width)")
    var first = true
    for field in fields {
      if !first { text.append(",") }
      first = false
      Self.write(field, to: &text)
    }
    text.append("\n")
  }

  private static func write(_ field: String, to text: inout String) {
    let needsQuotes = field.utf8.contains {
      $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n")
        || $0 == UInt8(ascii: "\r")
    }
    guard needsQuotes else {
      text.append(field)
      return
    }
    text.append("\"")
    for character in field.unicodeScalars {
      if character == "\"" { text.append("\"") }
      text.unicodeScalars.append(character)
    }
    text.append("\"")
  }
}
