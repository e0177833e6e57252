/// How far out the whole of a drawn curve goes, and the common tail that keeps a share of them in.
///
/// Every draw has a rank among all draws at each `k`, counted from its nearer end; the least of its
/// ranks says how far out the curve goes anywhere. With `C(d)` the number of draws whose least rank
/// is below `d`, limits that cut off `d` of the `B` draws on either side at each `k` lose `C(d)`
/// curves, and the tail is `d / B` at `C(d) = (1 - level) B`, linear between whole `d`. At a single
/// `k`, `C(d) = 2 d` and the tail is the pointwise `(1 - level) / 2` without any simulation error;
/// the more the points move together, the less there is.
///
/// Source: Montiel Olea and Plagborg-Møller 2019, "Simultaneous confidence bands: theory,
/// implementation, and an application to SVARs", the quantile-based band calibrated on draws from
/// the posterior.
struct BandCalibration {
  /// By draw: the least rank, from 0, over all `k` and both ends.
  private var depths: [Int]
  /// Ranks from here on are all alike: no tail reaches them.
  private let limit: Int
  private let level: Double

  /// - Parameters:
  ///   - least: For each `k` the draws that must not fall below the lower limit.
  ///   - greatest: For each `k` the draws that must not rise above the upper limit. The same draws
  ///     unless samples are missing; then a draw's true curve lies between its two, whatever the
  ///     missing samples were, so what holds both holds it.
  init(least: [[Double]], greatest: [[Double]], level: Double) {
    self.level = level
    let count = least[0].count
    limit = Int(Double(count) * (1 - level) / 2) + 1
    depths = [Int](repeating: limit, count: count)
    for k in least.indices {
      rank(least[k], sign: 1)
      rank(greatest[k], sign: -1)
    }
  }

  /// Ranks draws from the low end for `sign` 1, from the high end for -1.
  private mutating func rank(_ values: [Double], sign: Double) {
    var keys = values.enumerated().map { Self.key(sign * $1, $0) }
    Self.bringForward(limit, in: &keys)
    keys[..<limit].sort()
    for rank in 0..<limit {
      let draw = Int(keys[rank] & 0xFFF)
      depths[draw] = min(depths[draw], rank)
    }
  }

  /// A whole number in the order of `value`, with the draw's number in place of its last 12 bits.
  private static func key(_ value: Double, _ draw: Int) -> UInt64 {
    let bits = value.bitPattern
    let ordered = bits >> 63 == 0 ? bits | 1 << 63 : ~bits
    return ordered & ~0xFFF | UInt64(draw)
  }

  /// Reorders `keys` so that its `number` smallest stand in front (Hoare's selection).
  private static func bringForward(_ number: Int, in keys: inout [UInt64]) {
    var (low, high) = (0, keys.count - 1)
    while low < high {
      let pivot = keys[(low + high) / 2]
      var (i, j) = (low, high)
      while i <= j {
        while keys[i] < pivot { i += 1 }
        while keys[j] > pivot { j -= 1 }
        if i <= j {
          keys.swapAt(i, j)
          i += 1
          j -= 1
        }
      }
      if number - 1 <= j {
        high = j
      } else if number - 1 >= i {
        low = i
      } else {
        return
      }
    }
  }

  /// The common tail: in `0..<(1 - level) / 2`, or the latter.
  var tail: Double {
    let count = Double(depths.count)
    var ofDepth = [Int](repeating: 0, count: limit + 1)
    for depth in depths { ofDepth[depth] += 1 }
    let allowed = count * (1 - level)
    var lost = 0.0
    for depth in 0..<limit {
      let more = Double(ofDepth[depth])
      if lost + more > allowed {
        return min((Double(depth) + (allowed - lost) / more) / count, (1 - level) / 2)
      }
      lost += more
    }
    return (1 - level) / 2
  }
}

extension SimultaneousBand {
  /// The band around a mean curve whose problems' values are known, or known to lie in a range.
  ///
  /// - Parameters:
  ///   - least, greatest: At each of `ks` the problems' values at their least and at their greatest,
  ///     with how many problems have them, in the same order at every `k`.
  ///   - estimates: What the band must hold.
  init(
    level: Double, ks: [Int], least: [[(value: Double, count: Int)]],
    greatest: [[(value: Double, count: Int)]]?, estimates: [Double?],
    in range: ClosedRange<Double>, draws: DirichletDraws?
  ) {
    precondition(!ks.isEmpty, "a band needs at least one k")
    precondition(
      zip(ks, ks.dropFirst()).allSatisfy { $0 < $1 }, "the k of a band ascend, not \(ks)")
    let problems = least[0].reduce(0) { $0 + $1.count }
    let draws = draws ?? DirichletDraws(problems: problems, kept: false)
    let low = draws.means(of: Self.rows(least), in: range)
    let high = greatest.map { draws.means(of: Self.rows($0), in: range) }
    let tail = BandCalibration(least: low, greatest: high ?? low, level: level).tail
    // One k, or several that move as one, has the pointwise level itself.
    let pointwise = max(level, 1 - 2 * tail)
    let limits = ks.indices.map { index in
      var interval = DirichletMean(least[index], in: range).interval(level: pointwise)
      interval = interval.widened(toHold: average(least[index]))
      if let greatest {
        let upper = DirichletMean(greatest[index], in: range).interval(level: pointwise)
        interval = interval.hull(upper).widened(toHold: average(greatest[index]))
      }
      if let estimate = estimates[index] { interval = interval.widened(toHold: estimate) }
      return interval.lower...interval.upper
    }
    self.init(level: level, pointwiseLevel: pointwise, ks: ks, limits: limits)
  }

  /// The level at which the intervals of all `k` together hold a share `level` of drawn curves: at
  /// least `level`, and `level` itself for one `k` or several that move as one.
  static func pointwiseLevel(
    level: Double, least: [[(value: Double, count: Int)]],
    greatest: [[(value: Double, count: Int)]]?, in range: ClosedRange<Double>,
    draws: DirichletDraws?
  ) -> Double {
    let problems = least[0].reduce(0) { $0 + $1.count }
    let draws = draws ?? DirichletDraws(problems: problems, kept: false)
    let low = draws.means(of: rows(least), in: range)
    let high = greatest.map { draws.means(of: rows($0), in: range) }
    let tail = BandCalibration(least: low, greatest: high ?? low, level: level).tail
    return max(level, 1 - 2 * tail)
  }

  /// One row a group of problems, its values over the `k`; groups that are 0 throughout stay, for
  /// their weight.
  private static func rows(
    _ columns: [[(value: Double, count: Int)]]
  ) -> [(values: [Double], count: Int)] {
    columns[0].indices.map { row in
      (values: columns.map { $0[row].value }, count: columns[0][row].count)
    }
  }
}
