import Stats
import Testing

@testable import EvalLogs
@testable import Report

struct GateTests {
  private let stored = rows("RL", correct: counts(1, problems: 60, of: 16), of: 16)
  private let fallen = rows("RL", correct: counts(1, problems: 60, of: 16, less: 4), of: 16)

  @Test(arguments: [0, 0.02, 1]) func `a run against itself passes at any margin`(
    margin: Double
  ) throws {
    for n in [1, 16] {
      let same = rows("RL", correct: counts(2, problems: 30, of: n), of: n)
      let report = try gate(same, against: same, "gate: [{margin: \(margin)}]")
      #expect(report.checks.map(\.verdict) == [.identical])
      #expect(!report.hasFailed)
      #expect(report.coverage.hasPrefix("pass, 1/1"))
    }
  }

  @Test func `a drop far beyond chance is a regression, and its interval says so`() throws {
    let check = try #require(try gate(fallen, against: stored).failures.first)
    #expect(check.verdict == .regression)
    #expect(try #require(check.difference) < -0.1)
    #expect(try #require(check.interval).upper < 0)
    #expect(check.losses > 40 && check.wins == 0)
    #expect(check.detail.contains("against last night"))
  }

  @Test func `within the margin a drop is none, and the interval lies above it`() throws {
    let check = try gate(fallen, against: stored, "gate: [{margin: 0.5}]").checks[0]
    #expect(check.verdict == .held)
    #expect(try #require(check.interval).lower > -0.5)
  }

  @Test func `a drop smaller than the least that counts is named and held`() throws {
    let check = try gate(fallen, against: stored, "gate: [{minimum_effect: 0.6}]").checks[0]
    #expect(check.verdict == .held)
    #expect(check.detail.contains("less than 60"))
  }

  @Test func `what cannot be told passes, says how many samples would tell, and fails if asked to`()
    throws
  {
    let tonight = rows(
      "RL", correct: counts(1, problems: 60, of: 16).map { max(0, $0 - 1) }, of: 16)
    let few = Array(tonight.prefix(8))
    let before = Array(stored.prefix(8))
    let open = try gate(few, against: before)
    let check = open.checks[0]
    #expect(check.verdict == .undecided)
    #expect(!open.hasFailed)
    let needed = try #require(check.needed)
    #expect(needed.isSamples && needed.count > 0)
    #expect(check.detail.contains("more of each problem"))
    #expect(try #require(check.detectable) > 0)
    #expect(try gate(few, against: before) { $0.failing.insert(.undecided) }.hasFailed)
  }

  @Test func `one sample a problem is judged by the paired test, with its assumption named`() throws
  {
    let before = rows("RL", correct: [Int](repeating: 1, count: 100), of: 1)
    let after = rows(
      "RL", correct: [Int](repeating: 0, count: 12) + [Int](repeating: 1, count: 88), of: 1)
    let report = try gate(after, against: before)
    let check = report.checks[0]
    #expect(check.verdict == .regression)
    #expect(check.method == "mcnemar")
    // Twelve of twelve changed problems lost: a chance of 2^-12.
    #expect(abs(try #require(check.pValue) - 0x1p-12) < 1e-12)
    #expect(report.statements.contains { $0.contains("as likely lost as gained") })
  }

  @Test func `against several nights a loss where every night held weighs more`() throws {
    let nights = rows("RL", correct: [Int](repeating: 7, count: 40), of: 7)
    let tonight = rows(
      "RL", correct: [Int](repeating: 0, count: 4) + [Int](repeating: 1, count: 36), of: 1)
    #expect(try gate(tonight, against: nights).checks[0].method == "exact-stratified")
    #expect(try gate(tonight, against: nights).hasFailed)
  }

  @Test func `many comparisons together let less be called a regression`() throws {
    let alone = try gate(
      rows("RL", correct: counts(3, problems: 60, of: 8).map { max(0, $0 - 1) }, of: 8),
      against: rows("RL", correct: counts(3, problems: 60, of: 8), of: 8))
    let many = (0..<40).map { b -> (after: [TallyTable.Row], before: [TallyTable.Row]) in
      let before = counts(100 + b, problems: 60, of: 8)
      return (
        rows("RL", "b\(b)", correct: before.map { max(0, $0 - (b == 0 ? 1 : 0)) }, of: 8),
        rows("RL", "b\(b)", correct: b == 0 ? before : before.shuffled(seed: b), of: 8)
      )
    }
    let together = try gate(many.flatMap(\.after), against: many.flatMap(\.before))
    let level = { (report: GateReport) in report.checks.compactMap { $0.interval?.level }.max() ?? 0
    }
    #expect(level(together) > level(alone))
    for check in together.checks where check.adjusted != nil {
      let isBelow = try #require(check.interval).upper < -check.margin
      #expect((check.verdict == .regression) == isBelow)
      #expect(try #require(check.adjusted) >= #require(check.pValue))
    }
  }

