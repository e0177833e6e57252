import EvalLogs
import Stats

/// Holds tonight's counts against stored ones.
package enum Gate {
  /// - Parameters:
  ///   - baselines: What each name among the rules' baselines stands for.
  ///   - problemMaps: Ids to replace, by benchmark: those the results were made with.
  /// - Throws: `ReportError` of kind `usage` where a rule names what is in neither set.
  package static func report(
    _ results: Results, _ settings: GateSettings, baselines: [String: Baseline],
    problemMaps: [String: [String: String]] = [:]
  ) throws(ReportError) -> GateReport {
    let tonight = Tonight(results)
    var stored: [String: [StoredCells]] = [:]
    for (name, baseline) in baselines.sorted(by: { $0.key < $1.key }) {
      stored[name] = try baseline.sets.mapTyped { set throws(ReportError) in
        try StoredCells(set, results.settings, problemMaps)
      }
    }
    let rules = settings.effectiveRules
    let names = RuleNames(tonight, stored.values.joined())
    for rule in rules { try names.check(rule) }

    var pending: [PendingCheck] = []
    var looked: Set<LookedAt> = []
    var absences: [String] = []
    for (index, rule) in rules.enumerated() {
      switch rule.demand {
      case .floor(let floor):
        pending += tonight.cells(of: rule).flatMap { cell in
          rule.ks.map { .floor(cell, floor, at: $0, rule: index, of: rule, results) }
        }
      case .hold(let problems):
        pending += tonight.cells(of: rule).flatMap { cell in
          rule.ks.compactMap { .hold(cell, problems, at: $0, rule: index) }
        }
      case .noDrop:
        let name = rule.against ?? settings.against ?? GateSettings.usual
        guard let sets = stored[name], !sets.isEmpty else {
          if case .none(let reason)? = baselines[name], !absences.contains(reason) {
            absences.append(reason)
          }
          continue
        }
        pending += comparisons(
          of: rule, index, with: sets, tonight, results.settings, &looked)
      }
    }
    let level = settings.level ?? results.settings.level
    // A year of nights has the error of both sides, as it was simulated; a night that of one.
    let alpha =
      settings.nights.map { AlphaSpending(alpha: 1 - level, nights: $0).perNight }
      ?? (1 - level) / 2
    let checks = PendingCheck.decided(
      pending, alpha: alpha, settings.control, threads: results.settings.threads)
    return GateReport(
      rules: rules, settings: settings, level: level, alpha: alpha,
      checks: checks.enumerated().sorted { first, second in
        let (a, b) = (first.element, second.element)
        let places = (a.verdict.gravity, b.verdict.gravity)
        if places.0 != places.1 { return places.0 < places.1 }
        let drops = (a.difference ?? 0, b.difference ?? 0)
        return drops.0 == drops.1 ? first.offset < second.offset : drops.0 < drops.1
      }.map(\.element),
      baselines: Set(stored.values.joined().map { StoredName($0) }).sorted().map {
        ($0.name, $0.fingerprint)
      },
      samples: tonight.samples(rules), absences: absences)
  }

  private struct StoredName: Hashable, Comparable {
    let name: String
    let fingerprint: String

    init(_ cells: StoredCells) { (name, fingerprint) = (cells.name, cells.fingerprint) }

    static func < (left: Self, right: Self) -> Bool {
      (left.name, left.fingerprint) < (right.name, right.fingerprint)
    }
  }

  /// What sets of problems and samples were already looked at, whichever rule asked.
  private struct LookedAt: Hashable {
    let key: StoredCells.Key
    let against: String
  }

  private static func comparisons(
    of rule: GateRule, _ index: Int, with sets: [StoredCells], _ tonight: Tonight,
    _ settings: Settings, _ looked: inout Set<LookedAt>
  ) -> [PendingCheck] {
    var result: [PendingCheck] = []
    for cell in tonight.cells(of: rule) {
      let places = sets.compactMap { set in set.cells[cell.key].map { (set: set, cell: $0) } }
      guard let last = places.last else {
        result.append(.new(cell, rule: index, against: sets[sets.count - 1].name))
        continue
      }
      if looked.insert(LookedAt(key: cell.key, against: last.set.name)).inserted {
        result += SetCheck(cell, last.cell, against: last.set.name, rule: index).found
      }
      result += rule.ks.map { k in
        .comparison(
          cell, places.map { (name: $0.set.name, cell: $0.cell) }, at: k, rule: index, of: rule)
      }
    }
    // What the baseline has and tonight lacks.
    let nearest = sets[sets.count - 1]
    for (key, stored) in nearest.cells.sorted(by: {
      ($0.key.run, $0.key.benchmark) < ($1.key.run, $1.key.benchmark)
    })
    where !tonight.keys.contains(key) && rule.covers(stored) && settings.keeps(stored, key) {
      if looked.insert(LookedAt(key: key, against: nearest.name)).inserted {
        result.append(.missing(stored, key, rule: index, against: nearest.name))
      }
    }
    return result
  }
}

