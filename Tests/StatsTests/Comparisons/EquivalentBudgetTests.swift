import Simulation
import Stats
import Testing

struct EquivalentBudgetTests {
  /// The two definitions, read k by k.
  private func check(_ study: [TallyPair], level: Double = 0.95) throws {
    let pair = try #require(PairedDifference(study, level: level))
    let budget = EquivalentBudget(pair)
    let last = study.map { $0.baseline.samples + $0.baseline.missing }.min()!
    #expect(budget.largestK == last)
    let gaps = (1...last).map { EfficiencyGap(pair, budget: $0) }
    let signs = gaps.map { $0.interval!.lower > 0 ? 1 : $0.interval!.upper < 0 ? -1 : 0 }
    // Decided signs never fall back, so that bisection misses nothing.
    #expect(signs == signs.sorted(), "\(signs)")
    #expect(budget.moreThan == (1...last).last { signs[$0 - 1] < 0 })
    #expect(budget.lessThan == (1...last).first { signs[$0 - 1] > 0 })
    let scanned = EquivalentBudget(pair) { signs[$0 - 1] }
    #expect(scanned == budget)
    guard budget.largestScoredK == last else { return }
    let points = gaps.map { $0.gap! }
    switch try #require(budget.status) {
    case .notReached: #expect(points[last - 1] < 0 && budget.k == nil)
    case .aheadFromStart: #expect(points[0] > 0 && budget.k == nil)
    case .reached:
      let k = try #require(budget.k)
      let (below, above) = (Int(k.rounded(.down)), Int(k.rounded(.up)))
      #expect(points[below - 1] < 1e-11 && points[above - 1] > -1e-11, "\(k) \(points)")
      if let least = budget.moreThan { #expect(Double(least) < k) }
      if let most = budget.lessThan { #expect(k < Double(most)) }
    }
  }

  @Test func `is where the curve read k by k reaches the candidate`() throws {
    for study in PairedDifferenceTests.studies.filter({ $0.count <= 30 }) { try check(study) }
    for study in PairedDifferenceTests.small.prefix(600) { try check(study, level: 0.5) }
  }

  /// One problem solved once in 8: pass@k = k/8. A candidate at 5/16 lies halfway, on the straight
  /// line over log2 k, between k = 2 and k = 3.
  @Test func `between integers it is linear in log2 k`() throws {
    func budget(_ correct: Int, of n: Int) throws -> EquivalentBudget {
      EquivalentBudget(
        try #require(
          PairedDifference([(Tally(correct: 1, of: 8), Tally(correct: correct, of: n))])))
    }
    let half = try budget(5, of: 16)
    #expect(half.status == .reached && abs(half.k! - 6.0.squareRoot()) < 1e-12)
    #expect(try budget(3, of: 8).k == 3)
    #expect(try budget(1, of: 8).k == 1 && budget(1, of: 8).status == .reached)
    #expect(try budget(8, of: 8).k == 8)
    let ahead = try budget(0, of: 8)
    #expect(ahead.status == .aheadFromStart && ahead.k == nil)
    #expect(ahead.moreThan == nil && ahead.lessThan == nil)
  }

  @Test func `out of reach, and known to be`() throws {
    let study = [TallyPair](
      repeating: (Tally(correct: 0, of: 16), Tally(correct: 16, of: 16)), count: 40)
    let budget = EquivalentBudget(try #require(PairedDifference(study)))
    #expect(budget.status == .notReached && budget.k == nil && budget.absence == nil)
    #expect(budget.moreThan == 16 && budget.lessThan == nil)
    let swapped = EquivalentBudget(
      try #require(PairedDifference(study.map { ($0.candidate, $0.baseline) })))
    #expect(swapped.status == .aheadFromStart)
    #expect(swapped.moreThan == nil && swapped.lessThan == 1)
  }

  @Test func `missing samples leave the point open where they may matter`() throws {
    let open = Tally(correct: 0, of: 4, missing: 4)
    let unreached = EquivalentBudget(
      try #require(PairedDifference([(open, Tally(correct: 2, of: 4))])))
    #expect(unreached.status == nil && unreached.absence == .missingSamples)
    #expect(unreached.largestK == 8 && unreached.largestScoredK == 4)
    let never = EquivalentBudget(
      try #require(PairedDifference([(open, Tally(correct: 0, of: 0, missing: 1))])))
    #expect(never.largestScoredK == 0 && never.absence == .missingSamples && never.k == nil)
  }

  @Test func `limits that fall back are read from the ends`() throws {
    let pair = try #require(
      PairedDifference([(Tally(correct: 1, of: 8), Tally(correct: 1, of: 2))]))
    let signs = [-1, -1, 0, -1, 1, 0, 1, 1]
    let budget = EquivalentBudget(pair) { signs[$0 - 1] }
    #expect(budget.moreThan == 2 && budget.lessThan == 7 && budget.k == 4)
    let all = EquivalentBudget(pair) { _ in 0 }
    #expect(all.moreThan == nil && all.lessThan == nil)
  }

  @Test func `order of problems changes no bit, 500 problems and 1,024 samples take no time`()
    throws
  {
    var rng = SeededGenerator(seed: 72)
    let study: [TallyPair] = (0..<500).map { _ in
      let (p, q) = JointPopulation.sharpening.chances(using: &rng)
      return (rng.tally(of: 1_024, p), rng.tally(of: 64, q))
    }
    let pair = try #require(PairedDifference(study))
    let clock = ContinuousClock()
    var budget = EquivalentBudget(pair)
    let time = clock.measure { budget = EquivalentBudget(pair) }
    print("equivalent budget, 500 problems, n 1,024: \(budget) in \(time)")
    #expect(time < .seconds(1))
    #expect(EquivalentBudget(PairedDifference(study.shuffled(using: &rng))!) == budget)
  }
}
