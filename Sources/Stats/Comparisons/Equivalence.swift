/// Whether two runs can be shown to differ by less than a margin: two one-sided tests, each at
/// `alpha`, of "the difference is at most -margin" and of "it is at least +margin".
///
/// Both are rejected exactly where the interval at level `1 - 2 alpha` lies strictly within
/// `-margin` and `+margin`; `pValue` is the larger of the two, the least `alpha` for which it
/// would. "No difference could be shown" is not "no difference": only this is a claim of the
/// latter, and only for the margin that was chosen before the data were seen.
///
/// Source: Schuirmann 1987, "A comparison of the two one-sided tests procedure and the power
/// approach for assessing the equivalence of average bioavailability".
package struct Equivalence: Hashable, Sendable {
  /// In the unit of the difference: 0.02 for 2 points. Above 0.
  package let margin: Double
  /// The chance of a false claim of equivalence, at most. In `0..<0.5`, above 0.
  package let alpha: Double
  /// At level `1 - 2 alpha`.
  package let interval: Interval
  /// Below `alpha` exactly where equivalence is shown.
  package let pValue: Double

  /// Whether the difference is shown to lie within the margin.
  package var isShown: Bool { pValue < alpha }

  /// From the interval at level `1 - 2 alpha` and the p-value of one distribution. They may
  /// disagree by rounding; the p-value settles it.
  init(margin: Double, alpha: Double, interval: Interval, pValue: Double) {
    Self.check(margin, alpha)
    self.margin = margin
    self.alpha = alpha
    self.pValue = pValue
    self.interval =
      if pValue < alpha {
        Interval(
          level: interval.level, lower: max(interval.lower, (-margin).nextUp),
          upper: min(interval.upper, margin.nextDown))
      } else if Self.lies(interval, within: margin) {
        interval.widened(
          toHold: margin - interval.upper < interval.lower + margin ? margin : -margin)
      } else {
        interval
      }
  }

  /// From any method that gives an interval at a level, for either target.
  ///
  /// - Parameters:
  ///   - margin: Above 0.
  ///   - alpha: In `0..<0.5`, above 0; 0.05 looks at the interval of level 0.9.
  ///   - interval: The method. Its intervals must grow with the level, or the p-value means
  ///     nothing.
  /// - Complexity: about 40 calls of `interval`; the p-value is found to 1e-6 of itself, is at
  ///   least 1e-9, and is 1 where even the narrowest interval reaches the margin.
  package init(margin: Double, alpha: Double = 0.05, of interval: (_ level: Double) -> Interval) {
    Self.check(margin, alpha)
    self.margin = margin
    self.alpha = alpha
    self.interval = interval(1 - 2 * alpha)
    let shown = Self.lies(self.interval, within: margin)
    let p = Self.leastAlpha(shown ? 1e-9...alpha : alpha...0.4999) {
      Self.lies(interval(1 - 2 * $0), within: margin)
    }
    pValue = shown ? min(p ?? alpha, alpha.nextDown) : max(p ?? 1, alpha)
  }

  private static func check(_ margin: Double, _ alpha: Double) {
    precondition(margin > 0, "a margin of \(margin) leaves nothing to show")
    precondition(alpha > 0 && alpha < 0.5, "alpha lies between 0 and 0.5, not \(alpha)")
  }

  private static func lies(_ interval: Interval, within margin: Double) -> Bool {
    -margin < interval.lower && interval.upper < margin
  }

  /// The least `alpha` of a range at which `holds`, taken to stay true from there on; `nil` where
  /// it holds nowhere.
  private static func leastAlpha(
    _ range: ClosedRange<Double>, holds: (Double) -> Bool
  ) -> Double? {
    guard range.lowerBound < range.upperBound, holds(range.upperBound) else { return nil }
    if holds(range.lowerBound) { return range.lowerBound }
    var (no, yes) = (range.lowerBound, range.upperBound)
    while yes > no * (1 + 1e-6) {
      let middle = (no * yes).squareRoot()
      if holds(middle) { yes = middle } else { no = middle }
    }
    return yes
  }
}

extension PairedDifference {
  /// Whether the mean difference over problems like these can be shown to lie within `margin` of 0,
  /// by the intervals of `point(at:)`.
  ///
  /// `margin` has a floor that the number of problems sets, `smallestMargin(problems:alpha:)`:
  /// below it equivalence cannot be shown even if nothing moved.
  ///
  /// - Returns: `nil` where `point(at:)` has no interval.
  package func equivalence(at k: Int, margin: Double, alpha: Double = 0.05) -> Equivalence? {
    if method.isDirichlet { return comparison(at: k)?.equivalence(margin: margin, alpha: alpha) }
    guard point(at: k).interval != nil else { return nil }
    return Equivalence(margin: margin, alpha: alpha) {
      // Beyond what the replicates can tell, everything stays possible.
      atLevel($0).point(at: k).interval ?? Interval(level: $0, lower: -1, upper: 1)
    }
  }

  /// The margin within which runs that are alike on every problem are just not shown to be
  /// equivalent: 0.051 for 30 problems at the default `alpha`.
  package static func smallestMargin(
    problems: Int, alpha: Double = 0.05, method: DifferenceMethod = .dirichletHalf
  ) -> Double {
    halfWidthIfNothingMoved(problems: problems, level: 1 - 2 * alpha, method: method)
  }

  /// The chance that the candidate's mean over problems like these is the higher, under the
  /// Jeffreys-Dirichlet weights, whatever method the intervals are of: `1 - F(0)` of the distribution
  /// whose quantiles `point(at:)` prints by default.
  ///
  /// A posterior statement, not a p-value, though the two are one number seen twice: without missing
  /// samples `p = 2 min(P, 1 - P)`. 1/2 where nothing moved.
  ///
  /// - Returns: The least and the greatest chance that missing samples leave, equal without any;
  ///   `nil` where `point(at:)` has no interval.
  package func chanceAhead(at k: Int) -> ClosedRange<Double>? {
    comparison(at: k)?.chanceAboveZero
  }
}
