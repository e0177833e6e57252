/// Labels as they can be drawn: on one line, within a width, and each different from the others.
package enum LabelText {
  package static let ellipsis = "…"

  /// The labels on one line each, those wider than `width` px cut in the middle, and no two equal.
  ///
  /// The cut is in the middle if that leaves the part in which they differ, else nearer the start
  /// or the end; what still looks alike is numbered, `name (2)`. A label of nothing but blanks
  /// becomes `unnamed`.
  ///
  /// - Complexity: O(*n* log *n*) in the characters of all labels.
  package static func fitted(
    _ labels: [String], width: Double, size: Double, weight: TextMetrics.Weight = .regular
  ) -> [String] {
    let lines = labels.map(oneLine)
    let measure = { (text: String) in TextMetrics.width(of: text, size: size, weight: weight) }
    let wide = lines.filter { measure($0) > width }
    let telling = TellingPart(of: wide)
    var distinct: [String]?
    for headShare in [0.5, 0.35, 0.2, 0.65, 0.8, 0.0, 1.0] {
      var tellsAll = true
      let cut = lines.map { line in
        if measure(line) <= width { return line }
        let (text, head, tail) = shorten(line, width, headShare, measure)
        tellsAll = tellsAll && telling.isShown(of: line, head: head, tail: tail)
        return text
      }
      if Set(cut).count < cut.count { continue }
      if tellsAll { return cut }
      distinct = distinct ?? cut
    }
    return distinct ?? numbered(lines, width, measure)
  }

  /// One line without surrounding blanks, no-break spaces kept; `unnamed` if nothing is left.
  ///
  /// What turns the direction of the text after it is left out: it would turn our words as well.
  package static func oneLine(_ label: String) -> String {
    var text = MarkupText.clean(label)
    if text.unicodeScalars.contains(where: isTurn) {
      text = String(String.UnicodeScalarView(text.unicodeScalars.filter { !isTurn($0) }))
    }
    let words = text.split { $0.isWhitespace && !noBreak.contains($0) }
    return words.allSatisfy { $0.allSatisfy(\.isWhitespace) }
      ? "unnamed" : words.joined(separator: " ")
  }

  /// A name with words of ours after it, which stay after it where the name is written from right to
  /// left.
  static func joined(_ name: String, _ words: String) -> String {
    let isTurned = name.unicodeScalars.contains { 0x590...0x8FF ~= $0.value || isFarTurned($0) }
    return isTurned ? "\(name)\u{200E} \(words)" : "\(name) \(words)"
  }

  private static func isFarTurned(_ scalar: Unicode.Scalar) -> Bool {
    [0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x1_0800...0x1_0FFF, 0x1_E800...0x1_EFFF]
      .contains { $0 ~= scalar.value }
  }

  /// Whether a character embeds, overrides or isolates a direction.
  private static func isTurn(_ scalar: Unicode.Scalar) -> Bool {
    0x202A...0x202E ~= scalar.value || 0x2066...0x2069 ~= scalar.value
  }

  private static let noBreak: Set<Character> = ["\u{A0}", "\u{2007}", "\u{202F}"]

  /// The start and the end of a text with an ellipsis between, at most `width` px wide.
  private static func shorten(
    _ text: String, _ width: Double, _ headShare: Double, _ measure: (String) -> Double
  ) -> (text: String, head: Int, tail: Int) {
    let room = width - measure(ellipsis)
    let head = prefix(of: text, room * headShare, measure)
    let tail = prefix(of: text.reversed(), room - head.width, measure)
    return (
      String(head.characters) + ellipsis + String(tail.characters.reversed()),
      head.characters.count, tail.characters.count
    )
  }

  private static func prefix(
    of text: some Sequence<Character>, _ width: Double, _ measure: (String) -> Double
  ) -> (characters: [Character], width: Double) {
    var characters: [Character] = []
    var used = 0.0
    for character in text {
      let more = measure(String(character))
      if used + more > width { break }
      used += more
      characters.append(character)
    }
    return (characters, used)
  }

  private static func numbered(
    _ lines: [String], _ width: Double, _ measure: (String) -> Double
  ) -> [String] {
    var taken: Set<String> = []
    return lines.map { line in
      var number = 1
      while true {
        let suffix = number == 1 ? "" : " (\(number))"
        let room = width - measure(suffix)
        let body = measure(line) <= room ? line : shorten(line, room, 0.5, measure).text
        if taken.insert(body + suffix).inserted { return body + suffix }
        number += 1
      }
    }
  }
}

/// The part in which labels differ: between what all begin with and what all end with, taken to
/// whole words.
private struct TellingPart {
  /// Characters that all have in common, at either end.
  private let head: Int
  private let tail: Int

  init(of labels: [String]) {
    let characters = labels.map(Array.init)
    guard let first = characters.first, characters.count > 1 else {
      (head, tail) = (0, .max)
      return
    }
    let shortest = characters.map(\.count).min() ?? 0
    var head = 0
    while head < shortest, characters.allSatisfy({ $0[head] == first[head] }) { head += 1 }
    while head > 0, first[head - 1].isLetter || first[head - 1].isNumber { head -= 1 }
    var tail = 0
    while tail < shortest - head,
      characters.allSatisfy({ $0[$0.count - 1 - tail] == first[first.count - 1 - tail] })
    {
      tail += 1
    }
    (self.head, self.tail) = (head, tail)
  }

  /// Whether the first and last so many characters of a label hold the part whole.
  func isShown(of label: String, head shownHead: Int, tail shownTail: Int) -> Bool {
    tail == .max || shownTail >= label.count - head || shownHead >= label.count - tail
  }
}
