import Charts
import Stats

/// One page a run: what it is, its curve on every benchmark, what it is compared with, and what its
/// numbers rest on.
enum RunPage: PageKind {
  static func pages(_ edition: Edition) -> [Page] {
    // The page of a study's only run would repeat the first page.
    let runs = edition.results.study.runs
    return runs.count < 2 ? [] : runs.indices.map { page($0, edition) }
  }

  private static func page(_ r: Int, _ edition: Edition) -> Page {
    let results = edition.results
    let study = results.study
    let run = study.runs[r]
    let curves = study.benchmarks.indices.compactMap { results.curves[$0][r] }
    let lede = lede(curves, edition)
    return Page(
      path: study.page(ofRun: r), title: run.label,
      description: "pass@k of \(run.label): \(lede)",
      eyebrow: { html in
        html.element("b", text: "Run")
        html.text(" ")
        html.element("a", [("href", "../index.html")], text: study.title)
      },
      lede: lede, facts: facts(r, results), opening: nil,
      sections: [
        panels(r, edition), values(r, curves, results), comparisons(r, results),
        quality(r, edition),
      ].compactMap(\.self))
  }

  private static func lede(_ curves: [Results.Curve], _ edition: Edition) -> String {
    if curves.isEmpty { return "No benchmark of this report has a sample of it." }
    if curves.count == 1 { return edition.findings.reach(curves[0]).sentence + "." }
    let study = edition.results.study
    func named(_ pick: (Double, Double) -> Bool, at end: (Results.Curve) -> CurvePoint?) -> String?
    {
      let known = curves.compactMap { curve in
        end(curve).flatMap { point in point.estimate.map { (curve, point, $0) } }
      }
      guard let best = known.max(by: { pick($0.2, $1.2) }) else { return nil }
      let share = "\(Phrase.percent(best.2, best.1.interval))\(Phrase.space)%"
      return
        "\(share) \(best.1.interval.map(Phrase.limits) ?? "") on \(study.benchmarks[best.0.cell.benchmark].label)"
    }
    func first(_ curve: Results.Curve) -> CurvePoint? {
      curve.points.first { $0.estimate != nil }
    }
    guard let low = named(>, at: first), let high = named(<, at: first) else {
      return "No pass@k exists over all problems of a benchmark."
    }
    let ks = Set(curves.compactMap { first($0)?.k })
    let start = ks == [1] ? "With one sample" : "At the smallest k"
    return "\(start) it solves from \(low) to \(high)."
  }

  private static func facts(_ r: Int, _ results: Results) -> [(name: String, value: String)] {
    let study = results.study
    let run = study.runs[r]
    let cells = study.cells.compactMap { $0[r] }
    let counts = cells.map(QualityCounts.init)
    let facts: [(String, String?)] = [
      ("Full name", run.id == run.label ? nil : run.id),
      ("Role", run.role?.rawValue), ("Family", run.family), ("Size", run.size),
      ("Algorithm", run.algorithm), ("Step", run.step.map { Phrase.count($0) }),
      ("Temperature", run.temperature.map(NumberText.shortest)), ("Settings", run.variant),
      ("Released", run.released?.text),
      ("Tags", run.tags.isEmpty ? nil : run.tags.joined(separator: ", ")),
      (
        "Problems",
        "\(Phrase.count(counts.reduce(0) { $0 + $1.problems })) in \(Phrase.count(cells.count, "benchmark"))"
      ),
      ("Samples", Phrase.count(counts.reduce(0) { $0 + $1.samples })),
    ]
    return facts.compactMap { name, value in value.map { (name, $0) } }
  }

  private static func panels(_ r: Int, _ edition: Edition) -> Section? {
    let results = edition.results
    let drawings = results.study.benchmarks.indices.filter { results.curves[$0][r] != nil }
      .map { CurveDrawing(results, benchmark: $0, runs: [r]) }.filter(\.hasValues)
    return CurvePanelSection(
      results, stem: results.study.runs[r].slug, root: "../", drawings: drawings
    ).section(
      heading: drawings.count == 1
        ? "pass@k on \(results.study.benchmarks[drawings[0].benchmark].label)"
        : "pass@k on \(Findings.word(drawings.count)) benchmarks", crossings: false)
  }

