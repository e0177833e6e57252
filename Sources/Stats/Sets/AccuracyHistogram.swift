/// How many problems have each success rate `c/n`, in bins whose ends are exact: {0}, then
/// `(i/10, (i+1)/10]` for 0 < c < n, then {1}. Twelve bins.
///
/// Bins are found in integers: `c/n = 3/10` is in (2/10, 3/10] and nowhere else. The histogram is
/// one of observed rates, wider than that of the problems' chances: with few samples much of its
/// spread is the samples' (`CoverAt` takes it out).
///
/// Source: Yue et al. 2025, arXiv:2504.13837, figure 5.
package struct AccuracyHistogram: Hashable, Sendable {
  /// Inner bins.
  package let inner: Int
  /// Problems in each bin by the samples scored, {0} first and {1} last.
  package let counts: [Int]
  /// Problems whose bin missing samples may change; they are counted by the samples scored.
  package let open: Int
  /// Problems without a single sample scored; in no bin.
  package let unscored: Int

  package init(_ tallies: some Sequence<Tally>, inner: Int = 10) {
    precondition(inner >= 1, "a histogram with \(inner) inner bins cannot be")
    self.inner = inner
    var counts = [Int](repeating: 0, count: inner + 2)
    var (open, unscored) = (0, 0)
    for tally in tallies {
      guard tally.samples > 0 else {
        unscored += 1
        continue
      }
      counts[Self.bin(tally, inner)] += 1
      if Self.bin(tally.missingAsWrong, inner) != Self.bin(tally.missingAsRight, inner) {
        open += 1
      }
    }
    (self.counts, self.open, self.unscored) = (counts, open, unscored)
  }

  /// Problems in all bins.
  package var problems: Int { counts.reduce(0, +) }

  /// The least and the greatest rate of a bin: the greatest belongs to it, the least only where
  /// they are equal.
  package func edges(of bin: Int) -> (above: Ratio, upTo: Ratio) {
    precondition(counts.indices.contains(bin), "no bin \(bin) of \(counts.count)")
    switch bin {
    case 0: return (Ratio(0, over: 1), Ratio(0, over: 1))
    case inner + 1: return (Ratio(1, over: 1), Ratio(1, over: 1))
    default: return (Ratio(bin - 1, over: inner), Ratio(bin, over: inner))
    }
  }

  /// For 0 < c < n: the least *b* with `c/n <= b/inner`.
  private static func bin(_ tally: Tally, _ inner: Int) -> Int {
    let (c, n) = (tally.correct, tally.samples)
    if c == 0 { return 0 }
    if c == n { return inner + 1 }
    return (inner * c - 1) / n + 1
  }
}
