import Simulation
import Stats
import Testing

/// The two tallies of a problem.
typealias TallyPair = (baseline: Tally, candidate: Tally)

struct PairedDifferenceTests {
  /// Pairs of runs of every kind: alike, related, unrelated, one far ahead; some with samples
  /// missing.
  static let studies: [[TallyPair]] = {
    var rng = SeededGenerator(seed: 12)
    return (0..<400).map { index in
      let problems = [1, 2, 3, 5, 10, 30, 100][index % 7]
      let n = [1, 2, 4, 8, 16][index % 5]
      let lift = [0, 0.05, 0.3, 0.6][index % 4]
      let lost = index % 6 == 0 ? 2 : 0
      return (0..<problems).map { _ in
        let p = rng.beta(0.5, 0.5)
        let q = index % 9 == 0 ? rng.uniform() : min(1, p + lift * rng.uniform())
        let missing = lost > 0 ? Int.random(in: 0...lost, using: &rng) : 0
        return (
          rng.tally(of: n, p), Tally(correct: rng.binomial(n, q), of: n, missing: missing)
        )
      }
    }
  }()

  /// All studies of up to three problems with up to two samples a run.
  static let small: [[TallyPair]] = {
    var tallies: [Tally] = []
    for n in 1...2 { for c in 0...n { tallies.append(Tally(correct: c, of: n)) } }
    tallies.append(Tally(correct: 0, of: 1, missing: 1))
    tallies.append(Tally(correct: 1, of: 1, missing: 1))
    tallies.append(Tally(correct: 0, of: 0, missing: 1))
    let pairs: [TallyPair] = tallies.flatMap { a in tallies.map { (a, $0) } }
    var studies = pairs.map { [$0] }
    for i in pairs.indices {
      for j in i..<pairs.count {
        studies.append([pairs[i], pairs[j]])
        if (i + j) % 5 == 0 {
          studies.append([pairs[i], pairs[j], pairs[(7 * i + j) % pairs.count]])
        }
      }
    }
    return studies
  }()

