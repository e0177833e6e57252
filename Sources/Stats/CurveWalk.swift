/// pass@k of many tallies at one `k`, which can step on to a larger one: the numbers of
/// `PassAtKSequence`, bit for bit, and a copy left behind can step on again.
struct CurveWalk {
  private let tallies: [Tally]
  private var fail: [Double]
  private(set) var k = 0

  init(_ tallies: [Tally]) {
    self.tallies = tallies
    fail = [Double](repeating: 1, count: tallies.count)
  }

  /// pass@k of one tally. Rises with `k`, in floating point too: every step multiplies by at most 1.
  subscript(index: Int) -> Double { 1 - fail[index] }

  /// - Precondition: `k` is at most the samples of every tally.
  /// - Complexity: a division a step and tally.
  mutating func advance(to last: Int) {
    for index in tallies.indices {
      let tally = tallies[index]
      precondition(last <= tally.samples, "no pass@\(last) from \(tally.samples) samples")
      var product = fail[index]
      for step in k..<max(k, last) where product > 0 {
        let left = tally.samples - tally.correct - step
        product = left > 0 ? product * (Double(left) / Double(tally.samples - step)) : 0
      }
      fail[index] = product
    }
    k = max(k, last)
  }
}
