import Charts
import Stats

/// A change with the series that it is of.
struct TrendChange: Sendable {
  /// Among the trend's.
  let series: Int
  let change: SeriesTrend.Change
  /// The first night after it, among the history's.
  let night: Int

  var difference: Double { change.found.difference }
}

extension Trend {
  /// Of all series, the newest first; of one night the largest.
  var changes: [TrendChange] {
    series.indices.flatMap { index in
      series[index].changes.map { change in
        TrendChange(
          series: index, change: change,
          night: series[index].nights[change.after.lowerBound].night)
      }
    }.enumerated().sorted { one, two in
      let (a, b) = (one.element, two.element)
      if a.night != b.night { return a.night > b.night }
      let (x, y) = (abs(a.difference), abs(b.difference))
      return x == y ? one.offset < two.offset : x > y
    }.map(\.element)
  }

  /// Series that changed, at any `k`.
  var changedSeries: Int { series.count { !$0.changes.isEmpty } }

  /// How often a change was looked for, over all series.
  var searches: Int { series.reduce(0) { $0 + $1.searches } }

  /// Benchmarks that have a series, in their order.
  var shownBenchmarks: [Int] {
    var seen: [Int] = []
    for series in series where seen.last != series.benchmark { seen.append(series.benchmark) }
    return seen
  }

  /// Series of a benchmark, in the order of runs.
  func series(of benchmark: Int) -> [Int] {
    series.indices.filter { series[$0].benchmark == benchmark }
  }

  func run(_ series: SeriesTrend) -> String { runs[series.run].label }
  func benchmark(_ series: SeriesTrend) -> String { benchmarks[series.benchmark].label }
  func page(of benchmark: Int) -> String { "benchmarks/\(benchmarks[benchmark].slug).html" }
  func text(ofNight night: Int) -> String { history.entries[night].night.text }

  /// A night, with the link to its report; one that may not stand in a page as words beneath.
  func cell(ofNight night: Int, sub: [String] = []) -> Cell {
    let entry = history.entries[night]
    let link = entry.safeLink
    let unsafe = link == nil ? entry.link.map { [Self.short($0)] } ?? [] : []
    return .name(entry.night.text, sub: sub + unsafe, href: link)
  }

  /// "pass@8".
  static func metric(_ k: Int) -> String { "pass@\(Phrase.count(k))" }

  /// "5.2 points".
  static func points(_ difference: Double) -> String {
    let amount = NumberText.fixed(abs(difference) * 100, decimals: 1)
    return "\(amount)\(Phrase.space)\(amount == "1.0" ? "point" : "points")"
  }

  /// "RL is 5.2 points lower on AIME 2024 (pass@8)".
  func words(_ item: TrendChange) -> String {
    let own = series[item.series]
    let metric = own.ks.count > 1 ? " (\(Self.metric(item.change.k)))" : ""
    return
      "\(run(own)) is \(Self.points(item.difference)) \(item.difference < 0 ? "lower" : "higher") on \(benchmark(own))\(metric)"
  }

  /// What the changes of some series come to: the newest for the worse, else the newest.
  func finding(_ all: [TrendChange]) -> String? {
    guard let shown = all.first(where: { $0.difference < 0 }) ?? all.first else { return nil }
    return "since \(text(ofNight: shown.night)) \(words(shown))"
  }

  /// Candidates for the cause of a change for the worse, in words.
  func causes(of item: TrendChange) -> [String] {
    groups.filter { group in
      group.night == item.night && group.kind != .alone
        && group.drops.contains { $0.series == item.series }
    }.map { words($0.kind, $0) }
  }

  /// What the drops of a group share.
  func words(_ kind: CauseGroup.Kind, _ group: CauseGroup) -> String {
    switch kind {
    case .sameProblems:
      "the same problems: \(Phrase.count(group.problems.count)) in \(Phrase.count(group.drops.count)) series"
    case .oneRun: "one run: \(group.drops.first.map { runs[$0.run].label } ?? "")"
    case .oneBenchmark:
      "one benchmark: \(group.drops.first.map { benchmarks[$0.benchmark].label } ?? "")"
    case .oneCategory(let name, let fallen, let all, _):
      "one category: \(Self.short(name)) (\(Phrase.count(fallen)) of \(Phrase.count(all)) fallen)"
    case .alone: "nothing in common with another"
    }
  }

  /// The name of a problem that fell or flips.
  func problem(_ benchmark: Int, _ problem: Int) -> String {
    Self.short(benchmarks[benchmark].problems[problem], most: 48)
  }
}
