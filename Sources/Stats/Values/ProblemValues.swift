/// One problem's value, and what its missing samples leave possible.
package struct ProblemValue: Hashable, Sendable {
  /// From the samples scored; `nil` where they are too few for it.
  package let value: Double?
  /// The least and the greatest value the missing samples could make it.
  package let bounds: ClosedRange<Double>

  package init(_ value: Double) {
    self.value = value
    bounds = value...value
  }

  package init(_ value: Double?, within bounds: ClosedRange<Double>) {
    self.value = value
    self.bounds = bounds
  }

  /// What `statistic` gives for a tally, with its bounds.
  ///
  /// - Parameter statistic: Non-decreasing in `correct`, so that its bounds are reached where all
  ///   missing samples were wrong and where all were right. `nil` where it does not exist.
  /// - Returns: `nil` where even the bounds do not exist.
  package init?(_ tally: Tally, _ statistic: (Tally) -> Double?) {
    guard tally.missing > 0 else {
      guard let value = statistic(tally) else { return nil }
      self.init(value)
      return
    }
    guard let least = statistic(tally.missingAsWrong),
      let greatest = statistic(tally.missingAsRight)
    else { return nil }
    self.init(statistic(tally), within: least...max(least, greatest))
  }

  /// A value in `range` that only samples decide: where `k` are drawn and none of those missing is
  /// among them it is `value`, else it is anything in `range`.
  ///
  /// The bounds hold whatever the missing samples were. They are not always the narrowest.
  package init(
    _ value: Double?, at k: Int, of samples: Int, missing: Int,
    in range: ClosedRange<Double> = 0...1
  ) {
    guard missing > 0, let value else {
      self.init(value, within: value.map { $0...$0 } ?? range)
      return
    }
    let untouched = Tally(correct: missing, of: samples + missing).failAt(k)!
    let least = untouched * value + (1 - untouched) * range.lowerBound
    let greatest = untouched * value + (1 - untouched) * range.upperBound
    self.init(value, within: least...max(least, greatest))
  }
}

/// A mean over problems, laid open: the values it averages, what they can be, and why it is absent
/// where it is.
///
/// Each problem has equal weight. Any interval for problems like these can be put on `least` and
/// `greatest`, which are the same where no sample is missing; `interval(level:)` is the default
/// one.
package struct ProblemValues: Sendable {
  package typealias Counted = (value: Double, count: Int)

  /// Problems averaged over.
  package let problems: Int
  /// The mean; `nil` with `absence` saying why.
  package let estimate: Double?
  package let absence: Absence?
  /// What missing samples leave possible for the mean; `nil` where none is missing.
  package let bounds: ClosedRange<Double>?
  /// Distinct values, ascending, each with how many problems have it: at the least and at the
  /// greatest that missing samples leave possible. Empty where some problem has no value at all.
  package let least: [Counted]
  package let greatest: [Counted]
  /// What a value can be; `nil` where it has no known limits, and then no interval.
  package let range: ClosedRange<Double>?

  /// - Parameters:
  ///   - each: The problems in any order, equal ones counted; `nil` for one without any value.
  ///   - range: Holds every value and bound.
  ///   - reason: Why the mean is absent if some problem has no value.
  package init(
    _ each: some Sequence<(problem: ProblemValue?, count: Int)>,
    in range: ClosedRange<Double>? = 0...1, otherwise reason: Absence
  ) {
    let each = Array(each)
    let known = each.compactMap { item in item.problem.map { (problem: $0, count: item.count) } }
    problems = each.reduce(0) { $0 + $1.count }
    self.range = range
    guard problems > 0, known.count == each.count else {
      (estimate, bounds, least, greatest) = (nil, nil, [], [])
      absence = problems > 0 ? reason : .noProblems
      return
    }
    least = counted(known.map { ($0.problem.bounds.lowerBound, $0.count) })
    greatest = counted(known.map { ($0.problem.bounds.upperBound, $0.count) })
    let lowest = average(least)
    let highest = max(lowest, average(greatest))
    let open = known.contains { $0.problem.bounds.lowerBound < $0.problem.bounds.upperBound }
    let values = known.compactMap { item in item.problem.value.map { ($0, item.count) } }
    bounds = open ? lowest...highest : nil
    if values.count == known.count {
      estimate = open ? average(counted(values)) : lowest
    } else {
      estimate = open ? nil : lowest
    }
    absence = estimate == nil ? .missingSamples : nil
  }

  /// The problems' values of a statistic of their tallies.
  ///
  /// - Parameters:
  ///   - tallies: In any order. Problems with neither samples nor missing ones are left out.
  ///   - k: How many samples of a problem it takes, to say so where they are too few.
  ///   - statistic: Non-decreasing in `correct`.
  package init(
    _ tallies: some Sequence<Tally>, needing k: Int, in range: ClosedRange<Double>? = 0...1,
    _ statistic: (Tally) -> Double?
  ) {
    let groups = grouped(tallies.filter { $0.samples + $0.missing > 0 })
    let total = groups.reduce(0) { $0 + $1.count }
    let eligible = groups.reduce(0) { $0 + ($1.tally.samples >= k ? $1.count : 0) }
    self.init(
      groups.map { (ProblemValue($0.tally, statistic), $0.count) }, in: range,
      otherwise: .tooFewSamples(k: k, eligible: eligible, problems: total))
  }

  /// The default interval for problems like these, Jeffreys-Dirichlet; where samples are missing,
  /// the hull over both bounds. Widened to hold the estimate.
  ///
  /// - Returns: `nil` where there are no values or no known range.
  package func interval(level: Double) -> Interval? {
    guard let range, !least.isEmpty else { return nil }
    var interval = DirichletMean(least, in: range).interval(level: level)
    if let bounds {
      interval = interval.hull(DirichletMean(greatest, in: range).interval(level: level))
        .widened(toHold: bounds.lowerBound).widened(toHold: bounds.upperBound)
    }
    return estimate.map { interval.widened(toHold: $0) } ?? interval
  }
}

/// Equal values counted, ascending, so that the order of problems cannot change a sum.
func counted(_ values: [ProblemValues.Counted]) -> [ProblemValues.Counted] {
  var groups: [ProblemValues.Counted] = []
  for item in values.sorted(by: { $0.value < $1.value }) where item.count > 0 {
    if groups.last?.value == item.value {
      groups[groups.count - 1].count += item.count
    } else {
      groups.append(item)
    }
  }
  return groups
}
