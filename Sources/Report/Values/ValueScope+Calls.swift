import EvalLogs
import Stats

/// What functions are: differences, p-values, crossings, counts.
extension ValueScope {
  static func usage(_ function: String) -> String {
    switch function {
    case "diff": "diff(RL, base, aime24, 256), which is RL minus base"
    case "p": "p(RL, base, aime24, 256)"
    case "crossover": "crossover(RL, base, aime24)"
    default: "count(\(counted.joined(separator: "|")))"
    }
  }

  func value(_ function: Name, _ arguments: [Name]) throws(ValueError) -> ReportValue {
    let counts =
      switch function.text {
      case "diff", "p": 3...4
      case "crossover": 2...3
      case "count": 1...1
      default:
        throw .unknown("function", function.text, at: function.place, among: Self.functions)
      }
    guard counts.contains(arguments.count) else {
      throw ValueError(
        function.place,
        "\(function.text) takes \(counts.count == 1 ? "\(counts.lowerBound) argument" : "\(counts.upperBound) arguments"), not \(arguments.count)",
        remedy: "As in: \(Self.usage(function.text))")
    }
    if function.text == "count" { return try count(arguments[0]) }
    let needsK = function.text != "crossover"
    let benchmark =
      arguments.count == counts.upperBound
      ? try self.benchmark(arguments[2]) : try onlyBenchmark(arguments, function)
    let (comparison, sign) = try self.comparison(arguments[0], arguments[1], benchmark)
    if !needsK { return crossover(comparison, arguments) }
    let k = arguments[arguments.count - 1]
    return function.text == "diff"
      ? try difference(comparison, sign, k) : try pValue(comparison, sign, k)
  }

  private func onlyBenchmark(_ arguments: [Name], _ function: Name) throws(ValueError) -> Int {
    if results.study.benchmarks.count == 1 { return 0 }
    throw ValueError(
      function.place,
      "\(function.text) lacks the benchmark: the study has \(results.study.benchmarks.count)",
      remedy: "As in: \(Self.usage(function.text))")
  }

  /// The comparison that the study makes of two runs, and whether the first is its candidate (1) or
  /// its baseline (-1).
  private func comparison(
    _ first: Name, _ second: Name, _ b: Int
  ) throws(ValueError) -> (Results.Comparison, sign: Double) {
    let (a, other) = (try run(first), try run(second))
    let labels = (results.study.runs[a].label, results.study.runs[other].label)
    if a == other { throw ValueError(second.place, "\(labels.0) is compared with itself") }
    let pairs = results.comparisons[b]
    if let found = pairs.first(where: { $0.pair.candidate == a && $0.pair.baseline == other }) {
      return (found, 1)
    }
    if let found = pairs.first(where: { $0.pair.candidate == other && $0.pair.baseline == a }) {
      return (found, -1)
    }
    for run in [(a, first), (other, second)] where results.study.cells[b][run.0] == nil {
      throw ValueError(
        run.1.place,
        "\(results.study.runs[run.0].label) has no samples on \(results.study.benchmarks[b].label)")
    }
    let (baseline, candidate) = (
      ValueExpression.written(labels.1), ValueExpression.written(labels.0)
    )
    throw ValueError(
      first.place, "the study does not compare \(labels.0) with \(labels.1)",
      remedy:
        "Add to `comparisons` in the config: - {baseline: \(baseline), candidate: \(candidate)}")
  }

  /// "RL minus base at k = 256 on AIME 2024".
  private func names(
    _ comparison: Results.Comparison, _ sign: Double
  ) -> (first: String, second: String, place: String) {
    let runs = results.study.runs
    let (candidate, baseline) = (
      runs[comparison.pair.candidate].label, runs[comparison.pair.baseline].label
    )
    let benchmark = results.study.benchmarks[comparison.benchmark].label
    return sign > 0 ? (candidate, baseline, benchmark) : (baseline, candidate, benchmark)
  }

  private func difference(
    _ comparison: Results.Comparison, _ sign: Double, _ argument: Name
  ) throws(ValueError) -> ReportValue {
    let names = names(comparison, sign)
    let known = comparison.points.filter { $0.difference != nil }.map(\.k)
    let k = try self.k(argument, among: known, computed: comparison.points.map(\.k)) { k in
      if comparison.paired == nil { return "the two share no problem" }
      return comparison.points.first { $0.k == k }?.absence?.reason
        ?? (k > (comparison.paired?.largestK ?? 0)
          ? "k > n: some problem has fewer samples in one of the runs" : nil)
    }
    guard let point = comparison.point(at: k), let difference = point.difference else {
      throw ValueError(argument.place, "there is no difference at k = \(k)")
    }
    let interval = point.interval.map { interval in
      sign > 0
        ? interval
        : interval.negated
    }
    var value = ReportValue(
      "\(names.first) minus \(names.second) at k = \(k) on \(names.place)", .points,
      sign * difference, interval, absence: point.intervalAbsence)
    if let adjusted = comparison.claim(at: k)?.adjusted {
      value.isDecided = adjusted < 1 - results.settings.level
    }
    return value
  }

  private func pValue(
    _ comparison: Results.Comparison, _ sign: Double, _ argument: Name
  ) throws(ValueError) -> ReportValue {
    let names = names(comparison, sign)
    let known = comparison.claims.filter { $0.adjusted != nil }.map(\.k)
    let k = try self.k(argument, among: known, computed: known) { k in
      if known.isEmpty { return "the comparison has no p-value" }
      return
        "p is corrected for the claims of the report, which are made at k = \(known.map(String.init).joined(separator: " and "))"
    }
    guard let adjusted = comparison.claim(at: k)?.adjusted else {
      throw ValueError(argument.place, "there is no p at k = \(k)")
    }
    var value = ReportValue(
      "the corrected p of \(names.first) against \(names.second) at k = \(k) on \(names.place)",
      .probability, adjusted)
    value.intervalAbsence = "a p-value has none"
    return value
  }

  private func crossover(_ comparison: Results.Comparison, _ arguments: [Name]) -> ReportValue {
    let names = names(comparison, 1)
    let name = "the crossing of \(names.first) and \(names.second) on \(names.place)"
    let findings = Findings(results: results)
    guard let crossover = comparison.crossover, let event = crossover.events.first,
      [.one, .possible].contains(crossover.status), crossover.events.count == 1, let k = event.k
    else {
      var value = ReportValue(name, .k, nil)
      value.words =
        findings.crossing(comparison)
        ?? findings.clause(comparison, at: comparison.claims[0].k)
      value.intervalAbsence = "there is no single crossing"
      return value
    }
    var value = ReportValue(name, .k, k)
    (value.lower, value.upper) = (event.lower.map(Double.init), event.upper.map(Double.init))
    value.largestK = crossover.largestK
    return value
  }

  private func count(_ what: Name) throws(ValueError) -> ReportValue {
    let study = results.study
    let count =
      switch what.text {
      case "runs": study.runs.count
      case "benchmarks": study.benchmarks.count
      case "problems": study.benchmarks.indices.reduce(0) { $0 + study.problems(of: $1).count }
      case "samples":
        study.cells.joined().compactMap(\.self).reduce(0) { $0 + QualityCounts($1).samples }
      case "comparisons": results.comparisons.joined().count
      default: throw .unknown("count of", what.text, at: what.place, among: Self.counted)
      }
    return ReportValue(count: count, "the count of \(what.text)")
  }
}
