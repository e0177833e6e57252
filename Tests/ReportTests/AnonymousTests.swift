import Foundation
import Testing

@testable import EvalLogs
@testable import Report

struct AnonymousTests {
  /// A word that stands in every name, path and text of a study, and must be nowhere in its report.
  private static let secret = "zqxsecret"

  /// Every name holds the secret: runs, variants, benchmarks, problems, groups, answers, scorers,
  /// verdicts, files, issues, headlines, trainings, metrics.
  private func reading() throws -> Reading {
    let s = Self.secret
    var rows = SampledRows(
      "answer", "scorer", "verdict", "finish", "group", "variant", "reward", "logprob_sum",
      "tokens",
      "cost", "minutes")
    for (index, run) in ["\(s)-base", "org/\(s)-rl", "\(s)_distilled"].enumerated() {
      for benchmark in ["\(s)-aime", "gsm-\(s)"] {
        for problem in 1...8 {
          rows.add(
            run, benchmark, problem: "\(s)/q\(problem)",
            (0..<24).map { sample in
              let isCorrect = (sample + problem) % (problem == 1 ? 24 : 5 - index) == 0
              return [
                isCorrect ? "1" : "0", "\(s) answer \(isCorrect ? 0 : sample % 4)", "\(s)-judge",
                sample % 3 == 0 ? "\(s) word" : "valid", "\(s)-stop", "\(s)-group\(problem % 3)",
                "step=\(100 * index);note=\(s)", "0.\(sample)", "-\(3 + sample % 5)", "20", "0.01",
                "\(problem * 7)",
              ]
            })
        }
      }
    }
    let read = try rows.reading()
    let table = read.table
    return Reading(
      table: table,
      issues: [
        .init(.badCounts, path: "\(s)/a.csv", line: 4, detail: s, remedy: s, count: 2),
        .init(.badCounts, path: "\(s)/b.csv", line: 9, detail: s, remedy: s),
      ],
      inputs: [InputFile(path: "\(s)/a.csv", size: 987_654_321, format: "rows", location: [])],
      sources: read.sources, accounts: read.accounts, samples: read.samples,
      headlines: table.rows.prefix(1).map { row in
        Headline(
          run: row.run, variant: row.variant, benchmark: row.benchmark, metric: .other(s),
          value: 0.5, ours: nil, agrees: nil, path: "\(s)/results.json")
      },
      training: [
        .init(run: "\(s)-base", step: 1, metric: "\(s)/reward", value: 1),
        .init(run: "\(s)-other", step: 2, metric: "\(s)/reward", value: 2),
        .init(run: "\(s)-other", step: 3, metric: "\(s)/reward", value: 3),
      ])
  }

  private func config(_ more: String = "") throws -> Settings {
    let s = Self.secret
    return try settings(
      """
      title: \(s) title
      abstract: \(s) abstract
      authors: [\(s) Author]
      runs:
        - {match: "*base", role: base, family: \(s)-7B, size: \(s)7B, algorithm: \(s), tags: [\(s)=1]}
        - {match: "*rl", role: rl, family: \(s)-7B, size: \(s)7B, released: 2025-04-18\(more)}
      benchmarks:
        - {match: "*aime", domain: in, guess_rate: 0.1, expected_n: 26}
        - {match: "gsm*", domain: out}
      published: [{source: \(s) 2025, run: \(s)-base, benchmark: \(s)-aime, k: 1, value: 0.5}]
      """
    ) {
      $0.isAnonymous = true
      $0.ks = [1, 2, 4]
    }
  }

  private func edition(_ settings: Settings) throws -> Edition {
    let s = Self.secret
    return try Pipeline.edition(
      reading(), settings, problemMaps: ["\(s)-aime": ["\(s)/q2": "\(s)/q1"]],
      options: ["title": s, "baseline": s, "label": s, "run": s, "level": "0.95"])
  }

