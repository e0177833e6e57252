import EvalLogs
import Stats

/// The rows of one series as a history keeps them: names of problems and of groups, which are the
/// same most nights and kept once, and the counts.
struct PackedSeries {
  let key: SeriesKey
  let problems: [UInt8]
  /// Empty where no problem has a group.
  let groups: [UInt8]
  let counts: [UInt8]
  let count: Int
  let sums: (samples: Int, correct: Int, missing: Int, truncated: Int?)

  /// A table's series, in its order.
  ///
  /// - Throws: `HistoryError` where sums are too large to be counts of anything.
  static func all(of table: TallyTable) throws(HistoryError) -> [PackedSeries] {
    var result: [PackedSeries] = []
    for slice in slices(of: table.rows) { result.append(try PackedSeries(slice)) }
    return result
  }

  /// The rows of each series, of rows in a table's order.
  static func slices(of rows: [TallyTable.Row]) -> [ArraySlice<TallyTable.Row>] {
    var slices: [ArraySlice<TallyTable.Row>] = []
    var start = 0
    for end in rows.indices.dropFirst() where !isSame(rows[end - 1], rows[end]) {
      slices.append(rows[start..<end])
      start = end
    }
    if start < rows.count { slices.append(rows[start...]) }
    return slices
  }

  private init(_ rows: ArraySlice<TallyTable.Row>) throws(HistoryError) {
    guard let first = rows.first, let sums = rows.sums() else {
      throw HistoryError(.input, "the counts add up to more than can be counted")
    }
    key = SeriesKey(run: first.run, variant: first.variant.named, benchmark: first.benchmark)
    problems = Names.packed(rows.map(\.problem))
    let hasGroups = rows.contains { $0.group != nil }
    groups = hasGroups ? Names.packed(rows.map(\.group)) : []
    count = rows.count
    self.sums = sums
    var packer = Packer()
    packer.append(UInt64(rows.count))
    packer.append(column: rows.map { UInt64($0.tally.samples) })
    packer.append(column: rows.map { UInt64($0.tally.correct) })
    packer.append(column: rows.map { UInt64($0.tally.missing) })
    packer.append(column: rows.map { $0.truncated.map { UInt64(max(0, $0)) + 1 } ?? 0 })
    counts = packer.bytes
  }

  /// The rows again; nil where the bytes cannot be.
  static func rows(
    _ key: SeriesKey, problems: [String?], groups: [String?]?, counts: [UInt8]
  ) -> [TallyTable.Row]? {
    var bytes = Unpacker(counts)
    guard let count = bytes.count(ofBits: 0), count == problems.count,
      groups.map({ $0.count == count }) ?? true,
      let samples = bytes.column(of: count), let correct = bytes.column(of: count),
      let missing = bytes.column(of: count), let truncated = bytes.column(of: count), bytes.isAtEnd
    else { return nil }
    var rows: [TallyTable.Row] = []
    rows.reserveCapacity(count)
    for place in 0..<count {
      guard let problem = problems[place], correct[place] <= samples[place],
        let n = Int(exactly: samples[place]), let m = Int(exactly: missing[place]),
        let cut = Int(exactly: truncated[place])
      else { return nil }
      rows.append(
        TallyTable.Row(
          run: key.run, benchmark: key.benchmark, problem: problem,
          tally: Tally(correct: Int(correct[place]), of: n, missing: m),
          truncated: cut == 0 ? nil : cut - 1, group: groups?[place], variant: key.variant))
    }
    return rows
  }

  /// Whether two neighbours of a table are of one series. Byte by byte: strings are equal in Swift
  /// where they only look so.
  private static func isSame(_ a: TallyTable.Row, _ b: TallyTable.Row) -> Bool {
    a.run.utf8.elementsEqual(b.run.utf8) && a.benchmark.utf8.elementsEqual(b.benchmark.utf8)
      && (a.variant ?? "").utf8.elementsEqual((b.variant ?? "").utf8)
  }
}

/// Lists of names, kept once each.
enum Names {
  static func packed(_ names: [String?]) -> [UInt8] {
    var packer = Packer()
    packer.append(UInt64(names.count))
    for name in names { packer.append(name) }
    return packer.bytes
  }

  static func unpacked(_ bytes: [UInt8]) -> [String?]? {
    var bytes = Unpacker(bytes)
    guard let count = bytes.count() else { return nil }
    var names: [String?] = []
    names.reserveCapacity(count)
    for _ in 0..<count {
      guard let name = bytes.text() else { return nil }
      names.append(name)
    }
    return bytes.isAtEnd ? names : nil
  }
}

/// What a set comes to: of how many runs, benchmarks, problems and samples it is.
struct SetFigures: Equatable {
  private(set) var runs = 0
  private(set) var benchmarks = 0
  private(set) var problems = 0
  private(set) var samples = 0

  /// - Returns: Nil where the counts add up to more than can be counted.
  init?(_ rows: [TallyTable.Row]) {
    var runs: Set<[[UInt8]]> = []
    var problems: [[UInt8]: Set<[UInt8]>] = [:]
    // Of each benchmark the series met first: most others have its problems.
    var first: [[UInt8]: ArraySlice<TallyTable.Row>] = [:]
    for series in PackedSeries.slices(of: rows) {
      guard let row = series.first, let sum = series.sums()?.samples.adding(samples) else {
        return nil
      }
      samples = sum
      runs.insert([Array(row.run.utf8), Array((row.variant ?? "").utf8)])
      let benchmark = Array(row.benchmark.utf8)
      if let known = first[benchmark], Self.isSame(known, series) { continue }
      first[benchmark] = first[benchmark] ?? series
      problems[benchmark, default: []].formUnion(series.lazy.map { Array($0.problem.utf8) })
    }
    self.runs = runs.count
    benchmarks = problems.count
    self.problems = problems.values.reduce(0) { $0 + $1.count }
  }

  /// Whether two series have the same problems, in the same order.
  private static func isSame(
    _ a: ArraySlice<TallyTable.Row>, _ b: ArraySlice<TallyTable.Row>
  ) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { $0.problem.utf8.elementsEqual($1.problem.utf8) }
  }
}

extension Optional<String> {
  /// Nothing where it is empty: a tally has no other way to say so.
  var named: String? { flatMap { $0.isEmpty ? nil : $0 } }
}
