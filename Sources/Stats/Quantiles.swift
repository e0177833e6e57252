/// The quantiles of some values, between neighbours by a straight line: of `n` ascending values the
/// quantile at `q` lies at place `(n - 1) q` counted from 0.
///
/// - Parameters:
///   - values: In any order, all finite.
///   - shares: Each in `0...1`.
/// - Returns: One for each share, empty where there is no value.
/// - Complexity: O(*n* log *n*).
///
/// Source: Hyndman and Fan 1996, "Sample quantiles in statistical packages", definition 7, the
/// default of R and numpy.
package func quantiles(of values: [Double], at shares: [Double]) -> [Double] {
  guard !values.isEmpty else { return [] }
  let sorted = values.sorted()
  return shares.map { share in
    precondition((0...1).contains(share), "no quantile at \(share)")
    let place = Double(sorted.count - 1) * share
    let below = Int(place)
    let (low, high) = (sorted[below], sorted[min(below + 1, sorted.count - 1)])
    return min(max(low, low + (high - low) * (place - Double(below))), high)
  }
}

/// The mean of values in any order, which cannot change a bit of it; `nil` where there is none.
package func mean(of values: [Double]) -> Double? {
  guard !values.isEmpty else { return nil }
  var sum = CompensatedSum()
  for value in values.sorted() { sum.add(value) }
  return sum.value / Double(values.count)
}
