import Charts

extension Table {
  /// The table alone, for a page of somebody else's: no script, no links.
  var html: String {
    var html = MarkupWriter(.html)
    html.element("table", [("id", id)]) { html in
      html.element("caption", text: caption)
      html.element("thead") { html in
        html.element("tr") { html in
          for column in columns.indices {
            html.element("th", [("scope", "col")], text: fullName(column))
          }
        }
      }
      html.element("tbody") { html in
        for row in rows {
          html.element("tr") { html in
            for (column, cell) in row.enumerated() {
              html.element(column == 0 ? "th" : "td", text: cell.inOneLine)
            }
          }
        }
      }
    }
    return html.string + "\n"
  }

  /// A pipe table as GitHub, Quarto and Jupyter read it.
  var markdown: String {
    let heads = columns.indices.map { Self.markdown(fullName($0)) }
    let rules = columns.indices.map { $0 == 0 || columns[$0].isText ? ":--" : "--:" }
    let lines = [heads, rules] + rows.map { $0.map { Self.markdown($0.inOneLine) } }
    return lines.map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
      + "\n\n: \(Self.markdown(caption))\n"
  }

  /// Text that Markdown shows as it is.
  static func markdown(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": break
      case "\\", "`", "*", "_", "{", "}", "[", "]", "#", "|", "~", "$", "!", "&":
        result += "\\\(scalar)"
      case _ where scalar.properties.isWhitespace && scalar != "\u{A0}" && scalar != "\u{202F}",
        _ where scalar.properties.generalCategory == .control:
        result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The table in LaTeX with columns that siunitx aligns by the decimal point; limits stand in a
  /// column of their own beside their number.
  var siunitx: String { float(siunitxTabular, needing: "booktabs,siunitx") }

  /// Its rows alone.
  var siunitxTabular: String {
    let kinds = columns.indices.map { column in
      SIColumn(
        rows.map { $0[column] }, isText: column == 0 || columns[column].isText)
    }
    // A number with limits stands in two columns of LaTeX's.
    func first(_ column: Int) -> Int { kinds[..<column].reduce(1) { $0 + $1.width } }
    func spanning(_ columns: Range<Int>, _ text: String) -> String {
      let width = kinds[columns].reduce(0) { $0 + $1.width }
      return width > 1 ? "\\multicolumn{\(width)}{c}{\(text)}" : "{\(text)}"
    }
    var lines = ["\\begin{tabular}{\(kinds.map(\.format).joined())}", "\\toprule"]
    let groups = heads.filter { $0.group != nil }
    if !groups.isEmpty {
      lines.append(
        heads.map { spanning($0.columns, LaTeX.text($0.group ?? "")) }.joined(separator: " & ")
          + " \\\\")
      lines.append(
        groups.map {
          "\\cmidrule(lr){\(first($0.columns.lowerBound))-\(first($0.columns.upperBound) - 1)}"
        }.joined(separator: " "))
    }
    lines.append(
      columns.indices.map { spanning($0..<($0 + 1), LaTeX.text(columns[$0].name)) }
        .joined(separator: " & ") + " \\\\")
    lines.append("\\midrule")
    for row in rows.indices {
      let cells = columns.indices.map { column in
        span(row: row, column: column) == 0
          ? String(repeating: " & ", count: kinds[column].width - 1)
          : kinds[column].cell(rows[row][column])
      }
      lines.append(cells.joined(separator: " & ") + " \\\\")
    }
    lines += ["\\bottomrule", "\\end{tabular}"]
    return lines.joined(separator: "\n") + "\n"
  }
}

/// A column as siunitx sets it: so many digits on either side of the point.
private struct SIColumn {
  private let isText: Bool
  private let hasLimits: Bool
  private let whole: Int
  private let decimals: Int
  private let isSigned: Bool
  private let hasNumbers: Bool

  init(_ cells: [Cell], isText: Bool) {
    let numbers = cells.compactMap(\.number).map(Self.plain)
    self.isText = isText
    hasNumbers = !numbers.isEmpty
    hasLimits = !isText && cells.contains(where: \.hasLimits)
    let parts = numbers.map { $0.drop { "+-".contains($0) }.split(separator: ".") }
    whole = max(1, parts.compactMap { $0.first?.count }.max() ?? 1)
    decimals = parts.compactMap { $0.count > 1 ? $0[1].count : nil }.max() ?? 0
    isSigned = numbers.contains { "+-".contains($0.first ?? "0") }
  }

  /// Columns of LaTeX's.
  var width: Int { hasLimits ? 2 : 1 }

  var format: String {
    guard !isText else { return "l" }
    let number =
      hasNumbers
      ? "S[table-format=\(isSigned ? "+" : "")\(whole).\(decimals)\(isSigned ? ",retain-explicit-plus" : "")]"
      : "r"
    return hasLimits ? "\(number)@{\\,}l" : number
  }

  /// A cell; bold type is left to the plain form: siunitx's versions differ in how they take it.
  func cell(_ cell: Cell) -> String {
    guard !isText else { return LaTeX.text(cell.inOneLine) }
    let limits =
      hasLimits
      ? " & " + (cell.limits.map { "{\\scriptsize \(LaTeX.text($0))}" } ?? "") : ""
    return (cell.number.map(Self.plain) ?? "{\(LaTeX.text(cell.pointText))}") + limits
  }

  /// A number as TeX reads it.
  private static func plain(_ text: String) -> String {
    text.replacing("\u{2212}", with: "-").replacing("\u{202F}", with: "")
  }
}

extension Cell {
  /// What a page shows of it, on one line.
  var inOneLine: String {
    switch self {
    case .name(let text, let sub, _, _): ([text] + sub).joined(separator: ", ")
    case .number(let text, let limits, _, _): limits.map { "\(text) \($0)" } ?? text
    case .plain(let text, _, let sub): sub.map { "\(text) \($0)" } ?? text
    case .words(let text), .code(let text), .none(let text): text
    }
  }

  /// The same without its limits.
  fileprivate var pointText: String {
    if case .number(let text, _, _, _) = self { return text }
    return inOneLine
  }

  fileprivate var limits: String? {
    if case .number(_, let limits, _, _) = self { return limits }
    return nil
  }

  /// The text of what is a number and nothing else.
  fileprivate var number: String? {
    let text: String
    switch self {
    case .number(let point, _, _, _): text = point
    case .plain(let point, _, nil): text = point
    default: return nil
    }
    let digits = text.drop { "+\u{2212}".contains($0) }
    let isNumber =
      digits.first?.isWholeNumber == true
      && digits.allSatisfy { $0.isWholeNumber || $0 == "." || $0 == "\u{202F}" }
    return isNumber ? text : nil
  }
}
