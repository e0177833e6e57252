import Stats
import Testing

@testable import Report

struct ProblemPairTests {
  private func pair(_ counts: [(Count?, Count?)], level: Double = 0.95) -> ProblemPair {
    func tally(_ count: Count?) -> Tally? {
      count.map { Tally(correct: $0.correct, of: $0.samples, missing: $0.missing) }
    }
    return ProblemPair(
      Study.Pair(baseline: 0, candidate: 1), baseline: counts.map { tally($0.0) },
      candidate: counts.map { tally($0.1) }, level: level)
  }

  @Test func `who solves a problem`() {
    let pair = pair([
      ((1, 8, 0), (8, 8, 0)), ((1, 8, 0), (0, 8, 0)), ((0, 8, 0), (3, 8, 0)),
      ((0, 8, 0), (0, 8, 0)), ((0, 6, 2), (0, 8, 0)), ((2, 6, 2), (1, 8, 0)), (nil, (1, 8, 0)),
      ((0, 0, 0), (1, 8, 0)),
    ])
    #expect(
      pair.kinds == [.both, .lost, .gained, .neither, .open, .both, .absent, .absent])
    #expect(pair.count(.both) == 2 && pair.count(.absent) == 2)
    let differences: [Double?] = [0.875, -0.125, 0.375, 0, 0, 0.125 - 1.0 / 3, nil, nil]
    #expect(pair.differences == differences)
  }

  @Test func `a change has to stand out among all problems`() {
    // p = 0.041 alone: told apart where it is the only problem, not among twenty.
    let counts: (Count?, Count?) = ((1, 8, 0), (6, 8, 0))
    let same: (Count?, Count?) = ((4, 8, 0), (4, 8, 0))
    #expect(pair([counts]).changed == [true])
    #expect(pair([counts], level: 0.99).changed == [false])
    let many = pair([counts] + Array(repeating: same, count: 19))
    #expect(many.changes == 0 && many.tested == 20)
    #expect(pair([((0, 8, 0), (8, 8, 0))] + Array(repeating: same, count: 19)).changes == 1)
  }

  @Test func `one sample each tells nothing apart`() {
    #expect(pair([((0, 1, 0), (1, 1, 0))]).changes == 0)
  }

  @Test func `letters of the index are their words' first`() {
    for kind in ProblemPair.Kind.allCases where kind != .absent {
      #expect(kind.word.utf8.first == kind.rawValue)
    }
  }
}
