import BigInt
import Simulation
import Stats
import Testing

struct StratifiedExactTestTests {
  /// All pairs of tallies with so many samples.
  static func pairs(_ n: Int, _ m: Int) -> [TallyPair] {
    (0...n).flatMap { c in (0...m).map { (Tally(correct: c, of: n), Tally(correct: $0, of: m)) } }
  }

  /// All studies of up to three problems, of these sizes in turn.
  static func studies(_ sizes: [(Int, Int)]) -> [[TallyPair]] {
    sizes.reduce([[]]) { studies, size in
      studies.flatMap { study in pairs(size.0, size.1).map { study + [$0] } }
    }
  }

  static let all: [[TallyPair]] =
    studies([(1, 1), (1, 1), (1, 1)]) + studies([(2, 1), (2, 1)]) + studies([(2, 2), (2, 2)])
    + studies([(3, 1), (3, 1), (3, 1)]) + studies([(2, 1), (3, 1)]) + studies([(3, 2), (1, 2)])
    + studies([(4, 3)]) + studies([(2, 1), (1, 2), (1, 1)])

  /// Every way to share out each problem's correct samples, with exact weights.
  private func enumerated(_ study: [TallyPair]) -> (drop: Fraction, gain: Fraction) {
    func mean(_ x: Int, _ total: Int, _ pair: TallyPair) -> Fraction {
      Fraction(x, pair.candidate.samples)
        - Fraction(total - x, pair.baseline.samples)
    }
    var outcomes = [(difference: Fraction(0), weight: BigInt(1))]
    var seen = Fraction(0)
    for pair in study {
      let total = pair.baseline.correct + pair.candidate.correct
      seen = seen + mean(pair.candidate.correct, total, pair)
      outcomes = outcomes.flatMap { outcome in
        (0...total).compactMap { x in
          guard x <= pair.candidate.samples, total - x <= pair.baseline.samples else { return nil }
          let ways = choose(pair.candidate.samples, x) * choose(pair.baseline.samples, total - x)
          return (outcome.difference + mean(x, total, pair), outcome.weight * ways)
        }
      }
    }
    let all = outcomes.reduce(BigInt(0)) { $0 + $1.weight }
    func chance(_ holds: (Fraction) -> Bool) -> Fraction {
      Fraction(outcomes.reduce(BigInt(0)) { $0 + (holds($1.difference) ? $1.weight : 0) }, all)
    }
    return (chance { !(seen < $0) }, chance { !($0 < seen) })
  }

  private func choose(_ n: Int, _ k: Int) -> BigInt {
    (0..<k).reduce(BigInt(1)) { $0 * BigInt(n - $1) / BigInt($1 + 1) }
  }

  @Test func `p-values are the enumerated ones, in all small studies`() throws {
    for study in Self.all {
      let test = try #require(StratifiedExactTest(study))
      let exact = enumerated(study)
      #expect(test.statistic == .meanDifference)
      #expect(abs(test.dropPValue - exact.drop.double) < 1e-14, "\(study)")
      #expect(abs(test.gainPValue - exact.gain.double) < 1e-14, "\(study)")
    }
  }

  @Test func `with one sample each it is McNemar's exact test`() throws {
    for gained in 0...14 {
      for lost in 0...14 {
        let pairs: [TallyPair] = (0..<gained + lost + 3).map { index in
          let isLost = index < lost
          let isGained = index >= lost && index < lost + gained
          let isHeld = index == lost + gained
          return (
            Tally(correct: isLost || isHeld ? 1 : 0, of: 1),
            Tally(correct: isGained || isHeld ? 1 : 0, of: 1)
          )
        }
        let test = try #require(StratifiedExactTest(pairs))
        let table = PairedTable(both: 1, candidateOnly: gained, baselineOnly: lost, neither: 2)
        #expect(test.informative == gained + lost && test.problems == pairs.count)
        #expect(abs(test.pValue - table.mcNemar) <= 1e-14 * table.mcNemar)
        // And the sum of binomial coefficients, to the bit.
        let fewer = (0...min(gained, lost)).reduce(BigInt(0)) { $0 + choose(gained + lost, $1) }
        let exact = min(1, 2 * Double(fewer) / Double(BigInt(1) << (gained + lost)))
        #expect(test.pValue == exact, "\(gained) gained, \(lost) lost")
      }
    }
  }

