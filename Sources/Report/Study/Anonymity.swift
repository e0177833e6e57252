import EvalLogs
import Stats

/// The names that an anonymous study has in place of its own: the labels that its author gave, else
/// letters and numbers in the study's order.
struct Anonymity {
  let runs: [String]
  let benchmarks: [String]
  /// By benchmark, then by id.
  let problems: [[String: String]]
  private let groups: [String: String]
  /// The marks of families, algorithms and tags, of scorers and metrics.
  private let families: Marks
  private let subjects: Marks
  private let tags: Marks

  /// Marks of distinct names, in the order given: "Family A".
  struct Marks: Sendable {
    private let marks: [String: String]

    init(_ names: [String], _ word: String) {
      var marks: [String: String] = [:]
      for name in names where marks[name] == nil {
        marks[name] = "\(word) \(Anonymity.letters(marks.count))"
      }
      self.marks = marks
    }

    subscript(name: String) -> String? { marks[name] }
  }

  init(_ study: Study, _ settings: Settings) {
    let config = settings.config
    runs = Self.labels(
      study.runs.map { run in
        settings.labels[run.id] ?? config.runs.first { Glob($0.match).matches(run.id) }?.name
      }
    ) { "Run \(Self.letters($0))" }
    benchmarks = Self.labels(
      study.benchmarks.map { benchmark in
        config.benchmarks.first { Glob($0.match).matches(benchmark.id) }?.name
      }
    ) { "Benchmark \($0 + 1)" }
    problems = study.benchmarks.indices.map { b in
      let ids = Set(study.cells[b].compactMap(\.self).flatMap { $0.problems.map(\.id) })
      let sorted = ids.sorted(by: NaturalOrder.precedes)
      return Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, "problem \($0 + 1)") })
    }
    let rows = study.table.rows
    let named = Set(rows.compactMap(\.group)).sorted(by: NaturalOrder.precedes)
    groups = Dictionary(uniqueKeysWithValues: named.enumerated().map { ($1, "group \($0 + 1)") })
    families = Marks(study.runs.compactMap(Self.family), "Family")
    subjects = Marks(study.runs.map(RunSeries.subject), "Model")
    tags = Marks(study.runs.flatMap(\.tags).filter { $0 != "direct" }, "Tag")
  }

  /// What was given, and for the rest marks that nothing else has.
  private static func labels(_ given: [String?], _ mark: (Int) -> String) -> [String] {
    var taken = Set(given.compactMap(\.self))
    var next = 0
    return given.map { label in
      if let label { return label }
      while taken.contains(mark(next)) { next += 1 }
      taken.insert(mark(next))
      return mark(next)
    }
  }

  /// A, B … Z, AA, AB …
  static func letters(_ index: Int) -> String {
    let letter = String(UnicodeScalar(UInt8(ascii: "A") + UInt8(index % 26)))
    return index < 26 ? letter : letters(index / 26 - 1) + letter
  }

  private static func family(_ run: Study.Run) -> String? {
    run.family.map { "\($0)\u{0}\(run.size ?? "")" }
  }

  func group(_ name: String?) -> String? { name.flatMap { groups[$0] } }

  /// The run as others may see it. What sets runs apart stays: role, step and temperature as they
  /// are; family, algorithm and tags as marks. The day it came out would name it.
  func run(_ run: Study.Run, _ index: Int, slug: String, among all: [Study.Run]) -> Study.Run {
    let subject = RunSeries.subject(run)
    let isShared = all.count { RunSeries.subject($0) == subject } > 1
    let isBase = run.algorithm == nil && run.role == .base && run.family != nil
    return Study.Run(
      id: runs[index], label: runs[index], slug: slug, role: run.role,
      family: Self.family(run).flatMap { families[$0] }, variant: nil, size: nil,
      algorithm: !isBase && (isShared || run.algorithm != nil) ? subjects[subject] : nil,
      step: run.step, temperature: run.temperature, released: nil,
      tags: run.tags.map { tags[$0] ?? $0 })
  }
}

extension LogIssue {
  /// Of each kind how many, without a place and a word of what was read.
  static func anonymous(_ issues: [LogIssue]) -> [LogIssue] {
    var counts: [Code: Int] = [:]
    for issue in issues { counts[issue.code, default: 0] += issue.count }
    return counts.sorted { $0.key.rawValue < $1.key.rawValue }.map { code, count in
      LogIssue(
        code, path: "", detail: code.rawValue.replacing("-", with: " "),
        remedy: "Its place is left out: the report is anonymous.", count: count)
    }
  }
}

extension Provenance {
  /// The options that name nothing.
  static func anonymous(_ options: [String: String]) -> [String: String] {
    let naming: Set<String> = [
      "title", "baseline", "run", "benchmark", "exclude", "label", "map", "scorer", "base-url",
    ]
    return options.filter { !naming.contains($0.key) }
  }
}
