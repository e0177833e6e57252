import Stats
import Testing

struct AccuracyHistogramTests {
  @Test func `every rate is in the one bin that holds it exactly`() {
    for n in 1...130 {
      for c in 0...n {
        let histogram = AccuracyHistogram([Tally(correct: c, of: n)])
        let bin = histogram.counts.firstIndex(of: 1)!
        #expect(histogram.problems == 1)
        if c == 0 {
          #expect(bin == 0)
        } else if c == n {
          #expect(bin == 11)
        } else {
          // (bin - 1) n < 10 c <= bin n
          #expect((bin - 1) * n < 10 * c && 10 * c <= bin * n, "\(c)/\(n) in bin \(bin)")
        }
        let edges = histogram.edges(of: bin)
        #expect(
          edges.upTo.isReached(by: c, of: n)
            == (bin == 0 || c * edges.upTo.denominator == n * edges.upTo.numerator))
      }
    }
  }

  @Test func `the published bins are twelve, and 3 of 10 is in the third tenth`() {
    let histogram = AccuracyHistogram([3, 4, 0, 10, 1, 9].map { Tally(correct: $0, of: 10) })
    #expect(histogram.counts == [1, 1, 0, 1, 1, 0, 0, 0, 0, 1, 0, 1])
    #expect(histogram.edges(of: 3).above == Ratio(1, over: 5))
    #expect(histogram.edges(of: 3).upTo == Ratio(3, over: 10))
    #expect(histogram.edges(of: 11).above == Ratio(1, over: 1))
  }

  @Test func `what missing samples may move is counted, what was never scored too`() {
    let histogram = AccuracyHistogram([
      Tally(correct: 0, of: 7, missing: 1), Tally(correct: 0, of: 0, missing: 8),
      Tally(correct: 55, of: 100, missing: 1), Tally(correct: 8, of: 8),
    ])
    #expect(histogram.unscored == 1)
    #expect(histogram.open == 1)
    #expect(histogram.problems == 3)
  }

  @Test func `bins can be fewer`() {
    let histogram = AccuracyHistogram([Tally(correct: 1, of: 2)], inner: 1)
    #expect(histogram.counts == [0, 1, 0])
  }
}
