import EvalLogs
import Stats

/// A name, equal only to the same code points: two problems of a log may differ in how an é is
/// written.
struct ExactName: Hashable, Sendable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (one: Self, two: Self) -> Bool { one.text.utf8.elementsEqual(two.text.utf8) }

  func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
    hasher.combine(0xFF as UInt8)
  }
}

/// The counts of all nights, by series.
struct TrendCounts: Sendable {
  struct Benchmark: Sendable {
    let id: String
    /// Every problem of any night, in the order in which they were met.
    var problems: [String] = []
    /// The category of each, where the counts name one.
    var categories: [String?] = []
  }

  struct Run: Sendable {
    let id: String
    let variant: String?
  }

  /// One night of a series.
  struct Night: Sendable {
    /// Among the history's.
    let night: Int
    /// Those with samples, or with missing ones; of two nights equal where their problem sets are.
    let problems: [Int32]
    let tallies: [Tally]
  }

  struct Series: Sendable {
    let run: Int
    let benchmark: Int
    var nights: [Night] = []
  }

  private(set) var runs: [Run] = []
  private(set) var benchmarks: [Benchmark] = []
  /// Sorted by run, variant and benchmark in natural order.
  private(set) var series: [Series] = []

  private struct Key: Hashable {
    let run: Int
    let benchmark: Int
  }

  /// - Throws: What reading a night's counts throws.
  init(_ history: TrendHistory) throws(ReportError) {
    var runPlaces: [[ExactName]: Int] = [:]
    var benchmarkPlaces: [ExactName: Int] = [:]
    var problemPlaces: [[ExactName: Int32]] = []
    var seriesPlaces: [Key: Int] = [:]
    for (night, entry) in history.entries.enumerated() {
      let rows = try entry.table().rows
      var start = 0
      while start < rows.count {
        let first = rows[start]
        let end = rows[start...].firstIndex { !Self.isOneSeries($0, first) } ?? rows.count
        let name = [ExactName(first.run)] + (first.variant.map { [ExactName($0)] } ?? [])
        let run = runPlaces[name] ?? runs.count
        if run == runs.count {
          runPlaces[name] = run
          runs.append(Run(id: first.run, variant: first.variant))
        }
        let benchmarkName = ExactName(first.benchmark)
        let benchmark = benchmarkPlaces[benchmarkName] ?? benchmarks.count
        if benchmark == benchmarks.count {
          benchmarkPlaces[benchmarkName] = benchmark
          benchmarks.append(Benchmark(id: first.benchmark))
          problemPlaces.append([:])
        }
        let key = Key(run: run, benchmark: benchmark)
        let place = seriesPlaces[key] ?? series.count
        if place == series.count {
          seriesPlaces[key] = place
          series.append(Series(run: run, benchmark: benchmark))
        }
        let counts = Self.night(
          night, rows[start..<end], &benchmarks[benchmark], &problemPlaces[benchmark],
          former: series[place].nights.last)
        if !counts.problems.isEmpty { series[place].nights.append(counts) }
        start = end
      }
    }
    let keys = series.map { series in
      (runs[series.run].id, runs[series.run].variant ?? "", benchmarks[series.benchmark].id)
    }
    let order = series.indices.sorted { one, two in
      let (a, b) = (keys[one], keys[two])
      for (x, y) in [(a.0, b.0), (a.1, b.1), (a.2, b.2)] {
        let order = NaturalOrder.compare(x, y)
        if order != 0 { return order < 0 }
      }
      return one < two
    }
    series = order.map { series[$0] }.filter { !$0.nights.isEmpty }
  }

  private static func isOneSeries(_ one: TallyTable.Row, _ two: TallyTable.Row) -> Bool {
    one.benchmark.utf8.elementsEqual(two.benchmark.utf8)
      && one.run.utf8.elementsEqual(two.run.utf8)
      && (one.variant == nil) == (two.variant == nil)
      && (one.variant ?? "").utf8.elementsEqual((two.variant ?? "").utf8)
  }

  private static func night(
    _ night: Int, _ rows: ArraySlice<TallyTable.Row>, _ benchmark: inout Benchmark,
    _ places: inout [ExactName: Int32], former: Night?
  ) -> Night {
    var problems: [Int32] = []
    var tallies: [Tally] = []
    problems.reserveCapacity(rows.count)
    tallies.reserveCapacity(rows.count)
    for row in rows where row.tally.samples + row.tally.missing > 0 {
      let name = ExactName(row.problem)
      let place = places[name] ?? Int32(benchmark.problems.count)
      if Int(place) == benchmark.problems.count {
        places[name] = place
        benchmark.problems.append(row.problem)
        benchmark.categories.append(nil)
      }
      if let group = row.group, benchmark.categories[Int(place)] == nil {
        benchmark.categories[Int(place)] = group
      }
      problems.append(place)
      tallies.append(row.tally)
    }
    // One list in memory for all nights that have it.
    if let former, former.problems == problems { problems = former.problems }
    return Night(night: night, problems: problems, tallies: tallies)
  }
}
