/// The normal distribution of mean 0 and standard deviation 1.
package enum StandardNormal {
  package static func density(_ z: Double) -> Double {
    exponential(-0.5 * z * z) / (2 * Double.pi).squareRoot()
  }

  /// The chance of a number of at most `z`, `erfc(-z / sqrt 2) / 2`: right to the last digits in
  /// the lower tail too.
  package static func cumulative(_ z: Double) -> Double {
    0.5 * complementaryErrorFunction(-z * 0.5.squareRoot())
  }

  /// The chance of a number above `z`, right to the last digits where it is small.
  package static func upperTail(_ z: Double) -> Double { cumulative(-z) }

  /// The `z` below which a number falls with chance `p`: 1.959964 for 0.975.
  ///
  /// Halley's steps on `cumulative`, from a start good to 4.5e-4 (each step cubes the error), in
  /// the lower tail; mirrored above one half. Right to about 1e-15.
  ///
  /// - Precondition: `0 < p < 1`.
  package static func quantile(_ p: Double) -> Double {
    precondition(p > 0 && p < 1, "no quantile at \(p)")
    if p > 0.5 { return -quantile(1 - p) }
    var z = normalQuantile(p)
    for _ in 0..<3 {
      let step = (cumulative(z) - p) / density(z)
      z -= step / (1 + 0.5 * z * step)
    }
    return z
  }
}
