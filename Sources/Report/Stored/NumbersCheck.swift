/// Whether a stored report says what the logs say now.
package enum NumbersCheck {
  /// Columns that hold numbers and still tell rows apart.
  private static let keys: Set = ["k", "tau", "step", "level", "minutes", "from", "to"]
  /// Columns of words that follow from numbers.
  private static let values: Set = ["note", "verdict", "status", "ahead_before", "ahead_after"]

  /// Numbers that differ, one line each; empty where none does.
  ///
  /// - Parameters:
  ///   - stored: What was published.
  ///   - rebuilt: What the logs give now, with the same options.
  package static func differences(
    of stored: StoredReport, from rebuilt: StoredReport
  ) -> [String] {
    var lines: [String] = []
    // What a gate found hangs on counts that the logs do not hold.
    for name in Set(stored.tables.keys).union(rebuilt.tables.keys).subtracting(["gate"]).sorted() {
      guard let old = stored.tables[name], let new = rebuilt.tables[name] else {
        let isOld = stored.tables[name] != nil
        lines.append("\(name): only \(isOld ? "the report" : "the logs") has this table")
        continue
      }
      lines += differences(name, old, new)
    }
    return lines
  }

  private static func differences(
    _ name: String, _ old: StoredReport.Table, _ new: StoredReport.Table
  ) -> [String] {
    let (olds, order) = byKey(old)
    let (news, newOrder) = byKey(new)
    var lines: [String] = []
    for key in order {
      guard let before = olds[key] else { continue }
      guard let now = news[key] else {
        lines.append("\(name): \(key): the logs give no such row")
        continue
      }
      for column in old.columns {
        guard let one = before[column], let two = now[column], one != two else { continue }
        lines.append("\(name): \(key): \(column) is \(one.text), from the logs \(two.text)")
      }
    }
    lines += newOrder.filter { olds[$0] == nil }.map {
      "\(name): \($0): the report has no such row"
    }
    return lines
  }

  /// Rows by what they are about; of rows about the same each has its number.
  private static func byKey(
    _ table: StoredReport.Table
  ) -> (rows: [String: [String: StoredReport.Field]], order: [String]) {
    var rows: [String: [String: StoredReport.Field]] = [:]
    var order: [String] = []
    var seen: [String: Int] = [:]
    for record in table.records {
      let parts = table.columns.compactMap { column -> String? in
        switch record[column] {
        case .text(let text) where !values.contains(column): text
        case .number(let value) where keys.contains(column):
          "\(column) \(NumberText.shortest(value))"
        default: nil
        }
      }
      let key = parts.joined(separator: ", ")
      let number = seen[key, default: 0]
      seen[key] = number + 1
      let unique = number == 0 ? key : "\(key) (\(number + 1))"
      rows[unique] = record
      order.append(unique)
    }
    return (rows, order)
  }
}
