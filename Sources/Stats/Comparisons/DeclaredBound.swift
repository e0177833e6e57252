extension PairedDifference {
  /// The difference under a declared bound on how far a single problem can move.
  package struct Bounded: Hashable, Sendable {
    package let k: Int
    /// Declared by the user, never estimated from the data. In `0...1`, above 0.
    package let bound: Double
    /// As in `point(at:)`.
    package let difference: Double?
    /// `nil` with `absence` saying why.
    package let interval: Interval?
    package let pValue: Double?
    package let absence: Absence?

    /// What the interval rests on; to be printed with it.
    package var assumption: String {
      "assumes that no problem like these differs between the runs by more than \(bound)"
    }
  }

  /// The paired difference for problems like these, given that no problem's observed difference can
  /// exceed `bound`: the pseudo-problems stand at `-bound` and `+bound` in place of -1 and +1.
  ///
  /// Much narrower on nearly identical runs, and as good as the assumption: the bound must hold for
  /// every problem that might have been drawn, its sampling noise included. It cannot be read off
  /// the data, because the large changes that would refute it are the rare ones that are absent.
  ///
  /// - Parameter bound: In `0...1`, above 0.
  /// - Returns: Without an interval, and with the reason, where a difference exceeds the bound: the
  ///   declaration is then refuted.
  package func point(at k: Int, assumingAtMost bound: Double) -> Bounded {
    precondition(bound > 0 && bound <= 1, "a bound lies between 0 and 1, not \(bound)")
    func without(_ absence: Absence?, difference: Double? = nil) -> Bounded {
      Bounded(
        k: k, bound: bound, difference: difference, interval: nil, pValue: nil, absence: absence)
    }
    guard k <= largestK else { return without(tooFewSamples(for: k)) }
    let spread = spread(at: k)
    let difference = difference(at: k, spread)
    guard spread.largestSize <= bound + tieWidth else {
      return without(
        .beyondDeclaredBound(largest: spread.largestSize, bound: bound), difference: difference)
    }
    let limits = DirichletDifference(
      spread.clamped(to: bound), bound: bound, halves: method.halves, level: level
    ).limits(holding: difference)
    return Bounded(
      k: k, bound: bound, difference: difference, interval: limits.interval,
      pValue: limits.pValue, absence: difference == nil ? .missingSamples : nil)
  }
}

extension DifferenceSpread {
  /// What rounding put beyond the bound, back at it.
  fileprivate func clamped(to bound: Double) -> DifferenceSpread {
    var result = self
    for index in least.indices {
      result.least[index].value = min(max(least[index].value, -bound), bound)
      result.greatest[index].value = min(max(greatest[index].value, -bound), bound)
    }
    return result
  }
}
