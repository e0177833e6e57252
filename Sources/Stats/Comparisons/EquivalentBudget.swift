/// The number of attempts with which the baseline reaches what the candidate reaches in one: the
/// `k` at which base pass@k equals candidate pass@1.
///
/// A real number, read off between integers linear in log2 k as crossovers are. Unlike a crossover
/// there is one at most, since pass@k does not fall as `k` grows.
///
/// The confidence set is found by inverting the paired interval of `base_i(k) - candidate_i(1)`.
/// Let `moreThan` be the end of the stretch from `k` = 1 where the interval lies below 0, and
/// `lessThan` the beginning of the stretch up to the largest `k` where it lies above. The true
/// budget lies strictly between the two with at least the level's chance, and no price is paid for
/// looking at every `k`: `moreThan` passes the truth only if the interval lies below 0 at the first
/// `k` where the true difference is 0 or more, `lessThan` only if it lies above at the last `k`
/// where it is 0 or less. Each is a miss of one interval on one side.
package struct EquivalentBudget: Hashable, Sendable {
  package enum Status: String, Hashable, Sendable, CaseIterable {
    /// The baseline reaches the candidate's pass@1 at `k`.
    case reached
    /// It does not within the samples it has.
    case notReached = "not reached"
    /// It is ahead with a single attempt already.
    case aheadFromStart = "ahead from the start"
  }

  /// Of the point curves; `nil` with `absence` saying why.
  package let status: Status?
  package let absence: Absence?
  /// At least 1; `nil` unless `reached`.
  package let k: Double?
  /// The true budget is more than this many attempts; `nil` where one attempt may do.
  package let moreThan: Int?
  /// It is fewer than this many; `nil` where even the largest `k` may not do.
  package let lessThan: Int?
  /// The largest `k` looked at for the limits.
  package let largestK: Int
  /// The largest `k` with a point value; smaller only where samples are missing.
  package let largestScoredK: Int
  package let level: Double

  /// For problems like these.
  ///
  /// The distribution of the weighted mean shifts upward as `k` grows, since every problem's value
  /// does: so its sign is decided below up to some `k` and above from some `k` on, and both are
  /// found by bisection without missing any.
  ///
  /// - Parameter pair: The two runs on the problems they share; its level and weight are used.
  /// - Complexity: about 3 log2 K evaluations; 20 ms for 500 problems and K = 1,024.
  package init(_ pair: PairedDifference) {
    let runs = BudgetComparison(pair)
    let decided = { (k: Int) in runs.comparison(at: k).decided }
    self.init(
      largestK: runs.largestK, largestScoredK: runs.largestScoredK, level: pair.level,
      moreThan: firstIndex(upTo: runs.largestK) { decided($0) >= 0 } - 1,
      lessThan: firstIndex(upTo: runs.largestK) { decided($0) > 0 },
      difference: { runs.difference(at: $0)! })
  }

  /// For any other method, such as the one for these very problems, whose limits need not move
  /// upward with `k`: every `k` is looked at from either end until the stretch ends there.
  ///
  /// - Parameters:
  ///   - pair: The two runs.
  ///   - decided: +1 where the interval of base pass@k minus candidate pass@1 lies above 0, -1 where
  ///     it lies below, 0 where it holds 0.
  /// - Complexity: at most K + 1 calls of `decided`.
  package init(_ pair: PairedDifference, decided: (_ k: Int) -> Int) {
    let runs = BudgetComparison(pair)
    let last = runs.largestK
    let below = (1...last).prefix { decided($0) < 0 }.count
    let above = (1...last).reversed().prefix { decided($0) > 0 }.count
    self.init(
      largestK: last, largestScoredK: runs.largestScoredK, level: pair.level, moreThan: below,
      lessThan: last + 1 - above, difference: { runs.difference(at: $0)! })
  }

  /// - Parameters:
  ///   - moreThan: 0 for none.
  ///   - lessThan: `largestK + 1` for none.
  ///   - difference: Of the points, never falling, for `k` up to `largestScoredK`.
  private init(
    largestK: Int, largestScoredK: Int, level: Double, moreThan: Int, lessThan: Int,
    difference: (Int) -> Double
  ) {
    self.largestK = largestK
    self.largestScoredK = largestScoredK
    self.level = level
    self.moreThan = moreThan == 0 ? nil : moreThan
    self.lessThan = lessThan > largestK ? nil : lessThan
    guard largestScoredK >= 1 else {
      (status, k, absence) = (nil, nil, .missingSamples)
      return
    }
    let first = firstIndex(upTo: largestScoredK) { difference($0) > -tieWidth }
    guard first <= largestScoredK else {
      // Where samples are missing, the points end before the search does.
      let open = largestScoredK < largestK
      (status, k, absence) = (open ? nil : .notReached, nil, open ? .missingSamples : nil)
      return
    }
    absence = nil
    let after = difference(first)
    if after < tieWidth {
      (status, k) = (.reached, Double(first))
    } else if first == 1 {
      (status, k) = (.aheadFromStart, nil)
    } else {
      let before = difference(first - 1)
      let share = before / (before - after)
      let (start, end) = (logarithm2(Double(first - 1)), logarithm2(Double(first)))
      (status, k) = (.reached, powerOf2(start + share * (end - start)))
    }
  }
}

/// The first of 1...last at which `holds`, which stays true from there on; `last + 1` for none.
private func firstIndex(upTo last: Int, where holds: (Int) -> Bool) -> Int {
  var (low, high) = (1, last + 1)
  while low < high {
    let middle = (low + high) / 2
    if holds(middle) { high = middle } else { low = middle + 1 }
  }
  return low
}
