import EvalLogs

/// A run, in one of its variants, on a benchmark: what is followed from night to night.
package struct SeriesKey: Sendable {
  package let run: String
  package let variant: String?
  package let benchmark: String

  package init(run: String, variant: String? = nil, benchmark: String) {
    self.run = run
    self.variant = variant
    self.benchmark = benchmark
  }

  /// As tallies are sorted: by run, variant, benchmark, in natural order.
  static func precedes(_ a: Self, _ b: Self) -> Bool {
    for (x, y) in [(a.run, b.run), (a.variant ?? "", b.variant ?? ""), (a.benchmark, b.benchmark)] {
      let order = NaturalOrder.compare(x, y)
      if order != 0 { return order < 0 }
    }
    return false
  }
}

/// One night of a series, in sums.
package struct SeriesSums: Hashable, Sendable {
  package let problems: Int
  /// Samples scored, of all problems.
  package let samples: Int
  package let correct: Int
  package let missing: Int
  /// Nil where unknown of any problem.
  package let truncated: Int?
  /// Equal for two nights exactly when they have the same problem ids.
  package let problemsDigest: String
}

/// A series' night: the set it stands in, and its sums.
package struct SeriesNight: Hashable, Sendable {
  package let set: StoredSet
  package let sums: SeriesSums
}

extension Sequence<TallyTable.Row> {
  /// The sums of one series' rows; nil where they are too large to be counts of anything.
  func sums() -> (samples: Int, correct: Int, missing: Int, truncated: Int?)? {
    var (samples, correct, missing) = (0, 0, 0)
    var truncated: Int? = 0
    for row in self {
      guard let n = samples.adding(row.tally.samples), let m = missing.adding(row.tally.missing)
      else { return nil }
      (samples, missing) = (n, m)
      correct += row.tally.correct
      guard let sum = truncated, let more = row.truncated else {
        truncated = nil
        continue
      }
      guard let t = sum.adding(more) else { return nil }
      truncated = t
    }
    return (samples, correct, missing, truncated)
  }
}

extension Int {
  func adding(_ other: Int) -> Int? {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? nil : sum
  }
}
