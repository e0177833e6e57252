import BigInt
import Stats
import Testing

struct PairedTableTests {
  private func table(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> PairedTable {
    PairedTable(both: a, candidateOnly: b, baselineOnly: c, neither: d)
  }

  private static let tables: [PairedTable] = {
    var result: [PairedTable] = []
    for both in [0, 1, 5, 40] {
      for neither in [0, 1, 7] {
        for gained in 0...6 {
          for lost in 0...6 where both + neither + gained + lost > 0 {
            result.append(
              PairedTable(
                both: both, candidateOnly: gained, baselineOnly: lost, neither: neither))
          }
        }
      }
    }
    return result
  }()

  /// The binomial sum in whole numbers.
  @Test func `McNemar's p is the binomial sum`() {
    for n in [1, 2, 3, 7, 20, 61, 200, 1_100] {
      var coefficient = BigUInt(1)
      var sum = BigUInt(0)
      for fewer in 0...(n / 2) {
        sum += coefficient
        coefficient = coefficient * BigUInt(n - fewer) / BigUInt(fewer + 1)
        guard n < 100 || fewer % 50 == 0 || fewer == n / 2 else { continue }
        // 2 P(X <= fewer), with 80 bits after its first one.
        let twice = sum << 1
        let shift = max(0, twice.bitWidth - 80)
        let expected = min(
          1,
          Double(twice >> shift)
            * Double(sign: .plus, exponent: max(shift - n, -1_074), significand: 1))
        let p = table(2, fewer, n - fewer, 1).mcNemar
        if expected > 1e-300 { #expect(abs(p / expected - 1) < 1e-12, "\(n) \(fewer) \(p)") }
        #expect(p > 0 && p == table(0, n - fewer, fewer, 0).mcNemar)
      }
    }
  }

  /// statsmodels 0.15.0 `mcnemar(exact=True)`. The first is also Fagerland, Lydersen and Laake's
  /// example after Cavo et al. 2012; the next two are the paper's solvable sets, AIME24 and
  /// LiveCodeBench (ANALYSES.md, finding 1).
  @Test(arguments: [
    (6, 16, 0.052478790283203125), (4, 0, 0.125), (4, 1, 0.375), (0, 0, 1),
    (12, 2, 0.012939453125), (1, 1, 1), (40, 20, 0.01348929373119186),
    (300, 340, 0.12310113072196793), (0, 50, 1.7763568394002505e-15),
  ])
  func `McNemar's p as statsmodels gives it`(gained: Int, lost: Int, p: Double) {
    #expect(abs(table(9, gained, lost, 4).mcNemar / p - 1) < 1e-12)
  }

  /// As the R package contingencytables prints them in its tests, for the table of Cavo et al. 2012
  /// (59, 6, 16, 80). Without the correction of phi the limits would be -0.1174 and -0.0059.
  @Test func `Newcombe and Agresti-Min as published`() {
    let cavo = table(59, 6, 16, 80)
    let newcombe = cavo.newcombe()
    #expect(abs(newcombe.lower - -0.1186) < 5e-5 && abs(newcombe.upper - -0.0046) < 5e-5)
    let agrestiMin = cavo.agrestiMin()
    #expect(abs(agrestiMin.lower - -0.1182) < 5e-5 && abs(agrestiMin.upper - -0.0045) < 5e-5)
  }

  /// The formulas once more, written apart in Python.
  @Test(arguments: [
    (
      [59, 6, 16, 80],
      [-0.11862119563870992, -0.004625113933050047, -0.11824200957882668, -0.004457376924240808]
    ),
    (
      [36, 12, 2, 0],
      [0.05692958400323869, 0.3404276029749407, 0.056007166279791354, 0.3286082183355933]
    ),
    (
      [1, 1, 7, 12],
      [-0.506920226686141, -0.02555912416485978, -0.49322583309367124, -0.028513297341111354]
    ),
    (
      [212, 144, 256, 707],
      [-0.11419153280506708, -0.05543347268433288, -0.11414137555872655, -0.05542713314679957]
    ),
  ])
  func `Newcombe and Agresti-Min from their formulas`(counts: [Int], limits: [Double]) {
    let table = table(counts[0], counts[1], counts[2], counts[3])
    let (newcombe, agrestiMin) = (table.newcombe(), table.agrestiMin())
    #expect(abs(newcombe.lower - limits[0]) < 1e-12 && abs(newcombe.upper - limits[1]) < 1e-12)
    #expect(abs(agrestiMin.lower - limits[2]) < 1e-12)
    #expect(abs(agrestiMin.upper - limits[3]) < 1e-12)
  }

  @Test func `exchanging the runs mirrors the intervals`() {
    for table in Self.tables {
      let mirror = PairedTable(
        both: table.both, candidateOnly: table.baselineOnly, baselineOnly: table.candidateOnly,
        neither: table.neither)
      for (one, other) in [
        (table.newcombe(level: 0.9), mirror.newcombe(level: 0.9)),
        (table.agrestiMin(), mirror.agrestiMin()),
      ] {
        #expect(abs(one.lower + other.upper) < 1e-14 && abs(one.upper + other.lower) < 1e-14)
        #expect(one.lower >= -1 && one.upper <= 1 && one.lower < one.upper)
        #expect(one.contains(table.difference))
      }
      // What both runs solve is what neither does, seen from the other side.
      let inside = PairedTable(
        both: table.neither, candidateOnly: table.baselineOnly, baselineOnly: table.candidateOnly,
        neither: table.both)
      #expect(abs(inside.newcombe(level: 0.9).lower + table.newcombe(level: 0.9).upper) < 1e-14)
    }
  }

  @Test func `is read from the tallies where every value is 0 or 1`() throws {
    let study: [TallyPair] = [
      (Tally(correct: 0, of: 2), Tally(correct: 1, of: 2)),
      (Tally(correct: 0, of: 2), Tally(correct: 2, of: 2)),
      (Tally(correct: 2, of: 2), Tally(correct: 0, of: 2)),
      (Tally(correct: 2, of: 2), Tally(correct: 2, of: 2)),
      (Tally(correct: 0, of: 2), Tally(correct: 0, of: 2)),
    ]
    let pair = try #require(PairedDifference(study))
    #expect(pair.table(at: 1) == nil && pair.table(at: 3) == nil)
    #expect(pair.table(at: 2) == table(1, 2, 1, 1))
    #expect(pair.table { 2 * $0.correct > $0.samples } == table(1, 1, 1, 2))
    #expect(pair.table(at: 2)?.difference == pair.point(at: 2).difference)
    let open = try #require(
      PairedDifference([(Tally(correct: 0, of: 1, missing: 1), Tally(correct: 1, of: 2))]))
    #expect(open.table(at: 2) == nil && open.table { $0.correct > 0 } == nil)
  }
}
