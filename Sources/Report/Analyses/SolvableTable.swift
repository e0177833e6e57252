import Charts
import Stats

/// The sizes of the sets, a row a comparison; on a benchmark's page also the sizes at equal budgets
/// where the runs' differ.
struct SolvableTable: Sendable {
  let results: Results
  let rows: [SolvableComparison]
  /// The benchmark whose page it is; `nil` on the first page.
  let page: Int?
  /// The only pair of the page, whose runs name the columns.
  var pair: Study.Pair?

  private var study: Study { results.study }
  private var namesPair: Bool { page != nil || pair == nil && study.pairs.count > 1 }
  private var hasOpen: Bool { rows.contains { $0.count(.open) > 0 } }
  private var hasAdjusted: Bool {
    // The same columns on every page: the correction is over the whole report.
    results.comparisons.joined().count > 1 && rows.contains { $0.adjusted != nil }
  }

  private var places: [SolvableComparison.Place] {
    SolvableComparison.Place.allCases.filter { $0 != .open || hasOpen }
  }

  var table: Table {
    Table(
      [page.map { study.benchmarks[$0].slug } ?? pair.map(study.slug), "solvable-sets"]
        .compactMap(\.self).joined(separator: "-"),
      label: "Solvable problems",
      caption:
        "Problems both runs have, by which of the two solves them: by the baseline alone, by the candidate alone.",
      columns: (page == nil ? [.init("Benchmark")] : [])
        + (namesPair ? [.init("Candidate, baseline", isText: page == nil)] : [])
        + places.map { .init(name($0)) } + [.init("p")]
        + (hasAdjusted ? [.init("Adjusted p")] : []),
      rows: rows.flatMap { row in
        [cells(row)]
          + (page != nil && !row.hasSameSamples ? [equal(row)].compactMap(\.self) : [])
      })
  }

  /// With one pair in the report its runs are named; else what they are in the comparison.
  private func name(_ place: SolvableComparison.Place) -> String {
    let pair = namesPair ? nil : self.pair ?? study.pairs.first
    let baseline = pair.map { study.runs[$0.baseline].label } ?? "baseline"
    let candidate = pair.map { study.runs[$0.candidate].label } ?? "candidate"
    return switch place {
    case .both: "Both"
    case .baselineOnly: "Only \(baseline)"
    case .candidateOnly: "Only \(candidate)"
    case .neither: "Neither"
    case .open: "Open"
    }
  }

  private func cells(_ row: SolvableComparison) -> [Cell] {
    let size = "\(Phrase.count(row.common.count, "problem")), \(samples(row))"
    var cells: [Cell] = []
    if page == nil {
      let benchmark = study.benchmarks[row.comparison.benchmark]
      cells.append(
        .name(
          benchmark.label, sub: namesPair ? [] : [size],
          href: "benchmarks/\(benchmark.slug).html#solvable"))
    }
    if namesPair { cells.append(.pair(row.comparison.pair, study, sub: [size])) }
    cells += places.map { .count(row.count($0)) }
    cells.append(row.adjusted == nil ? .none("n differs") : .pValue(row.sets?.pValue))
    if hasAdjusted { cells.append(.pValue(row.adjusted)) }
    return cells
  }

  /// The sizes expected had both runs as many samples of every problem.
  private func equal(_ row: SolvableComparison) -> [Cell]? {
    guard let sets = row.sets else { return nil }
    let name = Cell.name(
      "at equal n",
      sub: [
        row.expected == nil
          ? "missing samples leave a range"
          : "expected at n\(Phrase.space)=\(Phrase.space)\(Phrase.count(sets.commonBudget))"
      ])
    let sizes = places.map { place -> Cell in
      let value: Double? =
        switch place {
        case .both: row.expected?.both
        case .baselineOnly: row.expected?.baselineOnly
        case .candidateOnly: row.expected?.candidateOnly
        case .neither: row.expected?.neither
        case .open: nil
        }
      return value.map { .plain(NumberText.fixed($0, decimals: 1), exact: $0) } ?? .none("–")
    }
    return [name] + sizes + [.none("–")] + (hasAdjusted ? [.none("–")] : [])
  }

