import Testing

@testable import Stats

@Suite struct PercentilesTests {
  /// numpy 2.4.6: `numpy.quantile(x, [q, 1 - q])`.
  @Test func `limits are numpy's quantiles`() {
    let draws = [9.0, 1, 4, 4, 7, 2, 8, 3, 6, 5]
    let interval = percentileInterval(draws, level: 0.9)
    #expect(abs(interval.lower - 1.45) < 1e-12 && abs(interval.upper - 8.55) < 1e-12)
    let narrow = percentileInterval(draws, level: 0.5)
    #expect(abs(narrow.lower - 3.25) < 1e-12 && abs(narrow.upper - 6.75) < 1e-12)
  }

  @Test func `a tail without bound gives no limit`() {
    let draws = (0..<90).map(Double.init) + [Double](repeating: .infinity, count: 10)
    let wide = percentileLimits(draws, level: 0.95)
    #expect(wide.lower != nil && wide.upper == nil)
    #expect(percentileLimits(draws, level: 0.6).upper != nil)
  }
}
