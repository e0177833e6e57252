import Stats
import Testing

@testable import Report

struct ConfigTests {
  private func config(_ yaml: String) throws -> Config {
    try Config(yaml: yaml, path: "study/passcurve.yaml")
  }

  private func error(_ yaml: String) -> String {
    let error = failure { _ = try config(yaml) }
    #expect(error?.kind == .usage, "\(yaml) is accepted")
    return error?.description ?? ""
  }

  @Test func `every key of the format is read`() throws {
    let config = try self.config(
      """
      title: Does RL widen what a 7B model can solve?
      authors: [A. One, B. Two]
      abstract: We look.
      runs:
        - {match: "Qwen2.5-7B", name: base, role: base, family: Qwen2.5-7B, size: 7}
        - {match: "*RL*", name: RL, role: rl, algorithm: GRPO, step: 450, temperature: 0.6,
           released: 2025-04-01, scorer: exact, tags: [a, b]}
      benchmarks:
        - {match: aime24, name: AIME 2024, order: 2, domain: out, guess_rate: 0, expected_n: 256,
           expected_problems: 30, main_scorer: exact}
      comparisons: [{baseline: base, candidate: RL}]
      problems: {aime24: ids.csv}
      k: [4, 1, 2, 1]
      interval: {method: jeffreys-dirichlet, level: 0.9}
      analyses: [curves]
      gate: [{benchmark: "*", k: 1, margin: 0.02, against: last}]
      writeups: {folder: text, bibliography: r.bib, claims: warn, anonymous: keep}
      theme: {colours: {light: {d1: "#800"}}}
      published: [{source: "Yue et al. 2025", run: base, benchmark: omni-math, k: 256, value: 0.6}]
      """)
    #expect(config.title == "Does RL widen what a 7B model can solve?")
    #expect(config.authors == ["A. One", "B. Two"])
    #expect(config.abstract == "We look.")
    #expect(config.runs.map(\.match) == ["Qwen2.5-7B", "*RL*"])
    #expect(config.runs.map(\.name) == ["base", "RL"])
    #expect(config.runs.map(\.role) == [.base, .rl])
    #expect(config.runs.map(\.family) == ["Qwen2.5-7B", nil])
    #expect(config.benchmarks.map(\.name) == ["AIME 2024"])
    #expect(config.benchmarks.map(\.order) == [2])
    #expect(config.benchmarks.map(\.expectedSamples) == [256])
    #expect(config.benchmarks.map(\.expectedProblems) == [30])
    #expect(config.comparisons.map(\.baseline) == ["base"])
    #expect(config.comparisons.map(\.candidate) == ["RL"])
    #expect(config.problemMaps == ["aime24": "ids.csv"])
    #expect(config.ks == [1, 2, 4])
    #expect(config.method == .jeffreysDirichlet)
    #expect(config.level == 0.9)
    #expect(config.runs[0].size == "7" && config.runs[1].algorithm == "GRPO")
    #expect(config.runs[1].step == 450 && config.runs[1].temperature == 0.6)
    #expect(config.runs[1].released?.text == "2025-04-01" && config.runs[1].tags == ["a", "b"])
    #expect(config.runs[1].scorer == "exact")
    #expect(config.benchmarks[0].domain == .out && config.benchmarks[0].guessRate == 0)
    #expect(config.analyses == ["curves"])
    #expect(config.published.map(\.source) == ["Yue et al. 2025"])
    #expect(config.published.map(\.k) == [256] && config.published.map(\.value) == [0.6])
    #expect(config.gate.rules.count == 1)
    #expect(config.writeups.folder == "text" && config.writeups.bibliography == "r.bib")
    #expect(config.writeups.claims == .warn && config.writeups.isKeptAnonymous)
    #expect(config.theme.colours == [.light: ["d1": "#880000"]])
  }

  @Test(arguments: Config.Role.allCases)
  func `each role is known by its name`(role: Config.Role) throws {
    #expect(try config("runs: [{match: a, role: \(role.rawValue)}]").runs[0].role == role)
  }

  @Test(arguments: ["", "# nothing\n", "---\n"])
  func `a file that says nothing changes nothing`(yaml: String) throws {
    let config = try self.config(yaml)
    #expect(config.title == nil && config.runs.isEmpty && config.ks == nil)
  }

  @Test(arguments: [
    ("title: x\nbenchmark: []", 2, "benchmarks"),
    ("runs:\n  - {match: a}\n  - {match: b, nmae: c}", 3, "name"),
    ("runs:\n  - match: a\n    role: bsae", 3, "base"),
    ("benchmarks:\n  - {match: a, expected: 3}", 2, "expected_n"),
    ("comparisons:\n  - {baseline: a, cadidate: b}", 2, "candidate"),
    ("interval:\n  levl: 0.9", 2, "level"),
    ("interval:\n  method: jeffreys", 2, "jeffreys-dirichlet"),
    ("analyses:\n  - curves\n  - diferences", 3, "differences"),
    ("benchmarks:\n  - {match: a, domain: inn}", 2, "in"),
    ("published:\n  - {sourc: a}", 2, "source"),
  ]) func `a wrong key or value is answered with file, line and the nearest right one`(
    yaml: String, line: Int, nearest: String
  ) {
    let message = error(yaml)
    #expect(message.hasPrefix("study/passcurve.yaml:\(line): "), "\(message)")
    #expect(message.contains("Did you mean '\(nearest)'?"), "\(message)")
  }

