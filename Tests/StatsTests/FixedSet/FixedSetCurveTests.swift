import Simulation
import Stats
import Testing

struct FixedSetCurveTests {
  static func tallies(_ n: Int, _ counts: [(correct: Int, problems: Int)]) -> [Tally] {
    counts.flatMap { [Tally](repeating: Tally(correct: $0.correct, of: n), count: $0.problems) }
  }

  struct Reference: Sendable, CustomTestStringConvertible {
    let n: Int
    let counts: [(correct: Int, problems: Int)]
    let limits: [(k: Int, lower: Double, value: Double, upper: Double)]
    var testDescription: String { "\(n): \(counts)" }
  }

  /// From an implementation of its own (EM, array code), to six decimals.
  static let references: [Reference] = [
    Reference(
      n: 64,
      counts: [
        (0, 8), (1, 2), (2, 1), (3, 1), (5, 1), (8, 1), (13, 1), (20, 1), (22, 1), (30, 1), (41, 1),
        (48, 1), (52, 1), (55, 1), (58, 1), (60, 1), (61, 1), (62, 1), (63, 1), (64, 3),
      ],
      limits: [
        (1, 0.403277, 0.415104, 0.426908), (16, 0.609006, 0.639988, 0.678748),
        (32, 0.643513, 0.686870, 0.746799), (64, 0.671301, 0.733333, 0.834287),
      ]),
    Reference(
      n: 64, counts: [(0, 30)],
      limits: [
        (1, 0, 0, 0.001919), (16, 0, 0, 0.030273), (32, 0, 0, 0.059629), (64, 0, 0, 0.115703),
      ]),
    Reference(
      n: 64, counts: [(64, 30)],
      limits: [(1, 0.998081, 1, 1), (16, 1, 1, 1), (32, 1, 1, 1), (64, 1, 1, 1)]),
    Reference(
      n: 8, counts: [(0, 8), (1, 1), (2, 1)],
      limits: [
        (1, 0.004678, 0.0375, 0.097667), (2, 0.012040, 0.071429, 0.173463),
        (4, 0.029498, 0.128571, 0.296819), (8, 0.043238, 0.2, 0.496545),
      ]),
    Reference(
      n: 16, counts: [(16, 8), (15, 1), (0, 1)],
      limits: [
        (1, 0.871699, 0.893750, 0.905689), (4, 0.884014, 0.9, 0.929008),
        (8, 0.870221, 0.9, 0.952026), (16, 0.846509, 0.9, 0.992385),
      ]),
    Reference(
      n: 8, counts: [(4, 10), (3, 10), (5, 10)],
      limits: [
        (1, 0.436951, 0.5, 0.563049), (2, 0.679747, 0.773810, 0.836037),
        (4, 0.888505, 0.971429, 1), (8, 0.972239, 1, 1),
      ]),
    Reference(
      n: 256, counts: [(0, 1), (1, 1), (16, 1), (128, 1), (256, 1)],
      limits: [
        (1, 0.299753, 0.313281, 0.327233), (64, 0.581807, 0.648299, 0.751948),
        (128, 0.575727, 0.699998, 0.873027), (256, 0.563692, 0.8, 1),
      ]),
  ]

  @Test(arguments: references)
  func `gives the limits of the study to their last printed digit`(_ reference: Reference) throws {
    let curve = try #require(FixedSetCurve(Self.tallies(reference.n, reference.counts)))
    for (k, lower, value, upper) in reference.limits {
      let point = curve.point(at: k)
      let interval = try #require(point.interval)
      #expect(abs(interval.lower - lower) < 0.5001e-6, "k \(k): \(interval.lower)")
      #expect(abs(interval.upper - upper) < 0.5001e-6, "k \(k): \(interval.upper)")
      #expect(abs(point.estimate! - value) < 0.5001e-6, "k \(k): \(point.estimate!)")
      #expect(point.absence == nil && point.bounds == nil)
    }
  }

  /// Runs of every kind: populations, extremes, two numbers of samples.
  static let suites: [[Tally]] = {
    var rng = SeededGenerator(seed: 41)
    var suites = references.map { tallies($0.n, $0.counts) }
    for population in Population.all {
      for (problems, n) in [(1, 2), (2, 3), (10, 8), (30, 16), (100, 64)] {
        suites.append((0..<problems).map { _ in rng.tally(of: n, population.chance(using: &rng)) })
      }
      suites.append((0..<30).map { rng.tally(of: 4 + $0 % 5, population.chance(using: &rng)) })
    }
    for n in [2, 20] {
      for problems in [1, 200] {
        for correct in [0, 1, n - 1, n] {
          suites.append([Tally](repeating: Tally(correct: correct, of: n), count: problems))
        }
      }
    }
    return suites
  }()

