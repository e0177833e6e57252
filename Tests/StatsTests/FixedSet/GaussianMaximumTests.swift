import Stats
import Testing

struct GaussianMaximumTests {
  private func identity(_ count: Int) -> [Double] {
    (0..<count * count).map { $0 % (count + 1) == 0 ? Double($0 + 1) : 0 }
  }

  /// Independent: `P(max <= c) = (2 Phi(c) - 1)^m`.
  @Test(arguments: [1, 2, 5, 20], [0.9, 0.95, 0.99])
  func `independent numbers multiply their chances`(count: Int, level: Double) {
    let c = GaussianMaximum.quantile(identity(count), of: count, level: level)
    let chance = powerForTests(1 - 2 * StandardNormal.upperTail(c), count)
    let error = (level * (1 - level) / Double(GaussianMaximum.draws)).squareRoot()
    #expect(abs(chance - level) < 4 * error, "\(c): \(chance)")
  }

  @Test func `one number, or several that move as one, need no more than one`() {
    let z = StandardNormal.quantile(0.975)
    let alone = GaussianMaximum.quantile([4], of: 1, level: 0.95)
    #expect(abs(alone - z) < 0.06 && alone >= z)
    let deviations = [1.0, 3, 0.5, 10]
    let together = deviations.flatMap { a in deviations.map { a * $0 } }
    #expect(GaussianMaximum.quantile(together, of: 4, level: 0.95) == alone)
    #expect(GaussianMaximum.quantile([0, 0, 0, 0], of: 2, level: 0.95) == z)
  }

  @Test func `grows with the level and with numbers added`() {
    var last = 0.0
    for level in [0.5, 0.8, 0.9, 0.95, 0.99, 0.999] {
      let c = GaussianMaximum.quantile(identity(3), of: 3, level: level)
      #expect(c > last)
      last = c
    }
    #expect(
      GaussianMaximum.quantile(identity(4), of: 4, level: 0.95)
        >= GaussianMaximum.quantile(identity(3), of: 3, level: 0.95))
  }
}
