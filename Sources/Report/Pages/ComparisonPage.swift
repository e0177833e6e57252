import Charts
import Stats

/// One page a pair of runs: their curves and differences on every benchmark they share, and what
/// each claim rests on.
enum ComparisonPage: PageKind {
  static func pages(_ edition: Edition) -> [Page] {
    let results = edition.results
    return results.study.pairs.compactMap { pair in
      let comparisons = results.comparisons.joined().filter { $0.pair == pair }
      return comparisons.isEmpty ? nil : page(pair, comparisons, edition)
    }
  }

  private static func page(
    _ pair: Study.Pair, _ comparisons: [Results.Comparison], _ edition: Edition
  ) -> Page {
    let results = edition.results
    let study = results.study
    let (candidate, baseline) = (study.runs[pair.candidate], study.runs[pair.baseline])
    let lede =
      comparisons.count == 1
      ? edition.findings.summary(comparisons[0]) : edition.findings.tally(comparisons) + "."
    let title = "\(candidate.label) against \(baseline.label)"
    return Page(
      path: study.page(of: pair), title: title, description: "\(title): \(lede)",
      eyebrow: { html in
        html.element("b", text: "Comparison")
        html.text(" ")
        html.element("a", [("href", "../index.html")], text: study.title)
      },
      lede: lede, facts: facts(comparisons, results), opening: nil,
      sections: [
        curves(pair, comparisons, edition), differences(pair, comparisons, edition),
        claims(pair, comparisons, results), solvable(pair, edition),
      ].compactMap(\.self))
  }

  private static func facts(
    _ comparisons: [Results.Comparison], _ results: Results
  ) -> [(name: String, value: String)] {
    let paired = comparisons.compactMap(\.paired)
    return [
      ("Benchmarks", Phrase.count(comparisons.count)),
      ("In common", Phrase.count(paired.reduce(0) { $0 + $1.problems }, "problem")),
      ("Left out", Phrase.count(comparisons.reduce(0) { $0 + $1.leftOut }, "problem")),
      ("Intervals", "\(Phrase.level(results.settings.level)), \(results.settings.target.inWords)"),
    ]
  }

  // MARK: The curves

  private static func curves(
    _ pair: Study.Pair, _ comparisons: [Results.Comparison], _ edition: Edition
  ) -> Section? {
    let results = edition.results
    let drawings = comparisons.map { comparison in
      CurveDrawing(
        results, benchmark: comparison.benchmark, runs: [pair.baseline, pair.candidate])
    }
    let panels = CurvePanelSection(
      results, stem: results.study.slug(of: pair), root: "../",
      drawings: drawings.filter(\.hasValues))
    return panels.section(
      heading: edition.findings.shape(comparisons),
      crossings: true)
  }

  // MARK: The differences

  /// Rows of one figure; the file holds all.
  private static let rows = 24

