/// What the fits of an extrapolation need of each group of equal tallies, worked out once: every
/// round of a bootstrap is then a new set of weights.
struct ExtrapolationData {
  /// Distinct tallies in a fixed order, so that the order of problems changes no bit.
  let tallies: [Tally]
  /// Problems with each tally.
  let counts: [Int]
  let problems: Int
  /// The fewest samples of a problem: the largest `k` that is observed.
  let samples: Int
  /// Problems solved by some of their samples and not by others.
  let partly: Int

  /// One part in this many of the samples is shown to the fits whose prediction is checked.
  static let share = 4

  private let curve: [(k: Int, values: [Double])]
  private let observed: [Double]

  init?(_ tallies: some Sequence<Tally>) {
    var counted: [Tally: Int] = [:]
    for tally in tallies where tally.samples > 0 {
      counted[Tally(correct: tally.correct, of: tally.samples), default: 0] += 1
    }
    let groups = counted.sorted { $0.key.order < $1.key.order }
    guard let first = groups.first else { return nil }
    self.tallies = groups.map(\.key)
    counts = groups.map(\.value)
    problems = counts.reduce(0, +)
    samples = first.key.samples
    partly = groups.reduce(0) {
      $0 + ($1.key.correct > 0 && $1.key.correct < $1.key.samples ? $1.value : 0)
    }
    let fewest = samples
    let distinct = self.tallies
    curve = powersOfTwo(upTo: fewest).map { k in (k, distinct.map { $0.passAt(k)! }) }
    observed = curve.last!.values
  }

  var weights: [Double] { counts.map(Double.init) }

  /// As many problems drawn with replacement as there are, as weights of the groups.
  func resampled(using rng: inout SeededGenerator) -> [Double] {
    var groupOfProblem: [Int] = []
    groupOfProblem.reserveCapacity(problems)
    for (group, count) in counts.enumerated() {
      groupOfProblem.append(contentsOf: repeatElement(group, count: count))
    }
    var weights = [Double](repeating: 0, count: counts.count)
    for _ in 0..<problems { weights[groupOfProblem[rng.below(problems)]] += 1 }
    return weights
  }

  private func weighted(_ weights: [Double]) -> [(tally: Tally, weight: Double)] {
    zip(tallies, weights).map { (tally: $0, weight: $1) }
  }

  func counts(_ weights: [Double]) -> WeightedCounts { WeightedCounts(weighted(weights)) }

  func thinned(_ weights: [Double]) -> WeightedCounts {
    WeightedCounts(weighted(weights), thinnedBy: Self.share)
  }

  /// The mean of pass@k at `samples`, the largest observed.
  func observed(_ weights: [Double]) -> Double { mean(observed, weights) }

  /// The observed curve at powers of two up to `last`.
  func curve(upTo last: Int, _ weights: [Double]) -> [(k: Int, mean: Double)] {
    curve.filter { $0.k <= last }.map { (k: $0.k, mean: mean($0.values, weights)) }
  }

  private func mean(_ values: [Double], _ weights: [Double]) -> Double {
    var sum = CompensatedSum()
    var total = 0.0
    for (value, weight) in zip(values, weights) {
      sum.add(value * weight)
      total += weight
    }
    return min(1, sum.value / total)
  }
}
