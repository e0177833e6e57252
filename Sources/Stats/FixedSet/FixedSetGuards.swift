/// Limits that hold where a run solved nothing at all, or everything, by direct calculation: there
/// the data alone cannot say how much they vary.
struct FixedSetGuards: Hashable, Sendable {
  private enum Kind: Hashable { case none, unsolved, solved }

  private let kind: Kind
  private let k: Int
  /// Numbers of samples, ascending, with how many problems have each.
  private let samples: [[Int]]
  private let problems: Int

  init(_ groups: [MixtureFit.Group], k: Int) {
    self.k = k
    problems = groups.reduce(0) { $0 + $1.problems }
    if groups.allSatisfy({ $0.correct == 0 }) {
      kind = .unsolved
    } else if groups.allSatisfy({ $0.correct == $0.samples }) {
      kind = .solved
    } else {
      kind = .none
    }
    samples = kind == .none ? [] : groups.map { [$0.samples, $0.problems] }
  }

  /// No success at all: the largest mean pass@k at which that still has the chance
  /// `tail.outside`. Else `nil`.
  ///
  /// With `t_i = -ln(1 - p_i)` that chance is `exp(-sum n_i t_i)` and the mean that of
  /// `1 - exp(-k t_i)`, concave: it is largest where `exp(-k t_i)` is proportional to `n_i`, or
  /// `t_i` 0. With equal `n` all `p_i` are equal and the limit is `1 - outside^(k / (n P))`.
  func upperLimit(_ tail: TailArea) -> Double? {
    guard kind == .unsolved else { return nil }
    let budget = -naturalLogarithm(tail.outside) * Double(k)
    // The problems with the fewest samples take part: as many kinds as gain by it.
    var (total, weighted, threshold) = (0.0, 0.0, 0.0)
    for (index, item) in samples.enumerated() {
      let n = Double(item[0])
      if index > 0 && threshold <= naturalLogarithm(n) { break }
      total += Double(item[1]) * n
      weighted += Double(item[1]) * n * naturalLogarithm(n)
      threshold = (budget + weighted) / total
    }
    var sum = 0.0
    for item in samples {
      let exponent = threshold - naturalLogarithm(Double(item[0]))
      guard exponent > 0 else { break }
      sum -= Double(item[1]) * exponentialLessOne(-exponent)
    }
    return sum / Double(problems)
  }

  /// No failure at all: the least mean pass@k at which that still has the chance `tail.outside`,
  /// if some `j` problems share the blame alike. Else `nil`.
  ///
  /// `1 - max_j j (1 - outside^(1 / (n j)))^k / P`, with the fewest samples for `n`. The share
  /// first grows with `j`, then falls, so that its maximum is found by halving.
  func lowerLimit(_ tail: TailArea) -> Double? {
    guard kind == .solved else { return nil }
    let budget = -naturalLogarithm(tail.outside) / Double(samples[0][0])
    func share(_ j: Int) -> Double {
      Double(j) * power(-exponentialLessOne(-budget / Double(j)), k)
    }
    var (low, high) = (1, problems)
    while low < high {
      let middle = (low + high) / 2
      if share(middle + 1) > share(middle) { low = middle + 1 } else { high = middle }
    }
    return 1 - share(low) / Double(problems)
  }
}
