import Simulation
import Stats
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

struct ChanceTests {
  @Test func `guessing k times`() {
    for rate in [0.0, 0.001, 0.25, 0.5, 0.99, 1] {
      for k in [1, 2, 8, 256] {
        let value = chancePassAt(k, guessing: rate)
        #expect(abs(value - (1 - pow(1 - rate, Double(k)))) < 1e-14, "\(rate) \(k)")
      }
    }
    #expect(chancePassAt(1_024, guessing: 0) == 0)
    #expect(chancePassAt(1, guessing: 1) == 1)
  }

  @Test func `small rates keep their digits`() {
    #expect(abs(chancePassAt(3, guessing: 1e-18) - 3e-18) < 1e-33)
    #expect(abs(chancePassAt(1, guessing: 1e-200) - 1e-200) < 1e-215)
  }

  @Test func `with one rate for all, the excess is pass@k moved, interval and all`() throws {
    var rng = SeededGenerator(seed: 6)
    let tallies = (0..<20).map { _ in rng.tally(of: 16, rng.uniform()) }
    for k in [1, 4, 16] {
      let chance = chancePassAt(k, guessing: 0.25)
      let pass = CountMetric.pass.values(tallies, at: k)
      let excess = excessOverChance(tallies.map { ($0, 0.25) }, at: k)
      #expect(abs(excess.estimate! - (pass.estimate! - chance)) < 1e-15)
      let (moved, own) = (excess.interval(level: 0.95)!, pass.interval(level: 0.95)!)
      #expect(abs(moved.lower - (own.lower - chance)) < 1e-9)
      #expect(abs(moved.upper - (own.upper - chance)) < 1e-9)
    }
  }

  @Test func `each problem has its own rate`() throws {
    let problems = [
      (tally: Tally(correct: 1, of: 4), guessRate: 0.25),
      (tally: Tally(correct: 4, of: 4), guessRate: 0.5),
      (tally: Tally(correct: 0, of: 4), guessRate: 0),
    ]
    let excess = excessOverChance(problems, at: 2)
    let byHand = (0.5 - (1 - 0.75 * 0.75)) + (1 - 0.75) + 0
    #expect(abs(excess.estimate! - byHand / 3) < 1e-15)
    #expect(excess.range == -0.75...1)
    #expect(
      excessOverChance(problems, at: 5).absence == .tooFewSamples(k: 5, eligible: 0, problems: 3))
  }

  @Test func `guessers have no excess`() {
    var rng = SeededGenerator(seed: 7)
    var sum = 0.0
    for _ in 0..<200 {
      let tallies = (0..<30).map { _ in (rng.tally(of: 16, 0.2), 0.2) }
      sum += excessOverChance(tallies, at: 8).estimate!
    }
    #expect(abs(sum / 200) < 0.01)
  }
}
