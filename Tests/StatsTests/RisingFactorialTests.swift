import Testing

@testable import Stats

@Suite struct RisingFactorialTests {
  @Test(arguments: [1e-4, 0.01, 0.3, 1, 2.5, 7.9, 11.99, 12, 40, 1e4, 1e7])
  func `the logarithm of a product, and its slope, term by term`(x: Double) {
    var log = CompensatedSum()
    var slope = CompensatedSum()
    let factorial = RisingFactorial(x)
    for m in 0..<2_000 {
      let found = factorial.both(Double(m))
      #expect(abs(found.log - log.value) <= 1e-13 * max(1, abs(log.value)), "x \(x) m \(m)")
      #expect(abs(found.slope - slope.value) <= 1e-12 * max(1, slope.value), "x \(x) m \(m)")
      log.add(naturalLogarithm(x + Double(m)))
      slope.add(1 / (x + Double(m)))
    }
  }

  /// `B(a, b + K) / B(a, b)` with 50 digits, from mpmath 1.4.1 (scripts/horizon_reference.py).
  @Test(arguments: [
    (0.05, 0.3, 1, 0.85714285714285714), (0.05, 0.3, 64, 0.69140845279523018),
    (0.05, 0.3, 1_000, 0.60254327954103259), (0.05, 0.3, 1_000_000, 0.42656424649919266),
    (0.25, 6, 1, 0.96), (0.25, 6, 64, 0.53330024882810269),
    (0.25, 6, 1_000, 0.27356147938011937), (0.25, 6, 1_000_000, 0.048715072418598435),
    (3, 0.001, 1, 0.00033322225924691769), (3, 0.001, 64, 7.2949757504910064e-9),
    (3, 0.001, 1_000, 1.997000002998997e-12), (3, 0.001, 1_000_000, 2.002994985002042e-21),
    (500, 40_000, 1, 0.98765432098765432), (500, 40_000, 64, 0.45184335842699768),
    (500, 40_000, 1_000, 4.6863382991569456e-6), (0.0001, 2, 1, 0.99995000249987501),
    (0.0001, 2, 64, 0.99962414624708483), (0.0001, 2, 1_000, 0.99935156655734593),
    (0.0001, 2, 1_000_000, 0.99866162687354432),
  ])
  func `a million attempts keep eleven digits`(a: Double, b: Double, k: Int, mean: Double) {
    let found = exponential(logMeanFailure(a, b, attempts: Double(k)))
    #expect(abs(found / mean - 1) < 2e-12, "a \(a) b \(b) k \(k): \(found)")
  }
}
