import Stats

/// A study's counts, one row a problem: our exchange format, and all that most analyses need.
package struct TallyTable: Hashable, Sendable {
  /// One problem of one run.
  package struct Row: Hashable, Sendable {
    package var run: String
    /// Empty where nothing names it.
    package var benchmark: String
    package var problem: String
    package var tally: Tally
    /// Samples cut off at the token limit; nil where unknown.
    package var truncated: Int?
    package var group: String?
    package var variant: String?

    package init(
      run: String, benchmark: String, problem: String, tally: Tally, truncated: Int? = nil,
      group: String? = nil, variant: String? = nil
    ) {
      self.run = run
      self.benchmark = benchmark
      self.problem = problem
      self.tally = tally
      self.truncated = truncated
      self.group = group
      self.variant = variant
    }
  }

  /// Sorted by run, variant, benchmark, problem in natural order; no two with the same four.
  package let rows: [Row]

  /// The columns, in the order of the files.
  package static let columns = [
    "run", "benchmark", "problem", "n", "c", "missing", "truncated", "group", "variant",
  ]

  package init() { rows = [] }

  /// The table of these rows in any order; those with equal names are added up. Of two groups the
  /// first in natural order counts; a sum of which a part is unknown is unknown.
  ///
  /// - Complexity: O(*r* log *r*) for *r* rows; O(*r*) where they are in order.
  package init(_ rows: some Sequence<Row>) {
    let all = Array(rows)
    guard !zip(all, all.dropFirst()).allSatisfy({ $0.precedes($1) }) else {
      self.rows = all
      return
    }
    let ranks = NameRanks(all)
    let keys = all.map { ranks.key(of: $0) }
    var order = Array(all.indices)
    order.sort { (keys[$0], $0) < (keys[$1], $1) }
    var merged: [Row] = []
    merged.reserveCapacity(all.count)
    var last: NameRanks.Key?
    for index in order {
      if let last, last == keys[index] {
        merged[merged.count - 1].add(all[index])
      } else {
        merged.append(all[index])
      }
      last = keys[index]
    }
    self.rows = merged
  }

  /// Both tables' counts; equal keys add up.
  package func merged(with other: TallyTable) -> TallyTable { TallyTable(rows + other.rows) }
}

extension TallyTable.Row {
  /// Whether it stands strictly before another one in a table.
  fileprivate func precedes(_ other: Self) -> Bool {
    for (mine, theirs) in [
      (run, other.run), (variant ?? "", other.variant ?? ""), (benchmark, other.benchmark),
    ] where !mine.utf8.elementsEqual(theirs.utf8) {
      return NaturalOrder.precedes(mine, theirs)
    }
    return NaturalOrder.precedes(problem, other.problem)
  }

  fileprivate mutating func add(_ other: Self) {
    tally = tally + other.tally
    truncated = truncated.flatMap { mine in other.truncated.map { mine + $0 } }
    if let theirs = other.group, group.map({ NaturalOrder.precedes(theirs, $0) }) ?? true {
      group = theirs
    }
  }
}

/// Every name's place in natural order, so that rows are sorted by numbers.
private struct NameRanks {
  struct Key: Comparable {
    var run: Int32
    var variant: Int32
    var benchmark: Int32
    var problem: Int32

    static func < (a: Key, b: Key) -> Bool {
      (a.run, a.variant, a.benchmark, a.problem) < (b.run, b.variant, b.benchmark, b.problem)
    }
  }

  private var ranks: [NameKey: Int32] = [:]

  init(_ rows: [TallyTable.Row]) {
    for row in rows {
      for name in [row.run, row.variant ?? "", row.benchmark, row.problem] {
        ranks[NameKey(name)] = 0
      }
    }
    for (rank, name) in ranks.keys.sorted().enumerated() { ranks[name] = Int32(rank) }
  }

  func key(of row: TallyTable.Row) -> Key {
    let rank = { (name: String) in ranks[NameKey(name)]! }
    return Key(
      run: rank(row.run), variant: rank(row.variant ?? ""), benchmark: rank(row.benchmark),
      problem: rank(row.problem))
  }
}
