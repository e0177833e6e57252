import Charts
import Stats

/// The pages of one benchmark's problems.
struct ProblemSite: Sendable {
  let edition: Edition
  let list: ProblemList
  /// Pages there are; those beyond are left out.
  let kept: Int
  let audit: (href: String, ids: Set<String>)

  private var results: Results { edition.results }
  private var study: Study { results.study }
  private var benchmark: Study.Benchmark { study.benchmarks[list.benchmark] }

  /// No slug holds `_`: the second page of `maths` is none of a benchmark called `maths 2`.
  private func name(_ page: Int) -> String {
    page == 0 ? "\(benchmark.slug).html" : "\(benchmark.slug)_\(page + 1).html"
  }

  /// Which page of its benchmark a path is of, from 1 on; `nil` where it is none of problems.
  static func number(of path: String) -> Int? {
    guard path.hasPrefix("problems/"), path.hasSuffix(".html") else { return nil }
    let stem = path.dropFirst(9).dropLast(5)
    guard let mark = stem.firstIndex(of: "_") else { return 1 }
    return Int(stem[stem.index(after: mark)...])
  }

  func page(_ index: Int) -> Page {
    let problems = list.pages[index]
    let words = Self.words(problems)
    let finding = ProblemsAnalysis.finding(list) + "."
    return Page(
      path: "problems/\(name(index))",
      title: kept == 1 && list.pages.count == 1
        ? "Problems of \(benchmark.label)" : "Problems \(words) of \(benchmark.label)",
      description: "Every problem of \(benchmark.label) by run: \(finding)",
      eyebrow: { html in
        html.element("b", text: "Problems")
        html.text(" ")
        html.element("a", [("href", "../index.html")], text: study.title)
        html.text(" ")
        html.element(
          "a", [("href", "../benchmarks/\(benchmark.slug).html#problems")], text: benchmark.label)
      },
      lede: finding,
      facts: [
        ("Problems", Phrase.count(list.ids.count)), ("Runs", Phrase.count(list.cells.count)),
        ("This page", words), ("Order", "natural, by id"),
      ],
      opening: { form(into: &$0) },
      sections: (index == 0 ? [sets] : []) + [table(index)],
      files: index == 0 ? [search] : [])
  }

  private var search: (path: String, bytes: @Sendable () -> [UInt8]) {
    let (list, study, kept) = (list, study, kept)
    return (
      "problems/\(benchmark.slug)-index.js", { ProblemIndex(list, study, pages: kept).script }
    )
  }

  /// "1 to 1000".
  private static func words(_ problems: Range<Int>) -> String {
    "\(Phrase.count(problems.lowerBound + 1)) to \(Phrase.count(problems.upperBound))"
  }

  // MARK: Search

  /// The form is of use to the script alone, which shows it.
  private func form(into html: inout MarkupWriter) {
    html.element(
      "form",
      [("class", "links"), ("id", "find"), ("data-problems", benchmark.slug), ("hidden", "")]
    ) { html in
      html.element("label") { html in
        html.text("Find ")
        html.element("input", [("type", "search"), ("name", "find")])
      }
      html.element("label") { html in
        html.text("Show ")
        html.element("select", [("name", "show")]) { html in
          for choice in choices {
            html.element("option", [("value", choice.value)], text: choice.text)
          }
        }
      }
    }
    html.element(
      "div", [("id", "found"), ("class", "note"), ("aria-live", "polite"), ("hidden", "")])
  }

  private var choices: [(value: String, text: String)] {
    var result = [
      ("", "every problem"), ("never", "solved by no run"), ("every", "solved by every run"),
      ("some", "solved by some, not all"), ("missing", "with samples missing"),
    ]
    for pair in list.pairs {
      let name = ProblemIndex.name(pair.pair, study)
      let (base, other) = labels(pair)
      for (kind, text) in [
        (ProblemPair.Kind.gained, "\(other) only, not \(base)"),
        (.lost, "\(base) only, not \(other)"), (.both, "both \(base) and \(other)"),
        (.neither, "neither \(base) nor \(other)"),
      ] { result.append(("\(kind.word) \(name)", text)) }
      if pair.count(.open) > 0 {
        result.append(("open \(name)", "\(base) or \(other): open, samples are missing"))
      }
      result.append(("changed \(name)", "\(base) and \(other) told apart"))
    }
    return result
  }

  private func labels(_ pair: ProblemPair) -> (baseline: String, candidate: String) {
    (study.runs[pair.pair.baseline].label, study.runs[pair.pair.candidate].label)
  }

  // MARK: Sections

