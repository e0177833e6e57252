internal import CXML

/// What is wrong with a standalone SVG or another XML file.
enum DrawingCheck {
  static func findings(_ path: String, _ bytes: [UInt8]) -> [Finding] {
    var result: [Finding] = []
    var seen: Set<String> = []
    var ids: Set<String> = []
    var used: [(id: String, line: Int)] = []
    func find(_ code: Finding.Code, _ line: Int, _ detail: String) {
      if result.count < 20, seen.insert(detail).inserted {
        result.append(Finding(code, path, line: line, detail))
      }
    }
    func check(_ address: String, _ line: Int) {
      switch Address(address, on: path) {
      case .inside("", let fragment): used.append((fragment, line))
      default: find(.outsideRequest, line, "it names \"\(address.prefix(200))\"")
      }
    }
    // Most drawings hold few of these: what the bytes do not name is not asked of each element.
    let named = { (names: [String]) in names.filter { bytes.holds(" \($0)=") } }
    let addresses = named(["href", "xlink:href", "src"])
    let paints =
      bytes.holds("(")
      ? named(["style", "fill", "stroke", "clip-path", "mask", "filter"]) : []
    let lists = named(["aria-labelledby", "aria-describedby"])
    let end = read(bytes) { element, line, attribute in
      if element == "script" { find(.scriptAddress, line, "it holds a script") }
      if let id = attribute("id"), !ids.insert(id).inserted {
        find(.repeatedID, line, "another element has the id \"\(id)\" too")
      }
      for name in addresses {
        // A plain link asks for nothing by itself.
        if let value = attribute(name), element != "a" || Address(value, on: path) != .https {
          check(value, line)
        }
      }
      for name in paints {
        guard let value = attribute(name) else { continue }
        for address in AddressesInText.ofStyle(value) { check(address, line) }
      }
      for name in lists {
        for id in (attribute(name) ?? "").split(separator: " ") {
          used.append((String(id), line))
        }
      }
    }
    if let end { find(.syntax, end.line, "it is not well-formed: \(end.detail)") }
    for (id, line) in used where !ids.contains(id) {
      find(.brokenReference, line, "nothing in it has the id \"\(id)\"")
    }
    // Style elements are text, which the reader passes over.
    if bytes.holds("<style") {
      let text = String(decoding: bytes, as: UTF8.self)
      for address in AddressesInText.ofStyle(text) where !address.hasPrefix("#") {
        find(.outsideRequest, 1, "it names \"\(address.prefix(200))\"")
      }
    }
    return result
  }

  private final class Source {
    let bytes: [UInt8]
    var index = 0
    init(_ bytes: [UInt8]) { self.bytes = bytes }
  }

  /// Tells of each element.
  ///
  /// - Returns: Why it cannot be read to its end; `nil` where it can.
  private static func read(
    _ bytes: [UInt8], _ body: (String, Int, (String) -> String?) -> Void
  ) -> (line: Int, detail: String)? {
    let source = Source(bytes)
    return withExtendedLifetime(source) {
      let context = Unmanaged.passUnretained(source).toOpaque()
      let reader = cxml_reader_new(
        { context, buffer, capacity in
          guard let context, let buffer else { return -1 }
          let source = Unmanaged<Source>.fromOpaque(context).takeUnretainedValue()
          let count = min(Int(capacity), source.bytes.count - source.index)
          source.bytes.withUnsafeBytes {
            if let start = $0.baseAddress, count > 0 {
              buffer.update(
                from: (start + source.index).assumingMemoryBound(to: CChar.self), count: count)
            }
          }
          source.index += count
          return CInt(count)
        }, context)
      guard let reader else { return (1, "no memory") }
      defer { cxml_reader_free(reader) }
      while true {
        switch Int(cxml_reader_next(reader)) {
        case CXML_OPEN:
          body(String(cString: cxml_reader_name(reader)), cxml_reader_line(reader)) { name in
            cxml_reader_attribute(reader, name).map { String(cString: $0) }
          }
        case CXML_CLOSE: continue
        case CXML_END: return nil
        case CXML_DOCTYPE: return (cxml_reader_line(reader), "it declares a document type")
        default:
          var line = 0
          let detail = String(cString: cxml_reader_error(reader, &line))
          return (line, detail)
        }
      }
    }
  }
}
