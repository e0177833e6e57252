import Simulation
import Stats
import Testing

struct DecidedOrderTests {
  @Test func `ranks count those decidedly ahead and behind`() {
    // 0 beats 2 and 3, 1 beats 3.
    let beats: Set<[Int]> = [[0, 2], [0, 3], [1, 3]]
    let order = DecidedOrder(runs: 4) { beats.contains([$0, $1]) ? 1 : 0 }
    #expect(order.ranks == [1...2, 1...3, 2...4, 3...4])
    #expect(order.sign(0, 2) == 1 && order.sign(2, 0) == -1 && order.sign(0, 1) == 0)
    #expect(DecidedOrder(runs: 0) { _, _ in 1 }.ranks == [])
    #expect(DecidedOrder(runs: 1) { _, _ in 1 }.ranks == [1...1])
    let total = DecidedOrder(runs: 130) { $0 < $1 ? 1 : -1 }
    #expect(total.ranks == (1...130).map { $0...$0 })
    let none = DecidedOrder(runs: 130) { _, _ in 0 }
    #expect(none.ranks == [ClosedRange<Int>](repeating: 1...130, count: 130))
  }

  /// Three pairs, six claims; the smallest one-sided p is multiplied by 6, the next by 5, then 4.
  @Test func `the level is shared among all pairs and both directions`() {
    func signs(_ p: [Double]) -> [Int] {
      var next = -1
      let order = DecidedOrder(runs: 3) { _, _ in
        next += 1
        return (sign: next == 1 ? -1 : 1, pValue: p[next])
      }
      return [order.sign(0, 1), order.sign(0, 2), order.sign(1, 2)]
    }
    #expect(signs([0.0166, 0.5, 0.5]) == [1, 0, 0])
    #expect(signs([0.0167, 0.5, 0.5]) == [0, 0, 0])
    #expect(signs([0.001, 0.0199, 0.5]) == [1, -1, 0])
    #expect(signs([0.001, 0.0201, 0.5]) == [1, 0, 0])
    #expect(signs([0.001, 0.001, 0.0249]) == [1, -1, 1])
    #expect(signs([0.001, 0.001, 0.0251]) == [1, -1, 0])
  }

  @Test func `pairs that cannot be compared are undecided and not counted`() {
    let order = DecidedOrder(runs: 3) { i, j in
      i == 0 && j == 1 ? (sign: 1, pValue: 0.049) : nil
    }
    #expect(order.sign(0, 1) == 1 && order.sign(0, 2) == 0 && order.sign(1, 2) == 0)
    let tie = DecidedOrder(runs: 2) { _, _ in (sign: 0, pValue: 0.001) }
    #expect(tie.sign(0, 1) == 0)
  }

  @Test func `fewer runs decide no less`() {
    var rng = SeededGenerator(seed: 61)
    for _ in 0..<50 {
      let p = (0..<36).map { _ in rng.uniform() * rng.uniform() * 0.1 }
      let pair = { (i: Int, j: Int) in (sign: 1, pValue: p[6 * i + j]) }
      let (few, many) = (DecidedOrder(runs: 4, pair: pair), DecidedOrder(runs: 6, pair: pair))
      for i in 0..<4 {
        for j in 0..<4 where many.sign(i, j) != 0 { #expect(few.sign(i, j) == many.sign(i, j)) }
      }
    }
  }
}
