import Simulation
import Stats
import Testing

struct ProblemValuesTests {
  /// tau-bench airline, gpt-4o tool calling, 50 tasks of 4 trials: how many tasks passed 0 … 4
  /// times. Counted from sierra-research/tau-bench `historical_trajectories/gpt-4o-airline.json`
  /// at 59a200c (MIT); pass^k as published in its README.
  static let airline = zip(0...4, [14, 12, 10, 4, 10]).flatMap { correct, tasks in
    Array(repeating: Tally(correct: correct, of: 4), count: tasks)
  }

  @Test func `tau-bench publishes pass^1 to pass^4 as 0.420, 0.273, 0.220, 0.200`() throws {
    let published = [0.420, 0.273, 0.220, 0.200]
    for k in 1...4 {
      let value = try #require(CountMetric.passAll.values(Self.airline, at: k).estimate)
      #expect((value * 1_000).rounded() / 1_000 == published[k - 1])
    }
    // Of the same data, computed as fractions: 0.42, 0.5667, 0.66, 0.72.
    let passed = [21.0 / 50, 17.0 / 30, 33.0 / 50, 18.0 / 25]
    for k in 1...4 {
      let value = try #require(CountMetric.pass.values(Self.airline, at: k).estimate)
      #expect(abs(value - passed[k - 1]) < 1e-15)
    }
  }

  @Test func `pass@k laid open is pass@k of the curve, missing samples included`() throws {
    let tallies = [
      Tally(correct: 0, of: 8), Tally(correct: 3, of: 6, missing: 2), Tally(correct: 8, of: 8),
      Tally(correct: 1, of: 7, missing: 1), Tally(correct: 5, of: 12), Tally(correct: 0, of: 0),
    ]
    let curve = try #require(PassCurve(tallies))
    for k in 1...9 {
      let values = CountMetric.pass.values(tallies, at: k)
      let point = curve.point(at: k)
      #expect(values.problems == curve.problems)
      #expect(abs((values.estimate ?? -1) - (point.estimate ?? -1)) < 1e-15, "k \(k)")
      #expect(values.absence == point.absence, "k \(k)")
      let interval = values.interval(level: 0.95)
      #expect(abs((interval?.lower ?? -1) - (point.interval?.lower ?? -1)) < 1e-10)
      #expect(abs((interval?.upper ?? -1) - (point.interval?.upper ?? -1)) < 1e-10)
    }
  }

  @Test(arguments: CountMetric.all)
  func `order changes no bit, and bounds hold what missing samples could do`(
    _ metric: CountMetric
  ) throws {
    var rng = SeededGenerator(seed: 5)
    let tallies = (0..<40).map { _ in
      let n = 6 + Int(rng.next() % 3)
      return Tally(
        correct: rng.binomial(n, rng.uniform()), of: n, missing: Int(rng.next() % 3))
    }
    for k in metric.leastK...6 {
      let values = metric.values(tallies, at: k)
      let shuffled = metric.values(tallies.shuffled(using: &rng), at: k)
      #expect(values.estimate == shuffled.estimate)
      #expect(values.bounds == shuffled.bounds)
      #expect(values.interval(level: 0.9) == shuffled.interval(level: 0.9))
      let bounds = try #require(values.bounds)
      for _ in 0..<20 {
        let filled = tallies.map { tally in
          let more = Int(rng.next() % UInt64(tally.missing + 1))
          return Tally(correct: tally.correct + more, of: tally.samples + tally.missing)
        }
        let value = metric.values(filled, at: k).estimate!
        #expect(bounds.lowerBound - 1e-15 <= value && value <= bounds.upperBound + 1e-15)
      }
    }
  }

  @Test(arguments: CountMetric.all)
  func `all wrong is 0 and all right is 1, with an interval of some width`(_ metric: CountMetric) {
    for (correct, value) in [(0, 0.0), (8, 1.0)] {
      let tallies = Array(repeating: Tally(correct: correct, of: 8), count: 10)
      let values = metric.values(tallies, at: 8)
      #expect(abs(values.estimate! - value) < 1e-15)
      let interval = values.interval(level: 0.95)!
      #expect(interval.contains(values.estimate!))
      #expect(interval.upper - interval.lower > 0.05)
    }
  }

