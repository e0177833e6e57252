import EvalLogs
import Stats
import Testing

@testable import Report

struct TiersAnalysisTests {
  /// Four runs: two alike, one far below, one with some of either.
  private static let four: [TallyTable.Row] =
    rows("a", correct: (0..<60).map { 12 + $0 % 4 }, of: 16)
    + rows("b", correct: (0..<60).map { 12 + ($0 + 1) % 4 }, of: 16)
    + rows("c", correct: (0..<60).map { $0 % 3 }, of: 16)
    + rows("d", correct: (0..<60).map { $0 % 2 == 0 ? 14 : 11 }, of: 16)

  @Test(arguments: [Target.population, .fixed])
  func `two runs share a letter exactly where no test tells them apart`(target: Target) throws {
    let settings = try settings("", { $0.target = target })
    let results = try results(Self.four, settings)
    let table = try site(Self.four, settings).table("tiers")
    #expect(
      table.column("k") == [String](repeating: "1", count: 4) + [String](repeating: "16", count: 4))
    for k in [1, 16] {
      let tallies = results.study.cells[0].map { $0!.problems.map(\.tally) }
      let order = DecidedOrder(runs: 4) { i, j in
        let common = zip(tallies[j], tallies[i]).map { (baseline: $0, candidate: $1) }
        let (difference, p) =
          target == .population
          ? PairedDifference(common)!.point(at: k).values
          : FixedSetDifference(common)!.point(at: k).values
        return (sign: difference > 0 ? 1 : difference < 0 ? -1 : 0, pValue: p)
      }
      let own = table.only("k", String(k))
      let letters = Dictionary(uniqueKeysWithValues: zip(own.column("run"), own.column("tiers")))
      for i in 0..<4 {
        let row = try #require(own.column("run").firstIndex(of: results.study.runs[i].id))
        #expect(own[row, "rank_lower"] == String(order.ranks[i].lowerBound))
        #expect(own[row, "rank_upper"] == String(order.ranks[i].upperBound))
        #expect(own[row, "target"] == target.rawValue && own[row, "pairs"] == "6")
        for j in 0..<4 where i != j {
          let (one, two) = (results.study.runs[i].id, results.study.runs[j].id)
          let shared = letters[one]!.contains { letters[two]!.contains($0) }
          #expect(shared == (order.sign(i, j) == 0), "k \(k): \(one) \(two)")
        }
      }
    }
  }

  @Test func `the page counts the pairs told apart, and the best run comes first`() throws {
    let analysis = TiersAnalysis(try results(Self.four))
    let section = try #require(analysis.sections(benchmark: 0).first)
    #expect(
      section.heading
        == "Of six pairs of runs, the data tell apart three at k\u{A0}=\u{A0}1 and three at k\u{A0}=\u{A0}16"
    )
    let table = try site(Self.four).table("tiers")
    #expect(table.column("run").prefix(4).last == "c")
    #expect(table[0, "tiers"] == "a")
    #expect(analysis.overview.isEmpty)
  }

  @Test func `few runs, too many and none with a common k are absent, with the reason`() throws {
    let two = rows("a", correct: [1, 2], of: 4) + rows("b", correct: [3, 4], of: 4)
    #expect(TiersAnalysis(try results(two)).absence == "no benchmark has three runs")
    let many = (0...TiersAnalysis.mostRuns).flatMap { rows("r\($0)x", correct: [1, 2], of: 4) }
    #expect(
      TiersAnalysis(try results(many)).absence
        == "101 runs are more than the 100 that are compared with one another")
    let asked = try settings("", { $0.ks = [50] })
    #expect(TiersAnalysis(try results(Self.four, asked)).absence == "the runs have no k in common")
    #expect(try site(two).files["data/tiers.csv"] == nil)
  }

  @Test func `runs without a common problem are not told apart, and it is said`() throws {
    let other = rows("e", correct: [Int](repeating: 0, count: 60), of: 16).map { row in
      var row = row
      row.problem = "other \(row.problem)"
      return row
    }
    let table = try site(Self.four + other).table("tiers")
    #expect(Set(table.column("note")) == ["4 pairs cannot be compared"])
    let place = try #require(table.column("run").firstIndex(of: "e"))
    #expect(table[place, "rank_lower"] == "1" && table[place, "rank_upper"] == "5")
  }
}

extension PairedDifference.Point {
  fileprivate var values: (Double, Double) { (difference!, pValue!) }
}

extension FixedSetDifference.Point {
  fileprivate var values: (Double, Double) { (difference!, pValue!) }
}
