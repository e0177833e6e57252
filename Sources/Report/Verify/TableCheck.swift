import Charts

/// Whether a page's table shows what its CSV holds.
struct TableCheck {
  let table: PageFacts.Table
  let page: String
  /// The path of its CSV.
  let file: String

  /// More of one table say no more.
  private static let most = 5

  func findings(_ csv: [UInt8]) -> [Finding] {
    guard let records = CSVRecords.read(csv), let header = records.first else {
      return [Finding(.syntax, file, "it is no CSV")]
    }
    let grid = table.grid
    let rows = records.dropFirst()
    guard rows.count == grid.count else {
      return [
        found(table.line, "has \(grid.count) rows, \(file) \(rows.count)")
      ]
    }
    guard let width = grid.first?.count else { return [] }
    guard let columns = Self.columns(header, count: width) else {
      return [found(table.line, "has \(width) columns that are not those of \(file)")]
    }
    var result: [Finding] = []
    for (row, fields) in zip(grid, rows) {
      guard row.count == width, fields.count == header.count else {
        return [found(row.first?.line ?? table.line, "has a row of another width than \(file)")]
      }
      for (cell, column) in zip(row, columns) {
        let limits = column.hasLimits ? Array(fields[(column.index + 1)...(column.index + 2)]) : []
        if let fault = Self.fault(cell, fields[column.index], limits) {
          result.append(
            found(
              cell.line, "\(fault.text), in the column \"\(header[column.index])\"", fault.code))
        }
        if result.count == Self.most { return result }
      }
    }
    return result
  }

  private func found(
    _ line: Int, _ what: String, _ code: Finding.Code = .number
  ) -> Finding {
    Finding(code, page, line: line, "the table \"\(table.id)\" \(what)")
  }

  // MARK: Columns

  struct Column: Equatable {
    let index: Int
    /// Whether the two that follow hold its limits.
    let hasLimits: Bool
  }

  /// Which fields belong to which column of the page; `nil` where they cannot be so many columns.
  static func columns(_ header: [String], count: Int) -> [Column]? {
    guard header.count >= count, (header.count - count).isMultiple(of: 2) else { return nil }
    var limited = (header.count - count) / 2
    var result: [Column] = []
    var index = 0
    while index < header.count {
      let name = header[index]
      let follows =
        limited > 0 && index + 2 < header.count && header[index + 1] == "\(name) lower"
        && header[index + 2] == "\(name) upper"
      result.append(Column(index: index, hasLimits: follows))
      if follows { limited -= 1 }
      index += follows ? 3 : 1
    }
    return result.count == count ? result : nil
  }

  // MARK: Cells

  struct Fault: Equatable {
    let code: Finding.Code
    let text: String

    static func number(_ text: String) -> Fault { Fault(code: .number, text: text) }
    static func unread(_ text: String) -> Fault { Fault(code: .unreadCell, text: text) }
  }

  /// How a cell differs from its fields; `nil` where it does not.
  static func fault(_ cell: PageFacts.Cell, _ field: String, _ limits: [String]) -> Fault? {
    valueFault(cell, field) ?? limitsFault(cell, limits)
  }

  private static func valueFault(_ cell: PageFacts.Cell, _ field: String) -> Fault? {
    let shown = ShownNumber.plain(cell.point ?? cell.main)
    let held = ShownNumber.plain(MarkupText.clean(field))
    if shown == held { return nil }
    let joined = ([shown] + cell.sub.map(ShownNumber.plain)).joined(separator: "; ")
    if joined == held { return nil }
    // "48.3 h (beyond)": words behind a number are words.
    let bare = shown.hasSuffix(")") ? String(shown.prefix { $0 != "(" }) : shown
    let number = ShownNumber(bare)
    if held.isEmpty {
      // A dash, a range, an open end, words that say why.
      return number?.isOpen ?? true
        ? nil : .number("shows \(shown) where the file holds nothing")
    }
    guard let number, let exact = Double(held) else {
      return .unread("shows \"\(shown)\" where the file holds \"\(held)\"")
    }
    return number.stands(for: exact) ? nil : .number("shows \(shown) where the file holds \(held)")
  }

  private static func limitsFault(_ cell: PageFacts.Cell, _ limits: [String]) -> Fault? {
    let shown = cell.limits.map(ShownNumber.plain) ?? ""
    let held = limits.filter { !$0.isEmpty }.joined(separator: " and ")
    guard shown.hasPrefix("[") else {
      if held.isEmpty { return nil }
      return .number(
        "shows \(shown.isEmpty ? "no limits" : "\"\(shown)\"") where the file holds \(held)")
    }
    let inner = shown.dropFirst()
    let close = inner.lastIndex { $0 == "]" || $0 == ")" } ?? inner.endIndex
    // "[5.2, 15.0] h": what stands behind both is of both.
    let word = String(inner[close...].dropFirst().drop { $0 == " " })
    let ends = inner[..<close].split(separator: ", ", omittingEmptySubsequences: false)
    guard ends.count == 2 else { return .unread("shows \(shown) for limits") }
    guard limits.count == 2 else {
      return .number("shows \(shown) where the file holds no limits")
    }
    for (end, limit) in zip(ends, limits) {
      let number = ShownNumber(String(end), word: word)
      let exact = Double(limit)
      switch (number, exact) {
      case (let number?, let exact?) where number.stands(forLimit: exact): continue
      case (let number, nil) where number?.isOpen ?? true: continue
      case (nil, _): return .unread("shows \(shown) where the file holds \(held)")
      default:
        return .number(
          "shows \(shown) where the file holds \(held.isEmpty ? "nothing" : held)")
      }
    }
    return nil
  }
}

/// The records of a CSV file after RFC 4180.
enum CSVRecords {
  /// Whether bytes are CSV in UTF-8 that ends with a line: every quote that opens a field ends it.
  static func areValid(_ bytes: [UInt8]) -> Bool {
    guard String(validating: bytes, as: UTF8.self) != nil else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      var isAtStart = true
      while index < bytes.count {
        let byte = bytes[index]
        index += 1
        if byte == UInt8(ascii: "\""), isAtStart {
          while index < bytes.count {
            if bytes[index] == UInt8(ascii: "\"") {
              guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\"") else { break }
              index += 1
            }
            index += 1
          }
          guard index < bytes.count else { return false }
          index += 1
        }
        isAtStart = byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n")
      }
      return bytes.last == nil || bytes.last == UInt8(ascii: "\n")
    }
  }

  /// - Returns: `nil` where the bytes are no CSV, or no UTF-8.
  static func read(_ bytes: [UInt8]) -> [[String]]? {
    guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
    var records: [[String]] = []
    var record: [String] = []
    var field: [UInt8] = []
    var index = 0
    func endField() {
      record.append(String(decoding: field, as: UTF8.self))
      field.removeAll(keepingCapacity: true)
    }
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: ","): endField()
      case UInt8(ascii: "\n"):
        endField()
        records.append(record)
        record.removeAll(keepingCapacity: true)
      case UInt8(ascii: "\"") where field.isEmpty:
        while true {
          guard index < bytes.count else { return nil }
          if bytes[index] == UInt8(ascii: "\"") {
            guard index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "\"") else { break }
            index += 1
          }
          field.append(bytes[index])
          index += 1
        }
        index += 1
      default: field.append(byte)
      }
    }
    guard field.isEmpty, record.isEmpty else { return nil }
    return records
  }
}
