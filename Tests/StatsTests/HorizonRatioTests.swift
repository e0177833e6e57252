import Testing

import Simulation
@testable import Stats

@Suite struct HorizonRatioTests {
  private func study(_ n: (String, Int) -> Int = { _, _ in 8 }) -> HorizonStudy {
    var rng = SeededGenerator(seed: 3)
    let population = HorizonPopulation(agents: [("a", 4.0), ("b", 7.0)])
    var rows: [(agent: String, task: HorizonTask, tally: Tally)] = []
    for (index, item) in population.draw(families: 30, using: &rng).enumerated() {
      for (agent, chance) in zip(["a", "b"], item.chances) {
        rows.append((agent, item.task, rng.tally(of: n(agent, index), chance)))
      }
    }
    return HorizonStudy(rows)
  }

  @Test func `the quotient of two horizons on the same tasks`() throws {
    let study = study()
    let ratio = study.ratio(of: "b", to: "a", rounds: 200)
    let own = ["a", "b"].map { study.horizons(of: $0, rounds: 100)[0].minutes! }
    #expect(ratio.baselineMinutes == own[0] && ratio.candidateMinutes == own[1])
    #expect(abs(try #require(ratio.ratio) / (own[1] / own[0]) - 1) < 1e-12)
    let interval = try #require(ratio.interval)
    #expect(interval.contains(ratio.ratio!) && interval.lower > 1)
  }

  @Test func `turned round it is the reciprocal, and of an agent to itself exactly 1`() throws {
    let study = study()
    let there = study.ratio(of: "b", to: "a", rounds: 200)
    let back = study.ratio(of: "a", to: "b", rounds: 200)
    #expect(abs(there.ratio! * back.ratio! - 1) < 1e-12)
    #expect(abs(there.interval!.lower * back.interval!.upper - 1) < 1e-9)
    let same = study.ratio(of: "a", to: "a", rounds: 100)
    #expect(same.ratio == 1 && same.interval == Interval(level: 0.95, lower: 1, upper: 1))
  }

  @Test func `drawing the same tasks for both narrows it`() throws {
    let study = study()
    let ratio = try #require(study.ratio(of: "b", to: "a", rounds: 400).interval)
    let widths = try ["a", "b"].map { agent in
      let interval = try #require(study.horizons(of: agent, rounds: 400)[0].interval)
      return logarithm2(interval.upper / interval.lower)
    }
    let apart = (widths[0] * widths[0] + widths[1] * widths[1]).squareRoot()
    #expect(logarithm2(ratio.upper / ratio.lower) < 0.9 * apart)
  }

  @Test func `tasks on which either has too few runs are counted out of both`() {
    let study = study { agent, index in agent == "a" && index % 3 == 0 ? 4 : 8 }
    let all = study.ratio(of: "b", to: "a", rounds: 100)
    let eight = study.ratio(of: "b", to: "a", at: 8, rounds: 100)
    #expect(all.leftOut == 0 && eight.leftOut == (all.tasks + 2) / 3)
    #expect(eight.tasks + eight.leftOut == all.tasks)
    let needing = study.ratio(of: "b", to: "a", needing: 8, rounds: 100)
    #expect(needing.tasks == eight.tasks)
    #expect(
      study.ratio(of: "b", to: "a", at: 9, rounds: 100).absence
        == .tooFewTasks(tasks: 0, needed: 10))
  }
}
