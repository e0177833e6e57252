/// One thing that is wrong with a built site.
package struct Finding: Hashable, Sendable, Encodable {
  package enum Code: String, CaseIterable, Sendable, Encodable {
    case missingFile = "missing-file"
    case changedFile = "changed-file"
    case foreignFile = "foreign-file"
    case syntax
    case frame
    case repeatedID = "repeated-id"
    case brokenLink = "broken-link"
    case brokenReference = "broken-reference"
    case outsideRequest = "outside-request"
    case scriptAddress = "script-address"
    case weight
    case number
    /// A cell that cannot be compared with its file.
    case unreadCell = "unread-cell"
    case tableFile = "table-file"

    /// Whether a page's template can be the cause.
    package var isOfFrame: Bool { ![.weight, .number, .unreadCell, .tableFile].contains(self) }

    /// Whether a site is written all the same.
    package var isNote: Bool { self == .weight || self == .unreadCell }

    /// What would help.
    package var remedy: String {
      switch self {
      case .missingFile, .changedFile: "Build the site again, or restore the file."
      case .foreignFile: "Move it elsewhere: passcurve replaces files of its own alone."
      case .syntax, .frame, .repeatedID: "Correct the page, or the template it was made from."
      case .brokenLink, .brokenReference:
        "Restore what it names, or correct the template it was made from."
      case .outsideRequest: "Put what it loads into the site: a report asks nothing of a network."
      case .scriptAddress: "Take it out: no address of a report may run or hold anything."
      case .weight: "Show fewer runs or benchmarks, with --run, --benchmark or --exclude."
      case .unreadCell: "Compare the two by eye; write the cell as a number or as the file has it."
      case .number: "Build the site again; do not correct numbers by hand."
      case .tableFile: "Build the site again, so that every table has its files."
      }
    }
  }

  package let code: Code
  /// Of the file, below the site's folder.
  package let path: String
  /// From 1; `nil` where no line is to be named.
  package let line: Int?
  /// What is wrong, as a sentence without a full stop.
  package let detail: String
  package let remedy: String

  init(
    _ code: Code, _ path: String, line: Int? = nil, _ detail: String, remedy: String? = nil
  ) {
    self.code = code
    self.path = path
    self.line = line
    self.detail = detail
    self.remedy = remedy ?? code.remedy
  }

  /// In the order of files, then lines.
  static func precedes(_ a: Finding, _ b: Finding) -> Bool {
    if a.path != b.path { return a.path < b.path }
    if a.line != b.line { return (a.line ?? 0) < (b.line ?? 0) }
    return (a.code.rawValue, a.detail) < (b.code.rawValue, b.detail)
  }
}

extension Finding: CustomStringConvertible {
  /// All of it in one line.
  package var description: String {
    "\(path)\(line.map { ":\($0)" } ?? ""): \(detail) [\(code.rawValue)]. \(remedy)"
  }
}
