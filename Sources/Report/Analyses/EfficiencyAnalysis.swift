import Charts
import Stats

/// How efficient a candidate's single attempt is: the gap from it to the baseline's many, and the
/// number of the baseline's attempts that it is worth.
///
/// Source: Yue et al. 2025, arXiv:2504.13837, section 4.3 and figure 8.
struct EfficiencyAnalysis: Analysis {
  static let id = "efficiency"
  static let title = "the sampling-efficiency gap and how many attempts one is worth"
  static let needs = "two runs with problems in common, the baseline with several samples of each"
  static let files = ["efficiency"]

  private let results: Results
  /// By benchmark.
  private let rows: [[EfficiencyRow]]

  init(_ results: Results) {
    self.results = results
    rows = results.efficiency
  }

  var absence: String? {
    if results.study.runs.count < 2 { return "there is only one run" }
    if results.study.pairs.isEmpty { return "no pair of runs is named; --baseline RUN names one" }
    guard results.comparisons.joined().contains(where: { $0.paired != nil }) else {
      return Absence.noCommonProblems.reason
    }
    return rows.joined().isEmpty ? Self.singleSamples : nil
  }

  private static let singleSamples = "the baseline has a single sample of a problem"

  // MARK: The file

  var tables: [DataTable] {
    let lines = results.comparisons.joined().flatMap { comparison -> [[String]] in
      let row = rows[comparison.benchmark].first { $0.comparison.pair == comparison.pair }
      return row.map { self.lines($0) } ?? [absent(comparison)]
    }
    guard !lines.isEmpty else { return [] }
    return [
      DataTable(
        "efficiency",
        columns:
          "benchmark,baseline,candidate,k#,gap#,lower#,upper#,bound_lower#,bound_upper#,budget#,budget_status,budget_more_than#,budget_fewer_than#,budget_largest_k#,level#,method,target,problems#,note",
        rows: lines)
    ]
  }

  /// Both targets where both have intervals.
  private func lines(_ row: EfficiencyRow) -> [[String]] {
    [row.population, row.fixed].filter { $0.absence == nil }.map { inference in
      let budget = inference.budget
      var line = results.names(row.comparison)
      line += [row.gap.map { String($0.budget) } ?? "", NumberText.optional(row.gap?.gap)]
      line +=
        NumberText.limits(inference.interval)
      line += [
        NumberText.optional(row.gap?.bounds?.lowerBound),
        NumberText.optional(row.gap?.bounds?.upperBound),
        budget?.k.map { NumberText.fixed($0, decimals: 2) } ?? "",
        budget?.status?.rawValue ?? "", budget?.moreThan.map(String.init) ?? "",
        budget?.lessThan.map(String.init) ?? "", String(row.budget.largestK),
        NumberText.shortest(results.settings.level), inference.method, inference.target.rawValue,
        String(row.comparison.paired?.problems ?? 0),
      ]
      let reasons = [
        row.gapAbsence.map { "gap: \($0)" }, budget?.absence.map { "budget: \($0.reason)" },
      ]
      return line + [reasons.compactMap(\.self).joined(separator: "; ")]
    }
  }

  private func absent(_ comparison: Results.Comparison) -> [String] {
    results.names(comparison) + [String](repeating: "", count: 11)
      + [
        NumberText.shortest(results.settings.level), "", Target.population.rawValue,
        String(comparison.paired?.problems ?? 0),
        comparison.paired == nil ? Absence.noCommonProblems.reason : Self.singleSamples,
      ]
  }

  // MARK: The pages

  /// Rows of one figure, on the page of a benchmark and on the first; the file holds all.
  private static let drawn = (page: 12, first: 6)

  /// Only what has a base model to compare with: what a trained run's one attempt is worth.
  var overview: [Section] {
    let runs = results.study.runs
    let base = Study.baseIndex(runs.map(\.id), runs.map(\.role))
    let shown = rows.map { own in
      own.filter {
        runs[$0.comparison.pair.baseline].role == .base || $0.comparison.pair.baseline == base
      }
    }
    let all = Array(shown.joined())
    guard !all.isEmpty else { return [] }
    let drawn = FirstRows(shown.filter { !$0.isEmpty }, atMost: Self.drawn.first).shown
    return [
      section(all, drawn: drawn.prefix(Self.drawn.first), "efficiency", root: "", table: nil)
    ]
  }

  func sections(benchmark b: Int) -> [Section] {
    guard !rows[b].isEmpty else { return [] }
    let stem = "\(results.study.benchmarks[b].slug)-efficiency"
    return [
      section(
        rows[b], drawn: rows[b].prefix(Self.drawn.page), stem, root: "../",
        table: table(rows[b], stem))
    ]
  }

