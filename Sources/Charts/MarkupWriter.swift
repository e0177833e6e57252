internal import CXML

/// Writes HTML fragments and XML documents, escaped by construction: names are literals of the
/// program, values and text go through libxml2, and there is no way to write markup as text.
///
/// ```swift
/// var html = MarkupWriter(.html)
/// html.element("td", [("class", "num")]) { $0.text("0.41") }
/// html.string  // <td class="num">0.41</td>
/// ```
package struct MarkupWriter: ~Copyable {
  /// How empty elements end.
  package enum Dialect: Sendable {
    /// A fragment for an HTML page: only void elements end in `/>`.
    case html
    /// A document of its own: XML declaration first, every empty element ends in `/>`.
    case xml
  }

  /// What an attribute becomes where a page stands in another place: itself, another, several or
  /// none.
  package typealias Rewriting =
    @Sendable (_ name: StaticString, _ value: String) -> [(StaticString, String)]

  package let dialect: Dialect
  /// Where the site's folder lies from the page that is written: `../`.
  package var root = ""
  /// Whether the site holds a file, by its path below the folder: what lines of links may name.
  package var holds: @Sendable (String) -> Bool = { _ in true }
  private let handle: OpaquePointer
  private let rewriting: Rewriting?
  /// Whether the elements open now end with a full tag, outermost first.
  private var open: [Bool] = []
  /// How many of the open elements are an `svg` or inside one; empty ones there end in `/>`.
  private var foreign = 0

  /// - Parameter rewriting: Sees each attribute before it is written; `nil` leaves all as they are.
  package init(_ dialect: Dialect, rewriting: Rewriting? = nil) {
    guard let handle = cxml_writer_new(dialect == .xml ? 1 : 0) else { fatalError("no memory") }
    self.dialect = dialect
    self.rewriting = rewriting
    self.handle = handle
  }

  deinit { cxml_writer_free(handle) }

  /// Writes an element: its attributes in the order given, then what `content` writes.
  package mutating func element(
    _ name: StaticString, _ attributes: [(StaticString, String)] = [],
    _ content: (inout MarkupWriter) -> Void = { _ in }
  ) {
    start(name)
    for (name, value) in attributes { attribute(name, value) }
    content(&self)
    end()
  }

  /// Writes an element that holds nothing but text.
  package mutating func element(
    _ name: StaticString, _ attributes: [(StaticString, String)] = [], text: String
  ) {
    start(name)
    for (name, value) in attributes { attribute(name, value) }
    self.text(text)
    end()
  }

  /// Begins an element; its attributes must follow before anything else. Without the arrays and
  /// closures of `element`, for long tables.
  package mutating func start(_ name: StaticString) {
    check(cxml_start_element(handle, name.characters))
    if foreign > 0 || name.is("svg") { foreign += 1 }
    open.append(dialect == .html && foreign == 0 && !name.isVoid)
  }

  /// Adds an attribute to the element begun last.
  package mutating func attribute(_ name: StaticString, _ value: String) {
    guard let rewriting else { return write(name, value) }
    for (name, value) in rewriting(name, value) { write(name, value) }
  }

  private func write(_ name: StaticString, _ value: String) {
    check(MarkupText.clean(value).withCString { cxml_attribute(handle, name.characters, $0) })
  }

  /// Adds text to the open element.
  package mutating func text(_ text: String) {
    check(MarkupText.clean(text).withCString { cxml_text(handle, $0) })
  }

  /// Ends the open element.
  package mutating func end() {
    precondition(!open.isEmpty, "end() without an open element")
    if foreign > 0 { foreign -= 1 }
    check(cxml_end_element(handle, open.removeLast() ? 1 : 0))
  }

  /// What has been written so far, as UTF-8.
  package var bytes: [UInt8] {
    var count = 0
    guard let start = cxml_bytes(handle, &count) else { fatalError("no memory") }
    return [UInt8](UnsafeBufferPointer(start: start, count: count))
  }

  /// What has been written so far.
  package var string: String { String(decoding: bytes, as: UTF8.self) }

  /// Whether UTF-8 bytes are a well-formed XML document.
  package static func isWellFormed(_ bytes: [UInt8]) -> Bool {
    cxml_well_formed(bytes, bytes.count) == 1
  }

  private func check(_ code: CInt) {
    if code != 0 { fatalError("libxml2 cannot write: out of memory, or calls out of order") }
  }
}

extension StaticString {
  fileprivate var characters: UnsafePointer<CChar> {
    UnsafeRawPointer(utf8Start).assumingMemoryBound(to: CChar.self)
  }

  fileprivate func `is`(_ other: StaticString) -> Bool {
    guard utf8CodeUnitCount == other.utf8CodeUnitCount else { return false }
    for index in 0..<utf8CodeUnitCount where utf8Start[index] != other.utf8Start[index] {
      return false
    }
    return true
  }

  /// Whether HTML lets an element of this name have no end tag and no content.
  fileprivate var isVoid: Bool {
    switch utf8CodeUnitCount {
    case 2: self.is("br") || self.is("hr")
    case 3: self.is("col") || self.is("img") || self.is("wbr")
    case 4: self.is("link") || self.is("meta") || self.is("area") || self.is("base")
    case 5: self.is("input") || self.is("track") || self.is("embed")
    case 6: self.is("source")
    default: false
    }
  }
}
