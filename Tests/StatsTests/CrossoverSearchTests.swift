import Simulation
import Stats
import Testing

/// The search of every `k` by bounds, against a look at every `k`.
struct CrossoverSearchTests {
  /// Pairs of every kind: crossing once and more often, nearly alike, one far ahead, at a ceiling;
  /// with equal and unequal numbers of samples, some missing; at several levels.
  private static func study(_ seed: Int) -> PairedDifference? {
    var rng = SeededGenerator(seed: 700 + UInt64(seed))
    let problems = [1, 2, 5, 12, 30, 80, 200][seed % 7]
    let n = [1, 2, 3, 8, 40, 64, 256, 300][(seed / 7) % 8]
    let kind = seed % 5
    let ragged = seed % 3 == 0 ? n / 2 : 0
    let lost = seed % 4 == 0 ? max(1, n / 8) : 0
    let level = [0.95, 0.5, 0.8, 0.999][seed % 4]
    let population = JointPopulation.all[seed % JointPopulation.all.count]
    return PairedDifference(
      (0..<problems).map { index in
        var (p, q) = population.chances(using: &rng)
        if kind == 0 { (p, q) = (0.5 * rng.uniform(), index % 2 == 0 ? 0.9 : 0.002) }
        if kind == 1 { (p, q) = (rng.beta(0.2, 3), rng.beta(0.4, 6)) }
        func tally(_ chance: Double) -> Tally {
          let samples = n + Int.random(in: 0...ragged, using: &rng)
          let missing = Int.random(in: 0...lost, using: &rng) * (rng.uniform() < 0.3 ? 1 : 0)
          let scored = max(0, samples - missing)
          return Tally(correct: rng.binomial(scored, chance), of: scored, missing: missing)
        }
        return (tally(p), tally(q))
      }, level: level)
  }

  private static func sign(_ difference: Double?) -> Int? {
    difference.map { $0 >= tieWidth ? 1 : $0 <= -tieWidth ? -1 : 0 }
  }

  @Test func `finds what looking at every k finds, bit for bit`() throws {
    var statuses: [Crossover.Status: Int] = [:]
    var (looked, all, gaps) = (0, 0, 0)
    for seed in 0..<840 {
      let pair = try #require(Self.study(seed))
      guard pair.largestK >= 1 else { continue }
      let every = pair.outlooks(upTo: pair.largestK)
      let found = try #require(pair.turningPoints())
      // Each is what a look at its k gives; those left out are as both their neighbours are.
      var right = found.first == every.first && found.last == every.last
      for (one, next) in zip(found, found.dropFirst()) {
        right = right && one == every[one.k - 1] && one.k < next.k
        for between in every[one.k..<next.k - 1] {
          right =
            right && between.decided == one.decided && one.decided == next.decided
            && Self.sign(between.difference) == Self.sign(one.difference)
            && Self.sign(between.difference) == Self.sign(next.difference)
        }
      }
      #expect(right, "seed \(seed)")
      let crossover = try #require(Crossover(pair))
      #expect(crossover == Crossover(every), "seed \(seed)")
      #expect(crossover.exhaustive)
      statuses[crossover.status, default: 0] += 1
      looked += found.count
      all += every.count
      if crossover.hasGaps { gaps += 1 }
    }
    print("search: \(looked) of \(all) k looked at; \(statuses); \(gaps) with gaps")
    for status in Crossover.Status.allCases where status != .several {
      #expect(statuses[status, default: 0] >= 15, "too few studies are \(status)")
    }
    #expect(gaps >= 50 && looked * 2 < all)
  }

  /// 10,000 samples a problem: what used to be a grid beyond 1,024.
  @Test(arguments: 0..<6)
  func `misses nothing in ten thousand k`(seed: Int) throws {
    var rng = SeededGenerator(seed: 720 + UInt64(seed))
    let population = JointPopulation.all[seed]
    let pair = try #require(
      PairedDifference(
        (0..<40).map { _ in
          let (p, q) = population.chances(using: &rng)
          let (low, high) = (p * p * 0.05, q * q * 0.05)
          return (rng.tally(of: 10_000, low), rng.tally(of: 10_000, high))
        }))
    let found = try #require(pair.turningPoints())
    let crossover = try #require(Crossover(pair))
    #expect(crossover == Crossover(pair.outlooks(upTo: 10_000)))
    #expect(crossover.largestK == 10_000 && found.count < 2_000, "\(found.count)")
  }

  @Test func `runs alike on every problem take a few looks`() throws {
    var rng = SeededGenerator(seed: 730)
    let study: [TallyPair] = (0..<50).map { _ in
      let tally = rng.tally(of: 2_000, rng.uniform() * 0.01)
      return (tally, tally)
    }
    let pair = try #require(PairedDifference(study))
    #expect(try #require(pair.turningPoints()).count <= 40)
    #expect(try #require(Crossover(pair)).status == .undecided)
  }

  @Test func `order of problems changes no bit`() throws {
    var rng = SeededGenerator(seed: 731)
    for seed in 0..<40 {
      let study = CrossoverTests.crossing(60, of: 128, seed: 740 + UInt64(seed))
      let one = try #require(PairedDifference(study)).turningPoints()
      let other = try #require(PairedDifference(study.shuffled(using: &rng))).turningPoints()
      #expect(one == other)
    }
  }
}
