import Charts

/// What the numbers rest on: samples scored, missing, truncated and counted twice.
struct QualityAnalysis: Analysis {
  static let id = "quality"
  static let title = "data quality: n per problem, missing, truncated and repeated samples"
  static let needs = "nothing beyond the counts"
  static let files = ["quality", "counts"]

  private let results: Results

  init(_ results: Results) { self.results = results }

  var absence: String? { nil }

  var tables: [DataTable] {
    [
      DataTable(
        "quality",
        columns:
          "run,benchmark,problems#,expected_problems#,samples#,n_min#,n_max#,missing#,model_errors#,harness_errors#,truncated#,duplicates#,format",
        rows: results.study.cells.joined().compactMap { $0 }.map { cell in
          let counts = QualityCounts(cell)
          return [
            results.study.runs[cell.run].id, results.study.benchmarks[cell.benchmark].id,
            String(counts.problems),
            results.study.benchmarks[cell.benchmark].expectedProblems.map(String.init) ?? "",
            String(counts.samples), String(counts.fewest), String(counts.most),
            String(counts.missing), String(cell.modelFailures), String(cell.harnessFailures),
            cell.truncated.map(String.init) ?? "",
            String(cell.duplicates), cell.format ?? "",
          ]
        }),
      DataTable(
        "counts",
        columns:
          "run,benchmark,problem,expected#,seen#,scored#,correct#,unscored#,model_errors#,harness_errors#,truncated#,duplicates#,variant",
        rows: zip(results.study.table.rows, results.study.accounts).map { row, account in
          [
            row.run, row.benchmark, row.problem, account.expected.map(String.init) ?? "",
            String(account.seen), String(row.tally.samples), String(row.tally.correct),
            String(row.tally.missing), String(account.modelFailures),
            String(account.harnessFailures), row.truncated.map(String.init) ?? "",
            String(account.duplicates), row.variant ?? "",
          ]
        }),
    ]
  }

  var overview: [Section] {
    let cells = results.study.cells.map { $0.compactMap { $0 } }
    return [
      section(
        results, Array(cells.joined()), shown: FirstRows(cells), root: "", table: "quality-table")
    ]
  }

  func sections(benchmark b: Int) -> [Section] {
    let cells = results.study.cells[b].compactMap { $0 }
    return [
      section(
        results, cells, shown: FirstRows([cells], atMost: .max), root: "../",
        table: "\(results.study.benchmarks[b].slug)-quality")
    ]
  }

  /// What the page of a run shows: its row of every benchmark.
  func section(run: Int) -> Section {
    let cells = results.study.cells.compactMap { $0[run] }
    return section(
      results, cells, shown: FirstRows([cells], atMost: .max), root: "../",
      table: "\(results.study.runs[run].slug)--quality")
  }

  private func section(
    _ results: Results, _ cells: [Study.Cell], shown: FirstRows<Study.Cell>, root: String,
    table id: String
  ) -> Section {
    let counts = cells.map(QualityCounts.init)
    let several = Set(cells.map(\.benchmark)).count > 1
    let samples = counts.reduce(0) { $0 + $1.samples }
    let missing = counts.reduce(0) { $0 + $1.missing }
    let truncated = cells.compactMap(\.truncated).reduce(0, +)
    let judged = zip(cells, counts).reduce(0) { $0 + ($1.0.truncated == nil ? 0 : $1.1.samples) }
    let duplicates = cells.reduce(0) { $0 + $1.duplicates }
    return Section(
      "quality", .table, heading: heading(samples, missing, (truncated, judged), duplicates),
      short: "Data", tables: [table(shown.shown, several, id)],
      notes: { html in
        html.paragraph(
          missing == 0
            ? "No sample is known to be missing."
            : "\(Phrase.count(missing)) of \(Phrase.count(samples + missing, "expected sample")) \(missing == 1 ? "is" : "are") missing. Where that leaves a range of values, the range is shown and no point."
        )
        shown.note(into: &html)
        if duplicates > 0 {
          html.paragraph(
            "\(Phrase.count(duplicates, "repeated sample")) \(duplicates == 1 ? "was" : "were") counted once."
          )
        }
        leftOut(of: Set(cells.map(\.benchmark)), into: &html)
        Assumptions(results, cells).write(into: &html)
        html.links([
          ("CSV", "\(root)data/quality.csv"), ("By problem", "\(root)data/counts.csv"),
          ("Counts", "\(root)data/tally.csv"),
        ])
      })
  }

