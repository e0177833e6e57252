import Testing

@testable import Report

@Suite struct NumbersCheckTests {
  private func stored(_ last: Int) throws -> StoredReport {
    try StoredReport(
      try edition(
        rows("base", correct: [0, 1, 4, 6], of: 8) + rows("tuned", correct: [0, 6, 7, last], of: 8))
    )
  }

  @Test func `the same logs give the same numbers`() throws {
    #expect(try NumbersCheck.differences(of: stored(8), from: stored(8)).isEmpty)
  }

  @Test func `one sample that changed is named in every number that follows from it`() throws {
    let lines = try NumbersCheck.differences(of: stored(8), from: stored(7))
    #expect(
      lines.contains {
        $0.hasPrefix("curves: tuned, maths, pass@k, k 1, ")
          && $0.contains("estimate is 0.65625, from the logs 0.625")
      }, "\(lines)")
    #expect(!lines.contains { $0.hasPrefix("curves: base,") })
    #expect(lines.contains { $0.hasPrefix("comparisons: maths, base, tuned, ") })
  }

  @Test func `rows and tables on one side only are named`() throws {
    let one = try StoredReport(try edition(rows("base", correct: [1, 4], of: 8)))
    let two = try StoredReport(
      try edition(rows("base", correct: [1, 4], of: 8) + rows("tuned", correct: [4, 6], of: 8)))
    #expect(
      NumbersCheck.differences(of: one, from: two).contains {
        $0.hasSuffix("the report has no such row")
      })
    #expect(
      NumbersCheck.differences(of: two, from: one).contains {
        $0.hasSuffix("the logs give no such row")
      })
  }
}
