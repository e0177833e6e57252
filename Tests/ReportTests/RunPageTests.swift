import Testing

@testable import EvalLogs
@testable import Report

struct RunPageTests {
  private let rows: [TallyTable.Row] =
    ReportTests.rows("base", "maths", correct: [0, 1, 2, 3, 4, 5, 6, 7], of: 8)
    + ReportTests.rows("base", "code", correct: [1, 1, 1, 1, 0, 0, 0, 0], of: 8)
    + ReportTests.rows("rl", "maths", correct: [0, 8, 8, 8, 8, 8, 8, 8], of: 8)
    + ReportTests.rows("rl", "code", correct: [8, 8, 8, 8, 0, 0, 8, 8], of: 16)

  @Test func `every run has a page with its values and what it is compared with`() throws {
    let settings = try settings(
      "runs: [{match: rl, name: Trained, role: rl, algorithm: GRPO, step: 100, released: 2025-04-18}]"
    )
    let site = try site(rows, settings)
    let page = HTMLPage(try #require(site.files["runs/rl.html"]))
    #expect(page.all("h1").map(\.text) == ["Trained"])
    let sections = page.all("section").compactMap { $0["id"] }
    #expect(sections == ["curves", "values", "comparisons", "quality"])
    let facts = Dictionary(
      uniqueKeysWithValues: zip(page.all("dt").map(\.text), page.all("dd").map(\.text)))
    #expect(facts["Full name"] == "rl")
    #expect(facts["Algorithm"] == "GRPO")
    #expect(facts["Released"] == "2025-04-18")
    let values = try ReadTable(csv: site.files["tables/rl--values.csv"] ?? [])
    #expect(values.column("Benchmark") == ["code", "maths"])
    #expect(values.column("K") == ["16", "8"])
    #expect(values[1, "k = 16"] == "k > n")
    let curve = try site.table("curves").only("run", "rl").only("benchmark", "maths")
      .only("target", "population").only("k", "4")
    let estimate = try #require(Double(curve[0, "estimate"]))
    #expect(Double(values[1, "k = 4"]) == estimate * 100)
  }

  @Test func `a study of one run has none: its first page is that`() throws {
    let site = try site(ReportTests.rows("base", correct: [1, 2], of: 4))
    let runs = site.pages.filter { $0.hasPrefix("runs/") }
    #expect(runs.isEmpty)
  }

  @Test func `a run without a value says so`() throws {
    let some = rows + ReportTests.rows("lost", "maths", counts: [(0, 0, 8), (0, 0, 8)])
    let site = try site(some)
    let page = HTMLPage(try #require(site.files["runs/lost.html"]))
    let cells = page.all("td").map(\.text)
    #expect(!cells.contains { $0.contains("nan") })
  }
}
