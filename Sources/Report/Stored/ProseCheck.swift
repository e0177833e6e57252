/// Looks through an author's text for numbers beside known names that are not what the data say.
///
/// It reads sentence by sentence: which runs and benchmarks are named, at which k, and whether each
/// number with a unit or a decimal is one of theirs as far as it is written out. What resembles none of
/// their numbers is left alone: it may be about anything.
package struct ProseCheck {
  private let facts: ProseFacts
  private let level: Double

  package init(_ report: StoredReport) {
    facts = ProseFacts(report)
    level = report.level * 100
  }

  /// A number that differs.
  package struct Difference: Hashable, Sendable {
    package let line: Int
    /// As the text has it.
    package let number: String
    /// What it is near, and what that is.
    package let detail: String
  }

  /// - Parameter isLaTeX: Whether the text is LaTeX, else Markdown.
  /// - Complexity: O(numbers × facts of the runs named).
  package func differences(in text: String, isLaTeX: Bool) -> [Difference] {
    var result: [Difference] = []
    var subject = Subject()
    for sentence in ProseText(text, isLaTeX: isLaTeX).sentences {
      if sentence.isFirst { subject = Subject() }
      let named = Subject(
        runs: Self.mentioned(facts.runs, in: sentence.text),
        benchmarks: Self.mentioned(facts.benchmarks, in: sentence.text))
      // A sentence that names none goes on about those before it.
      if !named.runs.isEmpty { subject.runs = named.runs }
      if !named.benchmarks.isEmpty { subject.benchmarks = named.benchmarks }
      if subject.runs.isEmpty { continue }
      result += check(sentence, subject)
    }
    return result
  }

  private struct Subject {
    var runs: Set<String> = []
    var benchmarks: Set<String> = []
  }

  private struct Number {
    let text: String
    let value: Double
    let decimals: Int
    let isPercent: Bool
    let hasUnit: Bool
    /// Whether it stands in brackets, as the ends of intervals do.
    let isLimit: Bool
    let line: Int
  }

  private func check(_ sentence: ProseText.Sentence, _ subject: Subject) -> [Difference] {
    let ks = Self.ks(in: sentence.text)
    let own = facts.facts.filter { fact in
      fact.runs.isSubset(of: subject.runs)
        && (subject.benchmarks.isEmpty || fact.benchmark.map(subject.benchmarks.contains) ?? true)
    }
    return numbers(in: sentence).compactMap { number in
      let alike = own.filter {
        $0.isPercent == number.isPercent || !$0.isPercent && number.decimals > 0
      }
      let here = ks.isEmpty ? alike : alike.filter { $0.k.map(ks.contains) ?? true }
      if here.contains(where: { Self.isSame(number, $0) }) { return nil }
      if number.isPercent, Self.isSame(number, level) { return nil }
      let kind = { (fact: ProseFacts.Fact) in fact.isLimit == number.isLimit }
      if let other = alike.first(where: { kind($0) && Self.isSame(number, $0) }) {
        let said = ks.sorted().map(String.init).joined(separator: ", ")
        return Difference(
          line: number.line, number: number.text,
          detail: "is \(other.says), and the sentence speaks of k = \(said)")
      }
      // First at the k that are named; a number beside them may be of another.
      let near =
        nearest(number, here.filter(kind), within: Self.reach(number))
        ?? nearest(number, alike.filter(kind), within: min(1, Self.reach(number)))
      guard let near else { return nil }
      let decimals = max(number.decimals, near.isPercent ? 1 : 3)
      return Difference(
        line: number.line, number: number.text,
        detail:
          "is near \(near.says), which is \(NumberText.fixed(near.value, decimals: decimals))\(near.interval)"
      )
    }
  }

  private func nearest(
    _ number: Number, _ facts: [ProseFacts.Fact], within reach: Double
  ) -> ProseFacts.Fact? {
    facts.filter { $0.isPercent == number.isPercent }
      .map { (fact: $0, distance: Self.distance(number, $0)) }
      .filter { $0.distance <= reach }
      .min { $0.distance < $1.distance }?.fact
  }

  /// How far a number may be from one that it is taken for: five points where it says that it is of
  /// them, one where it does not, a fifth of a small share.
  private static func reach(_ number: Number) -> Double {
    guard number.isPercent else { return 0.2 * max(abs(number.value), 0.01) }
    return number.hasUnit || number.isLimit ? 5 : 1
  }

  private static func distance(_ number: Number, _ fact: ProseFacts.Fact) -> Double {
    fact.isDifference
      ? abs(abs(number.value) - abs(fact.value)) : abs(number.value - fact.value)
  }

  private static func isSame(_ number: Number, _ fact: ProseFacts.Fact) -> Bool {
    let values = fact.isPercent && !number.isPercent ? fact.value / 100 : fact.value
    let one = fact.isDifference ? abs(number.value) : number.value
    return isSame(one, fact.isDifference ? abs(values) : values, number.decimals)
  }

  private static func isSame(_ number: Number, _ value: Double) -> Bool {
    isSame(number.value, value, number.decimals)
  }

  /// Whether a value, written to so many decimals, is the number: rounded to nearest or outward.
  private static func isSame(_ number: Double, _ value: Double, _ decimals: Int) -> Bool {
    var unit = 1.0
    for _ in 0..<decimals { unit /= 10 }
    return abs(number - value) <= unit / 2 + 1e-9
  }

  // MARK: Reading a sentence

  /// Ids of the names that stand in a text as words of their own.
  private static func mentioned(_ names: [String: String], in text: String) -> Set<String> {
    let lower = text.lowercased()
    var found: [(range: Range<String.Index>, id: String)] = []
    for (name, id) in names {
      var start = lower.startIndex
      while let range = lower[start...].firstRange(of: name) {
        let before =
          range.lowerBound > lower.startIndex
          ? lower[lower.index(before: range.lowerBound)] : " "
        let after = range.upperBound < lower.endIndex ? lower[range.upperBound] : " "
        if !Self.isOfName(before), !Self.isOfName(after) { found.append((range, id)) }
        start = range.upperBound
      }
    }
    // "Example-7B" within "Example-7B-RL" is not named.
    return Set(
      found.filter { one in
        !found.contains { $0.range != one.range && $0.range.contains(one.range) }
      }.map(\.id))
  }

  private static func isOfName(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "-" || character == "_"
  }

  /// The k that a sentence speaks of: "k = 256", "pass@256".
  private static func ks(in text: String) -> Set<Int> {
    var result: Set<Int> = []
    for match in text.matches(of: #/(?:\bk\s*=\s*|pass@)(\d{1,9})/#) {
      if let k = Int(match.1) { result.insert(k) }
    }
    return result
  }

  /// Words that may follow a number without a unit; before any other it counts something else.
  private static let joints: Set = [
    "and", "or", "to", "of", "for", "at", "on", "in", "with", "vs", "against", "from", "but",
    "while",
    "than", "is", "versus",
  ]

  /// Numbers with a decimal or a unit; not those within names and after "k =".
  private func numbers(in sentence: ProseText.Sentence) -> [Number] {
    let text = sentence.text
    return text.matches(
      of: #/([-+]?)(\d{1,9})(?:\.(\d{1,9}))?(\s?%|\s?(?:percentage )?points?\b)?(\s+[A-Za-z]+)?/#
    ).compactMap { match in
      let start = match.range.lowerBound
      let before = start > text.startIndex ? text[text.index(before: start)] : " "
      let end = match.5?.startIndex ?? match.range.upperBound
      let after = end < text.endIndex ? text[end] : " "
      if before.isLetter || before.isNumber || "@.-_".contains(before) { return nil }
      if after.isLetter || after == "-" { return nil }
      if text[..<start].suffix(12).contains(#/(?:\bk|n)\s*=\s*$/#) { return nil }
      let decimals = match.3?.count ?? 0
      let hasUnit = match.4 != nil
      guard decimals > 0 || hasUnit else { return nil }
      let isLimit = Self.isBracketed(text, start)
      if !hasUnit, !isLimit, let word = match.5 {
        let word = word.drop(while: \.isWhitespace).lowercased()
        guard Self.joints.contains(word) else { return nil }
      }
      guard let value = Double("\(match.2)" + (match.3.map { ".\($0)" } ?? "")) else { return nil }
      let offset = text.distance(from: text.startIndex, to: start)
      // A share below one without a unit is a share; above one it can only be percent or points.
      return Number(
        text: String(text[start..<end]), value: match.1 == "-" ? -value : value, decimals: decimals,
        isPercent: hasUnit || value > 1 || isLimit, hasUnit: hasUnit, isLimit: isLimit,
        line: sentence.lines[offset])
    }
  }

  /// Whether the bracket that opened last before a place is still open.
  private static func isBracketed(_ text: String, _ place: String.Index) -> Bool {
    text[..<place].last { "[]".contains($0) } == "["
  }
}
