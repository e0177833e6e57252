/// An interval and what it claims: the share of studies in which it holds its target.
package struct Interval: Hashable, Sendable {
  /// Nominal coverage, 0.95 for 95 %. In `0..<1`, above 0.
  package let level: Double
  package let lower: Double
  package let upper: Double

  /// - Precondition: `lower <= upper` and `0 < level < 1`.
  package init(level: Double, lower: Double, upper: Double) {
    precondition(level > 0 && level < 1, "a level lies between 0 and 1, not \(level)")
    precondition(lower <= upper, "an interval from \(lower) to \(upper) runs backwards")
    self.level = level
    self.lower = lower
    self.upper = upper
  }

  package func contains(_ value: Double) -> Bool { lower <= value && value <= upper }

  /// That of the same quantity with the other sign: a difference taken the other way round.
  package var negated: Interval { Interval(level: level, lower: -upper, upper: -lower) }

  /// The smallest interval that holds this one and `value`.
  package func widened(toHold value: Double) -> Interval {
    Interval(level: level, lower: min(lower, value), upper: max(upper, value))
  }

  /// The smallest interval that holds both. Both must have one level.
  package func hull(_ other: Interval) -> Interval {
    precondition(level == other.level, "intervals of levels \(level) and \(other.level) do not mix")
    return Interval(
      level: level, lower: min(lower, other.lower), upper: max(upper, other.upper))
  }
}

/// Why a number does not exist. Every absent value carries one; none is replaced by 0, 1 or NaN.
package enum Absence: Hashable, Sendable {
  /// Only `eligible` of `problems` problems have at least `k` samples.
  case tooFewSamples(k: Int, eligible: Int, problems: Int)
  /// Missing samples leave a range of values: the bounds are known, the point is not.
  case missingSamples
  /// Nothing to average.
  case noProblems
  /// The two runs share no problem.
  case noCommonProblems
  /// Some values lie between 0 and 1, where the method needs solved or not.
  case notZeroOrOne
  /// A difference of `largest` refutes the declared `bound`.
  case beyondDeclaredBound(largest: Double, bound: Double)
  /// The metric begins at a larger budget.
  case budgetTooSmall(k: Int, least: Int)
  /// `problems` problems have samples without a reward.
  case missingRewards(problems: Int)
  /// An extrapolation needs at least `problems` problems with `samples` samples each, `partly` of
  /// them solved by some samples and not by others.
  case tooLittleToExtrapolate(problems: Int, samples: Int, partly: Int)
  /// The model, shown a share of the samples, does not predict what all of them show.
  case heldOutMissed(predicted: Double, observed: Double)
  /// In `skipped` of `rounds` resamples the value does not exist: too many for an interval.
  case tooManyRoundsSkipped(skipped: Int, rounds: Int)
  /// No task is solved in any run: the horizon lies below every length.
  case allFailed
  /// Every task is solved in every run: the horizon lies above every length.
  case allSolved
  /// Fewer than `needed` tasks have enough runs.
  case tooFewTasks(tasks: Int, needed: Int)
  /// The tasks are of fewer than `needed` families: resamples of so few say too little.
  case tooFewFamilies(families: Int, needed: Int)
  /// All tasks take a person the same time.
  case oneLength
  /// Longer tasks are solved no less often than shorter ones, so no length divides them.
  case successDoesNotFall
  /// Fewer than two models of different release dates have a horizon.
  case tooFewReleases
  /// Of `problems` problems `single` have one sample, which says nothing of a problem's own
  /// variance: there is no interval for these problems.
  case singleSamples(single: Int, problems: Int)
  /// A problem has `samples` samples, more than the method for these problems is made for.
  case tooManySamples(samples: Int, limit: Int)
  /// The problems supposed can differ by no more than this, whatever the candidate gains or loses.
  case differenceOutOfReach(lowest: Double, highest: Double)
  /// A plan would need more than `limit` problems, or samples.
  case planOutOfReach(limit: Int)
  /// One problem has no spread to be measured.
  case oneProblem
  /// The method divides by the spread of the values, and there is none.
  case noSpread
  /// All replicates lie on one side of the estimate.
  case oneSidedReplicates
  /// A limit at the level asked for lies beyond the replicates drawn.
  case tooFewReplicates(Int)

  /// The reason in words, without a full stop.
  package var reason: String {
    switch self {
    case .tooFewSamples(let k, let eligible, let problems):
      "k > n: \(eligible) of \(problems) problems have \(k) samples"
    case .missingSamples: "missing samples leave a range"
    case .noProblems: "no problems"
    case .noCommonProblems: "no common problems"
    case .notZeroOrOne: "some values lie between 0 and 1"
    case .beyondDeclaredBound(let largest, let bound):
      "a problem differs by \(largest), more than the declared \(bound)"
    case .budgetTooSmall(let k, let least): "k = \(k): begins at k = \(least)"
    case .missingRewards(let problems): "\(problems) problems have samples without a reward"
    case .tooLittleToExtrapolate(let problems, let samples, let partly):
      "needs \(problems) problems with \(samples) samples, \(partly) of them solved in part"
    case .heldOutMissed: "the model does not predict the samples held out"
    case .tooManyRoundsSkipped(let skipped, let rounds):
      "no value in \(skipped) of \(rounds) resamples"
    case .allFailed: "no task solved in any run"
    case .allSolved: "every task solved in every run"
    case .tooFewTasks(let tasks, let needed): "\(tasks) tasks with enough runs, \(needed) needed"
    case .tooFewFamilies(let families, let needed):
      "tasks of \(families) families, \(needed) needed"
    case .oneLength: "all tasks of one length"
    case .successDoesNotFall: "success does not fall with length"
    case .tooFewReleases: "fewer than two release dates"
    case .singleSamples(let single, let problems):
      "n = 1: \(single) of \(problems) problems have one sample, which says nothing of its own variance"
    case .tooManySamples(let samples, let limit): "n = \(samples): the method ends at \(limit)"
    case .differenceOutOfReach(let lowest, let highest):
      "on such problems the difference lies between \(lowest) and \(highest) whatever changes"
    case .planOutOfReach(let limit): "more than \(limit) would be needed"
    case .oneProblem: "one problem has no spread"
    case .noSpread: "all values are equal"
    case .oneSidedReplicates: "all replicates lie on one side of the estimate"
    case .tooFewReplicates(let replicates): "the limits lie beyond \(replicates) replicates"
    }
  }
}

/// The target an interval answers for.
package enum Target: String, Hashable, Sendable, CaseIterable {
  /// The mean over problems like these: the problems are taken as a sample.
  case population
  /// The mean over these very problems: only the samples are taken as drawn anew.
  case fixed

  package var inWords: String {
    switch self {
    case .population: "problems like these"
    case .fixed: "these problems"
    }
  }
}
