import Charts
import Testing

@testable import Report

struct FamiliesAnalysisTests {
  private func made(_ trained: Int) throws -> (results: Results, section: Section) {
    var yaml = "runs:\n"
    var all = rows("q7", correct: [1, 2, 3], of: 4) + rows("q14", correct: [2, 2, 3], of: 4)
    yaml += "  - {match: q7, role: base, family: Q, size: 7B}\n"
    yaml += "  - {match: q14, role: base, family: Q, size: 14B}\n"
    for index in 1...trained {
      all += rows("q7-\(index)", correct: [index % 4, 2, 4], of: 4)
      yaml += "  - {match: q7-\(index), role: rl, family: Q, size: 7B, step: \(index)}\n"
    }
    all += rows("q14-rl", correct: [4, 4, 3], of: 4)
    yaml += "  - {match: q14-rl, role: rl, family: Q, size: 14B}\n"
    let results = try results(all, settings(yaml))
    let section = try #require(FamiliesAnalysis(results).overview.first)
    return (results, section)
  }

  @Test func `a panel a family and size, the base first`() throws {
    let (_, section) = try made(1)
    #expect(section.figures.count == 2)
    let names = section.figures.map { $0.panels[0].endLabels.map(\.text) }
    #expect(names == [["q7", "q7-1"], ["q14", "q14-rl"]])
  }

  @Test func `of many runs the base and the one trained longest are in colour`() throws {
    let (results, section) = try made(9)
    #expect(section.figures[0].panels[0].endLabels.map(\.text).sorted() == ["q7", "q7-9"])
    let runs = results.study.runs.indices.filter { results.study.runs[$0].size == "7B" }
    #expect(!RunStyles(results, only: Array(runs)).isComplete)
  }

  @Test func `one family is no grid`() throws {
    let all = rows("a", correct: [1, 2], of: 4) + rows("b", correct: [3, 4], of: 4)
    let results = try results(all, settings("runs: [{match: '*', family: Q}]"))
    #expect(
      FamiliesAnalysis(results).absence == "no two model families with two runs each are named")
  }
}