extension GateRule {
  func covers(run names: [String], benchmark others: [String]) -> Bool {
    names.contains { Glob(run).matches($0) } && others.contains { Glob(benchmark).matches($0) }
  }

  fileprivate func covers(_ stored: StoredCells.Cell) -> Bool {
    covers(
      run: [stored.runLabel, stored.runID], benchmark: [stored.benchmarkLabel, stored.benchmarkID])
  }
}

extension Settings {
  /// Whether the options that pick runs and benchmarks leave a stored one in.
  fileprivate func keeps(_ stored: StoredCells.Cell, _ key: StoredCells.Key) -> Bool {
    func holds(_ patterns: [String], _ name: String) -> Bool {
      patterns.contains { Glob($0).matches(name) }
    }
    return (runs.isEmpty || holds(runs, stored.runID))
      && (benchmarks.isEmpty || holds(benchmarks, stored.benchmarkID))
      && !holds(excluded, stored.runID) && !holds(excluded, stored.benchmarkID)
  }
}

/// Tonight's cells under the names of the study.
struct Tonight: Sendable {
  struct Cell: Sendable {
    let key: StoredCells.Key
    let run: Study.Run
    let benchmark: Study.Benchmark
    let cell: Study.Cell
  }

  let cells: [Cell]
  let keys: Set<StoredCells.Key>

  init(_ results: Results) {
    let study = results.study
    cells = study.cells.joined().compactMap(\.self).map { cell in
      let (run, benchmark) = (study.runs[cell.run], study.benchmarks[cell.benchmark])
      return Cell(
        key: StoredCells.key(run, benchmark), run: run, benchmark: benchmark, cell: cell)
    }
    keys = Set(cells.map(\.key))
  }

  func cells(of rule: GateRule) -> [Cell] {
    cells.filter {
      rule.covers(
        run: [$0.run.label, $0.run.id], benchmark: [$0.benchmark.label, $0.benchmark.id])
    }
  }

  /// Scored and expected, over the cells that any rule covers.
  func samples(_ rules: [GateRule]) -> (scored: Int, expected: Int) {
    let covered = Set(rules.flatMap { cells(of: $0) }.map(\.key))
    return cells.filter { covered.contains($0.key) }.reduce(into: (0, 0)) { sum, cell in
      let counts = QualityCounts(cell.cell)
      sum.0 += counts.samples
      sum.1 += counts.samples + cell.cell.problems.reduce(0) { $0 + $1.tally.missing }
    }
  }
}

/// The names that rules may use.
private struct RuleNames {
  private let runs: [String]
  private let benchmarks: [String]
  private let problems: [(run: [String], benchmark: [String], ids: Set<String>)]

  init(_ tonight: Tonight, _ stored: some Sequence<StoredCells>) {
    let own = tonight.cells.map { cell in
      (
        run: [cell.run.id, cell.run.label], benchmark: [cell.benchmark.id, cell.benchmark.label],
        ids: Set(cell.cell.problems.map(\.id))
      )
    }
    let others = stored.flatMap(\.cells.values).map { cell in
      (
        run: [cell.runID, cell.runLabel], benchmark: [cell.benchmarkID, cell.benchmarkLabel],
        ids: Set(cell.cell.problems.map(\.id))
      )
    }
    problems = own + others
    runs = Set(problems.flatMap(\.run)).sorted()
    benchmarks = Set(problems.flatMap(\.benchmark)).sorted()
  }

  /// - Throws: `ReportError` of kind `usage` where a rule names what is nowhere.
  func check(_ rule: GateRule) throws(ReportError) {
    let place = rule.place.map { "\($0): " } ?? ""
    for (kind, pattern, known) in [
      ("run", rule.run, runs), ("benchmark", rule.benchmark, benchmarks),
    ] where !known.contains(where: { Glob(pattern).matches($0) }) {
      throw ReportError(
        .usage, "\(place)a rule of the gate names a \(kind) '\(pattern)' that is nowhere",
        remedy: Nearest.suggestion(for: pattern, among: known))
    }
    var wanted = rule.problems
    if case .hold(let ids) = rule.demand { wanted += ids }
    guard !wanted.isEmpty else { return }
    let known = problems.filter { rule.covers(run: $0.run, benchmark: $0.benchmark) }
      .reduce(into: Set<String>()) { $0.formUnion($1.ids) }
    if let wrong = wanted.first(where: { !known.contains($0) }) {
      throw ReportError(
        .usage, "\(place)a rule of the gate names a problem '\(wrong)' that is nowhere",
        remedy: Nearest.suggestion(for: wrong, among: known.sorted()))
    }
  }
}
