import Simulation
import Stats
import Testing

/// The bootstrap once more, one number after the other: nothing of the module's is used but the
/// generator.
struct ScalarBootstrap {
  let problems: Int
  let seed: UInt64

  func draw(_ replicate: Int, _ position: Int) -> Int {
    var generator = SeededGenerator(seed: seed &+ UInt64(replicate) &* 0x9E37_79B9_7F4A_7C15)
    let key = generator.next()
    var x = UInt32(position) &* 0x9E37_79B9 &+ UInt32(truncatingIfNeeded: key)
    x ^= x >> 16
    x = x &* 0x7FEB_352D
    x ^= (x >> 15) ^ UInt32(key >> 32)
    x = x &* 0x846C_A68B
    return Int((UInt64(x) * UInt64(problems)) >> 32)
  }

  func means(of values: [Double], replicates: Int) -> [Double] {
    (0..<replicates).map { replicate in
      (0..<problems).reduce(0) { $0 + values[draw(replicate, $1)] } / Double(problems)
    }
  }

  /// numpy's default quantile of sorted numbers.
  static func quantile(_ sorted: [Double], _ chance: Double) -> Double {
    let rank = chance * Double(sorted.count - 1)
    let low = sorted[Int(rank)]
    return low + (rank - rank.rounded(.down)) * (sorted[min(Int(rank) + 1, sorted.count - 1)] - low)
  }
}

struct JointBootstrapTests {
  /// Row-major values of so many problems and columns, multiples of 1/64: no rounding anywhere.
  private func matrix(_ problems: Int, _ columns: Int, seed: UInt64) -> [Double] {
    var rng = SeededGenerator(seed: seed)
    return (0..<problems * columns).map { _ in Double(rng.next() % 65) / 64 }
  }

  @Test(arguments: [1, 2, 7, 8, 30, 129])
  func `limits are those of drawing one number after the other`(problems: Int) throws {
    for (columns, replicates) in [(1, 400), (3, 401), (9, 1_000), (22, 233), (70, 100)] {
      let values = matrix(problems, columns, seed: UInt64(problems * columns))
      let joint = JointBootstrap(
        values: values, counts: [Int](repeating: 1, count: problems), in: 0...1,
        resampling: Resampling(replicates: replicates, seed: 17))
      let scalar = ScalarBootstrap(problems: problems, seed: 17)
      for column in 0..<columns {
        let own = (0..<problems).map { values[$0 * columns + column] }
        let means = scalar.means(of: own, replicates: replicates).sorted()
        for level in [0.5, 0.9] {
          let interval = try #require(joint.percentile(column, level: level).interval)
          let tail = (1 - level) / 2
          #expect(abs(interval.lower - ScalarBootstrap.quantile(means, tail)) < 1e-14)
          #expect(abs(interval.upper - ScalarBootstrap.quantile(means, 1 - tail)) < 1e-14)
        }
        let next = (column + 1) % columns
        let differences = (0..<problems).map { own[$0] - values[$0 * columns + next] }
        let sorted = scalar.means(of: differences, replicates: replicates).sorted()
        let interval = try #require(joint.percentile(column, minus: next, level: 0.9).interval)
        #expect(abs(interval.lower - ScalarBootstrap.quantile(sorted, 0.05)) < 1e-14)
        #expect(abs(interval.upper - ScalarBootstrap.quantile(sorted, 0.95)) < 1e-14)
      }
    }
  }

  @Test func `a column's limits do not hang on the columns beside it`() {
    let problems = 40
    for columns in [2, 7, 8, 9, 16, 17, 40, 64, 65, 72, 131] {
      let values = matrix(problems, columns, seed: 5)
      let ones = [Int](repeating: 1, count: problems)
      let joint = JointBootstrap(
        values: values, counts: ones, in: 0...1, resampling: Resampling(replicates: 200))
      for column in [0, 1, columns / 2, columns - 1] {
        let alone = JointBootstrap(
          values: (0..<problems).map { values[$0 * columns + column] }, counts: ones, in: 0...1,
          resampling: Resampling(replicates: 200))
        #expect(joint.percentile(column, level: 0.9) == alone.percentile(0, level: 0.9))
        #expect(joint.bca(column, level: 0.5) == alone.bca(0, level: 0.5))
      }
    }
  }

  @Test func `problems that are alike may be counted`() {
    let counted = JointBootstrap(values: [0.25, 0.5, 1], counts: [3, 1, 5], in: 0...1)
    let single = JointBootstrap(
      values: [0.25, 0.25, 0.25, 0.5, 1, 1, 1, 1, 1], counts: [Int](repeating: 1, count: 9),
      in: 0...1)
    #expect(counted.percentile(0, level: 0.95) == single.percentile(0, level: 0.95))
    #expect(counted.bca(0, level: 0.95) == single.bca(0, level: 0.95))
  }

