import Simulation
import Stats
import Testing

/// How often the methods hold their target, by seeded simulation: what is offered, and what it is
/// worth. Every test prints its table.
@Suite(.serialized)
struct IntervalCoverageTests {
  private typealias Share = CoverageTests.Share

  @Test(arguments: Population.all)
  func `one value: what each method holds`(_ population: Population) {
    let ks = [1, 8, 64]
    let truth = ks.map { population.passAt($0) }
    for problems in [10, 30, 100] {
      var rng = SeededGenerator(seed: 50)
      var shares = [[Share]](
        repeating: [Share](repeating: Share(), count: ks.count),
        count: IntervalMethod.allCases.count)
      var absent = [Int](repeating: 0, count: IntervalMethod.allCases.count)
      for study in 0..<(problems == 100 ? 500 : 1_000) {
        let tallies = (0..<problems).map { _ in
          rng.tally(of: 64, population.chance(using: &rng))
        }
        for (method, name) in IntervalMethod.allCases.enumerated() {
          let curve = PassCurve(
            tallies, method: name, resampling: Resampling(replicates: 500, seed: UInt64(study)))!
          for index in ks.indices {
            let interval = curve.point(at: ks[index]).interval
            absent[method] += interval == nil ? 1 : 0
            shares[method][index].add(interval, holds: truth[index])
          }
        }
      }
      for (method, name) in IntervalMethod.allCases.enumerated() {
        print(
          "coverage (width) \(population.name) P \(problems) k \(ks) \(name.rawValue): \(shares[method])"
        )
      }
      print("absent intervals by method, counted as misses: \(absent)")
      // An earlier study: Gaffke 94.3 % in the worst of 108 cells, the default 92.9 %.
      for share in shares[0] { #expect(share.supports(0.929), "\(share)") }
      for share in shares[1] { #expect(share.supports(0.943), "\(share)") }
      if population.name == "ceil" && problems == 30 {
        for method in 2..<5 { #expect(shares[method][1].value < 0.6, "\(shares[method])") }
      }
    }
  }

  @Test(arguments: [JointPopulation.shift, .ceilings, .fewFlips].indices)
  func `two runs: what each method holds`(_ index: Int) {
    let joint = [JointPopulation.shift, .ceilings, .fewFlips][index]
    let n = 16
    let ks = [1, 8]
    let truth = joint.differences(at: ks)
    for problems in [30, 100] {
      var rng = SeededGenerator(seed: 51)
      var shares = [[Share]](
        repeating: [Share](repeating: Share(), count: ks.count),
        count: DifferenceMethod.allCases.count)
      for study in 0..<600 {
        let pairs: [TallyPair] = (0..<problems).map { _ in
          let (p, q) = joint.chances(using: &rng)
          return (rng.tally(of: n, p), rng.tally(of: n, q))
        }
        for (method, name) in DifferenceMethod.allCases.enumerated() {
          let pair = PairedDifference(
            pairs, method: name, resampling: Resampling(replicates: 500, seed: UInt64(study)))!
          for index in ks.indices {
            shares[method][index].add(pair.point(at: ks[index]).interval, holds: truth[index])
          }
        }
      }
      for (method, name) in DifferenceMethod.allCases.enumerated() {
        print(
          "coverage (width) \(joint.name) P \(problems) k \(ks) \(name.rawValue): \(shares[method])"
        )
      }
      for share in shares[0] { #expect(share.supports(0.93), "\(share)") }
      for share in shares[1] { #expect(share.supports(0.938), "\(share)") }
    }
  }

  /// Clusters of 1 to 9 problems whose chances have half their variance between clusters; larger
  /// clusters are harder, so that the two estimands differ.
  @Test(arguments: [10, 30, 100])
  func `clusters: problems as if independent fail, clusters hold`(groups: Int) {
    func cluster(_ rng: inout SeededGenerator) -> Counted {
      let size = 1 + Int(rng.uniform() * rng.uniform() * 9)
      let p = rng.beta(1, 0.5 + 0.15 * Double(size))
      return (0..<size).map { _ in
        (Double(rng.binomial(8, p > 0 && p < 1 ? rng.beta(2 * p, 2 * (1 - p)) : p)) / 8, 1)
      }
    }
    var rng = SeededGenerator(seed: 52)
    var (sum, size, means) = (0.0, 0.0, 0.0)
    let many = 200_000
    for _ in 0..<many {
      let values = cluster(&rng)
      let total = values.reduce(0) { $0 + $1.value }
      sum += total
      size += Double(values.count)
      means += total / Double(values.count)
    }
    let truth: [ClusteredMean.Estimand: Double] = [
      .problems: sum / size, .clusters: means / Double(many),
    ]
    var shares: [String: Share] = [:]
    var naive = Share()
    for _ in 0..<(groups == 100 ? 600 : 1_500) {
      let clusters = (0..<groups).map { _ in cluster(&rng) }
      for estimand in ClusteredMean.Estimand.allCases {
        let mean = ClusteredMean(clusters, in: 0...1, estimand: estimand)!
        for method in ClusteredMean.Method.allCases {
          shares["\(estimand) \(method)", default: Share()]
            .add(mean.interval(method: method).interval!, holds: truth[estimand]!)
        }
      }
      naive.add(
        IntervalMethod.jeffreysDirichlet.interval(ofMean: clusters.flatMap { $0 }, in: 0...1)
          .interval!, holds: truth[.problems]!)
    }
    print("coverage (width) \(groups) clusters, targets \(truth[.problems]!), \(truth[.clusters]!)")
    for name in shares.keys.sorted() { print("  \(name): \(shares[name]!)") }
    print("  problems as if independent: \(naive)")
    #expect(shares["problems dirichlet"]!.supports(0.93))
    #expect(shares["clusters dirichlet"]!.supports(0.93))
    if groups == 100 { #expect(naive.value < 0.92) }
  }

  @Test func `macro averages hold`() {
    let parts: [(population: Population, problems: Int)] = [
      (.aime, 30), (.ceil, 100), (.floor, 30), (.ceil, 15),
    ]
    let ks = [1, 8]
    let truth = ks.map { k in parts.reduce(0) { $0 + $1.population.passAt(k) } / 4 }
    var rng = SeededGenerator(seed: 53)
    var shares = [[Share]](repeating: [Share](repeating: Share(), count: 2), count: 2)
    for _ in 0..<400 {
      let tallies = parts.map { part in
        (0..<part.problems).map { _ in rng.tally(of: 16, part.population.chance(using: &rng)) }
      }
      for (index, k) in ks.enumerated() {
        let mean = StratifiedMean(
          tallies.map { ($0.map { (value: $0.passAt(k)!, count: 1) }, 1) }, in: 0...1)!
        for (method, name) in StratifiedMean.Method.allCases.enumerated() {
          shares[method][index].add(mean.interval(method: name).interval!, holds: truth[index])
        }
      }
    }
    print("coverage (width) macro average of four, k \(ks): dirichlet \(shares[0]), t \(shares[1])")
    for share in shares[0] { #expect(share.supports(0.94), "\(share)") }
  }
}
