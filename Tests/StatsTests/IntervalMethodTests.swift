import Simulation
import Stats
import Testing

typealias Counted = [(value: Double, count: Int)]

struct IntervalMethodTests {
  /// Samples of every kind within `range`, some of one problem, some all alike, some at an end.
  static func samples(in range: ClosedRange<Double>, seed: UInt64) -> [Counted] {
    var rng = SeededGenerator(seed: seed)
    func at(_ share: Double) -> Double {
      min(range.upperBound, range.lowerBound + share * (range.upperBound - range.lowerBound))
    }
    var samples: [Counted] = [0, 0.3, 1].flatMap { share in
      [1, 2, 30].map { [(at(share), $0)] }
    }
    samples.append([(at(0), 1), (at(1), 1)])
    samples.append([(at(0), 29), (at(1), 1)])
    for problems in [2, 3, 7, 30, 120] {
      for kind in 0..<4 {
        samples.append(
          (0..<problems).map { _ in
            let share =
              kind == 0 ? rng.uniform() : kind == 1 ? rng.beta(0.2, 0.3) : rng.beta(6, 0.3)
            return (at(kind == 3 ? (share * 4).rounded() / 4 : share), 1)
          })
      }
    }
    return samples
  }

  /// scipy 1.17.1: `stats.t.interval`, and `stats.bootstrap` with 250,000 replicates, the mean of
  /// seeds 0 to 3 (they differ by up to 0.0025, a step of these discrete means).
  struct Scipy: Sendable {
    let values: [Double]
    let level: Double
    let t, percentile, bca: ClosedRange<Double>
  }

  private static func times(_ parts: [(Double, Int)]) -> [Double] {
    parts.flatMap { [Double](repeating: $0.0, count: $0.1) }
  }

  private static let mixed = times([(0.1, 3), (0.25, 1), (1.0 / 3, 2), (0.8, 5), (1, 9)])
  private static let binary = times([(0, 6), (1, 24)])
  private static let skewed = times([(0, 40)]) + [0.02, 0.05, 0.05, 0.1, 0.3, 0.7, 0.9, 1, 1, 1]
  private static let close = [0.5, 0.51, 0.52, 0.53, 0.55, 0.58, 0.6, 0.61, 0.62, 0.7]
  private static let differences = times([
    (-0.4, 1), (-0.1, 3), (0, 10), (0.05, 6), (0.2, 8), (0.9, 2),
  ])

  // swift-format-ignore
  static let scipy: [Scipy] = [
    .init(values: mixed, level: 0.95, t: 0.5441836176509722...0.8774830490156944,
          percentile: 0.5529167...0.8558333, bca: 0.5360417...0.84375),
    .init(values: mixed, level: 0.8, t: 0.6051176211456311...0.8165490455210356,
          percentile: 0.609375...0.8091667, bca: 0.59875...0.8008333),
    .init(values: binary, level: 0.95, t: 0.6480841559817748...0.9519158440182253,
          percentile: 0.6333333...0.9333333, bca: 0.6333333...0.9333333),
    .init(values: binary, level: 0.8, t: 0.7025891541470296...0.8974108458529705,
          percentile: 0.7...0.9, bca: 0.7...0.8666667),
    .init(values: skewed, level: 0.95, t: 0.02241670043882034...0.18238329956117966,
          percentile: 0.03235...0.1862, bca: 0.04275...0.2069),
    .init(values: skewed, level: 0.8, t: 0.05069563688817754...0.15410436311182246,
          percentile: 0.0534...0.15455, bca: 0.061...0.1661),
    .init(values: close, level: 0.95, t: 0.5274151580540845...0.6165848419459157,
          percentile: 0.538...0.6105, bca: 0.541...0.616),
    .init(values: close, level: 0.8, t: 0.5447418948947831...0.599258105105217,
          percentile: 0.548...0.5965, bca: 0.551...0.6),
    .init(values: differences, level: 0.95, t: 0.005815239577936546...0.19418476042206345,
          percentile: 0.0195833...0.1954167, bca: 0.03...0.2170833),
    .init(values: differences, level: 0.8, t: 0.039607239531434905...0.1603927604685651,
          percentile: 0.0433333...0.16, bca: 0.0516667...0.1716667),
  ]

  @Test(arguments: scipy.indices)
  func `t, percentile and BCa are scipy's`(_ index: Int) throws {
    let row = Self.scipy[index]
    let values = row.values.map { (value: $0, count: 1) }
    let range = row.values.min()! < 0 ? -1.0...1.0 : 0.0...1.0
    func found(_ method: IntervalMethod) throws -> MeanInterval {
      method.interval(
        ofMean: values, in: range, level: row.level, resampling: Resampling(replicates: 100_000))
    }
    let t = try #require(found(.t).interval)
    #expect(abs(t.lower - row.t.lowerBound) < 1e-12 && abs(t.upper - row.t.upperBound) < 1e-12)
    for (method, expected) in [(IntervalMethod.percentile, row.percentile), (.bca, row.bca)] {
      let result = try found(method)
      let interval = try #require(result.interval)
      let error = try #require(result.monteCarloError)
      // Their own error, and one step of the discrete means.
      let lower = abs(interval.lower - expected.lowerBound)
      let upper = abs(interval.upper - expected.upperBound)
      #expect(lower < 0.0017 + 3 * error.lower, "\(method) \(interval) \(error)")
      #expect(upper < 0.0017 + 3 * error.upper, "\(method) \(interval) \(error)")
    }
  }

