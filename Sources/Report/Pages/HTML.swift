import Charts
import Stats

extension MarkupWriter {
  /// A table that scrolls sideways where it has to, reachable by keyboard.
  mutating func table(
    label: String, classes: String, caption: Content, head: Content, body: Content
  ) {
    element(
      "div", [("class", "scroll"), ("role", "region"), ("aria-label", label), ("tabindex", "0")]
    ) { html in
      html.element("table", [("class", classes)]) { html in
        html.element("caption", [], caption)
        html.element("thead", [], head)
        html.element("tbody", [], body)
      }
    }
  }

  /// A table of many rows behind its name; one of few as it is.
  mutating func folded(_ name: String, rows: Int, _ content: Content) {
    guard rows > 12 else { return content(&self) }
    element("details") { html in
      html.element("summary", text: "\(name), \(Phrase.count(rows, "row"))")
      content(&html)
    }
  }

  mutating func headerCell(_ text: String, _ attributes: [(StaticString, String)] = []) {
    element("th", [("scope", "col")] + attributes, text: text)
  }

  /// The head of a run's column: its swatch and its name.
  mutating func headerCell(_ run: Study.Run, _ style: SeriesStyle) {
    element("th", [("scope", "col"), ("class", "r")]) { html in
      html.swatch(style)
      html.text(" " + run.label)
    }
  }

  /// Cells of one column, their points padded so that the decimal signs stand in one line.
  mutating func cell(_ cell: Cell, decimals: Int = 0) {
    switch cell {
    case .number(let text, let limits, let strong, _):
      element("td") { html in
        html.element("span", [("class", "pt")]) { html in
          if strong {
            html.element("b", text: text)
          } else {
            html.text(text)
          }
          html.text(Cell.padding(text, to: decimals))
        }
        if let limits { html.element("span", [("class", "iv")], text: limits) }
      }
    case .words(let text), .plain(let text, _, _), .code(let text), .name(let text, _, _, _):
      element("td", text: text)
    case .none(let text): element("td", [("class", "none")], text: text)
    }
  }

  /// A line of links to files.
  mutating func links(_ links: [(text: String, href: String)]) {
    element("p", [("class", "links")]) { html in
      for (index, link) in links.enumerated() {
        if index > 0 { html.text(" ") }
        html.element("a", [("href", link.href)], text: link.text)
      }
    }
  }

  mutating func paragraph(_ text: String) { element("p", text: text) }

  /// A paragraph that begins with the words that say what is shown.
  mutating func paragraph(lead: String, _ text: String) {
    element("p") { html in
      html.element("b", text: lead)
      html.text(text)
    }
  }

  /// The wide and the narrow drawing of one figure; the style sheet shows one.
  mutating func figures(_ figures: [Figure]) {
    for figure in figures { figure.write(into: &self) }
  }
}
