import Testing

@testable import Stats

struct FisherExactTests {
  /// From R's `fisher.test`.
  @Test(
    arguments: [
      (3, 4, 1, 4, 0.4857142857142857), (0, 8, 8, 8, 0.0001554001554001554),
      (1, 8, 6, 8, 0.04055944055944056), (0, 3, 3, 3, 0.1), (5, 8, 5, 8, 1),
      (10, 100, 20, 50, 3.5e-5),
    ])
  func `agrees with R`(c1: Int, n1: Int, c2: Int, n2: Int, expected: Double) throws {
    let one = Tally(correct: c1, of: n1)
    let other = Tally(correct: c2, of: n2)
    let p = try #require(fisherExact(one, other))
    if expected > 1e-4 { #expect(abs(p - expected) < 1e-12, "\(p)") }
    #expect(try abs(#require(fisherExact(other, one)) - p) < 1e-12)
  }

  /// Against all splits counted in whole numbers.
  @Test(arguments: 1...7, 1...7) func `agrees with a count of all splits`(n1: Int, n2: Int) throws {
    func choose(_ n: Int, _ k: Int) -> Int {
      (0..<k).reduce(1) { $0 * (n - $1) / ($1 + 1) }
    }
    for c1 in 0...n1 {
      for c2 in 0...n2 {
        let c = c1 + c2
        let ways = (max(0, c - n2)...min(n1, c)).map { choose(n1, $0) * choose(n2, c - $0) }
        let seen = choose(n1, c1) * choose(n2, c2)
        let exact =
          Double(ways.filter { $0 <= seen }.reduce(0, +)) / Double(ways.reduce(0, +))
        let p = try #require(
          fisherExact(Tally(correct: c1, of: n1), Tally(correct: c2, of: n2)))
        #expect(abs(p - exact) < 1e-13, "\(c1)/\(n1) \(c2)/\(n2)")
      }
    }
  }

  @Test func `needs a sample of both, and leaves missing ones aside`() {
    #expect(fisherExact(Tally(correct: 0, of: 0, missing: 8), Tally(correct: 1, of: 8)) == nil)
    #expect(
      fisherExact(Tally(correct: 1, of: 8, missing: 5), Tally(correct: 6, of: 8))
        == fisherExact(Tally(correct: 1, of: 8), Tally(correct: 6, of: 8)))
  }

  @Test func `stays in range where counts are large`() throws {
    let p = try #require(
      fisherExact(Tally(correct: 0, of: 100_000), Tally(correct: 100_000, of: 100_000)))
    #expect(p >= 0 && p < 1e-300)
  }
}
