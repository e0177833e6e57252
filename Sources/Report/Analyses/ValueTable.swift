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
    let table = table
    html.element("details", [("id", "values")]) { html in
      html.element("summary", text: "Values of figure 1")
      html.table(table)
    }
  }

  var table: Table {
    shown.count + compared.count <= Self.columns ? byK : byRun
  }

  private var id: String { "\(results.study.benchmarks[benchmark].slug)-curves" }

  private var caption: String {
    let bold =
      compared.isEmpty
      ? ""
      : " Bold: the claim holds after correction for \(Phrase.count(results.claimCount, "claim"))."
    return
      "pass@k in percent\(compared.isEmpty ? "" : " and paired differences in points"), with \(results.words.pointwise).\(bold) k > n: a problem has fewer than k samples."
  }

  private var byK: Table {
    let study = results.study
    let styles = RunStyles(results, benchmark: benchmark)
    return Table(
      id, label: "Values of figure 1", caption: caption, look: .wide,
      columns: [.init("k")]
        + shown.map { .init(study.runs[$0.cell.run].label, style: styles[$0.cell.run]) }
        + compared.map {
          .init(
            "\(study.runs[$0.pair.candidate].label) \(Phrase.minus) \(study.runs[$0.pair.baseline].label)"
          )
        },
      rows: ks.map { k in
        [.count(k)] + shown.map { .share($0, at: k) }
          + compared.map { comparison in
            let claim = comparison.claim(at: k)?.verdict
            return .difference(
              comparison.point(at: k), strong: claim == .ahead || claim == .behind)
          }
      })
  }

  /// Powers of two as columns, and the run's own largest `k` with its value at the end.
  private var byRun: Table {
    let ks = ks.filter { $0 & ($0 - 1) == 0 }
    return Table(
      id, label: "Values of figure 1", caption: caption + " K: the largest k the run has.",
      look: .wide,
      columns: [.init("Run")] + ks.map { .init(Phrase.k($0)) }
        + [.init("K"), .init("k\(Phrase.space)=\(Phrase.space)K")],
      rows: shown.map { curve in
        [.name(results.study.runs[curve.cell.run].label)]
          + ks.map { .share(curve, at: $0) }
          + [.count(curve.curve.largestK), .share(curve.point(at: curve.curve.largestK))]
      })
  }
}
