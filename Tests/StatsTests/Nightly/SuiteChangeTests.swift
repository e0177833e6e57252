import Simulation
import Stats
import Testing

struct SuiteChangeTests {
  static let margins = [0, 0.01, 0.05, 0.2]
  static let tails = [0.1, 0.025, 0.025 / 12, 1e-5]

  /// Tonight's one sample against several nights, some of them short of one.
  static let pooled: [[TallyPair]] = {
    var rng = SeededGenerator(seed: 81)
    return (0..<200).map { index in
      (0..<[1, 2, 5, 30, 100][index % 5]).map { _ in
        let p = rng.beta(0.4, 0.3)
        let nights = index % 3 == 0 ? 5 + rng.binomial(2, 0.5) : 7
        let q = index % 2 == 0 ? p : p * 0.6
        let missing = index % 8 == 0 && rng.uniform() < 0.1 ? 1 : 0
        let tonight = Tally(
          correct: missing == 1 ? 0 : rng.binomial(1, q), of: 1 - missing, missing: missing)
        return (rng.tally(of: nights, p), tonight)
      }
    }
  }()

  static let studies = PairedDifferenceTests.studies + pooled

  private func ks(_ study: [TallyPair]) -> [Int] {
    let most = study.flatMap { [$0.baseline, $0.candidate] }.map { $0.samples + $0.missing }.min()!
    return Set([1, most / 2, most]).filter { $0 >= 1 }.sorted()
  }

  @Test func `verdicts, p-values and intervals agree at every margin and level`() throws {
    for study in Self.studies {
      for k in ks(study) {
        let change = try #require(SuiteChange(study, k: k))
        guard change.method != nil else {
          #expect(change.dropPValue() == nil && change.interval() == nil && change.absence != nil)
          continue
        }
        for margin in Self.margins {
          let drop = try #require(change.dropPValue(margin: margin))
          let safe = try #require(change.safePValue(margin: margin))
          #expect(drop > 0 && drop <= 1 && safe > 0 && safe <= 1 && drop + safe >= 1 - 1e-9)
          for outside in Self.tails {
            let interval = try #require(change.interval(outside: outside, margin: margin))
            #expect((drop <= outside) == (interval.upper < -margin), "\(study) \(margin)")
            #expect((safe <= outside) == (interval.lower > -margin), "\(study) \(margin)")
            if let difference = change.difference { #expect(interval.contains(difference)) }
            #expect(-1 <= interval.lower && interval.lower < interval.upper && interval.upper <= 1)
          }
        }
        for level in [0.8, 0.95, 0.999] {
          let interval = try #require(change.interval(level: level))
          let drop = try #require(change.dropPValue())
          #expect((drop <= (1 - level) / 2) == (interval.upper < 0))
        }
      }
    }
  }

  @Test func `a larger margin is never easier to pass, a higher level never narrower`() throws {
    for study in Self.studies {
      let change = try #require(SuiteChange(study, k: 1))
      guard change.method != nil else { continue }
      let drops = Self.margins.map { change.dropPValue(margin: $0)! }
      let safes = Self.margins.map { change.safePValue(margin: $0)! }
      for (a, b) in zip(drops, drops.dropFirst()) { #expect(a <= b + 1e-9, "\(drops)") }
      for (a, b) in zip(safes, safes.dropFirst()) { #expect(a >= b - 1e-9, "\(safes)") }
      let intervals = Self.tails.map { change.interval(outside: $0)! }
      for (a, b) in zip(intervals, intervals.dropFirst()) {
        #expect(b.lower <= a.lower + 1e-12 && a.upper <= b.upper + 1e-12, "\(a) \(b)")
      }
    }
  }

  @Test func `a run against itself is identical and passes a threshold of 0`() throws {
    for study in Self.studies {
      let same = study.map { (baseline: $0.candidate, candidate: $0.candidate) }
      for k in ks(same) {
        let change = try #require(SuiteChange(same, k: k))
        guard same.allSatisfy({ $0.candidate.missing == 0 }) else {
          #expect(!change.identical)
          continue
        }
        #expect(change.identical && change.difference == 0)
        #expect(change.wins == 0 && change.losses == 0 && change.ties == same.count)
        guard change.method != nil else { continue }
        for margin in Self.margins {
          #expect(change.dropPValue(margin: margin) == 1)
          #expect(change.interval(outside: 0.025, margin: margin)!.contains(0))
        }
        #expect(change.safePValue() == 1)
      }
    }
  }

  @Test func `exchanged, drops are gains`() throws {
    for study in Self.studies {
      let change = try #require(SuiteChange(study, k: 1))
      let other = try #require(SuiteChange(study.map { ($0.candidate, $0.baseline) }, k: 1))
      #expect(change.wins == other.losses && change.ties == other.ties)
      guard let drop = change.dropPValue(), let gain = other.safePValue() else { continue }
      #expect(abs(drop - gain) < 1e-9 * max(drop, 1e-3) || abs(drop - gain) < 1e-12)
      let (a, b) = (change.interval()!, other.interval()!.negated)
      #expect(abs(a.lower - b.lower) < 1e-9 && abs(a.upper - b.upper) < 1e-9)
    }
  }

  @Test func `square-and-add: the interval and p-value of the pair, one-sided`() throws {
    for study in PairedDifferenceTests.studies {
      let fixed = try #require(FixedSetDifference(study))
      guard fixed.refusal == nil else { continue }
      for k in ks(study) {
        let change = try #require(SuiteChange(study, k: k))
        #expect(change.method == .squareAndAdd && change.assumption == nil)
        #expect(change.difference == fixed.point(at: k).difference || change.identical)
        for level in [0.9, 0.95, 0.999] {
          let (a, b) = (change.interval(level: level)!, fixed.interval(at: k, level: level)!)
          #expect(abs(a.lower - b.lower) < 1e-9 && abs(a.upper - b.upper) < 1e-9)
        }
        let p = try #require(fixed.point(at: k).pValue)
        guard !change.identical else { continue }
        let own = 2 * min(change.dropPValue()!, change.safePValue()!)
        #expect(abs(min(1, own) - p) < 1e-9, "\(own) \(p)")
        #expect(
          SuiteChange.dropPValue(
            baseline: FixedSetCurve(study.map(\.baseline))!,
            candidate: FixedSetCurve(study.map(\.candidate))!, k: k, margin: 0.05)
            == change.dropPValue(margin: 0.05))
      }
    }
  }

  @Test func `one sample each: McNemar's test and Agresti and Min's interval`() throws {
    for gained in 0...12 {
      for lost in 0...12 {
        let pairs: [TallyPair] = (0..<40).map { index in
          let isLost = index < lost
          let isGained = index >= lost && index < lost + gained
          return (
            Tally(correct: isLost || index > 30 ? 1 : 0, of: 1),
            Tally(correct: isGained || index > 30 ? 1 : 0, of: 1)
          )
        }
        let table = PairedTable(
          both: 9, candidateOnly: gained, baselineOnly: lost, neither: 31 - gained - lost)
        let change = try #require(SuiteChange(pairs, k: 1))
        #expect(change.method == .mcNemar && change.assumption != nil)
        #expect((change.wins, change.losses) == (gained, lost))
        let drop = try #require(change.dropPValue())
        if lost > gained {
          #expect(abs(2 * drop - table.mcNemar) < 1e-14)
        } else {
          #expect(drop >= 0.5)
        }
        let (own, published) = (change.interval()!, table.agrestiMin())
        // The test's verdict moves a limit to 0 at most.
        let follows = min(1, table.mcNemar) <= 0.05 ? !own.contains(0) : own.contains(0)
        #expect(follows || gained == lost)
        #expect(
          abs(own.lower - published.lower) < 1e-12 || abs(own.lower) < 1e-300
            || own.lower == min(published.lower, 0))
        #expect(
          abs(own.upper - published.upper) < 1e-12 || abs(own.upper) < 1e-300
            || own.upper == max(published.upper, 0))
      }
    }
  }

