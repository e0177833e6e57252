/// Writes TikZ in px of the drawing, y downwards; a px is as many points as make the width asked for.
struct PGFWriter {
  /// Points a px.
  let scale: Double
  private(set) var lines: [String] = []
  private var colors: [SeriesStyle] = []

  init(scale: Double) { self.scale = scale }

  /// What the picture needs before it begins: a colour for each series drawn.
  var definitions: [String] {
    colors.map { style in
      let hex = Theme.light.color(of: style).dropFirst().uppercased()
      return "\\definecolor{passcurve \(style.key)}{HTML}{\(hex)}"
    }
  }

  mutating func write(_ line: String) { lines.append(line) }

  // MARK: Looks

  mutating func color(of style: SeriesStyle) -> String {
    if !colors.contains(style) { colors.append(style) }
    return "passcurve \(style.key)"
  }

  /// A curve: colour and dash.
  mutating func line(_ style: SeriesStyle) -> String {
    let width = style == .muted ? "0.8pt" : "1.2pt"
    var look = "\(color(of: style)), line width=\(width), line join=round"
    if !style.dash.isEmpty {
      let parts = style.dash.enumerated().map { index, length in
        "\(index.isMultiple(of: 2) ? "on" : "off") \(points(length))"
      }
      look += ", dash pattern=\(parts.joined(separator: " "))"
    }
    return look
  }

  /// A marker: its shape and its rim, white so that markers tell apart where they meet.
  mutating func mark(_ marker: Marker, _ style: SeriesStyle, isHollow: Bool = false) -> String {
    let color = color(of: style)
    let (shape, size, extra): (String, Double, String) =
      switch marker {
      case .circle: ("*", 4, "")
      case .square: ("square*", 3.6, "")
      case .triangleUp: ("triangle*", 5.2, "")
      case .diamond: ("diamond*", 5.2, "")
      case .cross: ("+", 4.4, "")
      case .triangleDown: ("triangle*", 5.2, ", rotate=180")
      }
    let rim =
      isHollow
      ? "fill=white, draw=\(color), line width=1pt"
      : marker == .cross
        ? "draw=\(color), line width=1.6pt" : "fill=\(color), draw=white, line width=0.6pt"
    return
      "mark=\(shape), mark size=\(points(size)), mark options={solid, \(rim)\(extra)}"
  }

  // MARK: Shapes, in px

  mutating func line(_ look: String, _ from: Point, _ to: Point) {
    write("\\draw[\(look)] \(place(from)) -- \(place(to));")
  }

  mutating func rectangle(_ look: String, _ from: Point, _ to: Point) {
    write("\\path[\(look)] \(place(from)) rectangle \(place(to));")
  }

  mutating func circle(_ look: String, _ center: Point, radius: Double) {
    write("\\draw[\(look)] \(place(center)) circle[radius=\(points(radius))];")
  }

  mutating func marker(_ marker: Marker, _ style: SeriesStyle, at point: Point) {
    write("\\path plot[\(mark(marker, style))] coordinates {\(place(point))};")
  }

  /// One line of text, its middle at the height of the point.
  mutating func text(
    _ text: String, _ ink: Ink, at point: Point, anchor: String = "west", look: String? = nil
  ) {
    let font = "font=\(font(ink.font.size))\(ink.font.weight == .bold ? "\\bfseries" : "")"
    let options = ["anchor=\(anchor)", "inner sep=0pt", font, look].compactMap(\.self)
    write("\\node[\(options.joined(separator: ", "))] at \(place(point)) {\(LaTeX.text(text))};")
  }

  /// A font of so many px.
  func font(_ size: Double) -> String {
    "\\fontsize{\(Self.number(size * scale))}{\(Self.number(size * scale * 1.2))}\\selectfont"
  }

  func place(_ point: Point) -> String { "(\(points(point.x)),\(points(-point.y)))" }

  func points(_ px: Double) -> String { Self.number(px * scale) + "pt" }

  static func number(_ value: Double) -> String { SVGNumber(value, decimals: 2).text }
}

/// One panel's axis: plots in data units.
struct PGFAxis {
  var writer: PGFWriter
  private let y: YAxis
  private let domain: ClosedRange<Double>

  init(_ writer: PGFWriter, _ y: YAxis, domain: ClosedRange<Double>) {
    (self.writer, self.y, self.domain) = (writer, y, domain)
  }

  mutating func plot(_ look: String, _ points: [DataPoint], isArea: Bool = false) {
    let places = points.map { "(\(Self.number($0.x)),\(height($0.y)))" }.joined(separator: " ")
    writer.write(
      "\\addplot[\(look), forget plot] coordinates {\(places)}\(isArea ? " -- cycle" : "");")
  }

  /// A value as the axis has it: shares in percent, on a logit axis their logits.
  func height(_ value: Double) -> String {
    switch y {
    case .probability, .zoomedProbability, .closeUp, .difference: Self.number(value * 100)
    case .logit:
      Self.number(
        logarithm(min(max(value, domain.lowerBound), domain.upperBound))
          - logarithm(1 - min(max(value, domain.lowerBound), domain.upperBound)))
    default: Self.number(value)
    }
  }

  private func logarithm(_ value: Double) -> Double { logarithm2(value) }

  static func number(_ value: Double) -> String { SVGNumber(value, decimals: 6).text }
}