  private func checkNothing(in site: Site) {
    for (path, bytes) in site.files {
      #expect(!path.contains(Self.secret))
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(
        !text.lowercased().contains(Self.secret),
        "\(path): \(text.lowercased().components(separatedBy: Self.secret)[0].suffix(80))")
      #expect(!text.contains("987654321") && !text.contains("987 654 321"))
      #expect(!text.contains("2025-04-18"), "\(path)")
    }
  }

  @Test func `no byte of an anonymous report tells a name`() throws {
    let edition = try edition(config())
    var delivery = Delivery()
    delivery.dumpsContext = true
    let site = try Pipeline.site(edition, delivery)
    checkNothing(in: site)
    let single = try Pipeline.singleFile(edition)
    #expect(!String(decoding: single.html, as: UTF8.self).contains(Self.secret))
    // The secret is in all of it where nobody asks for less.
    var open = try config()
    open.isAnonymous = false
    let told = try Pipeline.site(self.edition(open)).files.filter {
      String(decoding: $0.value, as: UTF8.self).contains(Self.secret)
    }
    #expect(told.count > 60)
  }

  @Test func `runs have the labels given, else letters; problems have numbers`() throws {
    var settings = try config(", name: Ours")
    settings.labels = ["\(Self.secret)_distilled": "Theirs"]
    let site = try Pipeline.site(edition(settings))
    checkNothing(in: site)
    let tally = try site.table("tally")
    #expect(Set(tally.column("run")) == ["Run A", "Ours", "Theirs"])
    #expect(Set(tally.column("benchmark")) == ["Benchmark 1", "Benchmark 2"])
    #expect(
      Set(tally.only("benchmark", "Benchmark 2").column("problem"))
        == Set((1...8).map { "problem \($0)" }))
    #expect(Set(tally.only("benchmark", "Benchmark 1").column("problem")).count == 7)
    #expect(Set(tally.column("variant")) == [""])
    #expect(site.files["runs/run-a.html"] != nil)
    let index = HTMLPage(site.files["index.html"] ?? [])
    #expect(index.all("h1").first?.text == "3 runs on 2 benchmarks")
  }

  @Test func `the numbers are those of the open report`() throws {
    var open = try config()
    open.isAnonymous = false
    let named = try Pipeline.site(edition(open))
    let masked = try Pipeline.site(edition(config()))
    for name in [
      "curves", "comparisons", "crossovers", "reliability", "voting", "diversity", "cost",
    ] {
      let (a, b) = (try named.table(name), try masked.table(name))
      #expect(a.header == b.header && a.rows.count == b.rows.count, "\(name)")
      for column in a.header where ["estimate", "lower", "upper", "difference"].contains(column) {
        #expect(a.column(column).sorted() == b.column(column).sorted(), "\(name) \(column)")
      }
    }
    let (a, b) = (try named.table("counts"), try masked.table("counts"))
    for column in ["seen", "scored", "correct", "unscored"] {
      let sum = { (table: ReadTable) in table.column(column).compactMap(Int.init).reduce(0, +) }
      #expect(sum(a) == sum(b), "\(column)")
    }
  }

  @Test func `issues are counted by kind, inputs are said to be left out`() throws {
    let site = try Pipeline.site(edition(config()))
    let report = site.text("report.json")
    #expect(report.contains("\"bad-counts\"") && report.contains("\"count\":3"))
    #expect(!report.contains("\"path\""))
    #expect(site.text("methods.html").contains("its inputs are left out"))
    let manifest = site.text("manifest.json")
    #expect(manifest.contains("\"level\" : \"0.95\"") && !manifest.contains("\"baseline\""))
  }

  @Test func `letters go on after Z`() {
    #expect(
      [0, 25, 26, 51, 52, 701, 702].map(Anonymity.letters) == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
      ])
  }

  @Test func `a mark never takes a label that was given`() throws {
    var settings = Settings()
    settings.isAnonymous = true
    settings.labels = ["b": "Run A"]
    let edition = try ReportTests.edition(
      rows("a", correct: [1], of: 2) + rows("b", correct: [2], of: 2), settings)
    #expect(edition.results.study.runs.map(\.label) == ["Run B", "Run A"])
  }
}
