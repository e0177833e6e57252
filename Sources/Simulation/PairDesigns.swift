import Stats
import Synchronization

/// Two runs' simulated counts on the same problems.
package struct SimulatedPair: Sendable {
  package let tallies: [TallyPair]
  package let clusters: [Int]?
}

package typealias TallyPair = (baseline: Tally, candidate: Tally)

extension Design where Data == SimulatedPair {
  /// Every way two runs are drawn.
  package static var all: [Design] {
    (JointPopulation.twelve + [.skewedNull, .paper]).map { .of($0) }
      + [ragged, clustered, sharedSeeds]
  }

  /// Problems drawn from a joint population, all with as many samples.
  package static func of(_ joint: JointPopulation) -> Design {
    make(joint.name, joint) { samples, p, q, rng in
      (rng.tally(of: samples, p), rng.tally(of: samples, q))
    }
  }

  /// Shards of samples lost, in either run.
  static let ragged = make(
    "crossing, ragged n", .crossing, suits: { $0 >= 8 },
    ks: raggedKs
  ) { samples, p, q, rng in
    let n = { (rng: inout SeededGenerator) in samples / 4 * (1 + Int(rng.uniform() * 4)) }
    return (rng.tally(of: n(&rng), p), rng.tally(of: n(&rng), q))
  }

  /// Both runs' samples decided by the same random numbers, as where sampling seeds are shared and
  /// the models are close.
  static let sharedSeeds = make("shift, shared seeds", .shift) { samples, p, q, rng in
    var (a, b) = (0, 0)
    for _ in 0..<samples {
      let u = rng.uniform()
      a += u < p ? 1 : 0
      b += u < q ? 1 : 0
    }
    return (Tally(correct: a, of: samples), Tally(correct: b, of: samples))
  }

  /// Five variants of each question, four in five of them as hard as their question for both.
  static let clustered = make("crossing, clusters of 5", .crossing, cluster: 5) {
    samples, p, q, rng in
    (rng.tally(of: samples, p), rng.tally(of: samples, q))
  }

  private static func make(
    _ name: String, _ joint: JointPopulation, cluster: Int = 1,
    suits: @escaping @Sendable (Int) -> Bool = { _ in true },
    ks: @escaping @Sendable (Int) -> [Int] = studiedKs,
    _ tallies: @escaping @Sendable (Int, Double, Double, inout SeededGenerator) -> TallyPair
  ) -> Design {
    let truth = Truth(joint)
    return Design(
      name: name, breaks: cluster == 1 ? nil : "problems are alike within clusters", suits: suits,
      ks: ks, population: { _, _, ks in truth.differences(at: ks) }
    ) { problems, samples, ks, rng in
      var shared = (baseline: 0.0, candidate: 0.0)
      let chances = (0..<problems).map { index in
        if index % cluster == 0 { shared = joint.chances(using: &rng) }
        return cluster == 1 || rng.uniform() < 0.8 ? shared : joint.chances(using: &rng)
      }
      let drawn = chances.map { tallies(samples, $0.baseline, $0.candidate, &rng) }
      return Draw(
        data: SimulatedPair(
          tallies: drawn, clusters: cluster == 1 ? nil : (0..<problems).map { $0 / cluster }),
        fixed: ks.map { k in
          meanOf(chances) { chanceOfOne(in: k, $0.candidate) - chanceOfOne(in: k, $0.baseline) }
        },
        estimates: ks.map { k in meanOf(drawn) { $0.candidate.passAt(k)! - $0.baseline.passAt(k)! }
        }
      )
    }
  }
}

/// A joint population's mean differences, worked out once for each `k`.
private final class Truth: Sendable {
  private let joint: JointPopulation
  private let known = Mutex<[Int: Double]>([:])

  init(_ joint: JointPopulation) { self.joint = joint }

  func differences(at ks: [Int]) -> [Double] {
    known.withLock { known in
      let open = ks.filter { known[$0] == nil }
      if !open.isEmpty {
        for (k, value) in zip(open, joint.differences(at: open)) { known[k] = value }
      }
      return ks.map { known[$0]! }
    }
  }
}
