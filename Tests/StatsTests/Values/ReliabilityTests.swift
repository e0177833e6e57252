import BigInt
import Stats
import Testing

struct ReliabilityTests {
  @Test(arguments: 1...8)
  func `agrees with counting every subset`(n: Int) throws {
    for c in 0...n {
      let tally = Tally(correct: c, of: n)
      for k in 1...n {
        for t in 1...k {
          let exact = meanOverSubsets(of: n, taking: k) { $0.filter { $0 < c }.count >= t ? 1 : 0 }
          let value = try #require(tally.passAt(k, atLeast: t))
          #expect(abs(value - exact) < 1e-14, "n \(n) c \(c) k \(k) t \(t)")
        }
        let all = meanOverSubsets(of: n, taking: k) { $0.allSatisfy { $0 < c } ? 1 : 0 }
        #expect(abs(tally.passAllAt(k)! - all) < 1e-15)
        guard k >= 2 else { continue }
        let mean = meanOverSubsets(of: n, taking: k) { subset in
          let right = subset.filter { $0 < c }.count
          return (((k + 1) / 2 + 1)...k).reduce(0) { $0 + (right >= $1 ? 2 / Double(k) : 0) }
        }
        #expect(abs(tally.meanPassAboveHalfAt(k)! - mean) < 1e-14, "n \(n) c \(c) k \(k)")
      }
    }
  }

  @Test func `at the ends of tau it is pass@k and pass^k, to the bit`() {
    for n in [1, 2, 7, 30, 64] {
      for c in 0...n {
        let tally = Tally(correct: c, of: n)
        for k in 1...n {
          #expect(tally.passAt(k, share: Ratio(0, over: 1)) == tally.passAt(k))
          #expect(tally.passAt(k, share: Ratio(1, over: 1_000)) == tally.passAt(k))
          guard k >= 2 else { continue }
          #expect(tally.passAt(k, share: Ratio(1, over: 1)) == tally.passAllAt(k))
        }
      }
    }
  }

  @Test func `a strict majority is the share just above one half`() {
    for n in [1, 5, 16] {
      for c in 0...n {
        let tally = Tally(correct: c, of: n)
        for k in 1...n {
          let share = tally.passAt(k, share: Ratio(k / 2 + 1, over: k))
          #expect(tally.strictMajorityAt(k) == share)
        }
      }
    }
  }

  @Test func `right and wrong exchanged mirrors it`() {
    for n in [6, 33, 64] {
      for c in 0...n {
        for k in [1, 2, 5, n / 2, n] where k <= n {
          for t in 1...k {
            // At least t right, or at least k - t + 1 wrong.
            let one = Tally(correct: c, of: n).passAt(k, atLeast: t)!
            let other = Tally(correct: n - c, of: n).passAt(k, atLeast: k - t + 1)!
            #expect(abs(one + other - 1) < 1e-13, "n \(n) c \(c) k \(k) t \(t)")
          }
        }
      }
    }
  }

  @Test func `it rises with correct samples and falls with the threshold`() {
    for n in [8, 40] {
      for k in [1, 3, 8] {
        for t in 1...k {
          var last = 0.0
          for c in 0...n {
            let tally = Tally(correct: c, of: n)
            let value = tally.passAt(k, atLeast: t)!
            #expect(value >= last - 1e-15)
            if t > 1 { #expect(value <= tally.passAt(k, atLeast: t - 1)! + 1e-15) }
            last = value
          }
          #expect(last == 1)
        }
      }
    }
  }

  @Test func `the mean above one half is the mean of its parts`() {
    for (c, n, k) in [(3, 9, 4), (20, 64, 16), (40, 64, 33), (255, 256, 128)] {
      let tally = Tally(correct: c, of: n)
      let parts = (((k + 1) / 2 + 1)...k).reduce(0.0) { $0 + tally.passAt(k, atLeast: $1)! }
      #expect(abs(tally.meanPassAboveHalfAt(k)! - parts * 2 / Double(k)) < 1e-13)
    }
    #expect(Tally(correct: 9, of: 9).meanPassAboveHalfAt(8) == 1)
    // The published sum at odd k.
    #expect(abs(Tally(correct: 9, of: 9).meanPassAboveHalfAt(9)! - 8.0 / 9) < 1e-15)
  }

  @Test func `beyond n there is none, and mG-Pass begins at 2`() {
    let tally = Tally(correct: 2, of: 4)
    #expect(tally.passAllAt(5) == nil)
    #expect(tally.passAt(5, share: Ratio(1, over: 2)) == nil)
    #expect(tally.meanPassAboveHalfAt(5) == nil)
    #expect(tally.strictMajorityAt(5) == nil)
    #expect(tally.meanPassAboveHalfAt(1) == nil)
  }

  /// Agreement with integers of any length, at the sizes where products of factors would overflow.
  @Test(arguments: [
    (2_000, 900, 1_000), (2_000, 3, 1_999), (10_000, 4_000, 512), (10_000, 9_990, 5_000),
    (100_000, 700, 1_024), (100_000, 50_000, 2_048), (100_000, 99_000, 30_000),
  ])
  func `accurate to 1e-12 where n is large`(n: Int, c: Int, k: Int) throws {
    let mean = Double(k) * Double(c) / Double(n)
    let spread = max(1, (mean * (1 - Double(c) / Double(n))).squareRoot())
    for deviations in [-8.0, -3, -1, 0, 1, 3, 8] {
      let t = Int(mean + deviations * spread)
      guard (1...k).contains(t) else { continue }
      let exact = bigAtLeast(t, total: n, marked: c, draws: k)
      let value = try #require(Tally(correct: c, of: n).passAt(k, atLeast: t))
      #expect(abs(value - exact) < 1e-12, "t \(t): \(value) \(exact)")
      // Small chances keep their digits.
      #expect(abs(value - exact) < 1e-11 * exact + 1e-300, "t \(t): \(value) \(exact)")
    }
  }

  @Test func `far from everything it is 0 or 1 and not a number out of range`() {
    let tally = Tally(correct: 1_000, of: 100_000)
    #expect(tally.passAt(50_000, atLeast: 1_001) == 0)
    #expect(tally.passAt(50_000, atLeast: 999)! >= 0)
    #expect(tally.passAt(50_000, atLeast: 100)! == 1)
    #expect(Tally(correct: 99_999, of: 100_000).passAt(100_000, atLeast: 99_999) == 1)
  }

  /// scorio 0.2.3, the examples of its documentation.
  @Test func `agrees with scorio on its own examples`() {
    let rows = [Tally(correct: 3, of: 5), Tally(correct: 4, of: 5)]
    func mean(_ metric: CountMetric, _ k: Int) -> Double { metric.values(rows, at: k).estimate! }
    #expect(abs(mean(.passAll, 2) - 0.45) < 1e-12)
    #expect(abs(mean(.passShare(Ratio(1, over: 2)), 2) - 0.95) < 1e-12)
    #expect(abs(mean(.meanPassAboveHalf, 2) - 0.45) < 1e-12)
    #expect(abs(mean(.meanPassAboveHalf, 3) - 0.166667) < 5e-7)
    #expect(abs(mean(.strictMajority, 3) - 0.85) < 1e-12)
    #expect(abs(mean(.areaUnderPass(.linear), 2) - 0.825) < 1e-12)
    #expect(abs(mean(.areaUnderPass(.linear), 3) - 0.9) < 1e-12)
  }
}
