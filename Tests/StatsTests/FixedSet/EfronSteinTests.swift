import BigInt
import Stats
import Testing

struct EfronSteinTests {
  /// pass@k of every count, from subsets.
  private func values(_ n: Int, _ k: Int) -> [Fraction] {
    (0...n).map { c in
      Fraction(binomial(n, k) - binomial(n - c, k), binomial(n, k))
    }
  }

  /// The definition, in fractions.
  private func definition(_ n: Int, _ k: Int) -> [Fraction] {
    let x = values(n, k)
    func step(_ j: Int) -> Fraction { x[j + 1] - x[j] }
    return (0...n).map { c in
      var w = Fraction(0)
      if c >= 1 {
        let t = Fraction(1) - Fraction(c - 1, n - 1)
        w = w + Fraction(c) * t * t * step(c - 1) * step(c - 1)
      }
      if c < n {
        let t = Fraction(c, n - 1)
        w = w + Fraction(n - c) * t * t * step(c) * step(c)
      }
      return w
    }
  }

  @Test(arguments: 2...16)
  func `the table is its definition, and its fail side is one less pass@k`(n: Int) {
    for k in 1...n {
      let table = EfronSteinTable(samples: n, k: k)
      let exact = definition(n, k)
      let x = values(n, k)
      for c in 0...n {
        let w = c < table.variance.count ? table.variance[c] : 0
        let h = c < table.fail.count ? table.fail[c] : 0
        #expect(abs(w - exact[c].double) <= 1e-15 * max(1e-3, w), "n \(n) k \(k) c \(c)")
        #expect(abs(h - (Fraction(1) - x[c]).double) < 1e-15, "n \(n) k \(k) c \(c)")
      }
    }
  }

  /// Exact: both are polynomials in `p` with rational coefficients.
  @Test(arguments: 2...9)
  func `on average it is never below the variance of pass@k`(n: Int) {
    for k in 1...n {
      let w = definition(n, k)
      let x = values(n, k)
      for j in 0...24 {
        let p = Fraction(j, 24)
        let q = Fraction(1) - p
        var (bound, mean, square) = (Fraction(0), Fraction(0), Fraction(0))
        for c in 0...n {
          let chance = Fraction(binomial(n, c)) * p.power(c) * q.power(n - c)
          bound = bound + chance * w[c]
          mean = mean + chance * x[c]
          square = square + chance * x[c] * x[c]
        }
        #expect(mean == Fraction(1) - q.power(k), "pass@k is unbiased")
        #expect(square - mean * mean <= bound, "n \(n) k \(k) p \(j)/24")
      }
    }
  }

  @Test(arguments: [2, 3, 8, 64])
  func `at k = n it counts the problems solved exactly once`(n: Int) {
    let table = EfronSteinTable(samples: n, k: n)
    for (c, w) in table.variance.enumerated() { #expect(w == (c == 1 ? 1 : 0)) }
  }

  @Test(arguments: [64, 1_024])
  func `at many samples it is never below the variance either`(n: Int) {
    let grid = LogOddsGrid(samples: n)
    let table = BinomialTable(samples: n, grid: grid)
    for k in [1, 2, n / 8, n / 4, n / 2, n - 1, n] {
      let moments = table.moments(at: k)
      for g in 0..<grid.count {
        #expect(moments.bound[g] >= moments.variance[g] - 2e-15, "n \(n) k \(k) g \(g)")
      }
    }
  }
}
