/// Something wrong in a writeup, and where.
struct WriteupFault: Sendable {
  let path: String
  let line: Int
  let column: Int?
  let detail: String
  let remedy: String?
  /// Whether it is a claim that the data do not bear.
  var isClaim = false

  var place: String { "\(path):\(line)\(column.map { ":\($0)" } ?? "")" }

  /// All of them as one error: the first twenty in full.
  static func error(_ faults: [WriteupFault]) -> ReportError? {
    let sorted = faults.enumerated().sorted { a, b in
      let (first, second) = (a.element, b.element)
      if first.path != second.path { return a.offset < b.offset }
      return (first.line, first.column ?? 0, a.offset) < (second.line, second.column ?? 0, b.offset)
    }.map(\.element)
    guard !sorted.isEmpty else { return nil }
    let kind: ReportError.Kind = sorted.allSatisfy(\.isClaim) ? .claim : .usage
    var errors = sorted.prefix(20).map { fault in
      ReportError(kind, "\(fault.place): \(fault.detail)", remedy: fault.remedy)
    }
    if sorted.count > 20 {
      errors.append(ReportError(kind, "and \(sorted.count - 20) more in the writeups"))
    }
    return ReportError(errors)
  }
}