  /// "n = 256", "n = 64 against 256", candidate first; ranges where it varies from problem to
  /// problem.
  private func samples(_ row: SolvableComparison) -> String {
    guard let sets = row.sets else { return "" }
    func text(_ range: ClosedRange<Int>) -> String {
      range.count == 1
        ? Phrase.count(range.lowerBound)
        : "\(Phrase.count(range.lowerBound))–\(Phrase.count(range.upperBound))"
    }
    let (one, two) = (text(sets.candidateSamples), text(sets.baselineSamples))
    return "n\(Phrase.space)=\(Phrase.space)\(one == two ? one : "\(one) against \(two)")"
  }
}

/// The problems of each set of one comparison, in a fold: the first few dozen, and how many more
/// the file has.
struct SolvableLists: Sendable {
  let results: Results
  let row: SolvableComparison
  /// Which of the page's comparisons it is, from 1.
  let number: Int

  private var baseline: String { results.study.runs[row.comparison.pair.baseline].label }
  private var candidate: String { results.study.runs[row.comparison.pair.candidate].label }

  func write(into html: inout MarkupWriter) {
    html.element("details", [("id", "solvable-\(number)")]) { html in
      html.element("summary", text: "Problem by problem: \(candidate) against \(baseline)")
      html.table(table)
    }
  }

  var table: Table {
    Table(
      "\(results.study.benchmarks[row.comparison.benchmark].slug)-solvable-\(number)",
      label: "Problems by set, comparison \(number)",
      caption:
        "In natural order. Behind a problem that one run alone solves: that run’s correct samples of those scored.\(kept(baseline, candidate))",
      columns: [.init("Solved by"), .init("Problems", isText: true)],
      rows: SolvableComparison.Place.allCases.compactMap { place in
        let indices = row.indices(place)
        if place == .open, indices.isEmpty { return nil }
        return [
          .name(
            name(place, baseline, candidate), sub: [Phrase.count(indices.count, "problem")]),
          .words(list(indices, place)),
        ]
      })
  }

  /// What the candidate keeps and what is new; nothing where n differs or problems are open.
  private func kept(_ baseline: String, _ candidate: String) -> String {
    guard row.hasSameSamples, let support = row.support, let retention = support.retention,
      let discovery = support.discovery
    else { return "" }
    let (both, new) = (row.count(.both), row.count(.candidateOnly))
    return
      " In these samples \(candidate) solves \(Phrase.count(both)) of the \(Phrase.count(both + row.count(.baselineOnly), "problem")) that \(baseline) solves (\(Phrase.percent(retention, nil))\(Phrase.space)%), and \(Phrase.count(new)) of its \(Phrase.count(both + new)) are new (\(Phrase.percent(discovery, nil))\(Phrase.space)%)."
  }

  private func name(
    _ place: SolvableComparison.Place, _ baseline: String, _ candidate: String
  ) -> String {
    switch place {
    case .both: "both"
    case .baselineOnly: "\(baseline) alone"
    case .candidateOnly: "\(candidate) alone"
    case .neither: "neither"
    case .open: "open"
    }
  }

  private func list(_ indices: [Int], _ place: SolvableComparison.Place) -> String {
    let shown = indices.prefix(SolvableSetsAnalysis.listed).map { index in
      let problem = row.common[index]
      let id = Study.shortened(problem: problem.id)
      return switch place {
      case .baselineOnly: id + counts(problem.baseline)
      case .candidateOnly: id + counts(problem.candidate)
      default: id
      }
    }
    let rest = indices.count - shown.count
    if shown.isEmpty { return "–" }
    return shown.joined(separator: ", ")
      + (rest > 0 ? " and \(Phrase.count(rest)) more, which the file lists" : "")
  }

  /// " (3 of 256)", unbroken.
  private func counts(_ tally: Tally) -> String {
    " (\(Phrase.count(tally.correct))\(Phrase.space)of\(Phrase.space)\(Phrase.count(tally.samples)))"
  }
}
