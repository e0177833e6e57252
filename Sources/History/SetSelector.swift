/// Which set of a history is meant.
package enum SetSelector: Hashable, Sendable, CustomStringConvertible {
  /// The latest, or the latest before a night.
  case last(before: Night? = nil)
  /// The latest of a night: of a day, that of all its seconds.
  case night(Night)
  case name(String)
  /// The latest with a fingerprint that begins so.
  case fingerprint(String)

  /// `last`, a date, the first 8 digits or more of a fingerprint, or a name: no word is two of them.
  ///
  /// - Throws: `HistoryError` of kind `usage` where a word can be none.
  package init(parsing text: String) throws(HistoryError) {
    if text == "last" {
      self = .last()
    } else if let night = Night(text) {
      self = .night(night)
    } else if Night.resembles(text) {
      throw HistoryError(
        .usage, "'\(text)' is no night",
        remedy: "Nights are written 2026-01-31 or 2026-01-31T04:30:00Z.")
    } else if SetFingerprint.isPrefix(text) {
      self = .fingerprint(text)
    } else {
      self = .name(try SetName(text).text)
    }
  }

  package var description: String {
    switch self {
    case .last(nil): "at all"
    case .last(let night?): "before \(night)"
    case .night(let night): "of \(night)"
    case .name(let name): "named '\(name)'"
    case .fingerprint(let start): "whose fingerprint begins with \(start)"
    }
  }
}
