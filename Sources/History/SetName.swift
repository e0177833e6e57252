import EvalLogs

/// A name a set is kept under: "release-1.2".
package struct SetName: Hashable, Sendable, CustomStringConvertible {
  package let text: String
  /// In bytes of UTF-8.
  package static let longest = 64

  /// - Throws: `HistoryError` of kind `usage` where the name could be taken for something else.
  package init(_ text: String) throws(HistoryError) {
    if let reason = Self.fault(text) {
      throw HistoryError(
        .usage, "'\(text)' is no name for a set: \(reason)",
        remedy: "A name is up to \(Self.longest) letters, digits and signs, as in release-1.2.")
    }
    self.text = text
  }

  package var description: String { text }

  /// Whether a word stands for a set by its place among the others.
  static func isReserved(_ text: String) -> Bool {
    let word = text.prefix { $0 != ":" }.lowercased()
    return ["last", "best", "pool"].contains(word)
  }

  private static func fault(_ text: String) -> String? {
    if text.isEmpty { return "it is empty" }
    if text.utf8.count > longest { return "it is longer than \(longest) bytes" }
    if text.printable != text { return "it holds control characters" }
    if text.first?.isWhitespace == true || text.last?.isWhitespace == true {
      return "it begins or ends with a space"
    }
    if text.hasPrefix("-") { return "it would be taken for an option" }
    if text.contains("/") || text == "." || text == ".." { return "it would be taken for a path" }
    if text.contains(":") || isReserved(text) { return "it stands for a choice among sets" }
    if Night.resembles(text) { return "it would be taken for a date" }
    if SetFingerprint.isPrefix(text) { return "it would be taken for a fingerprint" }
    return nil
  }
}

/// The SHA-256 of a canonical tally, in 64 hexadecimal digits.
enum SetFingerprint {
  static func of(_ bytes: [UInt8]) -> String {
    var hash = SHA256()
    bytes.withUnsafeBytes { hash.update($0) }
    return hash.finish()
  }

  /// Digits that are shown, and that suffice to name one.
  static let short = 8

  /// Whether a word is one, or its beginning.
  static func isPrefix(_ text: String) -> Bool {
    (short...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
