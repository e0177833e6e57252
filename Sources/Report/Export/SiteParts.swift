import Foundation

/// Figures and tables of a site that is built, as its files have them: what `export` hands over where
/// there are no logs at hand.
package struct SiteParts {
  private let files: SiteFiles
  private let paths: Set<String>

  /// `nil` where the folder is no site of ours.
  package init?(folder: String) {
    files = SiteFiles(folder: folder)
    guard files.contains("index.html"), let manifest = files.bytes(Manifest.fileName),
      let outputs = Manifest.outputs(in: manifest)
    else { return nil }
    paths = Set(outputs.map(\.path))
  }

  package var figureIDs: [String] { ids("figures/", ".tex") }

  package var tableIDs: [String] { ids("tables/", ".csv") }

  private func ids(_ folder: String, _ ending: String) -> [String] {
    paths.filter { $0.hasPrefix(folder) && $0.hasSuffix(ending) }
      .map { String($0.dropFirst(folder.count).dropLast(ending.count)) }.sorted()
  }

  /// A figure's file, or what is made of its drawing.
  ///
  /// - Throws: `ReportError` where the site has no such figure, or not in this form.
  package func figure(
    _ id: String, _ form: String, isDark: Bool, _ converter: VectorConverter?
  ) throws(ReportError) -> [UInt8] {
    guard figureIDs.contains(id) else { throw Exhibits.unknown("figure", id, among: figureIDs) }
    switch form {
    case "svg": return try drawing(id, isDark)
    case "tex": return try file("figures/\(id).tex")
    default:
      guard let kind = VectorConverter.Form(rawValue: form) else {
        throw Self.lacking(form, "svg, pdf, png, tex")
      }
      return try VectorConverter.convert(drawing(id, isDark), to: kind, by: converter)
    }
  }

  /// A table's file.
  ///
  /// - Throws: `ReportError` where the site has no such table, or not in this form.
  package func table(_ id: String, _ form: String) throws(ReportError) -> [UInt8] {
    guard tableIDs.contains(id) else { throw Exhibits.unknown("table", id, among: tableIDs) }
    guard form == "csv" || form == "tex" else { throw Self.lacking(form, "csv, tex") }
    return try file("tables/\(id).\(form)")
  }

  private func drawing(_ id: String, _ isDark: Bool) throws(ReportError) -> [UInt8] {
    try file("figures/\(id)\(isDark ? "-dark" : "").svg")
  }

  private func file(_ path: String) throws(ReportError) -> [UInt8] {
    guard paths.contains(path), let bytes = files.bytes(path) else {
      throw ReportError(
        .input, "the site holds no \(path)", remedy: "Build it again, or name the logs.")
    }
    return bytes
  }

  private static func lacking(_ form: String, _ forms: String) -> ReportError {
    ReportError(
      .usage, "a site holds no '\(form)' of it",
      remedy: "It has \(forms); for others name the logs.")
  }
}
