/// The chance that enough of `k` samples are correct, for `k` = 1, 2, 3 … in turn, each from the one
/// before.
///
/// With *X* the correct among `k`, one more sample adds to `P(X >= t)` the chance that it is the
/// *t*-th, and a threshold that rises with it takes away the chance that it was not:
///
/// `P(X' >= t) = P(X >= t) + P(X = t-1) (c-t+1)/(n-k)`,
/// `P(X' >= t+1) = P(X >= t) - P(X = t) (n-k-c+t)/(n-k)`.
///
/// A curve over every `k` costs a few divisions a step; every 256 steps it starts afresh from the
/// direct sum, so that rounding cannot gather. The two agree within 1e-12, not to the last bit: use
/// one of them for one purpose.
package struct ReliabilitySequence: Sequence, IteratorProtocol {
  private let tally: Tally
  private let threshold: (Int) -> Int
  private var k = 0
  /// The threshold at `k`, the chance of reaching it and of falling one short.
  private var state = (threshold: 1, reached: 0.0, oneShort: 0.0)

  /// - Parameter threshold: How many of `k` must be correct. In `1...k`, and from one `k` to the
  ///   next either the same or one more.
  package init(_ tally: Tally, atLeast threshold: @escaping (_ k: Int) -> Int) {
    self.tally = tally
    self.threshold = threshold
  }

  /// G-Pass@k with threshold `tau`.
  package init(_ tally: Tally, share tau: Ratio) {
    self.init(tally) { tau.threshold(of: $0) }
  }

  /// - Returns: The value for the next `k`; `nil` after `k = samples`.
  package mutating func next() -> Double? {
    guard k < tally.samples else { return nil }
    let goal = threshold(k + 1)
    precondition(
      goal == state.threshold || goal == state.threshold + 1,
      "a threshold that goes from \(state.threshold) to \(goal) at k = \(k + 1)")
    if k % 256 == 0 { start(at: k + 1, goal) } else { step(to: goal) }
    k += 1
    return Swift.min(Swift.max(state.reached, 0), 1)
  }

  private mutating func start(at k: Int, _ goal: Int) {
    let count = Hypergeometric(total: tally.samples, marked: tally.correct, draws: k)
    state = (goal, count.atLeast(goal), count.exactly(goal - 1))
  }

  private mutating func step(to goal: Int) {
    let (n, c, t) = (tally.samples, tally.correct, state.threshold)
    let left = Double(n - k)
    if goal == t {
      state.reached += state.oneShort * Double(c - t + 1) / left
      state.oneShort *= growth(at: t - 1)
    } else {
      let exact =
        ratio(after: t - 1).map { state.oneShort * $0 }
        ?? Hypergeometric(total: n, marked: c, draws: k).exactly(t)
      state.reached -= exact * Double(n - k - c + t) / left
      state.oneShort = exact * growth(at: t)
    }
    state.threshold = goal
  }

  /// `P(X = x+1) / P(X = x)` at the present `k`; `nil` where the divisor is 0.
  private func ratio(after x: Int) -> Double? {
    let (n, c) = (tally.samples, tally.correct)
    guard n - c - k + x >= 0, x <= c else { return nil }
    return Double(c - x) * Double(k - x) / (Double(x + 1) * Double(n - c - k + x + 1))
  }

  /// `P(X' = x) / P(X = x)`, from the present `k` to the next.
  private func growth(at x: Int) -> Double {
    let (n, c) = (tally.samples, tally.correct)
    return Double(Swift.max(0, n - c - k + x)) * Double(k + 1) / (Double(k + 1 - x) * Double(n - k))
  }
}
