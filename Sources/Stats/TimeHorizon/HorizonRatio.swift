/// How many times as long the tasks are that one agent masters as another's: the candidate's horizon
/// over the baseline's, at the same `k`, on the same tasks.
///
/// Both curves are fitted to the tasks on which both agents have enough runs, and every round of the
/// bootstrap draws the same tasks for both, so what makes a task easy for both cancels.
package struct HorizonRatio: Hashable, Sendable {
  package let baseline: String
  package let candidate: String
  package let k: Int
  package let success: Double
  /// Tasks both are fitted to.
  package let tasks: Int
  /// Tasks both were run on, but one of them too few times.
  package let leftOut: Int
  /// The two horizons in minutes, on these tasks; `nil` where there is none.
  package let baselineMinutes: Double?
  package let candidateMinutes: Double?
  /// Candidate over baseline, above 0; `nil` with `absence` saying why.
  package let ratio: Double?
  package let absence: Absence?
  package let interval: Interval?
  package let intervalAbsence: Absence?
  package let resampling: HorizonResampling
  package let rounds: Int
  /// Rounds in which either horizon does not exist.
  package let skipped: Int
}

extension HorizonStudy {
  /// - Parameter needing: Runs a task must have in both agents, at least `k` (the default).
  package func ratio(
    of candidate: String, to baseline: String, at k: Int = 1, success: Double = 0.5,
    needing: Int? = nil, resampling: HorizonResampling = .familiesAndTasks, rounds: Int = 1_000,
    level: Double = 0.95
  ) -> HorizonRatio {
    precondition(k >= 1 && (needing ?? k) >= k, "pass@\(k) needs \(k) runs, not \(needing ?? k)")
    precondition(rounds >= 100, "an interval needs at least 100 resamples, not \(rounds)")
    let shared = tasks(withRuns: needing ?? k, of: [baseline, candidate])
    let questions = [baseline, candidate].map { HorizonQuestion(agent: $0, k: k, tasks: shared) }
    let fits = questions.map { fit($0) }
    let heights = fits.map { $0.line?.logHorizon(at: success) }
    let both = heights.compactMap { $0 }
    let families = Set(shared.map { tasks[$0].family }).count
    var draws: [Double] = []
    if both.count == 2 && families >= TimeHorizon.fewestFamilies {
      let lines = HorizonDraws(self, questions, by: resampling, rounds: rounds).lines
      for (line, other) in zip(lines[0], lines[1]) {
        if let low = line?.logHorizon(at: success), let high = other?.logHorizon(at: success) {
          draws.append(high - low)
        }
      }
    }
    let skipped = draws.isEmpty ? 0 : rounds - draws.count
    let refused = Double(skipped) > (1 - level) / 2 * Double(rounds)
    let difference = both.count == 2 ? both[1] - both[0] : nil
    var interval: Interval?
    if let difference, !draws.isEmpty, !refused {
      let logs = percentileInterval(draws, level: level).widened(toHold: difference)
      interval = Interval(level: level, lower: powerOf2(logs.lower), upper: powerOf2(logs.upper))
    }
    return HorizonRatio(
      baseline: baseline, candidate: candidate, k: k, success: success, tasks: shared.count,
      leftOut: Set(tasks(of: baseline)).intersection(tasks(of: candidate)).count - shared.count,
      baselineMinutes: heights[0].map(powerOf2), candidateMinutes: heights[1].map(powerOf2),
      ratio: difference.map(powerOf2),
      absence: difference == nil
        ? fits[0].absence ?? fits[1].absence ?? .successDoesNotFall : nil,
      interval: interval,
      intervalAbsence: difference == nil || interval != nil
        ? nil
        : draws.isEmpty && families < TimeHorizon.fewestFamilies
          ? .tooFewFamilies(families: families, needed: TimeHorizon.fewestFamilies)
          : .tooManyRoundsSkipped(skipped: rounds - draws.count, rounds: rounds),
      resampling: resampling, rounds: rounds, skipped: skipped)
  }
}
