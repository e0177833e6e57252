import EvalLogs

/// A value that somebody published, of a run and a benchmark of the study.
package struct Published: Sendable {
  package let run: Int
  package let benchmark: Int
  package let k: Int
  /// pass@k, in `0...1`.
  package let value: Double
  /// Where it stands: "Yue et al. 2025, Table 2".
  package let source: String

  /// The config's values, its names resolved.
  ///
  /// - Throws: `ReportError` of kind `usage` with the line and the nearest name where one names no
  ///   run or benchmark.
  static func all(
    _ values: [Config.PublishedValue], _ runs: [Study.Run], _ benchmarks: [Study.Benchmark]
  ) throws(ReportError) -> [Published] {
    var result: [Published] = []
    for value in values {
      result.append(
        Published(
          run: try index(of: value.run, runs.map { ($0.id, $0.label) }, "run", value.line),
          benchmark: try index(
            of: value.benchmark, benchmarks.map { ($0.id, $0.label) }, "benchmark", value.line),
          k: value.k, value: value.value, source: value.source))
    }
    return result
  }

  private static func index(
    of name: String, _ names: [(id: String, label: String)], _ what: String, _ line: Int
  ) throws(ReportError) -> Int {
    if let index = names.firstIndex(where: { $0.id == name })
      ?? names.firstIndex(where: { $0.label == name })
    {
      return index
    }
    let known = names.flatMap { $0.id == $0.label ? [$0.id] : [$0.id, $0.label] }
    throw ReportError(
      .usage, "the config's published, line \(line), names no \(what): '\(name)'",
      remedy: Nearest.suggestion(for: name, among: known)
        ?? "There are: \(known.prefix(8).joined(separator: ", ")).")
  }
}
