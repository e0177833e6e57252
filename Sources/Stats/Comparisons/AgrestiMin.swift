extension PairedTable {
  /// Agresti and Min's interval for the difference of the two shares of solved problems: Wald's,
  /// with half a problem more in each of the four cells, cut to `-1...1` and widened to hold the
  /// difference.
  ///
  /// Source: Agresti and Min 2005, "Simple improved confidence intervals for comparing matched
  /// proportions", Statistics in Medicine 24.
  package func agrestiMin(level: Double = 0.95) -> Interval {
    let z = StandardNormal.quantile(1 - (1 - level) / 2)
    let n = Double(problems) + 2
    let (gained, lost) = (Double(candidateOnly) + 0.5, Double(baselineOnly) + 0.5)
    let centre = (gained - lost) / n
    let half = z * (gained + lost - (gained - lost) * centre).squareRoot() / n
    return Interval(level: level, lower: max(-1, centre - half), upper: min(1, centre + half))
      .widened(toHold: difference)
  }
}
