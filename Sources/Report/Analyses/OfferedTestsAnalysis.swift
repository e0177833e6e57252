import Charts
import EvalLogs
import Stats

/// What the tests that readers know from elsewhere say of each claim, beside ours: each with the
/// hypothesis it tests and why it may answer differently. None of them gives a verdict.
struct OfferedTestsAnalysis: Analysis {
  static let id = "tests"
  static let title = "other tests of each claim"
  static let needs = "two runs with problems in common and no sample missing"
  static let files = ["tests"]

  private struct Row: Sendable {
    let comparison: Results.Comparison
    let k: Int
    let results: [TestResult]

    var hasAnswer: Bool { results.contains { $0.absence == nil } }
  }

  private let results: Results
  private let rows: [Row]

  init(_ results: Results) {
    self.results = results
    let compared = Array(results.comparisons.joined())
    rows = parallelMap(compared.count, threads: results.settings.threads) { index -> [Row] in
      let comparison = compared[index]
      guard let paired = comparison.paired else { return [] }
      return comparison.claims.filter { $0.verdict != .notAssessable }.map { claim in
        Row(comparison: comparison, k: claim.k, results: paired.offeredTests(at: claim.k))
      }
    }.flatMap { $0 }
  }

  var absence: String? {
    if results.study.pairs.isEmpty { return "there is no pair" }
    guard let first = rows.first else { return "no pair of runs can be compared" }
    return rows.contains { $0.hasAnswer }
      ? nil : first.results.compactMap(\.absence).first?.reason ?? "no test has an answer"
  }

  var tables: [DataTable] {
    guard !rows.isEmpty else { return [] }
    return [
      DataTable(
        "tests",
        columns:
          "benchmark,baseline,candidate,metric,k#,test,statistic#,degrees_of_freedom#,p_value#,lower#,upper#,level#,draws#,standard_error#,null,note",
        rows: rows.flatMap { row in row.results.map { fields(row, $0) } })
    ]
  }

  private func fields(_ row: Row, _ result: TestResult) -> [String] {
    let interval = result.interval
    return results.names(row.comparison) + [
      "pass@k", String(row.k),
      result.test.rawValue, NumberText.optional(result.statistic),
      result.degreesOfFreedom.map { String($0) } ?? "",
      result.pValue.map(NumberText.upper) ?? "",
      NumberText.lowerLimit(interval),
      NumberText.upperLimit(interval),
      NumberText.shortest(results.settings.level), result.draws.map { String($0) } ?? "",
      NumberText.optional(result.standardError), result.test.null, result.absence?.reason ?? "",
    ]
  }

  var overview: [Section] { [] }

  func sections(benchmark: Int) -> [Section] {
    let shown = rows.filter { $0.comparison.benchmark == benchmark && $0.hasAnswer }
    guard !shown.isEmpty else { return [] }
    let tests = OfferedTest.allCases.filter { test in
      shown.contains { $0.results.contains { $0.test == test && $0.absence == nil } }
    }
    let table = table(shown, tests, "\(results.study.benchmarks[benchmark].slug)-tests")
    return [
      Section(
        "tests", .table, heading: heading(shown, tests), short: "Other tests", tables: [table],
        body: { html in
          html.details("test-values", "What each test says", [table]) { html in
            html.element("div", [("class", "note below")]) { html in
              for test in tests {
                html.paragraph(
                  lead: test.name.sentence,
                  ": \(test.null). It may differ because \(test.caution).")
              }
            }
          }
        },
        notes: { html in
          html.paragraph(
            "Tests that readers know, without correction. Each has a hypothesis of its own; none gives a verdict here."
          )
          html.links([("CSV", "../data/tests.csv")])
        })
    ]
  }

  /// How many claims the tests and ours settle alike.
  private func heading(_ rows: [Row], _ tests: [OfferedTest]) -> String {
    let alpha = 1 - results.settings.level
    let other = rows.filter { row in
      guard let own = row.comparison.point(at: row.k)?.pValue else { return false }
      return row.results.contains { $0.pValue.map { ($0 < alpha) != (own < alpha) } ?? false }
    }
    if other.isEmpty { return "Other tests answer every claim as ours does" }
    return rows.count == 1
      ? "Another test answers the claim otherwise"
      : "Another test answers \(Findings.word(other.count)) of \(Findings.word(rows.count)) claims otherwise"
  }

  private func table(_ rows: [Row], _ tests: [OfferedTest], _ id: String) -> Table {
    Table(
      id, label: "Other tests",
      caption:
        "p-values as each test gives them, without correction, and in points the interval of a method that gives only one. Ours inverts the interval of the claims’ table for \(results.settings.target.inWords). –: the test has no answer here.",
      columns: [.init("Candidate, baseline"), .init("k"), .init("ours")]
        + tests.map { .init($0.name) },
      rows: rows.map { row in
        [
          .pair(row.comparison.pair, results.study), .count(row.k),
          .pValue(row.comparison.point(at: row.k)?.pValue),
        ]
          + tests.map { test in
            let result = row.results.first { $0.test == test }
            return result?.pValue.map { .pValue($0) } ?? result?.interval.map(Self.alone)
              ?? .none("–")
          }
      })
  }

  /// An interval that has no point.
  private static func alone(_ interval: Interval) -> Cell {
    .number("", limits: Phrase.limits(interval), strong: false, exact: Cell.Exact(nil, interval))
  }
}
