import EvalLogs
import Stats

extension Study {
  /// Gives what was read its names, roles and order.
  ///
  /// - Parameters:
  ///   - reading: What the logs hold.
  ///   - problemMaps: Ids to replace, by benchmark.
  /// - Throws: `ReportError` of kind `usage` where an option or the config names a run that is not
  ///   there, of kind `input` where nothing is left.
  package init(
    _ reading: Reading, _ settings: Settings, problemMaps: [String: [String: String]] = [:]
  ) throws(ReportError) {
    var notes: [String] = []
    let table = try MainScorer(settings.config).applied(to: reading.table)
    let named = Self.named(table, unnamed: settings.title ?? settings.config.title)
    let selected = try Self.selected(named, settings)
    let config = settings.config

    // Runs: in the config's order, base first, else in natural order of their names.
    let names = Self.naturallyOrdered(selected.map(\.run))
    let rules = names.map { name in config.runs.firstIndex { Glob($0.match).matches(name) } }
    let rank = names.indices.sorted { a, b in
      let (first, second) = (rules[a] ?? Int.max, rules[b] ?? Int.max)
      return first == second ? a < b : first < second
    }
    var ids = rank.map { names[$0] }
    var roles = rank.map { rules[$0].flatMap { config.runs[$0].role } }
    if config.runs.isEmpty, let base = Self.baseIndex(ids, roles) {
      ids.insert(ids.remove(at: base), at: 0)
      roles.insert(roles.remove(at: base), at: 0)
    }
    let shortened = Self.shortened(ids)
    if shortened != ids {
      notes.append("Names are shown without the beginning they share; the data hold them in full.")
    }
    let runSlugs = Slugs.make(ids, fallback: "run")
    let runs = ids.indices.map { i in
      let rule = config.runs.first { Glob($0.match).matches(ids[i]) }
      let variant = selected.first { $0.run == ids[i] }?.variant
      let stated = Self.stated(variant)
      return Run(
        id: ids[i], label: settings.labels[ids[i]] ?? rule?.name ?? shortened[i],
        slug: runSlugs[i], role: roles[i],
        family: rule?.family, variant: variant, size: rule?.size, algorithm: rule?.algorithm,
        step: rule?.step ?? stated["step"].flatMap { Int($0) },
        temperature: rule?.temperature ?? stated["temperature"].flatMap { Double($0) },
        released: rule?.released, tags: rule?.tags ?? [])
    }
    try Self.checkLabels(runs, settings)

    // Benchmarks: by the config's order, else natural.
    let benchmarkIDs = Self.naturallyOrdered(selected.map(\.benchmark))
    let benchmarkRules = benchmarkIDs.map { id in
      config.benchmarks.firstIndex { Glob($0.match).matches(id) }
    }
    let benchmarkRank = benchmarkIDs.indices.sorted { a, b in
      let first = benchmarkRules[a].flatMap { config.benchmarks[$0].order ?? $0 } ?? Int.max
      let second = benchmarkRules[b].flatMap { config.benchmarks[$0].order ?? $0 } ?? Int.max
      return first == second ? a < b : first < second
    }
    let slugs = Slugs.make(benchmarkIDs, fallback: "benchmark")
    let benchmarks = benchmarkRank.map { i in
      let rule = benchmarkRules[i].map { config.benchmarks[$0] }
      return Benchmark(
        id: benchmarkIDs[i], label: rule?.name ?? benchmarkIDs[i],
        slug: slugs[i], expectedProblems: rule?.expectedProblems,
        domain: rule?.domain, guessRate: rule?.guessRate)
    }
    let places = Self.places(reading, MainScorer(settings.config))

    // Cells.
    let runIndex = Dictionary(uniqueKeysWithValues: runs.indices.map { (runs[$0].id, $0) })
    let benchmarkIndex = Dictionary(
      uniqueKeysWithValues: benchmarks.indices.map { (benchmarks[$0].id, $0) })
    var rows = [[[TallyTable.Row]]](
      repeating: [[TallyTable.Row]](repeating: [], count: runs.count), count: benchmarks.count)
    for item in selected {
      rows[benchmarkIndex[item.benchmark]!][runIndex[item.run]!].append(item.row)
    }
    let sources = Dictionary(
      reading.sources.map { (SourceKey($0.run, $0.variant, $0.benchmark), $0) },
      uniquingKeysWith: { first, _ in first })
    var cells: [[Cell?]] = []
    for (b, byRun) in rows.enumerated() {
      let rule = config.benchmarks.first { Glob($0.match).matches(benchmarks[b].id) }
      let map = problemMaps[benchmarks[b].id] ?? [:]
      cells.append(
        byRun.enumerated().map { r, rows in
          guard let first = rows.first else { return nil }
          let source = sources[SourceKey(first.run, first.variant, first.benchmark)]
          return Cell(
            run: r, benchmark: b, problems: Self.problems(rows, map, rule?.expectedSamples, places),
            truncated: rows.contains { $0.truncated != nil }
              ? rows.reduce(0) { $0 + ($1.truncated ?? 0) } : nil,
            duplicates: source?.duplicates ?? 0,
            modelFailures: source?.modelFailures ?? 0,
            harnessFailures: source?.harnessFailures ?? 0,
            format: source.map { $0.formats.joined(separator: ", ") })
        })
    }
    self.runs = runs
    self.benchmarks = benchmarks
    self.cells = cells
    pairs = try Self.pairs(runs, settings, &notes)
    title = settings.title ?? config.title ?? Self.title(runs, benchmarks)
    abstract = config.abstract
    authors = config.authors
    self.table = TallyTable(selected.map(\.row))
    accounts = Self.accounts(of: self.table, in: reading)
    headlines = Self.headlines(reading, all: named, selected)
    published = try Published.all(config.published, runs, benchmarks)
    samples = reading.samples
    training = reading.training
    records = settings.showsTexts ? RecordLines(reading.inputs) : nil
    stoppedAtSuccess = reading.issues.count { $0.code == .stoppedAtSuccess }
    self.notes = notes
    rowNames = settings.isAnonymous ? Self.rowNames(selected, problemMaps) : [:]
  }