  @Test func `an error spent over a year leaves wider intervals for each night`() throws {
    let night = try gate(fallen, against: stored).checks[0]
    let year = try gate(fallen, against: stored) { $0.nights = 365 }
    #expect(try #require(year.checks[0].interval).level > (try #require(night.interval)).level)
    #expect(year.statements.contains { $0.contains("365") })
  }

  @Test func `of the best of several nights each has its share of the error`() throws {
    let sets = (0..<5).map { night in
      BaselineSet(
        name: "night \(night)",
        table: TallyTable(
          rows("RL", correct: counts(1, problems: 60, of: 16, less: night == 3 ? 0 : 2), of: 16)))
    }
    let check = try gate(fallen, .best(sets)).checks[0]
    #expect(check.against == "night 3")
    let alone = try gate(fallen, .one(sets[3])).checks[0]
    #expect(abs(try #require(check.pValue) - 5 * (try #require(alone.pValue))) < 1e-12)
    #expect(try #require(check.interval).level > (try #require(alone.interval)).level)
  }

  // MARK: Sets

  @Test func `what is no longer there is missing, unless the gate is lenient`() throws {
    let before =
      stored + rows("RL", "code", correct: [1, 2], of: 4) + rows("old", correct: [3], of: 4)
    let report = try gate(stored, against: before)
    #expect(Set(report.failures.map(\.place)) == ["RL on code", "old on maths"])
    #expect(report.failures.allSatisfy { $0.verdict == .missing })
    #expect(try !gate(stored, against: before) { $0.failing.remove(.missing) }.hasFailed)
  }

  @Test func `what was taken out of the suite is not missed for as long as nights are pooled`()
    throws
  {
    let old = stored + rows("RL", "code", correct: [1, 2], of: 4)
    let pool = BaselineSet(name: "two nights", pooling: [TallyTable(old), TallyTable(stored)])
    let report = try gate(stored, .one(pool))
    #expect(report.checks.allSatisfy { $0.verdict != .missing })
    #expect(report.checks[0].baselineSamples == 2 * 60 * 16)
  }

  @Test func `problems that are gone fail, new ones are told, and the common ones compared`() throws
  {
    let tonight =
      Array(stored.dropFirst(2))
      + rows("RL", counts: [(1, 16, 0)]).map { row in
        var row = row
        row.problem = "new"
        return row
      }
    let report = try gate(tonight, against: stored)
    let verdicts = Set(report.checks.map(\.verdict))
    #expect(verdicts == [.missing, .changed, .identical])
    #expect(report.failures.map(\.detail) == ["2 of 60\u{A0}problems are not there: p1, p2"])
    #expect(report.checks.first { $0.verdict == .identical }?.problems == 58)
  }

  @Test func `missing samples and cut ones are verdicts of their own`() throws {
    var tonight = stored
    tonight[0].tally = Tally(correct: 2, of: 10, missing: 6)
    let report = try gate(tonight, against: stored)
    #expect(report.checks.contains { $0.verdict == .incomplete && $0.detail.contains("6 of 960") })
    #expect(report.samples.scored == 954 && report.samples.expected == 960)
    let cut = { (share: Int) in
      self.stored.map { row in
        var row = row
        row.truncated = share
        return row
      }
    }
    let truncated = try gate(cut(4), against: cut(1))
    #expect(truncated.checks.contains { $0.verdict == .truncated })
    #expect(try !gate(cut(1), against: cut(1)).checks.contains { $0.verdict == .truncated })
  }

  @Test func `the first night has nothing to compare with, and passes`() throws {
    let report = try gate(stored, .none("no night is stored yet"))
    #expect(report.checks.isEmpty && !report.hasFailed)
    #expect(report.sentence.contains("nothing to compare with"))
    #expect(report.statements == ["no night is stored yet."])
  }

  @Test func `a run that was called by model and settings is the same where the settings are`()
    throws
  {
    let before =
      rows("RL", correct: [1, 2, 3], of: 4, variant: "step=1")
      + rows("RL", correct: [1, 2, 3], of: 4, variant: "step=2")
    let report = try gate(
      rows("RL", correct: [1, 2, 3], of: 4, variant: "step=2"), against: before)
    #expect(report.checks.map(\.verdict) == [.missing, .identical])
  }

  // MARK: Floors and problems that must hold

