import Simulation
import Stats
import Testing

struct PairedTTests {
  /// scipy 1.17.1 `ttest_rel` and its `confidence_interval`. The first are Student's own ten
  /// patients (1908), divided by 8.
  @Test(arguments: [
    (
      [-0.15, -0.3, -0.1625, -0.1625, 0, -0.125, -0.225, -0.1, -0.575, -0.175], 0.95,
      [-4.062127683382037, 0.002832890197384273, -0.30748572040962285, -0.08751427959037719]
    ),
    (
      [0.25, 0.5, -0.125, 0, 0, 0.75, 0.125, 0.125, -0.25, 1, 0.5, 0.0625], 0.99,
      [2.2817880432948296, 0.04339959479475612, -0.08840122367087719, 0.5779845570042105]
    ),
  ])
  func `as scipy gives it`(differences: [Double], level: Double, expected: [Double]) throws {
    let t = try #require(PairedT(differences.map { ($0, 1) }, level: level))
    #expect(abs(t.statistic / expected[0] - 1) < 1e-12)
    #expect(abs(t.pValue / expected[1] - 1) < 1e-11)
    #expect(abs(t.interval.lower - expected[2]) < 1e-12)
    #expect(abs(t.interval.upper - expected[3]) < 1e-12)
    #expect(t.degreesOfFreedom == differences.count - 1)
  }

  @Test func `is absent where there is no spread, never p 0`() {
    #expect(PairedT([(0.5, 1)]) == nil)
    #expect(PairedT([(0.5, 30)]) == nil && PairedT([(0, 30)]) == nil)
    #expect(PairedT([(0.3, 4), (0.1 + 0.2, 4)]) == nil)
    #expect(PairedT([(0.3, 4), (0.31, 4)]) != nil)
  }

  @Test func `p is below 1 - level where the interval excludes 0, order changes no bit`() throws {
    var rng = SeededGenerator(seed: 55)
    var decided = 0
    for study in PairedDifferenceTests.studies.prefix(200) {
      guard let pair = PairedDifference(study), let point = pair.point(at: 1).difference else {
        continue
      }
      let values = study.map {
        (value: ($0.candidate.passAt(1) ?? 0) - ($0.baseline.passAt(1) ?? 0), count: 1)
      }
      guard let t = PairedT(values) else { continue }
      #expect((t.pValue < 0.05) == !t.interval.contains(0))
      #expect(PairedT(values.shuffled(using: &rng)) == t)
      #expect(t.interval.lower >= -1 && t.interval.upper <= 1)
      if !study.contains(where: { $0.baseline.missing + $0.candidate.missing > 0 }) {
        #expect(abs(t.difference - point) < 1e-15)
      }
      if t.pValue < 0.05 { decided += 1 }
    }
    #expect(decided >= 20)
  }
}
