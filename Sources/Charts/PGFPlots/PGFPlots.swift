extension Figure {
  /// The figure as pgfplots source, for papers that want its words in their own font: the curves, their
  /// bands and markers are `\addplot` commands in data units, so that an author can change them; what
  /// else is drawn stands over the axis as TikZ. `nil` where a mark has no such form: figures of
  /// rows, columns or heat, and axes with a fold.
  ///
  /// It needs `\usepackage{pgfplots}` and `\pgfplotsset{compat=1.16}` or later. Words keep the size
  /// of the drawing: at 84 mm a figure of 352 px has words of 7.8 and 8.1 pt.
  ///
  /// - Parameter millimetres: The width of the whole picture, at least 20.
  /// - Complexity: O(*n*) in what is drawn.
  public func pgfplots(millimetres: Double) -> String? {
    precondition(millimetres >= 20, "a picture of \(millimetres) mm")
    let layout = FigureLayout(self)
    let marks = layout.panels.map { $0.panel.marks.compactMap { $0 as? any PGFMark } }
    let isWhole = zip(layout.panels, marks).allSatisfy { $0.panel.marks.count == $1.count }
    let isPlain = layout.panels.allSatisfy { !$0.panel.y.isRows && $0.scales.x.kind.hasPGFMode }
    guard isWhole, isPlain else { return nil }
    // TeX's points: 72.27 an inch.
    var writer = PGFWriter(scale: millimetres / 25.4 * 72.27 / size.width)
    writer.write("\\path[use as bounding box] (0pt,0pt) rectangle \(corner(layout, writer));")
    layout.legend.draw(over: &writer)
    for (index, placed) in layout.panels.enumerated() {
      let isLast = index == layout.panels.count - 1
      placed.plot(marks[index], xTicks: layout.xTicks, isLabelled: isLast, into: &writer)
    }
    for plumb in plumbs {
      for (upper, lower) in zip(layout.panels, layout.panels.dropFirst()) {
        let x = upper.scales.x(plumb.x)
        writer.line(
          plumb.isOpen ? "passcurve rule, dotted" : "passcurve rule",
          Point(x, upper.scales.frame.bottom), Point(x, lower.scales.frame.top))
      }
    }
    for (placed, marks) in zip(layout.panels, marks) {
      for layer in Layer.allCases {
        for mark in marks where mark.layer == layer { mark.draw(placed.scales, over: &writer) }
      }
      placed.words(over: &writer)
    }
    writer.text(layout.xTitle, .tick, at: Point(0, layout.xTitleY))
    return source(writer)
  }

  private func corner(_ layout: FigureLayout, _ writer: PGFWriter) -> String {
    writer.place(Point(size.width, layout.height))
  }

  private func source(_ writer: PGFWriter) -> String {
    let head = [
      "% \(LaTeX.comment(title)); needs \\usepackage{pgfplots} and \\pgfplotsset{compat=1.16}",
      "\\begingroup",
      "\\definecolor{passcurve grid}{HTML}{\(Theme.light.grid.dropFirst().uppercased())}",
      "\\definecolor{passcurve axis}{HTML}{\(Theme.light.axis.dropFirst().uppercased())}",
    ]
    let begin = [
      "\\begin{tikzpicture}[passcurve rule/.style={draw=black, line width=0.5pt},",
      "  passcurve axis/.style={draw=passcurve axis, line width=0.5pt}]",
    ]
    let end = ["\\end{tikzpicture}%", "\\endgroup"]
    return (head + writer.definitions + begin + writer.lines + end).joined(separator: "\n") + "\n"
  }
}

extension AxisKind {
  fileprivate var hasPGFMode: Bool {
    switch self {
    case .linear, .log2, .log10: true
    case .logit, .folded: false
    }
  }

  /// The options of an axis with this scale.
  fileprivate func pgfMode(_ name: String) -> String? {
    switch self {
    case .log2: "\(name)mode=log, log basis \(name)=2"
    case .log10: "\(name)mode=log, log basis \(name)=10"
    default: nil
    }
  }

  /// A domain of one value has no width; it lies in the middle of this one.
  fileprivate func widened(_ domain: ClosedRange<Double>) -> ClosedRange<Double> {
    guard domain.lowerBound == domain.upperBound else { return domain }
    let value = domain.lowerBound
    return isLog ? value / 2...value * 2 : value - 1...value + 1
  }
}

