import Charts
import Stats

/// Which run wears which colour, dash and marker.
///
/// Up to six runs in a study have one each, the same in every figure. Of more, a figure shows three
/// in colour, the baseline, the highest and the lowest at its largest common `k`, and the others in
/// grey.
struct RunStyles: Sendable {
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

  /// Of a figure that shows some runs alone: as everywhere where the study has a hue for each, else
  /// all in colour, in their order; of more than there are hues the first, and the one trained
  /// longest by reinforcement learning.
  init(_ results: Results, only runs: [Int]) {
    let all = results.study.runs
    guard all.count > SeriesStyle.hues else {
      styles = all.indices.map { .hue($0) }
      isComplete = true
      return
    }
    var styles = [SeriesStyle](repeating: .muted, count: all.count)
    isComplete = runs.count <= SeriesStyle.hues
    let trained = runs.filter { all[$0].role == .rl }
      .max { (all[$0].step ?? 0, $1) < (all[$1].step ?? 0, $0) }
    let coloured = isComplete ? runs : [runs.first, trained].compactMap(\.self)
    for (hue, run) in coloured.enumerated() where styles[run] == .muted { styles[run] = .hue(hue) }
    self.styles = styles
  }

  subscript(run: Int) -> SeriesStyle { styles[run] }
}