  @Test(arguments: [
    "k: 4", "k: []", "k: [0]", "k: [-1]", "k: [1.5]", "k: [one]", "k: [[1]]", "k: {a: 1}",
    "title: [a]", "title: {a: b}", "authors: me", "runs: a", "runs: [a]", "runs: {match: a}",
    "runs: [{match: [a]}]", "runs: [{role: 3}]", "benchmarks: 1", "benchmarks: [{order: first}]",
    "benchmarks: [{expected_n: 0}]", "benchmarks: [{expected_problems: many}]",
    "comparisons: [{baseline: a}]", "comparisons: [{}]", "comparisons: base", "interval: 0.95",
    "interval: {level: 95}", "interval: {level: 0}", "interval: {level: 1}",
    "interval: {level: -0.5}", "interval: {level: .nan}", "interval: {level: .inf}",
    "interval: {level: x}", "interval: {method: 5}", "problems: [a]", "problems: {a: [b]}",
    "- a", "just text", "3", "runs: [{step: -1}]", "runs: [{step: many}]",
    "runs: [{temperature: hot}]", "runs: [{temperature: .nan}]", "runs: [{released: 2025-02-30}]",
    "runs: [{released: yesterday}]", "runs: [{tags: a}]", "benchmarks: [{guess_rate: 2}]",
    "analyses: []", "analyses: [curves, curves]", "benchmarks: [{guess_rate: .inf}]",
    "published: [{source: a}]", "published: a",
    "published: [{source: a, run: b, benchmark: c, k: 0, value: 0.5}]",
    "published: [{source: a, run: b, benchmark: c, k: 1, value: 67.2}]",
  ]) func `a value of the wrong kind is refused where it stands`(yaml: String) {
    #expect(error(yaml).hasPrefix("study/passcurve.yaml:1: "), "\(error(yaml))")
  }

  @Test(arguments: [
    "title: 'x", "{", "a: b: c", "\tk: 1", "k: &a [*a]", "k: *none", "title: a\ntitle: b",
    "title: \"\\xZZ\"", "%YAML 9.9\n---\nk: [1]", "title: \u{0}", "\u{0}\u{1}\u{2}\u{FFFE}",
    "<<: *x", "!!binary x: y", "? [a, b]\n: c", "title: !!binary \"====\"",
  ]) func `hostile text is refused and never crashes`(yaml: String) {
    let error = failure { _ = try config(yaml) }
    if let error {
      #expect(error.kind == .usage)
      #expect(error.detail.hasPrefix("study/passcurve.yaml"), "\(error)")
    }
  }

  @Test(arguments: ["[", "{a: ", "- "])
  func `nesting without end is refused and never crashes`(opening: String) {
    for depth in [100, 900, 20_000] {
      let yaml = "title: x\nruns:\n  " + String(repeating: opening, count: depth)
      #expect(failure { _ = try config(yaml) }?.kind == .usage, "\(depth)")
    }
  }

  @Test func `aliases that multiply are not unfolded`() {
    var yaml = "title: &a0 [x, x]\n"
    for level in 1...40 { yaml += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    #expect(failure { _ = try config(yaml) }?.kind == .usage)
  }

  @Test func `a comparison may name a run by its full name or by the name given`() throws {
    let both = rows("org/base", correct: [1, 2], of: 4) + rows("org/rl", correct: [1, 3], of: 4)
    let yaml = "runs: [{match: org/base, name: B}, {match: org/rl, name: R}]\n"
    for pair in [("org/rl", "org/base"), ("R", "B")] {
      let comparisons = "comparisons: [{baseline: \(pair.0), candidate: \(pair.1)}]"
      let study = try ReportTests.study(both, settings(yaml + comparisons))
      #expect(study.pairs.map { study.runs[$0.baseline].label } == ["R"])
      #expect(study.pairs.map { study.runs[$0.candidate].label } == ["B"])
    }
  }

  @Test func `a comparison with an unknown run is answered with the nearest`() throws {
    let both = rows("base", correct: [1], of: 4) + rows("tuned", correct: [1], of: 4)
    let wrong = try settings("comparisons: [{baseline: bsae, candidate: tuned}]")
    let error = failure { _ = try study(both, wrong) }
    #expect(error?.kind == .usage)
    #expect(error?.description.contains("Did you mean 'base'?") == true)
    let same = try settings("comparisons: [{baseline: base, candidate: base}]")
    #expect(failure { _ = try study(both, same) }?.kind == .usage)
  }
}
