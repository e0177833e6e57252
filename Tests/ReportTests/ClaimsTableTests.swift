import Stats
import Testing

@testable import EvalLogs
@testable import Report

struct ClaimsTableTests {
  private let base = rows("base", correct: [4, 3, 8, 5, 0, 1, 2, 6, 0, 3, 7, 2], of: 16)
  private let tuned = rows("tuned", correct: [9, 5, 12, 9, 0, 3, 4, 12, 1, 6, 11, 4], of: 16)

  @Test(arguments: [Target.population, .fixed])
  func `both targets stand side by side, whichever decides`(target: Target) throws {
    let settings = try settings { $0.target = target }
    let results = try results(base + tuned, settings)
    let comparison = results.comparisons[0][0]
    let page = try site(base + tuned, settings).text("benchmarks/maths.html")
    for claim in comparison.claims {
      for inference in [comparison.population, comparison.fixed] {
        let interval = try #require(inference?.point(at: claim.k)?.interval)
        #expect(page.contains(Phrase.limits(interval)), "\(interval)")
      }
    }
    let words = [Target.population, .fixed].map { "\($0.inWords)</th>" }
    #expect(words.allSatisfy { page.contains($0) })
  }

  @Test func `p is below the level's complement exactly where its own interval excludes zero`()
    throws
  {
    for seed in 0..<30 {
      for comparison in try RandomStudy(seed).results().comparisons.joined() {
        for inference in [comparison.population, comparison.fixed].compactMap({ $0 }) {
          for point in inference.points {
            guard let interval = point.interval, let p = point.pValue else { continue }
            #expect(interval.lower < interval.upper)
            #expect(
              (p < 1 - interval.level) == (interval.lower > 0 || interval.upper < 0), "\(point)")
          }
        }
      }
    }
  }

  @Test func `one sample a problem leaves these problems without an interval, and says so`() throws
  {
    let one = rows("base", correct: [0, 1, 0, 1], of: 1)
    let two = rows("tuned", correct: [1, 1, 1, 1], of: 1)
    let page = try site(one + two).text("benchmarks/maths.html")
    #expect(page.contains("no interval for these problems (n = 1"))
  }

  @Test func `within a margin stated beforehand no difference can be shown`() throws {
    let one = rows("base", correct: (0..<400).map { 3 + $0 % 9 }, of: 16)
    let two = rows(
      "tuned", correct: (0..<400).map { 3 + ($0 + ($0 % 40 == 0 ? 1 : 0)) % 9 }, of: 16)
    let loose = try settings { $0.margin = 0.05 }
    let results = try Results(study(one + two, loose), loose)
    #expect(results.comparisons[0][0].claims.allSatisfy { $0.verdict == .equivalent })
    let findings = Findings(results: results)
    let heading = findings.heading([results.comparisons[0][0]])
    #expect(heading.contains("equivalent within 5\u{A0}points"), "\(heading)")
    let strict = try settings { $0.margin = 0.0001 }
    #expect(
      try Results(study(one + two, strict), strict).comparisons[0][0].claims.allSatisfy {
        $0.verdict == .undecided
      })
  }
}
