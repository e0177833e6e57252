import Stats
import Testing

struct BinomialTableTests {
  @Test(arguments: [1, 2, 8, 64, 256, 1_024, 20_000])
  func `the grid mirrors itself and follows its rule`(n: Int) {
    let grid = LogOddsGrid(samples: n)
    #expect(grid.chances == grid.complements.reversed())
    #expect(grid.chances.first == 0 && grid.chances.last == 1)
    #expect(zip(grid.chances, grid.chances.dropFirst()).allSatisfy { $0 < $1 })
    // An earlier study: 144 points at n = 256, 331 at 1024; never below 70.
    if n == 256 { #expect(grid.count - 2 == 144) }
    if n == 1_024 { #expect(grid.count - 2 == 331) }
    if n <= 8 { #expect(grid.count - 2 == 70) }
    #expect(abs(grid.chances[1] / grid.complements[1] * 30 * Double(n) - 1) < 1e-13)
    #expect(abs(grid.pseudoWeight * Double(grid.count - 2) - 2) < 1e-15)
  }

  /// Summed over every count, with chances from another source.
  @Test(arguments: [2, 3, 8, 33, 256])
  func `moments are the sums over all counts`(n: Int) {
    let grid = LogOddsGrid(samples: n)
    let table = BinomialTable(samples: n, grid: grid)
    for k in Set([1, 2, max(1, n / 4), max(1, n / 2), n]) {
      let moments = table.moments(at: k)
      let x = (0...n).map { Tally(correct: $0, of: n).passAt(k)! }
      let tableOfW = EfronSteinTable(samples: n, k: k).variance
      let w = (0...n).map { $0 < tableOfW.count ? tableOfW[$0] : 0 }
      for g in stride(from: 0, to: grid.count, by: max(1, grid.count / 40)) {
        let counts = BinomialDistribution(trials: n, chance: grid.chances[g])
        let f = (0...n).map { counts.mass($0) }
        func mean(_ value: (Int) -> Double) -> Double {
          (0...n).reduce(0) { $0 + f[$1] * value($1) }
        }
        let theta = moments.mean[g]
        let label = "n \(n) k \(k) p \(grid.chances[g])"
        #expect(abs(theta - mean { x[$0] }) < 2e-13, "\(label)")
        let variance = mean { (x[$0] - theta) * (x[$0] - theta) }
        #expect(abs(moments.variance[g] - variance) < 1e-12 * variance + 1e-22, "\(label)")
        let third = mean { (x[$0] - theta) * (x[$0] - theta) * (x[$0] - theta) }
        #expect(abs(moments.third[g] - third) < 1e-12 * variance + 1e-22, "\(label)")
        let bound = mean { w[$0] }
        #expect(abs(moments.bound[g] - bound) < 1e-12 * bound + 1e-22, "\(label)")
        let covariance = mean { (x[$0] - theta) * w[$0] }
        #expect(abs(moments.covariance[g] - covariance) < 1e-12 * bound + 1e-22, "\(label)")
      }
    }
  }

  /// The variance of pass@k is also `sum_j H(j) q^(2k-j) - q^(2k)`, with `H(j)` the chance that two
  /// sets of `k` among `n` share `j`.
  @Test(arguments: [64, 1_024])
  func `the variance agrees with that of a U-statistic`(n: Int) {
    let grid = LogOddsGrid(samples: n)
    let table = BinomialTable(samples: n, grid: grid)
    for k in [1, 2, n / 8, n / 2, n] {
      var overlap = [Double](repeating: 0, count: k + 1)
      for j in max(0, 2 * k - n)...k {
        overlap[j] = logBinomialCoefficient(k, j) + logBinomialCoefficient(n - k, k - j)
        overlap[j] = exponentialForTests(overlap[j] - logBinomialCoefficient(n, k))
      }
      let moments = table.moments(at: k)
      for g in 1..<grid.count - 1 {
        let q = grid.complements[g]
        // Factored, so that nothing cancels: q^k (q^-j - 1) q^k.
        var variance = 0.0
        for j in max(1, 2 * k - n)...k {
          variance += overlap[j] * (powerForTests(q, 2 * k - j) - powerForTests(q, 2 * k))
        }
        #expect(
          abs(moments.variance[g] - variance) < 1e-11 * variance + 1e-15, "n \(n) k \(k) g \(g)")
      }
    }
  }
}
