internal import CKernels

/// The order statistics of many numbers that lie in their two tails, without sorting the numbers.
///
/// Only what lies beyond a normal distribution's quantile on either side, with something to spare,
/// is copied and selected from; where that was too little, all of it is. Exact either way. Equal
/// numbers are ordered by place, so every rank belongs to one replicate.
struct OrderedTails {
  /// A number and the replicate it comes from.
  typealias Item = (sum: Int, replicate: Int)

  private let lower: [Int: Int64]
  private let upper: [Int: Int64]

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
    let fewer = Double(lower[lower.count - 1] + 1) / Double(count)
    let more = Double(count - upper[0]) / Double(count)
    let low = Self.bound(normal.mean, -normal.deviation, share: fewer)
    let high = Self.bound(normal.mean, normal.deviation, share: more)
    var capacity = min(count, Int(4 * max(fewer, more) * Double(count)) + 64)
    var tails = Self.tails(plus, minus, low ?? .max, high ?? .min, capacity: capacity)
    let lacking =
      tails.below.count <= lower[lower.count - 1] || tails.above.count < count - upper[0]
      || (capacity < count && max(tails.below.count, tails.above.count) == capacity)
    if lacking {
      capacity = count
      tails = Self.tails(plus, minus, .max, .min, capacity: capacity)
    }
    let skipped = count - tails.above.count
    self.lower = Self.selected(&tails.below, lower, skipped: 0)
    self.upper = Self.selected(&tails.above, upper, skipped: skipped)
  }

  /// The numbers at the two whole ranks around `rank`.
  func around(_ rank: Double) -> (Item, Item) {
    let floor = Int(rank)
    let low = item(floor)
    return (low, rank > Double(floor) ? item(floor + 1) : low)
  }

  private func item(_ rank: Int) -> Item {
    guard let item = lower[rank] ?? upper[rank] else {
      preconditionFailure("rank \(rank) was not asked for")
    }
    return (Int(item >> 32), Int(item & 0xFFFF_FFFF))
  }

  /// Where a normal tail holds a quarter more than `share`; `nil` where that is most of it.
  ///
  /// - Parameter deviation: Below 0 for the lower tail.
  private static func bound(_ mean: Double, _ deviation: Double, share: Double) -> Int32? {
    guard share < 0.6 else { return nil }
    let bound = mean - deviation * StandardNormal.quantile(1.25 * share + 0.002)
    return abs(bound) < 0x1p31 - 2 ? Int32(bound) : nil
  }

  private static func tails(
    _ plus: ArraySlice<Int32>, _ minus: ArraySlice<Int32>?, _ low: Int32, _ high: Int32,
    capacity: Int
  ) -> (below: [Int64], above: [Int64]) {
    var above: [Int64] = []
    let below = [Int64](unsafeUninitializedCapacity: capacity + 1) { below, belowCount in
      above = [Int64](unsafeUninitializedCapacity: capacity + 1) { above, aboveCount in
        plus.withUnsafeBufferPointer { plus in
          if let minus {
            minus.withUnsafeBufferPointer { minus in
              ck_tails(
                plus.baseAddress, minus.baseAddress, plus.count, low, high, capacity,
                below.baseAddress, &belowCount, above.baseAddress, &aboveCount)
            }
          } else {
            ck_tails(
              plus.baseAddress, nil, plus.count, low, high, capacity, below.baseAddress,
              &belowCount, above.baseAddress, &aboveCount)
          }
        }
      }
    }
    return (below, above)
  }

  private static func selected(
    _ items: inout [Int64], _ ranks: [Int], skipped: Int
  ) -> [Int: Int64] {
    items.withUnsafeMutableBufferPointer { items in
      select(items, 0, items.count, ranks.map { $0 - skipped }[...])
      return Dictionary(
        ranks.map { ($0, items[$0 - skipped]) }, uniquingKeysWith: { first, _ in first })
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

extension ArraySlice<Int> {
  /// The first index of ascending numbers that satisfies what all after it do.
  fileprivate func partitioningIndex(_ holds: (Int) -> Bool) -> Int {
    firstIndex(where: holds) ?? endIndex
  }
}
