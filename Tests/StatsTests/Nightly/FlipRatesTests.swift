import Simulation
import Stats
import Testing

struct FlipRatesTests {
  private func nights(_ text: String) -> [Tally] {
    text.map {
      $0 == "-" ? Tally(correct: 0, of: 0, missing: 1) : Tally(correct: $0 == "1" ? 1 : 0, of: 1)
    }
  }

  @Test(arguments: [
    ("", 0, 0, 0, false), ("1", 1, 0, 0, false), ("1111", 4, 0, 3, false), ("1100", 4, 1, 3, false),
    ("1011", 4, 2, 3, true), ("0101", 4, 3, 3, true), ("1--0-1", 3, 2, 2, true),
  ])
  func `by hand`(text: String, count: Int, flips: Int, pairs: Int, isFlaky: Bool) throws {
    let rates = FlipRates(nights(text))
    #expect((rates.nights, rates.flips, rates.pairs) == (count, flips, pairs))
    #expect(rates.isFlaky == isFlaky)
    #expect(rates.rate == rates.disagreement && (rates.rate == nil) == (pairs == 0))
    #expect((rates.interval() == nil) == (pairs == 0))
  }

  @Test func `several samples a night: the majority's verdict, ties as before`() throws {
    let shares = [(4, 4), (3, 4), (2, 4), (1, 4), (2, 4), (4, 4)]
    let rates = FlipRates(shares.map { Tally(correct: $0.0, of: $0.1) })
    #expect(rates.flips == 2 && rates.pairs == 5 && rates.share == 16.0 / 24)
    let expected =
      zip(shares, shares.dropFirst()).map { a, b in
        let (x, y) = (Double(a.0) / 4, Double(b.0) / 4)
        return x * (1 - y) + y * (1 - x)
      }.reduce(0, +) / 5
    #expect(abs(try #require(rates.disagreement) - expected) < 1e-15)
    let undecided = FlipRates([Tally(correct: 1, of: 2), Tally(correct: 2, of: 2)])
    #expect(undecided.pairs == 0 && undecided.disagreement == 0.5)
  }

  @Test func `the interval holds the rate and, by simulation, the chance of a flip`() throws {
    for pairs in 1...30 {
      for flips in 0...pairs {
        let text = (0...pairs).map {
          $0 <= flips ? ($0 % 2 == 0 ? "0" : "1") : (flips % 2 == 0 ? "0" : "1")
        }
        let rates = FlipRates(nights(text.joined()))
        #expect(rates.flips == flips && rates.pairs == pairs)
        let interval = try #require(rates.interval())
        #expect(interval.contains(try #require(rates.rate)))
        #expect(interval.lower >= 0 && interval.upper <= 1)
      }
    }
    var rng = SeededGenerator(seed: 88)
    for p in [0.05, 0.2, 0.5, 0.9] {
      let held = (0..<2_000).count { _ in
        let rates = FlipRates((0..<60).map { _ in rng.tally(of: 1, p) })
        return rates.interval()!.contains(2 * p * (1 - p))
      }
      print("a flip's chance at p = \(p): held in \(held) of 2,000")
      #expect(held > 1_830, "\(p): \(held) of 2,000")
    }
  }
}
