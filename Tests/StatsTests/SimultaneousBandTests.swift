import Simulation
import Stats
import Testing

struct SimultaneousBandTests {
  static let draws = DirichletDraws(problems: 300)

  /// Runs of every kind: few and many problems, spread and at an end, unequal numbers of samples.
  static let runs: [[Tally]] = {
    var rng = SeededGenerator(seed: 50)
    return (0..<90).map { index in
      let problems = [1, 2, 3, 10, 30, 100][index % 6]
      let n = [1, 2, 8, 16, 64][index % 5]
      let population = Population.all[index % 3]
      return (0..<problems).map { _ in
        rng.tally(
          of: n + (index % 4 == 0 ? Int(rng.next() % 3) : 0), population.chance(using: &rng))
      }
    }
      + [
        [Tally](repeating: Tally(correct: 0, of: 16), count: 30),
        [Tally](repeating: Tally(correct: 16, of: 16), count: 30),
        [Tally](repeating: Tally(correct: 5, of: 16), count: 30),
      ]
  }()

  @Test func `holds every pointwise interval and every estimate, within what is possible`() throws {
    for run in Self.runs {
      let curve = try #require(PassCurve(run))
      let band = curve.band(at: curve.grid, draws: Self.draws)
      #expect(band.ks == curve.grid && band.level == 0.95 && band.pointwiseLevel >= 0.95)
      for (k, limits) in zip(band.ks, band.limits) {
        let point = curve.point(at: k)
        #expect(limits.lowerBound <= point.interval!.lower)
        #expect(limits.upperBound >= point.interval!.upper)
        #expect(limits.lowerBound >= 0 && limits.upperBound <= 1)
        #expect(limits.contains(point.estimate!))
      }
    }
  }

  @Test(arguments: PairedDifferenceTests.studies.indices.filter { $0 % 4 == 0 })
  func `of a difference holds every pointwise interval`(_ index: Int) throws {
    let pair = try #require(PairedDifference(PairedDifferenceTests.studies[index]))
    guard pair.largestK >= 1 else { return }
    let ks = powersOfTwo(upTo: pair.largestK)
    let band = pair.band(at: ks, draws: Self.draws)
    for (k, limits) in zip(ks, band.limits) {
      let point = pair.point(at: k)
      // Where a sign is decided or not, the point's interval is moved by a hair to say so.
      #expect(limits.lowerBound <= point.interval!.lower + 1e-11)
      #expect(limits.upperBound >= point.interval!.upper - 1e-11)
      #expect(limits.lowerBound >= -1 && limits.upperBound <= 1)
      if let bounds = point.bounds {
        #expect(limits.contains(bounds.lowerBound) && limits.contains(bounds.upperBound))
      }
    }
  }

  /// One k, and many that always move together, need no wider interval.
  @Test func `a single k has its exact interval`() throws {
    for run in Self.runs {
      let curve = try #require(PassCurve(run))
      let band = curve.band(at: [1], draws: Self.draws)
      let interval = try #require(curve.point(at: 1).interval)
      #expect(band.pointwiseLevel == 0.95)
      #expect(band.limits == [interval.lower...interval.upper])
    }
    let solved = try #require(PassCurve([Tally](repeating: Tally(correct: 16, of: 16), count: 9)))
    #expect(solved.band(at: solved.grid, draws: Self.draws).pointwiseLevel == 0.95)
  }

  @Test(arguments: [0.5, 0.9, 0.95, 0.99])
  func `limits are the exact quantiles at its pointwise level`(level: Double) throws {
    for run in Self.runs.prefix(30) {
      let curve = try #require(PassCurve(run, level: level))
      let band = curve.band(at: curve.grid, draws: Self.draws)
      let exact = try #require(PassCurve(run, level: band.pointwiseLevel))
      for (k, limits) in zip(band.ks, band.limits) {
        let interval = try #require(exact.point(at: k).interval)
        #expect(limits == interval.lower...interval.upper)
      }
    }
  }

