import EvalLogs
import Stats
import Testing

@testable import Report

struct ResultsTests {
  private let base = rows("base", correct: [0, 1, 4, 8, 3, 0, 8, 2], of: 8)
  private let tuned = rows("tuned", correct: [1, 3, 8, 8, 6, 0, 8, 7], of: 8)

  @Test func `curves are those of the statistics called directly`() throws {
    let results = try results(base + tuned)
    for (run, rows) in [base, tuned].enumerated() {
      let direct = try #require(PassCurve(rows.map(\.tally)))
      let curve = try #require(results.curves[0][run])
      #expect(curve.points == [1, 2, 4, 8].map { direct.point(at: $0) })
    }
  }

  @Test func `differences and the crossing are those of the statistics called directly`() throws {
    let results = try results(base + tuned)
    let direct = try #require(
      PairedDifference(zip(base, tuned).map { (baseline: $0.tally, candidate: $1.tally) }))
    let comparison = try #require(results.comparisons[0].first)
    #expect(comparison.points == [1, 2, 4, 8].map { direct.point(at: $0) })
    #expect(comparison.crossover == Crossover(direct))
    #expect(comparison.leftOut == 0)
  }

  @Test func `claims stand at the first and the last common k`() throws {
    #expect(try results(base + tuned).comparisons[0][0].claims.map(\.k) == [1, 8])
    let short = rows("tuned", correct: [1, 3, 3, 3, 1, 0, 2, 2], of: 3)
    #expect(try results(base + short).comparisons[0][0].claims.map(\.k) == [1, 3])
    let once = rows("tuned", correct: [1, 1, 0, 1, 1, 0, 1, 1], of: 1)
    #expect(try results(base + once).comparisons[0][0].claims.map(\.k) == [1])
  }

  @Test func `claims stand at the ends of the k asked for, as far as they exist`() throws {
    let asked = try settings { $0.ks = [2, 3, 100] }
    let comparison = try results(base + tuned, asked).comparisons[0][0]
    #expect(comparison.points.map(\.k) == [2, 3, 100])
    #expect(comparison.claims.map(\.k) == [2, 3])
    let beyond = try settings { $0.ks = [100] }
    let claims = try results(base + tuned, beyond).comparisons[0][0].claims
    #expect(claims.map(\.verdict) == [.notAssessable])
    #expect(claims.map(\.adjusted) == [nil])
  }

  @Test func `adjusted p-values are Holm's over every claim of the report`() throws {
    var all: [TallyTable.Row] = []
    var random = Seeded(5)
    for benchmark in ["a", "b", "c"] {
      for run in ["r", "s", "t"] {
        all += rows(
          run, benchmark, correct: (0..<12).map { _ in Int.random(in: 0...8, using: &random) },
          of: 8)
      }
    }
    let results = try results(all)
    var claims: [(p: Double, adjusted: Double)] = []
    for comparison in results.comparisons.joined() {
      for claim in comparison.claims {
        let p = try #require(comparison.point(at: claim.k)?.pValue)
        claims.append((p, try #require(claim.adjusted)))
      }
    }
    #expect(claims.count == 18 && results.claimCount == 18)
    // By hand: each p times the number of p-values not smaller, never below one before it.
    let sorted = claims.sorted { $0.p < $1.p }
    var floor = 0.0
    for (rank, claim) in sorted.enumerated() {
      floor = max(floor, min(1, claim.p * Double(sorted.count - rank)))
      #expect(claim.adjusted == floor)
    }
  }

  @Test func `verdicts follow the adjusted p-value and the side of the interval`() throws {
    var seen: Set<Results.Verdict> = []
    for seed in 0..<60 {
      let results = try RandomStudy(seed).results()
      for comparison in results.comparisons.joined() {
        for claim in comparison.claims {
          seen.insert(claim.verdict)
          let point = comparison.point(at: claim.k)
          switch claim.verdict {
          case .notAssessable: #expect(claim.adjusted == nil && point?.pValue == nil)
          case .identical:
            #expect(comparison.paired?.identical == true && (point?.difference ?? 0) == 0)
          case .ahead:
            #expect(claim.adjusted! < 0.05)
            #expect(point!.interval!.lower > 0 && (point!.difference ?? 1) > 0)
          case .behind:
            #expect(claim.adjusted! < 0.05)
            #expect(point!.interval!.upper < 0 && (point!.difference ?? -1) < 0)
          case .undecided: #expect(claim.adjusted! >= 0.05 - 1e-12)
          case .equivalent: Issue.record("no margin was stated")
          }
        }
      }
    }
    #expect(seen.count == 5, "the studies show only \(seen)")
  }

  @Test func `the level of the settings decides, not 95 percent`() throws {
    let strict = try settings { $0.level = 0.999999 }
    let loose = try settings { $0.level = 0.5 }
    #expect(try results(base + tuned, strict).comparisons[0][0].claims[0].verdict == .undecided)
    #expect(try results(base + tuned, loose).comparisons[0][0].claims[0].verdict == .ahead)
  }

  @Test func `a problem that one run lacks, or has no sample of, is left out and counted`() throws {
    let fewer = Array(tuned.dropLast(3))
    #expect(try results(base + fewer).comparisons[0][0].leftOut == 3)
    #expect(try results(base + fewer).comparisons[0][0].paired?.problems == 5)
    let empty = rows("tuned", counts: [(1, 8, 0), (0, 0, 0)])
    let comparison = try results(Array(base.prefix(2)) + empty).comparisons[0][0]
    #expect(comparison.paired?.problems == 1)
    #expect(comparison.leftOut == 1)
  }

  @Test func `runs without a common problem are not assessable`() throws {
    let other = tuned.map { row in
      var row = row
      row.problem += "x"
      return row
    }
    let comparison = try results(base + other).comparisons[0][0]
    #expect(comparison.paired == nil && comparison.points.isEmpty && comparison.leftOut == 16)
    #expect(comparison.claims.map(\.verdict) == [.notAssessable])
  }

  @Test(arguments: 0..<6) func `the number of threads changes nothing`(seed: Int) throws {
    let sites = try [1, 2, 7].map { threads in
      var study = RandomStudy(seed)
      study.settings.threads = threads
      return try study.site().files
    }
    #expect(sites[0] == sites[1] && sites[1] == sites[2])
  }
}
