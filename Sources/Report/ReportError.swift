/// Why a report cannot be made, and what to do about it.
package struct ReportError: Error, CustomStringConvertible, Sendable {
  /// Which of the program's exit codes tells of it.
  package enum Kind: Sendable {
    /// An option, a key of the config or the name of a run is wrong.
    case usage
    /// The input cannot be used.
    case input
    /// The output cannot be written.
    case output
    /// The data do not bear a claim.
    case claim
  }

  package let kind: Kind
  /// What is wrong, as a sentence without a full stop.
  package let detail: String
  /// What would help.
  package let remedy: String?
  /// What else is wrong.
  package let others: [ReportError]

  package init(_ kind: Kind, _ detail: String, remedy: String? = nil) {
    self.kind = kind
    self.detail = detail
    self.remedy = remedy
    others = []
  }

  /// Several at once, at least one; all are of the first one's kind.
  init(_ errors: [ReportError]) {
    precondition(!errors.isEmpty, "an error of nothing")
    (kind, detail, remedy) = (errors[0].kind, errors[0].detail, errors[0].remedy)
    others = Array(errors.dropFirst())
  }

  package var description: String { ([self] + others).map(\.text).joined(separator: "\n") }

  private var text: String { remedy.map { "\(detail)\n  \($0)" } ?? detail }
}
