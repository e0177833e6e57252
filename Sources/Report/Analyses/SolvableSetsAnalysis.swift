import Charts
import Stats

/// The problems that both runs of a comparison solve, only one of them, or neither, and whether
/// those that one run alone solves lean to one side.
///
/// Source: Yue et al. 2025, arXiv:2504.13837, tables 4 and 5, which list the sets without a test.
struct SolvableSetsAnalysis: Analysis {
  static let id = "solvable-sets"
  static let title = "problems solved by both runs, by one alone and by neither"
  static let needs = "two runs with problems in common"
  static let files = ["solvable-sets", "solvable-problems"]

  private let results: Results
  /// By benchmark, in the order of the comparisons.
  private let rows: [[SolvableComparison]]

  /// Problems listed of one set; the file holds all.
  static let listed = 36
  /// Rows of the first page; each benchmark's page has all of its own.
  static let overviewRows = 8
  /// Comparisons of one page whose problems are listed.
  static let lists = 6

  init(_ results: Results) {
    self.results = results
    rows = SolvableComparison.all(results)
  }

  var absence: String? {
    if results.study.runs.count < 2 { return "there is only one run" }
    if results.study.pairs.isEmpty { return "no pair of runs is named; --baseline RUN names one" }
    return rows.joined().contains { $0.sets != nil } ? nil : Absence.noCommonProblems.reason
  }

  // MARK: Files

  var tables: [DataTable] {
    [
      DataTable(
        "solvable-sets",
        columns:
          "benchmark,baseline,candidate,problems#,both#,baseline_only#,candidate_only#,neither#,open#,baseline_n_min#,baseline_n_max#,candidate_n_min#,candidate_n_max#,same_n,p_value#,p_adjusted#,baseline_excluded_rate#,candidate_excluded_rate#,level#,method,target,budget#,expected_both#,expected_baseline_only#,expected_candidate_only#,expected_neither#,retention#,discovery#,note",
        rows: rows.joined().map(fields)),
      DataTable(
        "solvable-problems",
        columns:
          "benchmark,baseline,candidate,problem,set,baseline_n#,baseline_c#,candidate_n#,candidate_c#",
        rows: rows.joined().flatMap { row in
          let names = results.names(row.comparison)
          return zip(row.common, row.places).map { problem, place in
            names + [problem.id, place.rawValue]
              + [
                problem.baseline.samples, problem.baseline.correct, problem.candidate.samples,
                problem.candidate.correct,
              ].map { String($0) }
          }
        }),
    ]
  }

  private func fields(_ row: SolvableComparison) -> [String] {
    let names = results.names(row.comparison)
    let kind = [
      NumberText.shortest(results.settings.level), OfferedTest.mcNemar.rawValue,
      Target.population.rawValue,
    ]
    guard let sets = row.sets else {
      return names + ["0"] + [String](repeating: "", count: 14) + kind
        + [String](repeating: "", count: 7) + [Absence.noCommonProblems.reason]
    }
    let rates = row.excludedRates(level: results.settings.level)
    let support = row.support
    var fields = names + [String(sets.problems)]
    fields += SolvableComparison.Place.allCases.map { String(row.count($0)) }
    fields += [sets.baselineSamples, sets.candidateSamples].flatMap {
      [String($0.lowerBound), String($0.upperBound)]
    }
    fields += [
      row.hasSameSamples ? "yes" : "no", NumberText.upper(sets.pValue),
      row.adjusted.map(NumberText.upper) ?? "", rates.baseline.map(NumberText.upper) ?? "",
      rates.candidate.map(NumberText.upper) ?? "",
    ]
    fields += kind
    fields +=
      row.expected.map { expected in
        [String(sets.commonBudget)]
          + [expected.both, expected.baselineOnly, expected.candidateOnly, expected.neither]
          .map(NumberText.shortest)
      } ?? [String](repeating: "", count: 5)
    fields += [NumberText.optional(support?.retention), NumberText.optional(support?.discovery)]
    return fields + [notes(row, sets).joined(separator: "; ")]
  }

