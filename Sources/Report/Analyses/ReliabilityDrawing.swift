import Charts
import Stats

/// The reliability of the runs of one benchmark as figures, words and tables.
struct ReliabilityDrawing: Sendable {
  private let results: Results
  private let benchmark: Int
  private let runs: [RunReliability]
  private let styles: RunStyles

  /// Rows of the table of values; the file holds all.
  private static let rows = 60
  /// More runs than this are not all drawn.
  private static let lines = 12

  init(_ results: Results, benchmark: Int, _ runs: [RunReliability]) {
    (self.results, self.benchmark, self.runs) = (results, benchmark, runs)
    styles = RunStyles(results, benchmark: benchmark)
  }

  private func label(_ run: RunReliability) -> String {
    results.study.runs[run.curve.cell.run].label
  }

  private func style(_ run: RunReliability) -> SeriesStyle { styles[run.curve.cell.run] }

  /// All where they are few, those out of focus in grey; else those in colour.
  private var drawn: [RunReliability] {
    let coloured = runs.filter { style($0) != .muted }
    return runs.count <= Self.lines || coloured.isEmpty ? runs : coloured
  }

  private var isFixed: Bool { results.settings.target == .fixed }

  // MARK: The figures

  func figures(_ slug: String, isWide: Bool) -> [Figure] {
    let suffix = isWide ? "" : "-narrow"
    let fan = Figure.curves(
      id: "\(slug)-reliability\(suffix)",
      title: "pass@k and pass^k on \(results.study.benchmarks[benchmark].label)",
      description: description, size: isWide ? .wideSingle : .narrowSingle,
      xTitle: "k, samples a problem (log scale)", curves: drawn.flatMap(series), y: .probability)
    let covers = drawn.compactMap(coverSeries)
    guard !covers.isEmpty else { return [fan] }
    let cover = Figure(
      id: "\(slug)-reliability\(suffix)-cover",
      title: "Cover@τ on \(results.study.benchmarks[benchmark].label)",
      description:
        "The share of problems that a run solves at a rate of at least τ, estimated, without intervals.",
      size: FigureSize(width: isWide ? 736 : 352, height: 260, className: isWide ? "w" : "n"),
      x: XAxis(
        .linear, values: [0, 1], title: "τ, rate of success on a problem", format: .percent),
      panels: [
        .curves(
          covers,
          title: isWide
            ? "Share of problems solved at a rate of at least τ" : "Problems solved at a rate ≥ τ",
          y: .probability)
      ])
    return [fan, cover]
  }

  /// pass@k upwards and pass^k downwards, both from pass@1.
  private func series(_ run: RunReliability) -> [CurveSeries] {
    let ks = [1] + run.ks
    func series(_ points: [CurvePoint], _ name: String) -> CurveSeries {
      let own = points.filter { ks.contains($0.k) }
      let last = own.last { $0.estimate != nil }
      return CurveSeries(
        style(run) == .muted ? nil : "\(label(run)) \(name)", style: style(run),
        values: own.compactMap { point in
          let text = Cell.share(point).text
          if point.estimate == nil {
            return point.bounds.map {
              CurveSeries.Value(x: Double(point.k), value: nil, limits: $0, text: text)
            }
          }
          return CurveSeries.Value(
            x: Double(point.k), value: point.estimate,
            limits: point.interval.map { $0.lower...$0.upper }, text: text)
        },
        endValue: last.map { "\(Phrase.percent($0.estimate!, $0.interval))\(Phrase.space)%" })
    }
    return [series(run.curve.points, "pass@k"), series(run.shown(.passAll), "pass^k")]
      .filter { !$0.values.isEmpty }
  }

  /// Cover@τ where the samples tell something of it.
  private func coverSeries(_ run: RunReliability) -> CurveSeries? {
    let values = run.cover.filter { !$0.isGuess }.compactMap { cover in
      cover.values.estimate.map {
        CurveSeries.Value(x: cover.tau.value, value: $0, limits: nil)
      }
    }
    guard values.count > 1 else { return nil }
    return CurveSeries(
      style(run) == .muted ? nil : label(run), style: style(run), values: values)
  }

  // MARK: Words

  /// The largest `k` above 1 that all runs have; `nil` where there is none.
  private var commonK: Int? {
    guard let first = runs.first else { return nil }
    return first.ks.last { k in runs.allSatisfy { $0.ks.contains(k) } }
  }

  var heading: String {
    let all = runs.compactMap { $0.point(.passAll, at: lastK($0)) }
    let any = runs.compactMap { $0.curve.point(at: lastK($0)) }
    guard let first = all.first, let one = any.first else { return "pass@k and pass^k" }
    let which =
      commonK.map { "\(Phrase.count($0)) samples" } ?? "as many samples as each run has"
    guard runs.count > 1 else {
      return
        "The chance that all of \(which) are right is \(text(first)), that at least one is \(text(one))"
    }
    return
      "By run, all of \(which) are right with a chance of \(span(all)), at least one with \(span(any))"
  }

  private func lastK(_ run: RunReliability) -> Int { commonK ?? run.ks[run.ks.count - 1] }

  private func text(_ point: CurvePoint) -> String {
    "\(range([point]))\(point.interval.map { " \(Phrase.limits($0))" } ?? "")\(Phrase.space)%"
  }

  private func span(_ points: [CurvePoint]) -> String { "\(range(points))\(Phrase.space)%" }

