import Charts

extension Table {
  /// The table unrounded: a column of numbers with limits is followed by its lower and its upper.
  var csv: String {
    let limited = columns.indices.map { column in rows.contains { $0[column].hasLimits } }
    var table = CSVTable(
      columns.indices.flatMap { column in
        let name = fullName(column).replacing("\u{00A0}", with: " ")
        return limited[column] ? [name, "\(name) lower", "\(name) upper"] : [name]
      })
    for row in rows {
      table.append(
        columns.indices.flatMap { column in
          limited[column] ? [row[column].field] + row[column].limitFields : [row[column].field]
        })
    }
    return table.text
  }

  /// The table as the page shows it, in LaTeX with the rules of booktabs.
  var latex: String { float(tabular, needing: "booktabs") }

  /// A table of LaTeX's around what is set in rows.
  func float(_ tabular: String, needing packages: String) -> String {
    let head = [
      "% \(LaTeX.comment(label)); needs \\usepackage{\(packages)}", "\\begin{table}", "\\centering",
      "\\caption{\(LaTeX.text(caption))}", "\\label{tab:\(id)}",
    ]
    return head.joined(separator: "\n") + "\n\(tabular)\\end{table}\n"
  }

  /// Its rows alone.
  var tabular: String {
    let heads = heads
    let isGrouped = heads.contains { $0.group != nil }
    var lines = [
      "\\begin{tabular}{\(columns.indices.map { $0 == 0 || columns[$0].isText ? "l" : "r" }.joined())}",
      "\\toprule",
    ]
    if isGrouped {
      lines.append(
        heads.map { head in
          head.group.map { "\\multicolumn{\(head.columns.count)}{c}{\(LaTeX.text($0))}" } ?? ""
        }.joined(separator: " & ") + " \\\\")
      lines.append(
        heads.filter { $0.group != nil }.map {
          "\\cmidrule(lr){\($0.columns.lowerBound + 1)-\($0.columns.upperBound)}"
        }.joined(separator: " "))
    }
    lines.append(columns.map { LaTeX.text($0.name) }.joined(separator: " & ") + " \\\\")
    lines.append("\\midrule")
    for row in rows.indices {
      let cells = columns.indices.map { column in
        span(row: row, column: column) == 0 ? "" : rows[row][column].latex
      }
      lines.append(cells.joined(separator: " & ") + " \\\\")
    }
    lines += ["\\bottomrule", "\\end{tabular}"]
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Cell {
  fileprivate var latex: String {
    switch self {
    case .name(let text, let sub, _, _):
      LaTeX.text(text) + sub.map { " {\\scriptsize \(LaTeX.text($0))}" }.joined()
    case .number(let text, let limits, let strong, _):
      (strong ? "\\textbf{\(LaTeX.text(text))}" : LaTeX.text(text))
        + (limits.map { " {\\scriptsize \(LaTeX.text($0))}" } ?? "")
    case .plain(let text, _, let sub):
      LaTeX.text(text) + (sub.map { " {\\scriptsize \(LaTeX.text($0))}" } ?? "")
    case .words(let text), .none(let text): LaTeX.text(text)
    case .code(let text): "\\texttt{\(LaTeX.text(text))}"
    }
  }
}
