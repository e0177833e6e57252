import Simulation
import Stats
import Testing

struct EfficiencyGapTests {
  /// Yue et al. 2025, Table 3 (PDF p. 22) and the gap of Figure 1's last step: base pass@256 67.2,
  /// GRPO at step 450 pass@1 42.5, gap 24.7 (ANALYSES.md, e6 and e10). A thousand problems with
  /// those shares.
  @Test func `the paper's own gap`() throws {
    let study: [TallyPair] = (0..<1_000).map {
      (Tally(correct: $0 < 672 ? 1 : 0, of: 256), Tally(correct: $0 < 425 ? 4 : 0, of: 4))
    }
    let gap = EfficiencyGap(try #require(PairedDifference(study)))
    #expect(abs(try #require(gap.gap) - 0.247) < 1e-12)
    #expect(gap.budget == 256 && gap.bounds == nil && gap.interval!.contains(0.247))
    #expect(gap.pValue! < 1e-10)
  }

  @Test func `too few samples: no gap, the reason, and no smaller K in its place`() throws {
    let study: [TallyPair] = [
      (Tally(correct: 3, of: 300), Tally(correct: 1, of: 1)),
      (Tally(correct: 3, of: 255), Tally(correct: 1, of: 1)),
    ]
    let gap = EfficiencyGap(try #require(PairedDifference(study)))
    #expect(gap.absence == .tooFewSamples(k: 256, eligible: 1, problems: 2))
    #expect(gap.gap == nil && gap.interval == nil && gap.pValue == nil && gap.bounds == nil)
    #expect(EfficiencyGap(PairedDifference(study)!, budget: 255).gap != nil)
  }

  /// With one attempt each, the gap is the paired difference seen from the baseline.
  @Test func `at K = 1 it is the paired difference mirrored`() throws {
    for study in PairedDifferenceTests.studies + PairedDifferenceTests.small.prefix(300) {
      let pair = try #require(PairedDifference(study))
      let (gap, point) = (EfficiencyGap(pair, budget: 1), pair.point(at: 1))
      #expect((gap.gap == nil) == (point.difference == nil) && gap.absence == point.absence)
      if let one = gap.gap, let other = point.difference { #expect(abs(one + other) < 1e-15) }
      #expect(abs(gap.interval!.lower + point.interval!.upper) < 1e-11)
      #expect(abs(gap.interval!.upper + point.interval!.lower) < 1e-11)
      #expect(abs(gap.pValue! - point.pValue!) < 1e-11)
    }
  }

  /// A candidate with all its samples alike has pass@1 = pass@K, so the gap at K is the difference
  /// at K, and the interval is the paired one.
  @Test func `agrees with the paired interval where both can say it`() throws {
    var rng = SeededGenerator(seed: 71)
    for _ in 0..<50 {
      let study: [TallyPair] = (0..<20).map { _ in
        let n = 8
        return (
          rng.tally(of: n, rng.beta(0.5, 0.5)), Tally(correct: rng.uniform() < 0.5 ? n : 0, of: n)
        )
      }
      let pair = try #require(PairedDifference(study))
      let (gap, point) = (EfficiencyGap(pair, budget: 5), pair.point(at: 5))
      #expect(abs(gap.gap! + point.difference!) < 1e-15)
      #expect(abs(gap.interval!.lower + point.interval!.upper) < 1e-11)
    }
  }

  @Test func `missing samples give the hull over every completion`() throws {
    for study in PairedDifferenceTests.small.filter({ $0.count == 2 }).prefix(1_500) {
      let pair = try #require(PairedDifference(study))
      for budget in 1...2 {
        let gap = EfficiencyGap(pair, budget: budget)
        let expected = study.map { $0.baseline.samples + $0.baseline.missing }.min()!
        #expect((gap.interval == nil) == (budget > expected))
        guard let interval = gap.interval else { continue }
        var all: [EfficiencyGap] = []
        for completion in study.completions {
          all.append(EfficiencyGap(PairedDifference(completion)!, budget: budget))
        }
        #expect(abs(interval.lower - all.map { $0.interval!.lower }.min()!) < 1e-11)
        #expect(abs(interval.upper - all.map { $0.interval!.upper }.max()!) < 1e-11)
        #expect(gap.pValue! >= all.map { $0.pValue! }.max()! - 1e-11)
        if let bounds = gap.bounds {
          #expect(abs(bounds.lowerBound - all.map { $0.gap! }.min()!) < 1e-15)
          #expect(abs(bounds.upperBound - all.map { $0.gap! }.max()!) < 1e-15)
        }
        if let value = gap.gap { #expect(interval.contains(value)) }
      }
    }
  }

  @Test func `for these problems: square-and-add`() {
    let gap = EfficiencyGap.fixed(
      baseline: (0.6, Interval(level: 0.9, lower: 0.5, upper: 0.8)),
      candidate: (0.25, Interval(level: 0.9, lower: 0.1, upper: 0.3)))
    #expect(gap.level == 0.9)
    #expect(abs(gap.lower - (0.35 - (0.01 + 0.0025).squareRoot())) < 1e-15)
    #expect(abs(gap.upper - (0.35 + (0.04 + 0.0225).squareRoot())) < 1e-15)
    let whole = EfficiencyGap.fixed(
      baseline: (1, Interval(level: 0.9, lower: 0.2, upper: 1)),
      candidate: (0, Interval(level: 0.9, lower: 0, upper: 0.9)))
    #expect(whole.lower >= -1 && whole.upper == 1)
  }
}

extension [TallyPair] {
  /// Every way the missing samples may have turned out.
  var completions: [[TallyPair]] {
    reduce([[]]) { studies, pair in
      studies.flatMap { study in
        (0...pair.baseline.missing).flatMap { right in
          (0...pair.candidate.missing).map {
            study + [
              (
                Tally(
                  correct: pair.baseline.correct + right,
                  of: pair.baseline.samples + pair.baseline.missing),
                Tally(
                  correct: pair.candidate.correct + $0,
                  of: pair.candidate.samples + pair.candidate.missing)
              )
            ]
          }
        }
      }
    }
  }
}
