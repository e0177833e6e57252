extension SuiteChange {
  /// The one-sided p-value of "the difference is at least `-margin`": small where a drop beyond the
  /// margin is shown. Above one half where the difference is above `-margin`; 1 for identical counts.
  ///
  /// Never falls as the margin grows. At most `outside` exactly where
  /// `interval(outside:margin:)` lies below `-margin`.
  ///
  /// - Parameter margin: In `0...1`.
  /// - Returns: `nil` without a method.
  package func dropPValue(margin: Double = 0) -> Double? {
    Self.check(margin)
    guard let evidence else { return nil }
    if identical { return 1 }
    guard let exact = evidence.exactDrop else { return evidence.pValueAtLeast(-margin) }
    return margin == 0 ? exact : max(exact, evidence.pValueAtLeast(-margin))
  }

  /// `dropPValue(margin:)` of the method square-and-add from curves alone, for many comparisons of
  /// runs fitted before. Counts that are identical are not seen as such.
  ///
  /// - Returns: `nil` where that method does not apply.
  package static func dropPValue(
    baseline: FixedSetCurve, candidate: FixedSetCurve, k: Int, margin: Double = 0
  ) -> Double? {
    check(margin)
    return SquareAndAddEvidence(baseline, candidate, at: k)?.pValueAtLeast(-margin)
  }

  /// The one-sided p-value of "the difference is at most `-margin`": small where it is shown that
  /// nothing was lost beyond the margin; at margin 0 where a gain is shown.
  ///
  /// Never grows with the margin. At most `outside` exactly where `interval(outside:margin:)` lies
  /// above `-margin`. Identical counts show no gain: 1 at margin 0.
  ///
  /// - Returns: `nil` without a method.
  package func safePValue(margin: Double = 0) -> Double? {
    Self.check(margin)
    guard let evidence else { return nil }
    if identical && margin == 0 { return 1 }
    guard let exact = evidence.exactGain else { return evidence.pValueAtMost(-margin) }
    return margin == 0 ? exact : min(exact, evidence.pValueAtMost(-margin))
  }

  /// The two-sided interval at a level, following the test at 0.
  ///
  /// - Returns: `nil` without a method.
  package func interval(level: Double = 0.95) -> Interval? {
    precondition(level > 0 && level < 1, "a level lies between 0 and 1, not \(level)")
    return interval(outside: (1 - level) / 2)
  }

  /// The two-sided interval that leaves `outside` on either side, following the tests at 0 and at
  /// `-margin`: it lies below `-margin` exactly where `dropPValue(margin:) <= outside`.
  ///
  /// Where the limits themselves are the test that moves them by rounding only.
  ///
  /// - Parameter outside: In `0..<0.5`, above 0: `GateFamily.threshold`.
  package func interval(outside: Double, margin: Double = 0) -> Interval? {
    guard let evidence else { return nil }
    let tail = TailArea(outside: outside)
    var (lower, upper) = (evidence.lower(tail), evidence.upper(tail))
    for bound in margin == 0 ? [0] : [margin, 0] {
      if dropPValue(margin: bound)! <= outside {
        upper = min(upper, (-bound).nextDown)
      } else {
        upper = max(upper, -bound)
      }
      if safePValue(margin: bound)! <= outside {
        lower = max(lower, (-bound).nextUp)
      } else {
        lower = min(lower, -bound)
      }
    }
    let opened = (lower...max(lower, upper)).opened(within: -1...1)
    let interval = Interval(
      level: 1 - 2 * outside, lower: opened.lowerBound, upper: opened.upperBound
    )
    .widened(toHold: evidence.estimates.lowerBound)
    .widened(toHold: evidence.estimates.upperBound)
    return difference.map(interval.widened(toHold:)) ?? interval
  }

  private static func check(_ margin: Double) {
    precondition(margin >= 0 && margin <= 1, "a margin lies in 0...1, not \(margin)")
  }
}
