import Simulation
import Stats
import Testing

@Suite(.serialized) struct StudyPlannerTests {
  /// A pilot so large that it is the population.
  static func supposed(_ joint: JointPopulation, atoms: Int = 400) -> PlanningPopulation {
    var rng = SeededGenerator(seed: 3)
    return PlanningPopulation(
      (0..<atoms).map { _ in
        let (p, q) = joint.chances(using: &rng)
        return (p, q, weight: 1)
      })
  }

  /// The same problems as `supposed`, one of them drawn.
  static func pilot(
    _ joint: JointPopulation, problems: Int, samples: Int, seed: UInt64
  ) -> [TallyPair] {
    var rng = SeededGenerator(seed: seed)
    return (0..<problems).map { _ in
      let (p, q) = joint.chances(using: &rng)
      return (rng.tally(of: samples, p), rng.tally(of: samples, q))
    }
  }

  static func design(_ answer: StudyPlanner.Answer) throws -> StudyPlanner.Design {
    guard case .design(let design) = answer else {
      Issue.record("no design: \(answer)")
      throw CancellationError()
    }
    return design
  }

  static func absence(_ answer: StudyPlanner.Answer) -> Absence? {
    if case .none(let absence) = answer { absence } else { nil }
  }

  // MARK: What is promised

  /// Counted by a simulation of its own: other generator, other draws, the printed interval.
  @Test(arguments: [(0.05, 1, 16), (0.1, 8, 16), (0.08, 1, 1)])
  func `a study of the size given out finds the difference as often as asked`(
    difference: Double, k: Int, samples: Int
  ) throws {
    let joint = JointPopulation.related
    var rng = SeededGenerator(seed: 3)
    let problems = (0..<400).map { _ in joint.chances(using: &rng) }
    let population = Self.supposed(joint)
    let planner = StudyPlanner(population, k: k, searching: 600, checking: 600)
    let design = try Self.design(
      planner.problemsNeeded(difference: difference, samples: samples))
    #expect(abs(design.power.share - 0.8) < 0.03 + 3 * design.power.standardError)
    // The same factor on the candidate's odds, found here by bisection.
    let shifted = { (q: Double, s: Double) in q * s / (1 - q + q * s) }
    let mean = { (s: Double) in
      problems.reduce(0) {
        $0 + chanceOfOne(in: k, shifted($1.candidate, s)) - chanceOfOne(in: k, $1.baseline)
      } / 400
    }
    var (low, high) = (1e-6, 1e6)
    for _ in 0..<200 {
      let middle = (low * high).squareRoot()
      if mean(middle) < difference { low = middle } else { high = middle }
    }
    var found = 0
    let studies = 800
    for _ in 0..<studies {
      let pairs: [TallyPair] = (0..<design.problems).map { _ in
        let (p, q) = problems[Int(rng.uniform() * 400)]
        return (rng.tally(of: samples, p), rng.tally(of: samples, shifted(q, low)))
      }
      if PairedDifference(pairs)!.point(at: k).interval!.lower > 0 { found += 1 }
    }
    let share = Double(found) / Double(studies)
    #expect(abs(share - 0.8) < 0.03 + 3 * (0.16 / Double(studies)).squareRoot(), "\(share)")
  }

  @Test func `samples enough on these problems find the difference as often as asked`() throws {
    let population = Self.supposed(.related)
    let planner = FixedSetPlanner(population, problems: 40, k: 1)
    let design = try Self.design(planner.samplesNeeded(difference: 0.05))
    #expect(abs(design.power.share - 0.8) < 0.05 + 3 * design.power.standardError)
    // By a normal approximation with the binomial variance: 1.96 and 0.84 standard errors.
    let approximate = (1.96 + 0.84) * (1.96 + 0.84) / (0.05 * 0.05) / 40 * 2 * 0.16
    #expect(Double(design.samples) > approximate * 0.5 && Double(design.samples) < approximate * 2)
  }

  @Test func `one sample a problem is planned as McNemar's test is`() throws {
    // 20 of 200 discordant: for 6 points with power 0.8, Miettinen's formula
    // (z_a sqrt(psi) + z_b sqrt(psi - d^2))^2 / d^2.
    let pilot: [TallyPair] = (0..<200).map { i in
      (
        Tally(correct: i < 110 ? 1 : 0, of: 1),
        Tally(correct: i < 100 || (i >= 110 && i < 120) ? 1 : 0, of: 1)
      )
    }
    let population = try #require(PlanningPopulation(pilot: pilot))
    #expect(population.isOfSingleSamples)
    let design = try Self.design(
      StudyPlanner(population, k: 1).problemsNeeded(difference: 0.06, samples: 1))
    let psi = 20.5 / 201
    let root = 1.96 * psi.squareRoot() + 0.8416 * (psi - 0.0036).squareRoot()
    let formula = root * root / 0.0036
    #expect(abs(Double(design.problems) / formula - 1) < 0.2, "\(design.problems), \(formula)")
  }

  @Test func `more is found by more problems, and less is needed for more`() throws {
    let planner = StudyPlanner(Self.supposed(.shift), k: 1, searching: 400, checking: 400)
    let five = try Self.design(planner.problemsNeeded(difference: 0.05, samples: 16))
    let ten = try Self.design(planner.problemsNeeded(difference: 0.1, samples: 16))
    #expect(ten.problems < five.problems)
    let small = try Self.design(planner.smallestDifference(problems: 30, samples: 16))
    let large = try Self.design(planner.smallestDifference(problems: 120, samples: 16))
    #expect(large.difference < small.difference)
    let study = try Self.design(
      planner.study(difference: large.difference, problems: 120, samples: 16))
    #expect(study.power == large.power)
    let loss = try Self.design(planner.problemsNeeded(difference: -0.1, samples: 16))
    #expect(loss.difference == -0.1 && loss.power.share > 0.7)
  }

