import Charts
import Stats

/// All problems of a benchmark at once: a row a run, a column a problem or a bin of them, from the
/// easiest to the hardest.
struct ProblemHeat: Sendable {
  /// Problems a column.
  let binSize: Int
  /// Runs drawn.
  let rows: Int
  private let list: ProblemList
  private let shares: [[Double?]]
  private let edges: [Double]

  /// Rows of a figure, and cells in all: more would weigh too much.
  private static let mostRows = 20
  private static let mostCells = 800
  private static let mostColumns = 120

  init(_ list: ProblemList) {
    self.list = list
    rows = min(list.cells.count, Self.mostRows)
    let count = list.ids.count
    let columns = min(Self.mostColumns, max(40, Self.mostCells / max(1, rows)))
    let size = (count + columns - 1) / columns
    binSize = size
    let order = Self.byDifficulty(list)
    edges =
      stride(from: 0, to: count, by: size).map { Double($0) } + [Double(count)]
    shares = (0..<rows).map { cell in
      stride(from: 0, to: count, by: size).map { start in
        let known = order[start..<min(start + size, count)].compactMap {
          list.tally(cell, $0)?.share
        }
        return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
      }
    }
  }

  /// By the mean share of correct samples over all runs, the easiest first; those of equal mean in
  /// natural order.
  private static func byDifficulty(_ list: ProblemList) -> [Int] {
    let means = list.ids.indices.map { problem in
      let known = list.cells.indices.compactMap { list.tally($0, problem)?.share }
      return known.isEmpty ? -1 : known.reduce(0, +) / Double(known.count)
    }
    return list.ids.indices.sorted { (-means[$0], $0) < (-means[$1], $1) }
  }

  func figure(_ id: String, _ study: Study, heading: String, isWide: Bool) -> Figure {
    let width = isWide ? 736.0 : 352
    let labels = list.cells.prefix(rows).map { study.runs[$0.run].label }
    return Figure(
      id: id, title: "Problems of \(study.benchmarks[list.benchmark].label) by run",
      description: "\(heading). A row a run, shaded by the share of correct samples.",
      size: FigureSize(
        width: width, height: max(120, 72 + 34 * Double(rows)), className: isWide ? "w" : "n"),
      x: XAxis(
        .linear, values: [0, Double(list.ids.count)],
        title: "problems, from the easiest to the hardest"),
      panels: [
        Panel(
          y: .rows(
            LabelText.fitted(labels, width: width - 16, size: 11.5)),
          marks: [HeatRows(shares, edges: edges)])
      ])
  }

  func explain(into html: inout MarkupWriter) {
    html.paragraph(
      lead: "Share of correct samples",
      binSize == 1
        ? ", a column a problem."
        : ", the mean of each bin of \(Phrase.count(binSize, "problem")); the last bin may hold fewer."
    )
    html.paragraph(
      "From faint to strong: up to 1, 5, 20, 50 and 100\(Phrase.space)%. A thin line: no sample is correct. The problems are ordered by their mean share over all runs, so that a column is the same problems in each row."
        + (rows < list.cells.count ? " The first \(rows) of \(list.cells.count) runs." : ""))
  }
}
