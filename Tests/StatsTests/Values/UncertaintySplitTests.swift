import Simulation
import Stats
import Testing

struct UncertaintySplitTests {
  private func chance(of c: Int, _ n: Int, _ p: Double) -> Double {
    var chance = Double(binomial(n, c))
    for _ in 0..<c { chance *= p }
    for _ in c..<n { chance *= 1 - p }
    return chance
  }

  /// The variance of pass@k over all counts of `n`.
  private func exactVariance(_ k: Int, _ n: Int, _ p: Double) -> Double {
    var (mean, square) = (0.0, 0.0)
    for c in 0...n {
      let x = Tally(correct: c, of: n).passAt(k)!
      mean += chance(of: c, n, p) * x
      square += chance(of: c, n, p) * x * x
    }
    return square - mean * mean
  }

  @Test func `the formula is the variance over all counts`() {
    for n in 1...12 {
      for k in 1...n {
        for p in [0.0, 0.05, 0.3, 0.8, 1] {
          let formula = samplingVariance(passAt: k, samples: n) { m in
            (0..<m).reduce(1.0) { product, _ in product * (1 - p) }
          }
          #expect(abs(formula - exactVariance(k, n, p)) < 1e-14, "n \(n) k \(k) p \(p)")
        }
      }
    }
  }

  @Test func `a problem's own estimate is without bias, for more samples too`() {
    for k in 1...3 {
      for n in 2 * k...8 {
        for other in [k, n, 12] {
          for p in [0.1, 0.5, 0.9] {
            let mean = (0...n).reduce(0.0) { sum, c in
              let tally = Tally(correct: c, of: n)
              return sum + chance(of: c, n, p) * tally.samplingVariance(at: k, samples: other)!
            }
            #expect(abs(mean - exactVariance(k, other, p)) < 1e-13, "k \(k) n \(n) \(other)")
          }
        }
      }
    }
    #expect(Tally(correct: 1, of: 5).samplingVariance(at: 3, samples: 5) == nil)
  }