  private func notes(_ row: SolvableComparison, _ sets: SolvableSets) -> [String] {
    var notes: [String] = []
    if !row.hasSameSamples {
      notes.append("n differs between the runs: sets and test compare the budgets as well")
    }
    if !sets.open.isEmpty {
      notes.append(
        "missing samples leave open where \(sets.open.count) \(sets.open.count == 1 ? "problem belongs" : "problems belong")"
      )
    } else if row.expected == nil {
      notes.append(Absence.missingSamples.reason)
    }
    return notes
  }

  // MARK: Pages

  var overview: [Section] {
    let known = rows.map { $0.filter { $0.sets != nil } }
    let shown = FirstRows(known, atMost: Self.overviewRows)
    guard shown.total > 0 else { return [] }
    let all = Array(known.joined())
    return [
      Section(
        "solvable", .table, heading: heading(all, isCounted: true), short: "Solved",
        tables: [SolvableTable(results: results, rows: shown.shown, page: nil).table],
        notes: { html in
          shown.note(into: &html)
          explain(all, atEqual: "The page of each benchmark", into: &html)
          html.links([
            ("CSV", "data/solvable-sets.csv"), ("By problem", "data/solvable-problems.csv"),
          ])
        })
    ]
  }

  func sections(benchmark b: Int) -> [Section] {
    let known = rows[b].filter { $0.sets != nil }
    guard !known.isEmpty else { return [] }
    let table = SolvableTable(results: results, rows: known, page: b).table
    let lists = known.prefix(Self.lists).enumerated().map { index, row in
      SolvableLists(results: results, row: row, number: index + 1)
    }
    return [
      Section(
        "solvable", .table, heading: heading(known), short: "Solved",
        tables: [table] + lists.map(\.table), body: { $0.table(table) },
        notes: { html in
          explain(known, atEqual: "The line “at equal n”", into: &html)
          if known.count > Self.lists {
            html.paragraph(
              "The problems of the first \(Self.lists) of \(Phrase.count(known.count, "comparison")) are listed; the file has all."
            )
          }
          html.links([
            ("CSV", "../data/solvable-sets.csv"), ("By problem", "../data/solvable-problems.csv"),
          ])
        },
        after: { html in
          for list in lists { list.write(into: &html) }
        })
    ]
  }

  /// What the page of a pair shows: its row of every benchmark.
  func section(pair: Study.Pair) -> Section? {
    let own = rows.joined().filter { $0.sets != nil && $0.comparison.pair == pair }
    if own.isEmpty { return nil }
    return Section(
      "solvable", .table, heading: heading(Array(own), isCounted: true), short: "Solved",
      tables: [
        SolvableTable(results: results, rows: Array(own), page: nil, pair: pair).table
      ],
      notes: { html in
        explain(Array(own), atEqual: "The page of each benchmark", into: &html)
        html.links([
          ("CSV", "../data/solvable-sets.csv"), ("By problem", "../data/solvable-problems.csv"),
        ])
      })
  }

  /// What a reader must know to read the sets.
  ///
  /// - Parameter place: Where the sizes at an equal n stand, as the start of a sentence.
  private func explain(
    _ rows: [SolvableComparison], atEqual place: String, into html: inout MarkupWriter
  ) {
    let open = rows.reduce(0) { $0 + $1.count(.open) }
    let meaning = ": at least one sample of the problem is correct, be it a lucky guess."
    let unsolved = caution(rows) ?? (open == 0 ? "Every run solves every problem." : nil)
    html.paragraph(lead: "Solved", meaning + (unsolved.map { " \($0)" } ?? ""))
    let own = rows.count { $0.adjusted != nil }
    if own > 0 {
      html.paragraph(
        lead: "p",
        ": the exact McNemar test of “a problem that one run alone solves is as likely to be either’s”, for problems like these."
          + (tested > 1
            ? " Adjusted p is Holm’s over the \(Phrase.count(tested, "comparison")) of this report with equal n."
            : ""))
    }
    if own < rows.count {
      html.paragraph(
        "Where n differs between two runs, the one sampled more solves more: the sets are not comparable at equal budgets, and no p is shown. \(place) has the sizes expected at the fewest samples both have, without a test."
      )
    }
    if open > 0 {
      html.paragraph(
        "Open: missing samples decide where the problem belongs. p is the largest that they allow."
      )
    }
  }

