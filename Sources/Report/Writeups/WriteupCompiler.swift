import Charts
import EvalLogs

/// Resolves everything in a writeup, and gathers all that is wrong with it.
struct WriteupCompiler {
  let document: WriteupDocument
  let scope: ValueScope
  let index: SiteIndex
  let writeups: Writeups
  let bibliography: Bibliography?

  var page: WrittenPage
  var faults: [WriteupFault]
  /// A figure or a table that is shown.
  struct Placed {
    let kind: String
    let number: Int
    let anchor: String
    /// "Figure 2".
    var words: String { "\(kind) \(number)" }
  }

  /// By id and by name.
  var placed: [String: Placed] = [:]
  /// In the order of numbers.
  var citations: [String] = []
  var mentions: [Int: Int] = [:]
  private var anchors: Set<String> = ["main", "title", "notes", "references"]
  private var figures = 0
  private var tables = 0
  /// The line of the block at hand, in the text that Markdown was read from.
  private var blockLine = 1

  init(
    _ document: WriteupDocument, _ scope: ValueScope, _ index: SiteIndex, _ writeups: Writeups,
    _ bibliography: Bibliography?
  ) {
    self.document = document
    self.scope = scope
    self.index = index
    self.writeups = writeups
    self.bibliography = bibliography
    page = WrittenPage(document: document)
    faults = document.faults
  }

  /// The page, and what is wrong.
  static func compile(
    _ document: WriteupDocument, _ scope: ValueScope, _ index: SiteIndex, _ writeups: Writeups,
    _ bibliography: Bibliography?
  ) -> (page: WrittenPage, faults: [WriteupFault]) {
    var compiler = WriteupCompiler(document, scope, index, writeups, bibliography)
    compiler.run()
    return (compiler.page, compiler.faults)
  }

  private mutating func run() {
    guard document.marked.reserved == nil else { return }
    number(document.root)
    page.numbered = (figures, tables)
    page.title = document.title
    var blocks = document.root.children
    if let first = blocks.firstIndex(where: { $0.kind == "heading" && $0.level == 1 }),
      page.title == nil
    {
      page.title = WriteupInline.words(inlines(of: blocks.remove(at: first))).trimmingBlanks
    }
    page.blocks = self.blocks(blocks.filter { $0.kind != "footnote_definition" })
    let notes = blocks.filter { $0.kind == "footnote_definition" }
    let texts = notes.map { self.blocks($0.children) }
    page.footnotes = texts.enumerated().map { (mentions[$0.offset + 1] ?? 0, $0.element) }
    if page.title?.isEmpty != false, !document.source.isIndex { page.title = document.source.stem }
    if page.title?.isEmpty == true { page.title = nil }
    for key in citations {
      guard let bibliography else { continue }
      do throws(Bibliography.Fault) {
        page.references.append(try bibliography.reference(key))
      } catch {
        // An unknown key was told of where it stands.
        if bibliography.keys.contains(key) {
          faults.append(
            WriteupFault(
              path: document.source.shown, line: 1, column: nil, detail: error.detail,
              remedy: error.remedy))
        }
      }
    }
  }

  // MARK: Faults

  mutating func fault(line: Int, _ detail: String, remedy: String? = nil) {
    faults.append(
      WriteupFault(
        path: document.source.shown, line: document.marked.line(line == 0 ? blockLine : line),
        column: nil, detail: detail, remedy: remedy))
  }

  mutating func fault(_ mark: MarkedText.Mark, _ error: ValueError, isClaim: Bool = false) {
    let (line, column) = document.marked.position(of: mark.content + error.place)
    faults.append(
      WriteupFault(
        path: document.source.shown, line: line, column: column, detail: error.detail,
        remedy: error.remedy, isClaim: isClaim))
  }

  // MARK: Numbering

  /// A paragraph that is nothing but a figure or a table of the report.
  private func directive(_ node: MarkdownNode) -> (mark: MarkedText.Mark, tag: WriteupTag)? {
    guard node.kind == "paragraph", node.children.count == 1, node.children[0].kind == "text",
      case let pieces = MarkedText.pieces(node.children[0].literal.trimmingBlanks),
      pieces.count == 1, case .mark(let number)? = pieces.first,
      document.marked.marks.indices.contains(number)
    else { return nil }
    let mark = document.marked.marks[number]
    guard case .tag(let text) = mark.kind, let tag = try? WriteupTag(parsing: text) else {
      return nil
    }
    switch tag {
    case .figure, .table: return (mark, tag)
    case .value, .claim, .reference: return nil
    }
  }

  /// Numbers what is shown before anything refers to it.
  private mutating func number(_ node: MarkdownNode) {
    if let (mark, tag) = directive(node) {
      switch tag {
      case .figure(let placing):
        figures += 1
        place(placing, Placed(kind: "Figure", number: figures, anchor: "fig-\(placing.id)"), mark)
      case .table(let placing):
        tables += 1
        place(placing, Placed(kind: "Table", number: tables, anchor: "tab-\(placing.id)"), mark)
      case .value, .claim, .reference: break
      }
    }
    for child in node.children { number(child) }
  }

