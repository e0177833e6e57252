/// Where an increasing function is 0, by Newton's steps that never leave a shrinking bracket.
///
/// A step that would leave it, or that is not a number, is replaced by halving.
///
/// - Parameter f: The value at a point and the slope there.
/// - Returns: The root within a few units of the last digit, or the end of `range` it lies beyond.
/// - Complexity: usually four to eight calls of `f`; never more than 200.
func newton(
  from start: Double, in range: ClosedRange<Double>,
  of f: (Double) -> (value: Double, slope: Double)
) -> Double {
  var (low, high) = (range.lowerBound, range.upperBound)
  var x = min(max(start, low), high)
  for _ in 0..<200 {
    let (value, slope) = f(x)
    if value == 0 { return x }
    if value < 0 { low = x } else { high = x }
    let step = x - value / slope
    let next = step > low && step < high ? step : low + (high - low) / 2
    if abs(next - x) <= 1e-15 * max(1, abs(x)) || next == low || next == high { return next }
    x = next
  }
  return x
}