  private func section(
    _ rows: [EfficiencyRow], drawn: ArraySlice<EfficiencyRow>, _ stem: String, root: String,
    table: Table?
  ) -> Section {
    let drawn = Array(drawn)
    // Where every budget is known to be below 1 there is no axis to draw it on.
    let budgets = drawn.contains { row in
      [row.budget.k, row.shown.budget.map { Double($0.lessThan ?? $0.largestK) }]
        .contains { ($0 ?? 1) > 1 }
    }
    let gaps = drawn.contains { $0.gapText != nil }
    let figures = [true, false].flatMap { isWide in
      (budgets ? [budgetFigure(drawn, stem, isWide)] : [])
        + (gaps ? [gapFigure(drawn, stem, isWide)] : [])
    }
    return Section(
      "efficiency", .figure, heading: heading(rows), short: "Efficiency", figures: figures,
      tables: table.map { [$0] } ?? [],
      notes: { html in
        if budgets { html.paragraph(lead: "Equivalent budget", budgetCaption(rows)) }
        if gaps { html.paragraph(lead: "Sampling-efficiency gap", gapCaption(rows)) }
        html.paragraph(
          "Each interval stands for itself: none is corrected for the others."
            + (drawn.count < rows.count
              ? " Drawn are \(Phrase.count(drawn.count)) of \(Phrase.count(rows.count)) comparisons."
              : ""))
        for reason in Set(rows.compactMap { $0.shown.absence?.reason }).sorted() {
          html.paragraph("No interval: \(reason).")
        }
        html.links(
          [("CSV", "\(root)data/efficiency.csv")]
            + figures.prefix(figures.count / 2).map { figure in
              (
                figure.id.hasSuffix("-gap") ? "SVG gap" : "SVG budget",
                "\(root)figures/\(figure.id).svg"
              )
            })
      }, after: { html in
        if let table { html.folded("Gaps and budgets", table) }
      })
  }

  private func budgetCaption(_ rows: [EfficiencyRow]) -> String {
    ": the k at which pass@k of \(baseline(rows)) equals pass@1 of the candidate, on the problems they share; between whole k linear in log2 k. [a, b]: more than a and fewer than b, by the \(Phrase.level(results.settings.level)) intervals of the difference at every k (\(rows[0].shown.method)), for \(results.settings.target.inWords). ≤ and > mark a side that is open: the line there runs to 1 or to the largest k."
  }

  private func gapCaption(_ rows: [EfficiencyRow]) -> String {
    let ks = Set(rows.compactMap { $0.gap?.budget })
    let k = ks.count == 1 ? Phrase.count(ks.first!) : "K"
    let which =
      ks.count == 1 ? "" : ", K the largest k of the baseline"
    return
      ": pass@\(k) of \(baseline(rows)) less pass@1 of the candidate\(which), in points with \(Phrase.level(results.settings.level)) intervals for \(results.settings.target.inWords). The lower, the nearer one sample of the candidate comes to it. It depends on k: where the baseline’s curve still rises, so does the gap."
  }

  /// The baseline's name where there is one only.
  private func baseline(_ rows: [EfficiencyRow]) -> String {
    let all = Set(rows.map(\.comparison.pair.baseline))
    return all.count == 1 ? results.study.runs[all.first!].label : "the baseline"
  }

  /// What the intervals say of one comparison or two; of more, in how many.
  private func heading(_ rows: [EfficiencyRow]) -> String {
    let study = results.study
    let places = Set(rows.map(\.comparison.benchmark)).count > 1
    guard rows.count > 2 else {
      return rows.map { row in
        let pair = row.comparison.pair
        return row.sentence(study.runs[pair.baseline].label, study.runs[pair.candidate].label)
          + (places ? " on \(study.benchmarks[row.comparison.benchmark].label)" : "")
      }.joined(separator: "; ").sentence
    }
    let more = rows.count { ($0.shown.budget?.moreThan ?? 0) >= 1 }
    let who = baseline(rows)
    if more == 0 {
      return
        "In none of \(Findings.word(rows.count)) comparisons can the data tell that \(who) needs more than one sample to match one"
    }
    let total = Findings.word(rows.count)
    let number = more == rows.count ? "all \(total)" : "\(Findings.word(more)) of \(total)"
    // The counts rest on intervals that are not corrected for one another.
    return
      "In \(number) comparisons, each taken alone, \(who) needs more than one sample to match one"
  }

  // MARK: The figures

