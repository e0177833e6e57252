import Simulation
import Stats
import Testing

@Suite(.serialized) struct ExploreTests {
  @Test(arguments: [JointPopulation.shift, .crossing, .independent, .nearlyIdentical, .identical, .fewFlips])
  func explore(_ joint: JointPopulation) {
    for (n, k) in [(8, 1), (8, 8), (64, 1), (64, 8), (64, 64)] {
      var rng = SeededGenerator(seed: 5)
      var many: [(Double, Double)] = []
      for _ in 0..<100_000 { many.append(joint.chances(using: &rng)) }
      let d = many.map { chanceOfOne(in: k, $0.1) - chanceOfOne(in: k, $0.0) }
      let mean = d.reduce(0, +) / Double(d.count)
      let v = d.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(d.count)
      print(joint.name, "n", n, "k", k, "true mean \(mean) sd \(v.squareRoot())")
      for P in [30, 100, 500] {
        for _ in 0..<2 {
          let pilot = (0..<P).map { _ -> TallyPair in
            let (p, q) = joint.chances(using: &rng)
            return (rng.tally(of: n, p), rng.tally(of: n, q))
          }
          let c = ContinuousClock.now
          let pop = PlanningPopulation(pilot: pilot)!
          let t = ContinuousClock.now - c
          let (m, v2) = pop.spread(at: k)
          print("   P \(P): mean \(m) sd \(v2.squareRoot()) \(t) atoms \(pop.count)")
        }
      }
    }
  }
}
