import Stats
import Testing

@testable import EvalLogs
@testable import Report

struct TrendCausesTests {
  @Test func `runs that lost the same category are one candidate, named in words`() throws {
    var made = MadeHistory(nights: 24)
    made.broken = ("maths", "geometry", 12)
    let trend = try made.trend()
    let kinds = trend.groups.filter { trend.text(ofNight: $0.night) == made.text(12) }.map(\.kind)
    #expect(kinds.contains(.oneBenchmark))
    let category = kinds.compactMap { kind -> (String, Int, Int)? in
      if case .oneCategory(let name, let fallen, let all, _) = kind { return (name, fallen, all) }
      return nil
    }.first
    let (name, fallen, all) = try #require(category)
    #expect(name == "geometry" && fallen == all && all >= 5)
    let page = try trend.site().text("index.html")
    #expect(page.contains("one category: geometry (\(fallen) of \(all) fallen)"))
    #expect(!page.contains("caused by"))
  }

  @Test func `the problems that fell are those that were solved before`() throws {
    var made = MadeHistory(nights: 24, runs: ["RL"], benchmarks: ["maths"])
    made.broken = ("maths", "logic", 12)
    let trend = try made.trend()
    let drop = try #require(trend.drops.first)
    #expect(!drop.fallen.isEmpty)
    for fallen in drop.fallen {
      #expect(fallen.problem % 4 == 2 && fallen.drop >= 0.5)
    }
    let solved = (0..<40).filter { problem in
      problem % 4 == 2
        && (0..<12).allSatisfy { night in
          made.table(night).rows.first { $0.problem == "p\(problem)" }?.tally.correct ?? 0 >= 3
        }
    }
    #expect(Set(solved).isSubset(of: drop.fallen.map(\.problem)) && !solved.isEmpty)
  }

  @Test func `one run that falls on two benchmarks is one candidate`() throws {
    var made = MadeHistory(nights: 24)
    made.drops = ["RL maths": (12, 0.3), "RL aime24": (12, 0.3)]
    let trend = try made.trend()
    let group = try #require(trend.groups.first { $0.kind == .oneRun })
    #expect(Set(group.drops.map(\.benchmark)).count == 2)
    #expect(group.drops.allSatisfy { trend.runs[$0.run].id == "RL" })
    #expect(try trend.site().text("index.html").contains("one run: RL"))
  }

  @Test func `a drop that shares nothing is in no group`() throws {
    var made = MadeHistory(nights: 24)
    made.drops = ["RL maths": (12, 0.3)]
    let trend = try made.trend()
    #expect(trend.groups.map(\.kind).allSatisfy { $0 == .alone } && trend.groups.count == 1)
  }

  @Test func `half of the problems in common make one group, fewer do not`() {
    func drop(_ series: Int, _ problems: [Int]) -> TrendDrop {
      TrendDrop(
        series: series, run: series, benchmark: 0, night: 3, ks: [1], difference: -0.1,
        fallen: problems.map {
          FallenProblem(
            problem: $0, before: Tally(correct: 9, of: 9), after: Tally(correct: 0, of: 9))
        })
    }
    func same(_ drops: [TrendDrop]) -> [[Int]] {
      CauseGroup.all(drops, night: 3, categories: [[String?](repeating: nil, count: 9)])
        .filter { $0.kind == .sameProblems }.map { $0.drops.map(\.series) }
    }
    #expect(same([drop(0, [1, 2, 3]), drop(1, [2, 3, 4])]) == [[0, 1]])
    #expect(same([drop(0, [1, 2, 3]), drop(1, [3, 4, 5])]) == [])
    #expect(same([drop(0, [1]), drop(1, [2]), drop(2, [1])]) == [[0, 2]])
    #expect(same([drop(0, []), drop(1, [])]) == [])
  }

  @Test func `a night whose gate failed shows what fell that night`() throws {
    var made = MadeHistory(nights: 13, runs: ["RL"], benchmarks: ["maths"], samples: 8)
    // One night is too short for a change of level.
    made.broken = ("maths", "geometry", 12)
    made.verdicts = [12: "fail"]
    let trend = try made.trend()
    #expect(trend.changes.isEmpty)
    let drop = try #require(trend.drops.first)
    #expect(drop.night == 12 && drop.ks.isEmpty && drop.fallen.count >= 4)
    made.verdicts = [:]
    #expect(try made.trend().drops.isEmpty)
  }
}
