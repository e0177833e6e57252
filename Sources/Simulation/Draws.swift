import Stats

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension RandomNumberGenerator {
  /// A standard normal number (Box and Muller).
  package mutating func normal() -> Double {
    (-2 * log(1 - uniform())).squareRoot() * cos(2 * Double.pi * uniform())
  }

  /// A gamma number of the given shape and scale 1 (Marsaglia and Tsang 2000).
  package mutating func gamma(_ shape: Double) -> Double {
    if shape < 1 { return gamma(shape + 1) * pow(1 - uniform(), 1 / shape) }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let v = (1 + c * x) * (1 + c * x) * (1 + c * x)
      if v > 0 && log(1 - uniform()) < x * x / 2 + d - d * v + d * log(v) { return d * v }
    }
  }

  package mutating func beta(_ a: Double, _ b: Double) -> Double {
    let x = gamma(a)
    return x / (x + gamma(b))
  }

  /// How many of `n` samples are correct where each is with chance `p`.
  ///
  /// One uniform number and a walk up the distribution where few successes, or few failures, are to
  /// be expected; a number a sample elsewhere.
  package mutating func binomial(_ n: Int, _ p: Double) -> Int {
    if p <= 0 { return 0 }
    if p >= 1 { return n }
    if p > 0.5 { return n - binomial(n, 1 - p) }
    guard Double(n) * p < 12 else {
      return (0..<n).reduce(0) { c, _ in c + (uniform() < p ? 1 : 0) }
    }
    var u = uniform()
    var mass = exp(Double(n) * log1p(-p))
    let odds = p / (1 - p)
    for c in 0..<n {
      if u < mass { return c }
      u -= mass
      mass *= Double(n - c) / Double(c + 1) * odds
    }
    return n
  }

  package mutating func tally(of n: Int, _ p: Double) -> Tally {
    Tally(correct: binomial(n, p), of: n)
  }
}

/// Random numbers fixed by a text and two counters, so that no part of a study depends on what was
/// drawn before it, or on which thread drew it.
package func stream(_ key: String, seed: UInt64, number: Int) -> SeededGenerator {
  // FNV-1a of the text, then one step of the generator for each counter.
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for byte in key.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
  var first = SeededGenerator(seed: hash ^ seed)
  var second = SeededGenerator(seed: first.next() &+ UInt64(number))
  return SeededGenerator(seed: second.next())
}
