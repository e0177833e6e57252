import Charts
import EvalLogs
import Stats
import Testing

@testable import Report

struct EfficiencyAnalysisTests {
  /// A base that solves each of `problems` at every eighth sample, and an RL run at every other.
  private static func sharpened(
    problems: Int = 60, base: Int = 2, rl: Int = 8, names: (String, String) = ("base", "RL")
  ) -> [TallyTable.Row] {
    rows(names.0, correct: [Int](repeating: base, count: problems), of: 16)
      + rows(names.1, correct: [Int](repeating: rl, count: problems), of: 16)
  }

  private func row(
    _ rows: [TallyTable.Row], _ settings: Settings = Settings()
  ) throws -> EfficiencyRow {
    let results = try results(rows, settings)
    return try #require(EfficiencyRow(results.comparisons[0][0], settings))
  }

  private func heading(
    _ rows: [TallyTable.Row], _ settings: Settings = Settings()
  ) throws -> String {
    let analysis = EfficiencyAnalysis(try results(rows, settings))
    return try #require(analysis.sections(benchmark: 0).first).heading
  }

  private func reason(
    _ rows: [TallyTable.Row], _ settings: Settings = Settings()
  ) throws -> String? {
    EfficiencyAnalysis(try results(rows, settings)).absence
  }

  // MARK: What is drawn

  @Test func `the axis of gaps is folded only where all are far from none`() throws {
    func kinds(_ rl: Int) throws -> [Scale.Kind] {
      let results = try results(Self.sharpened(problems: 200, base: 1, rl: rl))
      let section = try #require(EfficiencyAnalysis(results).sections(benchmark: 0).first)
      return section.figures.filter { $0.id.contains("-gap") }.map(\.x.kind)
    }
    for kind in try kinds(2) {
      guard case .folded(let fold) = kind else {
        Issue.record("gaps of 88 points on an axis from 0 that is not folded")
        continue
      }
      #expect(fold.lowerBound > 0 && fold.upperBound > 0.5)
    }
    #expect(try kinds(16).allSatisfy { $0 == .linear })
  }

  @Test func `a level stroke joins the curves at the budget that the table has`() throws {
    let results = try results(Self.sharpened())
    let drawing = CurveDrawing(results, benchmark: 0)
    let budget = try #require(results.efficiency[0].first)
    let stroke = try #require(drawing.budgets.first?.mark as? Connector)
    #expect(stroke.from == DataPoint(1, 0.5) && stroke.to == budget.budget.k)
    #expect(drawing.budgets[0].words.contains("\(budget.budgetText) \(budget.budgetLimits ?? "")"))
    // Three pairs would hide the curves.
    let many = try family(3)
    #expect(CurveDrawing(many, benchmark: 0).budgets.isEmpty)
  }

  /// A base and so many runs trained from it.
  private func family(_ trained: Int) throws -> Results {
    try results(
      rows("base", correct: [Int](repeating: 2, count: 30), of: 16)
        + (0..<trained).flatMap {
          rows("t\($0)", correct: [Int](repeating: 8, count: 30), of: 16)
        })
  }

  // MARK: What is said

  @Test func `a number of samples is named where both of its limits are known`() throws {
    let row = try row(Self.sharpened())
    let budget = row.budget
    let (least, most) = (try #require(budget.moreThan), try #require(budget.lessThan))
    #expect(Double(least) < budget.k! && budget.k! < Double(most))
    let point = NumberText.fixed(budget.k!, decimals: 1)
    #expect(
      row.sentence("base", "RL")
        == "base needs \(point)\u{A0}samples [\(least),\u{A0}\(most)] to match one of RL")
    #expect(try heading(Self.sharpened()) == row.sentence("base", "RL"))
  }

