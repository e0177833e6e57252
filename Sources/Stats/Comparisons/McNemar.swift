extension PairedTable {
  /// The exact two-sided p-value of McNemar's test: of the problems that only one run solved, each
  /// run has as many.
  ///
  /// `min(1, 2 P(X <= min(b, c)))`, `X ~ Bin(b + c, 1/2)`, with `b` and `c` problems that only the
  /// one and only the other solved; 1 where there are none. A sound *test*; inverted, an interval
  /// for the odds among those problems, not for the difference, for which it takes the number of those
  /// problems as known.
  ///
  /// - Complexity: O(*b* + *c*). A value too small for a Double is the smallest one, never 0.
  ///
  /// Source: McNemar 1947, "Note on the sampling error of the difference between correlated
  /// proportions or percentages"; exact as in Cochran 1950.
  package var mcNemar: Double {
    let discordant = candidateOnly + baselineOnly
    let fewer = min(candidateOnly, baselineOnly)
    // C(n, fewer) / 2^n, halved whenever it passes 1, so that nothing overflows.
    var mass = 1.0
    var halvings = discordant
    for i in 0..<fewer {
      mass *= Double(discordant - i) / Double(i + 1)
      while mass > 1 && halvings > 0 {
        mass /= 2
        halvings -= 1
      }
    }
    // The tail from there down, as a multiple of its largest term.
    var tail = 0.0
    var term = 1.0
    for j in stride(from: fewer, through: 0, by: -1) {
      tail += term
      term *= Double(j) / Double(discordant - j + 1)
    }
    let scale = Double(sign: .plus, exponent: max(1 - halvings, -1_074), significand: 1)
    return max(min(1, mass * tail * scale), .leastNormalMagnitude)
  }
}
