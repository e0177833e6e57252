import Charts
import Stats

/// The sizes of the sets, a row a comparison; on a benchmark's page also the sizes at equal budgets
/// where the runs' differ.
struct SolvableTable: Sendable {
  let results: Results
  let rows: [SolvableComparison]
  /// The benchmark whose page it is; `nil` on the first page.
  let page: Int?

  private var study: Study { results.study }
  private var namesPair: Bool { page != nil || study.pairs.count > 1 }
  private var hasOpen: Bool { rows.contains { $0.count(.open) > 0 } }
  private var hasAdjusted: Bool {
    // The same columns on every page: the correction is over the whole report.
    results.comparisons.joined().count > 1 && rows.contains { $0.adjusted != nil }
  }

  private var places: [SolvableComparison.Place] {
    SolvableComparison.Place.allCases.filter { $0 != .open || hasOpen }
  }

  func write(into html: inout MarkupWriter) {
    html.table(
      label: "Solvable problems", classes: "num plain",
      caption: {
        $0.text(
          "Problems both runs have, by which of the two solves them: by the baseline alone, by the candidate alone."
        )
      },
      head: { html in
        html.element("tr") { html in
          if page == nil { html.headerCell("Benchmark") }
          if namesPair {
            html.headerCell("Candidate, baseline", page == nil ? [("class", "l")] : [])
          }
          for place in places { html.headerCell(name(place)) }
          html.headerCell("p")
          if hasAdjusted { html.headerCell("Adjusted p") }
        }
      },
      body: { html in
        for row in rows { write(row, into: &html) }
      })
  }

  /// With one pair in the report its runs are named; else what they are in the comparison.
  private func name(_ place: SolvableComparison.Place) -> String {
    let pair = namesPair ? nil : study.pairs.first
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

  private func write(_ row: SolvableComparison, into html: inout MarkupWriter) {
    let pair = row.comparison.pair
    html.element("tr") { html in
      if page == nil {
        html.element("th", [("scope", "row")]) { html in
          let benchmark = study.benchmarks[row.comparison.benchmark]
          html.element(
            "a", [("href", "benchmarks/\(benchmark.slug).html#solvable")], text: benchmark.label)
          if !namesPair {
            html.element(
              "span", [("class", "sub")],
              text: "\(Phrase.count(row.common.count, "problem")), \(samples(row))")
          }
        }
      }
      if namesPair {
        html.element(page == nil ? "td" : "th", page == nil ? [("class", "l")] : [("scope", "row")])
        { html in
          html.text(study.runs[pair.candidate].label)
          html.element(
            "span", [("class", "sub")], text: "against \(study.runs[pair.baseline].label)")
          html.element(
            "span", [("class", "sub")],
            text: "\(Phrase.count(row.common.count, "problem")), \(samples(row))")
        }
      }
      for place in places { html.element("td", text: Phrase.count(row.count(place))) }
      if let adjusted = row.adjusted, let sets = row.sets {
        html.element("td", text: Phrase.pValue(sets.pValue))
        if hasAdjusted { html.element("td", text: Phrase.pValue(adjusted)) }
      } else {
        html.element("td", [("class", "none")], text: "n differs")
        if hasAdjusted { html.element("td", [("class", "none")], text: "–") }
      }
    }
    if page != nil, !row.hasSameSamples { equal(row, into: &html) }
  }

  /// The sizes expected had both runs as many samples of every problem.
  private func equal(_ row: SolvableComparison, into html: inout MarkupWriter) {
    guard let sets = row.sets else { return }
    html.element("tr") { html in
      html.element("th", [("scope", "row")]) { html in
        html.text("at equal n")
        html.element(
          "span", [("class", "sub")],
          text: row.expected == nil
            ? "missing samples leave a range"
            : "expected at n\(Phrase.space)=\(Phrase.space)\(Phrase.count(sets.commonBudget))")
      }
      for place in places {
        let value: Double? =
          switch place {
          case .both: row.expected?.both
          case .baselineOnly: row.expected?.baselineOnly
          case .candidateOnly: row.expected?.candidateOnly
          case .neither: row.expected?.neither
          case .open: nil
          }
        if let value {
          html.element("td", text: NumberText.fixed(value, decimals: 1))
        } else {
          html.element("td", [("class", "none")], text: "–")
        }
      }
      html.element("td", [("class", "none")], text: "–")
      if hasAdjusted { html.element("td", [("class", "none")], text: "–") }
    }
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

  func write(into html: inout MarkupWriter) {
    let runs = results.study.runs
    let baseline = runs[row.comparison.pair.baseline].label
    let candidate = runs[row.comparison.pair.candidate].label
    html.element("details", [("id", "solvable-\(number)")]) { html in
      html.element("summary", text: "Problem by problem: \(candidate) against \(baseline)")
      html.table(
        label: "Problems by set, comparison \(number)", classes: "num",
        caption: {
          $0.text(
            "In natural order. Behind a problem that one run alone solves: that run’s correct samples of those scored.\(kept(baseline, candidate))"
          )
        },
        head: { html in
          html.element("tr") { html in
            html.headerCell("Solved by")
            html.headerCell("Problems", [("class", "l")])
          }
        },
        body: { html in
          for place in SolvableComparison.Place.allCases {
            let indices = row.indices(place)
            if place == .open, indices.isEmpty { continue }
            html.element("tr") { html in
              html.element("th", [("scope", "row")]) { html in
                html.text(name(place, baseline, candidate))
                html.element(
                  "span", [("class", "sub")], text: Phrase.count(indices.count, "problem"))
              }
              html.element("td", [("class", "l id")], text: list(indices, place))
            }
          }
        })
    }
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