  private func table(_ cells: [Study.Cell], _ several: Bool, _ id: String) -> Table {
    let study = results.study
    let isOneRun = Set(cells.map(\.run)).count == 1
    return Table(
      id, label: "Data quality",
      caption:
        "n: samples scored. Missing samples were expected and never scored; they are not counted as wrong. Errors: samples that came to no verdict, by the model (time, length) + by the harness; in n or missing as the harness has it. Truncated answers count as the grader judged them. Repeats were found twice and counted once.",
      columns: [
        several ? isOneRun ? "Benchmark" : "Benchmark, run" : "Run", "Problems", "Samples",
        "n a problem", "Missing", "Errors", "Truncated", "Repeats", "Format",
      ].map { .init($0) },
      rows: cells.map { cell in
        let counts = QualityCounts(cell)
        let benchmark = study.benchmarks[cell.benchmark]
        let run = study.runs[cell.run].label
        return [
          several ? .name(benchmark.label, sub: isOneRun ? [] : [run]) : .name(run),
          benchmark.expectedProblems.map {
            .words("\(Phrase.count(counts.problems)) of \(Phrase.count($0))")
          } ?? .count(counts.problems),
          .count(counts.samples),
          counts.fewest == counts.most
            ? .count(counts.fewest)
            : .words("\(Phrase.count(counts.fewest))–\(Phrase.count(counts.most))"),
          .count(counts.missing),
          cell.modelFailures + cell.harnessFailures == 0
            ? .count(0)
            : .words("\(Phrase.count(cell.modelFailures)) + \(Phrase.count(cell.harnessFailures))"),
          truncated(cell.truncated, of: counts.samples), .count(cell.duplicates),
          .words(orNone: cell.format),
        ]
      })
  }

  private func truncated(_ part: Int?, of whole: Int) -> Cell {
    guard let part else { return .none("not said") }
    guard part > 0, whole > 0 else { return .count(0) }
    let share = Double(part) / Double(whole)
    // A share with more zeros than that is not read.
    return share < 0.0005 ? .rate(share) : .plain(self.share(part, of: whole), exact: share * 100)
  }

  /// Problems that comparisons leave out, since one of the two runs does not have them.
  private func leftOut(of benchmarks: Set<Int>, into html: inout MarkupWriter) {
    let short = results.comparisons.joined().filter {
      benchmarks.contains($0.benchmark) && $0.leftOut > 0
    }
    guard let most = short.max(by: { $0.leftOut < $1.leftOut }) else { return }
    let runs = results.study.runs
    let pair = "\(runs[most.pair.candidate].label) against \(runs[most.pair.baseline].label)"
    html.paragraph(
      "\(pair): \(Phrase.count(most.leftOut, "problem")) that only one of the two has \(most.leftOut == 1 ? "is" : "are") left out\(short.count == 1 ? "" : ", the most of \(Phrase.count(short.count, "comparison"))"). Pairs are compared on the problems both have."
    )
  }

  private func heading(
    _ samples: Int, _ missing: Int, _ truncated: (count: Int, of: Int), _ duplicates: Int
  ) -> String {
    if missing > 0 {
      return "\(Phrase.count(missing)) of \(Phrase.count(samples + missing, "sample")) are missing"
        .replacingOne(missing, "are", "is")
    }
    if duplicates > 0 {
      return
        "All \(Phrase.count(samples, "sample")) are there; \(Phrase.count(duplicates)) were found twice"
    }
    if truncated.count > 0 {
      let place = truncated.of < samples ? " where the logs tell" : ""
      return
        "\(Phrase.count(samples, "sample")), none missing; \(share(truncated.count, of: truncated.of)) truncated\(place)"
    }
    return "\(Phrase.count(samples, "sample")), none missing"
  }

  private func share(_ part: Int, of whole: Int) -> String {
    guard part > 0, whole > 0 else { return "0" }
    let percent = Double(part) / Double(whole)
    return percent < 0.0005
      ? Phrase.count(part) : "\(NumberText.fixed(percent * 100, decimals: 1))\(Phrase.space)%"
  }
}

extension String {
  fileprivate func replacingOne(_ count: Int, _ plural: String, _ singular: String) -> String {
    guard count == 1, hasSuffix("\(plural) missing") else { return self }
    return dropLast("\(plural) missing".count) + "\(singular) missing"
  }
}

/// The sums of one run on one benchmark.
struct QualityCounts: Sendable {
  let problems: Int
  let samples: Int
  let missing: Int
  let fewest: Int
  let most: Int

  init(_ cell: Study.Cell) {
    problems = cell.problems.count
    samples = cell.problems.reduce(0) { $0 + $1.tally.samples }
    missing = cell.problems.reduce(0) { $0 + $1.tally.missing }
    fewest = cell.problems.map(\.tally.samples).min() ?? 0
    most = cell.problems.map(\.tally.samples).max() ?? 0
  }
}