  /// Columns of one table.
  private static let columns = 7

  private static func values(
    _ r: Int, _ curves: [Results.Curve], _ results: Results
  ) -> Section? {
    if curves.isEmpty { return nil }
    let study = results.study
    let all = Set(curves.flatMap { $0.points.map(\.k) }).sorted()
    let powers = all.filter { $0 & ($0 - 1) == 0 }
    let ks = Array((powers.isEmpty ? all : powers).prefix(columns))
    return Section(
      "values", .wideTable, heading: "The values of its curves", short: "Values",
      tables: [
        Table(
          "\(study.runs[r].slug)--values", label: "Values",
          caption:
            "pass@k in percent with \(results.words.pointwise). K: the largest k the run has. k > n: a problem has fewer than k samples.",
          look: .wide,
          columns: [.init("Benchmark"), .init("Problems")] + ks.map { .init(Phrase.k($0)) }
            + [.init("K"), .init("k\(Phrase.space)=\(Phrase.space)K")],
          rows: curves.map { curve in
            let benchmark = study.benchmarks[curve.cell.benchmark]
            return [
              .name(benchmark.label, href: "benchmarks/\(benchmark.slug).html"),
              .count(curve.curve.problems),
            ] + ks.map { .share(curve, at: $0) } + [
              .count(curve.curve.largestK), .share(curve.point(at: curve.curve.largestK)),
            ]
          })
      ], notes: { $0.links([("CSV", "../data/curves.csv")]) })
  }

  private static func comparisons(_ r: Int, _ results: Results) -> Section? {
    let study = results.study
    let own = results.comparisons.joined().filter {
      ($0.pair.baseline == r || $0.pair.candidate == r) && $0.paired != nil
    }
    if own.isEmpty { return nil }
    let ahead = own.flatMap { comparison in
      comparison.claims.map { claim -> Int in
        let sign = claim.verdict == .ahead ? 1 : claim.verdict == .behind ? -1 : 0
        return comparison.pair.candidate == r ? sign : -sign
      }
    }
    let shown = own.prefix(60)
    return Section(
      "comparisons", .wideTable,
      heading:
        "Ahead in \(Findings.word(ahead.count { $0 > 0 })) of \(Phrase.count(ahead.count, "claim")), behind in \(Findings.word(ahead.count { $0 < 0 }))",
      short: "Comparisons",
      tables: [
        Table(
          "\(study.runs[r].slug)--comparisons", label: "Comparisons",
          caption:
            "Paired differences in points, candidate minus baseline, with \(Phrase.level(results.settings.level)) intervals for \(results.settings.target.inWords). Bold, and the verdict: after Holm’s correction for all \(Phrase.count(results.claimCount, "claim")) of this report; the verdict is the candidate’s.",
          look: .wide,
          columns: [
            .init("Candidate, baseline", merges: true), .init("Benchmark", isText: true),
            .init("k"), .init("Difference"), .init("Adjusted p"), .init("Verdict"),
          ],
          rows: shown.flatMap { comparison in
            comparison.claims.map { claim in
              [
                .pair(comparison.pair, study),
                .words(study.benchmarks[comparison.benchmark].label), .count(claim.k),
                .difference(
                  comparison.point(at: claim.k),
                  strong: claim.verdict == .ahead || claim.verdict == .behind),
                .pValue(claim.adjusted), .words(claim.verdict.rawValue),
              ]
            }
          })
      ],
      notes: { html in
        if shown.count < own.count {
          html.paragraph(
            "\(Phrase.count(shown.count)) of \(Phrase.count(own.count, "comparison")); the file has all."
          )
        }
        html.links([("CSV", "../data/comparisons.csv")])
      })
  }

  private static func quality(_ r: Int, _ edition: Edition) -> Section? {
    edition.analyses.lazy.compactMap { $0 as? QualityAnalysis }.first?.section(run: r)
  }
}
