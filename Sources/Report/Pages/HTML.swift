import Charts
import Stats

/// A cell of a table: a number over its interval, words, or a reason why there is no number.
enum Cell: Sendable {
  case number(String, limits: String?, strong: Bool)
  case words(String)
  case none(String)

  /// A share in percent with its interval.
  static func share(_ point: CurvePoint?) -> Cell {
    guard let point else { return .none("–") }
    if let estimate = point.estimate {
      return .number(
        Phrase.percent(estimate, point.interval), limits: point.interval.map(Phrase.limits),
        strong: false)
    }
    if let bounds = point.bounds {
      return .number(
        "\(Phrase.percent(bounds.lowerBound, point.interval)) to \(Phrase.percent(bounds.upperBound, point.interval))",
        limits: point.interval.map(Phrase.limits), strong: false)
    }
    return .none("k > n")
  }

  /// A difference in points with its interval, bold where its claim holds for all of the report.
  static func difference(_ point: PairedDifference.Point?, strong: Bool) -> Cell {
    guard let point, let interval = point.interval else { return .none("–") }
    guard let difference = point.difference else {
      let range = point.bounds.map {
        "\(Phrase.signed($0.lowerBound, interval)) to \(Phrase.signed($0.upperBound, interval))"
      }
      return .number(range ?? "–", limits: Phrase.limits(interval), strong: strong)
    }
    return .number(
      Phrase.signed(difference, interval), limits: Phrase.limits(interval), strong: strong)
  }
}

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
    case .number(let text, let limits, let strong):
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
    case .words(let text): element("td", text: text)
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

extension Cell {
  /// The cell in one line, as a figure's read-out has it; `nil` where there is no number.
  var text: String? {
    guard case .number(let text, let limits, _) = self else { return nil }
    return limits.map { "\(text) \($0)" } ?? text
  }

  /// Decimals of the number shown, for aligning a column.
  var decimals: Int {
    guard case .number(let text, _, _) = self, let point = text.lastIndex(of: ".") else {
      return 0
    }
    return text.distance(from: point, to: text.endIndex) - 1
  }

  /// Spaces as wide as the decimals that `text` lacks: U+2008 for the point, U+2007 for a digit.
  static func padding(_ text: String, to decimals: Int) -> String {
    let own = text.lastIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
    guard own < decimals else { return "" }
    return (own == 0 ? "\u{2008}" : "") + String(repeating: "\u{2007}", count: decimals - own)
  }
}