  @Test func `at its own n it is h_k squared less h_2k`() {
    for (c, n, k) in [(3, 16, 4), (1, 64, 32), (200, 256, 8), (0, 8, 2), (8, 8, 2)] {
      let tally = Tally(correct: c, of: n)
      let h = tally.failAt(k)!
      #expect(
        abs(tally.samplingVariance(at: k, samples: n)! - (h * h - tally.failAt(2 * k)!)) < 1e-15)
    }
  }

  @Test func `AIME-like runs owe over 99 percent of their uncertainty to the problems`() throws {
    var rng = SeededGenerator(seed: 30)
    var share = 0.0
    for _ in 0..<100 {
      let tallies = (0..<30).map { _ in rng.tally(of: 256, Population.aime.chance(using: &rng)) }
      let split = try #require(UncertaintySplit(tallies, at: 1))
      #expect(split.source == .unbiased)
      share += split.samplingShare! / 100
    }
    print("share of samples in the variance, aime P 30 n 256 k 1: \(share)")
    #expect(share < 0.01)
  }

  @Test(arguments: [1, 4, 8, 16])
  func `the parts add up to what simulation shows`(k: Int) throws {
    var rng = SeededGenerator(seed: 31)
    let (n, studies, problems) = (16, 300, 40)
    var (total, sampling, means, truths) = (0.0, 0.0, [Double](), [Double]())
    for _ in 0..<studies {
      let rates = (0..<problems).map { _ in Population.aime.chance(using: &rng) }
      let tallies = rates.map { rng.tally(of: n, $0) }
      let split = try #require(UncertaintySplit(tallies, at: k))
      #expect(split.source == (k <= 8 ? .unbiased : .mixture))
      total += split.total / Double(studies)
      sampling += split.sampling / Double(studies)
      let mean = CountMetric.pass.values(tallies, at: k).estimate!
      means.append(mean)
      let truth = rates.reduce(0.0) { sum, p in
        sum + 1 - (0..<k).reduce(1.0) { product, _ in product * (1 - p) }
      }
      truths.append(mean - truth / Double(problems))
    }
    func variance(_ values: [Double]) -> Double {
      let mean = values.reduce(0, +) / Double(values.count)
      return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
    }
    print(
      "variance x1e6, aime P 40 n 16 k \(k): total \(total * 1e6) of \(variance(means) * 1e6), "
        + "sampling \(sampling * 1e6) of \(variance(truths) * 1e6)")
    // A variance from 300 studies has a standard error of 8 %.
    #expect(abs(total / variance(means) - 1) < 0.3)
    // The mixture errs on the high side, where nothing unbiased exists.
    let ratio = sampling / variance(truths)
    #expect(ratio > 0.75 && ratio < (k <= 8 ? 1.3 : 1.7), "\(ratio)")
  }

  @Test func `few problems carry most of it, and are named`() throws {
    let tallies =
      Array(repeating: Tally(correct: 64, of: 64), count: 20)
      + [Tally(correct: 32, of: 64), Tally(correct: 1, of: 64)]
      + Array(repeating: Tally(correct: 0, of: 64), count: 20)
    let split = try #require(UncertaintySplit(tallies, at: 1))
    let carriers = UncertaintySplit.carriers(split.samplingParts, of: 0.9)
    #expect(carriers.map(\.problem) == [20])
    #expect(split.samplingParts.map(\.problem) == [20, 21])
    #expect(abs(split.samplingParts.reduce(0) { $0 + $1.share } - 1) < 1e-12)
    #expect(abs(split.totalParts.reduce(0) { $0 + $1.share } - 1) < 1e-12)
    #expect(UncertaintySplit.carriers(split.samplingParts, of: 1).count <= 2)
  }

  @Test func `more samples halve the interval only where they are what is uncertain`() throws {
    var rng = SeededGenerator(seed: 32)
    let spread = (0..<100).map { _ in rng.tally(of: 64, Population.aime.chance(using: &rng)) }
    #expect(try #require(UncertaintySplit(spread, at: 1)).samplesToHalve() == nil)
    let alike = (0..<200).map { index in rng.tally(of: 8, index % 2 == 0 ? 0.55 : 0.45) }
    let split = try #require(UncertaintySplit(alike, at: 1))
    if let samples = split.samplesToHalve() {
      #expect(split.variance(problems: 200, samples: samples)! <= split.total / 4)
      #expect(split.variance(problems: 200, samples: samples - 1)! > split.total / 4)
    } else {
      #expect(split.betweenProblems < 0 || split.betweenProblems >= split.total / 4)
    }
    let same = try #require(split.variance(problems: 200, samples: 8))
    #expect(abs(same - split.total) < 1e-15)
    #expect(abs(split.variance(problems: 800, samples: 8)! - split.total / 4) < 1e-15)
    #expect(split.variance(problems: 10, samples: 0) == nil)
  }

  @Test func `mixture and unbiased agree where both exist`() throws {
    var rng = SeededGenerator(seed: 33)
    let tallies = (0..<300).map { _ in rng.tally(of: 64, Population.aime.chance(using: &rng)) }
    for k in [1, 8, 32] {
      let one = try #require(UncertaintySplit(tallies, at: k, by: .unbiased))
      let other = try #require(UncertaintySplit(tallies, at: k, by: .mixture))
      #expect(abs(one.sampling / other.sampling - 1) < 0.25, "k \(k)")
      #expect(one.total == other.total)
      let (a, b) = (
        one.variance(problems: 300, samples: 128), other.variance(problems: 300, samples: 128)
      )
      #expect(abs(a! / b! - 1) < 0.05)
    }
  }

  @Test func `nothing to split says nothing`() {
    #expect(UncertaintySplit([Tally(correct: 1, of: 8)], at: 1) == nil)
    #expect(UncertaintySplit([Tally(correct: 1, of: 8), Tally(correct: 1, of: 2)], at: 4) == nil)
    #expect(UncertaintySplit([Tally(correct: 1, of: 1), Tally(correct: 0, of: 1)], at: 1) == nil)
    let flat = UncertaintySplit(Array(repeating: Tally(correct: 0, of: 8), count: 5), at: 2)
    #expect(flat?.total == 0)
    #expect(flat?.samplingShare == nil)
    #expect(flat?.samplesToHalve() == nil)
    #expect(flat?.totalParts.isEmpty == true)
  }

  @Test func `order of problems changes no bit but the names`() throws {
    var rng = SeededGenerator(seed: 34)
    let tallies = (0..<40).map { _ in rng.tally(of: 16, rng.uniform()) }
    for k in [2, 12] {
      let one = try #require(UncertaintySplit(tallies, at: k))
      let other = try #require(UncertaintySplit(tallies.reversed(), at: k))
      #expect(one.total == other.total)
      #expect(one.sampling == other.sampling)
      #expect(one.samplingParts.map(\.share) == other.samplingParts.map(\.share))
    }
  }
}
