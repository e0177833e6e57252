import Stats

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where the chances of two runs on one problem come from, together.
package struct JointPopulation: Sendable {
  package let name: String
  package let draw: @Sendable (inout SeededGenerator) -> (Double, Double)

  package init(name: String, draw: @escaping @Sendable (inout SeededGenerator) -> (Double, Double))
  {
    self.name = name
    self.draw = draw
  }

  package func chances(
    using rng: inout SeededGenerator
  ) -> (baseline: Double, candidate: Double) {
    draw(&rng)
  }

  /// The mean difference in pass@k at each of `ks`, ascending, from many problems drawn.
  package func differences(at ks: [Int], draws: Int = 300_000) -> [Double] {
    var rng = SeededGenerator(seed: 99)
    var sums = [Double](repeating: 0, count: ks.count)
    for _ in 0..<draws {
      let (p, q) = draw(&rng)
      var (failP, failQ, last) = (1.0, 1.0, 0)
      for (index, k) in ks.enumerated() {
        // Over every k in turn, a product a step.
        let step = k - last
        failP *= step == 1 ? 1 - p : pow(1 - p, Double(step))
        failQ *= step == 1 ? 1 - q : pow(1 - q, Double(step))
        last = k
        sums[index] += failP - failQ
      }
    }
    return sums.map { $0 / Double(draws) }
  }
}
