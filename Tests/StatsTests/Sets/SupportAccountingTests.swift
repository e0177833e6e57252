import Stats
import Testing

struct SupportAccountingTests {
  private func accounting(_ p: Int, _ e: Int, _ s: Int, _ o: Int) -> SupportAccounting {
    let (yes, no) = (Tally(correct: 1, of: 2), Tally(correct: 0, of: 2))
    let pairs =
      Array(repeating: (baseline: yes, candidate: yes), count: p)
      + Array(repeating: (baseline: no, candidate: yes), count: e)
      + Array(repeating: (baseline: yes, candidate: no), count: s)
      + Array(repeating: (baseline: no, candidate: no), count: o)
    return SupportAccounting(SolvableSets(pairs)!)
  }

  /// arXiv:2507.14843, Table 1, rows where all four values can be read: P, E, S, O; SRR, NDR, SDS,
  /// NSCR to two digits.
  @Test(arguments: [
    ([1_355, 5, 56, 131], [0.96, 0.00, 0.01, -0.04]),
    ([1_045, 31, 107, 674], [0.91, 0.03, 0.06, -0.06]),
    ([2_400, 36, 163, 805], [0.94, 0.01, 0.03, -0.05]),
    ([1_039, 39, 113, 666], [0.90, 0.04, 0.07, -0.06]),
    ([761, 83, 104, 599], [0.88, 0.10, 0.18, -0.02]),
  ])
  func `agrees with the published table`(counts: [Int], published: [Double]) throws {
    let accounting = accounting(counts[0], counts[1], counts[2], counts[3])
    let values = [
      accounting.retention, accounting.discovery, accounting.dynamics, accounting.netChange,
    ]
    for (value, published) in zip(values, published) {
      #expect(abs(try #require(value) - published) < 0.0051)
    }
    let (p, e, s) = (Double(counts[0]), Double(counts[1]), Double(counts[2]))
    #expect(abs(accounting.dynamics! - 2 * p * e / (p * p + 2 * p * e + e * s)) < 1e-15)
  }

  @Test func `a share of nothing does not exist`() {
    let nothing = accounting(0, 0, 0, 3)
    #expect(nothing.retention == nil)
    #expect(nothing.discovery == nil)
    #expect(nothing.dynamics == nil)
    #expect(nothing.netChange == nil)
    let lost = accounting(0, 0, 2, 0)
    #expect(lost.retention == 0)
    #expect(lost.discovery == nil)
    #expect(lost.dynamics == nil)
    #expect(lost.netChange == -1)
    #expect(accounting(3, 0, 0, 0).dynamics == 0)
    #expect(accounting(0, 2, 2, 0).dynamics == 0)
  }
}
