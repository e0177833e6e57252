import Stats
import Testing

struct ReliabilitySequenceTests {
  @Test(arguments: ["1/2", "1/4", "3/4", "0.9", "1", "0", "2/7"])
  func `every k in turn is what each k alone gives`(tau: String) throws {
    let tau = try #require(Ratio(tau))
    for n in [1, 2, 9, 64, 700] {
      for c in Set([0, 1, n / 3, n / 2, n - 1, n]).sorted() {
        let tally = Tally(correct: c, of: n)
        var k = 0
        for value in ReliabilitySequence(tally, share: tau) {
          k += 1
          let alone = try #require(tally.passAt(k, share: tau))
          #expect(abs(value - alone) < 1e-13, "n \(n) c \(c) k \(k)")
        }
        #expect(k == n)
      }
    }
  }

  @Test(arguments: [500, 30_000, 50_000, 99_500])
  func `rounding does not gather over 100,000 steps`(c: Int) throws {
    let n = 100_000
    let tally = Tally(correct: c, of: n)
    for tau in [Ratio(1, over: 2), Ratio(c, over: n)] {
      var k = 0
      for value in ReliabilitySequence(tally, share: tau) {
        k += 1
        guard k % 4_999 == 0 || k == n else { continue }
        let alone = try #require(tally.passAt(k, share: tau))
        #expect(abs(value - alone) < 1e-12, "c \(c) k \(k): \(value) \(alone)")
      }
    }
  }

  @Test func `a strict majority in turn`() throws {
    let tally = Tally(correct: 40, of: 90)
    for (index, value) in ReliabilitySequence(tally, atLeast: { $0 / 2 + 1 }).enumerated() {
      #expect(abs(value - tally.strictMajorityAt(index + 1)!) < 1e-13)
    }
  }
}
