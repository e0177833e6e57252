import Charts
import Stats

/// The extrapolations of one benchmark as a figure, words and a table.
struct ExtrapolationDrawing: Sendable {
  private let results: Results
  private let benchmark: Int
  private let runs: [RunExtrapolation]
  private let k: Int
  private let styles: RunStyles

  /// Rows of the table; the file holds all.
  private static let rows = 60
  /// More runs than this are not all drawn.
  private static let lines = 12

  init(_ results: Results, benchmark: Int, _ runs: [RunExtrapolation], upTo k: Int) {
    (self.results, self.benchmark, self.runs, self.k) = (results, benchmark, runs, k)
    styles = RunStyles(results, benchmark: benchmark)
  }

  private var tried: [RunExtrapolation] { runs.filter { $0.extrapolation != nil } }
  private var accepted: [RunExtrapolation] { runs.filter(\.isAccepted) }

  private func label(_ run: RunExtrapolation) -> String {
    results.study.runs[run.curve.cell.run].label
  }

  // MARK: The figure

  /// The accepted ones of a model: all where runs are few, those out of focus in grey; else those in
  /// colour.
  private func drawn(_ model: ExtrapolationModel) -> [RunExtrapolation] {
    let own = accepted.filter { $0.model == model }
    let coloured = own.filter { styles[$0.curve.cell.run] != .muted }
    return own.count <= Self.lines || coloured.isEmpty ? own : coloured
  }

  /// A panel a model: the curves as far as there are samples, and dotted beyond.
  func figure(_ id: String, isWide: Bool) -> Figure? {
    let models = ExtrapolationModel.allCases.filter { !drawn($0).isEmpty }
    guard !models.isEmpty else { return nil }
    let panels = models.map { panel($0) }
    let values = panels.flatMap { panel in panel.marks.compactMap(\.extent.x) }
      .flatMap { [$0.lowerBound, $0.upperBound] }
    return Figure(
      id: id,
      title: "pass@k beyond n on \(results.study.benchmarks[benchmark].label)",
      description: heading + ". Beyond n the curves are a model’s, not measured.",
      size: FigureSize(
        width: isWide ? 736 : 352,
        height: (isWide ? 340 : 280) * Double(models.count) - (models.count > 1 ? 40 : 0),
        className: isWide ? "w" : "n"),
      x: XAxis(
        .log2, values: values, title: "k, samples a problem (log scale); dotted beyond n"),
      panels: panels)
  }

  private func panel(_ model: ExtrapolationModel) -> Panel {
    let own = drawn(model)
    let series = own.map { run in
      CurveSeries(
        nil, style: styles[run.curve.cell.run],
        values: run.curve.points.compactMap { point in
          point.estimate.map { CurveSeries.Value(x: Double(point.k), value: $0, limits: nil) }
        })
    }
    var panel = Panel.curves(series, title: "By the \(model.inWords)", y: .probability)
    for run in own {
      let style = styles[run.curve.cell.run]
      guard let points = run.extrapolation?.points, let last = points.last else { continue }
      let start = run.curve.points.last { $0.estimate != nil }.flatMap { point in
        point.estimate.map { DataPoint(Double(point.k), $0) }
      }
      let beyond = points.map { DataPoint(Double($0.k), $0.value) }
      panel.marks.append(Projection([start].compactMap(\.self) + beyond, style: style))
      guard style != .muted else { continue }
      panel.marks.append(
        Ribbon(
          [points.map { DataRange(Double($0.k), $0.interval.lower, $0.interval.upper) }],
          style: style, isFaint: true))
      panel.marks.append(
        IntervalBars(
          points.count > 1
            ? [] : [DataRange(Double(last.k), last.interval.lower, last.interval.upper)],
          points: [], style: style))
      panel.endLabels.append(
        EndLabel(
          label(run), value: "\(Phrase.percent(last.value, last.interval))\(Phrase.space)%",
          style: style, end: DataPoint(Double(last.k), last.value)))
    }
    return panel
  }

  // MARK: Words

