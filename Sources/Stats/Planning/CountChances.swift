/// How likely each count of correct samples is, where a problem is solved with one chance.
package struct CountChances: Sendable {
  package let samples: Int
  /// The counts of which any is likely enough to matter: 1e-30 of the likeliest one's chance.
  private let first: Int
  private let masses: [Double]
  /// The chance of at most so many.
  private let cumulative: [Double]

  /// - Precondition: `samples >= 1` and `0 <= chance <= 1`.
  package init(samples n: Int, chance p: Double) {
    precondition(n >= 1 && p >= 0 && p <= 1, "\(n) samples of chance \(p) cannot be")
    samples = n
    let mode = min(n, Int(Double(n + 1) * p))
    var above = [1.0]
    while mode + above.count <= n, above[above.count - 1] > 1e-30, p < 1 {
      let c = mode + above.count
      above.append(above[above.count - 1] * Double(n - c + 1) / Double(c) * (p / (1 - p)))
    }
    var below: [Double] = []
    while below.count < mode, (below.last ?? 1) > 1e-30, p > 0 {
      let c = mode - below.count
      below.append((below.last ?? 1) * Double(c) / Double(n - c + 1) * ((1 - p) / p))
    }
    first = mode - below.count
    let all = below.reversed() + above
    var total = CompensatedSum()
    for mass in all { total.add(mass) }
    masses = all.map { $0 / total.value }
    var sum = 0.0
    cumulative = masses.map {
      sum += $0
      return sum
    }
  }

  /// The count at `u` in `0..<1` of the distribution: falls in with no other for the same `u` and a
  /// larger chance, so that plans of neighbouring sizes see neighbouring data.
  package func count(at u: Double) -> Int {
    var (low, high) = (0, cumulative.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if u < cumulative[middle] { high = middle } else { low = middle + 1 }
    }
    return first + low
  }

  /// Mean and variance of the unbiased pass@k, for `k` up to `samples`.
  package func moments(at k: Int) -> (mean: Double, variance: Double) {
    let values = masses.indices.map { Tally(correct: first + $0, of: samples).passAt(k)! }
    var mean = CompensatedSum()
    for (mass, value) in zip(masses, values) { mean.add(mass * value) }
    var variance = CompensatedSum()
    for (mass, value) in zip(masses, values) {
      variance.add(mass * (value - mean.value) * (value - mean.value))
    }
    return (mean.value, variance.value)
  }
}