  private func label(_ row: EfficiencyRow, among rows: [EfficiencyRow]) -> String {
    let study = results.study
    let pair = row.comparison.pair
    let single = Set(rows.map(\.comparison.pair.baseline)).count == 1
    let who =
      single
      ? study.runs[pair.candidate].label
      : "\(study.runs[pair.candidate].label) against \(study.runs[pair.baseline].label)"
    return Set(rows.map(\.comparison.benchmark)).count == 1
      ? who : "\(study.benchmarks[row.comparison.benchmark].label): \(who)"
  }

  private func style(_ row: EfficiencyRow) -> SeriesStyle {
    RunStyles(results, benchmark: row.comparison.benchmark)[row.comparison.pair.candidate]
  }

  private func description(_ rows: [EfficiencyRow]) -> String {
    rows.prefix(6).map { row in
      let pair = row.comparison.pair
      return row.sentence(
        results.study.runs[pair.baseline].label, results.study.runs[pair.candidate].label
      ).sentence
        + " (\(results.study.benchmarks[row.comparison.benchmark].label))."
    }.joined(separator: " ")
  }

  private func budgetFigure(
    _ rows: [EfficiencyRow], _ stem: String, _ isWide: Bool
  ) -> Figure {
    Figure.rows(
      id: "\(stem)-budget\(isWide ? "" : "-narrow")",
      title: "Samples of \(baseline(rows)) that match one of the candidate",
      description: description(rows),
      rows: rows.map { $0.budgetRow(label($0, among: rows), style($0)) },
      xTitle: isWide
        ? "samples of \(baseline(rows)) that match one (log scale)" : "samples that match one",
      format: .number, isWide: isWide, zero: 1, kind: .log2)
  }

  private func gapFigure(
    _ rows: [EfficiencyRow], _ stem: String, _ isWide: Bool
  ) -> Figure {
    Figure.rows(
      id: "\(stem)-gap\(isWide ? "" : "-narrow")",
      title: "Sampling-efficiency gap to \(baseline(rows))",
      description: rows.prefix(6).map { row in
        "\(label(row, among: rows)): \([row.gapText ?? "no value", row.shown.interval.map(Phrase.limits)].compactMap(\.self).joined(separator: " ")) points."
      }.joined(separator: " "),
      rows: rows.map { $0.gapRow(label($0, among: rows), style($0)) },
      xTitle: isWide
        ? "\(baseline(rows)) with many samples less the candidate with one, points"
        : "gap, points",
      format: .points, isWide: isWide, zero: 0, fold: fold(rows))
  }

  /// The stretch between 0 and gaps that are all far from it.
  private func fold(_ rows: [EfficiencyRow]) -> ClosedRange<Double>? {
    let limits = rows.compactMap { row in
      row.shown.interval.map { ($0.lower, $0.upper) } ?? row.gap?.gap.map { ($0, $0) }
    }
    guard let least = limits.map(\.0).min(), let most = limits.map(\.1).max(),
      least > 0.05, least > 0.4 * most
    else { return nil }
    let air = 0.1 * (most - least)
    return least - air > 0.02 ? 0.01...least - air : nil
  }

  // MARK: The table

  /// Rows of one table; the file has all.
  private static let listed = 50

  /// The values behind the figures of one benchmark.
  private func table(_ rows: [EfficiencyRow], _ id: String) -> Table {
    let shown = rows.prefix(Self.listed)
    let ends = ["k\(Phrase.space)=\(Phrase.space)1", "k\(Phrase.space)=\(Phrase.space)K"]
    return Table(
      id, label: "Efficiency",
      caption:
        "pass@k in percent, each run over all its problems, and the gap in points, with \(Phrase.level(results.settings.level)) intervals for \(results.settings.target.inWords). K: the largest k that the baseline has on every problem in common. Budget: in samples of the baseline."
        + Phrase.first(shown.count, of: rows.count, file: "efficiency"),
      columns: [.init("Candidate, baseline"), .init("K")]
        + ["Baseline", "Candidate"].flatMap { run in
          ends.map { Table.Column($0, group: run) }
        } + [.init("Gap"), .init("Equivalent budget")],
      rows: shown.map { row in
        let k = row.gap?.budget
        let curves = results.curves[row.comparison.benchmark]
        let pair = row.comparison.pair
        return [.pair(pair, results.study), .count(k)]
          + [pair.baseline, pair.candidate].flatMap { run in
            [1, k].map { k in .share(k.flatMap { curves[run]?.point(at: $0) }) }
          } + [row.gapCell, row.budgetCell]
      })
  }
}
