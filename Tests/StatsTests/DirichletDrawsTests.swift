import Simulation
import Stats
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

struct DirichletDrawsTests {
  @Test func `the logarithm is right to the last bits`() {
    var rng = SeededGenerator(seed: 60)
    for round in 0..<20_000 {
      var x = SIMD8<Double>()
      for lane in 0..<8 {
        x[lane] = round % 2 == 0 ? rng.uniform() + 0x1p-54 : exp(80 * rng.uniform() - 60)
      }
      if round == 0 { x = SIMD8(1, 0.5, 2, 0x1p-53, 1 - 0x1p-53, 0.5.squareRoot(), 1e-300, 1e300) }
      let logarithm = portableLogarithm(x)
      for lane in 0..<8 {
        let exact = log(x[lane])
        #expect(abs(logarithm[lane] - exact) <= 4e-16 * max(1, abs(exact)), "\(x[lane])")
      }
    }
  }

  /// The numbers that every other machine must find, to the last bit.
  @Test func `the draws are fixed for good`() {
    let draws = DirichletDraws(problems: 5, kept: false)
    let means = draws.means(of: [([0.25], 2), ([1], 3)], in: 0...1)[0]
    let found = [0, 1, 8, 4_095].map { means[$0] }
    #expect(means.count == DirichletDraws.count && found == Self.pinned, "\(found)")
  }

  private static let pinned = [
    0.5679172442095948, 0.9034977131345564, 0.6670981033952095, 0.6889475102744921,
  ]

  @Test func `kept or not, for few problems or many, a draw is the same`() {
    let rows: [(values: [Double], count: Int)] = [([0.1, 0.2], 3), ([0, 0.4], 1), ([0.9, 1], 6)]
    let means = DirichletDraws(problems: 10, kept: false).means(of: rows, in: -1...1)
    #expect(DirichletDraws(problems: 10).means(of: rows, in: -1...1) == means)
    #expect(DirichletDraws(problems: 90).means(of: rows, in: -1...1) == means)
    #expect(DirichletDraws(problems: 10, stream: 1).means(of: rows, in: -1...1) != means)
  }

  /// Their distribution is the exact one: at each of 19 quantiles, within five standard errors.
  @Test(arguments: [
    [0], [1], [0.5, 0.5], [0, 0, 1], [0.1, 0.4, 0.45, 0.9],
    [0.2, 0.3, 0.3, 0.3, 0.5, 0.7, 0.7, 0.8, 0.85, 0.95, 1, 1],
  ])
  func `follows the exact distribution`(values: [Double]) {
    let means = DirichletDraws(problems: 12).means(of: values.map { ([$0], 1) }, in: 0...1)[0]
    let exact = DirichletMean(values.map { ($0, 1) }, in: 0...1)
    for step in 1...19 {
      let probability = Double(step) / 20
      let quantile = exact.quantile(probability)
      let below = Double(means.filter { $0 <= quantile }.count) / Double(means.count)
      let error = (probability * (1 - probability) / Double(means.count)).squareRoot()
      #expect(abs(below - probability) < 4 * error, "\(probability): \(below)")
    }
  }

  @Test func `a draw keeps its weights over every k`() {
    // If weights were drawn anew at each k, the second mean would not be twice the first.
    let rows: [(values: [Double], count: Int)] = (1...9).map {
      ([Double($0) * 0x1p-5, Double($0) * 0x1p-4], 1)
    }
    let means = DirichletDraws(problems: 9).means(of: rows, in: 0...1)
    let ends = DirichletDraws(problems: 9).means(of: (1...9).map { _ in ([0.0], 1) }, in: 0...1)[0]
    for draw in ends.indices {
      #expect(abs(means[1][draw] - ends[draw] - 2 * (means[0][draw] - ends[draw])) < 1e-14)
    }
  }
}
