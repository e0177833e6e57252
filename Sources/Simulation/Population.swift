import Stats

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where problems' chances of being solved come from: a mixture, what its shares leave over being
/// problems that are never solved.
package struct Population: Sendable {
  package enum Shape: Sendable {
    case beta(Double, Double)
    /// Uniform in the logarithm between two chances.
    case logUniform(Double, Double)
    /// Each as likely as the other.
    case points([Double])
  }

  package let name: String
  package let parts: [(share: Double, shape: Shape)]

  package init(name: String, parts: [(share: Double, shape: Shape)]) {
    self.name = name
    self.parts = parts
  }

  /// A fifth never solved, the rest from hard to easy.
  package static let aime = Population(
    name: "aime",
    parts: [(0.4, .beta(0.25, 6)), (0.15, .beta(1, 1)), (0.25, .beta(8, 1))])
  /// 2 % never solved, the rest near 1.
  package static let ceil = Population(name: "ceil", parts: [(0.98, .beta(4, 0.4))])
  /// Three quarters never solved, the rest rarely.
  package static let floor = Population(name: "floor", parts: [(0.25, .beta(0.3, 8))])
  package static let smooth = Population(name: "smooth", parts: [(1, .beta(2, 2))])
  /// Many problems just where a sample in a hundred or a thousand is right.
  package static let spike = Population(
    name: "spike", parts: [(0.6, .logUniform(1e-3, 1e-2)), (0.4, .beta(2, 1))])
  /// Chances spread over many orders of magnitude, as power laws of pass@k in k ask for, beside
  /// problems nearly always solved.
  package static let heavy = Population(
    name: "heavy tail", parts: [(0.6, .beta(0.08, 1)), (0.2, .beta(1, 1)), (0.2, .beta(6, 0.5))])

  /// The five of the study of intervals, and one of a heavy tail.
  package static let all = [aime, ceil, floor, smooth, spike, heavy]

  package func chance(using rng: inout some RandomNumberGenerator) -> Double {
    var u = rng.uniform()
    for part in parts {
      if u < part.share {
        switch part.shape {
        case .beta(let a, let b): return rng.beta(a, b)
        case .logUniform(let low, let high): return low * pow(high / low, rng.uniform())
        case .points(let chances): return chances[Int(rng.uniform() * Double(chances.count))]
        }
      }
      u -= part.share
    }
    return 0
  }

  /// The mean of `1 - (1 - p)^k`: exact for Beta parts and points, to 1e-9 for the others.
  package func passAt(_ k: Int) -> Double {
    parts.reduce(0) { sum, part in
      let fail: Double
      switch part.shape {
      case .beta(let a, let b):
        // The moments of a Beta distribution are products.
        fail = (0..<k).reduce(1.0) { $0 * (b + Double($1)) / (a + b + Double($1)) }
      case .logUniform(let low, let high):
        let steps = 2_000
        fail =
          (0...steps).reduce(0.0) {
            let weight = $1 == 0 || $1 == steps ? 1.0 : $1 % 2 == 1 ? 4 : 2
            let p = low * pow(high / low, Double($1) / Double(steps))
            return $0 + weight * pow(1 - p, Double(k))
          } / Double(3 * steps)
      case .points(let chances):
        fail = chances.reduce(0) { $0 + pow(1 - $1, Double(k)) } / Double(chances.count)
      }
      return sum + part.share * (1 - fail)
    }
  }
}
