import Testing

@testable import EvalLogs
@testable import Report

struct ComparisonPageTests {
  private let rows: [TallyTable.Row] =
    ReportTests.rows("base", "maths", correct: [0, 1, 2, 3, 4, 5, 6, 7], of: 8)
    + ReportTests.rows("base", "code", correct: [1, 1, 1, 1, 0, 0, 0, 0], of: 8)
    + ReportTests.rows("rl", "maths", correct: [0, 8, 8, 8, 8, 8, 8, 8], of: 8)
    + ReportTests.rows("rl", "code", correct: [8, 8, 8, 8, 0, 0, 8, 8], of: 8)
    + ReportTests.rows("other", "code", correct: [8, 8, 8, 8, 0, 0, 8, 8], of: 8)

  @Test func `every pair has a page with its curves, differences and claims`() throws {
    let site = try site(rows)
    let page = HTMLPage(try #require(site.files["comparisons/rl--base.html"]))
    #expect(page.all("h1").map(\.text) == ["rl against base"])
    let sections = page.all("section").compactMap { $0["id"] }
    #expect(sections == ["curves", "differences", "claims", "solvable"])
    let links = page.all("a").compactMap { $0["href"] }
    #expect(links.contains("../benchmarks/maths.html"))
    #expect(links.contains("../tables/rl--base-claims.csv"))
    for name in ["figures/rl--base--maths-panel.svg", "figures/rl--base-differences.svg"] {
      #expect(site.files[name] != nil, "\(name)")
    }
    // The claims are those of the file, at both ends of both benchmarks.
    let claims = try ReadTable(csv: site.files["tables/rl--base-claims.csv"] ?? [])
    let file = try site.table("comparisons").only("candidate", "rl").only("target", "population")
    #expect(claims.column("Benchmark") == ["code", "code", "maths", "maths"])
    for row in claims.rows.indices {
      let all = file.only("benchmark", claims[row, "Benchmark"]).only("k", claims[row, "k"])
      let difference = try #require(Double(all[0, "difference"]))
      let shown = Double(claims[row, "problems like these, difference"])
      #expect(shown == difference * 100)
    }
  }

  @Test func `runs compared on one benchmark only show that one`() throws {
    let site = try site(rows)
    let page = HTMLPage(try #require(site.files["comparisons/other--base.html"]))
    let heads = page.all("h3").map(\.text)
    #expect(heads.count == 1)
    #expect(heads[0].hasPrefix("code"))
  }

  @Test func `the first page and the summary lead to it`() throws {
    let site = try site(rows)
    let page = HTMLPage(try #require(site.files["index.html"]))
    let links = page.all("a").filter { $0["href"] == "comparisons/rl--base.html" }
    #expect(links.count >= 2)
  }

  @Test func `its link stays as it is when runs are added`() throws {
    let more = rows + ReportTests.rows("a new one", "code", correct: [1, 2, 3], of: 8)
    let before = try site(rows).pages.filter { $0.hasPrefix("comparisons/") }
    let after = try site(more).pages
    #expect(before.allSatisfy(after.contains))
  }
}
