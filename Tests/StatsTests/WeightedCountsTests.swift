import Testing

@testable import Stats

@Suite struct WeightedCountsTests {
  @Test func `what a part of the samples shows, by looking at every choice of them`() {
    for n in 1...8 {
      for c in 0...n {
        for m in 0...n {
          var counts = [Int](repeating: 0, count: m + 1)
          for choice in 0..<(1 << n) where choice.nonzeroBitCount == m {
            counts[(choice & ((1 << c) - 1)).nonzeroBitCount] += 1
          }
          let (first, chances) = Tally(correct: c, of: n).thinned(to: m)
          for (j, count) in counts.enumerated() {
            let found = chances.indices.contains(j - first) ? chances[j - first] : 0
            let exact = Double(count) / Double(binomial(n, m))
            #expect(abs(found - exact) < 1e-15, "n \(n) c \(c) m \(m) j \(j)")
          }
        }
      }
    }
  }

  @Test func `a part of the samples gives the pass@k of all of them`() throws {
    for n in [64, 256, 10_000] {
      for c in [0, 1, 2, n / 7, n / 2, n - 1, n] {
        let tally = Tally(correct: c, of: n)
        let thinned = WeightedCounts([(tally, 3)], thinnedBy: 4)
        #expect(abs(thinned.total - 3) < 1e-12)
        for k in [1, 2, n / 16, n / 4] {
          let mean = thinned.cells.reduce(0) {
            $0 + $1.weight * Tally(correct: $1.correct, of: $1.samples).passAt(k)!
          }
          #expect(abs(mean / 3 - tally.passAt(k)!) < 1e-12, "n \(n) c \(c) k \(k)")
        }
      }
    }
  }

  @Test func `tallies of different size keep to their own cells`() {
    let counts = WeightedCounts(
      [(Tally(correct: 1, of: 8), 1), (Tally(correct: 1, of: 16), 2)], thinnedBy: 4)
    #expect(counts.cells.map(\.samples) == [2, 2, 4, 4])
    #expect(counts.cells.map(\.correct) == [0, 1, 0, 1])
    #expect(abs(counts.cells[1].weight - 0.25) < 1e-15)
    #expect(abs(counts.cells[3].weight - 0.5) < 1e-15)
  }
}
