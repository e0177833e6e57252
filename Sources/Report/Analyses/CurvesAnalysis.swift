import Charts
import Stats

/// pass@k against k: the curves of every run on every benchmark, where they cross, and a table of
/// their values.
struct CurvesAnalysis: Analysis {
  static let id = "curves"
  static let title = "pass@k against k, with intervals and crossings"
  static let needs = "the samples of each problem, or their counts n and c"
  static let files = ["curves", "crossovers"]

  private let results: Results

  init(_ results: Results) { self.results = results }

  var absence: String? {
    if results.study.benchmarks.indices.contains(where: {
      CurveDrawing(results, benchmark: $0).hasValues
    }) {
      return nil
    }
    return results.curves.joined().contains { $0 != nil }
      ? "no run has as many samples as the smallest k asked for" : "no problem has a sample"
  }

  var tables: [DataTable] {
    [
      DataTable(
        "curves",
        columns:
          "run,benchmark,metric,k#,estimate#,lower#,upper#,band_lower#,band_upper#,bound_lower#,bound_upper#,level#,method,target,problems#,n_min#,n_max#,note",
        rows: results.eachCurve { curve in
          [curve.population, curve.fixed].filter { $0.absence == nil || $0.target == .population }
            .flatMap { inference in inference.points.map { row($0, inference, curve, results) } }
        }),
      DataTable(
        "crossovers",
        columns:
          "benchmark,baseline,candidate,target,status,k#,k_lower#,k_upper#,ahead_before,ahead_after,level#,note",
        rows: results.comparisons.joined().flatMap { crossingRows($0, results) }),
    ]
  }

  private func row(
    _ point: CurvePoint, _ inference: CurveInference, _ curve: Results.Curve, _ results: Results
  ) -> [String] {
    let band = inference.band?.limits(at: point.k)
    return [
      results.study.runs[curve.cell.run].id, results.study.benchmarks[curve.cell.benchmark].id,
      "pass@k", String(point.k), NumberText.optional(point.estimate),
      NumberText.lowerLimit(point.interval),
      NumberText.upperLimit(point.interval),
      band.map { NumberText.lower($0.lowerBound) } ?? "",
      band.map { NumberText.upper($0.upperBound) } ?? "",
      NumberText.optional(point.bounds?.lowerBound), NumberText.optional(point.bounds?.upperBound),
      NumberText.shortest(results.settings.level), inference.method, inference.target.rawValue,
      String(curve.curve.problems),
      String(curve.curve.samples.lowerBound), String(curve.curve.samples.upperBound),
      point.absence?.reason ?? "",
    ]
  }

  private func crossingRows(
    _ comparison: Results.Comparison, _ results: Results
  ) -> [[String]] {
    [comparison.population, comparison.fixed].compactMap { $0 }
      .flatMap { crossingRows(comparison, $0, results) }
  }

  private func crossingRows(
    _ comparison: Results.Comparison, _ inference: DifferenceInference, _ results: Results
  ) -> [[String]] {
    guard let crossover = inference.crossover else { return [] }
    let runs = results.study.runs
    func ahead(_ sign: Int) -> String {
      sign == 0 ? "" : runs[sign > 0 ? comparison.pair.candidate : comparison.pair.baseline].id
    }
    let note =
      comparison.paired?.identical == true
      ? "identical counts"
      : crossover.exhaustive
        ? "" : "every k to \(Crossover.exhaustiveLimit), beyond it a grid refined by bisection"
    return crossover.events.map { event in
      results.names(comparison) + [
        inference.target.rawValue, crossover.status.rawValue,
        event.k.map { NumberText.fixed($0, decimals: 2) } ?? "",
        event.lower.map(String.init) ?? "", event.upper.map(String.init) ?? "",
        ahead(event.aheadBefore), ahead(event.aheadAfter),
        NumberText.shortest(results.settings.level), note,
      ]
    }
  }

  // MARK: The first page

  var overview: [Section] {
    let study = results.study
    let order = panelOrder(results).filter { CurveDrawing(results, benchmark: $0).hasValues }
    guard !order.isEmpty else { return [] }
    let all = Array(results.comparisons.joined())
    let heading =
      all.isEmpty
      ? study.benchmarks.count == 1
        ? self.heading(results, 0)
        : "pass@k of \(study.runs.count == 1 ? study.runs[0].label : Phrase.count(study.runs.count, "run"))"
      : Findings(results: results).shape(all)
    let panels = CurvePanelSection(
      results, stem: nil, root: "", drawings: order.map { CurveDrawing(results, benchmark: $0) })
    return [panels.section(heading: heading, crossings: !all.isEmpty)].compactMap(\.self)
  }

