import Simulation
import Stats
import Testing

struct ValueDifferenceTests {
  private static func pairs(missing: Int) -> [(baseline: Tally, candidate: Tally)] {
    var rng = SeededGenerator(seed: 11)
    return (0..<25).map { index in
      let gone = index % 5 == 0 ? missing : 0
      return (
        Tally(correct: rng.binomial(8, rng.uniform()), of: 8, missing: gone),
        Tally(correct: rng.binomial(8, rng.uniform()), of: 8)
      )
    }
  }

  private static func values(
    _ pairs: [(baseline: Tally, candidate: Tally)], at k: Int
  ) throws -> [ProblemValue] {
    try pairs.map { pair in
      try #require(ProblemValue(pair.candidate) { $0.passAt(k) })
        - (try #require(ProblemValue(pair.baseline) { $0.passAt(k) }))
    }
  }

  @Test(arguments: [DifferenceMethod.dirichletHalf, .dirichletOne, .t], [0, 2])
  func `differences of pass@k are those of the paired difference`(
    method: DifferenceMethod, missing: Int
  ) throws {
    let pairs = Self.pairs(missing: missing)
    for k in [1, 4, 8] {
      let point = try #require(PairedDifference(pairs, method: method)).point(at: k)
      let found = try #require(
        ValueDifference(try Self.values(pairs, at: k), bound: 1, method: method))
      #expect(found.problems == 25)
      #expect(abs(try #require(found.difference) - (try #require(point.difference))) < 1e-15)
      #expect(abs((found.interval?.lower ?? 9) - (point.interval?.lower ?? 9)) < 1e-10)
      #expect(abs((found.interval?.upper ?? 9) - (point.interval?.upper ?? 9)) < 1e-10)
      #expect(abs((found.pValue ?? 9) - (point.pValue ?? 9)) < 1e-10)
      #expect((found.bounds == nil) == (missing == 0))
      #expect(abs((found.bounds?.lowerBound ?? 0) - (point.bounds?.lowerBound ?? 0)) < 1e-12)
    }
  }

  @Test func `a scale changes the limits by itself and no p-value`() throws {
    let values = try Self.values(Self.pairs(missing: 2), at: 4)
    let scaled = values.map { value in
      ProblemValue(
        value.value.map { 7 * $0 },
        within: 7 * value.bounds.lowerBound...7 * value.bounds.upperBound)
    }
    let one = try #require(ValueDifference(values, bound: 1))
    let other = try #require(ValueDifference(scaled, bound: 7))
    let (narrow, wide) = (try #require(one.interval), try #require(other.interval))
    #expect(abs(7 * narrow.lower - wide.lower) < 1e-9)
    #expect(abs(7 * narrow.upper - wide.upper) < 1e-9)
    #expect(abs(try #require(one.pValue) - (try #require(other.pValue))) < 1e-9)
    #expect(abs(7 * (try #require(one.difference)) - (try #require(other.difference))) < 1e-12)
  }

  @Test func `order changes no bit, and without problems there is nothing`() throws {
    let values = try Self.values(Self.pairs(missing: 0), at: 2)
    let one = try #require(ValueDifference(values, bound: 1))
    let other = try #require(ValueDifference(values.reversed(), bound: 1))
    #expect(one.difference == other.difference && one.interval == other.interval)
    #expect(one.pValue == other.pValue && one.absence == nil)
    #expect(ValueDifference([], bound: 1) == nil)
  }
}