  /// How many problems each choice shows.
  private var sets: Section {
    Section(
      "sets", .table, heading: setsHeading, short: "Sets",
      tables: list.pairs.isEmpty ? [] : [setsTable],
      body: list.pairs.isEmpty ? alone : nil,
      notes: { html in
        let lacking = list.isMissing.count { $0 }
        html.paragraph(
          "Of all \(Phrase.count(list.cells.count, "run")): \(Phrase.count(list.count(.every), "problem")) solved by every run that has them, \(Phrase.count(list.never)) by none; \(Phrase.count(lacking)) \(lacking == 1 ? "lacks" : "lack") samples in some run."
        )
        let compared = results.comparisons[list.benchmark].count { $0.paired != nil }
        if compared > list.pairs.count, !list.pairs.isEmpty {
          html.paragraph("The first \(list.pairs.count) of \(compared) pairs.")
        }
        html.links(
          [("Counts", "../data/tally.csv")]
            + (edition.omissions.problemRows
              ? [] : [("pass@k by problem", "../data/problems.csv")]))
        for note in edition.omissions.notes { html.paragraph(note) }
      })
  }

  /// Where no runs are compared.
  private var alone: Content {
    { html in
      html.definitions([
        ("By every run", Phrase.count(list.count(.every))),
        ("By some", Phrase.count(list.count(.some))),
        ("By none", Phrase.count(list.never)),
      ])
    }
  }

  private var setsTable: Table {
    let isOpen = list.pairs.contains { $0.count(.open) > 0 }
    let isAbsent = list.pairs.contains { $0.count(.absent) > 0 }
    var kinds: [(name: String, kind: ProblemPair.Kind)] = [
      ("Both", .both), ("Baseline only", .lost), ("Candidate only", .gained), ("Neither", .neither),
    ]
    if isOpen { kinds.append(("Open", .open)) }
    if isAbsent { kinds.append(("In one run", .absent)) }
    return Table(
      "\(benchmark.slug)-problem-sets", label: "Sets of problems",
      caption:
        "Problems that both runs of a pair solve, one alone or neither: at least one of the samples is correct.\(isOpen ? " Open: missing samples decide." : "") Told apart: Fisher’s exact test of the problem’s counts, after Benjamini and Hochberg’s correction over the pair’s problems, at \(Phrase.threshold(results.settings.level)).",
      columns: [.init("Candidate")] + kinds.map { .init($0.name) } + [.init("Told apart")],
      rows: list.pairs.map { pair in
        [.pair(pair.pair, study)] + kinds.map { .count(pair.count($0.kind)) }
          + [.count(pair.changes)]
      })
  }

  private var setsHeading: String {
    guard let pair = list.pairs.first else { return ProblemsAnalysis.finding(list) }
    let (base, other) = labels(pair)
    let (gained, lost) = (pair.count(.gained), pair.count(.lost))
    if gained + lost == 0 { return "No problem is solved by only one of \(other) and \(base)" }
    return
      "\(Phrase.count(gained, "problem")) only \(other) solves, \(Phrase.count(lost)) only \(base)"
  }

  private func table(_ index: Int) -> Section {
    let problems = list.pages[index]
    let all = list.ids.count
    return Section(
      "list", .wideTable,
      heading: list.pages.count == 1
        ? "All \(Phrase.count(all, "problem"))"
        : "Problems \(Self.words(problems)) of \(Phrase.count(all))",
      short: "List",
      body: { html in
        if kept > 1 { turns(index, into: &html) }
        ProblemTable(list: list, results: results, audit: audit).write(problems, into: &html)
        html.links([("CSV of all counts", "../data/tally.csv")])
      },
      after: { html in
        if kept < list.pages.count, index == kept - 1 {
          html.paragraph(
            "Problems from \(Phrase.count(problems.upperBound + 1)) on have no page: the site would be larger than asked for. The files hold them."
          )
        }
        guard kept > 1 else { return }
        turns(index, into: &html)
        html.element("details") { html in
          html.element("summary", text: "All \(Phrase.count(kept)) pages")
          html.links(jumps.map { (Self.words(list.pages[$0]), name($0)) })
        }
      })
  }

  private func turns(_ index: Int, into html: inout MarkupWriter) {
    var links: [(text: String, href: String)] = []
    if index > 0 {
      links.append(("← \(Self.words(list.pages[index - 1]))", name(index - 1)))
    }
    if index + 1 < kept {
      links.append(("\(Self.words(list.pages[index + 1])) →", name(index + 1)))
    }
    html.links(links)
  }

  /// All pages where they are few; else so many of them, evenly spread, the last among them.
  private var jumps: [Int] {
    let most = 120
    guard kept > most else { return Array(0..<kept) }
    let step = (kept + most - 1) / most
    return stride(from: 0, to: kept - 1, by: step) + [kept - 1]
  }
}
