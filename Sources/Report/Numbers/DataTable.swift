/// A table as report.json holds it: the names of its columns, then each row's fields in their order.
struct JSONTable: Encodable {
  let columns: [String]
  let rows: [[JSONField]]
}

/// A table of numbers as files hold it: what `estimate` prints and a site keeps under data/.
package struct DataTable: Sendable {
  /// The file's stem: "curves".
  package let name: String
  package let columns: [String]
  /// Those of numbers.
  private let numeric: Set<String>
  /// Hands over each row: each field as text, empty where a number does not exist.
  private let each: @Sendable (_ row: ([String]) -> Void) -> Void

  /// - Parameter columns: Their names with commas between; a name that ends in `#` is of numbers, and
  ///   stands in the files without it.
  init(_ name: String, columns: String, rows: [[String]]) {
    self.init(name, columns: columns) { rows.forEach($0) }
  }

  /// A table of so many rows that they are made only when they are written.
  init(
    _ name: String, columns: String, each: @escaping @Sendable (_ row: ([String]) -> Void) -> Void
  ) {
    self.name = name
    self.each = each
    let marked = columns.split(separator: ",")
    numeric = Set(marked.filter { $0.hasSuffix("#") }.map { String($0.dropLast()) })
    self.columns = marked.map { String($0.hasSuffix("#") ? $0.dropLast() : $0) }
  }

  package var rows: [[String]] {
    var rows: [[String]] = []
    each { rows.append($0) }
    return rows
  }

  package var csv: String {
    var table = CSVTable(columns)
    each { table.append($0) }
    return table.text
  }

  package var json: String { JSONText.encode(objects) }

  /// The rows as objects, each number the one in the CSV.
  var objects: [[String: JSONField]] {
    fields.map { Dictionary(uniqueKeysWithValues: zip(columns, $0)) }
  }

  /// The same without the columns' names in every row.
  var columnsAndRows: JSONTable { JSONTable(columns: columns, rows: fields) }

  private var fields: [[JSONField]] {
    rows.map { row in
      zip(columns, row).map { JSONField($1, isNumber: numeric.contains($0)) }
    }
  }
}