  static let studies: [[Double]] = [
    [0, 1], [0.2, 0.2, 1], [0, 0.1, 1.0 / 3, 0.9], [0, 0.15, 0.3, 1.0 / 7, 1],
  ]

  /// Every one of the `P^P` studies that can be drawn.
  @Test(arguments: studies)
  func `limits are those of all possible studies, within their error`(_ values: [Double]) throws {
    let problems = values.count
    var all: [Double] = []
    for study in 0..<Int(pow(problems, problems)) {
      var (rest, sum) = (study, 0.0)
      for _ in 0..<problems {
        sum += values[rest % problems]
        rest /= problems
      }
      all.append(sum / Double(problems))
    }
    let replicates = 20_000
    for seed in 0..<4 as Range<UInt64> {
      for level in [0.5, 0.8, 0.95] {
        let result = IntervalMethod.percentile.interval(
          ofMean: values.map { ($0, 1) }, in: 0...1, level: level,
          resampling: Resampling(replicates: replicates, seed: seed))
        let interval = try #require(result.interval)
        for (limit, chance) in [
          (interval.lower, (1 - level) / 2), (interval.upper, (1 + level) / 2),
        ] {
          let error = 4.5 * (chance * (1 - chance) / Double(replicates)).squareRoot()
          let below = Double(all.count { $0 < limit - 1e-9 }) / Double(all.count)
          let atMost = Double(all.count { $0 <= limit + 1e-9 }) / Double(all.count)
          #expect(below <= chance + error && chance - error <= atMost, "\(limit) at \(chance)")
        }
      }
    }
  }

  private func pow(_ base: Int, _ power: Int) -> Double {
    Double((0..<power).reduce(1) { product, _ in product * base })
  }

  /// The draws are as uniform and as independent as chance: over problems, over neighbouring
  /// positions and over neighbouring replicates.
  @Test(arguments: [2, 7, 30])
  func `draws are uniform, alone and in pairs`(problems: Int) {
    let scalar = ScalarBootstrap(problems: problems, seed: 1)
    let replicates = 4_000
    var single = [Int](repeating: 0, count: problems)
    var neighbours = [Int](repeating: 0, count: problems * problems)
    var replicatesApart = neighbours
    for replicate in 0..<replicates {
      for position in 0..<30 {
        let drawn = scalar.draw(replicate, position)
        single[drawn] += 1
        neighbours[drawn * problems + scalar.draw(replicate, position + 1)] += 1
        replicatesApart[drawn * problems + scalar.draw(replicate + 1, position)] += 1
      }
    }
    for counts in [single, neighbours, replicatesApart] {
      let expected = Double(counts.reduce(0, +)) / Double(counts.count)
      let square = counts.reduce(0) {
        $0 + (Double($1) - expected) * (Double($1) - expected) / expected
      }
      let freedom = Double(counts.count - 1)
      #expect(abs(square - freedom) < 4.5 * (2 * freedom).squareRoot(), "\(square) of \(freedom)")
    }
  }

  @Test func `the replicates' spread is that of the values`() {
    var rng = SeededGenerator(seed: 3)
    let values = (0..<50).map { _ in rng.uniform() }
    let means = ScalarBootstrap(problems: 50, seed: 2).means(of: values, replicates: 20_000)
    let mean = values.reduce(0, +) / 50
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 50 / 50
    let found = means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
    #expect(abs(found / variance - 1) < 4.5 * (2.0 / 20_000).squareRoot())
    #expect(abs(means.reduce(0, +) / 20_000 - mean) < 4.5 * (variance / 20_000).squareRoot())
  }

