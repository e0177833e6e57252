import Charts
import Stats

/// Which run wears which colour, dash and marker.
///
/// Up to six runs in a study have one each, the same in every figure. Of more, a figure shows three
/// in colour, the baseline, the highest and the lowest at its largest common `k`, and the others in
/// grey.
struct RunStyles {
  private let styles: [SeriesStyle]
  /// Whether every run of the figure is in colour.
  let isComplete: Bool

  init(_ results: Results, benchmark: Int) {
    let study = results.study
    guard study.runs.count > SeriesStyle.hues else {
      styles = study.runs.indices.map { .hue($0) }
      isComplete = true
      return
    }
    var styles = [SeriesStyle](repeating: .muted, count: study.runs.count)
    let shown = results.curves[benchmark].compactMap { $0 }
    let last = shown.map(\.curve.largestK).min() ?? 1
    let ranked = shown.compactMap { curve in
      (curve.points.last { $0.k <= last && $0.estimate != nil }?.estimate)
        .map { (run: curve.cell.run, value: $0) }
    }
    let highest = ranked.max { ($0.value, $1.run) < ($1.value, $0.run) }?.run
    let lowest = ranked.min { ($0.value, $0.run) < ($1.value, $1.run) }?.run
    let baseline = results.comparisons[benchmark].first?.pair.baseline
    var hue = 0
    for run in [baseline, highest, lowest].compactMap({ $0 }) where styles[run] == .muted {
      styles[run] = .hue(hue)
      hue += 1
    }
    self.styles = styles
    isComplete = !styles.contains(.muted)
  }

  /// Of a figure that shows some runs alone: in colour as far as hues go, in their order.
  init(_ results: Results, only runs: [Int]) {
    var styles = [SeriesStyle](repeating: .muted, count: results.study.runs.count)
    for (hue, run) in runs.prefix(SeriesStyle.hues).enumerated() { styles[run] = .hue(hue) }
    self.styles = styles
    isComplete = runs.count <= SeriesStyle.hues
  }

  subscript(run: Int) -> SeriesStyle { styles[run] }
}
