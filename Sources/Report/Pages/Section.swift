import Charts

/// Writes part of a page.
package typealias Content = @Sendable (inout MarkupWriter) -> Void

/// A part of a page: a figure, a table or words, under a heading that states its finding.
package struct Section: Sendable {
  package enum Kind: Sendable {
    /// Numbered among the figures; the drawing left, its caption right.
    case figure
    /// Numbered among the figures; small drawings over the whole width, the caption beneath.
    case panels
    /// Numbered among the tables; notes right.
    case table
    /// Numbered among the tables; over the whole width.
    case wideTable
    /// Not numbered; the word stands where the number would.
    case words(String)
  }

  /// The anchor, unique in its page and the same from build to build.
  let id: String
  let kind: Kind
  /// The finding.
  let heading: String
  /// The word for it in the page's navigation; `nil` leaves it out.
  let short: String?
  /// The figure, the table or the words.
  let body: Content
  /// The caption or the notes.
  let notes: Content?
  /// What stands beneath both.
  let after: Content?
  /// What a figure stands on, above its notes: "120 problems, n = 256".
  var basis: String?
  /// Also written as files of their own.
  let figures: [Figure]
  /// Likewise.
  let tables: [Table]

  /// - Parameter body: Writes the figures, or where there are none the tables, unless it is given.
  init(
    _ id: String, _ kind: Kind, heading: String, short: String? = nil, figures: [Figure] = [],
    tables: [Table] = [], body: Content? = nil, notes: Content? = nil, after: Content? = nil
  ) {
    self.id = id
    self.kind = kind
    self.heading = heading
    self.short = short
    self.figures = figures
    self.tables = tables
    self.body =
      body ?? { html in
        html.figures(figures)
        if figures.isEmpty { for table in tables { html.table(table) } }
      }
    self.notes = notes
    self.after = after
  }
}

/// Numbers figures and tables of one page as they come.
struct SectionNumbers {
  private var figures: Int
  private var tables: Int

  /// - Parameters: How many stand above, in the author's text.
  init(figures: Int = 0, tables: Int = 0) {
    self.figures = figures
    self.tables = tables
  }

  mutating func next(_ kind: Section.Kind) -> String {
    switch kind {
    case .figure, .panels:
      figures += 1
      return "Figure \(figures)"
    case .table, .wideTable:
      tables += 1
      return "Table \(tables)"
    case .words(let word): return word
    }
  }
}

extension Section {
  /// The section with what its figure stands on, unless it says so itself.
  func standing(on basis: String) -> Section {
    var section = self
    if section.basis == nil { section.basis = basis }
    return section
  }
}

extension MarkupWriter {
  /// Writes a section in the layout of its kind.
  mutating func section(_ section: Section, number: String) {
    let id = section.id
    let hasNotes = section.notes != nil
    let layout: String? =
      switch section.kind {
      case .table where hasNotes, .words where hasNotes: "two"
      default: nil
      }
    var attributes: [(StaticString, String)] = [("id", id), ("aria-labelledby", "\(id)-h")]
    if let layout { attributes.append(("class", layout)) }
    element("section", attributes) { html in
      switch section.kind {
      case .figure:
        html.element("figure", [("class", "row")]) { html in
          html.heading(section, number)
          html.element("div", [("class", "plot")], section.body)
          html.element("figcaption") { html in
            if let basis = section.basis { html.paragraph(basis) }
            section.notes?(&html)
            html.links(ofFigures: section.figures)
          }
        }
      case .panels:
        html.heading(section, number)
        html.element("figure") { html in
          html.element("div", [("class", "panels")], section.body)
          if let notes = section.notes { html.element("figcaption", [("class", "cap3")], notes) }
        }
      case .table, .words:
        html.heading(section, number)
        html.element("div", [("class", "body")], section.body)
        if let notes = section.notes { html.element("div", [("class", "note")], notes) }
      case .wideTable:
        html.heading(section, number)
        section.body(&html)
        if let notes = section.notes { html.element("div", [("class", "note below")], notes) }
      }
      section.after?(&html)
    }
  }

  /// Each figure as a file of its own and as LaTeX; of several, by the last word of their ids.
  private mutating func links(ofFigures all: [Figure]) {
    let figures = all.filter { $0.size.className != "n" }
    links(
      figures.flatMap { figure in
        let name = figures.count == 1 ? "" : " \(figure.id.split(separator: "-").last ?? "")"
        return [
          ("SVG\(name)", "\(root)figures/\(figure.id).svg"),
          ("LaTeX\(name)", "\(root)figures/\(figure.id).tex"),
        ]
      })
  }

  private mutating func heading(_ section: Section, _ number: String) {
    element("div", [("class", "sec")]) { html in
      html.element("p", [("class", "no")]) { html in
        html.element("a", [("href", "#\(section.id)")], text: number)
      }
      html.element("h2", [("id", "\(section.id)-h")], text: section.heading)
    }
  }
}
