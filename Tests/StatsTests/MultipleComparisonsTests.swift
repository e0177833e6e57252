import Simulation
import Stats
import Testing

struct MultipleComparisonsTests {
  /// By hand: 4 x 0.005; then 3 x 0.01 = 0.03; then 2 x 0.03 = 0.06; then 0.04, raised to 0.06.
  @Test func `the textbook example`() {
    let adjusted = holm([0.01, 0.04, 0.03, 0.005])
    for (value, expected) in zip(adjusted, [0.03, 0.06, 0.06, 0.02]) {
      #expect(abs(value - expected) < 1e-15)
    }
    #expect(holm([]) == [])
    #expect(holm([0.2]) == [0.2])
    #expect(holm([0.5, 0.9]) == [1, 1])
  }

  static let families: [[Double]] = {
    var rng = SeededGenerator(seed: 3)
    return (0..<300).map { index in
      (0..<(1 + index % 5)).map { _ in
        let p = rng.uniform()
        // Ties, zeros and ones among them.
        return index % 3 == 0 ? (p * 8).rounded() / 8 : p * p
      }
    }
  }()

  /// Holm is the closed test in which every intersection is tested by Bonferroni: a hypothesis's
  /// adjusted p is the largest, over the sets that hold it, of size times smallest p.
  @Test func `equals the closed test by Bonferroni`() {
    for family in Self.families {
      let adjusted = holm(family)
      for index in family.indices {
        var largest = 0.0
        for set in 1..<(1 << family.count) where set & (1 << index) != 0 {
          let members = family.indices.filter { set & (1 << $0) != 0 }.map { family[$0] }
          largest = max(largest, min(1, Double(members.count) * members.min()!))
        }
        #expect(abs(adjusted[index] - largest) < 1e-15, "\(family)")
      }
    }
  }

  @Test func `order does not matter, and a smaller p stays the smaller`() {
    var rng = SeededGenerator(seed: 4)
    for family in Self.families {
      let adjusted = holm(family)
      let order = family.indices.shuffled(using: &rng)
      let shuffled = holm(order.map { family[$0] })
      #expect(shuffled == order.map { adjusted[$0] })
      for (i, j) in zip(order, order.dropFirst()) where family[i] <= family[j] {
        #expect(adjusted[i] <= adjusted[j])
      }
      for (p, q) in zip(family, adjusted) { #expect(p <= q && q <= 1) }
    }
  }
}