  private static func rowNames(
    _ rows: [Named], _ problemMaps: [String: [String: String]]
  ) -> [RowKey: RowNames] {
    let names = rows.map { item in
      RowNames(
        run: item.run, benchmark: item.benchmark,
        problem: problemMaps[item.benchmark]?[item.row.problem] ?? item.row.problem)
    }
    return Dictionary(zip(rows.map { RowKey($0.row) }, names)) { first, _ in first }
  }

  /// Those of the rows that are left.
  private static func accounts(of table: TallyTable, in reading: Reading) -> [Account] {
    guard reading.accounts.count == reading.table.rows.count else { return [] }
    let all = Dictionary(
      zip(reading.table.rows, reading.accounts).map { ($0, $1) }, uniquingKeysWith: { a, _ in a })
    return table.rows.compactMap { all[$0] }
  }

  /// Under the study's names; those of runs left out by an option are left out.
  private static func headlines(
    _ reading: Reading, all: [Named], _ selected: [Named]
  ) -> [Headline] {
    let key = { (row: TallyTable.Row) in SourceKey(row.run, row.variant, row.benchmark) }
    let known = Set(all.map { key($0.row) })
    let kept = Dictionary(selected.map { (key($0.row), $0) }, uniquingKeysWith: { a, _ in a })
    return reading.headlines.compactMap { headline in
      let place = SourceKey(headline.run, headline.variant, headline.benchmark)
      if let named = kept[place] {
        return headline.renamed(run: named.run, benchmark: named.benchmark)
      }
      return known.contains(place) ? nil : headline
    }
  }

  private struct SourceKey: Hashable {
    let run: String
    let variant: String?
    let benchmark: String
    init(_ run: String, _ variant: String?, _ benchmark: String) {
      (self.run, self.variant, self.benchmark) = (run, variant, benchmark)
    }
  }

  private struct Named {
    let run: String
    let benchmark: String
    let variant: String?
    let row: TallyTable.Row
  }

  /// Full names of runs: the model, with `@variant` where the model has more than one. Logs that
  /// state no settings do not make a second variant of a model that states one elsewhere, unless
  /// both are of one benchmark. A benchmark that nothing names is called by the study's title.
  private static func named(_ table: TallyTable, unnamed title: String?) -> [Named] {
    var stated: [String: Set<String>] = [:]
    var ofPlace: [[String]: Set<String>] = [:]
    for row in table.rows {
      if let variant = row.variant { stated[row.run, default: []].insert(variant) }
      ofPlace[[row.run, row.benchmark], default: []].insert(row.variant ?? "")
    }
    var divided = Set(stated.filter { $0.value.count > 1 }.keys)
    for (place, variants) in ofPlace where variants.count > 1 { divided.insert(place[0]) }
    var runs = DistinctNames()
    var benchmarks = DistinctNames()
    return table.rows.map { row in
      let name =
        divided.contains(row.run)
        ? runs.name("\(row.run)@\(row.variant ?? "default")", for: row.run, row.variant ?? "")
        : runs.name(row.run, for: row.run)
      let benchmark = benchmarks.name(
        row.benchmark.isEmpty ? title ?? "benchmark" : row.benchmark, for: row.benchmark)
      return Named(run: name, benchmark: benchmark, variant: row.variant, row: row)
    }
  }

