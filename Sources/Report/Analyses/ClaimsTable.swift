import Charts
import Stats

/// What each claim rests on: the difference with both targets' intervals side by side, and the
/// verdict that follows from the target shown.
struct ClaimsTable: Sendable {
  let results: Results
  /// Those that can be assessed at all.
  let comparisons: [Results.Comparison]

  /// The target of the verdicts first.
  private var targets: [Target] {
    [results.settings.target, results.settings.target == .fixed ? .population : .fixed]
  }

  func write(into html: inout MarkupWriter) {
    html.table(
      label: "Claims", classes: "num wide",
      caption: { html in
        html.text(
          "One row a claim: a pair of runs at one end of the curve. Differences in points, candidate minus baseline, with \(Phrase.level(results.settings.level)) intervals: for problems like these the problems are a sample, for these problems only the samples could have come out otherwise. Wins, ties and losses count problems, a win being the candidate’s. Each p inverts the interval before it; adjusted p is Holm’s over the report’s \(Phrase.count(results.claimCount, "claim")), for \(results.settings.target.inWords), and gives the verdict."
        )
      },
      head: { html in
        html.element("tr") { html in
          html.headerCell("Candidate, baseline", [("rowspan", "2")])
          for name in ["k", "Wins, ties, losses"] {
            html.headerCell(name, [("rowspan", "2"), ("class", "r")])
          }
          for target in targets {
            html.element(
              "th", [("colspan", "2"), ("scope", "colgroup"), ("class", "span")],
              text: target.inWords)
          }
          for name in ["Adjusted p", "Verdict"] {
            html.headerCell(name, [("rowspan", "2"), ("class", "r")])
          }
        }
        html.element("tr") { html in
          for _ in targets {
            html.headerCell("difference", [("class", "r")])
            html.headerCell("p", [("class", "r")])
          }
        }
      },
      body: { html in
        for comparison in comparisons {
          for (index, claim) in comparison.claims.enumerated() {
            row(comparison, claim, isFirst: index == 0, into: &html)
          }
        }
      })
  }

  private func row(
    _ comparison: Results.Comparison, _ claim: Results.Claim, isFirst: Bool,
    into html: inout MarkupWriter
  ) {
    guard let point = comparison.point(at: claim.k) else { return }
    html.element("tr", isFirst ? [("class", "first")] : []) { html in
      html.element("th", [("scope", "row")]) { html in
        html.text(results.study.runs[comparison.pair.candidate].label)
        html.element(
          "span", [("class", "sub")],
          text: "against \(results.study.runs[comparison.pair.baseline].label)")
      }
      html.element("td", text: Phrase.count(claim.k))
      html.element("td", text: "\(point.wins), \(point.ties), \(point.losses)")
      for target in targets {
        let shown = target == comparison.target
        let own = (shown ? comparison.shown : comparison.other)?.point(at: claim.k)
        if own?.interval == nil {
          html.element("td", text: "–")
        } else {
          html.cell(
            .difference(
              own, strong: shown && (claim.verdict == .ahead || claim.verdict == .behind)))
        }
        html.element("td", text: own?.pValue.map(Phrase.pValue) ?? "–")
      }
      html.element("td", text: claim.adjusted.map(Phrase.pValue) ?? "–")
      html.element("td", text: claim.verdict.rawValue)
    }
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
