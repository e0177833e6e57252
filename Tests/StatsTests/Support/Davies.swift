#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// `P(sum_j w_j v_j <= t)` for `w ~ Dirichlet`, by the half-integer trapezoid of Davies (1973) over
/// the characteristic function's angle and modulus: logarithms and arctangents, one node at a time,
/// on the imaginary axis. A reference of its own: nothing of the module under test enters.
///
/// - Parameter nodes: Its error is a tail beyond them, so it is meant for many values.
func davies(_ values: [(value: Double, shape: Double)], at t: Double, nodes: Int = 4_000) -> Double
{
  let d = values.map { (d: $0.value - t, shape: $0.shape) }
  let mean = d.reduce(0) { $0 + $1.shape * $1.d }
  let deviation = d.reduce(0) { $0 + $1.shape * $1.d * $1.d }.squareRoot()
  let span = abs(mean) + 12 * deviation + 34 * d.reduce(0) { max($0, abs($1.d)) }
  var sum = 0.0
  for j in 0..<nodes {
    let u = (Double(j) + 0.5) * Double.pi / span
    var (angle, modulus) = (0.0, 0.0)
    for (d, shape) in d {
      angle += shape * atan(u * d)
      modulus -= shape / 2 * log1p(u * d * u * d)
    }
    sum += sin(angle) * exp(modulus) / (Double(j) + 0.5)
  }
  return 0.5 - sum / Double.pi
}
