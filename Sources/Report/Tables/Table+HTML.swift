import Charts

/// A table shown again in a writeup.
struct TableCopy: Sendable {
  /// Its anchor there.
  let id: String
  /// "Table 1".
  let name: String
  let caption: String
  /// Where it stands in the report, below the site's folder.
  let place: String
}

extension MarkupWriter {
  /// Writes a table that scrolls sideways where it has to, reachable by keyboard, with its files.
  ///
  /// - Parameter copy: Where it stands a second time in the site, what it is called there.
  mutating func table(_ table: Table, as copy: TableCopy? = nil) {
    let classes =
      switch table.look {
      case .numbers: "num"
      case .wide: "num wide"
      case .listing: "issues"
      }
    let content: Content = { html in
      html.start("table")
      if copy == nil { html.attribute("id", table.id) }
      html.attribute("class", classes)
      html.element("caption") { html in
        if let copy { html.element("b", text: "\(copy.name). ") }
        html.text((copy?.caption ?? table.caption) + " ")
        html.element("span", [("class", "files")]) { html in
          if let copy {
            html.element("a", [("href", html.root + copy.place)], text: "In the report")
            html.text(" ")
          }
          html.element("a", [("href", "\(html.root)tables/\(table.id).csv")], text: "CSV")
          html.text(" ")
          html.element("a", [("href", "\(html.root)tables/\(table.id).tex")], text: "LaTeX")
        }
      }
      html.element("thead") { html in html.heads(of: table) }
      html.element("tbody") { html in html.rows(of: table) }
      html.end()
    }
    guard let copy else { return scrolling(table.label, content) }
    // Its numbers are checked where it stands in the report.
    element("div", [("id", copy.id)]) { html in
      html.scrolling("\(copy.name): \(table.label)", content)
    }
  }

  /// What may be wider than the page, under the name that assistive technology calls it by.
  mutating func scrolling(_ label: String, _ content: Content) {
    element(
      "div", [("class", "scroll"), ("role", "region"), ("aria-label", label), ("tabindex", "0")],
      content)
  }

  private mutating func heads(of table: Table) {
    let heads = table.heads
    let isGrouped = heads.contains { $0.group != nil }
    element("tr") { html in
      for head in heads {
        if let group = head.group {
          html.element(
            "th",
            [
              ("class", "span"), ("colspan", String(head.columns.count)), ("scope", "colgroup"),
            ], text: group)
        } else {
          html.head(
            table.columns[head.columns.lowerBound], index: head.columns.lowerBound,
            isTall: isGrouped)
        }
      }
    }
    if !isGrouped { return }
    element("tr") { html in
      for head in heads where head.group != nil {
        for index in head.columns { html.head(table.columns[index], index: index, isTall: false) }
      }
    }
  }

  mutating func head(_ column: Table.Column, index: Int, isTall: Bool) {
    start("th")
    attribute("scope", "col")
    if isTall { attribute("rowspan", "2") }
    if index == 0 || column.isText { attribute("class", "l") }
    if let style = column.style {
      swatch(style)
      text(" ")
    }
    text(column.name)
    end()
  }

  private mutating func rows(of table: Table) {
    let decimals = table.columns.indices.map { column in
      table.rows.map { $0[column].decimals }.max() ?? 0
    }
    let hasMerges = table.columns.contains(where: \.merges)
    for row in table.rows.indices {
      start("tr")
      if hasMerges, table.span(row: row, column: 0) > 0 { attribute("class", "first") }
      for column in table.columns.indices {
        let span = table.span(row: row, column: column)
        if span == 0 { continue }
        let isHead = column == 0 && table.look != .listing || isName(table.rows[row][column])
        start(isHead ? "th" : "td")
        if isHead { attribute("scope", table.columns[column].merges ? "rowgroup" : "row") }
        if table.columns[column].merges { attribute("rowspan", String(span)) }
        cell(
          table.rows[row][column], decimals: decimals[column],
          isText: table.columns[column].isText, isPath: table.look == .listing && column == 0)
        end()
      }
      end()
    }
  }

  private func isName(_ cell: Cell) -> Bool {
    if case .name = cell { return true }
    return false
  }

  /// The class and the content of a cell that has been begun.
  private mutating func cell(_ cell: Cell, decimals: Int, isText: Bool, isPath: Bool) {
    if case .none = cell {
      attribute("class", isText ? "l none" : "none")
    } else if isPath {
      attribute("class", "id")
    } else if isText {
      attribute("class", "l")
    }
    switch cell {
    case .name(let name, let sub, let href, let style):
      if let style {
        swatch(style)
        text(" ")
      }
      if let href {
        element("a", [("href", href.isAddress ? href : root + href)], text: name)
      } else {
        text(name)
      }
      for line in sub { element("span", [("class", "sub")], text: line) }
    case .number(let point, let limits, let strong, _):
      start("span")
      attribute("class", "pt")
      if strong { element("b", text: point) } else { text(point) }
      text(Cell.padding(point, to: decimals))
      end()
      if let limits { element("span", [("class", "iv")], text: limits) }
    case .plain(let words, _, let sub):
      text(words)
      if let sub { element("span", [("class", "sub")], text: sub) }
    case .words(let words), .none(let words): text(words)
    case .code(let code): element("code", text: code)
    }
  }
}
