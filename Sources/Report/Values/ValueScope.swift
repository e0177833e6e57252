import EvalLogs
import Stats

/// Resolves expressions to the numbers of a report. It computes nothing that the report does not
/// hold.
package struct ValueScope: Sendable {
  let results: Results

  package init(_ results: Results) { self.results = results }

  private var study: Study { results.study }

  static let metrics = ["pass@", "n", "problems", "samples", "solved"]
  static let functions = ["diff", "p", "crossover", "count"]
  static let counted = ["runs", "benchmarks", "problems", "samples", "comparisons"]

  /// What an expression names.
  ///
  /// - Throws: `ValueError` where a name is unknown, with the nearest, or the value does not exist,
  ///   with the reason.
  package func value(of expression: ValueExpression) throws(ValueError) -> ReportValue {
    switch expression.subject {
    case .path(let names): try value(names)
    case .call(let function, let arguments): try value(function, arguments)
    }
  }

  /// The expression as text, in the form that it asks for.
  package func text(of expression: ValueExpression) throws(ValueError) -> String {
    try expression.format.text(of: value(of: expression))
  }

  // MARK: Names

  typealias Name = ValueExpression.Name

  /// By exact id, else by the label shown, else by slug.
  private static func match(
    _ name: String, _ known: [(id: String, label: String, slug: String)]
  ) -> Int? {
    known.firstIndex { $0.id == name } ?? known.firstIndex { $0.label == name }
      ?? known.firstIndex { $0.slug == name }
  }

  private var runs: [(id: String, label: String, slug: String)] {
    study.runs.map { ($0.id, $0.label, $0.slug) }
  }

  private var benchmarks: [(id: String, label: String, slug: String)] {
    study.benchmarks.map { ($0.id, $0.label, $0.slug) }
  }

  /// The names to suggest: labels first, which are what a reader sees.
  private static func suggested(_ known: [(id: String, label: String, slug: String)]) -> [String] {
    var result: [String] = []
    for name in known.map(\.label) + known.map(\.id) + known.map(\.slug)
    where !result.contains(name) { result.append(name) }
    return result
  }

  func run(_ name: Name) throws(ValueError) -> Int {
    if let index = Self.match(name.text, runs) { return index }
    throw unknown("run", name, runs)
  }

  func benchmark(_ name: Name) throws(ValueError) -> Int {
    if let index = Self.match(name.text, benchmarks) { return index }
    throw unknown("benchmark", name, benchmarks)
  }

  private func unknown(
    _ what: String, _ name: Name, _ known: [(id: String, label: String, slug: String)]
  ) -> ValueError {
    let names = Self.suggested(known)
    if Nearest.close(to: name.text, among: names) != nil {
      return .unknown(
        what, name.text, at: name.place, among: names, written: ValueExpression.written)
    }
    return .unknown(
      what, name.text, at: name.place, among: known.map(\.label), written: ValueExpression.written)
  }

  /// The only benchmark, where none is named.
  private func onlyBenchmark(_ place: Int) throws(ValueError) -> Int {
    if study.benchmarks.count == 1 { return 0 }
    let names = study.benchmarks.map { ValueExpression.written($0.label) }
    throw ValueError(
      place, "a benchmark is missing: the study has \(study.benchmarks.count)",
      remedy: "Name one of: \(names.prefix(12).joined(separator: ", ")).")
  }

  // MARK: Paths

  private func value(_ names: [Name]) throws(ValueError) -> ReportValue {
    guard names.count > 1, let metric = names.last else {
      let name = names[0]
      if Self.functions.contains(name.text) {
        throw ValueError(
          name.place, "\(name.text) is called with arguments",
          remedy: "As in: \(Self.usage(name.text))")
      }
      throw ValueError(
        name.place, "'\(name.text)' alone names no value",
        remedy: "Name a run, a benchmark and a metric: run.benchmark.pass@1")
    }
    let (run, benchmark) = try place(Array(names.dropLast()))
    guard let cell = study.cells[benchmark][run] else {
      throw ValueError(
        names[0].place,
        "\(study.runs[run].label) has no samples on \(study.benchmarks[benchmark].label)")
    }
    return try value(metric, run, benchmark, cell)
  }

  /// The run and the benchmark of names between dots; a name may have dots itself.
  private func place(_ names: [Name]) throws(ValueError) -> (run: Int, benchmark: Int) {
    let joined = { (part: ArraySlice<Name>) in part.map(\.text).joined(separator: ".") }
    for split in 1..<max(2, names.count) where split < names.count {
      if let run = Self.match(joined(names[..<split]), runs),
        let benchmark = Self.match(joined(names[split...]), benchmarks)
      {
        return (run, benchmark)
      }
    }
    if study.benchmarks.count == 1, let run = Self.match(joined(names[...]), runs) {
      return (run, 0)
    }
    // What is wrong: with the longest beginning that is a run, the rest.
    for split in (1...names.count).reversed() {
      guard let run = Self.match(joined(names[..<split]), runs) else { continue }
      if split == names.count { return (run, try onlyBenchmark(names[0].place)) }
      let rest = Name(text: joined(names[split...]), place: names[split].place)
      return (run, try benchmark(rest))
    }
    let first = names.count > 1 ? Name(text: joined(names.dropLast()), place: names[0].place) : nil
    return (try run(first ?? names[0]), try onlyBenchmark(names[0].place))
  }

  private func value(
    _ metric: Name, _ run: Int, _ benchmark: Int, _ cell: Study.Cell
  ) throws(ValueError) -> ReportValue {
    let place = "\(study.runs[run].label) on \(study.benchmarks[benchmark].label)"
    switch metric.text {
    case "n":
      let counts = QualityCounts(cell)
      var value = ReportValue("n of \(place)", .count, Double(counts.fewest))
      if counts.fewest < counts.most {
        value.words = "\(Phrase.count(counts.fewest)) to \(Phrase.count(counts.most))"
        (value.lower, value.upper) = (Double(counts.fewest), Double(counts.most))
      } else {
        value.intervalAbsence = "it is counted"
      }
      return value
    case "problems": return ReportValue(count: cell.problems.count, "problems of \(place)")
    case "samples":
      return ReportValue(count: QualityCounts(cell).samples, "samples of \(place)")
    case "solved":
      return ReportValue(
        count: cell.solved, "problems solved by \(place)")
    default: break
    }
    guard metric.text.hasPrefix("pass@") else {
      throw .unknown(
        "metric", metric.text, at: metric.place,
        among: ["pass@1", "pass@max"] + Self.metrics.dropFirst())
    }
    guard let curve = results.curves[benchmark][run] else {
      throw ValueError(metric.place, "\(place) has no curve: no sample of it was scored")
    }
    let known = curve.points.filter { $0.estimate != nil }.map(\.k)
    let number = Name(text: String(metric.text.dropFirst(5)), place: metric.place)
    let k = try self.k(number, among: known, computed: curve.points.map(\.k)) { k in
      curve.points.first { $0.k == k }?.absence?.reason
        ?? (k > curve.curve.largestK
          ? "k > n: problems have \(Self.range(curve.curve.samples)) samples" : nil)
    }
    guard let point = curve.point(at: k), let estimate = point.estimate else {
      throw ValueError(metric.place, "pass@\(k) of \(place) does not exist")
    }
    return ReportValue(
      "pass@\(k) of \(place)", .share, estimate, point.interval, absence: point.intervalAbsence)
  }

  private static func range(_ range: ClosedRange<Int>) -> String {
    range.lowerBound == range.upperBound
      ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
  }

  /// A `k`, or the largest of those that have a value.
  func k(
    _ name: Name, among known: [Int], computed: [Int], reason: (Int) -> String?
  ) throws(ValueError) -> Int {
    if name.text == "max" {
      if let last = known.last { return last }
      throw ValueError(name.place, "no k has a value")
    }
    guard let k = Int(name.text), k >= 1 else {
      throw ValueError(
        name.place, "k is a whole number from 1 on, or max, not '\(name.text)'",
        remedy: known.isEmpty
          ? nil : "There are: \(known.map(String.init).joined(separator: ", ")).")
    }
    if known.contains(k) { return k }
    let near = known.min { (abs($0 - k), $0) < (abs($1 - k), $1) }
    if let reason = reason(k) {
      throw ValueError(
        name.place, "there is no value at k = \(k): \(reason)",
        remedy: near.map { "The nearest that has one is k = \($0)." })
    }
    throw ValueError(
      name.place, "k = \(k) is not among those computed",
      remedy:
        "\(near.map { "The nearest is k = \($0); add" } ?? "Add") \(k) to `k` in the config, or give it with --k."
    )
  }
}
