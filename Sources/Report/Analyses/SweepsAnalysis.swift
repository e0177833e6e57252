import Charts
import Stats

/// Runs that are alike but for the sampling temperature, or but for their tags: pass@k of each, and
/// which is highest at either end.
///
/// Source: Yue et al. 2025, arXiv:2504.13837, figures 15 and 16.
struct SweepsAnalysis: Analysis {
  static let id = "sweeps"
  static let title = "temperature sweeps and ablations: which variant is highest at either end"
  static let needs =
    "runs of one model that differ in `temperature` alone, or in `tags` alone, by the log or by passcurve.yaml"
  static let files = ["sweeps"]

  private let results: Results
  /// By kind, then by benchmark.
  private let kinds: [(words: SeriesDrawing.Words, stem: String, series: [[SeriesCurves]])]

  init(_ results: Results) {
    self.results = results
    let runs = results.study.runs
    kinds = [
      (SeriesDrawing.Words.temperatures, "temperatures", RunSeries.temperatures(runs)),
      (.ablations, "ablations", RunSeries.ablations(runs)),
    ].map { words, stem, series in
      (
        words, stem,
        results.study.benchmarks.indices.map { b in
          series.compactMap { SeriesCurves(results, benchmark: b, $0, decidingBest: true) }
        }
      )
    }
  }

  var absence: String? {
    kinds.allSatisfy { $0.series.allSatisfy(\.isEmpty) }
      ? "no runs differ in their temperature alone, or in their tags alone" : nil
  }

  var tables: [DataTable] {
    let rows = kinds.flatMap { kind in
      kind.series.joined().flatMap { lines($0, kind.words.noun.one) }
    }
    guard !rows.isEmpty else { return [] }
    return [
      DataTable(
        "sweeps",
        columns:
          "benchmark,kind,series,setting,run,k#,estimate#,lower#,upper#,method,highest,decided,level#,target,problems#,note",
        rows: rows)
    ]
  }

  private func lines(_ series: SeriesCurves, _ kind: String) -> [[String]] {
    series.ks.flatMap { k -> [[String]] in
      let best = series.best[k]
      return series.members.enumerated().map { index, member in
        let point = member.curve.point(at: k)
        var line = [
          results.study.benchmarks[series.benchmark].id, kind, series.name,
          member.name.replacing(Phrase.space, with: " "),
          results.study.runs[member.curve.cell.run].id,
          String(k), NumberText.optional(point?.estimate),
        ]
        line +=
          NumberText.limits(point?.interval)
        line += [
          member.curve.shown.method, best?.member == index ? "yes" : "no",
          best?.member == index ? (best?.isDecided == true ? "yes" : "no") : "",
          NumberText.shortest(results.settings.level), results.settings.target.rawValue,
          String(member.curve.cell.problems.count), point?.absence?.reason ?? "",
        ]
        return line
      }
    }
  }

  // MARK: The pages

  var overview: [Section] { [] }

  func sections(benchmark b: Int) -> [Section] {
    kinds.compactMap { kind in
      kind.series[b].isEmpty
        ? nil : section(kind.series[b], kind.words, kind.stem, kind.words.noun.many)
    }
  }

  private func section(
    _ all: [SeriesCurves], _ words: SeriesDrawing.Words, _ stem: String, _ name: String
  ) -> Section {
    let slug = results.study.benchmarks[all[0].benchmark].slug
    let drawing = SeriesDrawing(results, all, words)
    let figures = [drawing.byK("\(slug)-\(stem)", true), drawing.byK("\(slug)-\(stem)", false)]
    let table = drawing.table("\(slug)-\(stem)", file: "sweeps")
    return Section(
      stem, .figure, heading: drawing.best,
      short: name.prefix(1).uppercased() + name.dropFirst(), figures: figures,
      tables: [table],
      notes: { html in
        drawing.explain(byValue: false, into: &html)
        html.paragraph(
          "Highest: by the estimate. It is called so only where its interval above each other one excludes 0 at a level corrected for all pairs of the series."
        )
        html.links([
          ("CSV", "../data/sweeps.csv"), ("SVG", "../figures/\(slug)-\(stem).svg"),
        ])
      },
      after: { $0.folded("Values", table) })
  }
}
