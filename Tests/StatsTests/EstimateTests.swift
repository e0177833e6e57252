import Stats
import Testing

struct EstimateTests {
  @Test func `an interval widens only as far as it must`() {
    let interval = Interval(level: 0.95, lower: 0.25, upper: 0.5)
    #expect(interval.negated == Interval(level: 0.95, lower: -0.5, upper: -0.25))
    #expect(interval.widened(toHold: 0.3) == interval)
    #expect(interval.widened(toHold: 0.125).lower == 0.125)
    #expect(interval.widened(toHold: 0.75).upper == 0.75)
    let hull = interval.hull(Interval(level: 0.95, lower: 0.375, upper: 1))
    #expect(hull == Interval(level: 0.95, lower: 0.25, upper: 1))
    #expect(interval.contains(0.25) && interval.contains(0.5) && !interval.contains(0.51))
  }

  @Test func `every absence has its reason`() {
    let reasons = [
      Absence.tooFewSamples(k: 8, eligible: 2, problems: 3), .missingSamples, .noProblems,
      .noCommonProblems,
    ].map(\.reason)
    #expect(reasons[0] == "k > n: 2 of 3 problems have 8 samples")
    #expect(Set(reasons).count == 4)
  }
}