  /// What "not solved" excludes; `nil` where every problem is solved by every run.
  private func caution(_ rows: [SolvableComparison]) -> String? {
    let samples = rows.flatMap { [$0.unsolved.baseline, $0.unsolved.candidate] }.compactMap { $0 }
    guard let fewest = samples.map(\.lowerBound).min(), let most = samples.map(\.upperBound).max()
    else { return nil }
    let level = results.settings.level
    func at(_ n: Int) -> String {
      "\(Phrase.rate(excludedRate(unsolvedIn: n, level: level))) at n\(Phrase.space)=\(Phrase.space)\(Phrase.count(n))"
    }
    return
      "“Not solved in n samples” excludes, at \(Phrase.level(level)), only success rates above 1\(Phrase.space)\(Phrase.minus)\(Phrase.space)\(Phrase.threshold(level))^(1/n): \(at(fewest))\(fewest < most ? ", \(at(most))" : "")."
  }

  // MARK: The finding

  /// Comparisons of the report that Holm's correction counts.
  private var tested: Int { rows.joined().count { $0.adjusted != nil } }

  /// One or two comparisons in full, more by how many of them the data decide.
  private func heading(_ rows: [SolvableComparison], isCounted: Bool = false) -> String {
    if rows.count == 1 || rows.count == 2 && !isCounted {
      return rows.map(finding).joined(separator: "; ").sentence
    }
    let tested = rows.compactMap(\.adjusted)
    guard !tested.isEmpty else {
      return "The runs have different n: what one of them alone solves compares budgets too"
    }
    let found = tested.count { $0 < 1 - results.settings.level }
    let place = tested.count < rows.count ? " at equal n" : ""
    let which = "the data tell which run alone solves more problems"
    switch (found, tested.count) {
    case (0, 1): return "The data cannot tell which run alone solves more problems"
    case (1, 1): return "Where n is equal, \(which)"
    case (0, 2): return "In neither of two comparisons\(place) do \(which)"
    case (0, let all): return "In none of \(Findings.word(all)) comparisons\(place) do \(which)"
    case (2, 2): return "In both comparisons\(place) \(which)"
    case (let found, let all) where found == all:
      return "In all \(Findings.word(all)) comparisons\(place) \(which)"
    case (let found, let all):
      return "In \(Findings.word(found)) of \(Findings.word(all)) comparisons\(place) \(which)"
    }
  }

  /// "RL alone solves 1 problem, base alone 4 (p = 0.38)": counts of these samples, and no claim
  /// beyond them without its p-value.
  private func finding(_ row: SolvableComparison) -> String {
    guard let sets = row.sets else { return Absence.noCommonProblems.reason }
    let a = results.study.runs[row.comparison.pair.candidate].label
    let b = results.study.runs[row.comparison.pair.baseline].label
    let (mine, theirs) = (sets.candidateOnly.count, sets.baselineOnly.count)
    let open =
      sets.open.isEmpty
      ? "" : "; missing samples leave \(Phrase.count(sets.open.count, "problem")) open"
    guard mine + theirs > 0 else {
      if !sets.open.isEmpty, sets.both.isEmpty {
        return "missing samples leave open which problems \(a) and \(b) solve"
      }
      if sets.both.isEmpty { return "neither \(a) nor \(b) solves a problem" }
      return sets.neither.isEmpty && sets.open.isEmpty
        ? "\(a) and \(b) solve every problem"
        : "\(a) and \(b) solve the same \(Phrase.count(sets.both.count, "problem")) of \(Phrase.count(sets.problems))\(open)"
    }
    return
      "\(a) alone solves \(mine == 0 ? "no problem" : Phrase.count(mine, "problem")), \(b) alone \(theirs == 0 ? "none" : Phrase.count(theirs))\(test(row))\(open)"
  }

  /// " (p = 0.38)": the p-value that holds for all comparisons tested.
  private func test(_ row: SolvableComparison) -> String {
    guard let p = row.adjusted else { return ", with different n" }
    let sign = p < 0.0001 ? "" : "=\(Phrase.space)"
    return " (\(tested > 1 ? "adjusted " : "")p\(Phrase.space)\(sign)\(Phrase.pValue(p)))"
  }
}
