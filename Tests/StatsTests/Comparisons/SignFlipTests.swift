import BigInt
import Simulation
import Stats
import Testing

struct SignFlipTests {
  /// p by looking at every pattern of signs, sums closer than 1e-9 being equal.
  private func enumerated(_ differences: [Double]) -> Double {
    let observed = abs(differences.reduce(0, +))
    var extreme = 0
    for pattern in 0..<(1 << differences.count) {
      var sum = 0.0
      for (index, d) in differences.enumerated() { sum += pattern >> index & 1 == 1 ? -d : d }
      if abs(sum) >= observed - 1e-9 { extreme += 1 }
    }
    return Double(extreme) / Double(1 << differences.count)
  }

  private func counted(_ differences: [Double]) -> [(value: Double, count: Int)] {
    differences.map { ($0, 1) }
  }

  @Test func `agrees with every pattern of signs`() {
    var rng = SeededGenerator(seed: 51)
    for round in 0..<400 {
      let differences = (0..<(1 + round % 12)).map { _ -> Double in
        switch round % 4 {
        case 0: 2 * rng.uniform() - 1
        case 1: Double(Int(rng.next() % 17) - 8) / 8
        case 2: Double(Int(rng.next() % 7) - 3) / 3
        default: Double(Int(rng.next() % 3) - 1) * 0.1 + Double(Int(rng.next() % 3) - 1) * 0.2
        }
      }
      let test = SignFlip(counted(differences))
      #expect(test.draws == nil)
      #expect(abs(test.pValue - enumerated(differences)) < 1e-14, "\(differences)")
      #expect(test.nonZero == differences.count { abs($0) >= 1e-12 })
    }
  }

  /// scipy 1.17.1: `permutation_test((d,), sum, permutation_type='samples')`, every pattern.
  @Test func `agrees with scipy`() {
    let d = [0.25, 0.5, -0.125, 0, 0, 0.75, 0.125, 0.125, -0.25, 1, 0.5, 0.0625]
    #expect(abs(SignFlip(counted(d)).pValue - 0.048828125) < 1e-15)
  }

  /// The number of ways to a sum, by integers of any length.
  @Test(arguments: [(60, 8), (300, 16), (500, 64)])
  func `is exact for hundreds of problems with one n`(problems: Int, n: Int) {
    var rng = SeededGenerator(seed: 52)
    let whole = (0..<problems).map { _ in Int(rng.next() % 7) - 3 + (rng.next() % 9 == 0 ? 1 : 0) }
    let test = SignFlip(counted(whole.map { Double($0) / Double(n) }))
    #expect(test.draws == nil)
    let sizes = whole.map { abs($0) }.filter { $0 > 0 }
    let total = sizes.reduce(0, +)
    var ways = [BigUInt](repeating: 0, count: total + 1)
    ways[0] = 1
    for size in sizes {
      for sum in stride(from: total, through: size, by: -1) { ways[sum] += ways[sum - size] }
    }
    let observed = abs(whole.reduce(0, +))
    var extreme = BigUInt(0)
    for sum in 0...total where abs(total - 2 * sum) >= observed { extreme += ways[sum] }
    let expected = Double((extreme << 100) >> sizes.count) * 0x1p-100
    #expect(abs(test.pValue / expected - 1) < 1e-12)
  }

  @Test func `of whole wins and losses it is McNemar's test`() {
    for wins in 0...12 {
      for losses in 0...12 {
        let table = PairedTable(
          both: 3, candidateOnly: wins, baselineOnly: losses, neither: 2)
        let test = SignFlip([(1, wins), (-1, losses), (0, 5)])
        #expect(abs(test.pValue - table.mcNemar) < 1e-14, "\(wins) \(losses)")
      }
    }
  }

  @Test func `draws agree with the exact answer within their error`() {
    var rng = SeededGenerator(seed: 53)
    for shift in [0.0, 0.05, 0.1, 0.2] {
      let differences = (0..<30).map { _ in rng.normal() * 0.2 + shift }
        .map { min(1, max(-1, $0)) }
      let exact = SignFlip(counted(differences))
      let drawn = SignFlip(counted(differences), largestList: 1)
      #expect(exact.draws == nil && drawn.draws == 99_999)
      let error = drawn.standardError!
      #expect(abs(drawn.pValue - exact.pValue) < 4 * error + 2e-5, "\(exact) \(drawn)")
      #expect(drawn.pValue >= 1e-5)
    }
  }

  @Test func `more than forty unlike differences are drawn, the same every time`() {
    var rng = SeededGenerator(seed: 54)
    let differences = (0..<150).map { _ in rng.uniform() - 0.45 }
    let test = SignFlip(counted(differences))
    #expect(test.draws == 99_999 && test.standardError! > 0)
    for _ in 0..<3 {
      #expect(SignFlip(counted(differences.shuffled(using: &rng))) == test)
    }
    #expect(SignFlip(counted(Array(differences.prefix(40)))).draws == nil)
  }

  @Test func `nothing moved, one moved, everything moved`() {
    #expect(SignFlip([(0, 30)]).pValue == 1 && SignFlip([(0, 30)]).nonZero == 0)
    #expect(SignFlip([(0.3, 1), (0, 5)]).pValue == 1)
    #expect(SignFlip([(0.25, 20)]).pValue == 0x1p-19)
    let many = SignFlip([(1, 3_000)]).pValue
    #expect(many > 0 && many < 1e-300)
  }
}