  @Test func `several nights against one: the exact test of strata`() throws {
    for study in Self.pooled where study.allSatisfy({ $0.candidate.missing == 0 }) {
      let change = try #require(SuiteChange(study, k: 1))
      let test = try #require(StratifiedExactTest(study))
      #expect(change.method == .exactStratified && change.assumption != nil)
      guard !change.identical else { continue }
      #expect(change.dropPValue() == test.dropPValue && change.safePValue() == test.gainPValue)
      #expect(change.baselineSamples.lowerBound >= 5 && change.candidateSamples == 1...1)
    }
  }

  @Test func `missing samples can only weaken a claim`() throws {
    for study in Self.studies
    where study.contains(where: { $0.baseline.missing + $0.candidate.missing > 0 }) {
      let change = try #require(SuiteChange(study, k: 1))
      guard let drop = change.dropPValue(), let interval = change.interval() else { continue }
      var rng = SeededGenerator(seed: UInt64(study.count))
      for _ in 0..<5 {
        let completed = study.map { pair in
          (
            baseline: complete(pair.baseline, &rng), candidate: complete(pair.candidate, &rng)
          )
        }
        let one = try #require(SuiteChange(completed, k: 1))
        guard !one.identical, one.method == change.method else { continue }
        #expect(one.dropPValue()! <= drop + 0.02, "\(study)")
        #expect(interval.contains(one.difference!))
      }
    }
  }