  @Test func `rounding puts no value out of range`() {
    for n in [2, 3, 7, 49, 100, 1_000] {
      for c in [0, 1, n - 1, n] {
        for metric in CountMetric.all {
          for k in [2, 3, n / 2, n - 1, n] where k >= 2 && k <= n {
            let value = metric.value(of: Tally(correct: c, of: n), at: k)!
            #expect(value >= 0 && value <= 1, "\(metric) n \(n) c \(c) k \(k)")
          }
        }
      }
    }
  }

  @Test func `what does not exist says why`() {
    let tallies = [Tally(correct: 1, of: 4), Tally(correct: 1, of: 8)]
    let beyond = CountMetric.passAll.values(tallies, at: 5)
    #expect(beyond.estimate == nil)
    #expect(beyond.absence == .tooFewSamples(k: 5, eligible: 1, problems: 2))
    #expect(beyond.interval(level: 0.95) == nil)
    let area = CountMetric.areaUnderPass(.linear).values(tallies, at: 1)
    #expect(area.absence == .budgetTooSmall(k: 1, least: 2))
    #expect(CountMetric.pass.values([Tally](), at: 1).absence == .noProblems)
    #expect(CountMetric.pass.values([Tally(correct: 0, of: 0)], at: 1).absence == .noProblems)
    let lost = CountMetric.pass.values([Tally(correct: 0, of: 3, missing: 1)], at: 4)
    #expect(lost.absence == .missingSamples)
    #expect(lost.bounds == 0...1)
  }

  @Test func `pooled accuracy weighs problems by their samples, pass@1 does not`() {
    let tallies = [Tally(correct: 1, of: 1), Tally(correct: 0, of: 3)]
    #expect(PooledAccuracy(tallies).value == 0.25)
    #expect(PooledAccuracy(tallies).bounds == nil)
    #expect(CountMetric.pass.values(tallies, at: 1).estimate == 0.5)
    let lost = PooledAccuracy([Tally(correct: 1, of: 2, missing: 2)])
    #expect(lost.value == 0.5)
    #expect(lost.bounds == 0.25...0.75)
    #expect(PooledAccuracy([Tally(correct: 0, of: 0, missing: 2)]).value == nil)
  }

  @Test func `the area lies between its ends, and is the curve's own where the curve is flat`() {
    for n in [2, 5, 32] {
      for c in 0...n {
        let tally = Tally(correct: c, of: n)
        for k in 2...n {
          for axis in BudgetAxis.allCases {
            let area = tally.areaUnderPassAt(k, axis)!
            #expect(area >= tally.passAt(1)! - 1e-15)
            #expect(area <= tally.passAt(k)! + 1e-15)
          }
          // Doublings count alike on the logarithmic axis, so early budgets weigh more there.
          let linear = tally.areaUnderPassAt(k, .linear)!
          #expect(tally.areaUnderPassAt(k, .logarithmic)! <= linear + 1e-15)
        }
      }
    }
    // By hand: 2 of 4 correct has pass@1, 2, 3 of 1/2, 5/6, 1.
    let tally = Tally(correct: 2, of: 4)
    #expect(abs(tally.areaUnderPassAt(3, .linear)! - (0.5 * (0.5 + 1) + 5.0 / 6) / 2) < 1e-15)
    let step = logarithm2(1.5)
    let byHand = ((0.5 + 5.0 / 6) / 2 + (5.0 / 6 + 1) / 2 * step) / (1 + step)
    #expect(abs(tally.areaUnderPassAt(3, .logarithmic)! - byHand) < 1e-15)
  }

  @Test func `metrics have names of their own`() {
    #expect(Set(CountMetric.all.map(\.name)).count == CountMetric.all.count)
    #expect(CountMetric.passShare(Ratio(3, over: 4)).label(at: 16) == "G-Pass@16(3/4)")
    #expect(CountMetric.passAll.name == "pass^k")
  }
}
