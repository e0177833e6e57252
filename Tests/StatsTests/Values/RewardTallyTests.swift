import Simulation
import Stats
import Testing

struct RewardTallyTests {
  private typealias Outcome = (reward: Double?, correct: Bool)

  private func outcomes(_ n: Int, levels: Int, using rng: inout SeededGenerator) -> [Outcome] {
    (0..<n).map { _ in (Double(rng.next() % UInt64(levels)) - 1.5, rng.uniform() < 0.4) }
  }

  @Test(arguments: 1...8)
  func `agrees with looking at every subset`(n: Int) throws {
    var rng = SeededGenerator(seed: UInt64(n))
    for levels in [1, 2, 3, 5, 100] {
      let samples = outcomes(n, levels: levels, using: &rng)
      let tally = try #require(RewardTally(samples))
      for k in 1...n {
        let best = meanOverSubsets(of: n, taking: k) { subset in
          let top = subset.map { samples[$0].reward! }.max()!
          let tied = subset.filter { samples[$0].reward! == top }
          return Double(tied.filter { samples[$0].correct }.count) / Double(tied.count)
        }
        let most = meanOverSubsets(of: n, taking: k) { $0.map { samples[$0].reward! }.max()! }
        #expect(abs(tally.bestAt(k)! - best) < 1e-14, "levels \(levels) k \(k)")
        #expect(abs(tally.maxAt(k)! - most) < 1e-12, "levels \(levels) k \(k)")
      }
      #expect(tally.bestAt(n + 1) == nil)
      #expect(tally.maxAt(n + 1) == nil)
    }
  }

  @Test func `a reward that is the verdict gives pass@k twice`() throws {
    for n in [1, 9, 200] {
      for c in Set([0, 1, n / 2, n]).sorted() {
        let tally = try #require(
          RewardTally((0..<n).map { (reward: $0 < c ? 1 : 0, correct: $0 < c) }))
        for k in 1...n {
          let pass = Tally(correct: c, of: n).passAt(k)!
          #expect(abs(tally.bestAt(k)! - pass) < 1e-13)
          #expect(abs(tally.maxAt(k)! - pass) < 1e-13)
        }
      }
    }
  }

  @Test func `a blind reward is accuracy, an adverse one is pass^k`() throws {
    let blind = try #require(RewardTally((0..<10).map { (reward: 7, correct: $0 < 3) }))
    let adverse = try #require(
      RewardTally((0..<10).map { (reward: $0 < 3 ? 0 : 1, correct: $0 < 3) }))
    for k in 1...10 {
      #expect(abs(blind.bestAt(k)! - 0.3) < 1e-15)
      #expect(abs(adverse.bestAt(k)! - Tally(correct: 3, of: 10).passAllAt(k)!) < 1e-15)
    }
  }

  @Test func `best-of-k never beats pass@k, max@k rises with k`() throws {
    var rng = SeededGenerator(seed: 3)
    for _ in 0..<20 {
      let samples = outcomes(40, levels: 9, using: &rng)
      let tally = try #require(RewardTally(samples))
      let counts = Tally(correct: samples.filter(\.correct).count, of: 40)
      var last = -Double.infinity
      for k in 1...40 {
        #expect(tally.bestAt(k)! <= counts.passAt(k)! + 1e-14)
        #expect(tally.maxAt(k)! >= last - 1e-13)
        last = tally.maxAt(k)!
      }
    }
  }

  /// scorio 0.2.3, the example of its documentation.
  @Test func `agrees with scorio on its own example`() throws {
    let rewards = [[0, 1, 2, 2, 1], [1, 1, 0, 2, 2]].map { row in
      RewardTally(row.map { (reward: [0, 0.5, 1][$0], correct: false) })
    }
    let value = try #require(RewardMetric.max.values(rewards, at: 2, rewards: 0...1).estimate)
    #expect(abs(value - 0.85) < 1e-12)
  }

  @Test func `a common offset of the rewards costs no digits`() throws {
    let samples = (0..<64).map { (reward: Optional(Double($0 % 7)), correct: false) }
    let far = samples.map { (reward: Optional($0.reward! + 1e9), correct: false) }
    for k in [1, 8, 64] {
      let near = try #require(RewardTally(samples)).maxAt(k)!
      #expect(abs(try #require(RewardTally(far)).maxAt(k)! - 1e9 - near) < 1e-6)
    }
  }

  @Test func `a sample without a reward leaves the problem without a value, and it says so`() {
    #expect(RewardTally([(reward: 1, correct: true), (reward: nil, correct: true)]) == nil)
    #expect(RewardTally([(reward: .nan, correct: true)]) == nil)
    let whole = RewardTally([(reward: 1, correct: true)])
    let values = RewardMetric.best.values([whole, nil], at: 1)
    #expect(values.estimate == nil)
    #expect(values.absence == .missingRewards(problems: 1))
    #expect(RewardMetric.best.values([whole], at: 1).estimate == 1)
    #expect(RewardMetric.max.values([whole], at: 1).interval(level: 0.95) == nil)
  }

  @Test func `missing samples leave bounds that are reached`() throws {
    let known: [Outcome] = [(0.2, true), (0.4, false), (0.9, true)]
    let tally = try #require(RewardTally(known, missing: 2))
    for k in 1...5 {
      let best = try #require(tally.bestValueAt(k))
      let most = try #require(tally.maxValueAt(k, in: 0...1))
      let worst = try #require(RewardTally(known + [(1, false), (1, false)]))
      let luckiest = try #require(RewardTally(known + [(1, true), (1, true)]))
      let poorest = try #require(RewardTally(known + [(0, true), (0, true)]))
      #expect(abs(best.bounds.lowerBound - worst.bestAt(k)!) < 1e-14)
      #expect(abs(best.bounds.upperBound - luckiest.bestAt(k)!) < 1e-14)
      #expect(abs(most.bounds.lowerBound - poorest.maxAt(k)!) < 1e-14)
      #expect(abs(most.bounds.upperBound - luckiest.maxAt(k)!) < 1e-14)
    }
    #expect(RewardMetric.max.values([tally], at: 2).absence == .missingSamples)
  }
}
