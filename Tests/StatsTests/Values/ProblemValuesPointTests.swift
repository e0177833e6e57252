import Stats
import Testing

struct ProblemValuesPointTests {
  private static let tallies = [
    Tally(correct: 0, of: 8), Tally(correct: 3, of: 6, missing: 2), Tally(correct: 8, of: 8),
    Tally(correct: 1, of: 8), Tally(correct: 5, of: 12),
  ]

  /// pass@k has its points by another way, `PassCurve`, whose tests have exact references.
  @Test(arguments: IntervalMethod.allCases.filter { !$0.draws })
  func `a point of pass@k is the curve's`(method: IntervalMethod) throws {
    for tallies in [Self.tallies, Self.tallies.filter { $0.missing == 0 }] {
      let curve = try #require(PassCurve(tallies, level: 0.9, method: method))
      for k in 1...9 {
        let wanted = curve.point(at: k)
        let point = CountMetric.pass.values(tallies, at: k).point(
          at: k, level: 0.9, method: method)
        #expect(point.k == k && point.absence == wanted.absence, "k \(k)")
        #expect(point.intervalAbsence == wanted.intervalAbsence, "k \(k)")
        // Bounds that meet are none.
        let bounds = wanted.bounds.flatMap { $0.lowerBound < $0.upperBound ? $0 : nil }
        for (one, other) in [
          (point.estimate, wanted.estimate), (point.interval?.lower, wanted.interval?.lower),
          (point.interval?.upper, wanted.interval?.upper),
          (point.bounds?.lowerBound, bounds?.lowerBound),
          (point.bounds?.upperBound, bounds?.upperBound),
        ] {
          #expect(abs((one ?? -1) - (other ?? -1)) < 1e-10, "k \(k)")
        }
      }
    }
  }

  @Test(arguments: IntervalMethod.allCases.filter(\.draws))
  func `a method that draws has the draws asked for, and the hull of both ends`(
    method: IntervalMethod
  ) throws {
    let resampling = Resampling(replicates: 400, seed: 3)
    let values = CountMetric.passAll.values(Self.tallies, at: 2)
    let ends = [values.least, values.greatest].compactMap { end in
      method.interval(
        ofMean: end.map { (value: $0.value, count: $0.count) }, in: 0...1, level: 0.9,
        resampling: resampling
      ).interval
    }
    let interval = try #require(
      values.point(at: 2, level: 0.9, method: method, resampling: resampling).interval)
    #expect(ends.count == 2 && values.bounds != nil)
    #expect(interval.lower == min(ends[0].lower, ends[1].lower))
    #expect(interval.upper == max(ends[0].upper, ends[1].upper))
  }

  @Test func `without limits of the values there is a mean and no interval`() throws {
    let values = try #require(CoverAt([Tally(correct: 2, of: 8), Tally(correct: 7, of: 8)]))
      .values(Ratio(1, over: 2))
    let point = values.point(at: 1)
    #expect(point.estimate == values.estimate && point.interval == nil && point.absence == nil)
  }
}
