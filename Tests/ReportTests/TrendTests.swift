import Stats
import Testing

@testable import EvalLogs
@testable import Report

struct TrendTests {
  @Test func `a drop of ten points is dated, told in words and linked to its night`() throws {
    var made = MadeHistory()
    made.drops = ["RL maths": (night: 18, by: 0.1)]
    let trend = try made.trend()
    let change = try #require(trend.changes.first { $0.change.k == 1 })
    #expect(trend.runs[trend.series[change.series].run].label == "RL")
    #expect(trend.text(ofNight: change.night) == made.text(18))
    #expect(change.difference < -0.04 && change.difference > -0.12)
    #expect(trend.lede.hasPrefix("30\u{A0}nights; since \(made.text(18)) RL is "))
    #expect(trend.lede.contains("points lower on maths") && trend.lede.contains("1 of 4 series"))
    let site = try trend.site()
    let page = HTMLPage(site.files["index.html"] ?? [])
    #expect(page.all("a").contains { $0["href"] == "https://example.org/nights/18/" })
  }

  @Test func `nights of which nothing changes say so`() throws {
    let trend = try MadeHistory(nights: 20, seed: 5).trend()
    #expect(trend.changes.isEmpty)
    #expect(trend.lede.contains("none of 4 series changed"))
    #expect(trend.searches == 8)
  }

  @Test func `too few nights are said to be too few`() throws {
    let trend = try MadeHistory(nights: 5).trend()
    #expect(trend.lede.contains("too few to look for changes"))
    #expect(trend.searches == 0)
  }

  @Test func `values and intervals are those of the curve of these problems`() throws {
    let made = MadeHistory(nights: 3)
    let site = try made.trend().site()
    let table = try site.table("trend").only("run", "RL").only("benchmark", "maths")
    let rows = made.table(1).rows.filter { $0.run == "RL" && $0.benchmark == "maths" }
    let curve = try #require(FixedSetCurve(rows.map(\.tally)))
    for k in [1, 4] {
      let point = curve.point(at: k)
      let own = table.only("night", made.text(1)).only("k", String(k))
      #expect(own.rows.count == 1)
      #expect(own[0, "estimate"] == NumberText.optional(point.estimate))
      #expect(own[0, "lower"] == NumberText.lowerLimit(point.interval))
      #expect(own[0, "upper"] == NumberText.upperLimit(point.interval))
      #expect(own[0, "target"] == "fixed" && own[0, "method"] == "mixture-score")
    }
  }

  @Test func `with one sample the intervals are for problems like these, and the page says so`()
    throws
  {
    let site = try MadeHistory(nights: 8, samples: 1).trend().site()
    let table = try site.table("trend")
    #expect(Set(table.column("target")) == ["population"])
    #expect(Set(table.column("k")) == ["1"])
    #expect(site.text("benchmarks/maths.html").contains("for problems like these"))
  }

  @Test func `other problems break the series, and nothing is compared across`() throws {
    var made = MadeHistory(nights: 24)
    // Solved by nobody: the mean falls by a third, and no problem got worse.
    made.added = ("maths", 12, 20)
    let trend = try made.trend()
    let own = trend.series.filter { trend.benchmarks[$0.benchmark].id == "maths" }
    #expect(own.allSatisfy { $0.stretches == [0..<12, 12..<24] && $0.changes.isEmpty })
    let site = try trend.site()
    let table = try site.table("trend").only("benchmark", "maths").only("problems_changed", "yes")
    #expect(Set(table.column("night")) == [made.text(12)])
    #expect(
      site.text("benchmarks/maths.html").contains("Hollow: the first night of other problems"))
  }

  @Test func `a missing night is a gap in the line`() throws {
    var made = MadeHistory(nights: 12, runs: ["RL", "base"], benchmarks: ["maths"])
    made.gaps = ["RL": [4, 5]]
    let trend = try made.trend()
    let pieces = trend.series.map { own in
      trend.pieces(own, 0, trend.drawnPlaces(own, 0, most: 100)).map(\.count)
    }
    #expect(pieces == [[4, 6], [12]])
  }

  @Test func `a day without any night is a gap as well`() throws {
    let made = MadeHistory(nights: 9, runs: ["RL"], benchmarks: ["maths"])
    var entries = made.entries
    entries.remove(at: 3)
    let trend = try Trend(TrendHistory(entries), TrendSettings())
    #expect(trend.pieces(trend.series[0], 0, Array(0..<8)).map(\.count) == [3, 5])
  }

  @Test func `of several sets of one night the last is drawn and the others are listed`() throws {
    let nights = (1...3).map { "2026-01-0\($0)" }
    let good = rows("RL", correct: [4, 4], of: 4)
    let bad = rows("RL", correct: [0, 1], of: 4)
    let history = TrendHistory([
      entry(nights[1], bad, name: "first"), entry(nights[0], good), entry(nights[2], good),
      entry(nights[1], good, name: "again"),
    ])
    let site = try Trend(history, TrendSettings()).site()
    let values = try site.table("trend").only("k", "1")
    #expect(values.column("night") == nights)
    #expect(values.column("estimate") == ["1", "1", "1"])
    let listed = try site.table("nights").only("night", nights[1])
    #expect(listed.column("name") == ["first", "again"])
    #expect(listed.column("drawn") == ["no", "yes"])
  }

  @Test func `flaky problems are those that go and come back`() throws {
    var made = MadeHistory(nights: 20, samples: 8)
    made.flaky = ("aime24", 3)
    made.broken = ("maths", "geometry", 10)
    let trend = try made.trend()
    let worst = try #require(trend.flaky.first)
    #expect(trend.benchmarks[worst.benchmark].problems[worst.problem] == "p3")
    #expect(worst.rates.flips == 19 && worst.rates.pairs == 19)
    // Broken for good, not flaky: solved on every night before, by nobody since.
    let base = (0..<20).map { night in
      made.table(night).rows.filter { $0.run == "base" && $0.benchmark == "maths" }
    }
    let broken = (0..<40).filter { problem in
      (0..<20).allSatisfy { night in
        base[night].first { $0.problem == "p\(problem)" }.map {
          night < 10 ? 2 * $0.tally.correct > $0.tally.samples : $0.tally.correct == 0
        } ?? false
      }
    }
    #expect(!broken.isEmpty)
    for item in trend.flaky where trend.benchmarks[item.benchmark].id == "maths" {
      guard trend.runs[item.run].id == "base" else { continue }
      let name = trend.benchmarks[item.benchmark].problems[item.problem]
      #expect(!broken.map { "p\($0)" }.contains(name))
    }
    let file = try trend.site().table("flaky")
    #expect(file[0, "problem"] == "p3" && file[0, "rate"] == "1")
  }

  @Test func `only what was asked for, and a misspelt name is refused`() throws {
    let trend = try MadeHistory(nights: 3).trend {
      $0.runs = ["R*"]
      $0.benchmarks = ["maths"]
    }
    #expect(trend.series.count == 1)
    #expect(try trend.site().pages == ["benchmarks/maths.html", "index.html", "methods.html"])
    let error = failure { _ = try MadeHistory(nights: 2).trend { $0.runs = ["bse"] } }
    #expect(error?.kind == .usage && error?.remedy == "Did you mean 'base'?")
  }

  @Test func `the last nights alone`() throws {
    let made = MadeHistory(nights: 9)
    let trend = try Trend(TrendHistory(made.entries, last: 4), TrendSettings())
    #expect(trend.history.entries.map(\.night.text) == (5..<9).map(made.text))
  }
}
