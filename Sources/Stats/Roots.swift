/// A root of `f` between two points of opposite sign, to 1e-12 in `x`.
///
/// Inverse quadratic interpolation where three points are well placed for it, bisection where they
/// are not.
///
/// Source: Chandrupatla 1997, "A new hybrid quadratic/bisection algorithm for finding the zero of a
/// nonlinear function without using derivatives".
package func root(
  between first: (x: Double, y: Double), and second: (x: Double, y: Double),
  tolerance: Double = 1e-12, of f: (Double) -> Double
) -> Double {
  if first.y == 0 { return first.x }
  if second.y == 0 { return second.x }
  precondition((first.y < 0) != (second.y < 0), "no sign change between the two points")
  var (a, fa) = second
  var (b, fb) = first
  var (c, fc) = first
  var fraction = 0.5
  for _ in 0..<200 {
    let x = a + fraction * (b - a)
    let y = f(x)
    if (y < 0) == (fa < 0) {
      (c, fc) = (a, fa)
    } else {
      (c, fc) = (b, fb)
      (b, fb) = (a, fa)
    }
    (a, fa) = (x, y)
    let best = abs(fa) < abs(fb) ? a : b
    let close = tolerance / 2 / abs(b - c)
    if close > 0.5 || fa == 0 || abs(b - a) < tolerance { return best }
    let xi = (a - b) / (c - b)
    let phi = (fa - fb) / (fc - fb)
    if phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi {
      fraction =
        fa / (fb - fa) * (fc / (fb - fc)) + (c - a) / (b - a) * (fa / (fc - fa)) * (fb / (fc - fb))
    } else {
      fraction = 0.5
    }
    fraction = min(max(fraction, close), 1 - close)
  }
  return abs(fa) < abs(fb) ? a : b
}
