internal import CMarkdown

/// A node of a Markdown text as cmark-gfm reads it.
struct MarkdownNode: Sendable {
  /// As cmark calls it: "paragraph".
  let kind: String
  /// In the text that was read, from 1; 0 where unknown.
  let line: Int
  let literal: String
  let url: String
  let title: String
  let level: Int
  /// The first number of an ordered list; `nil` for any other.
  let listStart: Int?
  let isTight: Bool
  /// Whether a task is done; `nil` for what is none.
  let isDone: Bool?
  /// Of a table's columns: `l`, `c`, `r` or nothing.
  let alignments: [Character?]
  let children: [MarkdownNode]

  /// Deeper ones are cut off.
  static let deepest = 100

  /// The tree of a text, its root first; `isCut` where it goes deeper than `deepest`.
  static func document(_ text: String) -> (root: MarkdownNode, isCut: Bool) {
    let bytes = Array(text.utf8)
    let document = bytes.withUnsafeBytes { buffer in
      cmarkdown_parse(buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
    }
    guard let document, let root = cmarkdown_root(document) else { fatalError("no memory") }
    defer { cmarkdown_free(document) }
    var isCut = false
    return (MarkdownNode(root, depth: 0, &isCut), isCut)
  }

  private init(_ node: OpaquePointer, depth: Int, _ isCut: inout Bool) {
    kind = String(cString: cmarkdown_kind(node))
    line = Int(cmarkdown_line(node))
    literal = String(cString: cmarkdown_literal(node))
    url = String(cString: cmarkdown_url(node))
    title = String(cString: cmarkdown_title(node))
    level = Int(cmarkdown_level(node))
    let start = cmarkdown_list_start(node)
    listStart = start < 0 ? nil : Int(start)
    isTight = cmarkdown_is_tight(node) != 0
    let task = cmarkdown_task(node)
    isDone = task < 0 ? nil : task == 1
    var children: [MarkdownNode] = []
    var child = cmarkdown_first_child(node)
    while let next = child {
      if depth < Self.deepest {
        children.append(MarkdownNode(next, depth: depth + 1, &isCut))
      } else {
        isCut = true
      }
      child = cmarkdown_next(next)
    }
    let columns = kind == "table" ? children.first?.children.count ?? 0 : 0
    alignments = (0..<columns).map { column in
      let sign = cmarkdown_alignment(node, Int32(column))
      return sign == 0 ? nil : Character(Unicode.Scalar(UInt8(bitPattern: sign)))
    }
    // What cmark cuts at signs that turned out to mean nothing is one text again.
    var joined: [MarkdownNode] = []
    for child in children {
      if child.kind == "text", let last = joined.last, last.kind == "text" {
        joined[joined.count - 1] = MarkdownNode(
          text: last.literal + child.literal, line: last.line == 0 ? child.line : last.line)
      } else {
        joined.append(child)
      }
    }
    self.children = joined
  }

  private init(text: String, line: Int) {
    (kind, self.line, literal) = ("text", line, text)
    (url, title, level, listStart, isTight, isDone) = ("", "", 0, nil, false, nil)
    (alignments, children) = ([], [])
  }
}