  /// The calibration again, from draws of another generator and another law of the same weights:
  /// of 20,000 curves the share inside is the level, within the error of both sets of draws.
  @Test(arguments: [0.8, 0.95])
  func `the stated share of drawn curves lies within`(level: Double) throws {
    var rng = SeededGenerator(seed: 51)
    let run = (0..<30).map { _ in rng.tally(of: 64, Population.aime.chance(using: &rng)) }
    let curve = try #require(PassCurve(run, level: level))
    let band = curve.band(at: curve.grid, draws: Self.draws)
    let values = band.ks.map { k in run.map { $0.passAt(k)! } }
    var inside = 0
    for _ in 0..<20_000 {
      let weights = run.map { _ in rng.gamma(1) }
      let (zero, one) = (rng.gamma(0.5), rng.gamma(0.5))
      let total = weights.reduce(zero + one, +)
      let holds = zip(values, band.limits).allSatisfy { values, limits in
        limits.contains(zip(weights, values).reduce(one) { $0 + $1.0 * $1.1 } / total)
      }
      if holds { inside += 1 }
    }
    let variance = level * (1 - level) * (1 / 20_000 + 1 / Double(DirichletDraws.count))
    #expect(abs(Double(inside) / 20_000 - level) < 4 * variance.squareRoot())
  }

  /// Whatever the missing samples were, the band is around it: calibrated for all completions.
  @Test func `missing samples leave a band around every completion's curve`() throws {
    var rng = SeededGenerator(seed: 52)
    for _ in 0..<40 {
      let tallies = (0..<12).map { _ in
        let missing = Int.random(in: 0...2, using: &rng)
        return Tally(correct: rng.binomial(8 - missing, 0.4), of: 8 - missing, missing: missing)
      }
      let curve = try #require(PassCurve(tallies))
      let band = curve.band(at: curve.grid, draws: Self.draws)
      for _ in 0..<5 {
        let completed = tallies.map {
          Tally(correct: $0.correct + Int.random(in: 0...$0.missing, using: &rng), of: 8)
        }
        let whole = try #require(PassCurve(completed, level: band.pointwiseLevel))
        for (k, limits) in zip(band.ks, band.limits) {
          let point = whole.point(at: k)
          #expect(limits.lowerBound <= point.interval!.lower + 1e-11)
          #expect(limits.upperBound >= point.interval!.upper - 1e-11)
        }
      }
      for (k, limits) in zip(band.ks, band.limits) {
        let hull = try #require(curve.point(at: k).interval)
        #expect(limits.lowerBound <= hull.lower && limits.upperBound >= hull.upper)
      }
    }
  }

  @Test func `order of problems and other problems' draws change no bit`() throws {
    var rng = SeededGenerator(seed: 53)
    for run in Self.runs where run.count >= 3 {
      let curve = try #require(PassCurve(run))
      let band = curve.band(at: curve.grid, draws: Self.draws)
      let shuffled = try #require(PassCurve(run.shuffled(using: &rng)))
      #expect(shuffled.band(at: curve.grid, draws: Self.draws) == band)
      // Its own draws, not kept, are the same as the first of many.
      #expect(shuffled.band(at: curve.grid) == band)
    }
  }

  @Test func `exchanging the runs mirrors the band`() throws {
    for seed in 0..<12 {
      let study = CrossoverTests.crossing(40, of: 32, seed: 54 + UInt64(seed))
      let pair = try #require(PairedDifference(study))
      let swapped = try #require(PairedDifference(study.map { ($0.candidate, $0.baseline) }))
      let ks = powersOfTwo(upTo: 32)
      let (one, other) = (pair.band(at: ks), swapped.band(at: ks))
      // The draws are others, as problems stand in another order: so is the calibrated level.
      #expect(abs(one.pointwiseLevel - other.pointwiseLevel) < 0.01)
      let exact = swapped.atLevel(one.pointwiseLevel)
      for (k, limits) in zip(ks, one.limits) {
        let mirror = try #require(exact.point(at: k).interval)
        #expect(abs(limits.lowerBound + mirror.upper) < 1e-11)
        #expect(abs(limits.upperBound + mirror.lower) < 1e-11)
      }
    }
  }

  @Test func `a rising curve is bounded between the grid's k`() throws {
    let limits = [0.1...0.3, 0.2...0.5, 0.4...0.6]
    let band = SimultaneousBand(level: 0.95, pointwiseLevel: 0.98, ks: [1, 4, 8], limits: limits)
    #expect(band.limits(ofRisingCurveAt: 1) == 0.1...0.3)
    #expect(band.limits(ofRisingCurveAt: 2) == 0.1...0.5)
    #expect(band.limits(ofRisingCurveAt: 4) == 0.2...0.5)
    #expect(band.limits(ofRisingCurveAt: 7) == 0.2...0.6)
    #expect(band.limits(ofRisingCurveAt: 9) == nil && band.limits(at: 2) == nil)
  }
}
