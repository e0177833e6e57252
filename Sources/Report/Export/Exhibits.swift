import Charts
import EvalLogs

/// The figures and tables of a report, by the ids that its pages, files and links have.
package struct Exhibits: Sendable {
  /// In the order of the pages; the drawings for phones have ids of their own, `…-narrow`.
  let figures: [Figure]
  /// Likewise.
  let tables: [Table]

  package init(_ edition: Edition) {
    let sections = Pages.all.flatMap { $0.pages(edition) }.flatMap(\.sections)
    figures = sections.flatMap(\.figures)
    tables = sections.flatMap(\.tables)
  }

  package var figureIDs: [String] { figures.filter { !$0.isNarrow }.map(\.id) }
  package var tableIDs: [String] { tables.map(\.id) }

  /// - Throws: `ReportError` with the nearest id there is.
  func figure(_ id: String) throws(ReportError) -> Figure {
    guard let figure = figures.first(where: { $0.id == id }) else {
      throw Self.unknown("figure", id, among: figureIDs)
    }
    return figure
  }

  /// - Throws: `ReportError` with the nearest id there is.
  func table(_ id: String) throws(ReportError) -> Table {
    guard let table = tables.first(where: { $0.id == id }) else {
      throw Self.unknown("table", id, among: tableIDs)
    }
    return table
  }

  /// The drawing of a figure for a column: that for phones where it has one.
  func columnDrawing(of figure: Figure) -> Figure {
    figures.first { $0.id == "\(figure.id)-narrow" } ?? figure
  }

  static func unknown(_ what: String, _ id: String, among ids: [String]) -> ReportError {
    ReportError(
      .usage, "the report has no \(what) '\(id)'",
      remedy: Nearest.suggestion(for: id, among: ids)
        ?? "It has none; `passcurve export PATH --list` lists what it has.")
  }
}