  /// The error that is printed against the spread of limits over a hundred seeds.
  @Test(arguments: [IntervalMethod.percentile, .bca])
  func `the Monte-Carlo error is how far limits move with the seed`(
    _ method: IntervalMethod
  ) throws {
    var rng = SeededGenerator(seed: 6)
    for (a, b) in [(1, 1), (3, 0.4), (0.3, 2)] {
      let values = (0..<40).map { _ in (value: rng.beta(a, b), count: 1) }
      var lowers: [Double] = []
      var uppers: [Double] = []
      var stated = (lower: 0.0, upper: 0.0)
      for seed in 0..<100 as Range<UInt64> {
        let result = method.interval(
          ofMean: values, in: 0...1, resampling: Resampling(replicates: 2_000, seed: seed))
        lowers.append(try #require(result.interval).lower)
        uppers.append(try #require(result.interval).upper)
        stated.lower += try #require(result.monteCarloError).lower / 100
        stated.upper += try #require(result.monteCarloError).upper / 100
      }
      for (limits, error) in [(lowers, stated.lower), (uppers, stated.upper)] {
        let mean = limits.reduce(0, +) / 100
        let spread =
          (limits.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 99).squareRoot()
        #expect(error > 0.75 * spread && error < 1.33 * spread, "\(method) \(error) \(spread)")
      }
    }
  }

  @Test func `all runs and k at once: the curves and differences each alone has`() throws {
    var rng = SeededGenerator(seed: 12)
    let problems = (0..<60).map { index in
      let p = rng.beta(0.4, 0.6)
      return [
        rng.tally(of: 16, p), rng.tally(of: 16, min(1, 1.3 * p)),
        Tally(correct: rng.binomial(14, p), of: 14, missing: index % 9 == 0 ? 2 : 6),
      ]
    }
    let ks = [1, 2, 4, 16]
    let resampling = Resampling(replicates: 4_000, seed: 8)
    for method in [IntervalMethod.percentile, .bca] {
      let joint = try #require(
        JointPassAtK(problems, ks: ks, method: method, resampling: resampling))
      for run in 0..<3 {
        let curve = try #require(
          PassCurve(problems.map { $0[run] }, method: method, resampling: resampling))
        for k in ks {
          let (one, two) = (joint.point(run: run, at: k), curve.point(at: k))
          #expect(one.estimate == two.estimate && one.bounds == two.bounds)
          #expect(one.absence == two.absence && one.intervalAbsence == two.intervalAbsence)
          if one.interval == nil { continue }
          let (first, second) = (try #require(one.interval), try #require(two.interval))
          let error = try #require(two.monteCarloError)
          // Values of 60 problems lie on a lattice, which hides an error smaller than its step.
          #expect(abs(first.lower - second.lower) < 8 * error.lower + 1.001 / 60)
          #expect(abs(first.upper - second.upper) < 8 * error.upper + 1.001 / 60)
        }
      }
    }
    let joint = try #require(JointPassAtK(problems, ks: ks, resampling: resampling))
    for (baseline, candidate) in [(0, 1), (1, 2), (2, 0)] {
      let pair = try #require(
        PairedDifference(
          problems.map { ($0[baseline], $0[candidate]) }, method: .percentile,
          resampling: resampling))
      let (own, points) = joint.differences(baseline: baseline, candidate: candidate)
      #expect(own.problems == pair.problems && points.count == ks.count)
      for (k, one) in zip(ks, points) {
        let two = pair.point(at: k)
        #expect(one.difference == two.difference && one.bounds == two.bounds)
        #expect(one.wins == two.wins && one.ties == two.ties && one.losses == two.losses)
        let (first, second) = (try #require(one.interval), try #require(two.interval))
        let error = try #require(two.monteCarloError)
        #expect(abs(first.lower - second.lower) < 8 * error.lower + 1e-9)
        #expect(abs(first.upper - second.upper) < 8 * error.upper + 1e-9)
        #expect((one.pValue! < 0.05) == !first.contains(0))
      }
    }
  }

  @Test func `order of problems changes no bit of the joint limits`() throws {
    var rng = SeededGenerator(seed: 14)
    let problems = (0..<25).map { _ in [rng.tally(of: 8, 0.4), rng.tally(of: 8, 0.6)] }
    let resampling = Resampling(replicates: 300)
    let one = try #require(JointPassAtK(problems, ks: [1, 8], resampling: resampling))
    let two = try #require(
      JointPassAtK(problems.shuffled(using: &rng), ks: [1, 8], resampling: resampling))
    for run in 0..<2 { #expect(one.point(run: run, at: 8) == two.point(run: run, at: 8)) }
    #expect(
      one.differences(baseline: 0, candidate: 1).points
        == two.differences(baseline: 0, candidate: 1).points)
  }

  @Test func `k beyond a run's samples, and runs that do not share their problems`() throws {
    let problems = (0..<9).map { [Tally(correct: $0 % 3, of: 4), Tally(correct: $0 % 5, of: 8)] }
    let joint = try #require(JointPassAtK(problems, ks: [1, 4, 8]))
    #expect(joint.point(run: 0, at: 8).absence == .tooFewSamples(k: 8, eligible: 0, problems: 9))
    #expect(joint.point(run: 1, at: 8).interval != nil)
    let points = joint.differences(baseline: 0, candidate: 1).points
    #expect(points[1].interval != nil && points[2].interval == nil)
    #expect(
      JointPassAtK(problems + [[Tally(correct: 0, of: 0), Tally(correct: 0, of: 8)]], ks: [1])
        == nil)
    #expect(JointPassAtK([], ks: [1]) == nil)
  }
}
