import Simulation
import Stats
import Testing

struct RandomnessTests {
  /// The first outputs of the authors' reference program for seed 1234567.
  @Test func `gives the published numbers`() {
    var rng = SeededGenerator(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
    ]
    for number in expected { #expect(rng.next() == number) }
  }

  @Test func `uniform numbers fill the unit interval evenly`() {
    var rng = SeededGenerator(seed: 2)
    var counts = [Int](repeating: 0, count: 16)
    for _ in 0..<160_000 {
      let u = rng.uniform()
      #expect((0..<1).contains(u))
      counts[Int(u * 16)] += 1
    }
    // Each count has a standard deviation of 97.
    for count in counts { #expect(abs(count - 10_000) < 485) }
  }
}