  /// Both ends of every benchmark, a row each, on one axis.
  private static func differences(
    _ pair: Study.Pair, _ comparisons: [Results.Comparison], _ edition: Edition
  ) -> Section? {
    let results = edition.results
    let study = results.study
    // The style the two have in the curves above.
    let style = RunStyles(results, only: [pair.baseline, pair.candidate])[pair.candidate]
    let rows = comparisons.flatMap { comparison in
      comparison.claims.compactMap { claim -> IntervalRow? in
        guard let point = comparison.point(at: claim.k), let interval = point.interval else {
          return nil
        }
        let other = comparison.other?.point(at: claim.k)?.interval
        let cell = Cell.difference(point, strong: false)
        guard case .number(let text, let limits, _, _) = cell else { return nil }
        let isWider = other.map { $0.upper - $0.lower > interval.upper - interval.lower } ?? false
        let (outer, inner) = isWider ? (other, interval as Interval?) : (interval, other)
        return IntervalRow(
          "\(study.benchmarks[comparison.benchmark].label), \(Phrase.k(claim.k))", style: style,
          value: point.difference,
          outer: outer.map { $0.lower...$0.upper },
          inner: inner.map { $0.lower...$0.upper },
          words: [text, limits].compactMap(\.self).joined(separator: " "))
      }
    }
    guard rows.count > 1 else { return nil }
    let drawn = Array(rows.prefix(Self.rows))
    let (candidate, baseline) = (study.runs[pair.candidate], study.runs[pair.baseline])
    let title = "\(candidate.label) minus \(baseline.label) at both ends of the curves, in points"
    let figures = [true, false].map { isWide in
      Figure.rows(
        id: "\(study.slug(of: pair))-differences\(isWide ? "" : "-narrow")", title: title,
        description: edition.findings.tally(comparisons) + ".", rows: drawn,
        xTitle: "\(candidate.label) minus \(baseline.label), points", format: .points,
        isWide: isWide, zero: 0)
    }
    let (shown, other) =
      results.settings.target == .fixed
      ? (Target.fixed, Target.population) : (.population, .fixed)
    return Section(
      "differences", .figure, heading: spread(comparisons), short: "Differences",
      figures: figures, body: { $0.figures(figures) },
      notes: { html in
        html.paragraph(
          lead: "Differences of pass@k",
          ", paired problem by problem, with \(Phrase.level(results.settings.level)) intervals, each taken alone. The numbers are for \(shown.inWords) (\(results.words.differenceMethod)); of the two lines the one for \(other.inWords) is \(shown == .population ? "the thick one, where it is the narrower" : "the thin one, where it is the wider")."
        )
        html.paragraph("The problems and n of each benchmark stand over its curves.")
        if drawn.count < rows.count {
          html.paragraph("Drawn are the first \(drawn.count) of \(rows.count); the file has all.")
        }
        html.links([
          ("CSV", "../data/comparisons.csv")
        ])
      })
  }

  /// "At k = 1 by +30.8 to +32.9 points, at k = 256 by −7.5 to −5.0": the differences of each end.
  private static func spread(_ comparisons: [Results.Comparison]) -> String {
    let ends = [\Array<Results.Claim>.first, \.last].compactMap {
      end -> (ks: Set<Int>, text: String)? in
      let points = comparisons.compactMap { comparison in
        comparison.claims[keyPath: end].flatMap { comparison.point(at: $0.k) }
      }.filter { $0.difference != nil }
      guard let least = points.min(by: { $0.difference! < $1.difference! }),
        let most = points.max(by: { $0.difference! < $1.difference! })
      else { return nil }
      let texts = [least, most].map { Phrase.signed($0.difference ?? 0, $0.interval) }
      return (
        Set(points.map(\.k)), texts[0] == texts[1] ? texts[0] : "\(texts[0]) to \(texts[1])"
      )
    }
    guard let first = ends.first else { return "No difference has a value" }
    func at(_ ks: Set<Int>, _ name: String) -> String {
      ks.count == 1 ? Phrase.k(ks.first ?? 1) : "the \(name) k"
    }
    let start = "The difference at \(at(first.ks, "smallest")) is \(first.text) points"
    guard let last = ends.last, last.ks != first.ks else { return start }
    return "\(start), at \(at(last.ks, "largest")) \(last.text)"
  }

  // MARK: The tables

  private static func claims(
    _ pair: Study.Pair, _ comparisons: [Results.Comparison], _ results: Results
  ) -> Section {
    let claims = ClaimsTable(
      results: results, comparisons: comparisons.filter { $0.paired != nil }, first: .benchmark)
    return Section(
      "claims", .wideTable, heading: "What each claim rests on", short: "Claims",
      tables: [claims.table("\(results.study.slug(of: pair))-claims")],
      notes: { html in
        claims.notes(of: comparisons, into: &html)
        html.links([("CSV", "../data/comparisons.csv"), ("Crossings", "../data/crossovers.csv")])
      })
  }

  /// Which of the two solves which problems, where that analysis is asked for.
  private static func solvable(_ pair: Study.Pair, _ edition: Edition) -> Section? {
    edition.analyses.lazy.compactMap { $0 as? SolvableSetsAnalysis }.first?.section(pair: pair)
  }
}
