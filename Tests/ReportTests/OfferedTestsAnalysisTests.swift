import Foundation
import Stats
import Testing

@testable import Report

struct OfferedTestsAnalysisTests {
  private let base = rows("base", correct: [1, 0, 3, 2, 0, 1, 0, 2, 1, 0], of: 4)
  private let tuned = rows("tuned", correct: [3, 1, 4, 4, 0, 3, 1, 4, 2, 2], of: 4)

  @Test func `the file has what each test says, to the last digit written`() throws {
    let results = try results(base + tuned)
    let paired = try #require(results.comparisons[0][0].paired)
    let table = try site(base + tuned).table("tests")
    #expect(table.rows.count == 2 * OfferedTest.allCases.count)
    for row in table.rows.indices {
      let k = try #require(Int(table[row, "k"]))
      let result = try #require(
        paired.offeredTests(at: k).first { $0.test.rawValue == table[row, "test"] })
      #expect(table[row, "note"] == result.absence?.reason ?? "")
      #expect(table[row, "null"] == result.test.null)
      if let p = result.pValue { #expect(abs(Double(table[row, "p_value"])! - p) < 1e-9) }
      #expect(table[row, "p_value"].isEmpty == (result.pValue == nil))
      if let interval = result.interval {
        #expect(abs(Double(table[row, "lower"])! - interval.lower) < 1e-9)
      }
    }
  }

  @Test func `one sample a problem brings the tests of tables`() throws {
    let one = rows("base", correct: [0, 0, 0, 1, 1, 0, 0, 0, 1, 0], of: 1)
    let two = rows("tuned", correct: [1, 1, 0, 1, 1, 1, 0, 1, 1, 1], of: 1)
    let site = try site(one + two)
    let table = try site.table("tests").only("test", "mcnemar")
    // Five problems changed, all one way: 2 / 2^5.
    #expect(Double(table[0, "p_value"]) == 0.0625)
    let page = site.text("benchmarks/maths.html")
    #expect(page.contains("exact McNemar") && page.contains("Newcombe"))
  }

  @Test func `with samples missing no test is shown, and the reason is`() throws {
    let holes = rows("tuned", counts: (0..<10).map { ($0 % 3, 3, 1) })
    let edition = try edition(base + holes)
    let own = try #require(edition.analyses.first { type(of: $0).id == "tests" })
    #expect(own.absence == "missing samples leave a range" && own.sections(benchmark: 0).isEmpty)
  }

  @Test func `an answer that differs is counted in the heading`() throws {
    // Nearly alike: a t test is sure, ours is not.
    let one = rows("base", correct: (0..<30).map { _ in 2 }, of: 64)
    let two = rows("tuned", correct: (0..<30).map { $0 % 3 == 0 ? 2 : 3 }, of: 64)
    let text = try site(one + two).text("benchmarks/maths.html")
    #expect(text.contains("Another test answers"))
  }
}
