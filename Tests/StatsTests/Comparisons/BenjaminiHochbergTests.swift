import Simulation
import Stats
import Testing

struct BenjaminiHochbergTests {
  /// statsmodels 0.15.0 `multipletests(p, method='fdr_bh')`.
  @Test(arguments: [
    ([0.01, 0.04, 0.03, 0.005], [0.02, 0.04, 0.04, 0.02]),
    ([0.5, 0.5, 0.01, 0.01, 1, 0], [0.6, 0.6, 0.02, 0.02, 1, 0]),
    (
      [
        0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216, 0.222, 0.251, 0.269,
        0.275, 0.34, 0.341, 0.384, 0.569, 0.594, 0.696, 0.762, 0.94, 0.942, 0.975, 0.986,
      ],
      [
        0.025, 0.1, 0.21, 0.21, 0.21, 0.25, 0.26428571428571423, 0.49107142857142855,
        0.49107142857142855, 0.49107142857142855, 0.49107142857142855, 0.49107142857142855,
        0.49107142857142855, 0.49107142857142855, 0.5328125, 0.5328125, 0.5647058823529412,
        0.781578947368421, 0.781578947368421, 0.8699999999999999, 0.9071428571428571, 0.986, 0.986,
        0.986, 0.986,
      ]
    ),
  ])
  func `as statsmodels gives it`(pValues: [Double], expected: [Double]) {
    for (value, expected) in zip(benjaminiHochberg(pValues), expected) {
      #expect(abs(value - expected) < 1e-15)
    }
  }

  /// The procedure as its authors state it: reject the k smallest for the largest k with
  /// p_(k) <= k q / m.
  @Test(arguments: [0.02, 0.1, 0.3])
  func `rejects what the step-up procedure rejects`(q: Double) {
    for family in MultipleComparisonsTests.families {
      let sorted = family.sorted()
      let m = Double(family.count)
      let k = sorted.indices.last { sorted[$0] * m / Double($0 + 1) <= q }
      for (p, adjusted) in zip(family, benjaminiHochberg(family)) {
        #expect((adjusted <= q) == (k.map { p <= sorted[$0] } ?? false), "\(family)")
      }
    }
  }

  @Test func `order does not matter, never below p, never above Holm`() {
    #expect(benjaminiHochberg([]) == [])
    var rng = SeededGenerator(seed: 5)
    for family in MultipleComparisonsTests.families {
      let adjusted = benjaminiHochberg(family)
      let order = family.indices.shuffled(using: &rng)
      #expect(benjaminiHochberg(order.map { family[$0] }) == order.map { adjusted[$0] })
      for ((p, bh), holm) in zip(zip(family, adjusted), holm(family)) {
        #expect(p <= bh && bh <= 1 && bh <= holm + 1e-15)
      }
    }
  }
}
