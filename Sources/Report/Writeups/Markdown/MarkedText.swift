/// A text whose `{{ … }}`, formulas and citations are set aside before Markdown is read, so that no
/// bar, underscore or star in them means anything: each is one placeholder of private characters.
struct MarkedText: Sendable {
  enum Kind: Sendable, Equatable {
    /// What stands between the braces.
    case tag(String)
    /// `{{` or `[@` without an end.
    case open
    case formula(String, isDisplayed: Bool)
    /// What stands between the brackets.
    case citation(String)
  }

  struct Mark: Sendable {
    let kind: Kind
    /// As it stands in the text.
    let source: String
    /// Of the mark, and of what it holds, in scalars.
    let start: Int
    let content: Int
  }

  /// What Markdown is read from.
  private(set) var text = ""
  private(set) var marks: [Mark] = []
  /// The line in the source of each line of `text`; both count from 1.
  private var lines: [Int] = [1]
  /// Where private characters stand, which a text may not hold.
  private(set) var reserved: Int?

  private let source: [Unicode.Scalar]
  private var lineStarts: [Int] = [0]

  private static let first: Unicode.Scalar = "\u{E000}"
  private static let last: Unicode.Scalar = "\u{E001}"

  /// - Parameter source: Its lines end in line feeds.
  init(_ source: String) {
    self.source = Array(source.unicodeScalars)
    for (index, scalar) in self.source.enumerated() {
      if scalar == "\n" { lineStarts.append(index + 1) }
      if (0xE000...0xE01F).contains(scalar.value), reserved == nil { reserved = index }
    }
    if reserved == nil { scan() }
  }

  /// The line and the column of a place in the source, from 1.
  func position(of offset: Int) -> (line: Int, column: Int) {
    let line = lineStarts.lastIndex { $0 <= offset } ?? 0
    return (line + 1, offset - lineStarts[line] + 1)
  }

  /// The line in the source of a line that Markdown tells of.
  func line(_ line: Int) -> Int { lines.indices.contains(line - 1) ? lines[line - 1] : line }

  // MARK: Placeholders

  enum Piece: Equatable {
    case text(String)
    case mark(Int)
  }

  /// Words and placeholders in turn.
  ///
  /// Not all private characters are ours: Markdown makes some of `&#xE000;`. Those are words.
  static func pieces(_ text: String) -> [Piece] {
    var result: [Piece] = []
    var words = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == first, let (number, end) = number(rest) else {
        words.append(scalar)
        continue
      }
      if !words.isEmpty { result.append(.text(String(words))) }
      words = String.UnicodeScalarView()
      result.append(.mark(number))
      rest = rest[end...]
    }
    if !words.isEmpty { result.append(.text(String(words))) }
    return result
  }

  /// The digits of a placeholder, and where it ends; nil where it is none.
  private static func number(
    _ text: Substring.UnicodeScalarView
  ) -> (Int, end: Substring.UnicodeScalarView.Index)? {
    guard let close = text.firstIndex(where: { !(0xE010...0xE019).contains($0.value) }),
      text[close] == last
    else { return nil }
    let digits = text[..<close].map { Character(UnicodeScalar(UInt8($0.value - 0xE010 + 0x30))) }
    return Int(String(digits)).map { ($0, text.index(after: close)) }
  }

  /// The text as it stood before marks were set aside.
  func restored(_ text: String) -> String {
    guard text.unicodeScalars.contains(Self.first) else { return text }
    return Self.pieces(text).map { piece in
      switch piece {
      case .text(let words): words
      case .mark(let index): marks.indices.contains(index) ? marks[index].source : ""
      }
    }.joined()
  }

  // MARK: Scanning

  private mutating func scan() {
    var out = String.UnicodeScalarView()
    var index = 0
    var line = 1
    while index < source.count {
      let scalar = source[index]
      if scalar == "\\", index + 1 < source.count, source[index + 1] != "\n" {
        out.append(scalar)
        out.append(source[index + 1])
        index += 2
        continue
      }
      if let (mark, end) = mark(at: index) {
        out.append(Self.first)
        for digit in String(marks.count).utf8 {
          if let private_ = Unicode.Scalar(0xE010 + UInt32(digit - 0x30)) { out.append(private_) }
        }
        out.append(Self.last)
        marks.append(mark)
        line += source[index..<end].count { $0 == "\n" }
        index = end
        continue
      }
      out.append(scalar)
      index += 1
      if scalar == "\n" {
        line += 1
        lines.append(line)
      }
    }
    text = String(out)
  }

  private func mark(at start: Int) -> (Mark, end: Int)? {
    switch source[start] {
    case "{" where isAt(start + 1, "{"): tag(start)
    case "$": formula(start)
    case "[" where isAt(start + 1, "@"): citation(start)
    default: nil
    }
  }

  private func isAt(_ index: Int, _ scalar: Unicode.Scalar) -> Bool {
    index < source.count && source[index] == scalar
  }

  private func string(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: source[range])
    return String(view)
  }

  /// The end of what a mark may reach to: nothing of it leaves its paragraph or a piece of code.
  private func end(from start: Int, where isEnd: (Int) -> Bool) -> Int? {
    var index = start
    while index < source.count {
      if isEnd(index) { return index }
      if source[index] == "`" { return nil }
      if source[index] == "\n" {
        var next = index + 1
        while next < source.count, source[next] == " " || source[next] == "\t" { next += 1 }
        if next >= source.count || source[next] == "\n" || source[next] == "~" { return nil }
      }
      index += 1
    }
    return nil
  }

  private func tag(_ start: Int) -> (Mark, end: Int) {
    let content = start + 2
    var isQuoted = false
    let found = end(from: content) { index in
      if source[index] == "\"" { isQuoted.toggle() }
      return !isQuoted && source[index] == "}" && isAt(index + 1, "}")
    }
    guard let found else {
      return (Mark(kind: .open, source: "{{", start: start, content: content), content)
    }
    return (
      Mark(
        kind: .tag(string(content..<found)), source: string(start..<(found + 2)), start: start,
        content: content), found + 2
    )
  }

  /// Pandoc's rule: no blank behind the first sign, none before the last, and no digit after it.
  private func formula(_ start: Int) -> (Mark, end: Int)? {
    let isDisplayed = isAt(start + 1, "$")
    let content = start + (isDisplayed ? 2 : 1)
    guard content < source.count, source[content] != "$" else { return nil }
    if !isDisplayed, source[content].properties.isWhitespace { return nil }
    var isEscaped = false
    let found = end(from: content) { index in
      defer { isEscaped = source[index] == "\\" && !isEscaped }
      guard source[index] == "$", !isEscaped, index > content else { return false }
      if isDisplayed { return isAt(index + 1, "$") }
      let isDigit =
        index + 1 < source.count && (0x30...0x39).contains(source[index + 1].value)
      return !source[index - 1].properties.isWhitespace && !isDigit
    }
    guard let found else { return nil }
    let end = found + (isDisplayed ? 2 : 1)
    return (
      Mark(
        kind: .formula(string(content..<found), isDisplayed: isDisplayed),
        source: string(start..<end), start: start, content: content), end
    )
  }

  private func citation(_ start: Int) -> (Mark, end: Int)? {
    let content = start + 1
    guard let found = end(from: content, where: { source[$0] == "]" }) else {
      return (Mark(kind: .open, source: "[@", start: start, content: start + 2), start + 2)
    }
    if isAt(found + 1, "(") || isAt(found + 1, "[") { return nil }
    return (
      Mark(
        kind: .citation(string(content..<found)), source: string(start..<(found + 1)),
        start: start, content: content), found + 1
    )
  }
}
