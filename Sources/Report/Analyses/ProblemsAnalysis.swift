import Charts
import Stats

/// Every problem's counts, and its pass@k as a file.
struct ProblemsAnalysis: Analysis {
  static let id = "problems"
  static let title = "counts and pass@k of every problem"
  static let needs = "nothing beyond the counts"
  static let files = ["problems"]

  private let results: Results

  init(_ results: Results) { self.results = results }

  /// Rows of one page; the file holds all.
  static let shown = 500
  /// Columns of one table.
  static let columns = 8

  var absence: String? { nil }

  var tables: [DataTable] {
    [
      DataTable(
        "problems", columns: "run,benchmark,problem,n#,c#,k#,pass_at_k#",
        rows: results.eachCurve { curve in
          let run = results.study.runs[curve.cell.run].id
          let benchmark = results.study.benchmarks[curve.cell.benchmark].id
          return curve.cell.problems.flatMap { problem in
            curve.points.map { point in
              [
                run, benchmark, problem.id, String(problem.tally.samples),
                String(problem.tally.correct), String(point.k),
                NumberText.optional(problem.tally.passAt(point.k)),
              ]
            }
          }
        })
    ]
  }

  var overview: [Section] { [] }

  func sections(benchmark b: Int) -> [Section] {
    let study = results.study
    let cells = results.study.cells[b].compactMap { $0 }
    let runs = cells.prefix(Self.columns)
    let byRun = runs.map { cell in
      Dictionary(uniqueKeysWithValues: cell.problems.map { ($0.id, $0.tally) })
    }
    let problems = study.problems(of: b)
    let rows = problems.prefix(Self.shown)
    let solved = Set(cells.flatMap { $0.problems.filter { $0.tally.correct > 0 }.map(\.id) })
    let never = problems.filter { !solved.contains($0) }
    let table = Table(
      "\(study.benchmarks[b].slug)-problems", label: "Problems",
      caption: "Samples correct of samples scored; plus those missing, if any.",
      columns: [.init("Problem")] + runs.map { .init(study.runs[$0.run].label) },
      rows: rows.map { id in
        [.name(Study.shortened(problem: id))]
          + byRun.map { tallies in
            guard let tally = tallies[id] else { return .none("–") }
            let missing = tally.missing > 0 ? " (+\(tally.missing))" : ""
            return .words("\(tally.correct) of \(tally.samples)\(missing)")
          }
      })
    return [
      Section(
        "problems", .table,
        heading: never.isEmpty
          ? "Every problem is solved by some run"
          : "\(Phrase.count(never.count, "problem")) of \(Phrase.count(problems.count)) \(never.count == 1 ? "is" : "are") solved by no run",
        short: "Problems", tables: [table],
        body: { html in
          html.details(
            "problem-counts",
            rows.count == problems.count
              ? "Correct of n, problem by problem"
              : "Correct of n, the first \(Phrase.count(rows.count)) of \(Phrase.count(problems.count, "problem"))",
            [table])
        },
        notes: { html in
          let n = cells.flatMap { $0.problems.map(\.tally.samples) }.min() ?? 0
          if !never.isEmpty, n > 0 {
            html.paragraph(
              "No correct sample in n excludes, at 95\(Phrase.space)%, only a success rate above 1 − 0.05^(1/n): \(Phrase.rate(excludedRate(unsolvedIn: n))) at n\(Phrase.space)=\(Phrase.space)\(Phrase.count(n))."
            )
          }
          if cells.count > runs.count {
            html.paragraph("The first \(runs.count) of \(cells.count) runs; the file has all.")
          }
          html.links([("CSV", "../data/problems.csv"), ("Counts", "../data/tally.csv")])
        })
    ]
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
  /// from others that begin alike.
  static func shortened(problem id: String) -> String {
    guard id.count > 48 else { return id }
    return "\(id.prefix(36))… \(Fingerprint.of(Array(id.utf8)).prefix(8))"
  }
}
