import Charts
import Stats

extension Trend {
  /// Rows of the first page; the files have all.
  static let changeRows = 24
  static let seriesRows = 60
  static let nightRows = 30
  static let groupRows = 20
  static let flakyRows = 40
  /// Rows of a benchmark's page.
  static let rowsByNight = 300

  /// The changes of some series, the newest first.
  func changeTable(_ id: String, _ all: [TrendChange]) -> Table {
    let shown = all.prefix(Self.changeRows)
    return Table(
      id, label: "Changes",
      caption:
        "Levels are means over nights, in percent, and their difference in points: none has an interval, for the data chose the night. p is that of the search, \(Phrase.count(999)) permutations."
        + Phrase.first(shown.count, of: all.count, "changes", file: "changes"),
      look: .wide,
      columns: [
        .init("First night after"), .init("Run", isText: true), .init("Benchmark", isText: true),
        .init("k"), .init("before"), .init("after"), .init("difference"), .init("p"),
        .init("Candidate cause", isText: true),
      ],
      rows: shown.map { item in
        let own = series[item.series]
        let found = item.change.found
        let causes = causes(of: item)
        return [
          cell(ofNight: item.night), .name(run(own)),
          .name(benchmark(own), href: page(of: own.benchmark)), .count(item.change.k),
          .plain(Phrase.percent(found.before, nil), exact: found.before * 100),
          .plain(Phrase.percent(found.after, nil), exact: found.after * 100),
          .plain(Phrase.signed(found.difference, nil), exact: found.difference * 100),
          .pValue(found.pValue),
          causes.isEmpty ? .none("–") : .words(causes.joined(separator: "; ")),
        ]
      })
  }

  /// Every series as it stands tonight, those that changed first.
  var seriesTable: Table {
    let ranked = series.indices.sorted { one, two in
      let (a, b) = (series[one].changes.isEmpty, series[two].changes.isEmpty)
      return a == b ? one < two : !a
    }
    let shown =
      series.count > Self.seriesRows ? Array(ranked.prefix(Self.seriesRows)) : Array(series.indices)
    return Table(
      "series-table", label: "Series",
      caption:
        "pass@1 in percent with \(Phrase.level(settings.level)) intervals; the change in points from the level before the last change to the one after it."
        + (shown.count < series.count
          ? " \(Phrase.count(shown.count)) of \(Phrase.count(series.count)) series, those that changed first; data/trend.csv has all."
          : ""),
      look: .wide,
      columns: [
        .init("Run"), .init("Benchmark", isText: true), .init("nights"),
        .init("last night", isText: true), .init("pass@1 then"), .init("last change"),
        .init("since", isText: true), .init("changes"),
      ],
      rows: shown.map { index in
        let own = series[index]
        let last = own.nights[own.nights.count - 1]
        let change = own.lastChange
        return [
          .name(run(own)), .name(benchmark(own), href: page(of: own.benchmark)),
          .count(own.nights.count), .words(text(ofNight: last.night)), .share(last.points[0]),
          change.map {
            .plain(Phrase.signed($0.found.difference, nil), exact: $0.found.difference * 100)
          } ?? .none("–"),
          change.map { .words(text(ofNight: own.nights[$0.after.lowerBound].night)) } ?? .none("–"),
          .count(own.changes.count),
        ]
      })
  }

  /// The nights, the newest first.
  var nightTable: Table {
    let shown = history.entries.indices.suffix(Self.nightRows).reversed()
    let hasNames = shown.contains { (history.entries[$0].name ?? history.entries[$0].title) != nil }
    let hasVerdicts = self.hasVerdicts
    return Table(
      "nights-table", label: "Nights",
      caption:
        "Problems: of each benchmark those of the run that has most. Changed: series whose problems are others than the night before."
        + Phrase.first(shown.count, of: history.entries.count, "nights", file: "nights"),
      look: .wide,
      columns: [.init("Night")] + (hasNames ? [.init("Name", isText: true)] : [])
        + (hasVerdicts ? [.init("Verdict", isText: true)] : []) + [
          .init("Set", isText: true), .init("series"), .init("problems"), .init("samples"),
          .init("missing"), .init("changed"), .init("sets beside"),
        ],
      rows: shown.map { night in
        let entry = history.entries[night]
        let sums = sums(ofNight: night)
        var row = [cell(ofNight: night)]
        if hasNames {
          row.append(.words(orNone: (entry.name ?? entry.title).map { Self.short($0) }))
        }
        if hasVerdicts { row.append(.words(orNone: entry.verdict.map { Self.short($0) })) }
        row.append(.code(entry.short))
        row += [sums.series, sums.problems, sums.samples, sums.missing, sums.changed]
          .map { .count($0) }
        return row + [.count(history.others.count { $0.night == entry.night })]
      })
  }

  /// Whether a gate said something of any night.
  private var hasVerdicts: Bool { history.entries.contains { $0.verdict != nil } }

  struct NightSums {
    var series = 0
    var problems = 0
    var samples = 0
    var missing = 0
    var changed = 0
  }

  func sums(ofNight night: Int) -> NightSums {
    var sums = NightSums()
    var problems: [Int: Int] = [:]
    for own in series {
      guard let found = own.night(night) else { continue }
      sums.series += 1
      sums.samples += found.samples
      sums.missing += found.missing
      sums.changed += found.hasOtherProblems ? 1 : 0
      problems[own.benchmark] = max(problems[own.benchmark] ?? 0, found.problems)
    }
    sums.problems = problems.values.reduce(0, +)
    return sums
  }

