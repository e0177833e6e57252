/// Text made safe for LaTeX.
package enum LaTeX {
  /// Text with LaTeX's own characters made plain, and on one line.
  package static func text(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\textbackslash{}"
      // BibTeX counts braces, with a backslash before them too.
      case "{": result += "\\textbraceleft{}"
      case "}": result += "\\textbraceright{}"
      case "%", "&", "#", "_", "$": result += "\\\(scalar)"
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      case "<": result += "\\textless{}"
      case ">": result += "\\textgreater{}"
      // A row that begins with a bracket would be taken for the option of the line break before it.
      case "[" where result.isEmpty: result += "{[}"
      case "\u{00A0}": result += "~"
      case "\u{202F}", "\u{2009}": result += "\\,"
      case "\u{2212}": result += "$-$"
      case "\u{2013}": result += "--"
      case "\u{2014}": result += "---"
      case "\u{2026}": result += "\\ldots{}"
      case "\u{2019}": result += "'"
      case "\u{2018}": result += "`"
      case "\u{201C}": result += "``"
      case "\u{201D}": result += "''"
      case "≤": result += "$\\leq$"
      case "≥": result += "$\\geq$"
      case "×": result += "$\\times$"
      case "τ": result += "$\\tau$"
      // What turns the direction of text beyond its own end.
      case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": break
      case _ where scalar.properties.isWhitespace || scalar.properties.generalCategory == .control:
        result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Text for a comment: on one line.
  package static func comment(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map {
          $0.properties.isWhitespace || $0.properties.generalCategory == .control
            || $0.properties.generalCategory == .format ? " " : $0
        }))
  }
}
