import Charts
import Stats

/// Paired differences between runs: their intervals, p-values and verdicts, and the summary of both
/// ends of every curve.
struct DifferencesAnalysis: Analysis {
  static let id = "differences"
  static let title = "paired differences, verdicts and the summary of both ends"
  static let needs = "two runs with problems in common"
  static let files = ["comparisons"]

  private let results: Results

  init(_ results: Results) { self.results = results }
  var absence: String? {
    if results.study.runs.count < 2 { return "there is only one run" }
    if results.study.pairs.isEmpty { return "no pair of runs is named; --baseline RUN names one" }
    return results.comparisons.joined().contains { $0.paired != nil }
      ? nil : Absence.noCommonProblems.reason
  }

  var tables: [DataTable] {
    [
      DataTable(
        "comparisons",
        columns:
          "benchmark,baseline,candidate,metric,k#,difference#,lower#,upper#,band_lower#,band_upper#,level#,method,target,p_value#,p_adjusted#,wins#,ties#,losses#,problems#,verdict,note",
        rows: results.comparisons.joined().flatMap { rows($0, results) })
    ]
  }

  private func rows(_ comparison: Results.Comparison, _ results: Results) -> [[String]] {
    let names = results.names(comparison) + ["pass@k"]
    guard let paired = comparison.paired else {
      let kind = [
        NumberText.shortest(results.settings.level),
        DifferenceInference.populationMethod(results.settings), Target.population.rawValue,
      ]
      return [
        names + [String](repeating: "", count: 6) + kind + [String](repeating: "", count: 5)
          + ["0", Results.Verdict.notAssessable.rawValue, Absence.noCommonProblems.reason]
      ]
    }
    return [comparison.population, comparison.fixed].compactMap { $0 }
      .filter { $0.absence == nil || $0.target == .population }
      .flatMap { rows(comparison, paired, $0, names, results) }
  }

  private func rows(
    _ comparison: Results.Comparison, _ paired: PairedDifference, _ inference: DifferenceInference,
    _ names: [String], _ results: Results
  ) -> [[String]] {
    let kind = [
      NumberText.shortest(results.settings.level), inference.method, inference.target.rawValue,
    ]
    return inference.points.map { point in
      // Claims are made for one target.
      let claim = inference.target == comparison.target ? comparison.claim(at: point.k) : nil
      let limits = point.interval.map { [NumberText.lower($0.lower), NumberText.upper($0.upper)] }
      let band = inference.band?.limits(at: point.k).map {
        [NumberText.lower($0.lowerBound), NumberText.upper($0.upperBound)]
      }
      let counts =
        point.interval == nil
        ? ["", "", ""] : [point.wins, point.ties, point.losses].map { String($0) }
      var row = names
      row += [String(point.k), NumberText.optional(point.difference)]
      row += limits ?? ["", ""]
      row += (band ?? ["", ""]) + kind
      row += [
        point.pValue.map(NumberText.upper) ?? "", claim?.adjusted.map(NumberText.upper) ?? "",
      ]
      row += counts
      row += [String(paired.problems), claim?.verdict.rawValue ?? "", point.absence?.reason ?? ""]
      return row
    }
  }

  // MARK: The first page

  var overview: [Section] {
    let compared = FirstRows(results.comparisons)
    return [compared.total == 0 ? values(results) : summary(results, compared)]
  }

  /// Both ends of every comparison, and the crossing between them.
  private func summary(_ results: Results, _ compared: FirstRows<Results.Comparison>) -> Section {
    let rows = compared.shown.map { SummaryRow($0, results) }
    return Section(
      "summary", .wideTable, heading: heading(rows), short: "Summary",
      tables: [table(rows)],
      notes: { html in
        compared.note(into: &html)
        html.links([("All differences", "data/comparisons.csv")])
      })
  }

