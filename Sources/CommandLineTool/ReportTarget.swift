import EvalLogs
import Report

/// Where a report goes: a folder, or one file.
enum ReportTarget {
  case folder(SiteWriter)
  case file(OutputFile, path: String)
  case standardOutput

  /// - Throws: `ReportError` of kind `output`, before any work is done.
  init(_ path: String?, isSingle: Bool, inputs: [String]) throws(ReportError) {
    guard isSingle else {
      self = .folder(
        try SiteWriter(path ?? "site", inputs: inputs, interruption: Signals.interruption))
      return
    }
    let path = path ?? "site.html"
    self =
      path == "-"
      ? .standardOutput
      : .file(try OutputFile(path, holding: .report, inputs: inputs), path: path)
  }

  /// Writes a report of one file.
  ///
  /// - Returns: What to open.
  func write(_ single: SingleFile) throws -> String? {
    guard SingleReport.isOurs(start: single.html.prefix(SingleReport.start)) else {
      throw ReportError(
        .usage, "single.mustache of --templates does not name passcurve near its beginning",
        remedy:
          "Keep <meta name=\"generator\" content=\"{{generator}}\"> there: by it the file is known, and may be replaced."
      )
    }
    guard case .file(let file, let path) = self else {
      try Console.output(single.html)
      return nil
    }
    try file.write { body in try body(single.html) }
    return path
  }
}
