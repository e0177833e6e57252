import Charts
import EvalLogs

/// What trainers logged by step: a panel a metric, a line a run. Measurements of one training each;
/// there is no interval.
struct TrainingCurvesDrawing: Sendable {
  private let metrics: [(name: String, runs: [(name: String, points: [DataPoint])])]
  private let total: Int

  /// Panels of the figure; the file has all metrics.
  private static let panels = 4
  /// Points of one line; of more, evenly spaced ones are drawn.
  private static let points = 240

  /// - Returns: `nil` where there are none.
  init?(_ results: Results) {
    let points = results.study.training.filter(\.value.isFinite)
    guard !points.isEmpty else { return nil }
    let names = Set(points.map(\.metric)).sorted { one, two in
      (Self.rank(one), one) < (Self.rank(two), two)
    }
    total = names.count
    let labels = results.study.runs.reduce(into: [String: String]()) { $0[$1.id] = $1.label }
    metrics = names.prefix(Self.panels).map { metric in
      let own = points.filter { $0.metric == metric }
      // In the order of the points, which is that of the runs' names.
      var runs: [(name: String, points: [DataPoint])] = []
      for point in own {
        let name = labels[point.run] ?? point.run
        if runs.last?.name != name { runs.append((name, [])) }
        runs[runs.count - 1].points.append(DataPoint(Double(point.step), point.value))
      }
      return (metric, runs.map { ($0.name, Self.thinned($0.points)) })
    }
  }

  /// Reward, length and entropy first, as papers show them.
  private static func rank(_ metric: String) -> Int {
    let words = ["reward", "score", "accuracy", "length", "entropy", "kl"]
    return words.firstIndex { metric.lowercased().contains($0) } ?? words.count
  }

  private static func thinned(_ all: [DataPoint]) -> [DataPoint] {
    guard all.count > points else { return all }
    return (0..<points).map { all[$0 * (all.count - 1) / (points - 1)] }
  }

  private var runs: Int { Set(metrics.flatMap { $0.runs.map(\.name) }).count }

  private var names: String { Phrase.list(metrics.map(\.name)) }

  var section: Section {
    let figures = [figure(isWide: true), figure(isWide: false)]
    return Section(
      "training-curves", .figure,
      heading:
        "What \(runs == 1 ? "the trainer" : "trainers") logged: \(names)",
      short: "Training", figures: figures,
      body: { $0.figures(figures) },
      notes: { html in
        html.paragraph(
          lead: "Training curves",
          ": as logged, step by step, of one training each; no interval, for there is nothing to compare them with."
            + (total > metrics.count
              ? " Drawn are \(metrics.count) of \(total) metrics." : ""))
        html.links([
          ("CSV", "data/training.csv")
        ])
      })
  }

  private func figure(isWide: Bool) -> Figure {
    let further = Double(metrics.count - 1)
    return Figure(
      id: "training-curves\(isWide ? "" : "-narrow")", title: "Training curves",
      description: "\(names) by training step, of \(Phrase.count(runs, "run")).",
      size: FigureSize(
        width: isWide ? 736 : 352, height: (isWide ? 240 : 220) + (isWide ? 160 : 140) * further,
        className: isWide ? "w" : "n"),
      x: XAxis(
        .linear, values: metrics.flatMap { $0.runs.flatMap { $0.points.map(\.x) } },
        title: "training step"),
      panels: metrics.map { metric in
        Panel(
          title: metric.name, y: .quantity,
          marks: metric.runs.enumerated().map { Line([$1.points], style: style($0)) },
          endLabels: metric.runs.enumerated().compactMap { index, run in
            guard index < SeriesStyle.hues, let end = run.points.last else { return nil }
            return EndLabel(run.name, style: style(index), end: end)
          })
      })
  }

  private func style(_ index: Int) -> SeriesStyle {
    index < SeriesStyle.hues ? .hue(index) : .muted
  }
}
