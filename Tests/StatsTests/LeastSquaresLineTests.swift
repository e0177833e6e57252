import Testing

@testable import Stats

@Suite struct LeastSquaresLineTests {
  @Test func `a line through points, by the normal equations`() throws {
    let line = try #require(LeastSquaresLine([(0, 1), (1, 3), (2, 4), (4, 4)]))
    // slope = (4 * 27 - 7 * 12) / (4 * 21 - 49)
    #expect(abs(line.slope - 24.0 / 35) < 1e-15)
    #expect(abs(line.intercept - (3 - 24.0 / 35 * 1.75)) < 1e-15)
  }

  @Test func `no line through one place`() {
    #expect(LeastSquaresLine([]) == nil)
    #expect(LeastSquaresLine([(1, 2)]) == nil)
    #expect(LeastSquaresLine([(1, 2), (1, 3)]) == nil)
  }
}
