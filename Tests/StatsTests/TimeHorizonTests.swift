import Testing

import Simulation
@testable import Stats

@Suite(.serialized) struct TimeHorizonTests {
  private typealias Row = (agent: String, task: HorizonTask, tally: Tally)

  /// The `i`-th task, of 1, 2, 4 … minutes, four a family.
  private func row(_ i: Int, of agent: String = "a", _ tally: Tally) -> Row {
    let task = HorizonTask(
      name: "t\(i)", family: "f\(i / 4)", minutes: powerOf2(Double(length(i))))
    return (agent: agent, task: task, tally: tally)
  }

  private func study(
    _ tasks: Int = 40, n: Int = 8, missing: Int = 0, correct: (Int) -> Int
  ) -> HorizonStudy {
    var rows: [Row] = []
    for i in 0..<tasks {
      rows.append(row(i, Tally(correct: correct(i), of: n, missing: i % 5 == 0 ? missing : 0)))
    }
    return HorizonStudy(rows)
  }

  private func length(_ i: Int) -> Int { (i * 7) % 11 }

  /// Success falls from 8 of 8 at a minute to 0 at 17 hours, with some unevenness.
  private func falling(_ i: Int) -> Int { min(8, max(0, 9 - length(i) + (i % 3) - 1)) }

  @Test func `the value is the fit of the shares of successes`() throws {
    let study = study(correct: falling)
    let horizons = study.horizons(of: "a", rounds: 200)
    var points: [LogisticLine.Point] = []
    for i in 0..<40 {
      let share = Double(falling(i)) / 8
      points.append(LogisticLine.Point(x: Double(length(i)), y: share, weight: 0.025))
    }
    let line = try #require(LogisticLine(points))
    for (horizon, success) in zip(horizons, [0.5, 0.8]) {
      let minutes = try #require(horizon.minutes)
      #expect(abs(minutes / powerOf2(line.logHorizon(at: success)!) - 1) < 1e-11)
      let interval = try #require(horizon.interval)
      #expect(interval.contains(minutes) && interval.lower > 0)
      #expect(horizon.tasks == 40 && horizon.families == 10 && horizon.leftOut == 0)
      #expect(horizon.skipped == 0 && !horizon.isBeyondTasks && horizon.absence == nil)
    }
    #expect(horizons[1].minutes! < horizons[0].minutes!)
  }

  @Test func `a run counts by its task and its family`() {
    let tasks: [(String, String, Int)] = [
      ("a", "x", 8), ("b", "x", 1), ("c", "x", 3), ("d", "x", 2), ("e", "y", 5),
    ]
    var rows: [Row] = []
    for (name, family, n) in tasks {
      let task = HorizonTask(name: name, family: family, minutes: 1)
      rows.append((agent: "a", task: task, tally: Tally(correct: 0, of: n)))
    }
    let study = HorizonStudy(rows)
    // 1/2 each for four of a family, 1 for one alone, and then by their sum.
    let weights: [Double] = study.weights(of: [0, 1, 2, 3, 4])
    for (found, expected) in zip(weights, [1.0, 1, 1, 1, 2]) {
      #expect(abs(found - expected / 6) < 1e-15)
    }
  }

  @Test func `more attempts reach further, and tasks with too few runs are counted out`() throws {
    var ks: [Double] = []
    for k in [1, 2, 4, 8] {
      let horizon = study(correct: falling).horizons(of: "a", at: k, rounds: 100)[0]
      ks.append(try #require(horizon.minutes))
    }
    #expect(ks == ks.sorted() && Set(ks).count == 4)
    var rows: [Row] = []
    for i in 0..<40 {
      let n = i < 30 ? 8 : 7
      rows.append(row(i, Tally(correct: min(n, falling(i)), of: n)))
    }
    let uneven = HorizonStudy(rows)
    let horizon = uneven.horizons(of: "a", at: 8, rounds: 100)[0]
    #expect(horizon.tasks == 30 && horizon.leftOut == 10)
    #expect(horizon.intervalAbsence == .tooFewFamilies(families: 8, needed: 10))
    #expect(uneven.horizons(of: "a", at: 1, needing: 8, rounds: 100)[0].tasks == 30)
    #expect(
      uneven.horizons(of: "a", at: 9, rounds: 100)[0].absence == .tooFewTasks(tasks: 0, needed: 10))
  }

