import Simulation
import Stats
import Testing

struct FixedSetBudgetTests {
  private func runs(_ study: [TallyPair]) throws -> (PairedDifference, FixedSetDifference) {
    (try #require(PairedDifference(study)), try #require(FixedSetDifference(study)))
  }

  /// The sign that the gap's own interval leaves at `k`.
  private func sign(_ pair: PairedDifference, _ fixed: FixedSetDifference, _ k: Int) -> Int {
    let interval = fixed.efficiencyInterval(of: EfficiencyGap(pair, budget: k))!
    return interval.lower > 0 ? 1 : interval.upper < 0 ? -1 : 0
  }

  @Test func `limits agree with the gap's interval at every k`() throws {
    for study in PairedDifferenceTests.studies.filter({ $0.count <= 10 }).prefix(120) {
      let (pair, fixed) = try runs(study)
      guard fixed.refusal == nil else {
        #expect(fixed.equivalentBudget(pair) == nil)
        continue
      }
      let budget = try #require(fixed.equivalentBudget(pair))
      #expect(budget == EquivalentBudget(pair) { sign(pair, fixed, $0) })
      #expect(budget.k == EquivalentBudget(pair).k)
      for k in 1...budget.largestK {
        let gap = EfficiencyGap(pair, budget: k)
        let interval = fixed.efficiencyInterval(of: gap)!
        #expect(-1 <= interval.lower && interval.lower < interval.upper && interval.upper <= 1)
        if let value = gap.gap { #expect(interval.contains(value)) }
        if let bounds = gap.bounds {
          #expect(interval.contains(bounds.lowerBound) && interval.contains(bounds.upperBound))
        }
      }
      #expect(
        fixed.efficiencyInterval(of: EfficiencyGap(pair, budget: budget.largestK + 1)) == nil)
    }
  }

  /// One problem in 500 samples or so is right: reached, if ever, beyond the exhaustive search.
  @Test func `beyond the exhaustive search the limits are at most a hundredth further out`() throws
  {
    let study: [TallyPair] = (0..<400).map { index in
      (Tally(correct: 1 + index % 2, of: 2000), Tally(correct: 1500 + index % 40, of: 2000))
    }
    let (pair, fixed) = try runs(study)
    let budget = try #require(fixed.equivalentBudget(pair))
    let all = EquivalentBudget(pair) { sign(pair, fixed, $0) }
    let (least, found) = (try #require(all.moreThan), try #require(budget.moreThan))
    #expect(least > Crossover.exhaustiveLimit && budget.k == all.k)
    #expect(found <= least && Double(found) > Double(least) * 0.98)
    #expect((budget.lessThan == nil) == (all.lessThan == nil))
    if let most = all.lessThan, let found = budget.lessThan {
      #expect(found >= most && Double(found) < Double(most) * 1.02)
    }
  }
}
