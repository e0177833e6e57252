extension FixedSetCurve {
  /// Limits that hold the whole curve of these problems at once.
  ///
  /// The deviations at all `ks` are taken as jointly normal, with the covariances that the fitted
  /// mixture gives them, to find how far the furthest strays in its own standard deviations; the
  /// limits are the mixture-score limits at that level.
  ///
  /// - Parameters:
  ///   - ks: Ascending, each in `1...largestK`; the default grid where `nil`.
  /// - Returns: `nil` where intervals are refused.
  /// - Complexity: some 2 ms for a dozen `ks`.
  package func band(at ks: [Int]? = nil, level: Double = 0.95) -> SimultaneousBand? {
    let ks = ks ?? grid
    precondition(ks.allSatisfy { $0 >= 1 && $0 <= largestK }, "a band at \(ks) of \(largestK)")
    guard let low else { return nil }
    let furthest = ([low] + (high.map { [$0] } ?? [])).map {
      GaussianMaximum.quantile($0.covariances(ks), of: ks.count, level: level)
    }.max()!
    return SimultaneousBand(furthest, level: level, ks: ks) { k, tail in
      let interval = Interval(level: level, limits(at: k, tail)!)
      let bounds = bounds(at: k)
      let held = interval.widened(toHold: bounds.lowerBound).widened(toHold: bounds.upperBound)
      return held.lower...held.upper
    }
  }
}

extension FixedSetDifference {
  /// Limits that hold the whole curve of differences on these problems at once.
  ///
  /// As for one run, with the covariances of both added.
  ///
  /// - Parameters:
  ///   - ks: Ascending, each in `1...largestK`; powers of two and the last where `nil`.
  /// - Returns: `nil` where intervals are refused.
  package func band(at ks: [Int]? = nil) -> SimultaneousBand? {
    let ks = ks ?? powersOfTwo(upTo: largestK)
    precondition(ks.allSatisfy { $0 >= 1 && $0 <= largestK }, "a band at \(ks) of \(largestK)")
    guard let baselineLow = baseline.low, let candidateLow = candidate.low else { return nil }
    // With samples missing, of either end of what they leave possible.
    let ends =
      [(baselineLow, candidateLow)]
      + (baseline.high == nil && candidate.high == nil
        ? [] : [(baseline.high ?? baselineLow, candidate.high ?? candidateLow)])
    let furthest = ends.map { a, b in
      let covariances = zip(a.covariances(ks), b.covariances(ks)).map { $0 + $1 }
      return GaussianMaximum.quantile(covariances, of: ks.count, level: level)
    }.max()!
    return SimultaneousBand(furthest, level: level, ks: ks) { k, tail in limits(at: k, tail)! }
  }
}

extension Interval {
  fileprivate init(level: Double, _ limits: ClosedRange<Double>) {
    self.init(level: level, lower: limits.lowerBound, upper: limits.upperBound)
  }
}

extension SimultaneousBand {
  /// From how many standard deviations the limits at each `k` are to allow for.
  fileprivate init(
    _ furthest: Double, level: Double, ks: [Int],
    limits: (Int, TailArea) -> ClosedRange<Double>
  ) {
    let tail = TailArea(z: furthest)
    self.init(
      level: level, pointwiseLevel: max(level, 1 - 2 * tail.outside), ks: ks,
      limits: ks.map { limits($0, tail) })
  }
}
