import Charts
import EvalLogs

extension WriteupCompiler {
  mutating func inlines(of node: MarkdownNode) -> [WriteupInline] {
    var result: [WriteupInline] = []
    for inline in node.children.flatMap({ inline($0) }) {
      // A claim that shows nothing takes the blank before it along.
      if case .text("") = inline {
        while case .text(let words)? = result.last {
          result.removeLast()
          let kept = words.trimmingBlanksBehind
          if !kept.isEmpty {
            result.append(.text(kept))
            break
          }
        }
      } else {
        result.append(inline)
      }
    }
    return result
  }

  private mutating func inline(_ node: MarkdownNode) -> [WriteupInline] {
    switch node.kind {
    case "text": return text(node)
    case "softbreak": return [.text("\n")]
    case "linebreak": return [.lineBreak]
    case "code": return [.code(document.marked.restored(node.literal))]
    case "emph": return [.emphasis(inlines(of: node))]
    case "strong": return [.strong(inlines(of: node))]
    case "strikethrough": return [.struck(inlines(of: node))]
    case "html_inline":
      checkHTML(node)
      return []
    case "footnote_reference":
      guard let number = Int(node.literal) else { return [] }
      mentions[number, default: 0] += 1
      return [.footnote(number, mention: mentions[number] ?? 1)]
    case "link":
      let inner = inlines(of: node)
      guard let href = link(document.marked.restored(node.url), node.line) else { return inner }
      return [.link(href: href, title: document.marked.restored(node.title), inner)]
    case "image": return image(node)
    default:
      fault(line: node.line, "'\(node.kind)' is not taken")
      return []
    }
  }

  private mutating func text(_ node: MarkdownNode) -> [WriteupInline] {
    MarkedText.pieces(node.literal).flatMap { piece -> [WriteupInline] in
      switch piece {
      case .text(let words):
        if let note = words.firstMatch(of: /\[\^([^\]\s]+)\]/) {
          fault(
            line: node.line, "there is no footnote '\(note.1)'", remedy: "Write it: [^\(note.1)]: …"
          )
        }
        return [.text(words)]
      case .mark(let number):
        guard document.marked.marks.indices.contains(number) else { return [] }
        return inline(document.marked.marks[number])
      }
    }
  }

  private mutating func inline(_ mark: MarkedText.Mark) -> [WriteupInline] {
    do throws(ValueError) {
      switch mark.kind {
      case .open:
        throw ValueError(
          -2, "\(mark.source) is not closed",
          remedy: "Close it in its paragraph, or write \\\(mark.source) for the signs themselves.")
      case .formula(let text, let isDisplayed):
        return [.formula(try MathParser.nodes(text), isDisplayed: isDisplayed)]
      case .citation(let text): return try citation(text)
      case .tag(let text): return try tag(text, mark)
      }
    } catch {
      fault(mark, error)
      return []
    }
  }

  private mutating func tag(
    _ text: String, _ mark: MarkedText.Mark
  ) throws(ValueError) -> [WriteupInline] {
    let blanks = text.prefix { $0.isWhitespace }.count
    let colon = text.firstIndex(of: ":").map { text.distance(from: text.startIndex, to: $0) + 1 }
    switch try WriteupTag(parsing: text) {
    case .value(let expression):
      do throws(ValueError) {
        return [.text(try scope.text(of: expression))]
      } catch {
        throw error.moved(by: blanks)
      }
    case .claim(let claim, let words):
      do throws(ValueError) {
        return try self.claim(claim, words, mark)
      } catch {
        throw error.moved(by: colon ?? 0)
      }
    case .reference(let name, let place):
      guard let found = placed[name] else {
        throw .unknown(
          "figure or table in this writeup", name, at: (colon ?? 0) + place,
          among: placed.keys.sorted())
      }
      return [.link(href: "#\(page.prefix)\(found.anchor)", title: "", [.text(found.words)])]
    case .figure, .table:
      throw ValueError(
        blanks, "a figure or a table stands alone in its paragraph",
        remedy: "Put blank lines around it, and refer to it with {{ ref: … }}.")
    }
  }

  private mutating func claim(
    _ claim: ValueClaim, _ words: String, _ mark: MarkedText.Mark
  ) throws(ValueError) -> [WriteupInline] {
    let value = try scope.value(of: claim.expression)
    let outcome = try claim.outcome(value)
    let shown = ValueClaim.shown(value)
    let line = document.marked.position(of: mark.start).line
    let text = words.split(separator: "|").first.map { String($0).trimmingBlanks } ?? words
    page.claims.append(
      WrittenPage.Claim(line: line, text: text, outcome: outcome, value: shown))
    var result: [WriteupInline] = []
    if claim.isShown { result.append(.text(try claim.expression.format.text(of: value))) }
    guard outcome != .holds else { return result.isEmpty ? [.text("")] : result }
    if writeups.claims == .fail {
      fault(
        mark,
        ValueError(
          -2,
          "the claim '\(text)' is \(outcome.rawValue): \(value.name)\(value.words == nil ? " is" : ":") \(shown)",
          remedy:
            "Change the text with its data, or build with --claims warn to mark it on the page."),
        isClaim: true)
    }
    let space = result.isEmpty ? "" : " "
    return result + [.text(space), .warning("\(outcome.rawValue): \(shown)")]
  }

  /// `@key` or `@a; @b, p. 3`.
  private mutating func citation(_ text: String) throws(ValueError) -> [WriteupInline] {
    var result: [(number: Int, words: String)] = []
    var place = 0
    for part in text.split(separator: ";", omittingEmptySubsequences: false) {
      defer { place += part.count + 1 }
      let start = place + part.prefix { $0.isWhitespace }.count
      let words = String(part).trimmingBlanks
      guard words.first == "@" else {
        throw ValueError(
          start, "a citation begins with @", remedy: "As in [@chen2021; @yue2025, p. 3].")
      }
      let key = String(words.dropFirst().prefix { !$0.isWhitespace && $0 != "," })
      guard let bibliography else {
        throw ValueError(
          start, "there is no bibliography for @\(key)",
          remedy:
            "Put \(Writeups.usualBibliography) beside index.md, or name a file in the config under writeups: {bibliography: …}."
        )
      }
      guard bibliography.keys.contains(key) else {
        throw .unknown("entry in \(bibliography.path)", key, at: start, among: bibliography.keys)
      }
      if !citations.contains(key) { citations.append(key) }
      let rest = words.dropFirst(key.count + 1).drop { $0 == "," || $0.isWhitespace }
      result.append(((citations.firstIndex(of: key) ?? 0) + 1, String(rest)))
    }
    return [.citation(result)]
  }
}
