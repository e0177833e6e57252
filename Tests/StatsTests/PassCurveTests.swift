import Simulation
import Stats
import Testing

struct PassCurveTests {
  /// Curves of every kind, none with missing samples.
  static let suites: [[Tally]] = {
    var rng = SeededGenerator(seed: 9)
    var suites: [[Tally]] = []
    for population in Population.all {
      for (problems, n) in [(1, 1), (1, 16), (10, 4), (30, 64), (100, 16)] {
        suites.append((0..<problems).map { _ in rng.tally(of: n, population.chance(using: &rng)) })
      }
      suites.append(
        (0..<30).map { rng.tally(of: 8 + $0 % 5, population.chance(using: &rng)) })
    }
    for n in [1, 64] {
      for problems in [1, 30, 2_000] {
        suites.append([Tally](repeating: Tally(correct: 0, of: n), count: problems))
        suites.append([Tally](repeating: Tally(correct: n, of: n), count: problems))
      }
    }
    return suites
  }()

  @Test(arguments: suites.indices)
  func `every interval holds its estimate, stays possible and has a width`(_ suite: Int) throws {
    for level in [0.5, 0.95, 0.999] {
      let curve = try #require(PassCurve(Self.suites[suite], level: level))
      for k in 1...curve.largestK {
        let point = curve.point(at: k)
        let estimate = try #require(point.estimate)
        let interval = try #require(point.interval)
        #expect(interval.contains(estimate) && interval.lower < interval.upper)
        #expect(interval.lower >= 0 && interval.upper <= 1 && interval.level == level)
        #expect(point.bounds == nil && point.absence == nil)
        let mean = Self.suites[suite].map { $0.passAt(k)! }.reduce(0, +)
        #expect(abs(estimate - mean / Double(curve.problems)) < 1e-13)
      }
    }
  }

  @Test(arguments: suites.indices)
  func `more attempts never lower a value or a limit`(_ suite: Int) throws {
    let curve = try #require(PassCurve(Self.suites[suite]))
    var last = curve.point(at: 1)
    for k in 1...curve.largestK {
      let point = curve.point(at: k)
      #expect(point.estimate! >= last.estimate! - 1e-15)
      #expect(point.interval!.lower >= last.interval!.lower - 1e-11)
      #expect(point.interval!.upper >= last.interval!.upper - 1e-11)
      last = point
    }
  }

  @Test(arguments: suites.indices)
  func `the order of problems changes no bit`(_ suite: Int) throws {
    var rng = SeededGenerator(seed: 10)
    let curve = try #require(PassCurve(Self.suites[suite]))
    let shuffled = try #require(PassCurve(Self.suites[suite].shuffled(using: &rng)))
    for k in curve.grid { #expect(curve.point(at: k) == shuffled.point(at: k)) }
  }

  @Test(arguments: [1, 2, 10, 30, 500])
  func `all solved and none solved mirror each other`(problems: Int) throws {
    let none = try #require(
      PassCurve([Tally](repeating: Tally(correct: 0, of: 8), count: problems)))
    let all = try #require(PassCurve([Tally](repeating: Tally(correct: 8, of: 8), count: problems)))
    for k in 1...8 {
      let low = none.point(at: k)
      let high = all.point(at: k)
      #expect(low.estimate == 0 && low.interval!.lower == 0)
      #expect(high.estimate == 1 && high.interval!.upper == 1)
      #expect(abs(low.interval!.upper + high.interval!.lower - 1) < 1e-11)
      let jeffreys = JeffreysBeta(c: 0, n: problems).quantile(0.975)
      #expect(abs(low.interval!.upper - jeffreys) < 1e-10)
    }
  }

  /// `bench/rivals`: pass@1 of runs of 30 problems with 64 samples, to four digits.
  static let published: [(correct: [Int], estimate: Double, lower: Double, upper: Double)] = [
    ([Int](repeating: 64, count: 30), 1, 0.9203, 1),
    ([Int](repeating: 64, count: 26) + [63, 60, 62, 63], 0.9958, 0.9165, 0.9979),
    (
      [
        3, 0, 63, 0, 9, 5, 58, 0, 0, 0, 0, 0, 57, 0, 62, 0, 60, 63, 3, 0, 63, 61, 34, 44, 59, 56,
        59, 39, 0, 57,
      ], 0.4453, 0.2975, 0.5996
    ),
  ]

  @Test(arguments: published)
  func `gives the limits published beside other tools'`(
    correct: [Int], estimate: Double, lower: Double, upper: Double
  ) throws {
    let point = try #require(PassCurve(correct.map { Tally(correct: $0, of: 64) })).point(at: 1)
    #expect(abs(point.estimate! - estimate) < 0.5001e-4)
    #expect(abs(point.interval!.lower - lower) < 0.5001e-4)
    #expect(abs(point.interval!.upper - upper) < 0.5001e-4)
  }

