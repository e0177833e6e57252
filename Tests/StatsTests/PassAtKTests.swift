import Simulation
import Stats
import Testing

struct PassAtKTests {
  @Test(arguments: 0...16)
  func `agrees with the closed form`(n: Int) throws {
    for c in 0...n {
      let tally = Tally(correct: c, of: n)
      for k in 1...max(n, 1) where k <= n {
        let exact = exactPassAt(k, correct: c, of: n)
        let value = try #require(tally.passAt(k))
        let fail = try #require(tally.failAt(k))
        #expect(abs(value - exact) < 1e-15, "n \(n) c \(c) k \(k)")
        #expect(abs(fail - (1 - exact)) < 1e-15, "n \(n) c \(c) k \(k)")
      }
    }
  }

  @Test(arguments: 1...8)
  func `counts the subsets that hold a correct sample`(n: Int) throws {
    for c in 0...n {
      for k in 1...n {
        let value = try #require(Tally(correct: c, of: n).passAt(k))
        #expect(abs(value - bruteForcePassAt(k, correct: c, of: n)) < 1e-15, "c \(c) k \(k)")
      }
    }
  }

  @Test(arguments: 0...40)
  func `a sequence gives the same values in turn and stops after n`(n: Int) {
    for c in 0...n {
      let values = Array(PassAtKSequence(Tally(correct: c, of: n)))
      #expect(values.count == n)
      for (index, value) in values.enumerated() {
        let exact = exactPassAt(index + 1, correct: c, of: n)
        #expect(abs(value - exact) < 1e-14, "n \(n) c \(c) k \(index + 1)")
      }
    }
  }

  /// A tally and a k where a formula could slip.
  struct Case: Sendable {
    let n: Int
    let c: Int
    let k: Int
  }

  static let corners: [Case] = {
    var cases: [Case] = []
    for n in [100, 1_000, 65_536, 100_000] {
      for c in [1, 2, n / 50, n / 2, n - 1] {
        for k in [1, 2, 64, n - c, n - c + 1, n - 1, n] where min(c, k) < 9_000 {
          cases.append(Case(n: n, c: c, k: k))
        }
      }
    }
    return cases
  }()

  static let drawn: [Case] = {
    var rng = SeededGenerator(seed: 1)
    return (0..<60).map { index in
      let n = Int.random(in: 50...(index % 5 == 0 ? 100_000 : 10_000), using: &rng)
      let c = Int.random(in: 0...(index % 2 == 0 ? min(n, 40) : n), using: &rng)
      let k = Int.random(in: 1...(index % 3 == 0 ? n : min(n, 1_000)), using: &rng)
      return Case(n: n, c: c, k: k)
    }
  }()

  @Test(arguments: corners + drawn)
  func `agrees with exact integers up to 100,000 samples`(_ at: Case) throws {
    let value = try #require(Tally(correct: at.c, of: at.n).passAt(at.k))
    #expect(abs(value - bigPassAt(at.k, correct: at.c, of: at.n)) < 1e-13)
  }

  @Test(arguments: [(1, 65_536), (7, 65_536), (300, 65_536), (65_000, 65_536)])
  func `the sequence keeps its digits over long curves`(c: Int, n: Int) throws {
    let tally = Tally(correct: c, of: n)
    for (index, value) in PassAtKSequence(tally).enumerated() {
      #expect(abs(value - (try #require(tally.passAt(index + 1)))) < 1e-12)
    }
  }

  @Test(arguments: 0...12)
  func `does not exist beyond n, and only there`(n: Int) {
    for c in 0...n {
      for k in 1...20 {
        #expect((Tally(correct: c, of: n).passAt(k) == nil) == (k > n))
        #expect((Tally(correct: c, of: n, missing: 3).passBounds(at: k) == nil) == (k > n + 3))
      }
    }
  }

