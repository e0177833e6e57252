import Charts
import EvalLogs
import Stats

/// Every problem's counts, as a picture, as pages to walk through, and its pass@k as a file.
struct ProblemsAnalysis: Analysis {
  static let id = "problems"
  static let title = "counts and pass@k of every problem"
  static let needs = "nothing beyond the counts"
  static let files = ["problems"]

  private let results: Results
  /// By benchmark.
  let lists: [ProblemList]

  init(_ results: Results) {
    self.results = results
    lists = parallelMap(
      results.study.benchmarks.count, threads: results.settings.threads
    ) { ProblemList(results, benchmark: $0) }
  }

  var absence: String? { nil }

  var tables: [DataTable] { [rows { $0 }] }

  /// A row for each k would be the heaviest file of a site, and all follow from n and c.
  var siteTables: [DataTable] {
    [rows { Array(Set([$0.first, $0.last].compactMap(\.self))).sorted() }]
  }

  /// Every problem's pass@k.
  ///
  /// - Parameter chosen: Of the k that a curve has, those wanted.
  private func rows(_ chosen: @escaping @Sendable (_ ks: [Int]) -> [Int]) -> DataTable {
    let results = results
    return DataTable("problems", columns: "run,benchmark,problem,n#,c#,k#,pass_at_k#") { row in
      for curve in results.curves.joined().compactMap(\.self) {
        let run = results.study.runs[curve.cell.run].id
        let benchmark = results.study.benchmarks[curve.cell.benchmark].id
        let ks = chosen(curve.points.map(\.k))
        // Many problems, few different counts.
        var known: [Tally: [String]] = [:]
        for problem in curve.cell.problems {
          let tally = problem.tally
          let values = known[tally] ?? ks.map { NumberText.optional(tally.passAt($0)) }
          known[tally] = values
          let (n, c) = (String(tally.samples), String(tally.correct))
          for (k, value) in zip(ks, values) {
            row([run, benchmark, problem.id, n, c, String(k), value])
          }
        }
      }
    }
  }

  // MARK: The pages

  var overview: [Section] {
    let study = results.study
    return [
      Section(
        "problems", .table, heading: Self.finding(lists), short: "Problems",
        tables: [
          Table(
            "problem-sets", label: "Problems",
            caption:
              "Solved: at least one sample is correct. Each benchmark’s page lists its problems with the counts of every run.",
            columns: [
              .init("Benchmark"), .init("Problems"), .init("Solved by every run"),
              .init("By some"), .init("By none"),
            ],
            rows: lists.map { list in
              let benchmark = study.benchmarks[list.benchmark]
              return [
                .name(benchmark.label, href: "problems/\(benchmark.slug).html"),
                .count(list.ids.count), .count(list.count(.every)), .count(list.count(.some)),
                .count(list.never),
              ]
            })
        ])
    ]
  }

  func sections(benchmark b: Int) -> [Section] {
    let study = results.study
    let list = lists[b]
    let heat = ProblemHeat(list)
    let slug = study.benchmarks[b].slug
    let heading = Self.finding(list)
    let figures = [true, false].map { isWide in
      heat.figure(
        "\(slug)-problems\(isWide ? "" : "-narrow")", study, heading: heading, isWide: isWide)
    }
    return [
      Section(
        "problems", .figure, heading: heading, short: "Problems", figures: figures,
        body: { $0.figures(figures) },
        notes: { html in
          heat.explain(into: &html)
          let n = list.cells.flatMap { $0.problems.map(\.tally.samples) }.min() ?? 0
          if list.never > 0, n > 0 {
            html.paragraph(
              "No correct sample in n excludes, at 95\(Phrase.space)%, only a success rate above 1 − 0.05^(1/n): \(Phrase.rate(excludedRate(unsolvedIn: n))) at n\(Phrase.space)=\(Phrase.space)\(Phrase.count(n))."
            )
          }
          html.links([
            ("Every problem", "../problems/\(slug).html"), ("Counts", "../data/tally.csv"),
          ])
        })
    ]
  }

  static func finding(_ list: ProblemList) -> String { finding([list]) }

  /// How many problems no run solves, of all there are.
  static func finding(_ lists: [ProblemList]) -> String {
    let never = lists.reduce(0) { $0 + $1.never }
    guard never > 0 else { return "Every problem is solved by some run" }
    let all = lists.reduce(0) { $0 + $1.ids.count }
    return
      "\(Phrase.count(never, "problem")) of \(Phrase.count(all)) \(never == 1 ? "is" : "are") solved by no run"
  }
}

extension Study {
  /// Ids of all problems of a benchmark, in natural order.
  func problems(of benchmark: Int) -> [String] {
    let cells = cells[benchmark].compactMap { $0 }
    guard let first = cells.first else { return [] }
    let own = first.problems.map(\.id)
    if cells.allSatisfy({ $0.problems.count == own.count && $0.problems.map(\.id) == own }) {
      return own
    }
    return Self.naturallyOrdered(cells.flatMap { $0.problems.map(\.id) })
  }

  /// A problem's id as a table shows it: a long one by its beginning and a hash, which tells it
  /// from others that begin alike; one that nobody would see by its anchor.
  static func shortened(problem id: String) -> String {
    let isBlank = id.unicodeScalars.allSatisfy {
      $0.properties.isWhitespace || $0.properties.isDefaultIgnorableCodePoint
    }
    if isBlank { return ProblemAnchor.name(id) }
    guard id.utf8.count > 48, id.count > 48 else { return id }
    return "\(id.prefix(36))… \(Fingerprint.of(Array(id.utf8)).prefix(8))"
  }
}
