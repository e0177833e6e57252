import Charts
import EvalLogs

/// One form in which a figure or a table is handed to another program.
///
/// To add one: a line in `Fragments.all`. The help, the docs and the tests are derived from it.
package struct Fragment: Sendable {
  /// How it is asked for, as in `--format svg`.
  package let name: String
  /// In a few words.
  package let says: String
  /// `nil` where figures have no such form.
  let figure: (@Sendable (Figure, Options) throws(ReportError) -> [UInt8])?
  /// `nil` where tables have no such form.
  let table: (@Sendable (Table, Options) -> [UInt8])?

  package var takesFigures: Bool { figure != nil }
  package var takesTables: Bool { table != nil }

  /// How it is made.
  package struct Options: Sendable {
    package var isDark = false
    /// The width on paper, mm.
    package var millimetres: Double?
    /// Whether LaTeX tables align numbers by siunitx.
    package var usesSIunitx = false
    package var theme = ReportTheme()
    package var converter: VectorConverter?

    package init() {}

    var colors: Theme { isDark ? theme.dark : theme.light }

    func svg(_ figure: Figure) -> [UInt8] {
      millimetres.map { figure.standalone(colors, millimetres: $0) } ?? figure.standalone(colors)
    }
  }
}

/// Makes PDF or PNG of an SVG.
package struct VectorConverter: Sendable {
  package enum Form: String, Sendable { case pdf, png }

  /// - Returns: `nil` where it cannot.
  package let convert: @Sendable (_ svg: [UInt8], _ form: Form) -> [UInt8]?

  package init(_ convert: @escaping @Sendable (_ svg: [UInt8], _ form: Form) -> [UInt8]?) {
    self.convert = convert
  }

  /// - Throws: `ReportError` where there is no converter, or it fails.
  static func convert(
    _ svg: [UInt8], to form: Form, by converter: VectorConverter?
  ) throws(ReportError) -> [UInt8] {
    guard let converter else {
      throw ReportError(
        .output, "\(form.rawValue.uppercased()) needs rsvg-convert, which is not there",
        remedy: "Install it: apt-get install librsvg2-bin. SVG needs nothing.")
    }
    guard let bytes = converter.convert(svg, form) else {
      throw ReportError(.output, "rsvg-convert cannot make \(form.rawValue) of this figure")
    }
    return bytes
  }
}

package enum Fragments {
  package static let all: [Fragment] = [
    Fragment(
      name: "svg", says: "a drawing with its colours resolved",
      figure: { figure, options throws(ReportError) in options.svg(figure) }, table: nil),
    Fragment(
      name: "pdf", says: "a vector drawing for LaTeX, fonts embedded",
      figure: { figure, options throws(ReportError) in
        try VectorConverter.convert(options.svg(figure), to: .pdf, by: options.converter)
      }, table: nil),
    Fragment(
      name: "png", says: "a picture",
      figure: { figure, options throws(ReportError) in
        try VectorConverter.convert(options.svg(figure), to: .png, by: options.converter)
      }, table: nil),
    Fragment(
      name: "tikz", says: "pgfplots source in the paper’s font, of figures of curves",
      figure: { figure, options throws(ReportError) in
        let width = options.millimetres ?? PaperWidth.natural(of: figure)
        guard let source = figure.pgfplots(millimetres: width) else {
          throw ReportError(
            .usage, "figure \(figure.id) has no pgfplots form",
            remedy: "Figures of curves have one; take pdf.")
        }
        return Array(source.utf8)
      }, table: nil),
    Fragment(
      name: "html", says: "to include in a page",
      figure: { figure, options throws(ReportError) in Array(figure.html(options).utf8) },
      table: { table, _ in Array(table.html.utf8) }),
    Fragment(
      name: "md", says: "a pipe table", figure: nil,
      table: { table, _ in Array(table.markdown.utf8) }),
    Fragment(
      name: "csv", says: "numbers unrounded", figure: nil,
      table: { table, _ in Array(table.csv.utf8) }),
    Fragment(
      name: "tex", says: "a float: the figure’s with its caption, the table itself",
      figure: { figure, _ throws(ReportError) in Array(figure.latex.utf8) },
      table: { table, options in
        Array((options.usesSIunitx ? table.siunitx : table.latex).utf8)
      }),
  ]

  /// A figure in a form.
  ///
  /// - Throws: `ReportError` where there is no such figure or form.
  package static func figure(
    _ id: String, _ name: String, of exhibits: Exhibits, _ options: Fragment.Options
  ) throws(ReportError) -> [UInt8] {
    let form = try form(name, of: "figure", among: all.filter(\.takesFigures))
    var figure = try exhibits.figure(id)
    if let width = options.millimetres, width < PaperWidth.double.millimetres / 2 + 40 {
      figure = exhibits.columnDrawing(of: figure)
    }
    return try form.figure?(figure, options) ?? []
  }

  /// A table in a form.
  ///
  /// - Throws: `ReportError` where there is no such table or form.
  package static func table(
    _ id: String, _ name: String, of exhibits: Exhibits, _ options: Fragment.Options
  ) throws(ReportError) -> [UInt8] {
    let form = try form(name, of: "table", among: all.filter(\.takesTables))
    return form.table?(try exhibits.table(id), options) ?? []
  }

  private static func form(
    _ name: String, of what: String, among forms: [Fragment]
  ) throws(ReportError) -> Fragment {
    guard let form = forms.first(where: { $0.name == name }) else {
      throw ReportError(
        .usage, "a \(what) has no form '\(name)'",
        remedy: "It has \(forms.map(\.name).joined(separator: ", ")).")
    }
    return form
  }
}

extension Figure {
  /// A figure element that any page can include; the drawing is within it.
  fileprivate func html(_ options: Fragment.Options) -> String {
    var html = MarkupWriter(.html)
    html.element("figure", [("id", id)]) { html in
      html.element(
        "img",
        [
          ("src", DataLink.of(options.svg(self), path: "\(id).svg")),
          ("alt", "\(title). \(description)"),
        ])
      html.element("figcaption", text: title)
    }
    return html.string + "\n"
  }
}
