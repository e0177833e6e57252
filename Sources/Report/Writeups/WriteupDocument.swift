import Yams

/// A writeup as it was read, before any name in it is resolved.
struct WriteupDocument: Sendable {
  let source: Writeups.Source
  /// From the text between `---` at the top.
  private(set) var title: String?
  private(set) var date: String?
  var authors: [String] = []
  private(set) var summary: String?
  let marked: MarkedText
  let root: MarkdownNode
  /// Its page, below the site's folder.
  let page: String
  private(set) var faults: [WriteupFault] = []

  static let keys = ["title", "date", "authors", "summary"]

  init(_ source: Writeups.Source, page: String) {
    self.source = source
    self.page = page
    let text = source.text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
    let (front, body) = Self.split(text)
    marked = MarkedText(body)
    let (root, isCut) = MarkdownNode.document(marked.text)
    self.root = root
    if let front { read(front) }
    if let place = marked.reserved {
      let (line, column) = marked.position(of: place)
      faults.append(
        WriteupFault(
          path: source.shown, line: line, column: column,
          detail: "a character for private use, which a writeup cannot hold",
          remedy: "Remove it; the characters U+E000 to U+E01F have no meaning of their own."))
    }
    if isCut {
      faults.append(
        WriteupFault(
          path: source.shown, line: 1, column: nil,
          detail: "lists and quotes are nested deeper than \(MarkdownNode.deepest)", remedy: nil))
    }
  }

  /// What stands between `---` at the top, and the rest with as many lines as before.
  private static func split(_ text: String) -> (front: String?, body: String) {
    guard text.hasPrefix("---\n") else { return (nil, text) }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let end = lines.dropFirst().firstIndex(where: { $0 == "---" || $0 == "..." }) else {
      return (nil, text)
    }
    let front = "\n" + lines[1..<end].joined(separator: "\n")
    let blank = String(repeating: "\n", count: end + 1)
    return (front, blank + lines[(end + 1)...].joined(separator: "\n"))
  }

  private mutating func read(_ front: String) {
    let reader = ConfigReader(path: source.shown)
    do throws(ReportError) {
      let node: Node?
      do {
        node = try Yams.compose(yaml: front)
      } catch {
        throw reader.error(error)
      }
      guard let node, node.null == nil else { return }
      for (key, value) in try reader.entries(node, in: "the front matter", of: Self.keys) {
        switch key {
        case "title": title = try reader.text(value, key)
        case "date": date = try reader.text(value, key)
        case "summary": summary = try reader.text(value, key)
        default:
          authors =
            value.sequence == nil
            ? [try reader.text(value, key)]
            : try reader.list(value, key).mapTyped { node throws(ReportError) in
              try reader.text(node, key)
            }
        }
      }
    } catch {
      // The reader names file and line itself.
      let detail = error.detail.dropFirst(source.shown.utf8.count == 0 ? 0 : source.shown.count)
      let parts = detail.drop { $0 == ":" }.split(separator: ":", maxSplits: 1)
      let line = parts.count == 2 ? Int(parts[0]) : nil
      let words = line == nil ? String(detail.drop { $0 == ":" || $0 == " " }) : String(parts[1])
      faults.append(
        WriteupFault(
          path: source.shown, line: line ?? 1, column: nil, detail: words.trimmingBlanks,
          remedy: error.remedy))
    }
  }
}
