import Charts
import Stats

/// How many problems a run gets right how often: the distribution of c/n over problems, with those
/// at exactly 0 and exactly 1 apart.
///
/// Source: Yue et al. 2025, arXiv:2504.13837, figures 5 and 13.
struct HistogramAnalysis: Analysis {
  static let id = "accuracy-histogram"
  static let title = "problems by the share of their samples that are correct"
  static let needs = "nothing beyond the counts"
  static let files = ["histogram"]

  private let results: Results
  /// By benchmark, then by run.
  private let histograms: [[RunHistogram?]]

  /// Panels of one figure.
  static let panels = 4
  /// Runs of one table; the file holds all.
  static let columns = 8

  init(_ results: Results) {
    self.results = results
    histograms = results.study.cells.map { cells in
      cells.map { cell in cell.flatMap { RunHistogram($0) } }
    }
  }

  var absence: String? {
    histograms.joined().contains { $0 != nil } ? nil : "no problem has a sample scored"
  }

  var tables: [DataTable] {
    [
      DataTable(
        "histogram",
        columns:
          "benchmark,run,bin#,above#,up_to#,problems#,share#,bound_lower#,bound_upper#,scored#,open#,unscored#,n_min#,n_max#,note",
        rows: histograms.joined().compactMap { $0 }.flatMap(rows))
    ]
  }

  private func rows(_ run: RunHistogram) -> [[String]] {
    let histogram = run.histogram
    return histogram.counts.indices.map { bin in
      let (above, upTo) = histogram.edges(of: bin)
      let bounds = run.bounds(of: bin)
      var fields = [
        results.study.benchmarks[run.cell.benchmark].id, results.study.runs[run.cell.run].id,
        String(bin), NumberText.shortest(above.value), NumberText.shortest(upTo.value),
        String(histogram.counts[bin]), NumberText.shortest(run.share(of: bin)),
      ]
      fields += bounds.map { [String($0.lowerBound), String($0.upperBound)] } ?? ["", ""]
      fields += [histogram.problems, histogram.open, histogram.unscored].map { String($0) }
      fields += [String(run.samples.lowerBound), String(run.samples.upperBound)]
      return fields + [run.note ?? ""]
    }
  }

  var overview: [Section] { [] }

  func sections(benchmark b: Int) -> [Section] {
    let drawing = HistogramDrawing(results, benchmark: b, histograms[b])
    guard !drawing.groups.isEmpty else { return [] }
    let slug = results.study.benchmarks[b].slug
    let figures = Figure.both("\(slug)-accuracy", drawing.figure)
    let table = drawing.table("\(slug)-accuracy")
    return [
      Section(
        "accuracy", .figure, heading: drawing.heading, short: "Accuracy", figures: figures,
        tables: [table],
        notes: { html in
          drawing.explain(into: &html)
          html.links([
            ("Values", "#accuracy-values"), ("CSV", "../data/histogram.csv"),
            ("SVG", "../figures/\(slug)-accuracy.svg"),
          ])
        },
        after: { $0.details("accuracy-values", "Problems in each bin", [table]) })
    ]
  }
}

/// The histogram of one run on one benchmark.
struct RunHistogram: Sendable {
  let cell: Study.Cell
  let histogram: AccuracyHistogram
  /// The fewest and the most samples scored of a problem that has any.
  let samples: ClosedRange<Int>

  private let missingAsWrong: AccuracyHistogram
  private let missingAsRight: AccuracyHistogram

  /// - Returns: `nil` where no problem has a sample scored.
  init?(_ cell: Study.Cell) {
    let tallies = cell.problems.map(\.tally).filter(\.isKnown)
    let scored = tallies.map(\.samples).filter { $0 > 0 }
    guard let fewest = scored.min(), let most = scored.max() else { return nil }
    self.cell = cell
    samples = fewest...most
    histogram = AccuracyHistogram(tallies)
    missingAsWrong = AccuracyHistogram(tallies.map(\.missingAsWrong))
    missingAsRight = AccuracyHistogram(tallies.map(\.missingAsRight))
  }

  /// Problems, those without a sample scored included.
  var problems: Int { histogram.problems + histogram.unscored }

  /// The share of the problems scored that lie in a bin, in `0...1`.
  func share(of bin: Int) -> Double {
    Double(histogram.counts[bin]) / Double(histogram.problems)
  }

  /// Of the two ends, the fewest and the most problems that missing samples allow; `nil` where none
  /// is missing, and of the bins between.
  func bounds(of bin: Int) -> ClosedRange<Int>? {
    guard hasGaps, bin == 0 || bin == histogram.counts.count - 1 else { return nil }
    let (one, other) = (missingAsWrong.counts[bin], missingAsRight.counts[bin])
    return min(one, other)...max(one, other)
  }

  /// Whether missing samples leave open where a problem belongs.
  var hasGaps: Bool { histogram.open + histogram.unscored > 0 }

  var note: String? {
    guard hasGaps else { return nil }
    var parts: [String] = []
    if histogram.open > 0 {
      parts.append(
        "missing samples may move \(Self.problems(histogram.open)), counted by the samples scored")
    }
    if histogram.unscored > 0 {
      parts.append("\(Self.problems(histogram.unscored)) without a sample scored")
    }
    return parts.joined(separator: "; ")
  }

  private static func problems(_ count: Int) -> String {
    count == 1 ? "1 problem" : "\(count) problems"
  }
}

extension Ratio {
  fileprivate var value: Double { Double(numerator) / Double(denominator) }
}
