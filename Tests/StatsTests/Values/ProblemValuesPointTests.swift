import Stats
import Testing

struct ProblemValuesPointTests {
  private static let tallies = [
    Tally(correct: 0, of: 8), Tally(correct: 3, of: 6, missing: 2), Tally(correct: 8, of: 8),
    Tally(correct: 1, of: 7, missing: 1), Tally(correct: 5, of: 12),
  ]

  @Test(arguments: [IntervalMethod.jeffreysDirichlet, .gaffke, .t], [false, true])
  func `pass@k as values is the point of its curve`(
    method: IntervalMethod, whole: Bool
  ) throws {
    let tallies = Self.tallies.map { whole ? Tally(correct: $0.correct, of: $0.samples) : $0 }
    let curve = try #require(PassCurve(tallies, level: 0.9, method: method))
    for k in 1...9 {
      let point = CountMetric.pass.values(tallies, at: k).point(at: k, level: 0.9, method: method)
      let expected = curve.point(at: k)
      #expect(point.absence == expected.absence && point.remarks == expected.remarks, "k \(k)")
      #expect(abs((point.estimate ?? 9) - (expected.estimate ?? 9)) < 1e-15)
      #expect(abs((point.interval?.lower ?? 9) - (expected.interval?.lower ?? 9)) < 1e-10)
      #expect(abs((point.interval?.upper ?? 9) - (expected.interval?.upper ?? 9)) < 1e-10)
    }
  }

  @Test func `methods that draw say so`() throws {
    let point = CountMetric.pass.values(Self.tallies, at: 1).point(
      at: 1, method: .percentile, resampling: Resampling(replicates: 500, seed: 1))
    let interval = try #require(point.interval)
    #expect(point.monteCarloError != nil && interval.lower < interval.upper)
  }
}
