import Charts
import Stats

/// The rows of some problems: counts by run with a shade for the share correct, differences, who
/// solves it. Written straight, as there are a thousand on a page.
struct ProblemTable: Sendable {
  let list: ProblemList
  let results: Results
  /// The address of samples to read, from the page, and the problems it has some of.
  let audit: (href: String, ids: Set<String>)

  private var study: Study { results.study }

  func write(_ problems: Range<Int>, into html: inout MarkupWriter) {
    let styles = RunStyles(results, benchmark: list.benchmark)
    let columns =
      [Table.Column("Problem")]
      + list.shown.map { cell in
        let run = list.cells[cell].run
        return Table.Column(study.runs[run].label, style: styles[run])
      } + list.pairs.map { Table.Column(Self.difference($0.pair, study)) }
      + [Table.Column("Solved by")]
    html.scrolling("Problems") { html in
      html.element("table", [("class", "num pr")]) { html in
        html.element("caption", text: caption)
        html.element("thead") { html in
          html.element("tr") { html in
            for (index, column) in columns.enumerated() {
              html.head(column, index: index, isTall: false)
            }
          }
        }
        html.element("tbody") { html in for problem in problems { row(problem, into: &html) } }
      }
    }
  }

  static func difference(_ pair: Study.Pair, _ study: Study) -> String {
    "\(study.runs[pair.candidate].label) \(Phrase.minus) \(study.runs[pair.baseline].label)"
  }

  private func row(_ problem: Int, into html: inout MarkupWriter) {
    let anchor = "p-\(list.anchors[problem])"
    html.start("tr")
    html.attribute("id", anchor)
    html.start("th")
    html.attribute("scope", "row")
    html.attribute("class", "id")
    html.start("a")
    html.attribute("href", "#\(anchor)")
    html.text(Study.shortened(problem: list.ids[problem]))
    html.end()
    if audit.ids.contains(list.ids[problem]) {
      html.text(" ")
      html.start("a")
      html.attribute("href", audit.href)
      html.text("samples")
      html.end()
    }
    html.end()
    for cell in list.shown {
      html.start("td")
      counts(cell, problem, into: &html)
      html.end()
    }
    for pair in list.pairs {
      html.start("td")
      html.text(
        pair.differences[problem].map {
          Phrase.signed($0, nil) + (pair.changed[problem] ? "*" : "")
        }
          ?? "–")
      html.end()
    }
    html.start("td")
    html.text(solvedBy(problem))
    html.end()
    html.end()
  }

  /// "5/8  62.5", "+2" behind the counts where samples are missing; the entropy beneath.
  private func counts(_ cell: Int, _ problem: Int, into html: inout MarkupWriter) {
    guard let tally = list.tally(cell, problem) else {
      html.attribute("class", "none")
      html.text("–")
      return
    }
    let shade = HeatRows.shade(tally.share ?? 0)
    if shade > 0 { html.attribute("class", Self.shades[shade]) }
    var text = "\(tally.correct)/\(tally.samples)"
    if tally.missing > 0 { text += " +\(tally.missing)" }
    text += "\u{2003}" + (tally.share.map { Phrase.percent($0, nil) } ?? "–")
    if !list.entropies.isEmpty, let bits = list.entropies[cell][safe: problem] ?? nil {
      text += "\n\(NumberText.fixed(bits, decimals: 2)) bits"
    }
    html.text(text)
  }

  private static let shades = ["", "q q1", "q q2", "q q3", "q q4", "q q5"]

  /// Of two runs which, of more how many.
  private func solvedBy(_ problem: Int) -> String {
    guard list.cells.count == 2, list.havers[problem] == 2 else {
      return list.havers[problem] == 1
        ? (list.solvers[problem] == 1 ? "the one run" : "none")
        : "\(list.solvers[problem]) of \(list.havers[problem])"
    }
    switch list.solvers[problem] {
    case 0: return "neither"
    case 2: return "both"
    default:
      let only = (list.tally(0, problem)?.correct ?? 0) > 0 ? 0 : 1
      return "\(study.runs[list.cells[only].run].label) only"
    }
  }

  private var caption: String {
    var text =
      "Correct samples of samples scored, and their share in percent; +2: so many more were expected and never scored; –: the run lacks the problem. The strip’s shade tells the share: none at 0, then from faint to strong up to 1, 5, 20, 50 and 100\(Phrase.space)%."
    if !list.entropies.isEmpty {
      text +=
        " Beneath: the entropy of the problem’s answers; it grows with their number."
    }
    if let pair = list.pairs.first {
      text +=
        " Differences in points. An asterisk: Fisher’s exact test tells the two shares apart, after Benjamini and Hochberg’s correction over all \(Phrase.count(pair.tested, "problem")) of a pair at \(Phrase.threshold(results.settings.level)); of the problems so marked about that share may be chance."
    }
    text += " Solved: at least one sample is correct."
    let left = list.cells.count - list.shown.count
    if left > 0 {
      text +=
        " The first \(list.shown.count) of \(list.cells.count) runs; the last column counts all, and the files hold all."
    }
    return text
  }
}

extension Array {
  fileprivate subscript(safe index: Int) -> Element? {
    indices.contains(index) ? self[index] : nil
  }
}