  private func complete(_ tally: Tally, _ rng: inout SeededGenerator) -> Tally {
    Tally(
      correct: tally.correct + Int.random(in: 0...tally.missing, using: &rng),
      of: tally.samples + tally.missing)
  }

  @Test func `what does not exist is absent with a reason`() throws {
    let pairs: [TallyPair] = [
      (Tally(correct: 1, of: 4), Tally(correct: 2, of: 4)),
      (Tally(correct: 4, of: 4), Tally(correct: 1, of: 2)),
    ]
    let change = try #require(SuiteChange(pairs, k: 3))
    #expect(change.difference == nil && change.method == nil)
    #expect(change.absence == .tooFewSamples(k: 3, eligible: 1, problems: 2))
    #expect(
      change.dropPValue() == nil && change.interval() == nil && change.detectableDrop() == nil)
    #expect(change.samplesNeeded(margin: 0) == nil)
    #expect(SuiteChange([TallyPair](), k: 1) == nil)
  }

  // MARK: Planning

  @Test func `as many samples as are called for decide the same difference`() throws {
    var asked = 0
    for study in PairedDifferenceTests.studies where study.count >= 10 {
      for margin in [0.0, 0.03] {
        let change = try #require(SuiteChange(study, k: 1))
        guard change.method == .squareAndAdd, change.difference != nil,
          let needed = change.samplesNeeded(margin: margin, power: 0.5),
          let both = needed.both, both > 0, study[0].baseline.missing == 0
        else { continue }
        #expect(needed.unit == .samples)
        let n = change.candidateSamples.upperBound
        guard both <= 100 * n else { continue }
        // The same shares from somewhat more samples than called for: decided. From far fewer: not.
        let decided = { (factor: Double) in
          let times = Int((Double(both + n) / Double(n) * factor).rounded(.up))
          let more = study.map {
            (
              baseline: Tally(correct: $0.correct * times, of: $0.samples * times),
              candidate: Tally(correct: $1.correct * times, of: $1.samples * times)
            )
          }
          let change = SuiteChange(more, k: 1)!
          return min(change.dropPValue(margin: margin)!, change.safePValue(margin: margin)!)
            <= 0.025
        }
        asked += 1
        #expect(decided(1.3), "\(both) on top of \(n)")
        if n >= 8 && both > 4 * n { #expect(!decided(0.6), "\(both) on top of \(n)") }
        if let tonight = needed.tonight { #expect(tonight >= both) }
      }
    }
    #expect(asked > 20)
  }

  @Test func `a decided night needs nothing, a tie with the margin cannot be decided`() throws {
    let lost = [TallyPair](
      repeating: (Tally(correct: 8, of: 8), Tally(correct: 0, of: 8)), count: 10)
    let needed = try #require(SuiteChange(lost, k: 1)?.samplesNeeded(margin: 0.1))
    #expect(needed.both == 0 && needed.tonight == 0)
    let level: [TallyPair] = [
      (Tally(correct: 3, of: 8), Tally(correct: 5, of: 8)),
      (Tally(correct: 5, of: 8), Tally(correct: 3, of: 8)),
    ]
    #expect(try #require(SuiteChange(level, k: 1)).samplesNeeded(margin: 0) == nil)
    let single = (0..<20).map {
      (baseline: Tally(correct: 1, of: 1), candidate: Tally(correct: $0 < 3 ? 0 : 1, of: 1))
    }
    let more = try #require(SuiteChange(single, k: 1)?.samplesNeeded(margin: 0))
    #expect(more.unit == .problems && more.tonight == nil && (more.both ?? 0) > 0)
  }

  /// At the drop given out, the share of nights that find it is what was asked for.
  @Test(arguments: [(164, 1, 0.95), (164, 1, 0.99), (30, 16, 0.95), (200, 4, 0.99)])
  func `a drop as large as the detectable one is found as often as asked`(
    problems: Int, samples: Int, level: Double
  ) throws {
    var rng = SeededGenerator(seed: 83)
    let (nights, trials) = (20, 40)
    var found = 0
    for _ in 0..<nights {
      let cell = NightlyCell(.smooth, problems: problems, samples: samples, using: &rng)
      func night(_ cell: NightlyCell) -> SuiteChange {
        SuiteChange(
          zip(before.night(using: &rng), cell.night(using: &rng)).map {
            (baseline: $0, candidate: $1)
          }, k: 1)!
      }
      let before = cell
      let drop = try #require(night(before).detectableDrop(level: level))
      #expect(drop > 0 && drop < 1)
      let after = try #require(
        before.dropped(by: min(drop, 0.99 * before.mean), .spread, using: &rng))
      for _ in 0..<trials { found += night(after).dropPValue()! <= (1 - level) / 2 ? 1 : 0 }
    }
    let share = Double(found) / Double(nights * trials)
    #expect(share > 0.7 && share < 0.97, "found in \(share)")
  }
}