  @Test func `a floor is told from the interval`() throws {
    let rows = rows("RL", correct: counts(1, problems: 60, of: 16), of: 16)
    let verdict = { (floor: Double) in
      try gate(rows, against: rows, "gate: [{floor: \(floor)}]").checks[0].verdict
    }
    #expect(try verdict(0.1) == .held)
    #expect(try verdict(0.9) == .regression)
    let value = try #require(try results(rows).curves[0][0]?.point(at: 1)?.estimate)
    #expect(try verdict(value) == .undecided)
  }

  @Test func `problems that must hold are looked at one by one`() throws {
    let rows = rows("RL", correct: [4, 3, 0], of: 4)
    let rule = { (ids: String, k: Int) in
      try gate(rows, against: rows, "gate: [{must_hold: [\(ids)], k: \(k)}]").checks[0]
    }
    #expect(try rule("p1", 1).verdict == .held)
    #expect(try rule("p1, p2", 1).verdict == .regression)
    #expect(try rule("p1, p2", 1).detail.contains("p2 (3 of 4)"))
    #expect(try rule("p1, p2", 2).verdict == .held)
    #expect(try rule("p1", 8).verdict == .undecided)
  }

  @Test func `a rule over named problems leaves all others out`() throws {
    let report = try gate(fallen, against: stored, "gate: [{problems: [p1, p2, p3]}]")
    #expect(report.checks[0].problems == 3)
  }

  @Test(arguments: [
    ("[{benchmark: math}]", "maths"), ("[{run: Rl}]", "RL"), ("[{must_hold: [p600]}]", "p60"),
    ("[{problems: [q1], margin: 0.1}]", "p1"),
  ]) func `a name that is nowhere is refused with the nearest`(rules: String, nearest: String)
    throws
  {
    let error = try #require(
      failure { _ = try gate(stored, against: stored, "gate: \(rules)") })
    #expect(error.kind == .usage)
    #expect(error.detail.contains("passcurve.yaml:1"))
    #expect(error.remedy == "Did you mean '\(nearest)'?")
  }

  @Test func `of many changes the share of false ones may be held instead of their chance`() throws
  {
    let pairs = (0..<30).map { b in counts(200 + b, problems: 40, of: 8) }
    let before = pairs.enumerated().flatMap { rows("RL", "b\($0)", correct: $1, of: 8) }
    let after = pairs.enumerated().flatMap { b, counts in
      rows("RL", "b\(b)", correct: counts.map { max(0, $0 - (b < 15 ? 1 : 0)) }, of: 8)
    }
    let holm = try gate(after, against: before)
    let shared = try gate(after, against: before, "gate: {control: bh}")
    #expect(shared.count(.regression) >= holm.count(.regression))
    for (one, two) in zip(holm.checks, shared.checks).filter({ $0.0.pValue != nil }) {
      #expect(one.benchmarkID != two.benchmarkID || one.adjusted! >= two.adjusted!)
    }
    #expect(shared.statements.contains { $0.contains("Benjamini and Hochberg") })
    #expect(holm.statements.contains { $0.contains("(Holm)") })
  }

  @Test func `k beyond the samples cannot be told, and says why`() throws {
    let check = try gate(fallen, against: stored, "gate: [{k: 32}]").checks[0]
    #expect(check.verdict == .undecided && check.difference == nil)
    #expect(check.detail.contains("32"))
  }

  // MARK: The page

  @Test func `the page begins with the verdict and why`() throws {
    let site = try Pipeline.site(try gatedEdition(fallen, against: stored))
    let page = site.text("index.html")
    #expect(page.contains("The gate fails: RL on maths"))
    let verdict = try #require(page.range(of: "id=\"gate\""))
    let curves = try #require(page.range(of: "id=\"curves\""))
    #expect(verdict.lowerBound < curves.lowerBound)
    #expect(page.contains("What fell: RL on maths"))
    #expect(SiteCheck.outcome(of: site, threads: 1).findings.filter { !$0.code.isNote }.isEmpty)
    let rows = try site.table("gate")
    #expect(rows.rows.count == 1)
    #expect(site.text("report.json").contains("\"gate\""))
  }

  @Test func `the order of runs and problems changes no byte`() throws {
    let one = try Pipeline.site(try gatedEdition(fallen, against: stored))
    let two = try Pipeline.site(
      try gatedEdition(fallen.reversed(), against: stored.shuffled(seed: 4)))
    #expect(one.files == two.files)
  }
}

extension Array {
  func shuffled(seed: Int) -> [Element] {
    var random = Seeded(seed)
    return shuffled(using: &random)
  }
}
