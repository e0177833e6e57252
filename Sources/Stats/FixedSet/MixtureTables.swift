/// Tables for all runs that share their numbers of samples, computed once: a value to be filled
/// before and then handed to each run.
///
/// A run finds what it needs or computes it for itself; the numbers are the same either way.
package struct MixtureTables: Sendable {
  private struct Key: Hashable {
    let samples: Int
    let grid: Int
  }

  private var tables: [Key: BinomialTable] = [:]
  /// By `k - 1`.
  private var moments: [Key: [MixtureMoments?]] = [:]

  package init() {}

  /// Makes the tables for a run whose problems have these numbers of samples, at each of `ks`.
  ///
  /// - Parameter samples: At least 2 each, as refused by `FixedSetCurve` otherwise.
  /// - Complexity: 0.1 ms for each number of samples and `k` at *n* = 1024.
  package mutating func prepare(samples: some Sequence<Int>, ks: some Sequence<Int>) {
    let numbers = Set(samples).sorted()
    guard let least = numbers.first, let most = numbers.last, least >= 2,
      most <= FixedSetCurve.largestSamples
    else { return }
    let grid = LogOddsGrid(samples: most)
    for n in numbers {
      let key = Key(samples: n, grid: most)
      let table = tables[key] ?? BinomialTable(samples: n, grid: grid)
      tables[key] = table
      var known = moments[key] ?? []
      for k in ks where k >= 1 && k <= n {
        while known.count < k { known.append(nil) }
        if known[k - 1] == nil { known[k - 1] = table.moments(at: k) }
      }
      moments[key] = known
    }
  }

  /// What a run needs of the chances of counts: one table for each number of samples.
  func tables(samples: some Sequence<Int>) -> [Int: BinomialTable] {
    let numbers = Set(samples).sorted()
    let most = numbers[numbers.count - 1]
    var grid: LogOddsGrid?
    var result: [Int: BinomialTable] = [:]
    for n in numbers {
      if let table = tables[Key(samples: n, grid: most)] {
        result[n] = table
      } else {
        let own = grid ?? LogOddsGrid(samples: most)
        grid = own
        result[n] = BinomialTable(samples: n, grid: own)
      }
    }
    return result
  }

  func moments(of table: BinomialTable, at k: Int) -> MixtureMoments {
    if let known = moments[Key(samples: table.samples, grid: table.grid.samples)],
      k <= known.count, let stored = known[k - 1]
    {
      return stored
    }
    return table.moments(at: k)
  }
}