  static let levels = [
    0.001, 0.1, 0.5, 0.8, 0.9, 0.94, 0.9499, 0.95, 0.9501, 0.96, 0.98, 0.99, 0.999, 0.9999,
    1 - 1e-6,
    1 - 1e-9, 1 - 1e-13,
  ]

  @Test(arguments: suites.indices, FixedSetMetric.allCases)
  func `limits hold the estimate, stay possible and widen with the level`(
    _ suite: Int, _ metric: FixedSetMetric
  ) throws {
    let curve = try #require(FixedSetCurve(Self.suites[suite], metric: metric))
    for k in curve.grid {
      var last: Interval?
      for level in Self.levels {
        let point = curve.point(at: k, level: level)
        let interval = try #require(point.interval)
        #expect(interval.contains(point.estimate!) && interval.level == level)
        #expect(interval.lower >= 0 && interval.upper <= 1)
        if let last {
          #expect(interval.lower <= last.lower && interval.upper >= last.upper, "k \(k) \(level)")
        }
        last = interval
      }
    }
  }

  @Test(arguments: suites.indices)
  func `the estimate is the population's`(_ suite: Int) throws {
    let curve = try #require(FixedSetCurve(Self.suites[suite]))
    let other = try #require(PassCurve(Self.suites[suite]))
    #expect(curve.grid == other.grid && curve.samples == other.samples)
    for k in curve.grid { #expect(curve.point(at: k).estimate == other.point(at: k).estimate) }
  }

  @Test(arguments: suites.indices)
  func `order of problems and shared tables change no bit`(_ suite: Int) throws {
    var rng = SeededGenerator(seed: 42)
    let curve = try #require(FixedSetCurve(Self.suites[suite]))
    var tables = MixtureTables()
    tables.prepare(samples: Self.suites[suite].map(\.samples), ks: [1, 2, 8, curve.largestK])
    let shuffled = try #require(
      FixedSetCurve(Self.suites[suite].shuffled(using: &rng), tables: tables))
    for k in curve.grid { #expect(curve.point(at: k) == shuffled.point(at: k)) }
    #expect(curve.band() == shuffled.band())
    let prepared = curve.prepared(upTo: curve.largestK)
    for k in curve.grid {
      let (a, b) = (prepared.point(at: k).interval!, curve.point(at: k).interval!)
      #expect(abs(a.lower - b.lower) < 1e-13 && abs(a.upper - b.upper) < 1e-13)
    }
  }

  @Test(arguments: suites.indices)
  func `all k right is pass@k of failures, mirrored`(_ suite: Int) throws {
    let tallies = Self.suites[suite]
    let failures = tallies.map { Tally(correct: $0.samples - $0.correct, of: $0.samples) }
    let curve = try #require(FixedSetCurve(tallies, metric: .allRight))
    let mirror = try #require(FixedSetCurve(failures))
    for k in curve.grid {
      let (point, other) = (curve.point(at: k), mirror.point(at: k))
      #expect(abs(point.interval!.lower + other.interval!.upper - 1) < 1e-15)
      #expect(abs(point.interval!.upper + other.interval!.lower - 1) < 1e-15)
      let mean = tallies.reduce(0) {
        $0 + (exactAllRight(k, $1) / Double(tallies.count))
      }
      #expect(abs(point.estimate! - mean) < 1e-13)
      guard k == 1 else { continue }
      // At k = 1 both metrics are accuracy.
      let same = try #require(FixedSetCurve(tallies)).point(at: 1).interval!
      // But that the guard of perfect data takes all n for the smallest.
      if tallies.allSatisfy({ $0.correct == 0 }), curve.samples.count > 1 {
        #expect(point.interval!.upper >= same.upper)
        continue
      }
      #expect(abs(point.interval!.lower - same.lower) < 1e-11)
      #expect(abs(point.interval!.upper - same.upper) < 1e-11)
    }
  }

  /// C(c, k) / C(n, k), as a product.
  private func exactAllRight(_ k: Int, _ tally: Tally) -> Double {
    (0..<k).reduce(1.0) {
      $0 * Double(max(0, tally.correct - $1)) / Double(tally.samples - $1)
    }
  }

  @Test func `a suite twice over has narrower limits`() throws {
    for (reference, ks) in [(Self.references[0], [1, 16, 64]), (Self.references[3], [1, 2, 8])] {
      let once = Self.tallies(reference.n, reference.counts)
      let one = try #require(FixedSetCurve(once))
      let two = try #require(FixedSetCurve(once + once))
      for k in ks {
        let (a, b) = (one.point(at: k).interval!, two.point(at: k).interval!)
        let ratio = (b.upper - b.lower) / (a.upper - a.lower)
        // An earlier study: .60 to .72.
        #expect(ratio > 0.59 && ratio < 0.73, "k \(k): \(ratio)")
      }
    }
  }

  @Test func `one sample a problem is refused with its reason`() throws {
    let curve = try #require(
      FixedSetCurve([
        Tally(correct: 1, of: 1), Tally(correct: 0, of: 1), Tally(correct: 3, of: 4),
        Tally(correct: 0, of: 0),
      ]))
    let reason = Absence.singleSamples(single: 2, problems: 3)
    #expect(curve.refusal == reason && curve.problems == 3 && curve.largestK == 1)
    let point = curve.point(at: 1)
    #expect(abs(point.estimate! - 7.0 / 12) < 1e-15)
    #expect(point.interval == nil && point.absence == reason)
    #expect(curve.band() == nil && curve.variance(at: 1) == nil)
    #expect(reason.reason.hasPrefix("n = 1: 2 of 3 problems"))
  }