  var heading: String {
    let names = Set(runs.map(\.curve.cell.run))
    if names.count == 1, !accepted.isEmpty {
      let values = accepted.compactMap { run in
        run.last.map {
          "\(Phrase.percent($0.value, $0.interval)) \(Phrase.limits($0.interval))\(Phrase.space)% by the \(run.model.inWords)"
        }
      }
      return
        "If a model holds, pass@\(Phrase.count(k)) of \(label(runs[0])) is \(Phrase.list(values))"
    }
    let checked = tried.filter { $0.extrapolation?.heldOut != nil }
    let failed = checked.count { $0.extrapolation?.heldOut?.passed == false }
    guard !checked.isEmpty else { return "No model can be fitted beyond n" }
    let total = Findings.word(checked.count)
    guard failed > 0 else {
      return
        "The hold-out check refuses none of \(total) extrapolations to \(Phrase.k(k)), each taken alone"
    }
    return
      "Of \(total) extrapolations to \(Phrase.k(k)), each taken alone, the hold-out check refuses \(failed == checked.count ? "all" : Findings.word(failed))"
  }

  func explain(into html: inout MarkupWriter) {
    let level = Phrase.level(results.settings.level)
    html.paragraph(
      lead: "Beyond n nothing is measured",
      ": a dotted curve is a model’s. The beta-binomial has a share of problems out of reach and Beta-distributed chances for the others; the power law, −ln(mean pass@k) = a k^−b, says that everything is solved in the end."
    )
    html.paragraph(
      "Shaded: \(level) intervals for problems like these if the model holds, percentiles over \(Phrase.count(tried.first?.extrapolation?.rounds ?? 1000)) resamples of the problems. What the model gets wrong is in no interval."
    )
    html.paragraph(
      lead: "Check",
      ": fitted to what n/4 samples of each problem would show, the model predicts pass@n; it is used only where the \(level) interval of observed less predicted holds 0. A true model is refused in 5\(Phrase.space)% of studies or somewhat more; in simulation a hidden spike of hard problems was found in half of studies of 30 problems by the beta-binomial, and in 5 to 7\(Phrase.space)% by the power law (n = 64). A passed check says nothing of what begins beyond n."
    )
    let far = tried.compactMap(\.extrapolation?.samples).min().map { k > 4 * $0 } ?? false
    if far {
      html.paragraph(
        "\(Phrase.k(k)) is more than 4n for some run: there such models were seen to fail, and their intervals with them."
      )
    }
    if results.settings.target == .fixed {
      html.paragraph("There is no such interval for these problems.")
    }
  }

  // MARK: The table

  func table(_ id: String) -> Table {
    let rows = runs.prefix(Self.rows)
    return Table(
      id, label: "Beyond n",
      caption:
        "In percent, with \(Phrase.level(results.settings.level)) intervals for problems like these if the model holds. Check: pass@n predicted from n/4 samples, pass@n observed, and the difference in points."
        + Phrase.first(rows.count, of: runs.count, file: "extrapolation"),
      look: .wide,
      columns: [
        "Run", "Model", "n", "Predicted", "Observed", "Difference", "pass@\(Phrase.count(k))",
      ].map { .init($0) },
      rows: rows.map { run in
        [
          .run(run.curve.cell.run, results.study), .words(run.model.inWords),
          .count(run.extrapolation?.samples ?? run.curve.curve.samples.lowerBound),
        ] + cells(run)
      })
  }

  private func cells(_ run: RunExtrapolation) -> [Cell] {
    let value =
      run.last.map { Cell.share($0.value, $0.interval) }
      ?? .none(run.reason.map { run.isCheckFailed ? "check failed" : $0 } ?? "–")
    guard let check = run.extrapolation?.heldOut else {
      return [.none("–"), .none("–"), .none("–"), value]
    }
    return [
      .percent(check.predicted, like: check.interval),
      .percent(check.observed, like: check.interval),
      .difference(check.observed - check.predicted, check.interval), value,
    ]
  }
}

extension RunExtrapolation {
  var isCheckFailed: Bool { extrapolation?.heldOut?.passed == false }
}
