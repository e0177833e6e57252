import EvalLogs

/// Where samples have several scores, each is read as a benchmark `task:scorer`. A config that names
/// one of them for a task leaves that one, called by the task.
struct MainScorer {
  private let rules: [Config.BenchmarkRule]

  init(_ config: Config) { rules = config.benchmarks.filter { $0.mainScorer != nil } }

  /// - Throws: `ReportError` of kind `usage` where a task has no such score.
  func applied(to table: TallyTable) throws(ReportError) -> TallyTable {
    guard !rules.isEmpty else { return table }
    var scorers: [String: Set<String>] = [:]
    for row in table.rows {
      if let (task, scorer) = Self.parts(row.benchmark) {
        scorers[task, default: []].insert(scorer)
      }
    }
    for (task, known) in scorers.sorted(by: { $0.key < $1.key }) {
      guard let wanted = scorer(of: task), !known.contains(wanted) else { continue }
      throw ReportError(
        .usage, "main_scorer: \(task) has no score '\(wanted)'",
        remedy: Nearest.suggestion(for: wanted, among: known.sorted())
          ?? "There are: \(known.sorted().joined(separator: ", ")).")
    }
    return TallyTable(table.rows.compactMap(renamed))
  }

  /// A row under its task's name; nil where another score of it counts.
  func renamed(_ row: TallyTable.Row) -> TallyTable.Row? {
    guard let (task, scorer) = Self.parts(row.benchmark), let wanted = self.scorer(of: task)
    else { return row }
    guard scorer == wanted else { return nil }
    var row = row
    row.benchmark = task
    return row
  }

  private func scorer(of task: String) -> String? {
    rules.first { Glob($0.match).matches(task) }?.mainScorer
  }

  private static func parts(_ benchmark: String) -> (task: String, scorer: String)? {
    guard let colon = benchmark.lastIndex(of: ":") else { return nil }
    return (String(benchmark[..<colon]), String(benchmark[benchmark.index(after: colon)...]))
  }
}
