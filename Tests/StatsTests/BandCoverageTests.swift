import Simulation
import Stats
import Testing

/// What share of bands hold the whole true curve, and of pairs decide no `k` for the wrong run, by
/// seeded simulation: a short version of the tables in the documentation, to the same bound as
/// `CoverageTests`.
@Suite(.serialized)
struct BandCoverageTests {
  typealias Share = CoverageTests.Share
  private static let draws = DirichletDraws(problems: 100)

  @Test(arguments: Population.all, [10, 30])
  func `whole curves lie in their band`(_ population: Population, problems: Int) {
    let ks = powersOfTwo(upTo: 64)
    let truth = ks.map { population.passAt($0) }
    var rng = SeededGenerator(seed: 61)
    var (band, pointwise) = (Share(), Share())
    for _ in 0..<600 {
      let curve = PassCurve(
        (0..<problems).map { _ in rng.tally(of: 64, population.chance(using: &rng)) })!
      let found = curve.band(at: ks, draws: Self.draws)
      band.add(zip(found.limits, truth).allSatisfy { $0.contains($1) })
      pointwise.add(zip(ks, truth).allSatisfy { curve.point(at: $0).interval!.contains($1) })
    }
    print(
      "whole curves \(population.name) P \(problems): \(band.value), pointwise \(pointwise.value)")
    // The worst of twenty cells has 92.5 %.
    #expect(band.supports(0.925) && band.held > pointwise.held)
  }

  @Test(arguments: [1, 2, 4])
  func `whole curves of differences lie in their band`(_ index: Int) {
    let joint = JointPopulation.all[index]
    let ks = powersOfTwo(upTo: 64)
    let truth = joint.differences(at: ks)
    var rng = SeededGenerator(seed: 62)
    var band = Share()
    for _ in 0..<400 {
      let study: [TallyPair] = (0..<30).map { _ in
        let (p, q) = joint.chances(using: &rng)
        return (rng.tally(of: 64, p), rng.tally(of: 64, q))
      }
      let found = PairedDifference(study)!.band(at: ks, draws: Self.draws)
      band.add(zip(found.limits, truth).allSatisfy { $0.contains($1) })
    }
    print("whole curves of differences \(joint.name): \(band.value)")
    #expect(band.supports(0.935))
  }

  @Test func `at the simultaneous level no k at all is decided for the wrong run`() throws {
    let n = 64
    let truth = JointPopulation.crossing.differences(at: Array(1...n), draws: 100_000)
    var rng = SeededGenerator(seed: 63)
    var (signs, crossing) = (Share(), Share())
    let last = try #require(truth.indices.last { truth[$0] > 0 }) + 1
    for _ in 0..<400 {
      let study = CrossoverTests.crossing(100, of: n, seed: rng.next())
      let pair = PairedDifference(study)!.atSimultaneousLevel(draws: Self.draws)
      signs.add(
        pair.outlooks(upTo: n).allSatisfy {
          $0.decided == 0 || ($0.decided > 0) == (truth[$0.k - 1] > 0)
        })
      crossing.add(
        Crossover(pair)!.crossingRanges.contains { $0.lowerBound <= last && last < $0.upperBound })
    }
    print("no wrong sign at any k: \(signs.value); the crossing in the set: \(crossing.value)")
    #expect(signs.supports(0.95) && crossing.supports(0.95))
  }
}
