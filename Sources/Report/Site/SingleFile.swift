/// A whole report as one HTML file.
package struct SingleFile: Sendable {
  /// Larger ones are not made: browsers and mail hold them badly.
  package static let limit = 25_000_000
  /// Larger ones are warned of.
  package static let large = 10_000_000

  package let html: [UInt8]
  /// What weighs, in words: the largest files within.
  package let weights: String
  /// What is to be said of it beside: claims that the data do not bear.
  package let notes: [String]

  package var isLarge: Bool { html.count > Self.large }

  init(_ html: String, files: Site) throws(ReportError) {
    self.html = Array(html.utf8)
    notes = files.notes
    weights = files.largest
    guard self.html.count <= Self.limit else {
      throw ReportError(
        .output,
        "as one file the report would have \(Self.megabytes(self.html.count)), more than \(Self.megabytes(Self.limit)); the largest files within: \(weights)",
        remedy:
          "Build the folder, without --single-file; or leave analyses out with `analyses` in the config (problems and quality have a row a problem), or runs with --run and --exclude."
      )
    }
  }

  /// "12.3 MB", in steps that never call two sizes on both sides of a limit the same.
  package static func megabytes(_ bytes: Int) -> String {
    let tenths = (bytes + 99_999) / 100_000
    return "\(tenths / 10).\(tenths % 10) MB"
  }
}
