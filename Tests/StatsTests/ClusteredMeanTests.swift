import Simulation
import Stats
import Testing

struct ClusteredMeanTests {
  static let clusters: [[Counted]] = {
    var rng = SeededGenerator(seed: 31)
    return (0..<40).map { index in
      (0..<[1, 2, 5, 20][index % 4]).map { _ in
        let p = index % 5 == 0 ? 1 : rng.beta(0.5, 0.4)
        return (0..<Int.random(in: 1...6, using: &rng)).map { _ in
          (value: rng.uniform() < p ? 1 : (rng.uniform() * 4).rounded() / 4, count: 1)
        }
      }
    }
  }()

  @Test func `clusters of one problem are problems`() throws {
    for sample in IntervalMethodTests.samples(in: 0...1, seed: 32) {
      let single = sample.flatMap { item in
        [Counted](repeating: [(item.value, 1)], count: item.count)
      }
      for estimand in ClusteredMean.Estimand.allCases {
        let clustered = try #require(ClusteredMean(single, in: 0...1, estimand: estimand))
        let plain = DirichletMean(sample, in: 0...1)
        for t in [0.1, 0.37, 0.5, 0.93] {
          #expect(abs(clustered.cumulative(t) - plain.cumulative(t)) < 1e-11)
        }
        let interval = try #require(clustered.interval(level: 0.9).interval)
        let expected = plain.interval(level: 0.9).widened(toHold: clustered.mean)
        #expect(abs(interval.lower - expected.lower) < 1e-10)
        #expect(abs(interval.upper - expected.upper) < 1e-10)
        let t = clustered.interval(method: .t)
        let plainT = IntervalMethod.t.interval(ofMean: sample, in: 0...1)
        #expect(t.absence == plainT.absence)
        if let one = t.interval, let two = plainT.interval {
          #expect(abs(one.lower - two.lower) < 1e-12 && abs(one.upper - two.upper) < 1e-12)
        }
      }
    }
  }

  @Test func `clusters of one size give both estimands alike`() throws {
    var rng = SeededGenerator(seed: 33)
    let clusters: [Counted] = (0..<12).map { _ in (0..<4).map { _ in (rng.uniform(), 1) } }
    let one = try #require(ClusteredMean(clusters, in: 0...1, estimand: .problems))
    let two = try #require(ClusteredMean(clusters, in: 0...1, estimand: .clusters))
    #expect(abs(one.mean - two.mean) < 1e-15 && one.problems == 48 && one.clusters == 12)
    let (first, second) = (one.interval().interval!, two.interval().interval!)
    #expect(abs(first.lower - second.lower) < 1e-10 && abs(first.upper - second.upper) < 1e-10)
  }

  /// Dirichlet weights drawn, not integrated.
  @Test func `its distribution is that of drawn weights`() throws {
    var rng = SeededGenerator(seed: 34)
    for clusters in Self.clusters.filter({ $0.count == 5 }).prefix(3) {
      let law = try #require(ClusteredMean(clusters, in: 0...1, estimand: .problems))
      let sums = clusters.map { $0.reduce(0) { $0 + $1.value } }
      let sizes = clusters.map { Double($0.count) }
      let typical = sizes.reduce(0, +) / Double(sizes.count)
      let draws = 20_000
      var means: [Double] = []
      for _ in 0..<draws {
        let top = rng.gamma(0.5) * typical
        var (sum, size) = (top, top + rng.gamma(0.5) * typical)
        for (one, many) in zip(sums, sizes) {
          let weight = rng.gamma(1)
          sum += weight * one
          size += weight * many
        }
        means.append(sum / size)
      }
      for t in [0.2, 0.5, 0.7, 0.9] {
        let share = Double(means.count { $0 <= t }) / Double(draws)
        let chance = law.cumulative(t)
        let error = 4.5 * (chance * (1 - chance) / Double(draws)).squareRoot() + 1e-4
        #expect(abs(share - chance) < error, "\(t) \(share) \(chance)")
      }
    }
  }

  @Test(arguments: ClusteredMean.Estimand.allCases)
  func `limits are possible, hold the mean, and have width`(
    _ estimand: ClusteredMean.Estimand
  ) throws {
    for clusters in Self.clusters {
      let law = try #require(ClusteredMean(clusters, in: 0...1, estimand: estimand))
      let interval = try #require(law.interval().interval)
      #expect(interval.lower >= 0 && interval.upper <= 1 && interval.lower < interval.upper)
      #expect(interval.contains(law.mean))
      let t = law.interval(method: .t)
      #expect((t.interval == nil) == (t.absence != nil))
      if clusters.count == 1 { #expect(t.absence == .oneProblem) }
      if let limits = t.interval { #expect(limits.lower < limits.upper) }
    }
    #expect(ClusteredMean([], in: 0...1, estimand: estimand) == nil)
    #expect(ClusteredMean([[]], in: 0...1, estimand: estimand) == nil)
  }

  @Test func `order of clusters and of problems in them changes no bit`() throws {
    var rng = SeededGenerator(seed: 35)
    for clusters in Self.clusters {
      for estimand in ClusteredMean.Estimand.allCases {
        let one = try #require(ClusteredMean(clusters, in: 0...1, estimand: estimand))
        let shuffled = clusters.map { $0.shuffled(using: &rng) }.shuffled(using: &rng)
        let two = try #require(ClusteredMean(shuffled, in: 0...1, estimand: estimand))
        #expect(one.mean == two.mean && one.interval() == two.interval())
        #expect(one.interval(method: .t) == two.interval(method: .t))
      }
    }
  }

  /// By hand: sums 1, 3, 0 of 1, 4, 2 problems; mean 4/7, deviations 3/7, 5/7, -8/7.
  @Test func `t takes a cluster's deviations together`() throws {
    let clusters: [Counted] = [[(1, 1)], [(1, 3), (0, 1)], [(0, 2)]]
    let law = try #require(ClusteredMean(clusters, in: 0...1, estimand: .problems))
    #expect(abs(law.mean - 4.0 / 7) < 1e-15)
    let error = (1.5 * (9.0 + 25 + 64) / 49).squareRoot() / 7
    let interval = try #require(law.interval(level: 0.5, method: .t).interval)
    let reach = StudentT(degreesOfFreedom: 2).quantile(0.75) * error
    #expect(abs(interval.upper - (4.0 / 7 + reach)) < 1e-14)
    let equal = try #require(ClusteredMean(clusters, in: 0...1, estimand: .clusters))
    #expect(abs(equal.mean - 1.75 / 3) < 1e-15)
  }
}
