import Testing

@testable import Stats

@Suite struct LogisticLineTests {
  /// Data with the line scikit-learn 1.9.1 finds (scripts/horizon_reference.py).
  struct Reference: CustomTestStringConvertible {
    let name: String
    let minutes: [Double]
    let outcomes: [Double]
    let weights: [Double]
    let intercept: Double
    let slope: Double

    var testDescription: String { name }

    var points: [LogisticLine.Point] {
      let sum = weights.reduce(0, +)
      return minutes.indices.map {
        .init(x: logarithm2(minutes[$0]), y: outcomes[$0], weight: weights[$0] / sum)
      }
    }

    static let all = [
      Reference(
        name: "twelve tasks", minutes: [1, 2, 3, 4, 8, 15, 30, 60, 120, 240, 480, 960],
        outcomes: [1, 1, 0.75, 1, 0.5, 0.875, 0.25, 0.5, 0, 0.125, 0, 0],
        weights: [Double](repeating: 1, count: 12), intercept: 3.023988567, slope: -0.666290696),
      Reference(
        name: "unequal weights", minutes: [0.5, 1, 5, 5, 20, 90, 90, 400],
        outcomes: [1, 0.9, 0.6, 0.2, 0.7, 0.3, 0, 0.1], weights: [3, 1, 2, 1, 4, 1, 0.5, 2],
        intercept: 1.950811499, slope: -0.432363296),
      Reference(
        name: "separated", minutes: [1, 2, 4, 8, 16, 32, 64, 128],
        outcomes: [1, 1, 1, 1, 0, 0, 0, 0], weights: [Double](repeating: 1, count: 8),
        intercept: 4.446286663, slope: -1.270367618),
      Reference(
        name: "rising", minutes: [1, 2, 4, 8, 16, 32], outcomes: [0, 0, 0.2, 0.4, 0.8, 1],
        weights: [Double](repeating: 1, count: 6), intercept: -3.366489298, slope: 1.067905898),
    ]
  }

  @Test(arguments: Reference.all)
  func `the line is scikit-learn's`(reference: Reference) throws {
    let line = try #require(LogisticLine(reference.points))
    #expect(abs(line.intercept - reference.intercept) < 1e-7, "\(line)")
    #expect(abs(line.slope - reference.slope) < 1e-7, "\(line)")
  }

  /// Both derivatives of the penalised loss vanish to the last digits.
  @Test(arguments: Reference.all)
  func `the fit is converged`(reference: Reference) throws {
    let line = try #require(LogisticLine(reference.points))
    var slopes = (LogisticLine.ridge * line.slope, 0.0)
    for point in reference.points {
      let chance = 1 / (1 + exponential(-(line.intercept + line.slope * point.x)))
      slopes.0 += point.weight * (chance - point.y) * point.x
      slopes.1 += point.weight * (chance - point.y)
    }
    #expect(abs(slopes.0) < 1e-14 && abs(slopes.1) < 1e-14, "\(slopes)")
  }

  @Test func `a fraction is two halves`() throws {
    let whole = LogisticLineTests.Reference.all[0].points
    let halves = whole.flatMap {
      [
        LogisticLine.Point(x: $0.x, y: 1, weight: $0.weight * $0.y),
        LogisticLine.Point(x: $0.x, y: 0, weight: $0.weight * (1 - $0.y)),
      ]
    }
    let one = try #require(LogisticLine(whole))
    let other = try #require(LogisticLine(halves))
    #expect(abs(one.slope - other.slope) < 1e-13)
    #expect(abs(one.intercept - other.intercept) < 1e-13)
  }

  @Test func `the unit of length moves the horizon by its logarithm and nothing else`() throws {
    let points = LogisticLineTests.Reference.all[1].points
    let hours = points.map { LogisticLine.Point(x: $0.x - 5, y: $0.y, weight: $0.weight) }
    let one = try #require(LogisticLine(points))
    let other = try #require(LogisticLine(hours))
    #expect(abs(one.slope - other.slope) < 1e-13)
    for success in [0.2, 0.5, 0.8] {
      #expect(
        abs(one.logHorizon(at: success)! - other.logHorizon(at: success)! - 5) < 1e-11)
      #expect(
        abs(one.chance(atMinutes: powerOf2(one.logHorizon(at: success)!)) - success) < 1e-12)
    }
  }

  @Test func `no line through one kind of outcome, no horizon where success rises`() throws {
    let points = LogisticLineTests.Reference.all[0].points
    for y in [0.0, 1] {
      #expect(LogisticLine(points.map { .init(x: $0.x, y: y, weight: $0.weight) }) == nil)
    }
    #expect(LogisticLine([]) == nil)
    let rising = try #require(LogisticLine(LogisticLineTests.Reference.all[3].points))
    #expect(rising.logHorizon(at: 0.5) == nil)
  }

  @Test func `weights and outcomes of any size end at a finite line`() throws {
    for scale in [1e-12, 1e-3, 1, 1e6] {
      for far in [1.0, 100, 1e4] {
        let points = [0, 1, 2, 3].map { i in
          LogisticLine.Point(x: far + Double(i), y: i < 3 ? 1 : 1e-9, weight: scale)
        }
        let line = try #require(LogisticLine(points))
        #expect(line.slope.isFinite && line.slope < 0 && line.intercept.isFinite)
      }
    }
  }
}
