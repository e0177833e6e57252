/// A small seeded generator: the same seed gives the same numbers on every machine.
///
/// SplitMix64, whose *i*-th output is a hash of `seed + i * gamma`: streams of different seeds do
/// not overlap in practice. Made for simulation and examples, not for secrets.
///
/// Source: Steele, Lea and Flood 2014, "Fast splittable pseudorandom number generators".
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// The generator of one round of a method that names `key`: a pure function of both, so that
  /// rounds may be drawn in any order, on any number of threads, with the same result.
  init(key: UInt64, round: Int) {
    var hash = SeededGenerator(seed: key &+ UInt64(round) &* 0xD134_2543_DE82_EF95)
    self.init(seed: hash.next())
  }

  /// A number in `0..<bound`, each as often as the others within 2^-53 (one draw, never more).
  mutating func below(_ bound: Int) -> Int {
    Int(uniform() * Double(bound))
  }
}

extension RandomNumberGenerator {
  /// A number in `0..<1`, uniform over the multiples of 2^-53.
  package mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }
}
