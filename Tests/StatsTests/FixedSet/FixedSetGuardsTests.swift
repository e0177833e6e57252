import Simulation
import Stats
import Testing

struct FixedSetGuardsTests {
  /// The chance of no success at all where each problem's chance is `p[i]`.
  private func silence(_ tallies: [Tally], _ p: [Double]) -> Double {
    zip(tallies, p).reduce(1) { $0 * powerForTests(1 - $1.1, $1.0.samples) }
  }

  @Test(arguments: [0.5, 0.9, 0.95, 0.99, 0.999])
  func `nothing solved: equal chances at the limit leave half of what the level leaves`(
    level: Double
  ) throws {
    for (problems, n, k) in [(30, 64, 1), (30, 64, 64), (3, 8, 2), (500, 4, 4)] {
      let tallies = [Tally](repeating: Tally(correct: 0, of: n), count: problems)
      let point = try #require(FixedSetCurve(tallies)).point(at: k, level: level)
      let upper = point.interval!.upper
      let tail = (1 - level) / 2
      let guarded = 1 - powerOfTail(tail, Double(k) / Double(n * problems))
      #expect(upper >= guarded - 1e-14, "\(problems) \(n) \(k): \(upper) \(guarded)")
      let p = 1 - powerOfTail(1 - guarded, 1 / Double(k))
      let chance = silence(tallies, [Double](repeating: p, count: problems))
      #expect(abs(chance / tail - 1) < 1e-10)
    }
  }

  private func powerOfTail(_ base: Double, _ exponent: Double) -> Double {
    exponentialForTests(exponent * logarithm2(base) * 0.693147180559945309417)
  }

  /// No other way to spread chances over the problems has a higher mean at the same chance.
  @Test func `nothing solved with different n: no spread of chances beats the limit`() throws {
    let tallies =
      [Tally](repeating: Tally(correct: 0, of: 4), count: 2)
      + [Tally](repeating: Tally(correct: 0, of: 64), count: 9)
      + [Tally](repeating: Tally(correct: 0, of: 100), count: 3)
    let curve = try #require(FixedSetCurve(tallies))
    var rng = SeededGenerator(seed: 51)
    for level in [0.9, 0.95, 0.999] {
      let tail = (1 - level) / 2
      for k in 1...4 {
        let upper = curve.point(at: k, level: level).interval!.upper
        var best = 0.0
        for trial in 0..<4_000 {
          // Shares of the exponent, and then chances whose silence has chance `tail` exactly.
          var shares = tallies.map { tally in
            rng.uniform() * (trial % 2 == 0 ? 1 : powerForTests(Double(tally.samples), -1))
          }
          if trial % 3 == 0 { for i in 2..<14 { shares[i] *= 0.01 } }
          let sum = shares.reduce(0, +)
          let budget = -logarithm2(tail) * 0.693147180559945309417
          let value = zip(tallies, shares).reduce(0.0) {
            let t = budget * $1.1 / sum / Double($1.0.samples)
            return $0 + 1 - exponentialForTests(-Double(k) * t)
          }
          best = max(best, value / Double(tallies.count))
        }
        #expect(best <= upper + 1e-12, "k \(k): \(best) beats \(upper)")
        #expect(best > 0.5 * upper, "the search is too weak to mean anything")
      }
    }
  }

  @Test(arguments: [0.9, 0.95, 0.99, 0.999])
  func `everything solved: the lower limit bears any number of equal culprits`(
    level: Double
  ) throws {
    let tail = (1 - level) / 2
    for (problems, n) in [(30, 64), (1, 2), (200, 8), (10, 3)] {
      let tallies = [Tally](repeating: Tally(correct: n, of: n), count: problems)
      let curve = try #require(FixedSetCurve(tallies))
      for k in 1...min(n, 8) {
        let lower = curve.point(at: k, level: level).interval!.lower
        for j in 1...problems {
          let q = 1 - powerOfTail(tail, 1 / Double(n * j))
          let truth = 1 - Double(j) * powerForTests(q, k) / Double(problems)
          #expect(lower <= truth + 1e-14, "P \(problems) n \(n) k \(k) j \(j): \(lower) \(truth)")
        }
      }
    }
  }
}
