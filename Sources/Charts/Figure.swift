/// A figure as a value: stacked panels over one x axis. It is written in two forms that hold the
/// same geometry, inline for a page and standalone for paper.
///
/// ```swift
/// let figure = Figure.curves(
///   id: "pass-at-k", title: "pass@k of two runs", description: "They cross at 36.",
///   size: .wideSingle, xTitle: "k, samples a problem (log scale)", curves: [base, tuned])
/// let bytes = figure.standalone(.light)
/// ```
///
/// The same figure gives the same bytes, whatever the machine, its locale or its clock.
public struct Figure: Sendable {
  /// A slug unique in the page, of ASCII letters, digits, `-`, `_` and `.`; anything else, or
  /// nothing, is an error.
  public let id: String
  /// What it is, for those who do not see it.
  public let title: String
  /// The finding in words, for those who do not see it.
  public let description: String
  /// Of the drawing.
  public let size: FigureSize
  package let x: XAxis
  package let panels: [Panel]
  /// Crossings whose plumb lines go on through the gaps between panels.
  package let plumbs: [Plumb]

  package struct Plumb: Hashable, Sendable {
    package let x: Double
    package let isOpen: Bool
    /// Whose curves cross.
    package let of: [SeriesStyle]

    package init(x: Double, isOpen: Bool, of: [SeriesStyle] = []) {
      (self.x, self.isOpen, self.of) = (x, isOpen, of)
    }
  }

  package init(
    id: String, title: String, description: String, size: FigureSize, x: XAxis, panels: [Panel],
    plumbs: [Plumb] = []
  ) {
    precondition(
      !id.isEmpty
        && id.utf8.allSatisfy {
          UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0
            || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || "-_.".utf8.contains($0)
        }, "figure id \(id)")
    precondition(!panels.isEmpty, "a figure without panels")
    self.id = id
    self.title = title
    self.description = description
    self.size = size
    self.x = x
    self.panels = panels
    self.plumbs = plumbs
  }

  /// Writes the inline form where the writer stands: classes of the page's style sheet, one
  /// decimal.
  package func write(into markup: inout MarkupWriter) {
    let layout = FigureLayout(self)
    let names = ["fig", size.className].compactMap(\.self).joined(separator: " ")
    let attributes: [(StaticString, String)] = [
      ("class", names), ("viewBox", viewBox(layout.height, margin: 0)),
    ]
    root(
      &markup, attributes,
      width: number(size.width), height: number(layout.height))
    let readings = layout.readings(of: self)
    if let readings { markup.element("metadata", text: readings) }
    draw(layout, .inline(isMovable: readings != nil), into: &markup)
    markup.end()
  }

  /// The inline form, as markup for an HTML page that holds ``styleSheet(light:dark:)``: classes
  /// instead of colours, so that it follows the page's scheme, and what a script needs to answer a
  /// touch, in `metadata`. At most 16 kB for six curves of eleven values with their differences.
  ///
  /// - Complexity: O(*n*) in what is drawn.
  public var inline: String {
    var markup = MarkupWriter(.html)
    write(into: &markup)
    return markup.string
  }

  /// The standalone form: a document of its own with resolved colours, two decimals, an opaque
  /// ground and a margin of 16 px, for browsers, librsvg, CairoSVG and paper alike.
  ///
  /// - Returns: UTF-8.
  /// - Complexity: O(*n*) in what is drawn.
  public func standalone(_ theme: Theme = .light) -> [UInt8] {
    document(theme, margin: 16) { number($0) }
  }

  /// The standalone form for paper: without a margin, and as wide as a column.
  ///
  /// - Parameter millimetres: More than 0; words grow and shrink with it.
  /// - Returns: UTF-8.
  public func standalone(_ theme: Theme = .light, millimetres: Double) -> [UInt8] {
    precondition(millimetres > 0, "a figure of \(millimetres) mm")
    let scale = millimetres / size.width
    return document(theme, margin: 0) { number($0 * scale) + "mm" }
  }

  /// - Parameter length: A length in px, as the root has it.
  private func document(
    _ theme: Theme, margin: Double, _ length: (Double) -> String
  ) -> [UInt8] {
    let layout = FigureLayout(self)
    let (width, height) = (size.width + 2 * margin, layout.height + 2 * margin)
    var markup = MarkupWriter(.xml)
    root(
      &markup,
      [
        ("viewBox", viewBox(layout.height, margin: margin)), ("font-family", theme.fonts),
      ],
      width: length(width), height: length(height))
    markup.element(
      "rect",
      [
        ("x", number(-margin)), ("y", number(-margin)), ("width", number(width)),
        ("height", number(height)), ("fill", theme.ground),
      ])
    draw(layout, .standalone(theme), into: &markup)
    markup.end()
    return markup.bytes
  }

  private func root(
    _ markup: inout MarkupWriter, _ attributes: [(StaticString, String)], width: String,
    height: String
  ) {
    markup.start("svg")
    markup.attribute("xmlns", "http://www.w3.org/2000/svg")
    for (name, value) in attributes { markup.attribute(name, value) }
    markup.attribute("width", width)
    markup.attribute("height", height)
    markup.attribute("role", "img")
    markup.attribute("aria-labelledby", "\(id)-t \(id)-d")
    markup.element("title", [("id", "\(id)-t")], text: title)
    markup.element("desc", [("id", "\(id)-d")], text: description)
  }

  private func viewBox(_ height: Double, margin: Double) -> String {
    [-margin, -margin, size.width + 2 * margin, height + 2 * margin]
      .map(number).joined(separator: " ")
  }

  private func number(_ value: Double) -> String { SVGNumber(value, decimals: 1).text }

  func draw(
    _ layout: FigureLayout, _ form: SVGWriter.Form, into markup: inout MarkupWriter
  ) {
    var svg = SVGWriter(form, id: id, writingInto: markup)
    layout.draw(self, into: &svg)
    markup = svg.finish()
  }
}