  private static func selected(_ rows: [Named], _ settings: Settings) throws(ReportError) -> [Named]
  {
    let runs = Array(Set(rows.map(\.run))).sorted()
    let benchmarks = Array(Set(rows.map(\.benchmark))).sorted()
    for (option, patterns, names) in [
      ("--run", settings.runs, runs), ("--benchmark", settings.benchmarks, benchmarks),
      ("--exclude", settings.excluded, runs + benchmarks),
    ] {
      for pattern in patterns where !names.contains(where: { Glob(pattern).matches($0) }) {
        throw ReportError(
          .usage, "\(option) \(pattern) matches nothing",
          remedy: Nearest.suggestion(for: pattern, among: names)
            ?? "There are: \(names.prefix(8).joined(separator: ", ")).")
      }
    }
    for run in settings.labels.keys.sorted() where !runs.contains(run) {
      throw ReportError(
        .usage, "--label \(run) names no run",
        remedy: Nearest.suggestion(for: run, among: runs)
          ?? "There are: \(runs.prefix(8).joined(separator: ", ")).")
    }
    let kept = rows.filter { row in
      (settings.runs.isEmpty || settings.runs.contains { Glob($0).matches(row.run) })
        && (settings.benchmarks.isEmpty
          || settings.benchmarks.contains { Glob($0).matches(row.benchmark) })
        && !settings.excluded.contains {
          Glob($0).matches(row.run) || Glob($0).matches(row.benchmark)
        }
    }
    guard !kept.isEmpty else {
      throw ReportError(
        .input, "no problem is left to report on",
        remedy: "Loosen --run, --benchmark or --exclude, or look at what `passcurve check` finds.")
    }
    return kept
  }

  /// Distinct names in natural order.
  static func naturallyOrdered(_ names: [String]) -> [String] {
    Array(Set(names)).sorted(by: NaturalOrder.precedes)
  }

  /// The settings of a variant: `step=100;temperature=0.6`.
  private static func stated(_ variant: String?) -> [String: String] {
    let pairs = (variant ?? "").split(separator: ";").compactMap { part -> (String, String)? in
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return sides.count == 2 ? (String(sides[0]), String(sides[1])) : nil
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  /// Where each row of the study's table stands among what was read, and so its samples.
  private static func places(_ reading: Reading, _ scorer: MainScorer) -> [TallyTable.Row: Int] {
    guard reading.samples.count > 0 else { return [:] }
    let known = reading.table.rows.enumerated().compactMap { place, row in
      scorer.renamed(row).map { ($0, place) }
    }
    return Dictionary(known, uniquingKeysWith: { first, _ in first })
  }

  private static func problems(
    _ rows: [TallyTable.Row], _ map: [String: String], _ expected: Int?,
    _ places: [TallyTable.Row: Int]
  ) -> [Problem] {
    var tallies: [String: Tally] = [:]
    var lines: [String: [Int]] = [:]
    var groups: [String: String] = [:]
    for row in rows {
      let id = map[row.problem] ?? row.problem
      tallies[id] = tallies[id].map { $0 + row.tally } ?? row.tally
      if let place = places[row] { lines[id, default: []].append(place) }
      groups[id] = groups[id] ?? row.group
    }
    return tallies.map { id, tally in
      let missing = max(tally.missing, (expected ?? 0) - tally.samples)
      return Problem(
        id: id, tally: Tally(correct: tally.correct, of: tally.samples, missing: missing),
        rows: (lines[id] ?? []).sorted(), group: groups[id])
    }
    .sorted { NaturalOrder.precedes($0.id, $1.id) }
  }

  static func title(_ runs: [Run], _ benchmarks: [Benchmark]) -> String {
    let place = benchmarks.count == 1 ? benchmarks[0].label : "\(benchmarks.count) benchmarks"
    switch runs.count {
    case 1: return "\(runs[0].label) on \(place)"
    case 2: return "\(runs[0].label) and \(runs[1].label) on \(place)"
    default: return "\(runs.count) runs on \(place)"
    }
  }

  private static func checkLabels(_ runs: [Run], _ settings: Settings) throws(ReportError) {
    var seen: [String: String] = [:]
    for run in runs {
      if let other = seen.updateValue(run.id, forKey: run.label) {
        throw ReportError(
          .usage, "'\(run.label)' would name two runs: \(other) and \(run.id)",
          remedy: "Give them different names with --label or in the config.")
      }
    }
  }
}
