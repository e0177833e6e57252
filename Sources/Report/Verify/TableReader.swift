/// Gathers what the cells of a table's body show.
final class TableReader {
  private(set) var table: PageFacts.Table
  /// Open elements within the table, itself included.
  private var depth = 0
  private var bodyDepth: Int?
  private var cellDepth: Int?
  private var cell = PageFacts.Cell()

  private enum Slot { case main, point, limits, sub }
  /// What text belongs to, within the cell, and from which depth on.
  private var slots: [(slot: Slot, depth: Int)] = []

  init(_ id: String, line: Int) { table = PageFacts.Table(id: id, line: line) }

  func start(_ name: String, classes: String, rowspan: Int, columnSpan: Int, line: Int) {
    depth += 1
    if name == "tbody", bodyDepth == nil { bodyDepth = depth }
    guard let bodyDepth else { return }
    if cellDepth == nil {
      if name == "tr", depth == bodyDepth + 1 { table.rows.append([]) }
      guard name == "td" || name == "th", !table.rows.isEmpty else { return }
      cellDepth = depth
      cell = PageFacts.Cell()
      (cell.rowspan, cell.columnSpan, cell.line) = (rowspan, columnSpan, line)
      slots = [(.main, depth)]
      return
    }
    for word in classes.split(separator: " ") {
      switch word {
      case "pt": begin(.point)
      case "iv": begin(.limits)
      case "sub": begin(.sub)
      default: break
      }
    }
  }

  private func begin(_ slot: Slot) {
    slots.append((slot, depth))
    switch slot {
    case .main: break
    case .point: cell.point = cell.point ?? ""
    case .limits: cell.limits = cell.limits ?? ""
    case .sub: cell.sub.append("")
    }
  }

  /// - Returns: Whether the table is at its end.
  func end(_ name: String) -> Bool {
    if let cellDepth, depth == cellDepth {
      table.rows[table.rows.count - 1].append(cell)
      self.cellDepth = nil
    } else if let last = slots.last, last.depth == depth, slots.count > 1 {
      slots.removeLast()
    }
    if depth == bodyDepth { bodyDepth = nil }
    depth -= 1
    return depth == 0
  }

  func text(_ text: UnsafeRawBufferPointer) {
    guard cellDepth != nil, let slot = slots.last?.slot else { return }
    let words = String(decoding: text, as: UTF8.self)
    switch slot {
    case .main: cell.main += words
    case .point: cell.point = (cell.point ?? "") + words
    case .limits: cell.limits = (cell.limits ?? "") + words
    case .sub: cell.sub[cell.sub.count - 1] += words
    }
  }
}

extension PageFacts.Table {
  /// The rows with each tall or wide cell in all its places.
  var grid: [[PageFacts.Cell]] {
    var tall: [Int: (cell: PageFacts.Cell, left: Int)] = [:]
    return rows.map { row in
      var result: [PageFacts.Cell] = []
      func takeTall() {
        while let above = tall[result.count], above.left > 0 {
          tall[result.count]?.left -= 1
          result.append(above.cell)
        }
      }
      for cell in row {
        takeTall()
        for _ in 0..<min(cell.columnSpan, 1000) {
          if cell.rowspan > 1 { tall[result.count] = (cell, cell.rowspan - 1) }
          result.append(cell)
        }
      }
      takeTall()
      return result
    }
  }
}
