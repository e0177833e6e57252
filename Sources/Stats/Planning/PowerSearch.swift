/// The least number at which a chance that grows with it reaches what is asked.
///
/// A bracket is kept of a number that falls short and one that does. The next to be tried is where a
/// line through the two ends' normal quantiles, over the logarithm of the number, meets the one
/// asked: for the power of a mean over so many problems that is nearly straight. Where the line is
/// of no use the bracket is halved.
///
/// - Parameters:
///   - target: The chance asked, between 0 and 1.
///   - start: A guess.
///   - limits: The least and the most allowed.
///   - precision: The search ends with a bracket no wider than this share of its upper end, or of
///     neighbours.
///   - chance: At each number; by simulation with the same random numbers.
/// - Returns: `nil` where the most allowed falls short.
package func leastReaching(
  _ target: Double, from start: Int, in limits: ClosedRange<Int>, precision: Double = 0.02,
  chance: (Int) -> Double
) -> Int? {
  let goal = StandardNormal.quantile(target)
  func quantile(_ x: Int) -> Double {
    StandardNormal.quantile(min(max(chance(x), 1e-4), 1 - 1e-4)) - goal
  }
  var x = min(max(start, limits.lowerBound), limits.upperBound)
  var y = quantile(x)
  // Outwards from the guess, in growing steps, until it is bracketed.
  var (low, high): ((x: Int, y: Double)?, (x: Int, y: Double)?) = (nil, nil)
  var step = 1.15
  while low == nil || high == nil {
    if y < 0 {
      low = (x, y)
      if high == nil && x == limits.upperBound { return nil }
    } else {
      high = (x, y)
      if low == nil && x == limits.lowerBound { return x }
    }
    if low != nil && high != nil { break }
    let next = y < 0 ? Double(x) * step : Double(x) / step
    x = min(
      max(y < 0 ? max(x + 1, Int(next)) : min(x - 1, Int(next)), limits.lowerBound),
      limits.upperBound)
    step = min(step * step, 8)
    y = quantile(x)
  }
  while var lower = low, var upper = high, upper.x - lower.x > 1,
    Double(upper.x - lower.x) > precision * Double(upper.x)
  {
    let span = logarithm2(Double(upper.x) / Double(lower.x))
    let share = min(max(-lower.y / max(upper.y - lower.y, 1e-12), 0.15), 0.85)
    let guess = Int((Double(lower.x) * powerOf2(share * span)).rounded())
    let x = min(max(guess, lower.x + 1), upper.x - 1)
    let y = quantile(x)
    if y < 0 { lower = (x, y) } else { upper = (x, y) }
    (low, high) = (lower, upper)
  }
  return high?.x
}
