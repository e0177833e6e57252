/// The percentile interval of a bootstrap: the quantiles of the draws at both tails, between
/// neighbouring draws by a straight line.
///
/// With `B` ascending draws the quantile at `q` lies at place `(B - 1) q` counted from 0 (the
/// definition of numpy's and R's default, type 7). Draws may be infinite: a limit is `nil` where
/// it falls on one, as nothing bounds the value on that side.
///
/// Source: Hyndman and Fan 1996, "Sample quantiles in statistical packages", definition 7.
func percentileLimits(_ draws: [Double], level: Double) -> (lower: Double?, upper: Double?) {
  precondition(!draws.isEmpty, "no draws to take percentiles of")
  let sorted = draws.sorted()
  let tail = (1 - level) / 2
  func quantile(_ q: Double) -> Double? {
    let place = Double(sorted.count - 1) * q
    let below = Int(place)
    let above = min(below + 1, sorted.count - 1)
    let (low, high) = (sorted[below], sorted[above])
    let fraction = place - Double(below)
    if fraction == 0 || low == high { return low.isFinite ? low : nil }
    guard low.isFinite && high.isFinite else { return nil }
    return low + fraction * (high - low)
  }
  return (quantile(tail), quantile(1 - tail))
}

/// The percentile interval of draws that are all finite.
func percentileInterval(_ draws: [Double], level: Double) -> Interval {
  let limits = percentileLimits(draws, level: level)
  return Interval(level: level, lower: limits.lower!, upper: max(limits.lower!, limits.upper!))
}
