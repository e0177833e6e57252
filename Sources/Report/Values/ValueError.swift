import EvalLogs

/// What is wrong with an expression, and where in it.
package struct ValueError: Error, Sendable, Equatable {
  /// Characters before the fault, from the start of the expression.
  package var place: Int
  /// As a sentence without a full stop.
  package let detail: String
  package let remedy: String?

  package init(_ place: Int, _ detail: String, remedy: String? = nil) {
    self.place = place
    self.detail = detail
    self.remedy = remedy
  }

  /// A name that means nothing, with the nearest that does.
  static func unknown(
    _ what: String, _ name: String, at place: Int, among known: [String],
    written: (String) -> String = { $0 }
  ) -> ValueError {
    let remedy =
      if let near = Nearest.close(to: name, among: known) {
        "Did you mean '\(written(near))'?"
      } else {
        known.isEmpty
          ? nil
          : "There \(known.count == 1 ? "is" : "are"): \(known.prefix(12).map(written).joined(separator: ", "))\(known.count > 12 ? ", …" : "")."
      }
    return ValueError(place, "there is no \(what) '\(name)'", remedy: remedy)
  }

  /// The same in an expression that begins later.
  func moved(by characters: Int) -> ValueError {
    var error = self
    error.place += characters
    return error
  }
}
