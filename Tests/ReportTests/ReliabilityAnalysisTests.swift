import EvalLogs
import Stats
import Testing

@testable import Report

struct ReliabilityAnalysisTests {
  /// tau-bench airline, gpt-4o: how many of 50 tasks passed 0 … 4 of 4 times. Its README publishes
  /// pass^k as 0.420, 0.273, 0.220, 0.200.
  private static let airline = rows(
    "gpt-4o", "airline",
    correct: zip(0...4, [14, 12, 10, 4, 10]).flatMap { [Int](repeating: $0, count: $1) }, of: 4)

  private func section(
    _ rows: [TallyTable.Row], _ settings: Settings = Settings()
  ) throws -> Section {
    try #require(
      ReliabilityAnalysis(try results(rows, settings)).sections(benchmark: 0).first)
  }

  @Test func `tau-bench's published values stand in the file`() throws {
    let settings = try settings("k: [1, 2, 3, 4]")
    let all = try site(Self.airline, settings).table("reliability").only("metric", "pass^k")
    for target in ["population", "fixed"] {
      let own = all.only("target", target)
      #expect(own.column("k") == ["1", "2", "3", "4"])
      let rounded = own.column("estimate").map { (Double($0)! * 1_000).rounded() / 1_000 }
      #expect(rounded == [0.42, 0.273, 0.22, 0.2])
    }
  }

  @Test func `values and limits are those of the statistics`() throws {
    let table = try site(Self.airline).table("reliability")
    let tallies = Self.airline.map(\.tally)
    for (name, metric) in [
      ("pass^k", CountMetric.passAll), ("g-pass@k", .passShare(Ratio(1, over: 2))),
      ("g-pass@k", .passShare(Ratio(3, over: 4))), ("mg-pass@k", .meanPassAboveHalf),
    ] {
      var own = table.only("metric", name).only("target", "population")
      if case .passShare(let tau) = metric {
        own = own.only("tau", NumberText.shortest(tau.value))
      }
      #expect(own.column("k") == (name == "mg-pass@k" ? ["2", "4"] : ["1", "2", "4"]))
      for row in own.rows.indices {
        let values = metric.values(tallies, at: Int(own[row, "k"])!)
        let interval = try #require(values.interval(level: 0.95))
        #expect(own[row, "estimate"] == NumberText.shortest(values.estimate!))
        #expect(own[row, "lower"] == NumberText.lower(interval.lower))
        #expect(own[row, "upper"] == NumberText.upper(interval.upper))
        #expect(own[row, "method"] == "jeffreys-dirichlet" && own[row, "note"].isEmpty)
      }
    }
    let fixed = table.only("target", "fixed").only("metric", "pass^k")
    let curve = try #require(FixedSetCurve(tallies, metric: .allRight))
    for row in fixed.rows.indices {
      let interval = try #require(curve.point(at: Int(fixed[row, "k"])!).interval)
      #expect(fixed[row, "lower"] == NumberText.lower(interval.lower))
      #expect(fixed[row, "method"] == "mixture-score")
    }
  }

  @Test func `Cover@τ has the share that is fitted and the one that is seen`() throws {
    let counts = (0..<40).map { $0 % 21 }
    let rows = ReportTests.rows("a", correct: counts, of: 20)
    let own = try site(rows).table("reliability").only("metric", "cover@tau")
    let cover = try #require(CoverAt(rows.map(\.tally)))
    #expect(own.rows.count == 20 && own[9, "tau"] == "0.5")
    #expect(own[9, "estimate"] == NumberText.shortest(cover.values(Ratio(1, over: 2)).estimate!))
    #expect(Double(own[9, "plug_in"]) == Double(counts.count { $0 >= 10 }) / 40)
    #expect(own[9, "lower"].isEmpty && own[9, "k"].isEmpty && own[9, "level"].isEmpty)
    #expect(own[9, "note"] == "no interval: the problems share one fit")
    // 3/20 is not nearer than 3/n, 2/20 is.
    #expect(!own[2, "note"].contains("guess") && own[1, "note"].contains("guess"))
    #expect(!own[16, "note"].contains("guess") && own[17, "note"].contains("guess"))
  }

  @Test func `one run's heading has both ends with their intervals`() throws {
    let heading = try section(Self.airline).heading
    #expect(
      heading.hasPrefix("The chance that all of 4 samples are right is 20 [11,\u{A0}33]\u{A0}%"))
    #expect(heading.contains("that at least one is 72 [59,\u{A0}83]\u{A0}%"))
  }

  @Test func `of several runs the heading has the span, at the k they share`() throws {
    let two =
      rows("a", correct: [4, 4, 0, 0], of: 4) + rows("b", correct: [0, 0, 0, 2], of: 2)
    let heading = try section(two).heading
    #expect(heading.hasPrefix("By run, all of 2 samples are right with a chance of 25 to 50"))
    #expect(heading.hasSuffix("at least one with 25 to 50\u{A0}%"))
    // The grid of one holds no k above 1 of the other's.
    let apart = rows("a", correct: [3, 3], of: 3) + rows("b", correct: [2, 0], of: 4)
    let asked = try settings("k: [3, 4]")
    #expect(try section(apart, asked).heading.contains("all of 3 samples"))
  }

  @Test func `for these problems only pass^k has an interval, and it is said`() throws {
    let fixed = try settings { $0.target = .fixed }
    let page = try site(Self.airline, fixed).text("benchmarks/airline.html")
    #expect(page.contains("G-Pass@k and mG-Pass@k have intervals for problems like these only"))
    let population = try site(Self.airline).text("benchmarks/airline.html")
    #expect(!population.contains("for problems like these only"))
  }

  @Test func `missing samples leave ranges, with their limits`() throws {
    let rows = ReportTests.rows("a", counts: [(2, 3, 1), (4, 4, 0), (0, 4, 0)])
    let own = try site(rows).table("reliability").only("metric", "pass^k")
      .only("target", "population").only("k", "4")
    // 2 of 3 right and one missing: never all four, whatever the missing one was.
    #expect(Double(own[0, "estimate"]) == 1.0 / 3 && own[0, "note"].isEmpty)
    #expect(own[0, "bound_lower"].isEmpty && own[0, "bound_upper"].isEmpty)
    let open = try site(ReportTests.rows("a", counts: [(3, 3, 1), (4, 4, 0)])).table("reliability")
      .only("metric", "pass^k").only("target", "population").only("k", "4")
    #expect(open[0, "estimate"].isEmpty && open[0, "note"] == "missing samples leave a range")
    #expect(open[0, "bound_lower"] == "0.5" && open[0, "bound_upper"] == "1")
    #expect(!open[0, "lower"].isEmpty)
    _ = try section(ReportTests.rows("a", counts: [(3, 3, 1), (4, 4, 0)]))
  }

  @Test func `a reason is given where there is nothing`() throws {
    func reason(_ rows: [TallyTable.Row], _ settings: Settings = Settings()) throws -> String? {
      ReliabilityAnalysis(try results(rows, settings)).absence
    }
    #expect(try reason(rows("a", counts: [(0, 0, 0)])) == "no problem has a sample")
    let single = rows("a", correct: [1, 0], of: 1)
    #expect(try reason(single) == "no run has two samples of every problem")
    #expect(try site(single).files["data/reliability.csv"] == nil)
    #expect(
      try reason(rows("a", correct: [1, 2], of: 4), try settings("k: [1]"))
        == "no k above 1 that is shown is one the runs have")
    #expect(try reason(Self.airline) == nil)
    #expect(ReliabilityAnalysis(try results(Self.airline)).overview.isEmpty)
  }

  @Test func `runs with a single sample are counted out`() throws {
    let both = Self.airline + rows("b", "airline", correct: [1, 0, 1], of: 1)
    let page = try site(both).text("benchmarks/airline.html")
    #expect(page.contains("1\u{A0}run with fewer than two samples of a problem is left out"))
    #expect(Set(try site(both).table("reliability").column("run")) == ["gpt-4o"])
  }

  @Test func `many runs are not all listed, and it is said`() throws {
    let many = (0..<24).flatMap { rows("r\($0)x", correct: [1, $0 % 17, 16], of: 16) }
    let page = try site(many).text("benchmarks/maths.html")
    #expect(page.contains("The first 60 of 72 rows; data/reliability.csv has all."))
    #expect(page.contains("Drawn: 2 of 24\u{A0}runs"))
  }

  @Test(arguments: hostileNames) func `names cannot break out`(name: String) throws {
    let site = try site(
      rows("\(name) a", correct: [1, 30, 64], of: 64) + rows("b", correct: [3, 2, 1], of: 64))
    for path in site.pages {
      let page = HTMLPage(site.files[path]!)
      #expect(page.faults.isEmpty, "\(path) \(page.faults.prefix(3))")
      #expect(page.all("script").count == 2)
    }
    #expect(site.files.keys.contains("figures/maths-reliability-cover.svg"))
  }
}
