/// A value of one problem that its counts give, at a budget of `k` samples, averaged over problems
/// with equal weight. One case a metric; help, tables and refusals are derived from it.
///
/// All lie in `0...1` and none falls as more samples are correct.
package enum CountMetric: Hashable, Sendable {
  /// At least one of k.
  case pass
  /// All of k.
  case passAll
  /// At least a share of k.
  case passShare(Ratio)
  /// The average over shares from one half to one.
  case meanPassAboveHalf
  /// More than half of k.
  case strictMajority
  /// The average height of the pass@k curve from 1 to k.
  case areaUnderPass(BudgetAxis)

  /// One of each, with the thresholds and axes usually shown.
  package static let all: [CountMetric] = [
    .pass, .passAll, .passShare(Ratio(1, over: 4)), .passShare(Ratio(1, over: 2)),
    .passShare(Ratio(3, over: 4)), .meanPassAboveHalf, .strictMajority, .areaUnderPass(.linear),
    .areaUnderPass(.logarithmic),
  ]

  /// The metric's name in tables.
  package var name: String { label(at: "k") }

  /// The name with its budget: "pass@8", "pass^8", "G-Pass@8(3/4)".
  package func label(at k: some CustomStringConvertible) -> String {
    switch self {
    case .pass: "pass@\(k)"
    case .passAll: "pass^\(k)"
    case .passShare(let tau): "G-Pass@\(k)(\(tau))"
    case .meanPassAboveHalf: "mG-Pass@\(k)"
    case .strictMajority: "strict-maj@\(k)"
    case .areaUnderPass(.linear): "AUC@\(k)"
    case .areaUnderPass(.logarithmic): "log-AUC@\(k)"
    }
  }

  /// The least `k` at which it exists.
  package var leastK: Int {
    switch self {
    case .pass, .passAll, .passShare, .strictMajority: 1
    case .meanPassAboveHalf, .areaUnderPass: 2
    }
  }

  /// - Returns: In `0...1`; `nil` if `k > samples` or `k < leastK`.
  package func value(of tally: Tally, at k: Int) -> Double? {
    guard k >= leastK else { return nil }
    return switch self {
    case .pass: tally.passAt(k)
    case .passAll: tally.passAllAt(k)
    case .passShare(let tau): tally.passAt(k, share: tau)
    case .meanPassAboveHalf: tally.meanPassAboveHalfAt(k)
    case .strictMajority: tally.strictMajorityAt(k)
    case .areaUnderPass(let axis): tally.areaUnderPassAt(k, axis)
    }
  }

  /// The metric on every problem, and their mean.
  package func values(_ tallies: some Sequence<Tally>, at k: Int) -> ProblemValues {
    precondition(k >= 1, "\(name) needs k of at least 1, not \(k)")
    guard k >= leastK else {
      let counted = tallies.filter { $0.samples + $0.missing > 0 }.count
      return ProblemValues(
        [(nil, counted)], otherwise: .budgetTooSmall(k: k, least: leastK))
    }
    return ProblemValues(tallies, needing: k) { value(of: $0, at: k) }
  }
}
