import Testing

@testable import Stats

@Suite struct PowerLawTests {
  @Test func `points on a power law give it back`() throws {
    for (a, b) in [(2.0, 0.3), (0.1, 0.01), (5, 1.5)] {
      let law = PowerLaw(prefactor: a, exponent: b)
      let points = powersOfTwo(upTo: 64).map { (k: $0, mean: law.passAt($0)) }
      let fitted = try #require(PowerLaw(fitting: points))
      #expect(abs(fitted.prefactor / a - 1) < 1e-9)
      #expect(abs(fitted.exponent - b) < 1e-9)
    }
  }

  @Test func `points at 0 and 1 have no place on its axes`() throws {
    let law = PowerLaw(prefactor: 3, exponent: 0.5)
    let points = [1, 2, 4, 8].map { (k: $0, mean: law.passAt($0)) }
    let fitted = try #require(PowerLaw(fitting: [(k: 16, mean: 1)] + points))
    #expect(abs(fitted.exponent - 0.5) < 1e-9)
    #expect(PowerLaw(fitting: [(k: 1, mean: 0), (k: 2, mean: 0.5), (k: 4, mean: 1)]) == nil)
    #expect(PowerLaw(fitting: []) == nil)
  }

  @Test func `an even curve has the exponent 0`() throws {
    let fitted = try #require(PowerLaw(fitting: [1, 2, 4].map { (k: $0, mean: 0.5) }))
    #expect(abs(fitted.exponent) < 1e-15)
    #expect(abs(fitted.passAt(1_000_000) - 0.5) < 1e-12)
  }
}
