import EvalLogs
import Stats

/// The time horizons of the runs of one benchmark, how those of a pair compare, and how they grow
/// with the day of release.
struct BenchmarkHorizons: Sendable {
  /// One run's horizons, at chances of 50 and 80 %.
  struct Row: Sendable {
    let run: Int
    let k: Int
    /// Samples a task must have to count: `k`, or the larger one it is compared with.
    let needing: Int
    let horizons: [TimeHorizon]

    /// At 50 %.
    var half: TimeHorizon { horizons[0] }
  }

  struct Pair: Sendable {
    let pair: Study.Pair
    let needing: Int
    let ratio: HorizonRatio
  }

  /// Chances of success at the horizon.
  static let successes = [0.5, 0.8]
  static let resampling = HorizonResampling.familiesAndTasks
  static let rounds = 1_000

  let benchmark: Int
  let tasks: HorizonTasks
  /// One or two, ascending.
  let ks: [Int]
  let rows: [Row]
  let pairs: [Pair]
  /// At both `k` on the tasks with the larger number of samples; `nil` where fewer than two days of
  /// release are known.
  let trend: HorizonTrendPair?
  /// At the smaller `k` on every task with as many samples, where there are two `k`.
  let wholeTrend: HorizonTrendPair?
  /// Runs with a day of release.
  let dated: [Int]

  /// - Returns: `nil` where no task has minutes, or no `k` asked for is one that ten tasks have.
  init?(_ results: Results, benchmark b: Int) {
    guard let tasks = HorizonTasks(results.study, benchmark: b) else { return nil }
    let ks = tasks.ks(asked: results.settings.ks)
    guard let first = ks.first, let last = ks.last else { return nil }
    (benchmark, self.tasks, self.ks) = (b, tasks, ks)
    let (study, level) = (tasks.study, results.settings.level)
    let kinds = Set([[first, first], [first, last], [last, last]]).sorted {
      ($0[0], $0[1]) < ($1[0], $1[1])
    }
    let wanted = tasks.runs.flatMap { run in
      kinds.filter { kind in
        // The smaller k on the tasks of the larger is told apart only where those are other tasks.
        kind[0] == kind[1]
          || study.tasks(withRuns: kind[1], of: [HorizonTasks.agent(run)]).count
            < study.tasks(withRuns: kind[0], of: [HorizonTasks.agent(run)]).count
      }.map { (run: run, k: $0[0], needing: $0[1]) }
    }
    rows = parallelMap(wanted.count, threads: results.settings.threads) { index in
      let (run, k, needing) = wanted[index]
      return Row(
        run: run, k: k, needing: needing,
        horizons: study.horizons(
          of: HorizonTasks.agent(run), at: k, successes: Self.successes, needing: needing,
          resampling: Self.resampling, rounds: Self.rounds, level: level))
    }
    let asked = results.study.pairs.filter {
      tasks.runs.contains($0.baseline) && tasks.runs.contains($0.candidate)
    }.flatMap { pair in kinds.map { (pair: pair, k: $0[0], needing: $0[1]) } }
    pairs = parallelMap(asked.count, threads: results.settings.threads) { index in
      let (pair, k, needing) = asked[index]
      return Pair(
        pair: pair, needing: needing,
        ratio: study.ratio(
          of: HorizonTasks.agent(pair.candidate), to: HorizonTasks.agent(pair.baseline), at: k,
          needing: needing, resampling: Self.resampling, rounds: Self.rounds, level: level))
    }
    let releases = tasks.runs.compactMap { run in
      results.study.runs[run].released.map { (run: run, day: $0) }
    }
    dated = releases.map(\.run)
    let isDated = Set(releases.map(\.day)).count > 1
    let trends = (isDated ? last > first ? [last, first] : [first] : []).map { last in
      study.trends(
        of: releases.map { (HorizonTasks.agent($0.run), Double($0.day.daysSince1970)) },
        at: (first, last), resampling: Self.resampling, rounds: Self.rounds, level: level)
    }
    trend = trends.first
    wholeTrend = trends.count > 1 ? trends[1] : nil
  }

  /// The rows of one `k` on every task that has as many samples.
  func rows(at k: Int) -> [Row] { rows.filter { $0.k == k && $0.needing == k } }

  /// One line of growth: a `k` on the tasks with so many samples.
  struct Growth: Sendable {
    let trend: HorizonTrend
    let needing: Int
    let leftOut: [HorizonTrendPair.LeftOut]
  }

