extension FixedSetDifference: OutlookSource {
  /// The sign that the interval leaves at `k` and the point difference there.
  ///
  /// Nothing is decided where intervals are refused.
  package func outlook(at k: Int) -> Crossover.Outlook {
    outlook(at: k, TailArea(level: level), baseline, candidate)
  }

  /// `outlook(at:)` for `k` = 1, 2, 3 … up to `last`, each value from the one before.
  ///
  /// - Complexity: at *P* = 500, *n* = 1024 a microsecond for each `k` where both curves are
  ///   `prepared`, 0.1 ms where the tables are still to be computed.
  package func outlooks(upTo last: Int) -> [Crossover.Outlook] {
    let tail = TailArea(level: level)
    let baseline = baseline.prepared(upTo: last)
    let candidate = candidate.prepared(upTo: last)
    return (1...last).map { outlook(at: $0, tail, baseline, candidate) }
  }

  /// Every `k`, for a look costs next to nothing.
  ///
  /// - Returns: `nil` where intervals are refused.
  package func turningPoints() -> [Crossover.Outlook]? {
    refusal == nil && largestK >= 1 ? outlooks(upTo: largestK) : nil
  }

  private func outlook(
    at k: Int, _ tail: TailArea, _ baseline: FixedSetCurve, _ candidate: FixedSetCurve
  ) -> Crossover.Outlook {
    guard let spread = FixedSetSpread(baseline, candidate, at: k) else {
      return Crossover.Outlook(k: k, decided: 0, difference: point(at: k).difference)
    }
    return Crossover.Outlook(
      k: k, decided: spread.decided(tail),
      difference: spread.difference ?? point(at: k).difference)
  }
}
