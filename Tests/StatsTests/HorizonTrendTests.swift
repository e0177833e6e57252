import Testing

import Simulation
@testable import Stats

@Suite(.serialized) struct HorizonTrendTests {
  /// Five models half a year apart, the third of them behind the second.
  private static let agents = [("m1", 2.0), ("m2", 4.5), ("m3", 3.0), ("m4", 6.0), ("m5", 8.0)]
  private static let releases = agents.enumerated().map {
    (agent: $1.0, day: 182.625 * Double($0))
  }

  private func study(families: Int = 30, seed: UInt64 = 8) -> HorizonStudy {
    var rng = SeededGenerator(seed: seed)
    return HorizonPopulation(agents: Self.agents.map { (name: $0.0, height: $0.1) })
      .study(families: families, runs: 8, using: &rng)
  }

  @Test func `the line through the horizons that no earlier one reaches`() throws {
    let study = study()
    let trends = study.trends(of: Self.releases.reversed(), at: (1, 4), rounds: 200)
    #expect(trends.first.k == 1 && trends.second.k == 4 && trends.leftOut.isEmpty)
    for (trend, k) in [(trends.first, 1), (trends.second, 4)] {
      #expect(trend.frontier == ["m1", "m2", "m4", "m5"])
      let points = trend.frontier.map { agent in
        (
          x: Self.releases.first { $0.agent == agent }!.day / 365.25,
          y: logarithm2(
            study.horizons(of: agent, at: k, needing: 4, rounds: 100)[0].minutes!)
        )
      }
      let slope = try #require(LeastSquaresLine(points)).slope
      #expect(abs(trend.doublingsPerYear! - slope) < 1e-9)
      #expect(abs(trend.doublingDays! - 365.25 / slope) < 1e-6)
      let interval = try #require(trend.growthInterval)
      #expect(interval.contains(slope))
      // One is the other turned round: its limits are the reciprocals, but for interpolation.
      #expect(abs(trend.doublingLower! * interval.upper / 365.25 - 1) < 0.01)
      #expect(abs(trend.doublingUpper! * interval.lower / 365.25 - 1) < 0.01)
    }
    let difference = try #require(trends.doublingDifference)
    #expect(abs(difference - (trends.second.doublingDays! - trends.first.doublingDays!)) < 1e-9)
    #expect(trends.doublingLower! <= difference && difference <= trends.doublingUpper!)
    #expect(trends.growthInterval!.contains(trends.growthDifference!))
    // Shared tasks cancel: narrower than the two intervals apart would make it.
    let width = trends.growthInterval!.upper - trends.growthInterval!.lower
    let apart = [trends.first, trends.second].map {
      $0.growthInterval!.upper - $0.growthInterval!.lower
    }
    #expect(width < 0.85 * (apart[0] * apart[0] + apart[1] * apart[1]).squareRoot())
  }

  @Test func `at one k there is no difference`() {
    let trends = study().trends(of: Self.releases, at: (2, 2), rounds: 100)
    #expect(trends.growthDifference == 0 && trends.doublingDifference == 0)
    #expect(trends.growthInterval == Interval(level: 0.95, lower: 0, upper: 0))
    #expect(trends.doublingLower == 0 && trends.doublingUpper == 0)
  }

  @Test func `models without a horizon are named`() {
    let extra = study()
    var rows: [(agent: String, task: HorizonTask, tally: Tally)] = []
    for agent in extra.agents {
      for index in extra.tasks.indices {
        rows.append((agent, extra.tasks[index], extra.tally(of: agent, task: index)!))
      }
    }
    rows += extra.tasks.map { ("null", $0, Tally(correct: 0, of: 8)) }
    let releases = Self.releases + [(agent: "null", day: 0), (agent: "nobody", day: 9)]
    let trends = HorizonStudy(rows).trends(of: releases, at: (1, 8), rounds: 100)
    #expect(
      trends.leftOut == [
        .init(agent: "null", absence: .allFailed),
        .init(agent: "nobody", absence: .tooFewTasks(tasks: 0, needed: 10)),
      ])
    let one = study().trends(of: [Self.releases[0]], at: (1, 8), rounds: 100)
    #expect(one.first.absence == .tooFewReleases && one.first.growthInterval == nil)
    #expect(one.growthDifference == nil && one.doublingLower == nil)
  }

  @Test func `growth that resamples do not bound gives no upper limit`() throws {
    let agents = [("p", 4.0), ("q", 4.2)]
    var rng = SeededGenerator(seed: 2)
    let study = HorizonPopulation(agents: agents.map { (name: $0.0, height: $0.1) })
      .study(families: 30, runs: 4, using: &rng)
    let horizons = agents.map { study.horizons(of: $0.0, rounds: 100)[0].minutes! }
    let order = horizons[0] < horizons[1] ? ["p", "q"] : ["q", "p"]
    let trend = study.trends(
      of: [(agent: order[0], day: 0), (agent: order[1], day: 300)], at: (1, 2), rounds: 400
    ).first
    #expect(trend.doublingDays != nil && trend.growthInterval!.lower < 0)
    #expect(trend.doublingUpper == nil && trend.doublingLower! > 0)
  }

  @Test func `the line through two models passes through both, and elsewhere grows as it says`() {
    var rng = SeededGenerator(seed: 4)
    let study = HorizonPopulation(agents: [(name: "p", height: 3), (name: "q", height: 6)])
      .study(families: 20, runs: 4, using: &rng)
    let trend = study.trends(
      of: [(agent: "p", day: 19_000), (agent: "q", day: 19_500)], at: (1, 1), rounds: 100
    ).first
    for (agent, day) in [("p", 19_000.0), ("q", 19_500)] {
      let horizon = study.horizons(of: agent, rounds: 100)[0].minutes!
      #expect(abs(trend.minutes(onDay: day)! / horizon - 1) < 1e-9)
    }
    let doubled = trend.minutes(onDay: 19_000 + trend.doublingDays!)!
    #expect(abs(doubled / trend.minutes(onDay: 19_000)! - 2) < 1e-9)
    let alone = study.trends(of: [(agent: "p", day: 0)], at: (1, 1), rounds: 100).first
    #expect(alone.minutes(onDay: 0) == nil)
  }
}