  /// Every trend there is.
  var growths: [Growth] {
    guard let trend, let last = ks.last else { return [] }
    let whole = wholeTrend.map {
      [Growth(trend: $0.first, needing: $0.first.k, leftOut: $0.leftOut)]
    }
    return (whole ?? [])
      + (ks.count > 1 ? [trend.first, trend.second] : [trend.first]).map {
        Growth(trend: $0, needing: last, leftOut: trend.leftOut)
      }
  }

  /// Whether the tasks are of enough families for a trend to have an interval.
  var hasEnoughFamilies: Bool { tasks.families >= TimeHorizon.fewestFamilies }
}

/// The problems of one benchmark as tasks of known length.
struct HorizonTasks: Sendable {
  let study: HorizonStudy
  /// Runs with a sample of any task.
  let runs: [Int]
  let families: Int
  /// Whether the logs group the problems; else each is a family of its own.
  let isGrouped: Bool
  /// Problems of which no sample says how long a person takes.
  let withoutMinutes: Int
  /// Problems of which the samples say different times, or one not above 0.
  let unclear: Int

  /// Whether samples of tasks are missing: ratios and trends leave them out.
  let hasMissing: Bool

  /// The name a run has in the study.
  static func agent(_ run: Int) -> String { String(run) }

  /// - Returns: `nil` where no problem has minutes.
  init?(_ study: Study, benchmark: Int) {
    guard let place = study.samples.columns.firstIndex(of: .minutes) else { return nil }
    let cells = study.cells[benchmark].compactMap { $0 }
    var lengths: [String: Set<Double>] = [:]
    var groups: [String: String] = [:]
    for problem in cells.flatMap(\.problems) {
      lengths[problem.id, default: []].formUnion(
        study.samples(of: problem).compactMap { sample in
          guard case .number(let minutes) = sample.values[place] else { return nil }
          return minutes.isNaN ? -1 : minutes
        })
      if let group = problem.group { groups[problem.id] = min(groups[problem.id] ?? group, group) }
    }
    let known = lengths.compactMapValues { found -> Double? in
      guard found.count == 1, let minutes = found.first, minutes > 0, minutes.isFinite else {
        return nil
      }
      return minutes
    }
    guard !known.isEmpty else { return nil }
    withoutMinutes = lengths.values.count { $0.isEmpty }
    unclear = lengths.count - known.count - withoutMinutes
    isGrouped = known.keys.contains { groups[$0] != nil }
    let results = cells.flatMap { cell in
      cell.problems.compactMap { problem in
        known[problem.id].map { minutes in
          (
            agent: Self.agent(cell.run),
            // A group and a problem may have one name.
            task: HorizonTask(
              name: problem.id,
              family: groups[problem.id].map { "group \($0)" } ?? "problem \(problem.id)",
              minutes: minutes), tally: problem.tally
          )
        }
      }
    }
    hasMissing = results.contains { $0.tally.missing > 0 }
    self.study = HorizonStudy(results)
    families = Set(self.study.tasks.map(\.family)).count
    let agents = self.study
    runs = cells.map(\.run).filter { !agents.tasks(of: Self.agent($0)).isEmpty }
  }

  /// What is to be said of ratios and trends where samples are missing.
  var missingNote: String? {
    hasMissing ? "missing samples are left out, of the interval as well" : nil
  }

  /// The smallest and the largest `k` shown: of those asked for, that ten tasks of some run have;
  /// else 1 and the largest power of two that half of the tasks of half of the runs have.
  func ks(asked: [Int]?) -> [Int] {
    if let asked {
      let there = asked.filter { k in
        runs.contains {
          study.tasks(withRuns: k, of: [Self.agent($0)]).count >= TimeHorizon.fewestTasks
        }
      }
      return Set([there.first, there.last].compactMap { $0 }).sorted()
    }
    let middles = runs.map { run in
      middle(
        study.tasks(of: Self.agent(run)).map {
          study.tally(of: Self.agent(run), task: $0)?.samples ?? 0
        })
    }
    return Set([1, powersOfTwo(upTo: middle(middles)).last { $0 & ($0 - 1) == 0 } ?? 1]).sorted()
  }

  /// The upper of the two middle values.
  private func middle(_ values: [Int]) -> Int {
    values.isEmpty ? 0 : values.sorted()[values.count / 2]
  }
}