  private mutating func place(
    _ placing: WriteupTag.Placing, _ place: Placed, _ mark: MarkedText.Mark
  ) {
    for name in Set([placing.id, placing.name ?? placing.id]) {
      if let former = placed[name] {
        fault(
          mark,
          ValueError(
            0, "'\(name)' is \(former.words) already",
            remedy: "Refer to it: {{ ref: \(name) }}"))
      } else {
        placed[name] = place
      }
    }
    anchors.insert(place.anchor)
  }

  // MARK: Blocks

  private mutating func blocks(_ nodes: [MarkdownNode]) -> [WriteupBlock] {
    nodes.compactMap { node in
      if node.line > 0 { blockLine = node.line }
      return block(node)
    }
  }

  private mutating func block(_ node: MarkdownNode) -> WriteupBlock? {
    switch node.kind {
    case "paragraph":
      if let (mark, tag) = directive(node) { return shown(tag, mark) }
      let inlines = inlines(of: node)
      return inlines.allSatisfy(\.isBlank) ? nil : .paragraph(inlines)
    case "heading":
      let inlines = inlines(of: node)
      guard node.level > 1 else {
        fault(
          line: node.line, "a second title: '#' is the page's own",
          remedy: "Write ## for the headings within the page.")
        return nil
      }
      return .heading(
        level: node.level, id: page.prefix + anchor(WriteupInline.words(inlines)), inlines)
    case "block_quote": return .quote(blocks(node.children))
    case "list":
      let items = node.children.map { item in
        WriteupBlock.Item(isDone: item.isDone, blocks: blocks(item.children))
      }
      return .list(start: node.listStart, isTight: node.isTight, items)
    case "code_block": return .code(document.marked.restored(node.literal))
    case "thematic_break": return .rule
    case "table":
      let rows = node.children.map { row in row.children.map { inlines(of: $0) } }
      return .table(
        alignments: node.alignments, head: rows.first ?? [], rows: Array(rows.dropFirst()))
    case "html_block":
      checkHTML(node)
      return nil
    default:
      fault(line: node.line, "'\(node.kind)' is not taken")
      return nil
    }
  }

  /// An id for a heading, unique in its page.
  private mutating func anchor(_ words: String) -> String {
    var stem = ""
    for scalar in words.lowercased().unicodeScalars {
      if scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) {
        stem.unicodeScalars.append(scalar)
      } else if !stem.isEmpty, stem.last != "-" {
        stem.append("-")
      }
      if stem.utf8.count > 60 { break }
    }
    while stem.last == "-" { stem.removeLast() }
    if stem.isEmpty { stem = "section" }
    var name = stem
    var number = 2
    while !anchors.insert(name).inserted {
      name = "\(stem)-\(number)"
      number += 1
    }
    return name
  }

  mutating func checkHTML(_ node: MarkdownNode) {
    let text = node.literal.trimmingBlanks
    if text.hasPrefix("<!--"), text.hasSuffix("-->"), text.count >= 7 {
      if text.dropFirst(4).dropLast(3).contains("-->") {
        fault(line: node.line, "raw HTML is not taken: text between two comments")
      }
      return
    }
    let shown = document.marked.restored(text).prefix { $0 != "\n" }.prefix(40)
    fault(
      line: node.line, "raw HTML is not taken: \(shown)",
      remedy: "Write it in Markdown, or as `code`; \\< is the sign itself.")
  }

  private mutating func shown(_ tag: WriteupTag, _ mark: MarkedText.Mark) -> WriteupBlock? {
    let text = if case .tag(let text) = mark.kind { text } else { "" }
    let start = text.count - text.drop { $0 != ":" }.count + 1
    switch tag {
    case .figure(let placing):
      guard let found = index.figures[placing.id], let place = placed[placing.id] else {
        fault(
          mark,
          .unknown("figure", placing.id, at: start + placing.place, among: index.figureIDs))
        return nil
      }
      let prefix = page.prefix + "fig-"
      return .figure(
        PlacedFigure(
          id: page.prefix + place.anchor, number: place.number,
          caption: placing.caption ?? found.figures[0].title,
          figures: found.figures.map { $0.named(prefix + $0.id) }, place: found.place,
          files: [
            ("SVG", "figures/\(placing.id).svg"), ("LaTeX", "figures/\(placing.id).tex"),
          ] + found.tables.prefix(1).map { ("CSV", "tables/\($0).csv") }))
    case .table(let placing):
      guard let found = index.tables[placing.id], let place = placed[placing.id] else {
        fault(
          mark, .unknown("table", placing.id, at: start + placing.place, among: index.tableIDs))
        return nil
      }
      return .data(
        PlacedTable(
          id: page.prefix + place.anchor, number: place.number,
          caption: placing.caption ?? found.table.caption, table: found.table,
          place: found.place))
    case .value, .claim, .reference: return nil
    }
  }
}
