import Charts
import Stats

/// One page a benchmark: its curves and differences, their values, what each claim rests on, and
/// the problems.
enum BenchmarkPage: PageKind {
  static func pages(_ edition: Edition) -> [Page] {
    let results = edition.results
    let study = results.study
    return study.benchmarks.indices.map { b in
      let benchmark = study.benchmarks[b]
      let lede = lede(edition, b)
      return Page(
        path: "benchmarks/\(benchmark.slug).html", title: benchmark.label,
        description: "pass@k on \(benchmark.label): \(lede)",
        eyebrow: { html in
          html.element("b", text: "Benchmark")
          html.text(" ")
          html.element("a", [("href", "../index.html")], text: study.title)
        },
        lede: lede, facts: facts(results, b), opening: nil,
        sections: edition.analyses.flatMap { $0.sections(benchmark: b) }.map {
          $0.standing(on: CurveDrawing(results, benchmark: b).size + ".")
        })
    }
  }

  private static func facts(_ results: Results, _ b: Int) -> [(name: String, value: String)] {
    let study = results.study
    let cells = study.cells[b].compactMap { $0 }
    let counts = cells.map(QualityCounts.init)
    let fewest = counts.map(\.fewest).min() ?? 0
    let most = counts.map(\.most).max() ?? 0
    let missing = counts.reduce(0) { $0 + $1.missing }
    let expected = missing + counts.reduce(0) { $0 + $1.samples }
    return [
      (
        "Problems",
        "\(Phrase.count(study.problems(of: b).count)), in \(Phrase.count(cells.count, "run"))"
      ),
      (
        "Samples each",
        fewest == most ? Phrase.count(fewest) : "\(Phrase.count(fewest))–\(Phrase.count(most))"
      ),
      ("Missing", missing == 0 ? "none" : "\(Phrase.count(missing)) of \(Phrase.count(expected))"),
      ("Intervals", "\(Phrase.level(results.settings.level)), \(results.settings.target.inWords)"),
    ]
  }

  private static func lede(_ edition: Edition, _ b: Int) -> String {
    let results = edition.results
    let findings = edition.findings
    // The first pair in full; the others are in the figure's heading and in the tables.
    guard let comparison = results.comparisons[b].first else {
      let curves = results.curves[b].compactMap { $0 }
      if curves.count == 1 { return findings.reach(curves[0]).sentence + "." }
      return
        "\(Phrase.count(curves.count, "run")), \(Phrase.count(results.study.problems(of: b).count, "problem")); no runs are compared."
    }
    return findings.summary(comparison)
  }
}
