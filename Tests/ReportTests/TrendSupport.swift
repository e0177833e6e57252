import Stats

@testable import EvalLogs
@testable import Report

/// A seeded history: runs and benchmarks whose problems have chances that stay, but for what is
/// asked for.
struct MadeHistory {
  var nights = 30
  var runs = ["RL", "base"]
  var benchmarks = ["aime24", "maths"]
  var problems = 40
  var samples = 4
  var seed = 1
  /// Days between nights.
  var step = 1
  /// From which night on how much lower the chance of every problem is, by "run benchmark".
  var drops: [String: (night: Int, by: Double)] = [:]
  /// Problems of a category that no run solves from a night on.
  var broken: (benchmark: String, category: String, night: Int)?
  /// A problem that is right on every other night and wrong between, of every run.
  var flaky: (benchmark: String, problem: Int)?
  /// Problems added to a benchmark at a night.
  var added: (benchmark: String, night: Int, count: Int)?
  /// Nights at which a run has nothing.
  var gaps: [String: Set<Int>] = [:]
  var links: (Int) -> String? = { "https://example.org/nights/\($0)/" }
  var verdicts: [Int: String] = [:]
  var categories = ["algebra", "geometry", "logic", "numbers"]

  static let first = 20_727

  func text(_ night: Int) -> String {
    CalendarDay(daysSince1970: Self.first + night * step).text
  }

  func table(_ night: Int) -> TallyTable {
    var rows: [TallyTable.Row] = []
    for (r, run) in runs.enumerated() where gaps[run]?.contains(night) != true {
      for (b, benchmark) in benchmarks.enumerated() {
        var chances = Seeded(seed * 1_000 + r * 100 + b)
        var draws = Seeded(((seed * 1_000 + r) * 100 + b) * 100_000 + night)
        let more = added.map { $0.benchmark == benchmark && night >= $0.night ? $0.count : 0 } ?? 0
        for problem in 0..<(problems + more) {
          // Most problems are nearly always right or nearly always wrong.
          let unit = Double.random(in: 0..<1, using: &chances)
          var chance = unit < 0.6 ? 0.96 : unit < 0.9 ? 0.03 : 0.5
          if let drop = drops["\(run) \(benchmark)"], night >= drop.night {
            chance = max(0, chance - drop.by)
          }
          let category = categories[problem % categories.count]
          if let broken, broken.benchmark == benchmark, broken.category == category,
            night >= broken.night
          {
            chance = 0
          }
          if let flaky, flaky.benchmark == benchmark, flaky.problem == problem {
            chance = night.isMultiple(of: 2) ? 1 : 0
          }
          let correct = (0..<samples).count { _ in Double.random(in: 0..<1, using: &draws) < chance
          }
          rows.append(
            TallyTable.Row(
              run: run, benchmark: benchmark, problem: "p\(problem)",
              tally: Tally(correct: correct, of: samples), group: category))
        }
      }
    }
    return TallyTable(rows)
  }

  var entries: [TrendHistory.Entry] {
    (0..<nights).map { night in
      let table = table(night)
      return TrendHistory.Entry(
        night: TrendNight(text(night))!, fingerprint: Fingerprint.of(table.csv()),
        link: links(night), verdict: verdicts[night],
        table: { () throws(ReportError) -> TallyTable in table })
    }
  }

  func trend(_ change: (inout TrendSettings) -> Void = { _ in }) throws -> Trend {
    var settings = TrendSettings()
    change(&settings)
    return try Trend(TrendHistory(entries), settings)
  }
}

/// A set of one night by its rows.
func entry(
  _ night: String, _ rows: [TallyTable.Row], name: String? = nil, link: String? = nil,
  verdict: String? = nil, title: String? = nil
) -> TrendHistory.Entry {
  let table = TallyTable(rows)
  return TrendHistory.Entry(
    night: TrendNight(night)!, name: name, fingerprint: Fingerprint.of(table.csv()), title: title,
    link: link, verdict: verdict, table: { () throws(ReportError) -> TallyTable in table })
}
