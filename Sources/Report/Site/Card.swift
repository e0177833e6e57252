import Charts

/// The report as a picture for elsewhere, 1200 × 630: its title, its finding, and the curves of its
/// first benchmark.
struct Card {
  let svg: [UInt8]

  private static let size = (width: 1200.0, height: 630.0)
  private static let margin = 64.0

  init(_ pages: [Page], _ edition: Edition, _ theme: Theme) {
    let first = pages.first { $0.path == "index.html" }
    let title = first?.title ?? edition.results.study.title
    let lede = first?.lede ?? ""
    let figure = Self.figure(pages)
    let width = figure == nil ? Self.size.width - 2 * Self.margin : 500.0
    let heading = Self.lines(title, width: width, size: 42, most: 4)
    let finding = Self.lines(lede, width: width, size: 23, most: heading.count > 2 ? 7 : 9)
    var svg = MarkupWriter(.xml)
    svg.element(
      "svg",
      [
        ("xmlns", "http://www.w3.org/2000/svg"), ("viewBox", "0 0 1200 630"), ("width", "1200"),
        ("height", "630"), ("role", "img"), ("aria-labelledby", "card-t card-d"),
        ("font-family", theme.fonts),
      ]
    ) { svg in
      svg.element("title", [("id", "card-t")], text: title)
      svg.element("desc", [("id", "card-d")], text: lede)
      svg.element("rect", [("width", "1200"), ("height", "630"), ("fill", theme.ground)])
      var y = Self.margin + 38
      svg.write(heading, y: &y, size: 42, color: theme.ink)
      y += 18
      svg.write(finding, y: &y, size: 23, color: theme.quiet)
      svg.element(
        "text",
        [
          ("x", "64"), ("y", "580"), ("font-size", "20"), ("fill", theme.muted),
        ], text: "passcurve report \(edition.provenance.short)")
      if let figure { Self.place(figure, theme, into: &svg) }
    }
    self.svg = svg.bytes
  }

  /// A small drawing of curves: one that is made for a narrow place.
  private static func figure(_ pages: [Page]) -> Figure? {
    let first = pages.first { $0.path == "index.html" }?.sections.flatMap(\.figures) ?? []
    let benchmark = pages.first { $0.path.hasPrefix("benchmarks/") }?.sections.flatMap(\.figures)
    return (first + (benchmark ?? [])).first { $0.size.width < 500 } ?? benchmark?.first
  }

  private static func place(_ figure: Figure, _ theme: Theme, into svg: inout MarkupWriter) {
    let room = (width: 500.0, height: size.height - 2 * margin)
    let scale = min(room.width / figure.size.width, room.height / figure.drawnHeight)
    let left = size.width - margin - figure.size.width * scale
    let top = (size.height - figure.drawnHeight * scale) / 2
    let numbers = [left, top, scale].map { SVGNumber($0, decimals: 3).text }
    svg.element(
      "g", [("transform", "translate(\(numbers[0]) \(numbers[1])) scale(\(numbers[2]))")]
    ) { svg in figure.draw(theme, into: &svg) }
  }

  /// The text in lines no wider than `width`; what does not fit into the last ends in an ellipsis.
  static func lines(_ text: String, width: Double, size: Double, most: Int) -> [String] {
    let measure = { (text: String) in TextMetrics.width(of: text, size: size) }
    var lines: [String] = []
    var line = ""
    var words = LabelText.oneLine(text).split(separator: " ").map(String.init)[...]
    while let word = words.first {
      let longer = line.isEmpty ? word : "\(line) \(word)"
      if measure(longer) <= width {
        line = longer
        words.removeFirst()
      } else if lines.count == most - 1 {
        let rest = ([line] + words).filter { !$0.isEmpty }.joined(separator: " ")
        return lines + [cut(rest, measure, width)]
      } else if line.isEmpty {
        // A word wider than the line.
        lines.append(cut(word, measure, width))
        words.removeFirst()
      } else {
        lines.append(line)
        line = ""
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }

  private static func cut(_ text: String, _ measure: (String) -> Double, _ width: Double) -> String
  {
    guard measure(text) > width else { return text }
    var result = ""
    var used = measure(LabelText.ellipsis)
    for character in text {
      used += measure(String(character))
      if used > width { break }
      result.append(character)
    }
    while result.last == " " { result.removeLast() }
    return result + LabelText.ellipsis
  }
}

extension MarkupWriter {
  fileprivate mutating func write(
    _ lines: [String], y: inout Double, size: Double, color: String
  ) {
    for line in lines {
      element(
        "text",
        [
          ("x", "64"), ("y", SVGNumber(y, decimals: 1).text),
          ("font-size", SVGNumber(size, decimals: 1).text), ("fill", color),
        ], text: line)
      y += size * 1.3
    }
  }
}
