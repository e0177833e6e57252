/// Where the mean of a series changes: binary segmentation by the largest standardised difference of
/// means, each split tested by permutations.
///
/// Of a segment, every place to split that leaves `shortest` values on each side is looked at, with
/// weighted means `x` and weights `W` left (L) and right (R) of it:
///
/// `Z^2 = (x_L - x_R)^2 / (1 / W_L + 1 / W_R)`, the largest of them being the statistic.
///
/// The values are then permuted within the segment; where its statistic is among the largest
/// `alpha (rounds + 1)`, the segment is split there and both parts are searched in turn. Without a
/// change and with equal weights, values are exchangeable and the chance of any change in a series is
/// at most alpha: exactly, at any number of nights, for a fixed end of the series. Looking again every
/// night is not covered by it: docs/statistics.md has the rate measured over a year of looks.
///
/// With unequal weights, what is permuted is `sqrt(w) (value - mean)`: exchangeable in its first two
/// moments where the variance is as `1 / w`.
///
/// A short dip that comes back may go unseen, as the largest split of a whole series sees one step.
/// Slow drifts are split into steps.
///
/// Source: Page 1955, "A test for a change in a parameter occurring at an unknown point"; Vostrikova
/// 1981, "Detecting 'disorder' in multidimensional random processes"; permutations as in Antoch and
/// Hušková 2001, "Permutation tests in change point analysis"; stopping early as in Besag and
/// Clifford 1991, "Sequential Monte Carlo p-values".
package struct ChangePoints: Hashable, Sendable {
  package struct Change: Hashable, Sendable {
    /// The first value after the change, counted from 0.
    package let first: Int
    /// The means of the stretches between changes on either side, weighted.
    package let before: Double
    package let after: Double
    /// After minus before.
    package var difference: Double { after - before }
    /// Of the split that found it, among `rounds` permutations: at least `1 / (rounds + 1)`.
    package let pValue: Double
  }

  /// In the order of nights.
  package let changes: [Change]

  /// - Parameters:
  ///   - values: In the order of nights, finite.
  ///   - weights: How much each is worth, `n` or one over its variance, all above 0; alike if `nil`.
  ///   - alpha: The chance of any change in a series without one.
  ///   - shortest: Values on either side of a change, at least 1.
  ///   - rounds: Permutations; `alpha` is attained where `alpha (rounds + 1)` is whole.
  /// - Complexity: O(rounds x values) for each stretch split; a stretch that is not split stops, as a
  ///   rule, after some tens of rounds.
  package init(
    _ values: [Double], weights: [Double]? = nil, alpha: Double = 0.01, shortest: Int = 3,
    rounds: Int = 999
  ) {
    precondition(
      alpha > 0 && alpha < 1 && shortest >= 1 && rounds >= 1
        && weights.map { $0.count == values.count && $0.allSatisfy { $0 > 0 } } ?? true
        && values.allSatisfy(\.isFinite),
      "a search for changes in \(values.count) values at \(alpha) cannot be")
    let weights = weights ?? [Double](repeating: 1, count: values.count)
    var found: [(first: Int, pValue: Double)] = []
    var stretches = [0..<values.count]
    while let stretch = stretches.popLast() {
      guard stretch.count >= 2 * shortest else { continue }
      let segment = Segment(
        values: Array(values[stretch]), weights: Array(weights[stretch]), shortest: shortest)
      let key = UInt64(stretch.lowerBound) << 32 | UInt64(stretch.upperBound)
      guard let split = segment.split(alpha: alpha, rounds: rounds, key: key) else { continue }
      let first = stretch.lowerBound + split.place
      found.append((first, split.pValue))
      stretches.append(stretch.lowerBound..<first)
      stretches.append(first..<stretch.upperBound)
    }
    found.sort { $0.first < $1.first }
    let ends = [0] + found.map(\.first) + [values.count]
    let means = zip(ends, ends.dropFirst()).map { start, end in
      Self.mean(values[start..<end], weights[start..<end])
    }
    changes = found.enumerated().map { index, change in
      Change(
        first: change.first, before: means[index], after: means[index + 1], pValue: change.pValue)
    }
  }

  private static func mean(_ values: ArraySlice<Double>, _ weights: ArraySlice<Double>) -> Double {
    var (sum, total) = (CompensatedSum(), CompensatedSum())
    for (value, weight) in zip(values, weights) {
      sum.add(weight * value)
      total.add(weight)
    }
    return total.value > 0 ? sum.value / total.value : 0
  }
}

/// A stretch in which one split is looked for.
private struct Segment {
  /// `sqrt(w) (value - mean)`: what is permuted.
  private let residuals: [Double]
  private let roots: [Double]
  /// `W / (W_L W_R)` for each place to split; 0 where too little is on one side.
  private let scales: [Double]

  init(values: [Double], weights: [Double], shortest: Int) {
    var (sum, total) = (0.0, 0.0)
    for (value, weight) in zip(values, weights) {
      sum += weight * value
      total += weight
    }
    let mean = sum / total
    roots = weights.map { $0.squareRoot() }
    residuals = zip(values, roots).map { ($0 - mean) * $1 }
    var left = 0.0
    scales = weights.indices.map { place in
      defer { left += weights[place] }
      guard place >= shortest, values.count - place >= shortest else { return 0 }
      return total / (left * (total - left))
    }
  }

  /// The largest `Z^2` and where.
  ///
  /// With permuted residuals the mean is no longer 0 where weights differ, and is taken out.
  private func largest(_ residuals: UnsafeBufferPointer<Double>) -> (statistic: Double, place: Int)
  {
    var (sum, total) = (0.0, 0.0)
    for i in residuals.indices {
      sum += roots[i] * residuals[i]
      total += roots[i] * roots[i]
    }
    let mean = sum / total
    var (best, place, left) = (-1.0, 0, 0.0)
    for i in residuals.indices {
      let statistic = left * left * scales[i]
      if statistic > best { (best, place) = (statistic, i) }
      left += roots[i] * (residuals[i] - mean * roots[i])
    }
    return (best, place)
  }

  /// The place to split at and its p-value; `nil` where there is none at `alpha`.
  func split(alpha: Double, rounds: Int, key: UInt64) -> (place: Int, pValue: Double)? {
    let seen = residuals.withUnsafeBufferPointer { largest($0) }
    let squares = residuals.reduce(0) { $0 + $1 * $1 }
    // Equal values, but for rounding of their mean.
    guard seen.statistic > 1e-20 * max(squares, .leastNormalMagnitude), squares > 1e-24 else {
      return nil
    }
    // As many permutations as large, and p is above alpha.
    let allowed = Int((alpha * Double(rounds + 1)).rounded(.down)) - 1
    let bound = seen.statistic * (1 - 1e-10)
    var larger = 0
    var permuted = residuals
    for round in 0..<rounds {
      var rng = SeededGenerator(key: key, round: round)
      let statistic = permuted.withUnsafeMutableBufferPointer { buffer in
        for i in stride(from: buffer.count - 1, to: 0, by: -1) {
          buffer.swapAt(i, rng.below(i + 1))
        }
        return largest(UnsafeBufferPointer(buffer)).statistic
      }
      if statistic >= bound { larger += 1 }
      if larger > allowed { return nil }
    }
    return (seen.place, Double(larger + 1) / Double(rounds + 1))
  }
}