  @Test(arguments: HorizonResampling.allCases)
  func `the order of results changes no bit, nor do other agents`(
    resampling: HorizonResampling
  ) {
    var rows: [Row] = []
    for i in 0..<40 {
      rows.append(row(i, of: "a", Tally(correct: falling(i), of: 8)))
      rows.append(row(i, of: "b", Tally(correct: falling(39 - i), of: 8)))
    }
    func horizons(_ rows: [Row]) -> [TimeHorizon] {
      HorizonStudy(rows).horizons(of: "a", at: 2, resampling: resampling, rounds: 100)
    }
    #expect(horizons(rows) == horizons(rows.reversed()))
    #expect(horizons(rows) == horizons(rows.filter { $0.agent == "a" }))
  }

  @Test func `what has no horizon says why`() {
    func absence(_ study: HorizonStudy) -> Absence? {
      let horizon = study.horizons(of: "a", rounds: 100)[0]
      #expect(horizon.minutes == nil && horizon.interval == nil)
      return horizon.absence
    }
    #expect(absence(study { _ in 0 }) == .allFailed)
    #expect(absence(study { _ in 8 }) == .allSolved)
    #expect(absence(study(9, correct: falling)) == .tooFewTasks(tasks: 9, needed: 10))
    #expect(absence(study { 8 - falling($0) }) == .successDoesNotFall)
    var rows: [Row] = []
    for i in 0..<20 {
      let task = HorizonTask(name: "\(i)", family: "\(i)", minutes: 30)
      rows.append((agent: "a", task: task, tally: Tally(correct: i % 8, of: 8)))
    }
    let even = HorizonStudy(rows)
    #expect(absence(even) == .oneLength)
    #expect(
      study(correct: falling).horizons(of: "nobody", rounds: 100)[0].absence
        == .tooFewTasks(tasks: 0, needed: 10))
  }

  @Test func `resamples without a horizon are counted, and too many take the interval away`() {
    let rare = study { $0 == 7 ? 1 : 0 }.horizons(of: "a", rounds: 200)[0]
    #expect(rare.minutes != nil && rare.interval == nil && rare.isBeyondTasks)
    #expect(rare.skipped > 5)
    #expect(rare.intervalAbsence == .tooManyRoundsSkipped(skipped: rare.skipped, rounds: 200))
  }

  @Test func `missing runs are no failures`() throws {
    let whole = study(correct: falling).horizons(of: "a", rounds: 100)[0]
    let holed = study(missing: 4, correct: falling).horizons(of: "a", rounds: 100)[0]
    #expect(holed.minutes == whole.minutes && holed.missingRuns == 32)
    let (one, other) = try (#require(whole.interval), #require(holed.interval))
    #expect(other.lower < one.lower && other.upper > one.upper)
  }

  @Test func `runs drawn anew lower pass@8 but not pass@1`() throws {
    let study = study(correct: falling)
    func middle(_ k: Int, _ resampling: HorizonResampling) -> Double {
      let question = HorizonQuestion(agent: "a", k: k, tasks: Array(0..<40))
      let draws = HorizonDraws(study, [question], by: resampling, rounds: 400)
      let heights = draws.lines[0].compactMap { $0?.logHorizon(at: 0.5) }
      return heights.reduce(0, +) / Double(heights.count)
    }
    #expect(abs(middle(1, .familiesAndTasks) - middle(1, .familiesTasksAndRuns)) < 0.1)
    #expect(middle(8, .familiesAndTasks) - middle(8, .familiesTasksAndRuns) > 0.5)
  }

  /// Families of 1 to 6 alike tasks. The study of this population in docs/statistics.md has more.
  @Test func `coverage for tasks like these`() {
    let population = HorizonPopulation(agents: [("a", 3.0), ("b", 6.0)])
    let truth = population.heights(at: 1, families: 5_000)
    var rng = SeededGenerator(seed: 30)
    var (single, ratio) = (CoverageTests.Share(), CoverageTests.Share())
    for _ in 0..<120 {
      let study = population.study(families: 20, runs: 8, using: &rng)
      if let interval = study.horizons(of: "b", successes: [0.5], rounds: 200)[0].interval {
        single.add(interval, holds: powerOf2(truth[1]))
      }
      if let interval = study.ratio(of: "b", to: "a", rounds: 200).interval {
        ratio.add(interval, holds: powerOf2(truth[1] - truth[0]))
      }
    }
    print(
      "coverage, tasks of 20 families: horizon \(single.value) of \(single.of), ratio "
        + "\(ratio.value) of \(ratio.of)")
    #expect(single.supports(0.95) && single.of > 110)
    #expect(ratio.supports(0.95) && ratio.of > 110)
  }
}
