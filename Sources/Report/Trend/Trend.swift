import Charts
import EvalLogs
import Stats

/// All that the pages of a history say, computed once.
package struct Trend: Sendable {
  struct Name: Sendable {
    let id: String
    /// As pages show it.
    let label: String
  }

  struct Benchmark: Sendable {
    let id: String
    let label: String
    /// The stem of its page and of its files.
    let slug: String
    let problems: [String]
    /// At which values are given: 1, and the largest power of two that every night has.
    let ks: [Int]
    /// What its intervals are for.
    let target: Target
  }

  let settings: TrendSettings
  let history: TrendHistory
  let title: String
  let runs: [Name]
  let benchmarks: [Benchmark]
  /// By benchmark, then run, in natural order.
  let series: [SeriesTrend]
  /// In the order of nights.
  let drops: [TrendDrop]
  /// The newest night first.
  let groups: [CauseGroup]
  /// The worst first.
  let flaky: [FlakyProblem]

  /// - Throws: `ReportError` of kind `input` where there is nothing to show, `usage` where a pattern
  ///   matches no name, and what reading a night's counts throws.
  package init(
    _ history: TrendHistory, _ settings: TrendSettings, progress: ProgressHandler? = nil
  ) throws(ReportError) {
    self.history = history
    self.settings = settings
    let counts = try TrendCounts(history)
    let names = Self.runNames(counts)
    let benchmarkNames = counts.benchmarks.map { $0.id.isEmpty ? "benchmark" : $0.id }
    try Self.check("--run", settings.runs, names)
    try Self.check("--benchmark", settings.benchmarks, benchmarkNames)
    let chosen = counts.series.filter { series in
      Self.matches(names[series.run], settings.runs)
        && Self.matches(benchmarkNames[series.benchmark], settings.benchmarks)
    }
    // Within a benchmark the runs stay in their order.
    let kept = chosen.indices.sorted { one, two in
      let order = NaturalOrder.compare(
        benchmarkNames[chosen[one].benchmark], benchmarkNames[chosen[two].benchmark])
      return order == 0 ? one < two : order < 0
    }.map { chosen[$0] }
    guard !kept.isEmpty else {
      throw ReportError(
        .input, "the history holds no counts to show",
        remedy: "Add a night's: passcurve history add runs/ --night \"$(date -I)\"")
    }
    let rules = settings.config
    runs = Self.labelled(
      names,
      names.map { name in rules.runs.first { Glob($0.match).matches(name) }?.name })
    let labels = Self.labelled(
      benchmarkNames,
      benchmarkNames.map { name in rules.benchmarks.first { Glob($0.match).matches(name) }?.name })
    let slugs = Slugs.make(Self.distinct(benchmarkNames), fallback: "benchmark")
    benchmarks = counts.benchmarks.indices.map { index in
      let own = kept.filter { $0.benchmark == index }
      let expected = own.flatMap { $0.nights.flatMap(\.tallies) }
        .reduce(into: (least: Int.max, most: 0)) {
          $0.least = min($0.least, $1.samples + $1.missing)
          $0.most = max($0.most, $1.samples + $1.missing)
        }
      var k = 1
      while expected.most > 0, 2 * k <= expected.least { k *= 2 }
      return Benchmark(
        id: benchmarkNames[index], label: labels[index].label, slug: slugs[index],
        problems: counts.benchmarks[index].problems, ks: k > 1 ? [1, k] : [1],
        target: k > 1 && expected.most <= FixedSetCurve.largestSamples ? .fixed : .population)
    }
    let benchmarks = self.benchmarks
    let tables = benchmarks.indices.map { index in
      var tables = MixtureTables()
      let own = kept.filter { $0.benchmark == index }
      if benchmarks[index].target == .fixed {
        tables.prepare(
          samples: Set(own.flatMap { $0.nights.flatMap { $0.tallies.map(\.samples) } })
            .filter { $0 >= 2 }, ks: benchmarks[index].ks)
      }
      return tables
    }
    let failed = Set(history.entries.indices.filter { history.entries[$0].hasFailed })
    let counter = StepCounter(.computing, "series", of: kept.count, progress)
    let found = parallelMap(kept.count, threads: settings.threads) { index in
      defer { counter?.advance() }
      let own = kept[index]
      let trend = SeriesTrend(
        own, ks: benchmarks[own.benchmark].ks, target: benchmarks[own.benchmark].target,
        tables: tables[own.benchmark], settings)
      return (
        trend, TrendDrop.all(index, trend, own, failed: failed),
        FlakyProblem.all(own, level: settings.level)
      )
    }
    series = found.map(\.0)
    let drops = found.flatMap(\.1).sorted { ($0.night, $0.series) < ($1.night, $1.series) }
    self.drops = drops
    flaky = found.flatMap(\.2).sorted(by: FlakyProblem.precedes)
    groups = Set(drops.map(\.night)).sorted(by: >).flatMap { night in
      CauseGroup.all(
        drops.filter { $0.night == night }, night: night,
        categories: counts.benchmarks.map(\.categories))
    }
    title = settings.title ?? rules.title ?? Self.title(kept, runs, benchmarks)
  }

  private static func title(
    _ series: [TrendCounts.Series], _ runs: [Name], _ benchmarks: [Benchmark]
  ) -> String {
    func words(_ places: Set<Int>, _ label: (Int) -> String, _ noun: String) -> String {
      places.count == 1 ? label(places.first ?? 0) : Phrase.count(places.count, noun)
    }
    let who = words(Set(series.map(\.run)), { runs[$0].label }, "run")
    let what = words(Set(series.map(\.benchmark)), { benchmarks[$0].label }, "benchmark")
    return "\(who) on \(what), night by night"
  }

  // MARK: Names

  /// The model, with `@variant` where it has more than one.
  private static func runNames(_ counts: TrendCounts) -> [String] {
    let divided = Dictionary(grouping: counts.runs) { ExactName($0.id) }.filter {
      $0.value.count > 1
    }
    return counts.runs.map { run in
      divided[ExactName(run.id)] == nil ? run.id : "\(run.id)@\(run.variant ?? "default")"
    }
  }

  private static func distinct(_ names: [String]) -> [String] {
    var distinct = DistinctNames()
    return names.enumerated().map { distinct.name($1, for: "\($0)") }
  }

  private static func labelled(_ ids: [String], _ names: [String?]) -> [Name] {
    let labels = distinct(zip(ids, names).map { short($1 ?? $0) })
    return zip(ids, labels).map { Name(id: $0, label: $1) }
  }

  /// A name on one line, a long one by its beginning and a hash.
  static func short(_ name: String, most: Int = 60) -> String {
    let line = LabelText.oneLine(name)
    guard line.unicodeScalars.count > most else { return line }
    let head = String(line.unicodeScalars.prefix(most - 12))
    return "\(head)… \(Fingerprint.of(Array(name.utf8)).prefix(8))"
  }

  private static func matches(_ name: String, _ patterns: [String]) -> Bool {
    patterns.isEmpty || patterns.contains { Glob($0).matches(name) }
  }

  private static func check(
    _ option: String, _ patterns: [String], _ names: [String]
  ) throws(ReportError) {
    for pattern in patterns where !names.contains(where: { Glob(pattern).matches($0) }) {
      throw ReportError(
        .usage, "\(option) \(pattern) matches nothing in the history",
        remedy: Nearest.suggestion(for: pattern, among: names)
          ?? "There are: \(names.prefix(8).map { short($0) }.joined(separator: ", ")).")
    }
  }
}
