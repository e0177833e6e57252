/// Which problems two runs solve: both, the baseline only, the candidate only, neither.
///
/// A problem counts as solved where at least `threshold` of its samples are correct. That is a fact
/// about these samples: a problem "neither" solved may still have any rate up to `excludedRate`,
/// and one lucky guess solves a problem at threshold 1. Where the runs have different *n*, the run
/// sampled more solves more: compare by `expected(at:)` at the smaller *n*.
package struct SolvableSets: Sendable {
  /// Correct samples that make a problem solved.
  package let threshold: Int
  /// Places among the pairs, ascending; a problem is in one of the five.
  package let both: [Int]
  package let baselineOnly: [Int]
  package let candidateOnly: [Int]
  package let neither: [Int]
  /// Problems that missing samples may put in another set.
  package let open: [Int]
  /// The fewest and the most samples scored of a problem, by run.
  package let baselineSamples: ClosedRange<Int>
  package let candidateSamples: ClosedRange<Int>

  private let pairs: [(baseline: Tally, candidate: Tally)]

  /// - Parameter pairs: The two tallies of each common problem; their places are the names.
  /// - Returns: `nil` without a pair.
  package init?(_ pairs: [(baseline: Tally, candidate: Tally)], threshold: Int = 1) {
    precondition(threshold >= 1, "solved by \(threshold) correct samples cannot be")
    guard !pairs.isEmpty else { return nil }
    var sets = [[Int]](repeating: [], count: 5)
    for (index, pair) in pairs.enumerated() {
      guard let baseline = pair.baseline.isSolved(by: threshold),
        let candidate = pair.candidate.isSolved(by: threshold)
      else {
        sets[4].append(index)
        continue
      }
      sets[(baseline ? 2 : 0) + (candidate ? 1 : 0)].append(index)
    }
    self.threshold = threshold
    self.pairs = pairs
    (neither, candidateOnly, baselineOnly, both, open) = (
      sets[0], sets[1], sets[2], sets[3], sets[4]
    )
    let (baselines, candidates) = (pairs.map(\.baseline.samples), pairs.map(\.candidate.samples))
    baselineSamples = baselines.min()!...baselines.max()!
    candidateSamples = candidates.min()!...candidates.max()!
  }

  package var problems: Int { pairs.count }

  /// The largest budget at which the two runs can be compared alike: the fewest samples of any
  /// problem in either run.
  package var commonBudget: Int { min(baselineSamples.lowerBound, candidateSamples.lowerBound) }

  /// How large the four sets would be, on average, had both runs `budget` samples of each problem.
  package struct Expected: Hashable, Sendable {
    package let both: Double
    package let baselineOnly: Double
    package let candidateOnly: Double
    package let neither: Double
  }

  /// `sum_i x_i y_i`, `sum_i x_i (1 - y_i)` and so on, *x* and *y* the chances that `budget` samples
  /// drawn from each run's own solve the problem. Without bias for `budget` fresh samples, as the
  /// runs' samples are independent given the problem. At threshold 1 they are pass@budget.
  ///
  /// - Returns: `nil` if `budget > commonBudget` or `budget < threshold`.
  package func expected(at budget: Int) -> Expected? {
    guard budget >= threshold, budget <= commonBudget else { return nil }
    var sums = [CompensatedSum](repeating: CompensatedSum(), count: 4)
    let values = pairs.map { pair in
      (
        pair.baseline.passAt(budget, atLeast: threshold)!,
        pair.candidate.passAt(budget, atLeast: threshold)!
      )
    }.sorted { $0 < $1 }
    for (x, y) in values {
      sums[0].add(x * y)
      sums[1].add(x * (1 - y))
      sums[2].add((1 - x) * y)
      sums[3].add((1 - x) * (1 - y))
    }
    return Expected(
      both: sums[0].value, baselineOnly: sums[1].value, candidateOnly: sums[2].value,
      neither: sums[3].value)
  }

  /// The exact two-sided McNemar test of "a problem that only one of the runs solves is as likely
  /// to be either's", for problems like these.
  ///
  /// `min(1, 2 P(X <= min(b, c)))`, `X ~ Bin(b + c, 1/2)`. Where missing samples leave problems
  /// open, the largest value they allow. It says nothing about how often a problem is solved, and
  /// with different *n* it tests the sampling budgets as much as the runs.
  package var pValue: Double {
    // What the open problems can add to either side.
    var (baseline, candidate) = (baselineOnly.count, candidateOnly.count)
    for index in open {
      let one = pairs[index].baseline.isSolved(by: threshold)
      let other = pairs[index].candidate.isSolved(by: threshold)
      if one != false && other != true { baseline += 1 }
      if one != true && other != false { candidate += 1 }
    }
    let (fewest, most) = (
      (baselineOnly.count, candidateOnly.count), (baseline, candidate)
    )
    // If the two can be made equal nothing speaks against the null; else bring them together.
    if fewest.0 <= most.1 && fewest.1 <= most.0 { return 1 }
    let (b, c) = fewest.0 > most.1 ? (fewest.0, most.1) : (most.0, fewest.1)
    return PairedTable(both: 0, candidateOnly: c, baselineOnly: b, neither: 0).mcNemar
  }
}

extension Tally {
  /// Whether at least `threshold` samples are correct; `nil` where missing samples decide it.
  package func isSolved(by threshold: Int) -> Bool? {
    if correct >= threshold { return true }
    return correct + missing >= threshold ? nil : false
  }
}

/// The greatest success rate that `samples` failures in a row leave possible: `1 - (1 - level)^(1/n)`,
/// about `3/n` at level 0.95.
///
/// A problem with that rate or more would have been solved with chance at least `level`. Exact:
/// Clopper and Pearson's one-sided limit at no success. For `problems` problems at once, all of
/// them unsolved, each gets an equal part of the error (Bonferroni).
///
/// - Returns: In `0...1`: 1 without a sample.
package func excludedRate(unsolvedIn samples: Int, level: Double = 0.95, among problems: Int = 1)
  -> Double
{
  precondition(samples >= 0 && problems >= 1, "\(samples) samples of \(problems) problems")
  precondition(level > 0 && level < 1, "a level lies between 0 and 1, not \(level)")
  guard samples > 0 else { return 1 }
  let error = (1 - level) / Double(problems)
  return -exponentialLessOne(naturalLogarithm(error) / Double(samples))
}
