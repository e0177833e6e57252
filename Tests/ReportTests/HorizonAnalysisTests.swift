import EvalLogs
import Stats
import Testing

@testable import Report

struct HorizonAnalysisTests {
  /// A task with the outcomes of each run.
  private struct Task {
    var name: String
    var group: String?
    var minutes: String
    var outcomes: [String: [Int]]
  }

  /// Sixteen families of two tasks from 1 minute to 32,768; the first run succeeds on the short ones,
  /// the second on longer ones, by four samples each.
  private static func tasks(_ runs: [(name: String, reach: Int)], samples: Int = 4) -> [Task] {
    (0..<32).map { index in
      Task(
        name: "t\(index)", group: "family \(index / 2)", minutes: "\(1 << (index / 2))",
        outcomes: Dictionary(
          uniqueKeysWithValues: runs.map { run in
            // From all of them below its reach to none above, by steps.
            let right = min(samples, max(0, run.reach - index / 2 + index % 3))
            return (run.name, (0..<samples).map { $0 < right ? 1 : 0 })
          }))
    }
  }

  private static let two = tasks([("old", 6), ("new", 10)])

  /// As they come from a file of rows.
  private func reading(_ tasks: [Task], isGrouped: Bool = true) throws -> Reading {
    let folder = try TemporaryFolder()
    var lines = ["run,benchmark,problem,correct,minutes" + (isGrouped ? ",group" : "")]
    for task in tasks {
      for (run, outcomes) in task.outcomes.sorted(by: { $0.key < $1.key }) {
        for outcome in outcomes {
          let quoted = "\"\(run.replacing("\"", with: "\"\""))\""
          lines.append(
            "\(quoted),suite,\(task.name),\(outcome),\(task.minutes)"
              + (isGrouped ? ",\(task.group ?? "")" : ""))
        }
      }
    }
    try folder.write("rows.csv", lines.joined(separator: "\n") + "\n")
    return try EvalLogs.read(
      paths: [folder.path], options: ReadOptions(samples: [.minutes]))
  }

  private func made(
    _ tasks: [Task], _ settings: Settings = Settings(), isGrouped: Bool = true
  ) throws -> (site: Site, analysis: HorizonAnalysis, results: Results) {
    let reading = try reading(tasks, isGrouped: isGrouped)
    let results = Results(try Study(reading, settings), settings)
    let site = try Pipeline.site(try Pipeline.edition(reading, settings))
    return (site, HorizonAnalysis(results), results)
  }

  private static func study(_ tasks: [Task]) -> HorizonStudy {
    HorizonStudy(
      tasks.flatMap { task in
        task.outcomes.map { run, outcomes in
          (
            agent: run,
            task: HorizonTask(
              name: task.name, family: task.group ?? task.name, minutes: Double(task.minutes)!),
            tally: Tally(correct: outcomes.reduce(0, +), of: outcomes.count)
          )
        }
      })
  }

  private static let dated = """
    runs:
      - {match: old, released: 2024-01-01}
      - {match: new, released: 2025-01-01}
    """

  @Test func `horizons are those of the statistics, at both k and on the same tasks`() throws {
    let table = try made(Self.two).site.table("horizon")
    let study = Self.study(Self.two)
    // Every task has four samples: the smaller k has no other tasks.
    #expect(table.column("needing") == ["1", "1", "4", "4", "1", "1", "4", "4"])
    for row in table.rows.indices {
      let (run, k) = (table[row, "run"], Int(table[row, "k"])!)
      let horizons = study.horizons(of: run, at: k)
      let horizon = try #require(
        horizons.first { NumberText.shortest($0.success) == table[row, "success"] })
      #expect(table[row, "minutes"] == NumberText.shortest(try #require(horizon.minutes)))
      let interval = try #require(horizon.interval)
      #expect(table[row, "lower"] == NumberText.lowerQuantity(interval.lower))
      #expect(table[row, "upper"] == NumberText.upperQuantity(interval.upper))
      #expect(table[row, "tasks"] == "32" && table[row, "families"] == "16")
      #expect(table[row, "method"] == "families-tasks" && table[row, "target"] == "population")
      #expect(table[row, "left_out"] == "0" && table[row, "note"].isEmpty)
    }
  }

  @Test func `the ratio of a pair is the candidate's over the baseline's`() throws {
    let settings = try settings { $0.baseline = "old" }
    let table = try made(Self.two, settings).site.table("horizon-ratios")
    let study = Self.study(Self.two)
    #expect(table.column("k") == ["1", "1", "4"] && table.column("needing") == ["1", "4", "4"])
    for row in table.rows.indices {
      let ratio = study.ratio(
        of: "new", to: "old", at: Int(table[row, "k"])!, needing: Int(table[row, "needing"])!)
      #expect(table[row, "candidate"] == "new" && table[row, "baseline"] == "old")
      #expect(table[row, "ratio"] == NumberText.shortest(ratio.ratio!))
      #expect(Double(table[row, "ratio"])! > 4)
      #expect(table[row, "lower"] == NumberText.lowerQuantity(ratio.interval!.lower))
    }
  }

  @Test func `the trend takes the config's days, and both k`() throws {
    let (site, analysis, _) = try made(Self.two, try settings(Self.dated))
    let table = try site.table("horizon-trend")
    let releases = [("old", "2024-01-01"), ("new", "2025-01-01")].map { name, day in
      (agent: name, day: Double(CalendarDay(parsing: day)!.daysSince1970))
    }
    let pair = Self.study(Self.two).trends(of: releases, at: (1, 4))
    #expect(table.column("k") == ["1", "1", "4", "4"])
    #expect(table.column("less_k") == ["", "", "", "1"])
    #expect(table.column("needing") == ["1", "4", "4", "4"])
    for (row, trend) in [(1, pair.first), (2, pair.second)] {
      #expect(table[row, "doublings_per_year"] == NumberText.shortest(trend.doublingsPerYear!))
      #expect(table[row, "doubling_days"] == NumberText.shortest(trend.doublingDays!))
      #expect(table[row, "lower"] == NumberText.lowerQuantity(trend.growthInterval!.lower))
      #expect(table[row, "doubling_upper"] == NumberText.upperQuantity(trend.doublingUpper!))
      #expect(table[row, "frontier"] == "old; new" && table[row, "runs"] == "2")
    }
    #expect(table[3, "doublings_per_year"] == NumberText.shortest(pair.growthDifference!))
    let section = try #require(analysis.sections(benchmark: 0).first)
    #expect(section.heading.hasPrefix("At pass@1 horizons double in "))
    #expect(section.heading.hasSuffix("; the data cannot tell which grows faster"))
    #expect(site.files["figures/suite-horizon-trend.svg"] != nil)
    #expect(section.figures.count == 4)
  }

  @Test func `without days there are rows and no trend`() throws {
    let (site, analysis, _) = try made(Self.two)
    #expect(site.files["data/horizon-trend.csv"] == nil)
    #expect(site.files["figures/suite-horizon-trend.svg"] == nil)
    let heading = try #require(analysis.sections(benchmark: 0).first).heading
    #expect(
      heading
        == "new: half of the time, one attempt solves tasks of 8.56 [5.17, 15.0]\u{A0}h; old: half of the time, one attempt solves tasks of 31.7 [17.8, 54.1]\u{A0}min"
    )
    let three = Self.tasks([("a", 5), ("b", 8), ("c", 9)])
    let span = try #require(try made(three).analysis.sections(benchmark: 0).first).heading
    #expect(span.hasPrefix("By run, one attempt solves half of the time tasks of "))
    #expect(analysis.overview.isEmpty)
  }

  @Test func `a trend that may not grow is not called one that doubles`() throws {
    let level = Self.tasks([("old", 8), ("new", 8)])
    let (_, analysis, _) = try made(level, try settings(Self.dated))
    let heading = try #require(analysis.sections(benchmark: 0).first).heading
    #expect(heading.hasPrefix("At pass@1 the data cannot tell whether horizons grow"))
    #expect(!heading.contains("double"))
  }

  @Test func `tasks with too few samples are left out and counted`() throws {
    var tasks = Self.two
    for index in 0..<5 { tasks[index].outcomes["new"] = [1] }
    let (site, _, _) = try made(tasks)
    let table = try site.table("horizon").only("run", "new").only("success", "0.5")
    #expect(table.column("k") == ["1", "1", "4"] && table.column("needing") == ["1", "4", "4"])
    #expect(table.column("tasks") == ["32", "27", "27"])
    #expect(table.column("left_out") == ["0", "5", "5"])
    #expect(site.text("benchmarks/suite.html").contains("5 of 32 (new)"))
  }

  @Test func `a run that solves nothing, or everything, is refused with the reason`() throws {
    let tasks = Self.tasks([("none", -40), ("some", 8), ("all", 90)])
    let (site, analysis, _) = try made(tasks)
    let table = try site.table("horizon")
    for (run, note) in [
      ("none", "no task solved in any run"), ("all", "every task solved in every run"),
    ] {
      let own = table.only("run", run)
      #expect(Set(own.column("note")) == [note] && Set(own.column("minutes")) == [""])
      #expect(Set(own.column("beyond_tasks")) == [""])
    }
    #expect(analysis.absence == nil)
    let alone = try made(Self.tasks([("none", -40)]))
    #expect(alone.analysis.absence == "no task solved in any run")
    #expect(alone.analysis.sections(benchmark: 0).isEmpty)
  }

  @Test func `times that do not agree or cannot be are left out and said`() throws {
    var tasks = Self.two
    tasks[0].minutes = "0"
    tasks[1].minutes = "-3"
    tasks[2].minutes = ""
    var other = tasks[3]
    other.minutes = "77"
    tasks.append(other)
    let (site, _, _) = try made(tasks)
    let page = site.text("benchmarks/suite.html")
    #expect(page.contains("1\u{A0}problem without minutes is left out"))
    #expect(page.contains("3\u{A0}problems whose samples say different times, or one not above 0"))
    #expect(try site.table("horizon")[0, "tasks"] == "28")
  }

  @Test func `few families leave no interval, with the reason`() throws {
    let tasks = Self.two.map { task in
      var task = task
      task.group = "family \(Int(task.name.dropFirst())! % 4)"
      return task
    }
    let (site, analysis, _) = try made(tasks, try settings(Self.dated))
    let table = try site.table("horizon")
    #expect(table[0, "lower"].isEmpty && !table[0, "minutes"].isEmpty)
    #expect(table[0, "note"] == "no interval: tasks of 4 families, 10 needed")
    let trend = try site.table("horizon-trend")
    #expect(trend.column("lower").allSatisfy { $0.isEmpty })
    #expect(trend.column("doubling_lower").allSatisfy { $0.isEmpty })
    let heading = try #require(analysis.sections(benchmark: 0).first).heading
    #expect(heading.contains("cannot tell whether"))
  }

  @Test func `without groups each task is a family of its own, and it is said`() throws {
    let (site, _, _) = try made(Self.two, isGrouped: false)
    #expect(try site.table("horizon")[0, "families"] == "32")
    #expect(site.text("benchmarks/suite.html").contains("the logs group none"))
  }

  @Test func `k are those asked for, as far as ten tasks have them`() throws {
    let asked = try made(Self.two, try settings("k: [1, 2, 3, 9]")).site.table("horizon")
    #expect(Set(asked.column("k")) == ["1", "3"])
    let never = try made(Self.two, try settings("k: [9]"))
    #expect(
      never.analysis.absence == "no k shown is one that 10 problems with minutes have")
    let single = try made(Self.tasks([("a", 7)], samples: 1)).site.table("horizon")
    #expect(Set(single.column("k")) == ["1"])
  }

  @Test func `missing samples are left out of ratios and trends, and it is said`() throws {
    let yaml = Self.dated + "\nbenchmarks: [{match: suite, expected_n: 5}]"
    let settings = try settings(yaml) { $0.baseline = "old" }
    let site = try made(Self.two, settings).site
    let note = "missing samples are left out, of the interval as well"
    for name in ["horizon-ratios", "horizon-trend"] {
      #expect(try site.table(name).column("note").allSatisfy { $0 == note })
    }
    let horizon = try site.table("horizon")
    #expect(horizon[0, "missing"] == "32" && horizon[0, "note"].isEmpty)
    #expect(site.text("benchmarks/suite.html").contains("Missing samples are left out"))
    #expect(
      !(try made(Self.two).site.text("benchmarks/suite.html").contains("Missing samples are")))
  }

  @Test func `a horizon outside the lengths of the tasks is marked`() throws {
    let tasks = Self.tasks([("old", 1), ("new", 10)])
    let site = try made(tasks, try settings(Self.dated)).site
    let table = try site.table("horizon")
    let beyond = table.column("beyond_tasks")
    for row in table.rows.indices {
      let minutes = try #require(Double(table[row, "minutes"]))
      #expect(beyond[row] == ((1...32_768).contains(minutes) ? "no" : "yes"))
    }
    #expect(beyond.contains("yes"))
    let page = site.text("benchmarks/suite.html")
    #expect(page.contains("(beyond)"))
    #expect(page.contains("outside the lengths of the tasks: old."))
  }

  @Test func `where no sample has minutes nothing is computed`() throws {
    let analysis = HorizonAnalysis(try results(rows("a", correct: [1, 2], of: 4)))
    #expect(analysis.absence == "no sample says how long a person takes; a column of minutes does")
    #expect(analysis.tables.isEmpty && analysis.sections(benchmark: 0).isEmpty)
  }

  @Test func `threads and the order of rows change nothing`() throws {
    let one = try made(Self.two, try settings(Self.dated) { $0.threads = 1 }).site
    let many = try made(Self.two.reversed(), try settings(Self.dated) { $0.threads = 8 }).site
    for name in ["horizon", "horizon-trend"] {
      #expect(one.files["data/\(name).csv"] == many.files["data/\(name).csv"])
    }
  }

  @Test(arguments: hostileNames.filter { !$0.contains("\0") }) func `names cannot break out`(
    name: String
  ) throws {
    let tasks = Self.tasks([("\(name) old", 6), ("new", 10)])
    let dated = """
      runs:
        - {match: "*old", released: 2024-01-01}
        - {match: new, released: 2025-01-01}
      """
    let site = try made(tasks, try settings(dated) { $0.baseline = "new" }).site
    for path in site.pages {
      let page = HTMLPage(site.files[path]!)
      #expect(page.faults.isEmpty, "\(path) \(page.faults.prefix(3))")
      #expect(page.all("script").count == 2)
    }
    #expect(site.files["figures/suite-horizon-trend.svg"] != nil)
  }
}
