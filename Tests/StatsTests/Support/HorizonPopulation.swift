import Simulation
import Stats

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where tasks with lengths, families and agents' chances come from.
///
/// A family has 1 to 6 tasks, its typical length uniform from 1 minute to 17 hours on a log scale,
/// its tasks' lengths within about a factor of two of it. An agent's log-odds fall by 0.6 a doubling
/// and are 0 at its own length; families and tasks are harder or easier for all agents alike, tasks
/// also for each agent.
struct HorizonPopulation {
  /// Each agent's length at even odds, as a logarithm to base 2 of minutes.
  let agents: [(name: String, height: Double)]
  var familySpread = 1.0
  var taskSpread = 1.0
  var ownSpread = 0.7

  /// Tasks with every agent's chance of solving them in one run.
  func draw(
    families: Int, using rng: inout SeededGenerator
  ) -> [(task: HorizonTask, chances: [Double])] {
    (0..<families).flatMap { family in
      let length = 10 * rng.uniform()
      let ease = familySpread * rng.normal()
      return (0..<(1 + Int(6 * rng.uniform()))).map { place in
        let x = min(12, max(0, length + rng.normal()))
        let common = ease + taskSpread * rng.normal()
        let chances = agents.map { agent in
          1 / (1 + exp(0.6 * (x - agent.height) - common - ownSpread * rng.normal()))
        }
        return (
          HorizonTask(name: "\(family)/\(place)", family: "\(family)", minutes: exp2(x)), chances
        )
      }
    }
  }

  func study(families: Int, runs: Int, using rng: inout SeededGenerator) -> HorizonStudy {
    let tasks = draw(families: families, using: &rng)
    var results: [(agent: String, task: HorizonTask, tally: Tally)] = []
    for (task, chances) in tasks {
      for (agent, chance) in zip(agents, chances) {
        results.append((agent.name, task, rng.tally(of: runs, chance)))
      }
    }
    return HorizonStudy(results)
  }

  /// Every agent's horizon, as a logarithm, that the same fit gives on very many tasks whose chances
  /// within `k` attempts are known: what an interval for tasks like these must hold.
  func heights(at k: Int, success: Double = 0.5, families: Int = 20_000) -> [Double] {
    var rng = SeededGenerator(seed: 77)
    let tasks = draw(families: families, using: &rng)
    var sizes: [String: Int] = [:]
    for (task, _) in tasks { sizes[task.family, default: 0] += 1 }
    let raw = tasks.map { 1 / Double(sizes[$0.task.family]!).squareRoot() }
    let sum = raw.reduce(0, +)
    return agents.indices.map { agent in
      let points = zip(tasks, raw).map { item, weight in
        (
          x: log2(item.task.minutes), y: 1 - pow(1 - item.chances[agent], Double(k)),
          weight: weight / sum
        )
      }
      return logHorizon(points, success: success)
    }
  }
}
