import Foundation

/// Words in LaTeX, as BibTeX files hold them, as plain text.
enum LaTeXText {
  private static let letters = [
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ",
    "aa": "å", "AA": "Å", "i": "i", "j": "j", "dh": "ð", "th": "þ", "textendash": "–",
    "textemdash": "—", "LaTeX": "LaTeX", "TeX": "TeX", "ldots": "…", "dots": "…",
    "textasciitilde": "~",
    "texttimes": "×", "times": "×", "alpha": "α", "beta": "β", "pi": "π", "tau": "τ",
  ]

  private static let marks: [String: Character] = [
    "`": "\u{0300}", "'": "\u{0301}", "^": "\u{0302}", "~": "\u{0303}", "=": "\u{0304}",
    "u": "\u{0306}", ".": "\u{0307}", "\"": "\u{0308}", "r": "\u{030A}", "H": "\u{030B}",
    "v": "\u{030C}", "d": "\u{0323}", "c": "\u{0327}", "k": "\u{0328}", "b": "\u{0331}",
  ]

  /// Commands that only change the looks of what follows.
  private static let looks: Set<String> = [
    "emph", "textit", "textbf", "texttt", "textsc", "textrm", "textsf", "mathrm", "mathit", "url",
    "it", "bf",
    "em", "sc", "tt", "rm", "small", "mbox", "href", "noopsort", "relax",
  ]

  /// - Returns: `nil` with the name of a command that is not known.
  static func plain(_ text: String) -> (text: String?, unknown: String?) {
    let characters = Array(text)
    var index = 0
    var result = ""
    while index < characters.count {
      let character = characters[index]
      index += 1
      switch character {
      case "{", "}", "$": break
      case "~": result.append("\u{00A0}")
      case "-":
        var count = 1
        while index < characters.count, characters[index] == "-" {
          count += 1
          index += 1
        }
        result += count == 1 ? "-" : count == 2 ? "–" : "—"
      case "`" where index < characters.count && characters[index] == "`":
        index += 1
        result.append("“")
      case "'" where index < characters.count && characters[index] == "'":
        index += 1
        result.append("”")
      case "\\":
        guard index < characters.count else { return (nil, "\\") }
        var name = String(characters[index])
        index += 1
        if name.first?.isLetter == true {
          while index < characters.count, characters[index].isASCII, characters[index].isLetter {
            name.append(characters[index])
            index += 1
          }
        }
        if let mark = marks[name], let letter = accented(characters, &index) {
          result += "\(letter)\(mark)".precomposedStringWithCanonicalMapping
        } else if let sign = letters[name] {
          skipBlanks(characters, &index)
          result += sign
        } else if looks.contains(name) {
          skipBlanks(characters, &index)
        } else if name.count == 1, let sign = name.first, !sign.isLetter {
          if !"/,:;!@".contains(sign) { result.append(sign == "\n" ? " " : sign) }
        } else {
          return (nil, "\\" + name)
        }
      default: result.append(character.isWhitespace && character != "\u{00A0}" ? " " : character)
      }
    }
    return (result.split(separator: " ").joined(separator: " "), nil)
  }

  private static func skipBlanks(_ characters: [Character], _ index: inout Int) {
    while index < characters.count, characters[index].isWhitespace { index += 1 }
  }

  /// The letter a mark is put on: `o`, `{o}`, `\i`, `{\i}`.
  private static func accented(_ characters: [Character], _ index: inout Int) -> Character? {
    var place = index
    skipBlanks(characters, &place)
    while place < characters.count, characters[place] == "{" || characters[place] == "\\" {
      place += 1
    }
    guard place < characters.count, characters[place].isLetter else { return nil }
    index = place + 1
    return characters[place]
  }
}
