/// Why something cannot be done with a history, and what would help.
package struct HistoryError: Error, Hashable, CustomStringConvertible, Sendable {
  /// Which of the program's exit codes tells of it.
  package enum Kind: Sendable {
    /// A name, a night or another word of the caller's is wrong.
    case usage
    /// The history cannot be read.
    case input
    /// The history cannot be written; it is as it was.
    case output
  }

  package let kind: Kind
  /// What is wrong, as a sentence without a full stop.
  package let detail: String
  /// What would help.
  package let remedy: String?

  package init(_ kind: Kind, _ detail: String, remedy: String? = nil) {
    self.kind = kind
    self.detail = detail
    self.remedy = remedy
  }

  package var description: String { remedy.map { "\(detail)\n  \($0)" } ?? detail }
}
