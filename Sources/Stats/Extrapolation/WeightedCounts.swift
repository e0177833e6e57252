/// Counts of correct samples with weights: how many problems show each, as a fit needs it. Weights
/// need not be whole.
struct WeightedCounts {
  /// Ascending in `samples`, then `correct`; no two alike, no weight 0.
  private(set) var cells: [Cell] = []

  struct Cell {
    let correct: Int
    let samples: Int
    var weight: Double
  }

  /// The sum of weights.
  var total: Double {
    cells.reduce(0) { $0 + $1.weight }
  }

  /// - Parameter groups: Distinct tallies with weights, ascending in samples and correct.
  init(_ groups: [(tally: Tally, weight: Double)]) {
    for (tally, weight) in groups where weight > 0 {
      cells.append(Cell(correct: tally.correct, samples: tally.samples, weight: weight))
    }
  }

  /// What a share of each problem's samples would show, averaged over every way of choosing them.
  ///
  /// A problem with `c` of `n` shows `j` of `m = max(1, n / share)` in the share
  /// `C(c, j) C(n - c, m - j) / C(n, m)` of all choices (hypergeometric) and adds its weight in
  /// these shares. No random number enters, nothing depends on which samples came first, and the
  /// mean over choices is exact. The estimate of pass@k from these counts is the one from all.
  init(_ groups: [(tally: Tally, weight: Double)], thinnedBy share: Int) {
    var weights: [Int: [Double]] = [:]
    for (tally, weight) in groups where weight > 0 {
      let m = max(1, tally.samples / share)
      let (first, chances) = tally.thinned(to: m)
      for (index, chance) in chances.enumerated() {
        weights[m, default: [Double](repeating: 0, count: m + 1)][first + index] += weight * chance
      }
    }
    for m in weights.keys.sorted() {
      for (correct, weight) in weights[m]!.enumerated() where weight > 0 {
        cells.append(Cell(correct: correct, samples: m, weight: weight))
      }
    }
  }
}

extension Tally {
  /// How often each count of correct samples occurs among all choices of `m` of this tally's
  /// samples: the shares, which add up to 1, for the counts from `first` on.
  ///
  /// From the largest share outwards, each from its neighbour, then scaled: no factorial is formed.
  func thinned(to m: Int) -> (first: Int, chances: [Double]) {
    precondition(m >= 0 && m <= samples, "\(m) of \(samples) samples cannot be chosen")
    let first = max(0, m - (samples - correct))
    let last = min(m, correct)
    let mode = min(last, max(first, (m + 1) * (correct + 1) / (samples + 2)))
    var chances = [Double](repeating: 0, count: last - first + 1)
    chances[mode - first] = 1
    // P(j + 1) / P(j) = (c - j)(m - j) / ((j + 1)(n - c - m + j + 1)).
    func ratio(_ j: Int) -> Double {
      Double(correct - j) * Double(m - j)
        / (Double(j + 1) * Double(samples - correct - m + j + 1))
    }
    for j in stride(from: mode, to: last, by: 1) {
      chances[j + 1 - first] = chances[j - first] * ratio(j)
    }
    for j in stride(from: mode - 1, through: first, by: -1) {
      chances[j - first] = chances[j + 1 - first] / ratio(j)
    }
    let sum = chances.reduce(0, +)
    return (first, chances.map { $0 / sum })
  }
}
