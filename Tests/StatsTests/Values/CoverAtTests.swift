import Simulation
import Stats
import Testing

struct CoverAtTests {
  private let taus = ["0.1", "0.25", "0.5", "0.75", "0.9"].map { Ratio($0)! }

  @Test func `at 0 every problem counts, and the share falls as tau rises`() throws {
    var rng = SeededGenerator(seed: 50)
    let tallies = (0..<60).map { _ in rng.tally(of: 16, Population.aime.chance(using: &rng)) }
    let cover = try #require(CoverAt(tallies))
    #expect(cover.values(Ratio(0, over: 1)).estimate == 1)
    var last = 1.0
    for tau in 1...100 {
      let value = try #require(cover.values(Ratio(tau, over: 100)).estimate)
      #expect(value >= 0 && value <= last + 1e-12)
      last = value
    }
  }

  @Test func `right and wrong exchanged mirrors it`() throws {
    var rng = SeededGenerator(seed: 51)
    let tallies = (0..<50).map { _ in rng.tally(of: 32, Population.aime.chance(using: &rng)) }
    let cover = try #require(CoverAt(tallies))
    let mirrored = try #require(CoverAt(tallies.map { Tally(correct: 32 - $0.correct, of: 32) }))
    for tau in taus {
      let other = Ratio(tau.denominator - tau.numerator, over: tau.denominator)
      let sum = cover.values(tau).estimate! + mirrored.values(other).estimate!
      #expect(abs(sum - 1) < 1e-6, "\(tau)")
    }
  }

  /// `k * integral of (1-t)^(k-1) Cover@t dt`, exact for the step function of known rates.
  @Test func `pass@k is the Beta(1, k) average of the curve`() throws {
    let n = 20
    let tallies = [0, 1, 1, 4, 10, 10, 13, 19, 20].map { Tally(correct: $0, of: n) }
    let cover = try #require(CoverAt(tallies))
    func failing(_ rate: Double, _ k: Int) -> Double {
      (0..<k).reduce(1.0) { p, _ in p * (1 - rate) }
    }
    for k in [1, 2, 8, 64] {
      // Between (j-1)/n and j/n the plug-in curve is flat at its value for j/n.
      let integral = (1...n).reduce(0.0) { sum, j in
        let weight = failing(Double(j - 1) / Double(n), k) - failing(Double(j) / Double(n), k)
        return sum + weight * cover.plugIn(Ratio(j, over: n))
      }
      let mean = tallies.reduce(0.0) { $0 + 1 - failing(Double($1.correct) / Double(n), k) } / 9
      #expect(abs(integral - mean) < 1e-14, "k \(k)")
    }
    // The deconvolved curve's average is the unbiased pass@k, as far as the fit allows.
    var rng = SeededGenerator(seed: 52)
    let run = (0..<200).map { _ in rng.tally(of: 64, Population.aime.chance(using: &rng)) }
    let smooth = try #require(CoverAt(run))
    for k in [1, 4, 16] {
      let integral = (1...1_000).reduce(0.0) { sum, j in
        let weight = failing(Double(j - 1) / 1_000, k) - failing(Double(j) / 1_000, k)
        return sum + weight * smooth.values(Ratio(2 * j - 1, over: 2_000)).estimate!
      }
      let value = CountMetric.pass.values(run, at: k).estimate!
      #expect(abs(integral - value) < 0.01, "k \(k): \(integral) \(value)")
    }
  }

  /// Bias and root mean square error against the true share among the very problems drawn.
  @Test(arguments: Population.all)
  func `it is closer to the truth than counting c over n`(_ population: Population) throws {
    var rng = SeededGenerator(seed: 53)
    for (problems, n) in [(30, 8), (30, 64), (100, 8), (100, 64)] {
      var errors = [[(plugIn: Double, ours: Double)]](repeating: [], count: taus.count)
      for _ in 0..<120 {
        let rates = (0..<problems).map { _ in population.chance(using: &rng) }
        let cover = try #require(CoverAt(rates.map { rng.tally(of: n, $0) }))
        for (index, tau) in taus.enumerated() {
          let truth = Double(rates.filter { $0 >= tau.value }.count) / Double(problems)
          errors[index].append(
            (cover.plugIn(tau) - truth, cover.values(tau).estimate! - truth))
        }
      }
      var (plugIn, ours) = (0.0, 0.0)
      for (index, tau) in taus.enumerated() {
        let count = Double(errors[index].count)
        let bias = (
          errors[index].reduce(0) { $0 + $1.plugIn } / count,
          errors[index].reduce(0) { $0 + $1.ours } / count
        )
        let rmse = (
          (errors[index].reduce(0) { $0 + $1.plugIn * $1.plugIn } / count).squareRoot(),
          (errors[index].reduce(0) { $0 + $1.ours * $1.ours } / count).squareRoot()
        )
        print(
          "cover \(population.name) P \(problems) n \(n) tau \(tau): bias \(bias), rmse \(rmse)")
        plugIn += rmse.0
        ours += rmse.1
      }
      print("cover \(population.name) P \(problems) n \(n): rmse summed \(plugIn), \(ours)")
      #expect(ours <= plugIn, "P \(problems) n \(n)")
    }
  }

  @Test func `missing samples leave bounds, and order changes no bit`() throws {
    let tallies = [
      Tally(correct: 0, of: 8), Tally(correct: 3, of: 6, missing: 2), Tally(correct: 8, of: 8),
      Tally(correct: 2, of: 5),
    ]
    let values = try #require(CoverAt(tallies)).values(Ratio(1, over: 2))
    let bounds = try #require(values.bounds)
    #expect(bounds.lowerBound <= values.estimate! && values.estimate! <= bounds.upperBound)
    #expect(values.interval(level: 0.95) == nil)
    let reversed = try #require(CoverAt(tallies.reversed())).values(Ratio(1, over: 2))
    #expect(values.estimate == reversed.estimate)
    #expect(values.bounds == reversed.bounds)
    #expect(CoverAt([Tally(correct: 0, of: 0)]) == nil)
  }
}
