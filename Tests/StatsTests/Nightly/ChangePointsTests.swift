import Simulation
import Stats
import Testing

struct ChangePointsTests {
  private func series(_ steps: [(mean: Double, nights: Int)], seed: UInt64) -> [Double] {
    var rng = SeededGenerator(seed: seed)
    return steps.flatMap { step in (0..<step.nights).map { _ in step.mean + 0.02 * rng.normal() } }
  }

  @Test func `a step is found on its night, with the means on both sides`() throws {
    for seed in 0..<20 as Range<UInt64> {
      let values = series([(0.7, 40), (0.6, 25)], seed: seed)
      let change = try #require(ChangePoints(values).changes.first)
      #expect(abs(change.first - 40) <= 1, "seed \(seed)")
      let (before, after) = (values[..<change.first], values[change.first...])
      #expect(abs(change.before - before.reduce(0, +) / Double(before.count)) < 1e-12)
      #expect(abs(change.after - after.reduce(0, +) / Double(after.count)) < 1e-12)
      #expect(abs(change.difference + 0.1) < 0.02 && change.pValue == 1.0 / 1_000)
    }
  }

  @Test func `two steps are found, in order`() {
    let values = series([(0.7, 60), (0.55, 50), (0.65, 60)], seed: 4)
    let found = ChangePoints(values).changes.map(\.first)
    #expect(found.count == 2 && zip(found, [60, 110]).allSatisfy { abs($0 - $1) <= 2 }, "\(found)")
  }

  /// The definition in two loops, and the p-value over every order of the values.
  @Test func `of a short series the p-value is that of all permutations`() throws {
    let values = [0.9, 0.92, 0.88, 0.91, 0.6, 0.62, 0.59]
    func largest(_ values: [Double]) -> (statistic: Double, place: Int) {
      (2...values.count - 2).map { place in
        let (left, right) = (values[..<place], values[place...])
        let gap = left.reduce(0, +) / Double(left.count) - right.reduce(0, +) / Double(right.count)
        return (gap * gap / (1 / Double(left.count) + 1 / Double(right.count)), place)
      }.max { $0.0 < $1.0 }!
    }
    let seen = largest(values)
    var (all, larger) = (0, 0)
    func permute(_ rest: [Double], _ done: [Double]) {
      guard !rest.isEmpty else {
        all += 1
        larger += largest(done).statistic >= seen.statistic * (1 - 1e-10) ? 1 : 0
        return
      }
      for index in rest.indices {
        var left = rest
        permute(
          {
            left.remove(at: index); return left
          }(), done + [rest[index]])
      }
    }
    permute(values, [])
    let exact = Double(larger) / Double(all)
    let change = try #require(
      ChangePoints(values, alpha: 0.2, shortest: 2, rounds: 9_999).changes.first)
    #expect(change.first == seen.place)
    let error = (exact * (1 - exact) / 9_999).squareRoot()
    #expect(abs(change.pValue - exact) < 4 * error + 1e-4, "\(change.pValue), exactly \(exact)")
  }

  /// Bound by three and a half standard errors of the simulation.
  @Test(arguments: [(30, 0.05), (90, 0.05), (90, 0.01)])
  func `a series without a change is given one as rarely as stated`(nights: Int, alpha: Double) {
    let count = 2_000
    let suite = NightlySuite(problems: 40, samples: 1)
    var rng = SeededGenerator(seed: 85)
    let cell = NightlyCell(.aime, problems: suite.problems, samples: 1, using: &rng)
    let found = (0..<count).count { _ in
      let values = (0..<nights).map { _ in
        Double(cell.night(using: &rng).reduce(0) { $0 + $1.correct }) / 40
      }
      return !ChangePoints(values, alpha: alpha).changes.isEmpty
    }
    let share = Double(found) / Double(count)
    let error = (alpha * (1 - alpha) / Double(count)).squareRoot()
    #expect(share < alpha + 3.5 * error, "\(share) of \(alpha)")
    #expect(share > alpha / 3, "\(share) of \(alpha)")
  }

  @Test func `nights of unequal samples keep the rate`() {
    let count = 1_000
    var rng = SeededGenerator(seed: 86)
    let found = (0..<count).count { _ in
      let samples = (0..<60).map { $0 < 30 ? 1 : 16 }
      let values = samples.map { n in Double(rng.binomial(30 * n, 0.6)) / Double(30 * n) }
      return !ChangePoints(values, weights: samples.map { Double($0) }, alpha: 0.05).changes.isEmpty
    }
    #expect(Double(found) / Double(count) < 0.05 + 3.5 * 0.0069, "\(found) of \(count)")
  }

  @Test func `constant, short and scaled series`() {
    #expect(ChangePoints([]).changes.isEmpty)
    #expect(ChangePoints([Double](repeating: 0.1, count: 200)).changes.isEmpty)
    #expect(ChangePoints([0, 0, 1, 1, 1]).changes.isEmpty)
    let values = series([(0.7, 30), (0.6, 30)], seed: 7)
    let changes = ChangePoints(values).changes
    #expect(ChangePoints(values.map { 4 * $0 }).changes.map(\.first) == changes.map(\.first))
    #expect(
      ChangePoints(values, weights: [Double](repeating: 4, count: 60)).changes.map(\.pValue)
        == changes.map(\.pValue))
    #expect(ChangePoints(values) == ChangePoints(values))
  }

  @Test func `a year of 300 series takes about a second`() {
    var rng = SeededGenerator(seed: 87)
    let all = (0..<300).map { index in
      (0..<365).map { night in
        (index % 5 == 0 && night > 200 ? 0.5 : 0.55) + 0.02 * rng.normal()
      }
    }
    let start = ContinuousClock.now
    let found = all.count { !ChangePoints($0).changes.isEmpty }
    let elapsed = ContinuousClock.now - start
    print("300 series of 365 nights: \(elapsed), \(found) with changes")
    #expect(found >= 60 && found < 70)
    // A shared machine: five times what was measured.
    #expect(elapsed < .seconds(6))
  }
}
