import Simulation
import Stats
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

struct SolvableSetsTests {
  private func sets(both: Int, baselineOnly: Int, candidateOnly: Int, neither: Int) -> SolvableSets
  {
    let (yes, no) = (Tally(correct: 1, of: 4), Tally(correct: 0, of: 4))
    let pairs =
      Array(repeating: (yes, yes), count: both)
      + Array(repeating: (yes, no), count: baselineOnly)
      + Array(repeating: (no, yes), count: candidateOnly)
      + Array(repeating: (no, no), count: neither)
    return SolvableSets(pairs.map { (baseline: $0.0, candidate: $0.1) })!
  }

  /// arXiv:2504.13837, Tables 4 and 5: 23 problems against 19 of AIME24's 30, base-only {4, 11, 17,
  /// 19}, RL-only {}; 23 against 20 of LiveCodeBench, base-only {409, 432, 436, 448}, RL-only {430}.
  @Test func `the paper's solvable sets are no evidence of a difference`() {
    #expect(
      abs(sets(both: 19, baselineOnly: 4, candidateOnly: 0, neither: 7).pValue - 0.125) < 1e-15)
    #expect(
      abs(sets(both: 19, baselineOnly: 4, candidateOnly: 1, neither: 26).pValue - 0.375) < 1e-15)
  }

  @Test func `each problem is in one set, by its place`() {
    let pairs = [
      (baseline: Tally(correct: 1, of: 4), candidate: Tally(correct: 0, of: 8)),
      (baseline: Tally(correct: 0, of: 4), candidate: Tally(correct: 2, of: 8)),
      (baseline: Tally(correct: 4, of: 4), candidate: Tally(correct: 8, of: 8)),
      (baseline: Tally(correct: 0, of: 4), candidate: Tally(correct: 0, of: 7, missing: 1)),
      (baseline: Tally(correct: 0, of: 5), candidate: Tally(correct: 0, of: 8)),
      (baseline: Tally(correct: 3, of: 3, missing: 1), candidate: Tally(correct: 1, of: 8)),
    ]
    let sets = SolvableSets(pairs)!
    #expect(sets.baselineOnly == [0])
    #expect(sets.candidateOnly == [1])
    #expect(sets.both == [2, 5])
    #expect(sets.neither == [4])
    #expect(sets.open == [3])
    #expect(sets.commonBudget == 3)
    #expect(sets.baselineSamples == 3...5)
    #expect(sets.candidateSamples == 7...8)
    let twice = SolvableSets(pairs, threshold: 2)!
    #expect(twice.both == [2])
    #expect(twice.baselineOnly == [5])
    #expect(twice.candidateOnly == [1])
    #expect(SolvableSets([]) == nil)
  }

  @Test func `at a common budget the sets have the sizes subsets would have`() {
    let pairs = [(1, 5, 0, 8), (2, 5, 3, 8), (0, 5, 1, 6), (5, 5, 6, 6)].map {
      (baseline: Tally(correct: $0.0, of: $0.1), candidate: Tally(correct: $0.2, of: $0.3))
    }
    let sets = SolvableSets(pairs)!
    for budget in 1...5 {
      var (both, only) = (0.0, 0.0)
      for pair in pairs {
        let x = bruteForcePassAt(budget, correct: pair.baseline.correct, of: pair.baseline.samples)
        let y = bruteForcePassAt(
          budget, correct: pair.candidate.correct, of: pair.candidate.samples)
        both += x * y
        only += x * (1 - y)
      }
      let expected = sets.expected(at: budget)!
      #expect(abs(expected.both - both) < 1e-14)
      #expect(abs(expected.baselineOnly - only) < 1e-14)
      let sum = expected.both + expected.baselineOnly + expected.candidateOnly + expected.neither
      #expect(abs(sum - 4) < 1e-14)
    }
    #expect(sets.expected(at: 6) == nil)
    #expect(SolvableSets(pairs, threshold: 2)!.expected(at: 1) == nil)
  }

  /// Two runs of one model, one sampled eight times as often: by counts it seems to reach further.
  @Test func `a common budget takes away what more samples alone give`() {
    var rng = SeededGenerator(seed: 60)
    var (raw, common) = (0.0, 0.0)
    for _ in 0..<200 {
      let pairs = (0..<50).map { _ in
        let p = Population.floor.chance(using: &rng)
        return (baseline: rng.tally(of: 256, p), candidate: rng.tally(of: 32, p))
      }
      let sets = SolvableSets(pairs)!
      raw += Double(sets.baselineOnly.count - sets.candidateOnly.count) / 200
      let expected = sets.expected(at: sets.commonBudget)!
      common += (expected.baselineOnly - expected.candidateOnly) / 200
    }
    print("baseline-only less candidate-only, same model, n 256 and 32: \(raw); at K 32: \(common)")
    #expect(raw > 1)
    #expect(abs(common) < 0.25)
  }

  @Test func `with problems left open, p is the largest they allow`() {
    let kinds = [
      (Tally(correct: 0, of: 3, missing: 1), Tally(correct: 0, of: 4)),
      (Tally(correct: 0, of: 3, missing: 1), Tally(correct: 1, of: 4)),
      (Tally(correct: 0, of: 4), Tally(correct: 0, of: 3, missing: 1)),
      (Tally(correct: 1, of: 4), Tally(correct: 0, of: 3, missing: 1)),
      (Tally(correct: 0, of: 3, missing: 1), Tally(correct: 0, of: 3, missing: 1)),
    ]
    var rng = SeededGenerator(seed: 61)
    for _ in 0..<200 {
      let (yes, no) = (Tally(correct: 1, of: 4), Tally(correct: 0, of: 4))
      var pairs: [(baseline: Tally, candidate: Tally)] = []
      for _ in 0..<Int(rng.next() % 12) { pairs.append((yes, no)) }
      for _ in 0..<Int(rng.next() % 6) { pairs.append((no, yes)) }
      for _ in 0..<Int(rng.next() % 4) { pairs.append(kinds[Int(rng.next() % 5)]) }
      guard !pairs.isEmpty else { continue }
      // Every way to fill the missing samples in.
      var ways: [[(baseline: Tally, candidate: Tally)]] = [[]]
      for pair in pairs {
        let left =
          pair.baseline.missing > 0
          ? [pair.baseline.missingAsWrong, pair.baseline.missingAsRight] : [pair.baseline]
        let right =
          pair.candidate.missing > 0
          ? [pair.candidate.missingAsWrong, pair.candidate.missingAsRight] : [pair.candidate]
        ways = ways.flatMap { way in left.flatMap { l in right.map { r in way + [(l, r)] } } }
      }
      let largest = ways.map { SolvableSets($0)!.pValue }.max()!
      #expect(abs(SolvableSets(pairs)!.pValue - largest) < 1e-14)
    }
  }

  @Test func `a problem unsolved in 256 samples may have a rate up to 1.2 percent`() {
    #expect(abs(excludedRate(unsolvedIn: 256) - 0.0116338) < 1e-6)
    #expect(abs(excludedRate(unsolvedIn: 256) - 3.0 / 256) < 1e-4)
    // arXiv:2507.14843 has 3.66e-4 for k = 8192 and zeta = 0.05.
    #expect(abs(excludedRate(unsolvedIn: 8_192) - 3.66e-4) < 1e-6)
    for n in [1, 8, 64] {
      let rate = excludedRate(unsolvedIn: n, level: 0.9)
      #expect(abs(pow(1 - rate, Double(n)) - 0.1) < 1e-14)
      #expect(excludedRate(unsolvedIn: n, level: 0.9, among: 10) > rate)
    }
    #expect(excludedRate(unsolvedIn: 0) == 1)
  }
}