  @Test(arguments: 1...40)
  func `c and k may change places`(n: Int) throws {
    for c in 1...n {
      for k in 1...n {
        let one = try #require(Tally(correct: c, of: n).passAt(k))
        let other = try #require(Tally(correct: k, of: n).passAt(c))
        #expect(abs(one - other) < 1e-15)
      }
    }
  }

  @Test(arguments: [1, 2, 3, 17, 64, 257])
  func `grows with k and with c, from c of n to certainty`(n: Int) throws {
    for c in 0...n {
      let tally = Tally(correct: c, of: n)
      #expect(abs(try #require(tally.passAt(1)) - Double(c) / Double(n)) < 1e-15)
      #expect(tally.passAt(n) == (c > 0 ? 1 : 0))
      var last = 0.0
      for k in 1...n {
        let value = try #require(tally.passAt(k))
        #expect((0...1).contains(value))
        #expect(value >= last - 1e-15)
        if k > n - c { #expect(value == 1) }
        if c < n { #expect(value <= (try #require(Tally(correct: c + 1, of: n).passAt(k)))) }
        last = value
      }
    }
  }

  /// The sum over c of Bin(n, p)(c) C(n-c, k) / C(n, k) is (1-p)^k. With p = a/b both sides times
  /// b^n C(n, k) are integers, and `failAt` times C(n, k) rounds to one.
  @Test(arguments: 1...14)
  func `is unbiased, exactly`(n: Int) throws {
    func power(_ base: Int, _ exponent: Int) -> Int {
      (0..<exponent).reduce(1) { product, _ in product * base }
    }
    for (a, b) in [(0, 1), (1, 1), (1, 2), (1, 3), (2, 5), (1, 7), (6, 7)] {
      for k in 1...n {
        var sum = 0
        for c in 0...n {
          let fail = try #require(Tally(correct: c, of: n).failAt(k))
          let scaled = fail * Double(binomial(n, k))
          #expect(abs(scaled - scaled.rounded()) < 1e-10)
          sum += binomial(n, c) * power(a, c) * power(b - a, n - c) * Int(scaled.rounded())
        }
        #expect(sum == power(b - a, k) * power(b, n - k) * binomial(n, k), "p \(a)/\(b) k \(k)")
      }
    }
  }

  @Test(arguments: 0...7, 0...4)
  func `bounds hold exactly what the missing samples leave possible`(n: Int, missing: Int) throws {
    for c in 0...n {
      let tally = Tally(correct: c, of: n, missing: missing)
      for k in 1...max(1, n + missing) where k <= n + missing {
        let bounds = try #require(tally.passBounds(at: k))
        let completions = (0...missing).map {
          bruteForcePassAt(k, correct: c + $0, of: n + missing)
        }
        #expect(abs(bounds.lowerBound - completions.min()!) < 1e-15)
        #expect(abs(bounds.upperBound - completions.max()!) < 1e-15)
        if let value = tally.passAt(k) {
          #expect(bounds.lowerBound <= value + 1e-15 && value <= bounds.upperBound + 1e-15)
          if missing == 0 { #expect(bounds == value...value) }
        }
      }
    }
  }

  @Test func `one lost sample erases nothing where the problem was solved`() {
    #expect(Tally(correct: 3, of: 63, missing: 1).passBounds(at: 64) == 1...1)
    #expect(Tally(correct: 0, of: 63, missing: 1).passBounds(at: 64) == 0...1)
  }

  @Test(arguments: [1, 2, 1_490_304, 2_980_607, 2_980_608])
  func `millions of samples do not overflow`(c: Int) throws {
    let n = 2_980_608
    let tally = Tally(correct: c, of: n)
    for k in [1, 2, 1_024, n / 2, n - 1, n] {
      let value = try #require(tally.passAt(k))
      #expect((0...1).contains(value))
      if c == 1 { #expect(abs(value - Double(k) / Double(n)) < 1e-12) }
      if k == 1 { #expect(abs(value - Double(c) / Double(n)) < 1e-12) }
    }
  }
}
