import Charts
import Stats

extension MarkupWriter {
  /// Tables behind their name, and what stands beneath them.
  mutating func details(_ id: String, _ name: String, _ tables: [Table], after: Content? = nil) {
    element("details", [("id", id)]) { html in
      html.element("summary", text: name)
      for table in tables { html.table(table) }
      after?(&html)
    }
  }

  /// A table of many rows behind its name; one of few as it is.
  mutating func folded(_ name: String, _ table: Table) {
    guard table.rows.count > 12 else { return self.table(table) }
    element("details") { html in
      html.element("summary", text: "\(name), \(Phrase.count(table.rows.count, "row"))")
      html.table(table)
    }
  }

  /// A line of links to files; one whose file the site does not hold, as that of an analysis which
  /// was not asked for, is left out.
  mutating func links(_ links: [(text: String, href: String)]) {
    let holds = self.holds
    let links = links.filter { link in
      var path = link.href[...]
      while path.hasPrefix("../") { path = path.dropFirst(3) }
      return !path.hasPrefix("data/") || holds(String(path))
    }
    if links.isEmpty { return }
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

  /// The wide and the narrow drawings of a figure; the style sheet shows one.
  mutating func figures(_ figures: [Figure]) {
    for figure in figures { figure.write(into: &self) }
  }
}

extension Figure {
  /// The wide and the narrow drawing of one figure, of the ids that both have; without what cannot be
  /// drawn.
  static func both(_ id: String, _ draw: (_ id: String, _ isWide: Bool) -> Figure?) -> [Figure] {
    [draw(id, true), draw("\(id)-narrow", false)].compactMap(\.self)
  }
}