  private func excludesZero(_ point: PairedDifference.Point) throws -> Bool {
    !(try #require(point.interval)).contains(0)
  }

  @Test(arguments: [0.5, 0.8, 0.95, 0.99])
  func `p is below 1 - level exactly where the interval excludes 0`(level: Double) throws {
    var decided = 0
    for study in Self.studies + Self.small {
      let pair = try #require(PairedDifference(study, level: level))
      for k in powersOfTwo(upTo: pair.largestK) {
        let point = pair.point(at: k)
        let p = try #require(point.pValue)
        #expect((0...1).contains(p))
        #expect((p < 1 - level) == (try excludesZero(point)), "p \(p) \(point)")
        if p < 1 - level { decided += 1 }
        let outlook = pair.outlook(at: k)
        #expect((outlook.decided != 0) == (p < 1 - level))
        #expect(outlook.difference == point.difference)
      }
    }
    #expect(decided >= 80)
  }

  @Test func `at the very threshold p and the interval still agree`() throws {
    for study in Self.studies {
      let p = PairedDifference(study)!.point(at: 1).pValue!
      for shift in [0, 1e-16, -1e-16, 1e-15, -1e-15, 1e-13, -1e-13, 1e-11, -1e-11] {
        let level = 1 - p + shift
        guard level > 0.01 && level < 1 - 1e-9 else { continue }
        let point = try #require(PairedDifference(study, level: level)).point(at: 1)
        #expect((point.pValue! < 1 - level) == (try excludesZero(point)), "\(level) \(point)")
      }
    }
  }

  @Test func `a run against itself shows no difference`() throws {
    for study in Self.studies + Self.small {
      let pair = try #require(PairedDifference(study.map { ($0.baseline, $0.baseline) }))
      #expect(pair.identical)
      for k in powersOfTwo(upTo: pair.largestK) {
        let point = pair.point(at: k)
        if point.absence == nil { #expect(point.difference == 0) }
        #expect(point.interval!.contains(0) && point.pValue! >= 0.05)
        #expect(point.wins == 0 && point.losses == 0)
        if study.allSatisfy({ $0.baseline.missing == 0 }) {
          #expect(point.pValue! > 1 - 1e-12 && point.ties == pair.problems)
          #expect(abs(point.interval!.lower + point.interval!.upper) < 1e-12)
        }
      }
    }
  }

  @Test func `exchanging the runs mirrors everything`() throws {
    for study in Self.studies + Self.small {
      let pair = try #require(PairedDifference(study))
      let swapped = try #require(PairedDifference(study.map { ($0.candidate, $0.baseline) }))
      for k in powersOfTwo(upTo: pair.largestK) {
        let (point, mirror) = (pair.point(at: k), swapped.point(at: k))
        #expect(point.difference.map { -$0 } == mirror.difference)
        #expect(abs(point.interval!.lower + mirror.interval!.upper) < 1e-11)
        #expect(abs(point.interval!.upper + mirror.interval!.lower) < 1e-11)
        #expect(abs(point.pValue! - mirror.pValue!) < 1e-11)
        #expect(point.wins == mirror.losses && point.losses == mirror.wins)
        #expect(point.ties == mirror.ties && point.absence == mirror.absence)
      }
    }
  }

  @Test func `order of problems changes no bit`() throws {
    var rng = SeededGenerator(seed: 13)
    for study in Self.studies {
      let pair = try #require(PairedDifference(study))
      let shuffled = try #require(PairedDifference(study.shuffled(using: &rng)))
      for k in powersOfTwo(upTo: pair.largestK) {
        #expect(pair.point(at: k) == shuffled.point(at: k))
      }
    }
  }

  @Test func `limits are possible, hold the difference, and every problem is counted`() throws {
    for study in Self.studies + Self.small {
      let pair = try #require(PairedDifference(study))
      for k in powersOfTwo(upTo: pair.largestK) {
        let point = pair.point(at: k)
        let interval = try #require(point.interval)
        #expect(interval.lower >= -1 && interval.upper <= 1 && interval.lower < interval.upper)
        if let difference = point.difference { #expect(interval.contains(difference)) }
        let counted = point.wins + point.ties + point.losses
        let missing = study.contains { $0.baseline.missing + $0.candidate.missing > 0 }
        #expect(missing ? counted <= pair.problems : counted == pair.problems)
      }
    }
  }

  /// The half-width in points where no problem moved: as an earlier study prints it, from a
  /// simulation, and as scipy integrates it (the mean is B (2A - 1), B ~ Beta(1, P), A arcsine).
  @Test(arguments: [
    (10, 19.2, 19.194779785), (15, 13.4, 13.343627657), (30, 7.0, 6.963004563),
    (100, 2.15, 2.153412191), (500, 0.44, 0.435239591), (1_319, 0.16, 0.165259009),
  ])
  func `is as wide as published where nothing moved`(
    problems: Int, published: Double, exact: Double
  ) throws {
    let tally = Tally(correct: 3, of: 8)
    let point = try #require(
      PairedDifference([TallyPair](repeating: (tally, tally), count: problems))
    ).point(at: 1)
    #expect(abs(point.interval!.upper * 100 - exact) < 2e-9)
    #expect(abs(point.interval!.upper * 100 - published) < 0.06)
    #expect(abs(point.interval!.lower + point.interval!.upper) < 1e-12)
  }

  /// Every win by all of it: (D + 1)/2 is 1, and the interval is Jeffreys' stretched to -1...1.
  @Test(arguments: [1, 2, 5, 30, 400])
  func `all problems won is Jeffreys' interval stretched`(problems: Int) throws {
    let study = [TallyPair](
      repeating: (Tally(correct: 0, of: 4), Tally(correct: 4, of: 4)), count: problems)
    let point = try #require(PairedDifference(study)).point(at: 2)
    let beta = JeffreysBeta(c: problems, n: problems)
    #expect(point.difference == 1 && point.interval!.upper == 1)
    #expect(abs(point.interval!.lower - (2 * beta.quantile(0.025) - 1)) < 1e-10)
    #expect(abs(point.pValue! - 2 * beta.cumulative(0.5)) < 1e-11)
    #expect(point.wins == problems && point.ties == 0 && point.losses == 0)
  }

  @Test func `missing samples give the hull over every completion`() throws {
    for study in Self.small.filter({ $0.count == 2 }).prefix(1_200) {
      let pair = try #require(PairedDifference(study))
      for k in 1...pair.largestK {
        let point = pair.point(at: k)
        var points: [PairedDifference.Point] = []
        for a in completed(study[0].baseline) {
          for b in completed(study[0].candidate) {
            for c in completed(study[1].baseline) {
              for d in completed(study[1].candidate) {
                points.append(PairedDifference([(a, b), (c, d)])!.point(at: k))
              }
            }
          }
        }
        let lower = points.map { $0.interval!.lower }.min()!
        let upper = points.map { $0.interval!.upper }.max()!
        #expect(abs(point.interval!.lower - lower) < 1e-11)
        #expect(abs(point.interval!.upper - upper) < 1e-11)
        #expect(point.pValue! >= points.map { $0.pValue! }.max()! - 1e-11)
        let differences = points.map { $0.difference! }
        let settled = differences.max()! - differences.min()! < 1e-15
        let scored = study.allSatisfy { min($0.baseline.samples, $0.candidate.samples) >= k }
        #expect((point.difference != nil) == (settled || scored))
        // A win counts only if it is one however the missing samples turned out.
        #expect(point.wins == points.map(\.wins).min()!)
        #expect(point.losses == points.map(\.losses).min()!)
      }
    }
  }

  private func completed(_ tally: Tally) -> [Tally] {
    (0...tally.missing).map {
      Tally(correct: tally.correct + $0, of: tally.samples + tally.missing)
    }
  }

  @Test func `says why there is no difference`() throws {
    let study: [TallyPair] = [
      (Tally(correct: 1, of: 4), Tally(correct: 1, of: 2)),
      (Tally(correct: 1, of: 4), Tally(correct: 1, of: 4)),
      (Tally(correct: 0, of: 0), Tally(correct: 1, of: 4)),
    ]
    let pair = try #require(PairedDifference(study))
    #expect(pair.problems == 2 && pair.largestK == 2 && pair.samples == 2...4 && !pair.identical)
    #expect(pair.point(at: 3).absence == .tooFewSamples(k: 3, eligible: 1, problems: 2))
    #expect(pair.point(at: 3).difference == nil && pair.point(at: 3).interval == nil)
    #expect(PairedDifference([TallyPair]()) == nil)
  }

  @Test func `one k after the other gives what each alone gives`() throws {
    for study in Self.studies.prefix(120) {
      let pair = try #require(PairedDifference(study))
      for outlook in pair.outlooks(upTo: pair.largestK) {
        let alone = pair.outlook(at: outlook.k)
        #expect(outlook.decided == alone.decided)
        #expect((outlook.difference == nil) == (alone.difference == nil))
        if let one = outlook.difference, let other = alone.difference {
          #expect(abs(one - other) < 1e-14)
        }
      }
    }
  }
}