  @Test(arguments: [0.5, 0.9, 0.95, 0.999])
  func `Gaffke's interval of 0/1 values is Clopper and Pearson's`(level: Double) throws {
    let tail = (1 - level) / 2
    for n in [1, 2, 3, 10, 30, 319] {
      for c in Set([0, 1, n / 3, n / 2, n - 1, n]).sorted() where c >= 0 {
        let result = IntervalMethod.gaffke.interval(
          ofMean: [(0, n - c), (1, c)], in: 0...1, level: level)
        let interval = try #require(result.interval)
        // The limits at which so many, or so few, have just half of what the level leaves.
        if c == 0 {
          #expect(interval.lower == 0)
        } else {
          let above = BinomialDistribution(trials: n, chance: interval.lower).upperTail(c)
          #expect(abs(above - tail) < 1e-9, "n \(n) c \(c)")
        }
        if c == n {
          #expect(interval.upper == 1)
        } else {
          let below = BinomialDistribution(trials: n, chance: interval.upper).cumulative(c)
          #expect(abs(below - tail) < 1e-9, "n \(n) c \(c)")
        }
      }
    }
    // Closed forms: none of n, all of n.
    let none = try #require(
      IntervalMethod.gaffke.interval(ofMean: [(0, 30)], in: 0...1, level: 0.95).interval)
    #expect(abs(none.upper - 0.11570330822202779) < 1e-11)
  }

  @Test func `Gaffke's interval stretches with the range and mirrors`() throws {
    for sample in Self.samples(in: 0...1, seed: 4) {
      let one = try #require(IntervalMethod.gaffke.interval(ofMean: sample, in: 0...1).interval)
      let stretched = sample.map { (value: 2 * $0.value - 1, count: $0.count) }
      let two = try #require(
        IntervalMethod.gaffke.interval(ofMean: stretched, in: -1...1).interval)
      #expect(abs(two.lower - (2 * one.lower - 1)) < 1e-10)
      #expect(abs(two.upper - (2 * one.upper - 1)) < 1e-10)
      let mirrored = sample.map { (value: 1 - $0.value, count: $0.count) }
      let three = try #require(
        IntervalMethod.gaffke.interval(ofMean: mirrored, in: 0...1).interval)
      #expect(abs(three.lower - (1 - one.upper)) < 1e-10)
    }
  }

  @Test func `Gaffke's interval holds the default's`() throws {
    for sample in Self.samples(in: 0...1, seed: 5) {
      let outer = try #require(IntervalMethod.gaffke.interval(ofMean: sample, in: 0...1).interval)
      let inner = try #require(
        IntervalMethod.jeffreysDirichlet.interval(ofMean: sample, in: 0...1).interval)
      #expect(outer.lower <= inner.lower + 1e-11 && inner.upper <= outer.upper + 1e-11)
    }
  }

  @Test(arguments: IntervalMethod.allCases)
  func `limits are possible, and what has no interval says why`(_ method: IntervalMethod) {
    for range in [0.0...1.0, -1.0...1.0] {
      for sample in Self.samples(in: range, seed: 6) {
        let result = method.interval(
          ofMean: sample, in: range, resampling: Resampling(replicates: 500))
        #expect((result.interval == nil) == (result.absence != nil))
        guard let interval = result.interval else { continue }
        #expect(range.contains(interval.lower) && range.contains(interval.upper))
        #expect(result.remarks.contains(.noWidth) == (interval.lower == interval.upper))
        #expect((result.monteCarloError != nil) == method.draws)
        let alike = sample.allSatisfy { $0.value == sample[0].value }
        switch method {
        case .jeffreysDirichlet, .gaffke: #expect(interval.lower < interval.upper)
        case .t: #expect(!alike)
        case .percentile:
          // What it gives where nothing differs: no width, at the very value.
          if alike {
            #expect(interval.lower == sample[0].value && interval.upper == sample[0].value)
          }
        case .bca: #expect(!alike)
        }
      }
    }
  }

  @Test func `methods say where they do not exist`() {
    let one: Counted = [(0.5, 1)]
    #expect(IntervalMethod.t.interval(ofMean: one, in: 0...1).absence == .oneProblem)
    #expect(IntervalMethod.bca.interval(ofMean: one, in: 0...1).absence == .noSpread)
    let alike: Counted = [(1.0 / 3, 30)]
    #expect(IntervalMethod.bca.interval(ofMean: alike, in: 0...1).absence == .noSpread)
    #expect(IntervalMethod.t.interval(ofMean: alike, in: 0...1).absence == .noSpread)
    let few = Resampling(replicates: 40)
    let mixed: Counted = [(0, 5), (1, 5)]
    #expect(
      IntervalMethod.percentile.interval(ofMean: mixed, in: 0...1, resampling: few).absence
        == .tooFewReplicates(40))
    #expect(
      IntervalMethod.percentile.interval(ofMean: mixed, in: 0...1, level: 0.9, resampling: few)
        .interval != nil)
    #expect(
      IntervalMethod.bca.interval(
        ofMean: mixed, in: 0...1, level: 0.99999, resampling: Resampling(replicates: 1_000)
      ).absence == .tooFewReplicates(1_000))
  }

  @Test func `t is cut to what is possible, and says so`() throws {
    let sample: Counted = [(0, 1), (1, 9)]
    let result = IntervalMethod.t.interval(ofMean: sample, in: 0...1)
    #expect(result.interval?.upper == 1 && result.remarks == .clipped)
    let inside = IntervalMethod.t.interval(ofMean: [(0.4, 5), (0.6, 5)], in: 0...1)
    #expect(inside.remarks == [])
  }

  @Test(arguments: IntervalMethod.allCases)
  func `order of problems and how they are counted change no bit`(_ method: IntervalMethod) {
    var rng = SeededGenerator(seed: 7)
    let resampling = Resampling(replicates: 300, seed: 9)
    for sample in Self.samples(in: 0...1, seed: 8) {
      let one = method.interval(ofMean: sample, in: 0...1, resampling: resampling)
      let single = sample.flatMap { item in
        [(value: Double, count: Int)](repeating: (item.value, 1), count: item.count)
      }
      for _ in 0..<3 {
        let other = method.interval(
          ofMean: single.shuffled(using: &rng), in: 0...1, resampling: resampling)
        #expect(one == other)
      }
    }
  }

  @Test(arguments: IntervalMethod.allCases)
  func `a higher level gives a wider interval`(_ method: IntervalMethod) throws {
    for sample in Self.samples(in: 0...1, seed: 10) {
      var inner: Interval?
      for level in [0.5, 0.8, 0.95, 0.99] {
        guard let interval = method.interval(ofMean: sample, in: 0...1, level: level).interval
        else { continue }
        if let inner {
          #expect(interval.lower <= inner.lower + 1e-11 && inner.upper <= interval.upper + 1e-11)
        }
        inner = interval
      }
    }
  }

  @Test(arguments: IntervalMethod.allCases)
  func `a curve has its method's intervals, widened to hold the estimate`(
    _ method: IntervalMethod
  ) throws {
    var rng = SeededGenerator(seed: 11)
    for problems in [1, 2, 10, 30] {
      let tallies = (0..<problems).map { _ in rng.tally(of: 8, rng.beta(0.5, 0.5)) }
      let resampling = Resampling(replicates: 400, seed: 3)
      let curve = try #require(
        PassCurve(tallies, level: 0.9, method: method, resampling: resampling))
      for k in curve.grid {
        let point = curve.point(at: k)
        let alone = method.interval(
          ofMean: tallies.map { ($0.passAt(k)!, 1) }, in: 0...1, level: 0.9,
          resampling: resampling)
        #expect(point.interval == alone.interval?.widened(toHold: point.estimate!))
        #expect(point.intervalAbsence == alone.absence && point.remarks == alone.remarks)
        // Equal values of different tallies are counted apart: a rounding's difference.
        if let one = point.monteCarloError, let two = alone.monteCarloError {
          #expect(abs(one.lower - two.lower) < 1e-14 && abs(one.upper - two.upper) < 1e-14)
        }
      }
    }
  }

  @Test(arguments: IntervalMethod.allCases)
  func `missing samples give the hull of both bounds`(_ method: IntervalMethod) throws {
    let resampling = Resampling(replicates: 400)
    let tallies =
      (0...8).map { Tally(correct: $0, of: 8) }
      + [Tally(correct: 2, of: 6, missing: 2), Tally(correct: 0, of: 7, missing: 1)]
    let point = try #require(PassCurve(tallies, method: method, resampling: resampling)).point(
      at: 3)
    let ends = try [tallies.map(\.missingAsWrong), tallies.map(\.missingAsRight)].map {
      try #require(PassCurve($0, method: method, resampling: resampling)?.point(at: 3).interval)
    }
    let interval = try #require(point.interval)
    let hull = ends[0].hull(ends[1])
    // Where a method draws, problems may be numbered otherwise: as far as its draws go.
    let slack = method.draws ? 0.05 : 0
    #expect(abs(interval.lower - hull.lower) <= slack)
    #expect(abs(interval.upper - hull.upper) <= slack)
    #expect(point.bounds != nil)
  }
}
