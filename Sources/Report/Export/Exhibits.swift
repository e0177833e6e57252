import Charts
import EvalLogs

/// The figures and tables of a report, by the ids that its pages, files and links have.
package struct Exhibits: Sendable {
  private let index: SiteIndex

  package init(_ edition: Edition) {
    index = SiteIndex(Pages.all.flatMap { $0.pages(edition) }, data: [])
  }

  package var figureIDs: [String] { index.figureIDs }
  package var tableIDs: [String] { index.tableIDs }

  /// In the order of the pages, without the drawings for phones.
  var figures: [Figure] { figureIDs.compactMap { index.figures[$0]?.figures.first } }
  /// Likewise.
  var tables: [Table] { tableIDs.compactMap { index.tables[$0]?.table } }

  /// - Throws: `ReportError` with the nearest id there is.
  func figure(_ id: String) throws(ReportError) -> Figure {
    guard let figure = index.figures[id]?.figures.first else {
      throw Self.unknown("figure", id, among: figureIDs)
    }
    return figure
  }

  /// - Throws: `ReportError` with the nearest id there is.
  func table(_ id: String) throws(ReportError) -> Table {
    guard let table = index.tables[id]?.table else {
      throw Self.unknown("table", id, among: tableIDs)
    }
    return table
  }

  /// The drawing of a figure for a column: that for phones where it has one.
  func columnDrawing(of figure: Figure) -> Figure {
    index.figures[figure.id]?.figures.last ?? figure
  }

  static func unknown(_ what: String, _ id: String, among ids: [String]) -> ReportError {
    ReportError(
      .usage, "the report has no \(what) '\(id)'",
      remedy: Nearest.suggestion(for: id, among: ids)
        ?? "It has none; `passcurve export PATH --list` lists what it has.")
  }
}
