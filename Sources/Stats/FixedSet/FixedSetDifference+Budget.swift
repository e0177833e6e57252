extension FixedSetDifference {
  /// The interval of the sampling-efficiency gap on these very problems: baseline pass@K minus
  /// candidate pass@1, by square-and-add as `EfficiencyGap.fixed` has it. Where samples are missing,
  /// the hull over the worst pairings.
  ///
  /// - Parameter gap: Of the same runs on the same problems; the interval holds it.
  /// - Returns: `nil` where intervals are refused, and where a problem has fewer than K samples of
  ///   the baseline.
  package func efficiencyInterval(of gap: EfficiencyGap) -> Interval? {
    guard gap.budget <= baseline.largestK,
      let spread = FixedSetSpread(candidate, at: 1, baseline, at: gap.budget)
    else { return nil }
    let tail = TailArea(level: level)
    let limits = (max(-1, spread.lower(tail))...min(1, spread.upper(tail))).opened(within: -1...1)
    var interval = Interval(level: level, lower: limits.lowerBound, upper: limits.upperBound)
    if let value = gap.gap { interval = interval.widened(toHold: value) }
    return spread.decided(tail) == 0 ? interval.widened(toHold: 0) : interval
  }

  /// The equivalent budget with its limits for these very problems.
  ///
  /// Every `k` is looked at up to `Crossover.exhaustiveLimit`, beyond it 64 to a doubling. Limits
  /// found on a grid are no less sure: `moreThan` passes the truth only if the interval lies below 0
  /// at the first `k` of the grid where the true difference is 0 or more, `lessThan` likewise. They
  /// are up to a hundredth further out.
  ///
  /// - Parameter pair: The same runs on the same problems.
  /// - Returns: `nil` where intervals are refused.
  package func equivalentBudget(_ pair: PairedDifference) -> EquivalentBudget? {
    guard refusal == nil, baseline.largestK >= 1 else { return nil }
    let last = baseline.largestK
    let baseline = baseline.prepared(upTo: min(last, Crossover.exhaustiveLimit))
    let tail = TailArea(level: level)
    var known: [Int: Int] = [:]
    func decided(_ k: Int) -> Int {
      if let sign = known[k] { return sign }
      let sign = FixedSetSpread(candidate, at: 1, baseline, at: k)!.decided(tail)
      known[k] = sign
      return sign
    }
    let grid = Self.budgetGrid(upTo: last)
    return EquivalentBudget(pair) { k in
      guard k > Crossover.exhaustiveLimit else { return decided(k) }
      // Between two of the grid: below where the next is, else above where the one before is.
      let next = grid.partitioned { $0 >= k }
      if grid[next] == k || decided(grid[next]) < 0 { return decided(grid[next]) }
      let before = next == 0 ? Crossover.exhaustiveLimit : grid[next - 1]
      return max(0, decided(before))
    }
  }

  /// What is looked at beyond the exhaustive search, ascending, `last` included.
  private static func budgetGrid(upTo last: Int) -> [Int] {
    var grid: [Int] = []
    var step = 1
    while (grid.last ?? Crossover.exhaustiveLimit) < last {
      let k = Double(Crossover.exhaustiveLimit) * powerOf2(Double(step) / 64)
      grid.append(min(last, Int(k.rounded(.up))))
      step += 1
    }
    return grid
  }
}

extension [Int] {
  /// The index of the first element, of an ascending order, at which `holds`; `count` for none.
  fileprivate func partitioned(_ holds: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
