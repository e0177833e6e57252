import Testing

@testable import EvalLogs
@testable import Report

/// What holds for every table of a site, whichever analysis it is of.
struct TableConformanceTests {
  /// Samples that carry what analyses ask for, of runs that are steps, temperatures and variants of
  /// each other, on two benchmarks whose names are words that tables are named by.
  private static func study() throws -> (reading: Reading, settings: Settings) {
    var rows = SampledRows(
      "answer", "reward", "scorer", "logprob_sum", "top_logprob_sum", "tokens", "token_entropy",
      "cost", "minutes", "verdict")
    let runs = ["base", "rl", "late", "hot", "kl", "direct"]
    for (benchmark, problems) in [("summary", 20), ("summary-cost", 12)] {
      for (skill, run) in runs.enumerated() {
        for problem in 0..<problems {
          let right = problem % 5 == 0 ? 1 : (7 * problem + 3 * skill) % 20
          let samples = (0..<24).map { sample -> [String] in
            let isRight = sample < right
            return [
              isRight ? "1" : "0", isRight ? "\(problem)" : "no \(sample % 4)",
              isRight ? "0.9" : "0.2", "judge", "-\(20 + sample)", "-\(10 + sample)",
              "\(40 + skill)", "0.\(2 + skill)", "0.0\(1 + skill)", "\(1 << (problem % 9))",
              isRight && sample == 0 ? (problem % 10 == 0 ? "valid" : "invalid") : "",
            ]
          }
          rows.add(run, benchmark, problem: "p\(problem)", samples)
        }
      }
    }
    let read = try rows.reading()
    let headlines = ["base", "rl"].map { run in
      Headline(
        run: run, variant: nil, benchmark: "summary", metric: .passAt(1), value: 0.4, ours: 0.5,
        agrees: false, path: "scores.json")
    }
    let issue = LogIssue(
      .notJSON, path: "a.jsonl", line: 3, detail: "not JSON", remedy: "repair it")
    let reading = Reading(
      table: read.table, issues: read.issues + [issue], inputs: read.inputs, sources: read.sources,
      accounts: read.accounts, samples: read.samples, headlines: headlines)
    let one = "family: f, size: 7B, algorithm: a"
    let settings = try settings(
      """
      runs:
        - {match: base, role: base, step: 0, temperature: 0.6, released: 2023-01-01, \(one)}
        - {match: rl, role: rl, step: 100, temperature: 0.6, tags: [kl=0], released: 2024-01-01, \(one)}
        - {match: late, role: rl, step: 200, temperature: 0.6, released: 2025-01-01, \(one)}
        - {match: hot, role: base, step: 0, temperature: 1, \(one)}
        - {match: kl, role: rl, step: 100, temperature: 0.6, tags: [kl=1], \(one)}
        - {match: direct, role: other, tags: [direct]}
      benchmarks:
        - {match: summary, domain: in, guess_rate: 0.25}
        - {match: summary-cost, domain: out}
      comparisons:
        - {baseline: base, candidate: rl}
        - {baseline: base, candidate: late}
      published:
        - {source: paper, run: base, benchmark: summary, k: 1, value: 0.4}
      """
    ) { $0.extrapolate = 64 }
    return (reading, settings)
  }

  /// A table as its page has it.
  private struct Shown {
    let page: String
    let id: String
    let caption: String
    let rows: Int
  }

  /// All but the lists of problems, whose counts are the whole of data/tally.csv.
  private static func tables(of site: Site) throws -> [Shown] {
    try site.pages.flatMap { path in
      try site.text(path).split(separator: "<table").dropFirst().filter {
        !$0.hasPrefix(" class=\"num pr\"")
      }.map { part in
        let parts = try #require(part.firstRange(of: "</table>")).lowerBound
        let table = part[..<parts]
        let id = try #require(
          table.firstMatch(of: /^ id="([^"]+)"/), "\(path): \(table.prefix(80))")
        let caption = try #require(table.firstMatch(of: /<caption>(.+?)<span/), "\(path)")
        let body = try #require(table.firstRange(of: "<tbody>"))
        return Shown(
          page: path, id: String(id.output.1), caption: String(caption.output.1),
          rows: table[body.upperBound...].ranges(of: "<tr").count)
      }
    }
  }

  @Test func `each has an id of its own, a caption, and files of as many rows`() throws {
    let (reading, settings) = try Self.study()
    let site = try Pipeline.site(try Pipeline.edition(reading, settings))
    site.checkMarkup()
    let tables = try Self.tables(of: site)
    #expect(Set(tables.map(\.id)).count == tables.count)
    for table in tables {
      #expect(!table.caption.isEmpty, "\(table.id)")
      let csv = try ReadTable(csv: site.files["tables/\(table.id).csv"] ?? [])
      #expect(csv.rows.count == table.rows && table.rows > 0, "\(table.page) \(table.id)")
      #expect(Set(csv.header).count == csv.header.count, "\(table.id): \(csv.header)")
      let latex = site.text("tables/\(table.id).tex")
      #expect(latex.contains("\\label{tab:\(table.id)}"), "\(table.id)")
    }
    // No file without its table.
    let files = site.files.keys.filter { $0.hasPrefix("tables/") }
    #expect(
      Set(files) == Set(tables.flatMap { ["tables/\($0.id).csv", "tables/\($0.id).tex"] }))
  }

  @Test func `every analysis that shows a table is among them`() throws {
    let (reading, settings) = try Self.study()
    let site = try Pipeline.site(try Pipeline.edition(reading, settings))
    let ids = Set(try Self.tables(of: site).map(\.id))
    let benchmark = [
      "curves", "claims", "tests", "efficiency", "tiers", "temperatures", "ablations",
      "accuracy", "solvable-sets", "audit", "audit-samples", "reliability", "voting", "diversity",
      "cost", "cost-pairs", "perplexity", "horizon", "horizon-ratios", "horizon-trend",
      "extrapolation", "guess-filter", "multi-step", "published", "quality", "headlines",
    ]
    let first = ["summary-table", "solvable-sets", "quality-table", "domains-table"]
    let others = ["issues-list", "inputs-list", "rl--values", "rl--quality", "rl--base-claims"]
    for id in benchmark.map({ "summary-\($0)" }) + first + others {
      #expect(ids.contains(id), "\(id)")
    }
  }
}
