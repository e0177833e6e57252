import EvalLogs
import Stats
import Yams

/// What a `passcurve.yaml` says about a study.
///
/// Every key is checked when the file is read: an unknown one is refused with the nearest that
/// exists, before any log is opened.
package struct Config: Sendable {
  package var title: String?
  package var abstract: String?
  package var authors: [String] = []
  package var runs: [RunRule] = []
  package var benchmarks: [BenchmarkRule] = []
  package var comparisons: [ComparisonRule] = []
  /// Benchmark to the file, beside the config, with columns `from,to`.
  package var problemMaps: [String: String] = [:]
  package var ks: [Int]?
  package var level: Double?
  package var method: IntervalMethod?
  /// Values published elsewhere, to be drawn and held against ours.
  package var published: [PublishedValue] = []
  /// The analyses shown, in order; `nil` for all.
  package var analyses: [String]?
  /// The largest `k` that models are asked to continue the curves to.
  package var extrapolate: Int?
  /// Colours, fonts and a logo.
  package var theme = ReportTheme()
  /// Where writeups lie, and what becomes of their claims.
  package var writeups = WriteupRule()
  /// What a nightly gate demands.
  package var gate = GateSettings()

  package init() {}

  /// What a run is, for those whose full name matches.
  package struct RunRule: Sendable {
    package var match: String
    package var name: String?
    package var role: Role?
    package var family: String?
    /// In words, as the field writes it: "7B".
    package var size: String?
    /// What trained it: "GRPO".
    package var algorithm: String?
    /// Training steps, at least 0.
    package var step: Int?
    /// The sampling temperature, at least 0.
    package var temperature: Double?
    /// The day it came out.
    package var released: CalendarDay?
    /// Of several scores of a sample, the one that counts for this run.
    package var scorer: String?
    /// What else sets it apart: "kl", "rollouts=32".
    package var tags: [String] = []
  }

  package enum Role: String, Sendable, CaseIterable {
    case base, rl, distilled, instruct, other
  }

  package struct BenchmarkRule: Sendable {
    package var match: String
    package var name: String?
    package var order: Int?
    package var expectedSamples: Int?
    package var expectedProblems: Int?
    /// Of several scores of a sample, the one that is reported.
    package var mainScorer: String?
    package var domain: Domain?
    /// The chance that a guess is right, in `0...1`.
    package var guessRate: Double?
  }

  /// Whether a benchmark is like what the runs were trained on.
  package enum Domain: String, Sendable, CaseIterable {
    case `in`, out

    var inWords: String { self == .in ? "in domain" : "out of domain" }
  }

  /// A value that somebody published.
  package struct PublishedValue: Sendable {
    /// Where: "Yue et al. 2025, Table 2".
    package var source: String
    package var run: String
    package var benchmark: String
    package var k: Int
    /// pass@k, in `0...1`.
    package var value: Double
    /// Where it stands in the config.
    package var line: Int
  }

  package struct ComparisonRule: Sendable {
    package var baseline: String
    package var candidate: String
  }
}

extension Config {
  /// Reads a config.
  ///
  /// - Parameters:
  ///   - text: The file's text.
  ///   - path: Its name in messages.
  /// - Throws: `ReportError` of kind `usage` with the file, the line and the nearest right key.
  package init(yaml text: String, path: String) throws(ReportError) {
    self.init()
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch {
      throw ConfigReader(path: path).error(error)
    }
    guard let root, root.null == nil else { return }
    let reader = ConfigReader(path: path)
    for (key, value) in try reader.entries(
      root, in: "the config",
      of: [
        "title", "authors", "abstract", "runs", "benchmarks", "comparisons", "problems", "k",
        "interval", "analyses", "extrapolate", "gate", "writeups", "theme", "published",
      ])
    {
      switch key {
      case "title": title = try reader.text(value, key)
      case "abstract": abstract = try reader.text(value, key)
      case "authors":
        authors = try reader.list(value, key).mapTyped { node throws(ReportError) in
          try reader.text(node, key)
        }
      case "runs":
        runs = try reader.list(value, key).mapTyped { node throws(ReportError) in
          try reader.run(node)
        }
      case "benchmarks":
        benchmarks = try reader.list(value, key).mapTyped { node throws(ReportError) in
          try reader.benchmark(node)
        }
      case "comparisons":
        comparisons = try reader.list(value, key).mapTyped { node throws(ReportError) in
          try reader.comparison(node)
        }
      case "problems":
        for (benchmark, file) in try reader.entries(value, in: key, of: nil) {
          problemMaps[benchmark] = try reader.text(file, "problems.\(benchmark)")
        }
      case "k":
        ks = try reader.list(value, key).mapTyped { node throws(ReportError) in
          try reader.integer(node, key, atLeast: 1)
        }
        if ks?.isEmpty == true { throw reader.error(value, "k is an empty list") }
        ks = ks.map { Array(Set($0)).sorted() }
      case "interval": try readInterval(value, reader)
      case "extrapolate":
        let k = try reader.integer(value, key, atLeast: 2)
        guard k <= Settings.mostExtrapolated else {
          throw reader.error(value, "extrapolate is at most \(Settings.mostExtrapolated)")
        }
        extrapolate = k
      case "published":
        published = try reader.list(value, key).mapTyped { node throws(ReportError) in
          try reader.published(node)
        }
      case "analyses":
        analyses = try reader.list(value, key).mapTyped { node throws(ReportError) in
          try reader.name(node, key, among: Analyses.all.map { $0.id })
        }
        if analyses?.isEmpty == true { throw reader.error(value, "analyses is an empty list") }
        if let ids = analyses, let twice = ids.first(where: { id in ids.count { $0 == id } > 1 }) {
          throw reader.error(value, "analyses names '\(twice)' twice")
        }
      case "theme": theme = try reader.theme(value)
      case "gate": gate = try reader.gate(value)
      default: writeups = try reader.writeups(value)
      }
    }
  }