extension FigureLayout.PlacedPanel {
  /// The axis with its grid, ticks and plots.
  fileprivate func plot(
    _ marks: [any PGFMark], xTicks: [Tick], isLabelled: Bool, into writer: inout PGFWriter
  ) {
    let frame = scales.frame
    let x = scales.x.kind.widened(scales.x.domain)
    let y = scales.y.kind == .logit ? scales.y.domain : scales.y.kind.widened(scales.y.domain)
    var axis = PGFAxis(writer, panel.y, domain: y)
    let shown = xTicks.filter { x.contains($0.value) }
    let labels = shown.map { isLabelled ? $0.label ?? "" : "" }
    let font = writer.font(Ink.tick.font.size)
    let options: [String?] = [
      "at={\(writer.place(Point(scales.x.start, scales.y.start)))}, anchor=south west",
      "scale only axis, width=\(writer.points(scales.x.end - scales.x.start)), height=\(writer.points(scales.y.start - scales.y.end))",
      scales.x.kind.pgfMode("x"), scales.y.kind.pgfMode("y"),
      "xmin=\(PGFAxis.number(x.lowerBound)), xmax=\(PGFAxis.number(x.upperBound))",
      "ymin=\(axis.height(y.lowerBound)), ymax=\(axis.height(y.upperBound))",
      "xtick={\(shown.map { PGFAxis.number($0.value) }.joined(separator: ","))}",
      "xticklabels={\(labels.map(Self.label).joined(separator: ","))}",
      "ytick={\(yTicks.map { axis.height($0.value) }.joined(separator: ","))}",
      "yticklabels={\(yTicks.map { Self.label($0.label ?? "") }.joined(separator: ","))}",
      "tick label style={font=\(font)}, minor tick num=0, tick align=outside",
      "axis x line*=bottom, axis y line*=left, separate axis lines, y axis line style={draw=none}",
      "x axis line style={passcurve axis}, xtick style={passcurve axis}, ytick style={draw=none}",
      "ymajorgrids, grid style={draw=passcurve grid, line width=0.5pt}, clip=false",
    ]
    axis.writer.write("\\begin{axis}[")
    for option in options.compactMap(\.self) { axis.writer.write("  \(option),") }
    axis.writer.write("]")
    for layer in Layer.allCases {
      for mark in marks where mark.layer == layer { mark.plot(into: &axis) }
    }
    axis.writer.write("\\end{axis}")
    writer = axis.writer
    // The axis of our own drawing runs on below the names of y.
    writer.line(
      "passcurve axis", Point(scales.x.end, scales.y.start), Point(frame.right, scales.y.start))
  }

  /// In braces, so that a comma is no separator.
  private static func label(_ text: String) -> String { "{\(LaTeX.text(text))}" }

  /// Its title, its notes and the names of its series.
  fileprivate func words(over writer: inout PGFWriter) {
    var left = 0.0
    if let title {
      writer.text(title, .strong, at: Point(0, titleY))
      left = TextMetrics.width(of: title, size: 12, weight: .bold) + 8
    }
    if let rangeNote {
      writer.text(rangeNote, .quiet, at: Point(left, titleY))
    }
    for note in notes {
      for (index, line) in note.lines.enumerated() {
        let y = note.frame.top + PlacedNote.pitch * (Double(index) + 0.5)
        writer.text(
          line.text, line.ink, at: Point(note.isBefore ? note.frame.right : note.frame.left, y),
          anchor: note.isBefore ? "east" : "west",
          look: "fill=white, fill opacity=0.75, text opacity=1")
      }
    }
    for label in endLabels {
      let color = writer.color(of: label.style)
      if let (from, to) = label.leader { writer.line("\(color), line width=0.5pt", from, to) }
      writer.text(
        label.text, .label, at: label.place, look: "text=\(color)")
    }
  }
}

extension Legend {
  fileprivate func draw(over writer: inout PGFWriter) {
    for entry in entries {
      let end = Point(entry.place.x + Self.swatch, entry.place.y)
      writer.line(writer.line(entry.style), entry.place, end)
      if let marker = entry.style.marker {
        writer.marker(
          marker, entry.style, at: Point(entry.place.x + Self.swatch / 2, entry.place.y))
      }
      writer.text(
        entry.text, .label, at: Point(end.x + 6, entry.place.y),
        look: "text=\(writer.color(of: entry.style))")
    }
  }
}
