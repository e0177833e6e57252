import Testing

@testable import Report

struct PublishedAnalysisTests {
  private let runs = rows("base", correct: [4, 3, 8, 5, 0, 1, 2, 6], of: 16)

  private func published(_ lines: String) throws -> Settings {
    try settings("published:\n" + lines)
  }

  @Test func `a published value within the interval and one outside are told apart`() throws {
    let settings = try published(
      """
        - {run: base, benchmark: maths, k: 1, value: 0.25, source: "Table 2"}
        - {run: base, benchmark: maths, k: 4, value: 0.99, source: "Table 2"}
      """)
    let site = try site(runs, settings)
    let table = try site.table("published").only("target", "population")
    #expect(table.column("within") == ["yes", "no"])
    #expect(table.column("published") == ["0.25", "0.99"])
    let page = site.text("benchmarks/maths.html")
    #expect(page.contains("1 of 2\u{A0}published values lies outside our interval"))
  }

  @Test func `the page shows every digit that was published`() throws {
    let settings = try published(
      "  - {run: base, benchmark: maths, k: 1, value: 0.2537, source: x}\n")
    #expect(try site(runs, settings).text("tables/maths-published.csv").contains("25.37"))
    #expect(try site(runs, settings).text("benchmarks/maths.html").contains(">25.37<"))
  }

  @Test func `a k without a value here is said, not judged`() throws {
    let settings = try published(
      "  - {run: base, benchmark: maths, k: 64, value: 0.9, source: \"<blink>\"}\n")
    let site = try site(runs, settings)
    let table = try site.table("published")
    #expect(table.rows.count == 1 && table[0, "within"].isEmpty && !table[0, "note"].isEmpty)
    #expect(!site.text("benchmarks/maths.html").contains("<blink>"))
  }

  @Test func `a run that is not there is answered with the nearest`() throws {
    let settings = try published("  - {run: bsae, benchmark: maths, k: 1, value: 0.9, source: x}\n")
    let error = try #require(failure { _ = try study(runs, settings) })
    #expect("\(error)".contains("bsae") && "\(error)".contains("'base'"))
  }
}
