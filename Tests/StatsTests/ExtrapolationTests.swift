import Testing
import Simulation
@testable import Stats

@Suite(.serialized) struct ExtrapolationTests {
  private static let hard = Population(name: "a fifth impossible", parts: [(0.8, .beta(0.3, 1))])

  private func study(_ population: Population, problems: Int, of n: Int, seed: UInt64) -> [Tally] {
    var rng = SeededGenerator(seed: seed)
    return (0..<problems).map { _ in rng.tally(of: n, population.chance(using: &rng)) }
  }

  @Test(arguments: ExtrapolationModel.allCases)
  func `values and intervals only beyond the samples`(model: ExtrapolationModel) throws {
    let tallies = study(.aime, problems: 30, of: 64, seed: 2)
    let result = Extrapolation(
      tallies, model: model, at: [4_096, 1, 64, 65, 256], rounds: 200)
    #expect(result.absence == nil)
    #expect(result.points.map(\.k) == [65, 256, 4_096])
    #expect(result.samples == 64 && result.problems == 30 && result.skipped == 0)
    let heldOut = try #require(result.heldOut)
    #expect(heldOut.shown == 16 && heldOut.k == 64 && heldOut.passed)
    #expect(abs(heldOut.observed - PassCurve(tallies)!.point(at: 64).estimate!) < 1e-12)
    for point in result.points {
      #expect(point.interval.contains(point.value))
      #expect(point.value == result.fitted?.passAt(point.k))
      #expect(point.interval.lower >= 0 && point.interval.upper <= 1)
    }
    for (one, next) in zip(result.points, result.points.dropFirst()) {
      #expect(one.value <= next.value && one.interval.lower <= next.interval.lower)
    }
  }

  @Test(arguments: ExtrapolationModel.allCases)
  func `the order of problems changes no bit`(model: ExtrapolationModel) {
    let tallies = study(.aime, problems: 25, of: 32, seed: 2)
    let one = Extrapolation(tallies, model: model, at: [128], rounds: 100)
    let other = Extrapolation(tallies.reversed(), model: model, at: [128], rounds: 100)
    #expect(one.points == other.points && one.heldOut == other.heldOut)
    #expect(one.fitted == other.fitted)
  }

  @Test(arguments: ExtrapolationModel.allCases)
  func `counts that say nothing about the tail are refused`(model: ExtrapolationModel) {
    let needs = Absence.tooLittleToExtrapolate(problems: 20, samples: 16, partly: 5)
    func absence(_ tallies: [Tally]) -> Absence? {
      let result = Extrapolation(tallies, model: model, at: [1_000], rounds: 100)
      #expect(result.points.isEmpty)
      return result.absence
    }
    #expect(absence((0..<30).map { Tally(correct: $0 % 2 * 64, of: 64) }) == needs)
    #expect(absence((0..<30).map { _ in Tally(correct: 0, of: 64) }) == needs)
    #expect(absence((0..<30).map { _ in Tally(correct: 64, of: 64) }) == needs)
    #expect(absence(study(.aime, problems: 19, of: 64, seed: 3)) == needs)
    #expect(absence(study(.aime, problems: 30, of: 15, seed: 3)) == needs)
    #expect(absence([Tally(correct: 3, of: 64)]) == needs)
    #expect(absence((0..<30).map { Tally(correct: $0 % 2, of: 1) }) == needs)
    #expect(absence([]) == .noProblems)
  }

  @Test func `problems of different numbers of samples`() throws {
    var rng = SeededGenerator(seed: 4)
    let tallies = (0..<40).map { i in
      rng.tally(of: [32, 64, 200][i % 3], Self.hard.chance(using: &rng))
    }
    let result = Extrapolation(
      tallies, model: .zeroInflatedBetaBinomial, at: [16, 64, 512], rounds: 200)
    #expect(result.samples == 32)
    #expect(result.points.map(\.k) == [64, 512])
    #expect(result.heldOut?.shown == 8)
  }

  @Test func `missing samples widen the interval and are not wrong`() throws {
    let tallies = study(Self.hard, problems: 40, of: 64, seed: 15)
    let missing = tallies.enumerated().map { index, tally in
      Tally(correct: tally.correct, of: tally.samples, missing: index % 4 == 0 ? 4 : 0)
    }
    let model = ExtrapolationModel.zeroInflatedBetaBinomial
    let whole = Extrapolation(tallies, model: model, at: [256], rounds: 100)
    let holed = Extrapolation(missing, model: model, at: [256], rounds: 100)
    let (one, other) = try (#require(whole.points.first), #require(holed.points.first))
    #expect(one.value == other.value)
    #expect(one.interval.lower >= other.interval.lower)
    #expect(one.interval.upper < other.interval.upper)
  }

  /// 60 % of problems between 1 in 1,000 and 1 in 100: at 64 samples they look like impossible ones.
  private func spike(_ rng: inout SeededGenerator) -> Double {
    rng.uniform() < 0.6 ? exponential(-2.302585 * (2 + rng.uniform())) : rng.beta(2, 1)
  }

  @Test func `the check refuses a population that the model cannot follow`() {
    var rng = SeededGenerator(seed: 6)
    var refused = 0
    for _ in 0..<12 {
      let tallies = (0..<100).map { _ in rng.tally(of: 64, spike(&rng)) }
      let result = Extrapolation(
        tallies, model: .zeroInflatedBetaBinomial, at: [256], rounds: 100)
      if case .heldOutMissed = result.absence {
        refused += 1
        #expect(result.points.isEmpty && result.fitted != nil)
      }
    }
    print("refused of 12 spiked studies of 100 problems: \(refused)")
    #expect(refused >= 11)
  }

  @Test func `coverage where the model is true`() {
    let truth = 0.8 * (1 - exponential(logMeanFailure(0.3, 1, attempts: 256)))
    var rng = SeededGenerator(seed: 7)
    var share = CoverageTests.Share()
    var refused = 0
    for _ in 0..<80 {
      let tallies = (0..<50).map { _ in rng.tally(of: 64, Self.hard.chance(using: &rng)) }
      let result = Extrapolation(
        tallies, model: .zeroInflatedBetaBinomial, at: [256], rounds: 100)
      if let point = result.points.first {
        share.add(point.interval, holds: truth)
      } else {
        refused += 1
      }
    }
    print("extrapolation to 4n, true model, P 50, n 64: \(share), refused \(refused) of 80")
    #expect(share.supports(0.93))
    #expect(refused < 16)
  }
}