  @Test func `beyond the fewest samples there is a reason and no number`() throws {
    let curve = try #require(
      PassCurve([
        Tally(correct: 1, of: 4), Tally(correct: 2, of: 8), Tally(correct: 0, of: 2, missing: 1),
        Tally(correct: 0, of: 0),
      ]))
    #expect(curve.problems == 3 && curve.largestK == 3 && curve.samples == 2...8)
    #expect(curve.grid == [1, 2, 3])
    let point = curve.point(at: 4)
    #expect(point.absence == .tooFewSamples(k: 4, eligible: 2, problems: 3))
    #expect(point.estimate == nil && point.interval == nil && point.bounds == nil)
    #expect(PassCurve([Tally]()) == nil)
    #expect(PassCurve([Tally(correct: 0, of: 0)]) == nil)
  }

  /// Small suites with missing samples, and all ways to complete them.
  static let incomplete: [[Tally]] = {
    var rng = SeededGenerator(seed: 11)
    return (0..<60).map { _ in
      (0..<Int.random(in: 1...4, using: &rng)).map { _ in
        let n = Int.random(in: 0...5, using: &rng)
        return Tally(
          correct: Int.random(in: 0...n, using: &rng), of: n,
          missing: Int.random(in: (n == 0 ? 1 : 0)...3, using: &rng))
      }
    } + [
      [Tally(correct: 0, of: 0, missing: 2)], [Tally(correct: 3, of: 7, missing: 1)],
      [Tally(correct: 0, of: 7, missing: 1), Tally(correct: 8, of: 8)],
    ]
  }()

  private func completions(_ tallies: [Tally]) -> [[Tally]] {
    tallies.reduce([[]]) { suites, tally in
      suites.flatMap { suite in
        (0...tally.missing).map {
          suite + [Tally(correct: tally.correct + $0, of: tally.samples + tally.missing)]
        }
      }
    }
  }

  @Test(arguments: incomplete)
  func `with samples missing the interval is the hull over every completion`(
    tallies: [Tally]
  ) throws {
    let curve = try #require(PassCurve(tallies))
    let complete = completions(tallies).map { PassCurve($0)! }
    for k in 1...curve.largestK {
      let point = curve.point(at: k)
      let points = complete.map { $0.point(at: k) }
      let interval = try #require(point.interval)
      let lower = points.map { $0.interval!.lower }.min()!
      let upper = points.map { $0.interval!.upper }.max()!
      #expect(abs(interval.lower - lower) < 1e-11 && abs(interval.upper - upper) < 1e-11)
      let least = points.map { $0.estimate! }.min()!
      let greatest = points.map { $0.estimate! }.max()!
      guard tallies.contains(where: { $0.missing > 0 }) else {
        #expect(point.bounds == nil)
        continue
      }
      let bounds = try #require(point.bounds)
      #expect(abs(bounds.lowerBound - least) < 1e-15 && abs(bounds.upperBound - greatest) < 1e-15)
      #expect(interval.contains(bounds.lowerBound) && interval.contains(bounds.upperBound))
      let exists = tallies.allSatisfy { $0.samples >= k } || greatest - least < 1e-15
      #expect((point.estimate != nil) == exists)
      #expect((point.absence == nil) == exists)
      if let estimate = point.estimate {
        #expect(interval.contains(estimate))
        #expect(bounds.lowerBound - 1e-15 <= estimate && estimate <= bounds.upperBound + 1e-15)
      } else {
        #expect(point.absence == .missingSamples)
      }
    }
  }

  @Test func `one lost sample at a solved problem leaves the value at k = n`() throws {
    let rest = [Tally](repeating: Tally(correct: 3, of: 8), count: 9)
    let solved = try #require(PassCurve(rest + [Tally(correct: 2, of: 7, missing: 1)])).point(at: 8)
    #expect(solved.estimate == 1 && solved.bounds == 1...1)
    let unsolved = try #require(PassCurve(rest + [Tally(correct: 0, of: 7, missing: 1)]))
      .point(at: 8)
    #expect(unsolved.estimate == nil && unsolved.bounds == 0.9...1)
    #expect(unsolved.absence == .missingSamples)
  }

  @Test func `the grid is powers of two and the last`() {
    #expect(powersOfTwo(upTo: 0) == [])
    #expect(powersOfTwo(upTo: 1) == [1])
    #expect(powersOfTwo(upTo: 8) == [1, 2, 4, 8])
    #expect(powersOfTwo(upTo: 100) == [1, 2, 4, 8, 16, 32, 64, 100])
  }
}
