import Stats
import Testing

struct DeclaredBoundTests {
  /// No problem moves by more than 1/4.
  private let study: [TallyPair] = (0..<40).map {
    (
      Tally(correct: 2 + $0 % 3, of: 8),
      Tally(correct: 2 + $0 % 3 + [0, 0, 1, -1, 2][$0 % 5], of: 8)
    )
  }

  @Test func `a bound of 1 changes nothing`() throws {
    for study in PairedDifferenceTests.studies + PairedDifferenceTests.small.prefix(300) {
      let pair = try #require(PairedDifference(study))
      let (bounded, plain) = (pair.point(at: 1, assumingAtMost: 1), pair.point(at: 1))
      #expect(bounded.interval == plain.interval && bounded.pValue == plain.pValue)
      #expect(bounded.difference == plain.difference && bounded.absence == plain.absence)
    }
  }

  @Test func `the tighter the bound, the narrower the interval`() throws {
    let pair = try #require(PairedDifference(study))
    let intervals = [0.25, 0.3, 0.5, 0.8, 1].map {
      pair.point(at: 1, assumingAtMost: $0).interval!
    }
    for (narrow, wide) in zip(intervals, intervals.dropFirst()) {
      #expect(wide.lower < narrow.lower && narrow.upper < wide.upper)
    }
  }

  @Test func `a difference beyond the bound refutes it`() throws {
    let pair = try #require(PairedDifference(study))
    #expect(pair.point(at: 1, assumingAtMost: 0.25).interval != nil)
    let refused = pair.point(at: 1, assumingAtMost: 0.24)
    #expect(refused.interval == nil && refused.pValue == nil && refused.difference != nil)
    #expect(refused.absence == .beyondDeclaredBound(largest: 0.25, bound: 0.24))
    #expect(
      pair.point(at: 9, assumingAtMost: 0.5).absence
        == .tooFewSamples(k: 9, eligible: 0, problems: 40))
  }

  /// Everything scales: bound times the half-width under the bound 1.
  @Test(arguments: [1, 10, 30, 500])
  func `where nothing moved the width is the bound's share`(problems: Int) throws {
    let tally = Tally(correct: 1, of: 8)
    let pair = try #require(
      PairedDifference([TallyPair](repeating: (tally, tally), count: problems)))
    for bound in [0.05, 0.3, 1] {
      let interval = try #require(pair.point(at: 1, assumingAtMost: bound).interval)
      let whole = PairedDifference.halfWidthIfNothingMoved(problems: problems, level: 0.95)
      #expect(abs(interval.upper - bound * whole) < 1e-10)
      #expect(abs(interval.lower + bound * whole) < 1e-10)
    }
  }

  /// Weight 1, as an earlier study prints it, from a simulation.
  @Test(arguments: [(10, 23.8), (15, 17.1), (30, 9.2), (100, 2.9), (500, 0.6), (1_319, 0.23)])
  func `weight 1 is as wide as published where nothing moved`(
    problems: Int, published: Double
  ) throws {
    let tally = Tally(correct: 1, of: 8)
    let pair = try #require(
      PairedDifference(
        [TallyPair](repeating: (tally, tally), count: problems), method: .dirichletOne))
    let interval = try #require(pair.point(at: 1).interval)
    let tolerance = published > 5 ? 0.11 : 0.06
    #expect(abs(100 * interval.upper - published) < tolerance, "\(interval)")
    #expect(
      abs(
        interval.upper
          - PairedDifference.halfWidthIfNothingMoved(
            problems: problems, level: 0.95, method: .dirichletOne))
        < 1e-11)
    #expect(pair.outlook(at: 1).decided == 0 && pair.point(at: 1).pValue! > 1 - 1e-9)
  }
}