  @Test func `no number is named where a limit is open`() throws {
    let never = try row(Self.sharpened(base: 0, rl: 16))
    #expect(never.budget.moreThan == 16)
    #expect(never.sentence("base", "RL") == "base with 16\u{A0}samples is behind one of RL")
    #expect(never.budgetText == "beyond 16" && never.budgetLimits == "[>\u{A0}16]")
    let ahead = try row(Self.sharpened(base: 8, rl: 0))
    #expect(ahead.sentence("base", "RL") == "base with one sample is ahead of one of RL")
    #expect(ahead.budgetText == "below 1" && ahead.budgetLimits == "[<\u{A0}1]")
    let few = try row(Self.sharpened(problems: 2))
    #expect(few.budget.status == .reached && few.budget.moreThan == nil)
    #expect(
      few.sentence("base", "RL") == "the data cannot tell how many samples of base match one of RL")
    #expect(few.budgetLimits == "[≤\u{A0}1,\u{A0}>\u{A0}16]")
    #expect(
      try heading(Self.sharpened(problems: 2))
        == "The data cannot tell how many samples of base match one of RL")
    let level = try row(Self.sharpened(base: 8, rl: 8))
    #expect(
      level.sentence("base", "RL") == "base and RL have the same counts on every problem they share"
    )
  }

  @Test(arguments: 0..<40)
  func `no sentence says more than the limits do, and limits hold their points`(seed: Int) throws {
    let study = RandomStudy(seed)
    for target in [Target.population, .fixed] {
      var settings = study.settings
      settings.target = target
      let results = try results(study.rows, settings)
      for row in results.comparisons.joined().compactMap({ EfficiencyRow($0, settings) }) {
        let sentence = row.sentence("one", "two")
        let (least, most) = (row.shown.budget?.moreThan, row.shown.budget?.lessThan)
        if row.comparison.paired?.identical == true {
          #expect(sentence.contains("same counts"))
        } else {
          let names = sentence.contains("needs more") || sentence.contains("behind")
          #expect(!names || least != nil)
          #expect(!sentence.contains("is ahead") || most == 1)
          #expect(!sentence.contains("fewer") || most != nil)
          #expect(!sentence.contains("[") || least != nil && most != nil)
          #expect(sentence.contains("cannot tell") == (least == nil && most == nil))
        }
        for inference in [row.population, row.fixed] {
          if let gap = row.gap?.gap, let interval = inference.interval {
            #expect(interval.contains(gap) && -1 <= interval.lower && interval.upper <= 1)
          }
          if let bounds = row.gap?.bounds, let interval = inference.interval {
            #expect(interval.lower <= bounds.lowerBound && bounds.upperBound <= interval.upper)
          }
          if let k = inference.budget?.k {
            if let least = inference.budget?.moreThan { #expect(Double(least) < k) }
            if let most = inference.budget?.lessThan { #expect(k < Double(most)) }
          }
        }
      }
    }
  }

  @Test func `of many comparisons it is counted in how many more than one sample is needed`() throws
  {
    var rows = Self.sharpened()
    for name in ["PPO", "RLOO"] {
      rows += ReportTests.rows(name, correct: [Int](repeating: 2, count: 60), of: 16)
    }
    let one = try settings("", { $0.baseline = "base" })
    #expect(
      try heading(rows, one)
        == "In one of three comparisons, each taken alone, base needs more than one sample to match one"
    )
  }

  // MARK: What the file holds

  @Test func `the file has the gap and the budget of both targets`() throws {
    let rows = Self.sharpened()
    let table = try site(rows).table("efficiency")
    let pair = try #require(try results(rows).comparisons[0][0].paired)
    let (gap, budget) = (EfficiencyGap(pair, budget: 16), EquivalentBudget(pair))
    #expect(table.rows.count == 2)
    #expect(table.column("target") == ["population", "fixed"])
    #expect(table.column("method") == ["dirichlet-1/2", "square-and-add"])
    for row in 0..<2 {
      #expect(table[row, "baseline"] == "base" && table[row, "candidate"] == "RL")
      #expect(table[row, "k"] == "16" && table[row, "problems"] == "60")
      #expect(table[row, "gap"] == NumberText.shortest(gap.gap!))
      #expect(table[row, "budget"] == NumberText.fixed(budget.k!, decimals: 2))
      #expect(table[row, "budget_status"] == "reached" && table[row, "note"].isEmpty)
    }
    #expect(table[0, "lower"] == NumberText.lower(gap.interval!.lower))
    #expect(table[0, "upper"] == NumberText.upper(gap.interval!.upper))
    #expect(table[0, "budget_more_than"] == String(budget.moreThan!))
    #expect(table[0, "budget_fewer_than"] == String(budget.lessThan!))
  }

  /// The limits of these problems come from those of the two runs.
  @Test func `for these problems the gap is square-and-add and the budget follows its sign`() throws
  {
    let counts = (0..<40).map { ($0 % 9, min(16, $0 % 9 + $0 % 5 + 2)) }
    let rows =
      ReportTests.rows("base", correct: counts.map(\.0), of: 16)
      + ReportTests.rows("RL", correct: counts.map(\.1), of: 16)
    let row = try row(rows)
    let base = try #require(FixedSetCurve(counts.map { Tally(correct: $0.0, of: 16) }))
    let one = try #require(FixedSetCurve(counts.map { Tally(correct: $0.1, of: 16) })).point(at: 1)
    func interval(_ k: Int) -> Interval {
      let point = base.point(at: k)
      return EfficiencyGap.fixed(
        baseline: (point.estimate!, point.interval!), candidate: (one.estimate!, one.interval!))
    }
    let found = try #require(row.fixed.interval)
    #expect(abs(found.lower - interval(16).lower) < 1e-9)
    #expect(abs(found.upper - interval(16).upper) < 1e-9)
    let signs = (1...16).map { interval($0).lower > 0 ? 1 : interval($0).upper < 0 ? -1 : 0 }
    let budget = try #require(row.fixed.budget)
    #expect(signs.contains(-1) && signs.contains(1))
    #expect(budget.moreThan == signs.prefix { $0 < 0 }.count)
    #expect(budget.lessThan == 17 - signs.reversed().prefix { $0 > 0 }.count)
  }

  @Test func `missing samples leave a range, and the note says so`() throws {
    let rows =
      ReportTests.rows("base", counts: [Count](repeating: (0, 6, 2), count: 20))
      + ReportTests.rows("RL", counts: [Count](repeating: (4, 8, 0), count: 20))
    let table = try site(rows).table("efficiency")
    #expect(table[0, "k"] == "8" && table[0, "gap"].isEmpty)
    #expect(!table[0, "bound_lower"].isEmpty && !table[0, "lower"].isEmpty)
    #expect(
      table[0, "note"]
        == "gap: missing samples leave a range; budget: missing samples leave a range")
  }

  @Test func `the candidate may have a single sample`() throws {
    let rows =
      ReportTests.rows("base", correct: [Int](repeating: 2, count: 60), of: 16)
      + ReportTests.rows("RL", correct: (0..<60).map { $0 % 2 }, of: 1)
    let table = try site(rows).table("efficiency")
    #expect(table.column("target") == ["population"])
    #expect(table[0, "k"] == "16" && table[0, "gap"] == "0.5")
  }

  @Test func `K is one of those asked for`() throws {
    let asked = try settings("", { $0.ks = [1, 5, 50] })
    #expect(try row(Self.sharpened(), asked).gap?.budget == 5)
    let single = try settings("", { $0.ks = [1] })
    let row = try row(Self.sharpened(), single)
    #expect(row.gap == nil && row.budget.k != nil)
    #expect(row.gapAbsence == "no k above 1 that is shown is one the baseline has")
  }

  // MARK: Where it is absent

  @Test func `a reason is given where nothing can be said`() throws {
    #expect(try reason(rows("base", correct: [1], of: 4)) == "there is only one run")
    #expect(
      try reason(rows("base", correct: [1, 0], of: 1) + rows("RL", correct: [1, 1], of: 1))
        == "the baseline has a single sample of a problem")
    let apart =
      rows("base", correct: [1], of: 4) + rows("RL", "code", correct: [1], of: 4)
    #expect(try reason(apart) == "no common problems")
    let table = try site(
      rows("base", correct: [1, 0], of: 1) + rows("RL", correct: [1, 1], of: 4)
    )
    .table("efficiency")
    #expect(table[0, "gap"].isEmpty)
    #expect(table[0, "note"] == "the baseline has a single sample of a problem")
  }

  @Test func `the first page shows it only beside a base`() throws {
    let base = EfficiencyAnalysis(try results(Self.sharpened()))
    #expect(base.overview.map(\.id) == ["efficiency"])
    let named = try results(Self.sharpened(names: ("alpha", "beta")))
    #expect(EfficiencyAnalysis(named).overview.isEmpty)
    #expect(!EfficiencyAnalysis(named).sections(benchmark: 0).isEmpty)
    let role = try settings("runs: [{match: alpha, role: base}]")
    let told = try results(Self.sharpened(names: ("alpha", "beta")), role)
    #expect(EfficiencyAnalysis(told).overview.count == 1)
  }

  @Test(arguments: hostileNames) func `names cannot break out of figures or tables`(
    name: String
  ) throws {
    let site = try site(Self.sharpened(names: ("base", "\(name) RL")))
    for path in site.pages {
      let page = HTMLPage(site.files[path]!)
      #expect(page.faults.isEmpty, "\(path) \(page.faults.prefix(3))")
      #expect(page.all("script").count == 2)
    }
    #expect(site.files.keys.contains("figures/efficiency-budget.svg"))
    #expect(try site.table("efficiency")[0, "candidate"].hasSuffix("RL"))
  }
}