  var groupTable: Table {
    let shown = groups.prefix(Self.groupRows)
    return Table(
      "causes-table", label: "Candidates for causes",
      caption: "Drops in points."
        + Phrase.first(shown.count, of: groups.count, "groups", file: "groups"),
      look: .wide,
      columns: [
        .init("Night"), .init("In common", isText: true), .init("Series", isText: true),
        .init("drops"), .init("fallen"), .init("Problems that fell most", isText: true),
      ],
      rows: shown.map { group in
        let names = group.drops.prefix(4).map {
          "\(runs[$0.run].label) on \(benchmarks[$0.benchmark].label)"
        }
        let more = group.drops.count - names.count
        let drops = group.drops.map(\.difference)
        let (worst, least) = (drops.min() ?? 0, drops.max() ?? 0)
        let range =
          Phrase.signed(worst, nil)
          + (Phrase.signed(worst, nil) == Phrase.signed(least, nil)
            ? "" : " to \(Phrase.signed(least, nil))")
        let worstProblems = fallen(group).prefix(5).map(\.name)
        return [
          cell(ofNight: group.night), .words(words(group.kind, group)),
          .words(
            names.joined(separator: "; ") + (more > 0 ? "; \(Phrase.count(more)) more" : "")),
          .words(range), .count(group.problems.count),
          worstProblems.isEmpty
            ? .words("none fell by half") : .words(worstProblems.joined(separator: ", ")),
        ]
      })
  }

  /// The problems of a group, the deepest fall first, each once.
  func fallen(_ group: CauseGroup) -> [(name: String, drop: Double)] {
    var deepest: [[Int]: Double] = [:]
    for drop in group.drops {
      for problem in drop.fallen {
        let key = [drop.benchmark, problem.problem]
        deepest[key] = max(deepest[key] ?? 0, problem.drop)
      }
    }
    return deepest.sorted { one, two in
      one.value == two.value
        ? one.key.lexicographicallyPrecedes(two.key) : one.value > two.value
    }.map { (problem($0.key[0], $0.key[1]), $0.value) }
  }

  var flakyTable: Table {
    let shown = flaky.prefix(Self.flakyRows)
    return Table(
      "flaky-table", label: "Flaky problems",
      caption:
        "Flips of pairs of neighbouring nights in percent, with \(Phrase.level(settings.level)) intervals (Wilson)."
        + Phrase.first(shown.count, of: flaky.count, "problems", file: "flaky"),
      look: .wide,
      columns: [
        .init("Problem"), .init("Run", isText: true), .init("Benchmark", isText: true),
        .init("flips"), .init("pairs"), .init("flips of pairs"), .init("solved"),
      ],
      rows: shown.map { item in
        [
          .name(problem(item.benchmark, item.problem)), .name(runs[item.run].label),
          .words(benchmarks[item.benchmark].label), .count(item.rates.flips),
          .count(item.rates.pairs),
          item.rates.rate.map { .share($0, item.interval) } ?? .none("–"),
          .percent(item.rates.share),
        ]
      })
  }

  /// A benchmark night by night, the newest first.
  func nightTable(of benchmark: Int) -> Table {
    let own = self.series(of: benchmark)
    let ks = benchmarks[benchmark].ks
    var rows: [(night: Int, series: Int, place: Int)] = []
    for index in own {
      for place in series[index].nights.indices {
        rows.append((series[index].nights[place].night, index, place))
      }
    }
    let all = rows.count
    rows.sort { $0.night == $1.night ? $0.series < $1.series : $0.night > $1.night }
    let shown = rows.prefix(Self.rowsByNight)
    return Table(
      "\(benchmarks[benchmark].slug)-by-night",
      label: "\(benchmarks[benchmark].label), night by night",
      caption:
        "In percent, with \(Phrase.level(settings.level)) intervals for \(benchmarks[benchmark].target.inWords)."
        + Phrase.first(shown.count, of: all, file: "trend"),
      look: .wide,
      columns: [.init("Night"), .init("Run", isText: true)]
        + ks.map { .init(Self.metric($0)) } + [
          .init("problems"), .init("samples"), .init("missing"),
          .init("Problem set", isText: true),
        ] + (hasVerdicts ? [.init("Verdict", isText: true)] : []),
      rows: shown.map { row in
        let night = series[row.series].nights[row.place]
        return [cell(ofNight: row.night), .name(run(series[row.series]))]
          + night.points.map { .share($0) } + [
            .count(night.problems), .count(night.samples), .count(night.missing),
            night.hasOtherProblems ? .words("changed") : .none("–"),
          ]
          + (hasVerdicts
            ? [.words(orNone: history.entries[row.night].verdict.map { Self.short($0) })] : [])
      })
  }
}

extension SeriesTrend {
  /// Of a night of the history; `nil` where the series has none.
  func night(_ night: Int) -> Night? {
    var (low, high) = (0, nights.count)
    while low < high {
      let middle = (low + high) / 2
      if nights[middle].night < night { low = middle + 1 } else { high = middle }
    }
    return low < nights.count && nights[low].night == night ? nights[low] : nil
  }
}
