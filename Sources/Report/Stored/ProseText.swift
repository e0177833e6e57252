/// Prose of LaTeX or Markdown as sentences of plain words, each character with its line.
struct ProseText {
  struct Sentence {
    var text = ""
    /// The line of each character of `text`.
    var lines: [Int] = []
    /// Whether a paragraph begins with it.
    var isFirst = false
  }

  private(set) var sentences: [Sentence] = []

  /// - Parameter isLaTeX: Else Markdown.
  init(_ source: String, isLaTeX: Bool) {
    var current = Sentence(isFirst: true)
    var isFenced = false
    var isMath = false
    for (index, line) in source.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      let line = String(line)
      if !isLaTeX, line.hasPrefix("```") {
        isFenced.toggle()
        continue
      }
      if isFenced { continue }
      if line.allSatisfy(\.isWhitespace) {
        close(&current, isParagraph: true)
        isMath = false
        continue
      }
      for character in Self.plain(line, isLaTeX: isLaTeX, &isMath) {
        let ends = character.isWhitespace && ".!?".contains(current.text.last ?? " ")
        if ends {
          close(&current, isParagraph: false)
          continue
        }
        current.text.append(character)
        current.lines.append(index + 1)
      }
      if ".!?".contains(current.text.last ?? " ") {
        close(&current, isParagraph: false)
      } else {
        current.text.append(" ")
        current.lines.append(index + 1)
      }
    }
    close(&current, isParagraph: true)
  }

  private mutating func close(_ sentence: inout Sentence, isParagraph: Bool) {
    if !sentence.text.allSatisfy(\.isWhitespace) { sentences.append(sentence) }
    let wasFirst = sentence.isFirst && sentence.text.allSatisfy(\.isWhitespace)
    sentence = Sentence(isFirst: isParagraph || wasFirst)
  }

  /// A line without comments, commands that print bound numbers, references and mark-up.
  private static func plain(_ line: String, isLaTeX: Bool, _ isMath: inout Bool) -> String {
    var text = line
    if isLaTeX {
      text = withoutComment(text)
      text = text.replacing(
        #/\\(passcurve|cite[a-z]*|ref|label|input|includegraphics|usepackage|documentclass|begin|end|newcommand|vspace|hspace|setlength)\*?(\[[^\]]*\])*\{[^}]*\}/#,
        with: " ")
      text = text.replacing("\\%", with: "%").replacing("\\,", with: "").replacing("~", with: " ")
      text = text.replacing("\\_", with: "_").replacing("\\&", with: "&")
      text = text.replacing(#/\\[A-Za-z]+\*?/#, with: " ")
      text = text.replacing("--", with: "–").filter { !"${}".contains($0) }
    } else {
      text = text.replacing(#/`[^`]*`/#, with: " ").replacing(#/\{\{.*?\}\}/#, with: " ")
      text = text.replacing(#/\]\([^)]*\)/#, with: "]").filter { !"*$".contains($0) }
    }
    return text.replacing("\u{A0}", with: " ").replacing("\u{2212}", with: "-")
  }

  /// A line of LaTeX up to a per cent sign that no backslash escapes.
  private static func withoutComment(_ line: String) -> String {
    var isEscaped = false
    let kept = line.prefix { character in
      if character == "%", !isEscaped { return false }
      isEscaped = character == "\\" && !isEscaped
      return true
    }
    return String(kept)
  }
}
