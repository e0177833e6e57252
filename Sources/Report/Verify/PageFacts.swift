/// What a page holds, as far as it is checked.
struct PageFacts: Sendable {
  /// A table with an id: its body's rows as their cells show them.
  struct Table: Sendable {
    let id: String
    let line: Int
    var rows: [[Cell]] = []
  }

  struct Cell: Sendable {
    /// What stands before all else.
    var main = ""
    /// The number set apart as one, where there is one.
    var point: String?
    /// The limits beside it.
    var limits: String?
    /// The smaller words beneath.
    var sub: [String] = []
    var rowspan = 1
    var columnSpan = 1
    var line = 0
  }

  var findings: [Finding] = []
  var ids: Set<String> = []
  /// Each once, with the line of the first.
  var references: [Reference: Int] = [:]
  var tables: [Table] = []
  var elements = 0
  /// Of each inline chart: its line and its bytes.
  var charts: [(line: Int, bytes: Int)] = []
}

/// Gathers the facts of a page as its parser tells of it.
final class PageReader: HTMLHandler {
  private let path: String
  private let bytes: [UInt8]
  private(set) var facts = PageFacts()

  private var open: [String] = []
  private var hasLanguage = false
  private var headings = 0
  private var articles = 0
  private var title: String?
  /// How many of the open elements are an `svg` or inside one.
  private var foreign = 0
  private var chart: (start: Int, line: Int, depth: Int)?
  /// The text of an element that is wanted: a title, a style, a script.
  private var gathered: String?
  /// Whether that is data of a script.
  private var gathersData = false
  private var table: TableReader?

  /// At most so many findings of a kind a page.
  private static let most = 20
  private var counts: [Finding.Code: Int] = [:]

