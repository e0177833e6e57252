internal import CKernels

/// The order statistics of many numbers that lie in their two tails, without sorting the numbers.
///
/// Only what lies beyond a normal distribution's quantile on either side, with something to spare,
/// is copied and selected from; where that was too little, all of it is. Exact either way. Equal
/// numbers are ordered by place, so every rank belongs to one replicate.
struct OrderedTails {
  /// A number and the replicate it comes from.
  typealias Item = (sum: Int, replicate: Int)

  private let known: [(rank: Int, item: Int64)]

  /// - Parameters:
  ///   - minus: Numbers to subtract, if any.
  ///   - lower: Ranks wanted that are counted from below, ascending, the least being 0.
  ///   - upper: Ranks wanted that are counted from above, ascending; the greatest possible is one
  ///     less than the numbers.
  ///   - normal: About the mean and the standard deviation of the numbers.
  /// - Complexity: one pass, and a selection among a few percent.
  init(
    plus: ArraySlice<Int32>, minus: ArraySlice<Int32>?, lower: [Int], upper: [Int],
    normal: (mean: Double, deviation: Double)
  ) {
    let count = plus.count
    let needed = (below: lower[lower.count - 1] + 1, above: count - upper[0])
    var tails: Tails = ([], [])
    // With atoms or skewness a normal tail may hold too little.
    for spare in [1.5, 4, .infinity] {
      tails = Self.tails(plus, minus, normal, needed, spare: spare)
      if tails.below.count >= needed.below && tails.above.count >= needed.above { break }
    }
    let skipped = count - tails.above.count
    known =
      Self.selected(&tails.below, lower, skipped: 0)
      + Self.selected(&tails.above, upper, skipped: skipped)
  }

  /// The numbers at the two whole ranks around `rank`.
  func around(_ rank: Double) -> (Item, Item) {
    let floor = Int(rank)
    let low = item(floor)
    return (low, rank > Double(floor) ? item(floor + 1) : low)
  }

  private func item(_ rank: Int) -> Item {
    guard let item = known.first(where: { $0.rank == rank })?.item else {
      preconditionFailure("rank \(rank) was not asked for")
    }
    return (Int(item >> 32), Int(item & 0xFFFF_FFFF))
  }

  private typealias Tails = (below: [Int64], above: [Int64])

  /// The numbers beyond the bounds of normal tails that would hold `spare` times what is needed;
  /// none of a tail that holds far more, and all of them where `spare` is infinite.
  private static func tails(
    _ plus: ArraySlice<Int32>, _ minus: ArraySlice<Int32>?,
    _ normal: (mean: Double, deviation: Double), _ needed: (below: Int, above: Int), spare: Double
  ) -> Tails {
    let count = plus.count
    func reach(_ needed: Int) -> Double {
      let share = spare * (Double(needed) / Double(count) + 0.002)
      return share < 0.6 ? -normal.deviation * StandardNormal.quantile(share) : -.infinity
    }
    let bounds = (
      low: Int32(clamping: normal.mean - reach(needed.below), else: .max),
      high: Int32(clamping: normal.mean + reach(needed.above), else: .min)
    )
    let capacity =
      bounds.low == .max || bounds.high == .min
      ? count : min(count, 4 * max(needed.below, needed.above) + 256)
    var above: [Int64] = []
    var below = [Int64](unsafeUninitializedCapacity: capacity + 1) { below, belowCount in
      above = [Int64](unsafeUninitializedCapacity: capacity + 1) { above, aboveCount in
        plus.withUnsafeBufferPointer { plus in
          if let minus {
            minus.withUnsafeBufferPointer { minus in
              ck_tails(
                plus.baseAddress, minus.baseAddress, count, bounds.low, bounds.high, capacity,
                below.baseAddress, &belowCount, above.baseAddress, &aboveCount)
            }
          } else {
            ck_tails(
              plus.baseAddress, nil, count, bounds.low, bounds.high, capacity, below.baseAddress,
              &belowCount, above.baseAddress, &aboveCount)
          }
        }
      }
    }
    // A full list may lack some, and then which ones is not known.
    if capacity < count && below.count == capacity { below = [] }
    if capacity < count && above.count == capacity { above = [] }
    return (below, above)
  }

  private static func selected(
    _ items: inout [Int64], _ ranks: [Int], skipped: Int
  ) -> [(rank: Int, item: Int64)] {
    items.withUnsafeMutableBufferPointer { items in
      select(items, 0, items.count, ranks.map { $0 - skipped }[...])
      return ranks.map { (rank: $0, item: items[$0 - skipped]) }
    }
  }

  /// Puts at each of `ranks` what would stand there were `items` from `start` to `end` sorted.
  private static func select(
    _ items: UnsafeMutableBufferPointer<Int64>, _ start: Int, _ end: Int, _ ranks: ArraySlice<Int>
  ) {
    guard !ranks.isEmpty else { return }
    if end - start <= 32 { return sort(items, start, end) }
    let pivot = middle(items[start], items[start + (end - start) / 2], items[end - 1])
    // Keys are distinct, so two parts are enough.
    var (i, j) = (start, end - 1)
    while i <= j {
      while items[i] < pivot { i += 1 }
      while items[j] > pivot { j -= 1 }
      if i <= j {
        items.swapAt(i, j)
        i += 1
        j -= 1
      }
    }
    let split = ranks.partitioningIndex { $0 > j }
    select(items, start, j + 1, ranks[..<split])
    let second = ranks.partitioningIndex { $0 >= i }
    select(items, i, end, ranks[second...])
  }

  private static func sort(
    _ items: UnsafeMutableBufferPointer<Int64>, _ start: Int, _ end: Int
  ) {
    for i in start..<end {
      let item = items[i]
      var j = i
      while j > start && items[j - 1] > item {
        items[j] = items[j - 1]
        j -= 1
      }
      items[j] = item
    }
  }

  private static func middle(_ a: Int64, _ b: Int64, _ c: Int64) -> Int64 {
    max(min(a, b), min(max(a, b), c))
  }
}

extension Int32 {
  /// `value` cut to a whole number; `other` where it is none of 32 bits.
  fileprivate init(clamping value: Double, else other: Int32) {
    self = abs(value) < 0x1p31 - 2 ? Int32(value) : other
  }
}

extension ArraySlice<Int> {
  /// The first index of ascending numbers that satisfies what all after it do.
  fileprivate func partitioningIndex(_ holds: (Int) -> Bool) -> Int {
    firstIndex(where: holds) ?? endIndex
  }
}
