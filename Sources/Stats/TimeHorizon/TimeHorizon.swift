/// The length of tasks at which an agent succeeds with a given chance, within `k` attempts.
///
/// A logistic curve of the chance of success is fitted to the logarithm of the time the tasks take a
/// person (`LogisticLine`); the horizon is where it passes `success`. At `k` = 1 this is METR's time
/// horizon. At `k` > 1 each task's outcome is the unbiased estimate of pass@k, which needs `k` runs:
/// a task with fewer is left out and counted. Since tasks with few runs may be of a kind, compare
/// horizons at different `k`, or of different agents, only on the same tasks (`needing`,
/// `HorizonRatio`); "solved in any run" is not pass@k, as it grows with the number of runs.
///
/// The interval is for tasks like these: percentiles over resamples (`HorizonResampling`). Rounds in
/// which the horizon does not exist are skipped and counted, and where they are more than one tail's
/// share there is no interval.
///
/// Sources: Kwa et al. 2025, arXiv:2503.14499; METR, eval-analysis-public, `src/horizon/wrangle`.
package struct TimeHorizon: Hashable, Sendable {
  package let agent: String
  package let k: Int
  /// The chance of success at the horizon: 0.5 or 0.8 as a rule.
  package let success: Double
  /// Tasks the curve is fitted to.
  package let tasks: Int
  /// Families those tasks are of.
  package let families: Int
  /// Tasks the agent was run on, but too few times.
  package let leftOut: Int
  /// Runs expected and not scored, on the tasks that count. Left out of the value; the interval is
  /// the hull over those that leave them out, take all as failures and take all as successes.
  package let missingRuns: Int
  package let line: LogisticLine?
  /// A person's minutes; `nil` with `absence` saying why.
  package let minutes: Double?
  package let absence: Absence?
  /// Whether the horizon lies outside the lengths of the tasks: then it is an extrapolation.
  package let isBeyondTasks: Bool
  /// In minutes; `nil` with `intervalAbsence` saying why.
  package let interval: Interval?
  package let intervalAbsence: Absence?
  package let resampling: HorizonResampling
  package let rounds: Int
  /// Rounds without a horizon: only failures, only successes, or a success that does not fall.
  package let skipped: Int

  /// Fewer tasks than this are refused.
  package static let fewestTasks = 10
  /// Tasks of fewer families than this give a value but no interval: resamples of so few differ too
  /// little.
  package static let fewestFamilies = 5
}

extension HorizonStudy {
  /// An agent's time horizons, one for each of `successes`.
  ///
  /// - Parameters:
  ///   - needing: Runs a task must have, at least `k` (the default): give the largest `k` of a
  ///     comparison to fit all of it to the same tasks.
  ///   - alsoBy: Other agents that must have as many runs of a task.
  package func horizons(
    of agent: String, at k: Int = 1, successes: [Double] = [0.5, 0.8], needing: Int? = nil,
    alsoBy others: [String] = [], resampling: HorizonResampling = .familiesAndTasks,
    rounds: Int = 1_000, level: Double = 0.95
  ) -> [TimeHorizon] {
    precondition(k >= 1 && (needing ?? k) >= k, "pass@\(k) needs \(k) runs, not \(needing ?? k)")
    precondition(rounds >= 100, "an interval needs at least 100 resamples, not \(rounds)")
    let used = tasks(withRuns: needing ?? k, of: [agent] + others)
    let question = HorizonQuestion(agent: agent, k: k, tasks: used)
    let missing = used.reduce(0) { $0 + tally(of: agent, task: $1)!.missing }
    let variants = missing > 0 ? MissingRuns.allCases : [.leftOut]
    let (line, absence) = fit(question)
    let families = Set(used.map { tasks[$0].family }).count
    let enough = line != nil && families >= TimeHorizon.fewestFamilies
    let draws =
      enough
      ? HorizonDraws(
        self, variants.map { .init(agent: agent, k: k, tasks: used, missing: $0) },
        by: resampling, rounds: rounds) : nil
    return successes.map { success in
      let height = line?.logHorizon(at: success)
      let bound = height.flatMap { value in
        draws?.interval(at: success, level: level, rounds: rounds, holding: value)
      }
      let lengths = used.map { logarithm2(tasks[$0].minutes) }
      return TimeHorizon(
        agent: agent, k: k, success: success, tasks: used.count, families: families,
        leftOut: tasks(of: agent).count - used.count, missingRuns: missing, line: line,
        minutes: height.map(powerOf2),
        absence: absence ?? (height == nil ? .successDoesNotFall : nil),
        isBeyondTasks: height.map { $0 < lengths.min()! || $0 > lengths.max()! } ?? false,
        interval: bound?.interval,
        intervalAbsence: bound?.absence
          ?? (height != nil && draws == nil
            ? .tooFewFamilies(families: families, needed: TimeHorizon.fewestFamilies) : nil),
        resampling: resampling, rounds: rounds, skipped: bound?.skipped ?? 0)
    }
  }

  /// The curve fitted to the tasks as they are, or why there is none.
  func fit(_ question: HorizonQuestion) -> (line: LogisticLine?, absence: Absence?) {
    let used = question.tasks
    guard used.count >= TimeHorizon.fewestTasks else {
      return (nil, .tooFewTasks(tasks: used.count, needed: TimeHorizon.fewestTasks))
    }
    guard Set(used.map { tasks[$0].minutes }).count > 1 else { return (nil, .oneLength) }
    let points = zip(used, weights(of: used)).map { index, weight in
      let tally = question.missing.applied(to: tally(of: question.agent, task: index)!)
      return LogisticLine.Point(
        x: logarithm2(tasks[index].minutes), y: HorizonQuestion.outcome(tally, k: question.k),
        weight: weight)
    }
    if points.allSatisfy({ $0.y == 0 }) { return (nil, .allFailed) }
    if points.allSatisfy({ $0.y == 1 }) { return (nil, .allSolved) }
    return (LogisticLine(points), nil)
  }
}

extension HorizonDraws {
  /// The percentile interval over the rounds, in minutes: the hull over all questions.
  ///
  /// Percentiles are taken of the logarithms: between two neighbouring rounds the limit lies on
  /// their geometric mean rather than their arithmetic one.
  fileprivate func interval(
    at success: Double, level: Double, rounds: Int, holding height: Double
  ) -> (interval: Interval?, absence: Absence?, skipped: Int) {
    let heights = lines.map { $0.compactMap { $0?.logHorizon(at: success) } }
    let skipped = rounds - heights.map(\.count).min()!
    guard Double(skipped) <= (1 - level) / 2 * Double(rounds) else {
      return (nil, .tooManyRoundsSkipped(skipped: skipped, rounds: rounds), skipped)
    }
    let hull = heights.map { percentileInterval($0, level: level) }
      .reduce(Interval(level: level, lower: height, upper: height)) { $0.hull($1) }
    let minutes = Interval(
      level: level, lower: powerOf2(hull.lower), upper: powerOf2(hull.upper))
    return (minutes, nil, skipped)
  }
}
