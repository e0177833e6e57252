extension PairedTable {
  /// Newcombe's hybrid score interval for the difference of the two shares of solved problems:
  /// method 10 of his paper, for one sample a problem.
  ///
  /// With `p` and `q` the candidate's and the baseline's share and Wilson's limits of each,
  /// `lower = d - sqrt((p - l_p)^2 - 2 phi (p - l_p)(u_q - q) + (u_q - q)^2)` and `upper`
  /// likewise with the other two distances. `phi` is the correlation of the two columns, its
  /// numerator drawn towards 0 by half the number of problems where it is positive; 0 where a margin
  /// of the table is empty. Cut to `-1...1`.
  ///
  /// Source: Newcombe 1998, "Improved confidence intervals for the difference between binomial
  /// proportions based on paired data", Statistics in Medicine 17, method 10.
  package func newcombe(level: Double = 0.95) -> Interval {
    let z = StandardNormal.quantile(1 - (1 - level) / 2)
    let candidate = wilson(both + candidateOnly, z)
    let baseline = wilson(both + baselineOnly, z)
    func distance(_ one: Double, _ other: Double) -> Double {
      max(0, one * one - 2 * correlation * one * other + other * other).squareRoot()
    }
    return Interval(
      level: level,
      lower: max(-1, difference - distance(candidate.below, baseline.above)),
      upper: min(1, difference + distance(candidate.above, baseline.below)))
  }

  /// How far Wilson's limits lie below and above the share `solved / problems`.
  private func wilson(_ solved: Int, _ z: Double) -> (below: Double, above: Double) {
    let n = Double(problems)
    let share = Double(solved) / n
    let half = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    let scale = 1 + z * z / n
    let shift = z * z / n * (0.5 - share)
    // Where nothing or everything is solved the one distance is 0, and rounding is not to make it
    // negative.
    return (max(0, (half - shift) / scale), max(0, (half + shift) / scale))
  }

  private var correlation: Double {
    let n = Double(problems)
    let (a, b) = (Double(both + candidateOnly), Double(both + baselineOnly))
    let margins = a * (n - a) * b * (n - b)
    guard margins > 0 else { return 0 }
    let product =
      Double(both) * Double(neither) - Double(candidateOnly) * Double(baselineOnly)
    return (product > 0 ? max(0, product - n / 2) : product) / margins.squareRoot()
  }
}