  private init(_ path: String, _ bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// Reads a page.
  static func facts(of path: String, _ bytes: [UInt8]) -> PageFacts {
    // libxml2 takes what is not UTF-8 for Latin-1 and counts offsets anew: it never sees any.
    let isUTF8 = String(validating: bytes, as: UTF8.self) != nil
    let bytes = isUTF8 ? bytes : Array(String(decoding: bytes, as: UTF8.self).utf8)
    let reader = PageReader(path, bytes)
    if !isUTF8 { reader.find(.syntax, line: nil, "it is not UTF-8") }
    HTMLEvents.read(bytes, into: reader)
    reader.finish()
    return reader.facts
  }

  private func finish() {
    if !hasLanguage { find(.frame, line: nil, "it does not say its language") }
    // A report in one file has one an article.
    if headings != 1, headings == 0 || headings > articles {
      find(.frame, line: nil, "it has \(headings) first headings instead of one")
    }
    if title?.contains(where: { !$0.isWhitespace }) != true {
      find(.frame, line: nil, "it has no title")
    }
  }

  private func find(_ code: Finding.Code, line: Int?, _ detail: String) {
    counts[code, default: 0] += 1
    guard counts[code, default: 0] <= Self.most else { return }
    facts.findings.append(Finding(code, path, line: line, detail))
  }

  // MARK: Tags

  func error(_ message: String, line: Int) {
    find(.syntax, line: line, "it is not well-formed: \(message)")
  }

  func start(_ name: String, _ attributes: HTMLAttributes, offset: Int, line: Int) {
    facts.elements += 1
    if foreign > 0 || name == "svg" { foreign += 1 }
    if !HTMLNames.elements.contains(name), !name.contains("-") {
      find(.syntax, line: line, "there is no element <\(name)>")
    }
    var attributeText = AttributeText()
    for (attribute, value) in attributes {
      note(attribute, value, of: name, line: line, &attributeText)
    }
    note(attributeText, of: name, line: line)
    switch name {
    case "html": hasLanguage = attributeText.language?.isEmpty == false
    case "h1": headings += 1
    case "article": articles += 1
    case "title" where foreign == 0 && title == nil: gathered = ""
    case "style": gathered = ""
    case "script" where attributeText.isProgram || attributeText.type.hasSuffix("json"):
      gathered = ""
      gathersData = !attributeText.isProgram
    case "svg":
      let isFigure = attributeText.classes.split(separator: " ").contains("fig")
      if isFigure, chart == nil { chart = (tagStart(offset), line, open.count) }
    case "table" where table == nil:
      table = attributeText.id.map { TableReader($0, line: line) }
    default: break
    }
    table?.start(
      name, classes: attributeText.classes, rowspan: attributeText.rowspan,
      columnSpan: attributeText.columnSpan, line: line)
    open.append(name)
  }

  func end(_ name: String, offset: Int, line: Int) {
    // libxml2 ends what is left open by itself.
    if foreign > 0 { foreign -= 1 }
    if open.last == name { open.removeLast() }
    if !HTMLNames.openEnded.contains(name), !endsHere(name, offset) {
      find(.syntax, line: line, "<\(name)> is not ended")
    }
    if let chart, open.count == chart.depth {
      facts.charts.append((chart.line, offset - chart.start))
      self.chart = nil
    }
    switch name {
    case "title" where foreign == 0 && title == nil: title = gathered
    case "style": addresses(AddressesInText.ofStyle(gathered ?? ""), "a style sheet", line)
    case "script" where gathersData:
      if !JSONSyntax.isValid(Array((gathered ?? "").utf8)) {
        find(.syntax, line: line, "a script's data is not JSON")
      }
    case "script":
      for address in AddressesInText.ofScript(gathered ?? "") {
        find(.outsideRequest, line: line, "a script names \"\(address)\"")
      }
    default: break
    }
    if ["title", "style", "script"].contains(name), foreign == 0 { gathered = nil }
    if let table, table.end(name) {
      facts.tables.append(table.table)
      self.table = nil
    }
  }

  func text(_ text: UnsafeRawBufferPointer) {
    if gathered != nil { gathered?.append(String(decoding: text, as: UTF8.self)) }
    if foreign == 0 { table?.text(text) }
  }

  /// Where the tag that ends at `offset` begins.
  private func tagStart(_ offset: Int) -> Int {
    bytes[..<min(offset, bytes.count)].lastIndex(of: UInt8(ascii: "<")) ?? offset
  }

  /// Whether a tag that ends this element, or an element that ends itself, stands before `offset`.
  private func endsHere(_ name: String, _ offset: Int) -> Bool {
    let before = bytes[..<min(offset, bytes.count)]
    if before.suffix(2).elementsEqual("/>".utf8) { return true }
    let tag = before[tagStart(offset)...]
    guard tag.count >= name.utf8.count + 3, tag.starts(with: "</".utf8) else { return false }
    return zip(tag.dropFirst(2), name.utf8).allSatisfy { $0 | 0x20 == $1 | 0x20 }
  }

  // MARK: Attributes

  /// Attributes that mean something together.
  private struct AttributeText {
    var id: String?
    var classes = ""
    var language: String?
    var href: String?
    var relation = ""
    var type = ""
    var content: String?
    var isRefresh = false
    var rowspan = 1
    var columnSpan = 1

    /// Whether a script is one, and no data.
    var isProgram: Bool { type.isEmpty || type == "module" || type.contains("javascript") }
  }

  private static let elementLists: Set<String> = [
    "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details",
    "aria-flowto", "aria-activedescendant", "aria-errormessage", "for", "headers", "list", "form",
    "popovertarget",
  ]

  private func note(
    _ attribute: String, _ value: HTMLAttributes.Value, of name: String, line: Int,
    _ text: inout AttributeText
  ) {
    switch attribute {
    case "id":
      let id = value.string
      text.id = id
      if id.isEmpty || id.contains(where: \.isWhitespace) {
        find(.syntax, line: line, "the id \"\(id)\" is empty or holds a blank")
      }
      if !facts.ids.insert(id).inserted {
        find(.repeatedID, line: line, "another element has the id \"\(id)\" too")
      }
    case "class": text.classes = value.string
    case "lang": text.language = value.string
    case "href", "xlink:href": text.href = value.string
    case "rel": text.relation = value.string.lowercased()
    case "type": text.type = value.string.lowercased()
    case "content": text.content = value.string
    case "http-equiv": text.isRefresh = value.string.lowercased() == "refresh"
    case "rowspan": text.rowspan = max(1, Int(value.string) ?? 1)
    case "colspan": text.columnSpan = max(1, Int(value.string) ?? 1)
    case "src", "poster", "background", "data", "action", "formaction", "manifest":
      note(.load, value.string, attribute, line)
    case "srcset":
      for part in value.string.split(separator: ",") {
        let address = part.split { $0.isWhitespace }.first.map(String.init)
        note(.load, address ?? "", attribute, line)
      }
    case "style": addresses(AddressesInText.ofStyle(value.string), "style", line)
    case "fill", "stroke", "clip-path", "mask", "filter", "marker-start", "marker-mid",
      "marker-end":
      addresses(AddressesInText.ofStyle(value.string), attribute, line)
    default:
      if attribute.hasPrefix("on") {
        find(.scriptAddress, line: line, "<\(name)> runs a script by its \(attribute)")
      } else if Self.elementLists.contains(attribute) {
        for id in value.string.split(whereSeparator: \.isWhitespace) {
          note(.element, String(id), attribute, line)
        }
      }
    }
  }

  private func note(_ text: AttributeText, of name: String, line: Int) {
    if name == "meta", text.isRefresh, let content = text.content,
      let address = content.split(separator: "=", maxSplits: 1).dropFirst().first
    {
      note(.load, String(address), "http-equiv", line)
    }
    guard let href = text.href else { return }
    switch name {
    case "a", "area": note(.link, href, "href", line)
    // What a search engine or a reader of feeds is told; nothing is loaded.
    case "link" where ["canonical", "alternate", "author", "license"].contains(text.relation):
      note(.link, href, "href", line)
    default: note(.load, href, "href", line)
    }
  }

  private func note(_ use: Reference.Use, _ value: String, _ attribute: String, _ line: Int) {
    let reference = Reference(use: use, value: value, attribute: attribute)
    if facts.references[reference] == nil { facts.references[reference] = line }
  }

  private func addresses(_ addresses: [String], _ attribute: String, _ line: Int) {
    for address in addresses { note(.load, address, attribute, line) }
  }
}