  private func table(_ rows: [SummaryRow]) -> Table {
    let study = results.study
    let findings = Findings(results: results)
    let onePair = study.pairs.count == 1
    let first = rows.allSatisfy { $0.first == 1 } ? Phrase.k(1) : "smallest k"
    func end(_ group: String) -> [Table.Column] {
      let pair = study.pairs[0]
      let runs: [Table.Column] =
        onePair
        ? [pair.baseline, pair.candidate].map { run in
          .init(
            study.runs[run].label, group: group, style: RunStyles(results, benchmark: 0)[run])
        } : [.init("baseline", group: group), .init("candidate", group: group)]
      return runs + [.init("difference", group: group)]
    }
    return Table(
      "summary-table", label: "Summary",
      caption:
        "pass@k in percent and paired differences in points, candidate minus baseline, with \(Phrase.level(results.settings.level)) intervals for \(results.settings.target.inWords). Bold: the claim holds after Holm’s correction for all \(Phrase.count(results.claimCount, "claim")) of this report. K: the largest k that both runs have. Crossing: where the point curves cross, with the k around it that are undecided.",
      look: .wide,
      columns: [.init("Benchmark", merges: true)]
        + (onePair ? [] : [.init("Candidate, baseline", isText: true)])
        + end(first) + [.init("Crossing"), .init("K")]
        + end("k\(Phrase.space)=\(Phrase.space)K"),
      rows: rows.map { row in
        let benchmark = study.benchmarks[row.comparison.benchmark]
        let crossing: Cell =
          row.comparison.crossover.map { findings.crossingCell($0) }.map { cell in
            cell.limits == nil
              ? .none(cell.point)
              : .number(cell.point, limits: cell.limits, strong: false, exact: cell.exact)
          } ?? .none("–")
        return [
          .name(
            benchmark.label,
            sub: [Phrase.count(row.comparison.paired?.problems ?? 0, "problem") + " in common"],
            href: "benchmarks/\(benchmark.slug).html")
        ]
          + (onePair
            ? [] : [.pair(row.comparison.pair, study, href: study.page(of: row.comparison.pair))])
          + row.cells[..<3] + [
            crossing, row.comparison.paired == nil ? .none("–") : .count(row.last),
          ] + row.cells[3...]
      })
  }

  private func heading(_ rows: [SummaryRow]) -> String {
    let ks = Set(rows.map(\.last))
    let end = ks.count == 1 ? Phrase.k(ks.first!) : "the largest k"
    return rows.allSatisfy { $0.first == $0.last }
      ? "Paired differences at \(end)"
      : "\(rows.allSatisfy { $0.first == 1 } ? "One sample" : "The smallest k"), the crossing, \(end)"
  }

  /// Without pairs: both ends of every curve.
  private func values(_ results: Results) -> Section {
    let study = results.study
    let curves = FirstRows(results.curves.map { $0.compactMap { $0 } })
    let shown = curves.shown
    let table = Table(
      "summary-table", label: "Summary",
      caption:
        "pass@k in percent with \(Phrase.level(results.settings.level)) intervals for \(results.settings.target.inWords). K: the largest k the run has.",
      columns: [
        .init("Benchmark"), .init("Run", isText: true), .init("Problems"), .init("Smallest k"),
        .init("K"), .init("k\(Phrase.space)=\(Phrase.space)K"),
      ],
      rows: shown.map { curve in
        let benchmark = study.benchmarks[curve.cell.benchmark]
        let known = curve.points.filter { $0.interval != nil }
        return [
          .name(benchmark.label, href: "benchmarks/\(benchmark.slug).html"),
          .words(study.runs[curve.cell.run].label), .count(curve.curve.problems),
          .share(known.first), .count(known.last?.k ?? 0), .share(known.last),
        ]
      })
    return Section(
      "summary", .table, heading: "Both ends of each curve", short: "Summary", tables: [table],
      notes: { html in
        curves.note(into: &html)
        html.paragraph("No runs are compared: \(absence ?? "there is no pair").")
      })
  }

  // MARK: The page of a benchmark

  func sections(benchmark b: Int) -> [Section] {
    let compared = results.comparisons[b]
    guard !compared.isEmpty else { return [] }
    let claims = ClaimsTable(
      results: results, comparisons: compared.filter { $0.paired != nil })
    return [
      Section(
        "differences", .wideTable,
        heading: "What each claim rests on", short: "Differences",
        tables: [claims.table("\(results.study.benchmarks[b].slug)-claims")],
        notes: { html in
          claims.notes(of: compared, into: &html)
          html.links([("CSV", "../data/comparisons.csv"), ("Crossings", "../data/crossovers.csv")])
        })
    ]
  }
}

/// One comparison at both ends.
private struct SummaryRow: Sendable {
  let comparison: Results.Comparison
  let first: Int
  let last: Int
  let cells: [Cell]

  init(_ comparison: Results.Comparison, _ results: Results) {
    self.comparison = comparison
    let curves = results.curves[comparison.benchmark]
    let first = comparison.claims[0]
    let last = comparison.claims[comparison.claims.count - 1]
    self.first = first.k
    self.last = last.k
    guard comparison.paired != nil else {
      cells = [Cell](repeating: .none("–"), count: 6)
      return
    }
    cells = [first, last].flatMap { claim in
      [comparison.pair.baseline, comparison.pair.candidate].map { run in
        Cell.share(curves[run]?.point(at: claim.k))
      } + [
        Cell.difference(
          comparison.point(at: claim.k),
          strong: claim.verdict == .ahead || claim.verdict == .behind)
      ]
    }
  }
}