  /// The benchmarks with the largest differences first, unless the config orders them.
  private func panelOrder(_ results: Results) -> [Int] {
    let indices = Array(results.study.benchmarks.indices)
    guard results.settings.config.benchmarks.isEmpty else { return indices }
    let effect = indices.map { b in
      results.comparisons[b].flatMap(\.points).compactMap { $0.difference.map(abs) }.max() ?? 0
    }
    return indices.sorted { effect[$0] == effect[$1] ? $0 < $1 : effect[$0] > effect[$1] }
  }

  // MARK: The page of a benchmark

  /// The finding of one benchmark's figure; where no runs are compared, what a lone run reaches, and
  /// nothing about who is higher.
  private func heading(_ results: Results, _ b: Int) -> String {
    let findings = Findings(results: results)
    if !results.comparisons[b].isEmpty { return findings.heading(results.comparisons[b]) }
    let curves = results.curves[b].compactMap { $0 }
    return curves.count == 1
      ? findings.climb(curves[0]) : CurveDrawing(results, benchmark: b).title
  }

  func sections(benchmark b: Int) -> [Section] {
    let study = results.study
    let drawing = CurveDrawing(results, benchmark: b)
    guard drawing.hasValues else { return [] }
    let slug = study.benchmarks[b].slug
    let differences = drawing.differences
    let stacked = !differences.isEmpty
    let curves = drawing.curves(values: true)
    func figure(_ size: FigureSize, _ suffix: String) -> Figure {
      Figure.curves(
        id: "\(slug)-curves\(suffix)", title: drawing.title, description: drawing.description,
        size: size, xTitle: "k, samples a problem (log scale)", curves: curves,
        y: .logit(forCeilingOf: curves) ?? .zoomedProbability,
        crossings: drawing.crossings(words: true), notes: drawing.notes, differences: differences,
        differencesTitle: stacked ? drawing.differencesTitle : nil,
        extra: drawing.published + drawing.budgets.map(\.mark))
    }
    let wide = figure(stacked ? .wide : .wideSingle, "")
    let narrow = figure(stacked ? .narrow : .narrowSingle, "-narrow")
    let table = ValueTable(results, benchmark: b)
    return [
      Section(
        "curves", .figure,
        heading: heading(results, b), short: "Curves",
        figures: [wide, narrow], tables: [table.table],
        body: { $0.figures([wide, narrow]) },
        notes: { html in
          let isComplete = RunStyles(results, benchmark: b).isComplete
          html.paragraph(
            lead: stacked ? "Above: pass@k" : "pass@k",
            ", the unbiased estimate. "
              + results.words.bands
          )
          if stacked {
            html.paragraph(
              lead: "Below: paired differences",
              ", problem by problem, on the same axis; bands likewise (\(results.words.differenceMethod))."
            )
          }
          if stacked, !drawing.crossings(words: false).isEmpty {
            html.paragraph(
              "The line through both panels marks where the point curves cross, the bar every k around it at which that k’s own interval of the difference holds zero."
            )
          }
          if !drawing.budgets.isEmpty {
            html.paragraph(
              "Level strokes: from pass@1 of a candidate to the k at which the baseline reaches it. In samples, \(Phrase.list(drawing.budgets.map(\.words))), with \(Phrase.level(results.settings.level)) intervals, each taken alone."
            )
          }
          if !isComplete {
            html.paragraph(
              "In colour: the baseline if one is named, the highest and the lowest. The others are grey; all are in the table."
            )
          }
          for sentence in drawing.absences { html.paragraph(sentence) }
          html.links([
            ("Values", "#values"), ("CSV", "../data/curves.csv"),
          ])
        },
        after: { table.write(into: &$0) })
    ]
  }
}

extension Results {
  /// Rows of every curve, by run, then by benchmark.
  func eachCurve(_ rows: (Curve) -> [[String]]) -> [[String]] {
    study.runs.indices.flatMap { r in
      study.benchmarks.indices.flatMap { b in curves[b][r].map(rows) ?? [] }
    }
  }

  /// Benchmark, baseline and candidate, in full.
  func names(_ comparison: Comparison) -> [String] {
    [
      study.benchmarks[comparison.benchmark].id, study.runs[comparison.pair.baseline].id,
      study.runs[comparison.pair.candidate].id,
    ]
  }
}

extension NumberText {
  static func optional(_ value: Double?) -> String { value.map(shortest) ?? "" }
}