  @Test func `a loss on a problem that always held weighs more than one on a flaky problem`() throws
  {
    let lost = Tally(correct: 0, of: 1)
    let held = try #require(StratifiedExactTest([(Tally(correct: 7, of: 7), lost)]))
    let flaky = try #require(StratifiedExactTest([(Tally(correct: 4, of: 7), lost)]))
    #expect(abs(held.dropPValue - 1.0 / 8) < 1e-15)
    #expect(abs(flaky.dropPValue - 4.0 / 8) < 1e-15)
  }

  @Test func `the two runs exchanged exchange the tails`() throws {
    for study in Self.all {
      let test = try #require(StratifiedExactTest(study))
      let other = try #require(StratifiedExactTest(study.map { ($0.candidate, $0.baseline) }))
      #expect(abs(test.dropPValue - other.gainPValue) < 1e-14, "\(study)")
      #expect(abs(test.gainPValue - other.dropPValue) < 1e-14, "\(study)")
      #expect(test.dropPValue + test.gainPValue > 1 - 1e-14)
    }
  }

  @Test func `one more correct sample never speaks against its run`() throws {
    for study in Self.all {
      let p = try #require(StratifiedExactTest(study)).dropPValue
      for (index, pair) in study.enumerated() {
        var more = study
        if pair.candidate.correct < pair.candidate.samples {
          more[index].candidate = Tally(
            correct: pair.candidate.correct + 1, of: pair.candidate.samples)
          #expect(try #require(StratifiedExactTest(more)).dropPValue >= p - 1e-14)
        }
        more = study
        if pair.baseline.correct < pair.baseline.samples {
          more[index].baseline = Tally(
            correct: pair.baseline.correct + 1, of: pair.baseline.samples)
          #expect(try #require(StratifiedExactTest(more)).dropPValue <= p + 1e-14)
        }
      }
    }
  }

  @Test func `thousands of problems, and the order of problems changes no bit`() throws {
    var rng = SeededGenerator(seed: 9)
    let pairs: [TallyPair] = (0..<9_000).map { index in
      index < 4_100
        ? (Tally(correct: 1, of: 1), Tally(correct: 0, of: 1))
        : (Tally(correct: 0, of: 1), Tally(correct: index < 8_000 ? 1 : 0, of: 1))
    }
    let test = try #require(StratifiedExactTest(pairs))
    let exact = BinomialDistribution(trials: 8_000, chance: 0.5).cumulative(3_900)
    #expect(abs(test.dropPValue - exact) < 1e-10 * exact)
    #expect(StratifiedExactTest(pairs.shuffled(using: &rng)) == test)
    let far = try #require(
      StratifiedExactTest(
        [TallyPair](
          repeating: (Tally(correct: 1, of: 1), Tally(correct: 0, of: 1)), count: 5_000)))
    #expect(far.dropPValue > 0 && far.dropPValue < 1e-50)
  }

  @Test func `where no common denominator is of use, samples are counted, and it says so`() throws {
    let primes = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31]
    let pairs: [TallyPair] = primes.map { (Tally(correct: 1, of: $0), Tally(correct: 0, of: 1)) }
    let test = try #require(StratifiedExactTest(pairs))
    #expect(test.statistic == .correctSamples)
    // No correct sample tonight: the product of n / (n + 1).
    let exact = primes.reduce(1.0) { $0 * Double($1) / Double($1 + 1) }
    #expect(abs(test.dropPValue - exact) < 1e-14)
  }

  @Test func `nothing to go by`() throws {
    #expect(
      StratifiedExactTest([(Tally(correct: 0, of: 0, missing: 1), Tally(correct: 0, of: 1))]) == nil
    )
    let solved = try #require(
      StratifiedExactTest([(Tally(correct: 3, of: 3), Tally(correct: 1, of: 1))]))
    #expect(solved.informative == 0 && solved.dropPValue == 1 && solved.gainPValue == 1)
  }
}
