import Charts
import Stats

/// The values behind a benchmark's figure, in a fold beneath it: a row a `k` while runs and pairs
/// fit side by side, else a row a run.
struct ValueTable: Sendable {
  private let results: Results
  private let benchmark: Int
  private let shown: [Results.Curve]
  private let compared: [Results.Comparison]
  private let ks: [Int]

  /// More columns than this do not fit beside each other.
  private static let columns = 8

  init(_ results: Results, benchmark: Int) {
    self.results = results
    self.benchmark = benchmark
    shown = results.curves[benchmark].compactMap { $0 }
    compared = results.comparisons[benchmark].filter { $0.paired != nil }
    ks = Set(shown.flatMap { $0.points.map(\.k) } + compared.flatMap { $0.points.map(\.k) })
      .sorted()
  }

  func write(into html: inout MarkupWriter) {
    html.element("details", [("id", "values")]) { html in
      html.element("summary", text: "Values of figure 1")
      if shown.count + compared.count <= Self.columns {
        byK(&html)
      } else {
        byRun(&html)
      }
    }
  }

  private var caption: String {
    let bold =
      compared.isEmpty
      ? ""
      : " Bold: the claim holds after correction for \(Phrase.count(results.claimCount, "claim"))."
    return
      "pass@k in percent\(compared.isEmpty ? "" : " and paired differences in points"), with \(results.words.pointwise).\(bold) k > n: a problem has fewer than k samples."
  }

  private func byK(_ html: inout MarkupWriter) {
    let study = results.study
    let styles = RunStyles(results, benchmark: benchmark)
    // One column after another, so that the decimal signs of each stand in one line.
    let columns: [[Cell]] =
      shown.map { curve in ks.map { k in Cell.share(curve.point(at: k)) } }
      + compared.map { comparison in
        ks.map { k in
          let claim = comparison.claim(at: k)?.verdict
          return Cell.difference(
            comparison.point(at: k), strong: claim == .ahead || claim == .behind)
        }
      }
    let decimals = columns.map { $0.map(\.decimals).max() ?? 0 }
    html.table(
      label: "Values of figure 1", classes: "num wide vals",
      caption: { $0.text(caption) },
      head: { html in
        html.element("tr") { html in
          html.headerCell("k")
          for curve in shown { html.headerCell(study.runs[curve.cell.run], styles[curve.cell.run]) }
          for comparison in compared {
            html.headerCell(
              "\(study.runs[comparison.pair.candidate].label) \(Phrase.minus) \(study.runs[comparison.pair.baseline].label)",
              [("class", "r")])
          }
        }
      },
      body: { html in
        for (row, k) in ks.enumerated() {
          html.element("tr") { html in
            html.element("th", [("scope", "row")], text: Phrase.count(k))
            for (column, cells) in columns.enumerated() {
              html.cell(cells[row], decimals: decimals[column])
            }
          }
        }
      })
  }

  /// Powers of two as columns, and the run's own largest `k` with its value at the end.
  private func byRun(_ html: inout MarkupWriter) {
    let study = results.study
    let ks = ks.filter { $0 & ($0 - 1) == 0 }
    let columns =
      ks.map { k in shown.map { Cell.share($0.point(at: k)) } }
      + [shown.map { Cell.share($0.point(at: $0.curve.largestK)) }]
    let decimals = columns.map { $0.map(\.decimals).max() ?? 0 }
    html.table(
      label: "Values of figure 1", classes: "num wide vals",
      caption: { $0.text(caption + " K: the largest k the run has.") },
      head: { html in
        html.element("tr") { html in
          html.headerCell("Run", [("class", "l")])
          for k in ks { html.headerCell(Phrase.k(k), [("class", "r")]) }
          html.headerCell("K", [("class", "r")])
          html.headerCell("k\(Phrase.space)=\(Phrase.space)K", [("class", "r")])
        }
      },
      body: { html in
        for (row, curve) in shown.enumerated() {
          html.element("tr") { html in
            html.element("th", [("scope", "row")], text: study.runs[curve.cell.run].label)
            for column in ks.indices { html.cell(columns[column][row], decimals: decimals[column]) }
            html.element("td", text: Phrase.count(curve.curve.largestK))
            html.cell(columns[ks.count][row], decimals: decimals[ks.count])
          }
        }
      })
  }
}
