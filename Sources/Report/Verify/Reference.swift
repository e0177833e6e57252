/// What an attribute of a page names: a file, a place in one, an element.
struct Reference: Hashable, Sendable {
  enum Use: Hashable, Sendable {
    /// Followed when a reader asks for it.
    case link
    /// Loaded with the page.
    case load
    /// An element of the same page, by its id.
    case element
  }

  let use: Use
  let value: String
  /// The attribute, as it is called in a finding.
  let attribute: String
}

/// An address as a browser takes it.
enum Address: Equatable {
  /// Of the site: a path below its folder, empty for the page itself, and a place in it.
  case inside(path: String, fragment: String)
  /// Leads out of the site's folder.
  case beyond
  case https
  /// Of the world outside as well, where only a reader's own step leads: http and mail.
  case world
  case data
  /// Runs a script.
  case script
  /// Any other scheme, or an address that depends on where the site lies.
  case other

  /// - Parameter page: The path of the page that names it.
  init(_ text: String, on page: String) {
    // Browsers pass over blanks around, and over tabs and line ends anywhere.
    var bare = text.unicodeScalars.filter { !["\t", "\n", "\r"].contains($0) }
    while let first = bare.first, first.value <= 0x20 { bare.removeFirst() }
    while let last = bare.last, last.value <= 0x20 { bare.removeLast() }
    let address = String(bare)
    if let scheme = Self.scheme(address) {
      switch scheme {
      case "https": self = .https
      case "http", "mailto": self = .world
      case "data": self = .data
      case "javascript", "vbscript": self = .script
      default: self = .other
      }
      return
    }
    if let first = address.first, first == "/" || first == "\\" {
      self = .other
      return
    }
    let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let fragment = parts.count > 1 ? Self.decoded(String(parts[1])) : ""
    let name = Self.decoded(String(parts.first?.prefix { $0 != "?" } ?? ""))
    guard !name.isEmpty else {
      self = .inside(path: "", fragment: fragment)
      return
    }
    var folders = page.split(separator: "/").dropLast().map(String.init)
    for part in name.split(separator: "/", omittingEmptySubsequences: false).map(String.init) {
      switch part {
      case ".": break
      case "..":
        guard folders.popLast() != nil else {
          self = .beyond
          return
        }
      default: folders.append(part)
      }
    }
    self = .inside(path: folders.joined(separator: "/"), fragment: fragment)
  }

  private static func scheme(_ text: String) -> String? {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let name = text[..<colon].lowercased()
    guard let first = name.utf8.first, (0x61...0x7A).contains(first) else { return nil }
    let isName = name.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2B || $0 == 0x2D
        || $0 == 0x2E
    }
    return isName ? name : nil
  }

  /// With `%41` read as `A`.
  private static func decoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Addresses within style sheets and scripts.
enum AddressesInText {
  /// What `url(…)` and `@import` of a style sheet name.
  static func ofStyle(_ text: String) -> [String] {
    guard text.utf8.contains(UInt8(ascii: "(")) || text.utf8.contains(UInt8(ascii: "@")) else {
      return []
    }
    let lower = text.lowercased()
    guard lower.holds("url(") || lower.holds("@import") else { return [] }
    let urls = text.matches(of: /(?i)url\(\s*["']?([^"')]*)["']?\s*\)/).map { String($0.1) }
    let imports = text.matches(of: /(?i)@import\s+["']([^"']*)["']/).map { String($0.1) }
    return urls + imports
  }

  /// Whole addresses in a script; names of XML languages are none.
  static func ofScript(_ text: String) -> [String] {
    guard text.holds("://") else { return [] }
    return text.matches(of: /(?i)\b(?:https?|wss?|ftp):\/\/[^\s"'`<>)]*/).map { String($0.0) }
      .filter { !$0.hasPrefix("http://www.w3.org/") }
  }
}
