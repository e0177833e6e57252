import Charts

/// A table as a value. What a page shows, its CSV and its LaTeX are written from the same cells.
///
/// The page shows numbers rounded by their intervals' widths; `tables/<id>.csv` holds them unrounded
/// in the unit shown, with the limits in columns of their own, and `tables/<id>.tex` as the page does.
package struct Table: Sendable {
  package struct Column: Sendable {
    let name: String
    /// Neighbouring columns of one group stand under a common head.
    var group: String?
    /// What its CSV is in, where the page writes a unit beside each number.
    var unit: String?
    /// The swatch of a run.
    var style: SeriesStyle?
    /// Whether its cells are words, which begin at the left.
    var isText = false
    /// Whether equal neighbours in it are one tall cell.
    var merges = false

    init(
      _ name: String, group: String? = nil, unit: String? = nil, style: SeriesStyle? = nil,
      isText: Bool = false, merges: Bool = false
    ) {
      self.name = name
      self.group = group
      self.unit = unit
      self.style = style
      self.isText = isText
      self.merges = merges
    }
  }

  package enum Look: Sendable {
    /// Numbers; heads may break.
    case numbers
    /// Numbers over the page's whole width; heads do not break.
    case wide
    /// Paths and words.
    case listing
  }

  /// The anchor in its page and the stem of its files, unique in the site.
  let id: String
  /// What it is called by those who do not see it, and in the list of a page's tables.
  let label: String
  let caption: String
  let look: Look
  /// At least one; the first says what a row is about.
  let columns: [Column]
  /// Each as long as `columns`.
  let rows: [[Cell]]

  init(
    _ id: String, label: String, caption: String, look: Look = .numbers, columns: [Column],
    rows: [[Cell]]
  ) {
    precondition(!columns.isEmpty && rows.allSatisfy { $0.count == columns.count }, "table \(id)")
    self.id = id
    self.label = label
    self.caption = caption
    self.look = look
    self.columns = columns
    self.rows = rows
  }

  /// How many rows the tall cell of a merging column spans that begins here; 0 inside one.
  func span(row: Int, column: Int) -> Int {
    guard columns[column].merges else { return 1 }
    let cell = rows[row][column]
    if row > 0, rows[row - 1][column] == cell { return 0 }
    return rows[row...].prefix { $0[column] == cell }.count
  }

  /// Groups of neighbouring columns, in order; a column without a group is alone.
  var heads: [(group: String?, columns: Range<Int>)] {
    var result: [(group: String?, columns: Range<Int>)] = []
    for (index, column) in columns.enumerated() {
      if let last = result.last, let group = last.group, group == column.group {
        result[result.count - 1].columns = last.columns.lowerBound..<(index + 1)
      } else {
        result.append((column.group, index..<(index + 1)))
      }
    }
    return result
  }

  /// A column's name with that of its group and its unit: what it is called where there is one head.
  func fullName(_ column: Int) -> String {
    [columns[column].group, columns[column].name, columns[column].unit].compactMap(\.self)
      .joined(separator: ", ")
  }
}
