import Charts
import Stats

/// What each claim rests on: the difference with both targets' intervals side by side, and the
/// verdict that follows from the target shown.
struct ClaimsTable: Sendable {
  let results: Results
  /// Those that can be assessed at all.
  let comparisons: [Results.Comparison]
  /// What a row is about: of one benchmark the pair, of one pair the benchmark.
  var first = First.pair

  enum First: Sendable { case pair, benchmark }

  /// The target of the verdicts first.
  private var targets: [Target] {
    [results.settings.target, results.settings.target == .fixed ? .population : .fixed]
  }

  /// - Parameter id: Of the table.
  func table(_ id: String) -> Table {
    Table(
      id, label: "Claims",
      caption:
        "One row a claim: a pair of runs at one end of the curve. Differences in points, candidate minus baseline, with \(Phrase.level(results.settings.level)) intervals: for problems like these the problems are a sample, for these problems only the samples could have come out otherwise. Wins, ties and losses count problems, a win being the candidate’s. Each p inverts the interval before it; adjusted p is Holm’s over the report’s \(Phrase.count(results.claimCount, "claim")), for \(results.settings.target.inWords), and gives the verdict.",
      look: .wide,
      columns: [
        .init(first == .pair ? "Candidate, baseline" : "Benchmark", merges: true), .init("k"),
        .init("Wins, ties, losses"),
      ]
        + targets.flatMap { target in
          [
            Table.Column("difference", group: target.inWords),
            Table.Column("p", group: target.inWords),
          ]
        } + [.init("Adjusted p"), .init("Verdict")],
      rows: comparisons.flatMap { comparison in
        comparison.claims.compactMap { row(comparison, $0) }
      })
  }

  private func row(_ comparison: Results.Comparison, _ claim: Results.Claim) -> [Cell]? {
    guard let point = comparison.point(at: claim.k) else { return nil }
    let differences = targets.flatMap { target -> [Cell] in
      let isShown = target == comparison.target
      let own = (isShown ? comparison.shown : comparison.other)?.point(at: claim.k)
      return [
        .difference(own, strong: isShown && (claim.verdict == .ahead || claim.verdict == .behind)),
        .pValue(own?.pValue),
      ]
    }
    let study = results.study
    let benchmark = study.benchmarks[comparison.benchmark]
    return [
      first == .pair
        ? .pair(comparison.pair, study, href: study.page(of: comparison.pair))
        : .name(benchmark.label, href: "benchmarks/\(benchmark.slug).html"),
      .count(claim.k),
      .words("\(point.wins), \(point.ties), \(point.losses)"),
    ] + differences + [.pValue(claim.adjusted), .words(claim.verdict.rawValue)]
  }

  /// What keeps this table from saying more: problems left out, targets without intervals, and what
  /// the number of problems alone leaves open.
  func notes(of all: [Results.Comparison], into html: inout MarkupWriter) {
    let findings = Findings(results: results)
    for comparison in all {
      let (a, b) = (findings.candidate(comparison), findings.baseline(comparison))
      if comparison.paired == nil {
        html.paragraph("\(a) and \(b) share no problem: nothing can be compared.")
      } else if comparison.leftOut > 0 {
        html.paragraph(
          "\(a) and \(b): \(Phrase.count(comparison.leftOut, "problem")) that only one of them has \(comparison.leftOut == 1 ? "is" : "are") left out."
        )
      }
      if let fixed = comparison.fixed, let absence = fixed.absence {
        html.paragraph(
          "\(a) and \(b): no interval for these problems (\(absence.reason)).")
      }
    }
    if let paired = comparisons.first?.paired, paired.method.isDirichlet {
      let width = PairedDifference.halfWidthIfNothingMoved(
        problems: paired.problems, level: results.settings.level, method: paired.method)
      html.paragraph(
        "\(Phrase.count(paired.problems, "problem")) cannot rule out that some such problems changed entirely: even two runs alike on every one have an interval of \(NumberText.fixed(width * 100, decimals: width < 0.01 ? 2 : 1)) points either way for problems like these."
      )
    }
  }
}
