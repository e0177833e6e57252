/// Draws in px, in one of two serialisations of the same geometry.
package struct SVGWriter: ~Copyable {
  package enum Form: Sendable {
    /// Classes and the page's variables, one decimal. Where a script may move what is drawn, paths
    /// have positions, which it reads with ease; else they are as short as can be.
    case inline(isMovable: Bool)
    /// Presentation attributes with resolved colours, two decimals.
    case standalone(Theme)
  }

  private let form: Form
  /// What the figure's own ids begin with.
  private let id: String
  private var markup: MarkupWriter
  private var style: SeriesStyle?

  package init(_ form: Form, id: String = "", writingInto markup: consuming MarkupWriter) {
    self.form = form
    self.id = id
    self.markup = markup
  }

  package consuming func finish() -> MarkupWriter { markup }

  /// An empty path in this form's precision.
  package var pathData: PathData {
    guard case .inline(isMovable: true) = form else { return shortPathData }
    return PathData(decimals: decimals, isAbsolute: true)
  }

  /// Likewise, for what has too many strokes to be moved by a script: always as short as can be.
  var shortPathData: PathData { PathData(decimals: decimals) }

  /// Draws what belongs to a series: its group gives the colour and the dash.
  package mutating func series(_ style: SeriesStyle, _ draw: (inout SVGWriter) -> Void) {
    if case .inline = form {
      markup.start("g")
      markup.attribute("class", style.className)
    }
    self.style = style
    draw(&self)
    self.style = nil
    if case .inline = form { markup.end() }
  }

  /// Draws what tells of several series at once, so that a page can hide it with any of them.
  package mutating func group(of styles: [SeriesStyle], _ draw: (inout SVGWriter) -> Void) {
    guard case .inline = form, !styles.isEmpty else { return draw(&self) }
    markup.start("g")
    markup.attribute("data-of", styles.map(\.className).joined(separator: " "))
    draw(&self)
    markup.end()
  }

  /// Whether lines have their markers themselves.
  var hasMarkedLines: Bool {
    if case .inline = form { return true }
    return false
  }

  /// Draws a path, unless it is empty.
  ///
  /// - Parameter isMarked: Whether the series' marker stands on each vertex, where lines have them.
  package mutating func path(_ ink: Ink, _ data: PathData, isMarked: Bool = false) {
    if data.isEmpty { return }
    markup.start("path")
    look(ink)
    if isMarked, hasMarkedLines, let style {
      markup.attribute("style", "marker:url(#\(id)-\(style.key))")
    }
    markup.attribute("d", data.text)
    markup.end()
  }

  /// Defines the markers that lines refer to.
  mutating func markers(of styles: [SeriesStyle]) {
    guard hasMarkedLines, !styles.isEmpty else { return }
    markup.start("defs")
    for style in styles {
      guard let marker = style.marker else { continue }
      var path = pathData
      marker.append(to: &path, at: Point(0, 0))
      markup.start("marker")
      markup.attribute("id", "\(id)-\(style.key)")
      markup.attribute("class", style.className)
      markup.attribute("markerUnits", "userSpaceOnUse")
      markup.attribute("overflow", "visible")
      markup.element("path", [("class", "mk"), ("d", path.text)])
      markup.end()
    }
    markup.end()
  }

  package mutating func circle(_ ink: Ink, _ center: Point, radius: Double) {
    var path = pathData
    path.circle(center.x, center.y, radius: radius)
    self.path(ink, path)
  }

  package mutating func rectangle(_ ink: Ink, _ frame: Frame) {
    markup.start("rect")
    look(ink)
    markup.attribute("x", number(frame.left))
    markup.attribute("y", number(frame.top))
    markup.attribute("width", number(frame.width))
    markup.attribute("height", number(frame.height))
    markup.end()
  }

  package enum Anchor: Sendable { case start, middle, end }

  /// Writes one line of text, its middle at the height of the point. With a halo it has an outline
  /// in the colour of the ground: on a page beneath its fill, standalone as a second text beneath
  /// (`paint-order` does not reach paper).
  package mutating func text(
    _ text: String, _ ink: Ink, at point: Point, anchor: Anchor = .start, halo: Bool = false,
    extraClass: String? = nil
  ) {
    if halo, case .standalone(let theme) = form { self.halo(text, ink, at: point, anchor, theme) }
    markup.start("text")
    switch form {
    case .inline:
      let names = [ink.className, anchor.className, halo ? "halo" : nil, extraClass]
        .compactMap(\.self)
      markup.attribute("class", names.joined(separator: " "))
    case .standalone:
      look(ink)
      if let name = anchor.attribute { markup.attribute("text-anchor", name) }
    }
    place(point)
    markup.text(text)
    markup.end()
  }

  private mutating func halo(
    _ text: String, _ ink: Ink, at point: Point, _ anchor: Anchor, _ theme: Theme
  ) {
    markup.start("text")
    markup.attribute("fill", "none")
    markup.attribute("stroke", theme.ground)
    markup.attribute("stroke-width", "4")
    markup.attribute("stroke-linejoin", "round")
    if let name = anchor.attribute { markup.attribute("text-anchor", name) }
    markup.attribute("font-size", SVGNumber(ink.font.size, decimals: 1).text)
    if ink.font.weight == .bold { markup.attribute("font-weight", "600") }
    place(point)
    markup.text(text)
    markup.end()
  }

  private mutating func place(_ point: Point) {
    markup.attribute("x", number(point.x))
    markup.attribute("y", number(point.y))
    // On a page the style sheet does this for all.
    if case .standalone = form { markup.attribute("dy", ".35em") }
  }

  /// The look of an element: first its class or its attributes, then whose data it is.
  private mutating func look(_ ink: Ink) {
    switch form {
    case .inline: markup.attribute("class", ink.className)
    case .standalone(let theme):
      for (name, value) in ink.attributes(theme, style) { markup.attribute(name, value) }
    }
    if let style,
      ink == .line || ink == .whisker || ink == .hollow || ink == .range || ink == .column
        || ink == .thick
        || ink == .hollowColumn
    {
      markup.attribute("data-series", style.className)
    }
  }

  private func number(_ value: Double) -> String { SVGNumber(value, decimals: decimals).text }

  private var decimals: Int {
    switch form {
    case .inline: 1
    case .standalone: 2
    }
  }
}

extension SVGWriter.Anchor {
  fileprivate var className: String? {
    switch self {
    case .start: nil
    case .middle: "m"
    case .end: "e"
    }
  }

  fileprivate var attribute: String? {
    switch self {
    case .start: nil
    case .middle: "middle"
    case .end: "end"
    }
  }
}
