import Stats

/// A problem of a run whose verdict changed, and changed back.
struct FlakyProblem: Sendable {
  let run: Int
  let benchmark: Int
  /// Among the benchmark's.
  let problem: Int
  let rates: FlipRates
  /// Of the rate of flips.
  let interval: Interval?

  /// Those of a series, in the order of its problems.
  static func all(_ series: TrendCounts.Series, level: Double) -> [FlakyProblem] {
    var tallies: [Int32: [Tally]] = [:]
    for night in series.nights {
      for (problem, tally) in zip(night.problems, night.tallies) {
        tallies[problem, default: []].append(tally)
      }
    }
    return tallies.keys.sorted().compactMap { problem in
      let rates = FlipRates(tallies[problem] ?? [])
      guard rates.isFlaky else { return nil }
      return FlakyProblem(
        run: series.run, benchmark: series.benchmark, problem: Int(problem), rates: rates,
        interval: rates.interval(level: level))
    }
  }

  /// The worst first.
  static func precedes(_ one: FlakyProblem, _ two: FlakyProblem) -> Bool {
    let (a, b) = (one.rates.rate ?? 0, two.rates.rate ?? 0)
    if a != b { return a > b }
    if one.rates.flips != two.rates.flips { return one.rates.flips > two.rates.flips }
    return (one.run, one.benchmark, one.problem) < (two.run, two.benchmark, two.problem)
  }
}
