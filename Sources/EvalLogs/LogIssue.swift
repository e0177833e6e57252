/// Something found wrong, or worth saying, in the input: where, what, and what to do about it.
package struct LogIssue: Hashable, Sendable, CustomStringConvertible {
  /// What kind of thing it is; the raw values are stable and documented.
  package enum Code: String, Hashable, Sendable, CaseIterable {
    case notJSON = "not-json"
    case notXML = "not-xml"
    case notYAML = "not-yaml"
    case hostileDocument = "hostile-document"
    case documentTooLarge = "document-too-large"
    case truncatedRecord = "truncated-record"
    case invalidUTF8 = "invalid-utf8"
    case lineTooLong = "line-too-long"
    case unclosedQuote = "unclosed-quote"
    case raggedRow = "ragged-row"
    case missingColumn = "missing-column"
    case missingField = "missing-field"
    case badCounts = "bad-counts"
    case badVerdict = "bad-verdict"
    case badValue = "bad-value"
    case ambiguousCounts = "ambiguous-counts"
    case metricsDisagree = "metrics-disagree"
    case unevenLists = "uneven-lists"
    case duplicateSample = "duplicate-sample"
    case duplicateKey = "duplicate-key"
    case duplicateSeed = "duplicate-seed"
    case secondRun = "second-run"
    case sameFileTwice = "same-file-twice"
    case tallyBesideLog = "tally-beside-log"
    case repeatedLog = "repeated-log"
    case unfinishedLog = "unfinished-log"
    case unknownVersion = "unknown-version"
    case notCounted = "not-counted"
    case countsOnly = "counts-only"
    case headlineDisagrees = "headline-disagrees"
    case stoppedAtSuccess = "stopped-at-success"
    case unpairedProblems = "unpaired-problems"
    case severalScorers = "several-scorers"
    case unknownScorer = "unknown-scorer"
    case noProblemText = "no-problem-text"
    case noSamples = "no-samples"
    case unreadableFile = "unreadable-file"
    case truncatedArchive = "truncated-archive"
    case corruptArchive = "corrupt-archive"
    case needsProgram = "needs-program"
    case unpackedTooLarge = "unpacked-too-large"
    case linkOutside = "link-outside"
    case folderTooDeep = "folder-too-deep"
    case specialFile = "special-file"

    /// A choice that was made and said, not a fault of the input; `--strict` does not count it.
    package var isNote: Bool {
      switch self {
      case .secondRun, .sameFileTwice, .tallyBesideLog, .repeatedLog, .notCounted, .countsOnly,
        .severalScorers:
        true
      default: false
      }
    }
  }

  package let code: Code
  /// Path below the root, repaired where it was no UTF-8.
  package let path: String
  /// Line in the (unpacked) file, from 1; nil where the whole file is meant.
  package let line: Int?
  package let detail: String
  package let remedy: String
  /// How many like it this one stands for, at least 1.
  package let count: Int

  package init(
    _ code: Code, path: String, line: Int? = nil, detail: String, remedy: String, count: Int = 1
  ) {
    self.code = code
    self.path = path
    self.line = line
    self.detail = detail
    self.remedy = remedy
    self.count = count
  }

  /// `path:line: error: detail [code]` and, on a line of its own, the remedy.
  package var description: String {
    let place = path + (line.map { ":\($0)" } ?? "")
    let more = count > 1 ? " (\(count) like this)" : ""
    let kind = code.isNote ? "note" : "error"
    let text = "\(place): \(kind): \(detail)\(more) [\(code.rawValue)]"
    return "\(text.printable)\n  \(remedy.printable)"
  }
}

extension LogIssue: Comparable {
  /// By path in natural order, then line, code and text.
  package static func < (left: LogIssue, right: LogIssue) -> Bool {
    if left.path != right.path { return NaturalOrder.precedes(left.path, right.path) }
    if left.line != right.line { return (left.line ?? 0) < (right.line ?? 0) }
    if left.code != right.code { return left.code.rawValue < right.code.rawValue }
    if left.detail != right.detail { return left.detail < right.detail }
    return left.count < right.count
  }
}
