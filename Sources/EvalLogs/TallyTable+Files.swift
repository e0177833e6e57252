extension TallyTable {
  /// The table as CSV: UTF-8, header, RFC 4180 quotes where needed, LF, empty where unknown.
  package func csv() -> [UInt8] {
    var bytes = Array(Self.columns.joined(separator: ",").utf8)
    bytes.append(0x0A)
    for row in rows {
      for (index, cell) in Self.cells(of: row).enumerated() {
        if index > 0 { bytes.append(0x2C) }
        switch cell {
        case .none: break
        case .number(let value): bytes += String(value).utf8
        case .text(let text): CSVField.append(text, to: &bytes)
        }
      }
      bytes.append(0x0A)
    }
    return bytes
  }

  /// The table as JSON lines, one object a row, null where unknown.
  package func jsonLines() -> [UInt8] {
    var bytes: [UInt8] = []
    for row in rows {
      var mark = UInt8(ascii: "{")
      for (name, cell) in zip(Self.columns, Self.cells(of: row)) {
        bytes.append(mark)
        mark = UInt8(ascii: ",")
        JSONText.append(name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        switch cell {
        case .none: bytes += "null".utf8
        case .number(let value): bytes += String(value).utf8
        case .text(let text): JSONText.append(text, to: &bytes)
        }
      }
      bytes += [UInt8(ascii: "}"), 0x0A]
    }
    return bytes
  }

  private enum Cell {
    case none
    case number(Int)
    case text(String)
  }

  private static func cells(of row: Row) -> [Cell] {
    [
      .text(row.run), .text(row.benchmark), .text(row.problem), .number(row.tally.samples),
      .number(row.tally.correct), .number(row.tally.missing),
      row.truncated.map { .number($0) } ?? .none, row.group.map { .text($0) } ?? .none,
      row.variant.map { .text($0) } ?? .none,
    ]
  }
}

/// A CSV field as RFC 4180 writes it.
package enum CSVField {
  /// In quotes where it holds a comma, a quote, a line end, or spaces at an end.
  package static func append(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { append($0, to: &bytes) }
  }

  static func append(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    guard text.first == 0x20 || text.last == 0x20 || text.contains(where: isSpecial) else {
      bytes += text
      return
    }
    bytes.append(0x22)
    for byte in text {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == 0x2C || byte == 0x22 || byte == 0x0A || byte == 0x0D
  }
}

/// A JSON string.
enum JSONText {
  /// In quotes, with control characters, quotes and backslashes escaped.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    let hex = Array("0123456789abcdef".utf8)
    bytes.append(0x22)
    for byte in text.utf8 {
      switch byte {
      case 0x22, 0x5C: bytes += [0x5C, byte]
      case 0x0A: bytes += "\\n".utf8
      case 0x0D: bytes += "\\r".utf8
      case 0x09: bytes += "\\t".utf8
      case 0..<0x20, 0x7F: bytes += "\\u00".utf8 + [hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      default: bytes.append(byte)
      }
    }
    bytes.append(0x22)
  }
}