  @Test func `beyond the method's samples it is refused`() throws {
    let curve = try #require(
      FixedSetCurve([Tally(correct: 1, of: 20_001), Tally(correct: 1, of: 2)]))
    #expect(curve.refusal == .tooManySamples(samples: 20_001, limit: 20_000))
    #expect(curve.point(at: 2).interval == nil && curve.point(at: 2).estimate != nil)
  }

  @Test func `beyond the fewest samples there is a reason and no number`() throws {
    let curve = try #require(
      FixedSetCurve([Tally(correct: 1, of: 4), Tally(correct: 2, of: 8)]))
    let point = curve.point(at: 5)
    #expect(point.absence == .tooFewSamples(k: 5, eligible: 1, problems: 2))
    #expect(point.estimate == nil && point.interval == nil && point.bounds == nil)
    #expect(FixedSetCurve([Tally]()) == nil && FixedSetCurve([Tally(correct: 0, of: 0)]) == nil)
  }

  @Test(arguments: PassCurveTests.incomplete, FixedSetMetric.allCases)
  func `with samples missing the interval holds every completion's value`(
    tallies: [Tally], metric: FixedSetMetric
  ) throws {
    let curve = try #require(FixedSetCurve(tallies, metric: metric))
    let wrong = try #require(FixedSetCurve(tallies.map(\.missingAsWrong), metric: metric))
    let right = try #require(FixedSetCurve(tallies.map(\.missingAsRight), metric: metric))
    for k in 1...curve.largestK {
      let point = curve.point(at: k)
      let (low, high) = (wrong.point(at: k), right.point(at: k))
      let isComplete = tallies.allSatisfy { $0.missing == 0 }
      #expect((point.bounds == nil) == isComplete)
      if let bounds = point.bounds {
        #expect(bounds.lowerBound == low.estimate && bounds.upperBound == high.estimate)
      }
      if metric == .anyRight {
        let other = PassCurve(tallies)!.point(at: k)
        #expect(point.estimate == other.estimate && point.bounds == other.bounds)
      }
      guard curve.refusal == nil else {
        #expect(point.interval == nil && wrong.refusal != nil)
        continue
      }
      let interval = try #require(point.interval)
      #expect(interval.lower == min(low.interval!.lower, low.estimate!))
      #expect(interval.upper == max(high.interval!.upper, high.estimate!))
      #expect((point.estimate == nil) == (point.absence == .missingSamples))
    }
  }

  @Test func `shares of the variance add up, and a lone borderline problem carries it`() throws {
    let tallies = Self.tallies(64, [(64, 20), (32, 1), (0, 9)])
    for metric in FixedSetMetric.allCases {
      let curve = try #require(FixedSetCurve(tallies, metric: metric))
      for k in [1, 2, 16] {
        let shares = try #require(curve.varianceShares(at: k))
        let sum = shares.reduce(0) { $0 + Double($1.problems) * $1.share }
        #expect(abs(sum - 1) < 1e-12 && shares.map(\.problems).reduce(0, +) == 30)
        #expect(zip(shares, shares.dropFirst()).allSatisfy { $0.share >= $1.share })
        #expect(Set(shares.map(\.tally)) == Set(tallies))
      }
      #expect(curve.varianceShares(at: 1)![0].tally == Tally(correct: 32, of: 64))
      #expect(curve.varianceShares(at: 1)![0].share > 0.9)
      #expect(curve.fewestProblems(carrying: 0.9, at: 1)!.problems == 1)
    }
    let curve = try #require(FixedSetCurve(tallies))
    // A half solved problem has a variance of 1/4 a sample; the rest is small.
    let own = 0.25 / 64 / 900
    #expect(curve.variance(at: 1)! > 0.95 * own && curve.variance(at: 1)! < 1.2 * own)
    let incomplete = try #require(FixedSetCurve([Tally(correct: 1, of: 2, missing: 1)]))
    #expect(incomplete.varianceShares(at: 1) == nil)
  }
}