  private mutating func readInterval(_ node: Node, _ reader: ConfigReader) throws(ReportError) {
    for (key, value) in try reader.entries(node, in: "interval", of: ["method", "level"]) {
      if key == "level" {
        guard let level = value.float, level > 0, level < 1 else {
          throw reader.error(value, "interval.level lies between 0 and 1, 0.95 for 95 %")
        }
        self.level = level
      } else {
        method = try reader.choice(value, "interval.method", IntervalMethod.self)
      }
    }
  }
}

/// Reads nodes of a config, each complaint with file and line.
struct ConfigReader {
  let path: String

  func error(_ node: Node, _ detail: String, remedy: String? = nil) -> ReportError {
    let line = node.mark.map { ":\($0.line)" } ?? ""
    return ReportError(.usage, "\(path)\(line): \(detail)", remedy: remedy)
  }

  /// What the YAML parser says, on one line and without the text it fails on.
  func error(_ error: any Error) -> ReportError {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      ReportError(.usage, "\(path):\(mark.line): it is not YAML: \(problem)")
    case .reader(let problem, _, _, _): ReportError(.usage, "\(path): it is not YAML: \(problem)")
    case .duplicatedKeysInMapping(let keys, let context):
      ReportError(
        .usage,
        "\(path):\(context.mark.line): given twice: \(keys.sorted().joined(separator: ", "))")
    default: ReportError(.usage, "\(path): it is not YAML")
    }
  }

  /// The keys and values of a mapping, in the order of the file.
  func entries(
    _ node: Node, in place: String, of known: [String]?
  ) throws(ReportError) -> [(String, Node)] {
    guard let mapping = node.mapping else {
      throw error(node, "\(place) is not a mapping of keys to values")
    }
    var result: [(String, Node)] = []
    for (key, value) in mapping {
      guard let name = key.string else { throw error(key, "a key of \(place) is not text") }
      if let known, !known.contains(name) {
        throw error(
          key, "\(place) has no key '\(name)'",
          remedy: Nearest.suggestion(for: name, among: known)
            ?? "It may have: \(known.joined(separator: ", ")).")
      }
      result.append((name, value))
    }
    return result
  }

  func list(_ node: Node, _ key: String) throws(ReportError) -> [Node] {
    guard let sequence = node.sequence else { throw error(node, "\(key) is not a list") }
    return Array(sequence)
  }

  func text(_ node: Node, _ key: String) throws(ReportError) -> String {
    guard let scalar = node.scalar else { throw error(node, "\(key) is not text") }
    return scalar.string
  }

  func integer(_ node: Node, _ key: String, atLeast least: Int) throws(ReportError) -> Int {
    guard let value = node.int, value >= least else {
      throw error(node, "\(key) holds a whole number of at least \(least)")
    }
    return value
  }

  func choice<Choice: RawRepresentable & CaseIterable>(
    _ node: Node, _ key: String, _: Choice.Type
  ) throws(ReportError) -> Choice where Choice.RawValue == String {
    let word = try text(node, key)
    if let choice = Choice(rawValue: word) { return choice }
    let known = Choice.allCases.map(\.rawValue)
    throw error(
      node, "\(key) cannot be '\(word)'",
      remedy: Nearest.suggestion(for: word, among: known)
        ?? "It may be: \(known.joined(separator: ", ")).")
  }

  /// One of the words that are known.
  func name(_ node: Node, _ key: String, among known: [String]) throws(ReportError) -> String {
    let word = try text(node, key)
    guard known.contains(word) else {
      throw error(
        node, "\(key) cannot hold '\(word)'",
        remedy: Nearest.suggestion(for: word, among: known)
          ?? "It may hold: \(known.joined(separator: ", ")).")
    }
    return word
  }

  /// A finite number within a range.
  func number(
    _ node: Node, _ key: String, in range: ClosedRange<Double>, _ words: String
  ) throws(ReportError) -> Double {
    guard let value = node.float, range.contains(value) else {
      throw error(node, "\(key) holds \(words)")
    }
    return value
  }

  func day(_ node: Node, _ key: String) throws(ReportError) -> CalendarDay {
    guard let day = CalendarDay(parsing: try text(node, key)) else {
      throw error(node, "\(key) holds a day, as in 2025-04-18")
    }
    return day
  }

  func published(_ node: Node) throws(ReportError) -> Config.PublishedValue {
    var (source, run, benchmark): (String?, String?, String?)
    var (k, value): (Int?, Double?)
    for (key, item) in try entries(
      node, in: "an entry of published", of: ["source", "run", "benchmark", "k", "value"])
    {
      switch key {
      case "source": source = try text(item, key)
      case "run": run = try text(item, key)
      case "benchmark": benchmark = try text(item, key)
      case "k": k = try integer(item, key, atLeast: 1)
      default:
        value = try number(item, key, in: 0...1, "a share from 0 to 1: 0.672 for 67.2 %")
      }
    }
    guard let source, let run, let benchmark, let k, let value else {
      throw error(node, "an entry of published needs a source, run, benchmark, k and value")
    }
    return Config.PublishedValue(
      source: source, run: run, benchmark: benchmark, k: k, value: value,
      line: node.mark?.line ?? 1)
  }

  func run(_ node: Node) throws(ReportError) -> Config.RunRule {
    var rule = Config.RunRule(match: "*")
    for (key, value) in try entries(
      node, in: "an entry of runs",
      of: [
        "match", "name", "role", "family", "size", "algorithm", "step", "temperature", "released",
        "scorer", "tags",
      ])
    {
      switch key {
      case "match": rule.match = try text(value, "match")
      case "name": rule.name = try text(value, "name")
      case "role": rule.role = try choice(value, "role", Config.Role.self)
      case "family": rule.family = try text(value, "family")
      case "size": rule.size = try text(value, key)
      case "algorithm": rule.algorithm = try text(value, key)
      case "step": rule.step = try integer(value, key, atLeast: 0)
      case "temperature":
        rule.temperature = try number(value, key, in: 0...1e6, "a number of at least 0")
      case "released": rule.released = try day(value, key)
      case "scorer": rule.scorer = try text(value, key)
      default:
        rule.tags = try list(value, key).mapTyped { node throws(ReportError) in
          try text(node, key)
        }
      }
    }
    return rule
  }

  func benchmark(_ node: Node) throws(ReportError) -> Config.BenchmarkRule {
    var rule = Config.BenchmarkRule(match: "*")
    for (key, value) in try entries(
      node, in: "an entry of benchmarks",
      of: [
        "match", "name", "order", "domain", "guess_rate", "expected_n", "expected_problems",
        "main_scorer",
      ])
    {
      switch key {
      case "match": rule.match = try text(value, "match")
      case "name": rule.name = try text(value, "name")
      case "order": rule.order = try integer(value, "order", atLeast: 0)
      case "expected_n": rule.expectedSamples = try integer(value, key, atLeast: 1)
      case "main_scorer": rule.mainScorer = try text(value, key)
      case "expected_problems": rule.expectedProblems = try integer(value, key, atLeast: 1)
      case "domain": rule.domain = try choice(value, key, Config.Domain.self)
      default: rule.guessRate = try number(value, key, in: 0...1, "a share from 0 to 1")
      }
    }
    return rule
  }

  func comparison(_ node: Node) throws(ReportError) -> Config.ComparisonRule {
    var rule = Config.ComparisonRule(baseline: "", candidate: "")
    for (key, value) in try entries(
      node, in: "an entry of comparisons", of: ["baseline", "candidate"])
    {
      if key == "baseline" {
        rule.baseline = try text(value, key)
      } else {
        rule.candidate = try text(value, key)
      }
    }
    if rule.baseline.isEmpty || rule.candidate.isEmpty {
      throw error(node, "an entry of comparisons needs a baseline and a candidate")
    }
    return rule
  }
}

extension Array {
  func mapTyped<Result>(
    _ transform: (Element) throws(ReportError) -> Result
  ) throws(ReportError) -> [Result] {
    var result: [Result] = []
    for element in self { result.append(try transform(element)) }
    return result
  }
}
