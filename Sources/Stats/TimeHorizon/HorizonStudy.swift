/// A task with the time it takes a person.
package struct HorizonTask: Hashable, Sendable {
  package let name: String
  /// Tasks of one family are alike and count for less together.
  package let family: String
  /// A skilled person's working time, in minutes. Above 0.
  package let minutes: Double

  package init(name: String, family: String, minutes: Double) {
    precondition(
      minutes > 0 && minutes.isFinite, "task \(name) takes a person \(minutes) minutes: cannot be")
    self.name = name
    self.family = family
    self.minutes = minutes
  }
}

/// What agents achieved on tasks of known length: the data of a time horizon.
package struct HorizonStudy: Sendable {
  /// By family and name, so that the order in which results come changes no bit.
  package let tasks: [HorizonTask]
  package let agents: [String]

  private let tallies: [String: [Tally?]]

  /// - Parameter results: What an agent's runs of a task came to; further results of the same agent
  ///   and task are added up. A task's name is unique, and its family and minutes are the same in
  ///   all results (precondition).
  package init(_ results: some Sequence<(agent: String, task: HorizonTask, tally: Tally)>) {
    var known: [String: HorizonTask] = [:]
    var sums: [String: [String: Tally]] = [:]
    for (agent, task, tally) in results {
      let first = known[task.name] ?? task
      precondition(
        first == task,
        "task \(task.name) is of \(first.family) and \(first.minutes) minutes in one result, of "
          + "\(task.family) and \(task.minutes) in another")
      known[task.name] = task
      sums[agent, default: [:]][task.name, default: Tally(correct: 0, of: 0)] =
        (sums[agent]?[task.name] ?? Tally(correct: 0, of: 0)) + tally
    }
    let tasks = known.values.sorted { ($0.family, $0.name) < ($1.family, $1.name) }
    self.tasks = tasks
    agents = sums.keys.sorted()
    tallies = sums.mapValues { byName in tasks.map { byName[$0.name] } }
  }

  package func tally(of agent: String, task index: Int) -> Tally? { tallies[agent]?[index] }

  /// The tasks on which every one of `agents` has at least `runs` scored runs, as indices of
  /// `tasks`.
  package func tasks(withRuns runs: Int, of agents: [String]) -> [Int] {
    tasks.indices.filter { index in
      agents.allSatisfy { (tally(of: $0, task: index)?.samples ?? 0) >= runs }
    }
  }

  /// The tasks an agent has been run on at all.
  package func tasks(of agent: String) -> [Int] {
    tasks.indices.filter { index in
      tally(of: agent, task: index).map { $0.samples + $0.missing > 0 } ?? false
    }
  }

  /// Each task's weight: 1 over the root of the number of tasks in its family, scaled to sum to 1.
  /// A task's runs share its weight.
  ///
  /// Source: METR, eval-analysis-public, `src/horizon/compute_task_weights.py`.
  func weights(of indices: [Int]) -> [Double] {
    var sizes: [String: Int] = [:]
    for index in indices { sizes[tasks[index].family, default: 0] += 1 }
    let raw = indices.map { 1 / Double(sizes[tasks[$0].family]!).squareRoot() }
    let sum = raw.reduce(0, +)
    return raw.map { $0 / sum }
  }
}

/// How missing runs are taken: they are not failures, and what they would have been is not known.
enum MissingRuns: CaseIterable {
  case leftOut
  case failed
  case succeeded

  func applied(to tally: Tally) -> Tally {
    switch self {
    case .leftOut: Tally(correct: tally.correct, of: tally.samples)
    case .failed: tally.missingAsWrong
    case .succeeded: tally.missingAsRight
    }
  }
}

/// One curve to fit: an agent's chance of success within `k` attempts over a set of tasks.
struct HorizonQuestion {
  let agent: String
  let k: Int
  /// Indices of the study's tasks, ascending, on each of which the agent has at least `k` runs.
  let tasks: [Int]
  var missing = MissingRuns.leftOut

  /// A task's outcome: the unbiased estimate of pass@k, which at `k` = 1 is the share of successes.
  static func outcome(_ tally: Tally, k: Int) -> Double { tally.passAt(k)! }
}
