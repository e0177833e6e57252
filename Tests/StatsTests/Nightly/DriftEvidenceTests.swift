import Simulation
import Stats
import Testing

struct DriftEvidenceTests {
  static let chances = [0.0, 0.1, 0.5, 0.8, 1.0]

  /// Every outcome of nights of problems with these chances, one sample each.
  private func expectation(_ nights: [[Double]], floor: Double, baseline: [Tally]) throws -> Double
  {
    let start = try #require(DriftEvidence(baseline: baseline, floor: floor))
    var states = [(evidence: start, weight: 1.0)]
    for chances in nights {
      var next: [(evidence: DriftEvidence, weight: Double)] = []
      for state in states {
        for outcome in 0..<(1 << chances.count) {
          var weight = state.weight
          let night = chances.enumerated().map { index, p in
            let isRight = outcome & (1 << index) != 0
            weight *= isRight ? p : 1 - p
            return Tally(correct: isRight ? 1 : 0, of: 1)
          }
          guard weight > 0 else { continue }
          var evidence = state.evidence
          evidence.add(night)
          next.append((evidence, weight))
        }
      }
      states = next
    }
    return states.reduce(0) { $0 + $1.weight * $1.evidence.value }
  }

  static let histories = [
    [Tally(correct: 0, of: 7), Tally(correct: 7, of: 7), Tally(correct: 3, of: 7)],
    [Tally(correct: 0, of: 0), Tally(correct: 1, of: 1), Tally(correct: 0, of: 1)],
  ]

  /// With the floor just at the mean of the chances, where the null is hardest to keep to.
  @Test(arguments: chances) func `the mean under the null is at most 1, whatever the chances`(
    p: Double
  ) throws {
    for q in Self.chances {
      for r in Self.chances {
        let mean = (p + q + r) / 3
        guard mean > 0 && mean < 1 else { continue }
        for floor in [mean, mean / 2] {
          for history in Self.histories {
            #expect(try expectation([[p, q, r]], floor: floor, baseline: history) <= 1 + 1e-12)
            // A second night of the same mean.
            let second = try expectation(
              [[p, q, r], [r, p, q]], floor: floor, baseline: history)
            #expect(second <= 1 + 1e-12, "\(p) \(q) \(r)")
          }
        }
      }
    }
  }

  @Test(arguments: chances) func `and so is that of each process by itself`(p: Double) {
    for q in Self.chances {
      let floor = (p + q) / 2
      guard floor > 0 && floor < 1 else { continue }
      for guesses in [(0.0, 1.0), (0.5, 0.5), (p, q), (1, 0.2)] {
        var means = [Double](repeating: 0, count: 16)
        for (x, y) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
          let weight = (x == 1 ? p : 1 - p) * (y == 1 ? q : 1 - q)
          let (first, second) = (Double(x) - guesses.0, Double(y) - guesses.1)
          let values = DriftEvidence.logarithms(
            floor: floor, samples: 2, correct: x + y, squares: first * first + second * second)
          for (index, value) in values.enumerated() {
            means[index] += weight * exponentialForTests(value)
          }
        }
        #expect(means.allSatisfy { $0 <= 1 + 1e-12 }, "\(p) \(q): \(means)")
      }
    }
  }

  @Test func `at the floor itself with equal chances the likelihood ratios have the mean 1`() throws
  {
    // Half of the sixteen are exact there, the others at most 1.
    let mean = try expectation(
      [[0.4, 0.4, 0.4]], floor: 0.4,
      baseline: [Tally](repeating: Tally(correct: 3, of: 7), count: 3))
    #expect(mean > 0.95 && mean <= 1 + 1e-12)
  }

  @Test func `below the floor evidence grows, and fewer correct samples never lessen it`() throws {
    let baseline = (0..<20).map { Tally(correct: $0 < 14 ? 7 : 1, of: 7) }
    let start = try #require(DriftEvidence(baseline: baseline, floor: 0.7))
    var previous = -Double.infinity
    for correct in stride(from: 20, through: 0, by: -1) {
      var evidence = start
      evidence.add((0..<20).map { Tally(correct: $0 < correct ? 1 : 0, of: 1) })
      #expect(evidence.logarithm >= previous)
      previous = evidence.logarithm
    }
    var falling = start
    var crossedAt: Int?
    for night in 1...40 {
      falling.add((0..<20).map { Tally(correct: $0 < 9 ? 1 : 0, of: 1) })
      if crossedAt == nil && falling.value >= 1 / falling.alpha { crossedAt = night }
    }
    #expect(falling.crossed == crossedAt && crossedAt != nil)
    #expect(falling.nights == 40 && falling.samples == 800 && falling.correct == 360)
    #expect(falling.largestLogarithm == falling.logarithm)
  }

  @Test func `missing samples and short nights count as right`() throws {
    let start = try #require(
      DriftEvidence(baseline: [Tally](repeating: Tally(correct: 2, of: 4), count: 2), floor: 0.5))
    let filled = [
      [Tally(correct: 1, of: 2), Tally(correct: 1, of: 2)],
      [Tally(correct: 0, of: 1, missing: 1), Tally(correct: 1, of: 2)],
      [Tally(correct: 0, of: 1), Tally(correct: 1, of: 2)],
    ].map { night in
      var evidence = start
      evidence.add(night)
      return evidence.value
    }
    #expect(filled[0] == filled[1] && filled[1] == filled[2])
  }

  @Test func `floors are the baseline's lower limits`() throws {
    let many = (0..<30).map { Tally(correct: $0 % 17, of: 16) }
    let limit = try #require(DriftEvidence.lowerLimit(of: many, outside: 0.025))
    #expect(limit == FixedSetCurve(many)!.point(at: 1).interval!.lower)
    let evidence = try #require(DriftEvidence(baseline: many, margin: 0.02, yearlyAlpha: 0.05))
    #expect(evidence.alpha == 0.025 && abs(evidence.floor - (limit - 0.02)) < 1e-15)
    let single = (0..<50).map { Tally(correct: $0 < 30 ? 1 : 0, of: 1) }
    let one = try #require(DriftEvidence.lowerLimit(of: single, outside: 0.025))
    // Clopper and Pearson: P(X >= 30) there is 0.025.
    #expect(abs(BinomialDistribution(trials: 50, chance: one).upperTail(30) - 0.025) < 1e-9)
    #expect(DriftEvidence.lowerLimit(of: [Tally(correct: 0, of: 1)], outside: 0.025) == nil)
    #expect(DriftEvidence(baseline: many, margin: 0.9) == nil)
  }
}