  /// "20.0" or "20.0 to 35.2": from the least to the greatest that is possible.
  private func range(_ points: [CurvePoint]) -> String {
    func shown(_ point: CurvePoint, _ value: Double?) -> (value: Double, text: String)? {
      (point.estimate ?? value).map { ($0, Phrase.percent($0, point.interval)) }
    }
    let low = points.compactMap { shown($0, $0.bounds?.lowerBound) }.min { $0.value < $1.value }
    let high = points.compactMap { shown($0, $0.bounds?.upperBound) }.max { $0.value < $1.value }
    guard let low, let high else { return "unknown" }
    return low.text == high.text ? low.text : "\(low.text) to \(high.text)"
  }

  private var description: String {
    drawn.prefix(6).map { run in
      let k = run.ks[run.ks.count - 1]
      let one = run.curve.point(at: k).map { range([$0]) } ?? "unknown"
      let all = run.point(.passAll, at: k).map { range([$0]) } ?? "unknown"
      return "\(label(run)) at k = \(k): pass@k \(one) %, pass^k \(all) %."
    }.joined(separator: " ")
  }

  func explain(into html: inout MarkupWriter) {
    let words = results.words
    html.paragraph(
      lead: "Up: pass@k",
      ", the chance that at least one of k samples is right. Down: pass^k, that all are."
    )
    html.paragraph(
      "Unbiased estimates, each problem with equal weight. Shaded: \(words.pointwise) (\(words.method)). The whole curve lies within less often than each of its points."
    )
    if drawn.contains(where: { coverSeries($0) != nil }) {
      html.paragraph(
        lead: "Cover@τ",
        ": the share of these problems whose rate of success is at least τ, from a smooth distribution of rates fitted to all counts. The share with c/n ≥ τ, biased by the noise of n samples, is in the file. No interval is drawn, as the problems share one fit, and nothing nearer to 0 or 1 than 3/n, where the samples do not tell."
      )
    } else {
      html.paragraph(
        "Cover@τ, the share of problems solved at a rate of at least τ, is not drawn: with so few samples it is the fit’s guess."
      )
    }
    html.paragraph("No run is compared with another here; none of these intervals is corrected.")
    if drawn.count < runs.count {
      html.paragraph(
        "Drawn: \(Phrase.count(drawn.count)) of \(Phrase.count(runs.count, "run")).")
    }
    let without = results.curves[benchmark].compactMap { $0 }.count - runs.count
    if without > 0 {
      html.paragraph(
        "\(Phrase.count(without, "run")) with fewer than two samples of a problem \(without == 1 ? "is" : "are") left out."
      )
    }
  }

  // MARK: The tables

  func tables(_ slug: String) -> [Table] {
    [values("\(slug)-reliability")] + (covers("\(slug)-cover").map { [$0] } ?? [])
  }

  private func values(_ id: String) -> Table {
    let all = runs.flatMap { run in run.fewKs.map { (run: run, k: $0) } }
    let shown = all.prefix(Self.rows)
    let half = CountMetric.passShare(Ratio(1, over: 2))
    let most = CountMetric.passShare(Ratio(3, over: 4))
    return Table(
      id, label: "Values of reliability",
      caption:
        "In percent, with \(results.words.pointwise). G-Pass@k: the chance that at least the share τ of k samples is right (at τ = 1, pass^k); mG-Pass@k: its mean over τ from one half to one."
        + (isFixed
          ? " G-Pass@k and mG-Pass@k have intervals for problems like these only, in the file."
          : "")
        + Phrase.first(shown.count, of: all.count, file: "reliability"),
      look: .wide,
      columns: [
        "Run", "k", "pass@k", "G-Pass@k, τ = 1/2", "G-Pass@k, τ = 3/4", "pass^k", "mG-Pass@k",
      ].map { .init($0) },
      rows: shown.map { run, k in
        [
          .run(run.curve.cell.run, results.study), .count(k), .share(run.curve.point(at: k)),
          cell(run, half, k), cell(run, most, k), cell(run, .passAll, k),
          cell(run, .meanPassAboveHalf, k),
        ]
      })
  }

  /// Beside intervals for these problems none for others is shown.
  private func cell(_ run: RunReliability, _ metric: CountMetric, _ k: Int) -> Cell {
    let point = run.point(metric, at: k)
    guard isFixed, metric != .passAll, let point else { return Cell.share(point) }
    return point.estimate.map { .percent($0, like: point.interval) }
      ?? .number(range([point]), limits: nil, strong: false, exact: Cell.Exact(nil, nil))
  }

  private func covers(_ id: String) -> Table? {
    let taus = [(1, 10), (1, 4), (1, 2), (3, 4), (9, 10)].map { Ratio($0, over: $1) }
      .filter { tau in runs.contains { cover($0, tau) != nil } }
    guard !taus.isEmpty else { return nil }
    let shown = runs.prefix(Self.rows)
    return Table(
      id, label: "Cover@τ",
      caption:
        "Cover@τ in percent of the problems, without intervals. –: τ is nearer to 0 or 1 than 3/n."
        + Phrase.first(shown.count, of: runs.count, "runs", file: "reliability"),
      columns: [.init("Run")] + taus.map { .init("τ\(Phrase.space)=\(Phrase.space)\($0)") },
      rows: shown.map { run in
        [.run(run.curve.cell.run, results.study)] + taus.map { .percent(cover(run, $0)) }
      })
  }

  /// Where the samples tell something of it.
  private func cover(_ run: RunReliability, _ tau: Ratio) -> Double? {
    run.cover.first { $0.tau == tau && !$0.isGuess }?.values.estimate
  }
}