  @Test func `the order of a pilot's problems changes nothing`() throws {
    let pilot = Self.pilot(.crossing, problems: 40, samples: 8, seed: 4)
    let answers = [pilot, pilot.reversed()].map {
      StudyPlanner(PlanningPopulation(pilot: $0)!, k: 2, searching: 200, checking: 200)
        .problemsNeeded(difference: 0.1, samples: 8)
    }
    #expect(answers[0] == answers[1])
  }

  // MARK: What cannot be planned

  @Test func `a difference beyond what such problems can show is refused`() {
    // Half of the problems are never solved.
    let population = PlanningPopulation([(0, 0, weight: 1), (0.5, 0.5, weight: 1)])
    let planner = StudyPlanner(population, k: 1)
    for answer in [
      planner.problemsNeeded(difference: 0.3, samples: 8),
      planner.samplesNeeded(difference: 0.3, problems: 50),
      planner.study(difference: 0.3, problems: 50, samples: 8),
    ] {
      guard case .differenceOutOfReach(let lowest, let highest) = Self.absence(answer) else {
        Issue.record("\(answer)")
        continue
      }
      #expect(abs(lowest + 0.25) < 1e-9 && abs(highest - 0.25) < 1e-9)
    }
  }

  @Test func `more samples of few unlike problems are not enough`() {
    let planner = StudyPlanner(
      Self.supposed(.independent), k: 1, searching: 200, checking: 200)
    let answer = planner.samplesNeeded(difference: 0.05, problems: 20)
    #expect(Self.absence(answer) == .planOutOfReach(limit: StudyPlanner.mostSamples))
    #expect(
      Self.absence(planner.problemsNeeded(difference: 0.001, samples: 4))
        == .planOutOfReach(limit: StudyPlanner.mostProblems))
  }

  @Test func `single samples are planned for single samples only`() throws {
    let pilot = Self.pilot(.fewFlips, problems: 60, samples: 1, seed: 5)
    let planner = StudyPlanner(PlanningPopulation(pilot: pilot)!, k: 1)
    #expect(
      Self.absence(planner.samplesNeeded(difference: 0.1, problems: 60))
        == .singleSamples(single: 60, problems: 60))
    _ = try Self.design(planner.problemsNeeded(difference: 0.1, samples: 1))
    #expect(PlanningPopulation(pilot: pilot.map(\.baseline), unevenness: 1) == nil)
    #expect(PlanningPopulation(pilot: [TallyPair]()) == nil)
  }

  @Test func `identical runs and a single problem are planned from`() throws {
    let alike = Self.pilot(.identical, problems: 30, samples: 16, seed: 6)
      .map { (baseline: $0.baseline, candidate: $0.baseline) }
    for pilot in [alike, [(Tally(correct: 3, of: 8), Tally(correct: 5, of: 8))]] {
      let population = try #require(PlanningPopulation(pilot: pilot))
      let planner = StudyPlanner(population, k: 1, searching: 200, checking: 200)
      _ = try Self.design(planner.problemsNeeded(difference: 0.1, samples: 16))
    }
  }

  // MARK: Parts

  @Test func `the difference put in is the one asked`() throws {
    let population = Self.supposed(.crossing)
    for (difference, k) in [(0.1, 1), (-0.05, 1), (0.07, 16)] {
      let changed = try #require(population.with(difference: difference, at: k).population)
      #expect(abs(changed.difference(at: k) - difference) < 1e-9)
    }
  }

  @Test(arguments: [1, 2, 7, 40])
  func `counts come as often as the binomial distribution says`(samples: Int) {
    for p in [0, 0.003, 0.3, 0.5, 0.98, 1] {
      let chances = CountChances(samples: samples, chance: p)
      let binomial = BinomialDistribution(trials: samples, chance: p)
      for k in [1, samples] {
        var (mean, square) = (0.0, 0.0)
        for c in 0...samples {
          let x = Tally(correct: c, of: samples).passAt(k)!
          mean += binomial.mass(c) * x
          square += binomial.mass(c) * x * x
        }
        let moments = chances.moments(at: k)
        #expect(abs(moments.mean - mean) < 1e-12)
        #expect(abs(moments.variance - (square - mean * mean)) < 1e-12)
      }
      var (last, u) = (0, 0.0)
      while u < 1 {
        let c = chances.count(at: u)
        #expect(c >= last)
        #expect(binomial.cumulative(c) > u - 1e-12)
        (last, u) = (c, u + 0.01)
      }
    }
  }

  @Test func `the search finds the least that is enough`() {
    for threshold in [2, 3, 10, 57, 800] {
      for start in [2, 20, 1_000] {
        let least = leastReaching(0.8, from: start, in: 2...1_000, precision: 0) {
          let x = Double($0) / (Double(threshold) - 0.5)
          return x / (x + 0.25)
        }
        #expect(least == threshold)
      }
    }
    #expect(leastReaching(0.8, from: 5, in: 1...100) { _ in 0.5 } == nil)
    #expect(leastReaching(0.8, from: 5, in: 1...100) { _ in 0.9 } == 1)
  }
}
