import Charts

/// Writeups as HTML.
extension MarkupWriter {
  /// The whole of a writeup: its text, footnotes, references.
  mutating func writeup(_ page: WrittenPage) {
    blocks(page.blocks)
    let prefix = page.prefix
    if page.footnotes.isEmpty, page.references.isEmpty { return }
    element("div", [("class", "prose")]) { html in
      if !page.footnotes.isEmpty {
        html.element("h2", [("id", "\(prefix)notes")], text: "Notes")
        html.element("ol") { html in
          for (index, note) in page.footnotes.enumerated() {
            html.element("li", [("id", "\(prefix)fn-\(index + 1)")]) { html in
              html.inner(note.blocks, prefix)
              html.element("p") { html in
                for mention in 1..<(note.mentions + 1) {
                  html.element(
                    "a", [("href", "#\(prefix)fnref-\(index + 1)-\(mention)")],
                    text: note.mentions == 1 ? "Back to the text" : "Back to mention \(mention)")
                  html.text(" ")
                }
              }
            }
          }
        }
      }
      if !page.references.isEmpty {
        html.element("h2", [("id", "\(prefix)references")], text: "References")
        html.element("ol") { html in
          for (index, reference) in page.references.enumerated() {
            html.element("li", [("id", "\(prefix)ref-\(index + 1)")]) { html in
              html.text(reference.text)
              if let link = reference.link {
                html.text(" ")
                html.element("a", [("href", link.href)], text: link.text)
              }
            }
          }
        }
      }
    }
  }

  /// Prose in columns of its own width, figures and tables of the report between them.
  private mutating func blocks(_ blocks: [WriteupBlock]) {
    var rest = blocks[...]
    while let first = rest.first {
      if first.isWide {
        block(first)
        rest = rest.dropFirst()
        continue
      }
      let prose = rest.prefix { !$0.isWide }
      element("div", [("class", "prose")]) { html in for block in prose { html.block(block) } }
      rest = rest.dropFirst(prose.count)
    }
  }

  private mutating func inner(_ blocks: [WriteupBlock], _ prefix: String) {
    for block in blocks { self.block(block) }
  }

  private mutating func block(_ block: WriteupBlock) {
    switch block {
    case .heading(let level, let id, let words):
      let content: Content = { html in html.inlines(words) }
      switch level {
      case 2: element("h2", [("id", id)], content)
      case 3: element("h3", [("id", id)], content)
      case 4: element("h4", [("id", id)], content)
      case 5: element("h5", [("id", id)], content)
      default: element("h6", [("id", id)], content)
      }
    case .paragraph(let words): element("p") { html in html.inlines(words) }
    case .quote(let blocks):
      element("blockquote") { html in for block in blocks { html.block(block) } }
    case .list(let start, let isTight, let items): list(start, isTight, items)
    case .code(let text):
      element("pre", [("tabindex", "0")]) { html in html.element("code", text: text) }
    case .rule: element("hr")
    case .table(let alignments, let head, let rows): table(alignments, head, rows)
    case .figure(let figure): self.figure(figure)
    case .data(let table): self.table(table)
    }
  }

  private mutating func list(_ start: Int?, _ isTight: Bool, _ items: [WriteupBlock.Item]) {
    let content: Content = { html in
      for item in items {
        html.element("li") { html in
          if let isDone = item.isDone { html.text(isDone ? "☑ " : "☐ ") }
          for block in item.blocks {
            if isTight, case .paragraph(let words) = block {
              html.inlines(words)
            } else {
              html.block(block)
            }
          }
        }
      }
    }
    guard let start else { return element("ul", [], content) }
    if start == 1 { return element("ol", [], content) }
    element("ol", [("start", String(start))], content)
  }

  private mutating func table(
    _ alignments: [Character?], _ head: [[WriteupInline]], _ rows: [[[WriteupInline]]]
  ) {
    @Sendable func attributes(_ column: Int) -> [(StaticString, String)] {
      switch alignments.indices.contains(column) ? alignments[column] : nil {
      case "r": []
      case "c": [("style", "text-align:center")]
      default: [("class", "l")]
      }
    }
    scrolling("Table: \(head.map(WriteupInline.words).joined(separator: ", "))") { html in
      html.element("table") { html in
        html.element("thead") { html in
          html.element("tr") { html in
            for (column, words) in head.enumerated() {
              html.start("th")
              html.attribute("scope", "col")
              for (name, value) in attributes(column) { html.attribute(name, value) }
              html.inlines(words)
              html.end()
            }
          }
        }
        html.element("tbody") { html in
          for row in rows {
            html.element("tr") { html in
              for (column, words) in row.enumerated() {
                html.element("td", attributes(column)) { $0.inlines(words) }
              }
            }
          }
        }
      }
    }
  }

  private mutating func figure(_ placed: PlacedFigure) {
    element("figure", [("id", placed.id)]) { html in
      html.figures(placed.figures)
      html.element("figcaption") { html in
        html.paragraph(lead: "Figure \(placed.number). ", placed.caption)
        let root = html.root
        html.links(
          [("In the report", root + placed.place)] + placed.files.map { ($0.text, root + $0.path) })
      }
    }
  }

  private mutating func table(_ placed: PlacedTable) {
    table(
      placed.table,
      as: TableCopy(
        id: placed.id, name: "Table \(placed.number)", caption: placed.caption,
        place: placed.place))
  }

  // MARK: Inlines

  fileprivate mutating func inlines(_ inlines: [WriteupInline]) {
    for inline in inlines { self.inline(inline) }
  }

  private mutating func inline(_ inline: WriteupInline) {
    switch inline {
    case .text(let text): self.text(text)
    case .code(let text): element("code", text: text)
    case .emphasis(let inner): element("em") { $0.inlines(inner) }
    case .strong(let inner): element("strong") { $0.inlines(inner) }
    case .struck(let inner): element("del") { $0.inlines(inner) }
    case .link(let href, let title, let inner):
      start("a")
      attribute("href", href)
      if !title.isEmpty { attribute("title", title) }
      inlines(inner)
      end()
    case .image(let path, let alt, let title):
      start("img")
      attribute("src", root + path)
      attribute("alt", alt)
      if !title.isEmpty { attribute("title", title) }
      end()
    case .lineBreak: element("br")
    case .formula(let nodes, let isDisplayed): math(nodes, isDisplayed: isDisplayed)
    case .footnote(let number, let mention): footnote(number, mention)
    case .citation(let citations):
      text("[")
      for (index, citation) in citations.enumerated() {
        if index > 0 { text("; ") }
        element(
          "a", [("href", "#\(ownIDs)ref-\(citation.number)")], text: String(citation.number))
        if !citation.words.isEmpty { text(", \(citation.words)") }
      }
      text("]")
    case .warning(let words): element("mark", text: words)
    }
  }

  private mutating func footnote(_ number: Int, _ mention: Int) {
    element("sup") { html in
      html.element(
        "a",
        [
          ("id", "\(html.ownIDs)fnref-\(number)-\(mention)"),
          ("href", "#\(html.ownIDs)fn-\(number)"),
        ], text: String(number))
    }
  }

  /// What the ids of the writeup at hand begin with: the first page lies in the site's own folder.
  private var ownIDs: String { root.isEmpty ? "w-" : "" }
}
