import Stats
import Testing

struct EquivalenceTests {
  static let margins = [0.01, 0.05, 0.1, 0.3, 0.99]

  @Test(arguments: [0.01, 0.05, 0.2])
  func `is shown exactly where the interval lies within the margin`(alpha: Double) throws {
    var shown = 0
    let studies = PairedDifferenceTests.studies + PairedDifferenceTests.small.prefix(200)
    for (index, study) in studies.enumerated() {
      let pair = try #require(PairedDifference(study))
      for margin in [Self.margins[index % 5], Self.margins[(index + 2) % 5]] {
        let result = try #require(pair.equivalence(at: 1, margin: margin, alpha: alpha))
        #expect(abs(result.interval.level - (1 - 2 * alpha)) < 1e-15)
        let inside = -margin < result.interval.lower && result.interval.upper < margin
        #expect(result.isShown == inside, "\(result)")
        #expect((0...1).contains(result.pValue))
        if inside { shown += 1 }
      }
    }
    #expect(shown >= 50)
  }

  @Test func `inverting the interval finds the same p`() throws {
    var compared = 0
    for study in PairedDifferenceTests.studies.prefix(60) {
      let pair = try #require(PairedDifference(study))
      let missing = study.contains { $0.baseline.missing + $0.candidate.missing > 0 }
      guard !missing else { continue }
      for margin in [0.05, 0.2] {
        let direct = try #require(pair.equivalence(at: 1, margin: margin))
        let inverted = Equivalence(margin: margin) { level in
          PairedDifference(study, level: level)!.point(at: 1).interval!
        }
        #expect(direct.isShown == inverted.isShown)
        // Intervals reach from level 0 on, so p up to 1/2; and the interval is widened to hold 0.
        if direct.pValue < 0.4 && direct.pValue > 1e-8 {
          #expect(abs(inverted.pValue / direct.pValue - 1) < 1e-4, "\(direct) \(inverted)")
          compared += 1
        }
      }
    }
    #expect(compared >= 15)
  }

  @Test func `a wider margin is easier to stay within`() throws {
    for study in PairedDifferenceTests.studies.prefix(100) {
      let pair = try #require(PairedDifference(study))
      let values = try Self.margins.map { try #require(pair.equivalence(at: 1, margin: $0)).pValue }
      for (p, q) in zip(values, values.dropFirst()) { #expect(q <= p + 1e-12) }
    }
  }

  /// The exact values by scipy 1.17.1: the mean is B (2A - 1), B ~ Beta(1, P), A arcsine.
  @Test(arguments: [
    (1, 0.7129239866254415), (10, 0.14436027919208178), (30, 0.05140337885872644),
    (100, 0.015789268381398217), (500, 0.0031836981128316156),
  ])
  func `no margin below the number of problems' own can be shown`(
    problems: Int, exact: Double
  ) throws {
    let tally = Tally(correct: 2, of: 4)
    let pair = try #require(
      PairedDifference([TallyPair](repeating: (tally, tally), count: problems)))
    let least = PairedDifference.smallestMargin(problems: problems)
    #expect(!(try #require(pair.equivalence(at: 1, margin: least * 0.999_999)).isShown))
    #expect(try #require(pair.equivalence(at: 1, margin: least * 1.000_001)).isShown)
    #expect(abs(least - exact) < 1e-11)
  }

  @Test func `two runs far apart are never equivalent`() throws {
    let study = [TallyPair](
      repeating: (Tally(correct: 0, of: 4), Tally(correct: 4, of: 4)), count: 30)
    let result = try #require(PairedDifference(study)?.equivalence(at: 1, margin: 0.5))
    #expect(!result.isShown && result.pValue > 0.999)
    let inverted = Equivalence(margin: 0.5) {
      PairedDifference(study, level: $0)!.point(at: 1).interval!
    }
    #expect(!inverted.isShown && inverted.pValue == 1)
    #expect(PairedDifference(study)!.equivalence(at: 5, margin: 0.5) == nil)
  }

  @Test func `the chance to be ahead is the p-value seen from one side`() throws {
    for study in PairedDifferenceTests.studies {
      let pair = try #require(PairedDifference(study))
      let chance = try #require(pair.chanceAhead(at: 1))
      let point = pair.point(at: 1)
      let swapped = try #require(PairedDifference(study.map { ($0.candidate, $0.baseline) }))
      let mirror = try #require(swapped.chanceAhead(at: 1))
      #expect(abs(chance.lowerBound + mirror.upperBound - 1) < 1e-11)
      guard !study.contains(where: { $0.baseline.missing + $0.candidate.missing > 0 }) else {
        continue
      }
      #expect(chance.lowerBound == chance.upperBound)
      let p = 2 * min(chance.lowerBound, 1 - chance.lowerBound)
      #expect(abs(p - point.pValue!) < 1e-11)
      if let difference = point.difference, abs(difference) > 1e-9 {
        #expect((chance.lowerBound > 0.5) == (difference > 0))
      }
    }
    let tally = Tally(correct: 1, of: 4)
    let same = PairedDifference([TallyPair](repeating: (tally, tally), count: 9))!
    #expect(abs(same.chanceAhead(at: 1)!.lowerBound - 0.5) < 1e-12)
    #expect(same.chanceAhead(at: 5) == nil)
  }

  /// Two problems, each won entirely: the mean is 2B - 1 with B ~ Beta(5/2, 1/2).
  @Test func `the chance to be ahead after two wins`() throws {
    let win: TallyPair = (Tally(correct: 0, of: 1), Tally(correct: 1, of: 1))
    let chance = try #require(PairedDifference([win, win])?.chanceAhead(at: 1))
    let expected = 1 - JeffreysBeta(c: 2, n: 2).cumulative(0.5)
    #expect(abs(chance.lowerBound - expected) < 1e-11)
  }

  @Test func `missing samples take the worst case`() throws {
    let open = Tally(correct: 1, of: 2, missing: 1)
    let study: [TallyPair] = [(open, Tally(correct: 2, of: 3)), (Tally(correct: 1, of: 3), open)]
    let pair = try #require(PairedDifference(study))
    let result = try #require(pair.equivalence(at: 1, margin: 0.7))
    let chance = try #require(pair.chanceAhead(at: 1))
    var (ps, chances): ([Double], [Double]) = ([], [])
    for a in 1...2 {
      for b in 1...2 {
        let whole: [TallyPair] = [
          (Tally(correct: a, of: 3), study[0].candidate),
          (study[1].baseline, Tally(correct: b, of: 3)),
        ]
        let one = try #require(PairedDifference(whole))
        ps.append(one.equivalence(at: 1, margin: 0.7)!.pValue)
        chances.append(one.chanceAhead(at: 1)!.lowerBound)
      }
    }
    #expect(abs(result.pValue - ps.max()!) < 1e-11)
    #expect(abs(chance.lowerBound - chances.min()!) < 1e-11)
    #expect(abs(chance.upperBound - chances.max()!) < 1e-11)
  }
}
