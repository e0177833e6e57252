import Simulation
import Stats
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

struct AnswerDiversityTests {
  private func diversity(_ counts: [Int], unanswered: Int = 0) throws -> AnswerDiversity {
    try #require(
      AnswerDiversity(
        AnswerTally(
          classes: counts.map { .init(samples: $0, correct: 0) }, unanswered: unanswered)))
  }

  private func entropy(_ counts: [Int]) -> Double {
    let n = Double(counts.reduce(0, +))
    return counts.reduce(0) { $0 - ($1 == 0 ? 0 : Double($1) / n * log(Double($1) / n)) }
  }

  @Test(arguments: [[1], [8], [3, 3], [5, 2, 1], [1, 1, 1, 1, 1, 1, 1, 1], [4, 2, 1, 1]])
  func `agrees with every subset`(counts: [Int]) throws {
    let answers = counts.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element) }
    let diversity = try diversity(counts, unanswered: 2)
    let n = answers.count
    #expect(diversity.answered == n)
    for k in 1...n {
      let seen = { (subset: [Int]) in
        counts.indices.map { answer in subset.filter { answers[$0] == answer }.count }
      }
      let distinct = meanOverSubsets(of: n, taking: k) {
        Double(seen($0).filter { $0 > 0 }.count)
      }
      let mean = meanOverSubsets(of: n, taking: k) { entropy(seen($0)) }
      #expect(abs(diversity.distinct(among: k)! - distinct) < 1e-13)
      #expect(abs(diversity.entropy(among: k)! - mean) < 1e-13)
    }
    if n >= 2 {
      let agreement = meanOverSubsets(of: n, taking: 2) { answers[$0[0]] == answers[$0[1]] ? 1 : 0 }
      #expect(abs(diversity.agreement! - agreement) < 1e-15)
    }
    #expect(diversity.distinct(among: n + 1) == nil)
    #expect(diversity.entropy(among: n + 1) == nil)
  }

  @Test func `one answer has no variety, all different have the most`() throws {
    let one = try diversity([64])
    #expect(one.distinct == 1)
    #expect(one.entropy == 0)
    #expect(one.correctedEntropy == 0)
    #expect(one.effectiveNumber == 1)
    #expect(one.agreement == 1)
    #expect(one.collision == 1)
    let all = try diversity(Array(repeating: 1, count: 64))
    #expect(all.distinct == 64)
    #expect(abs(all.entropy - log(64)) < 1e-13)
    #expect(abs(bits(fromNats: all.entropy) - 6) < 1e-13)
    #expect(abs(all.effectiveNumber - 64) < 1e-11)
    #expect(all.agreement == 0)
    #expect(abs(all.collision - 1.0 / 64) < 1e-15)
    #expect(try diversity([1]).agreement == nil)
    #expect(AnswerDiversity(AnswerTally(classes: [], unanswered: 3)) == nil)
  }

  @Test func `runs of different n agree among a common number of samples`() throws {
    var rng = SeededGenerator(seed: 4)
    let shares = [0.4, 0.2, 0.1, 0.1, 0.05, 0.05, 0.025, 0.025, 0.0125, 0.0125, 0.0125, 0.0125]
    func mean(_ n: Int, _ value: (AnswerDiversity) -> Double) throws -> Double {
      var sum = 0.0
      for _ in 0..<400 {
        var counts = [Int](repeating: 0, count: shares.count)
        for _ in 0..<n {
          var u = rng.uniform()
          let answer = shares.firstIndex {
            u -= $0
            return u < 0
          }
          counts[answer ?? 0] += 1
        }
        sum += value(try diversity(counts.filter { $0 > 0 }))
      }
      return sum / 400
    }
    // Distinct answers and plug-in entropy grow with n; among 16 they do not.
    let grown = try mean(256) { Double($0.distinct) } - mean(16) { Double($0.distinct) }
    #expect(grown > 4)
    let level = try mean(256) { $0.distinct(among: 16)! } - mean(16) { $0.distinct(among: 16)! }
    #expect(abs(level) < 0.25)
    let entropies = try mean(256) { $0.entropy(among: 16)! } - mean(16) { $0.entropy(among: 16)! }
    #expect(abs(entropies) < 0.06)
    let truth = shares.reduce(0) { $0 - $1 * log($1) }
    for n in [16, 64, 256] {
      let plugIn = try mean(n) { $0.entropy } - truth
      let corrected = try mean(n) { $0.correctedEntropy } - truth
      print("entropy bias, nats, n \(n): plug-in \(plugIn), corrected \(corrected)")
      #expect(abs(corrected) < abs(plugIn) / 2)
    }
  }

  /// The mean over every sequence of 6 samples, exactly, against the published series.
  @Test func `the corrected entropy has the stated bias`() throws {
    let shares = [0.6, 0.3, 0.1]
    let n = 6
    var mean = 0.0
    for code in 0..<729 {
      var (rest, chance, counts) = (code, 1.0, [0, 0, 0])
      for _ in 0..<n {
        counts[rest % 3] += 1
        chance *= shares[rest % 3]
        rest /= 3
      }
      mean += chance * (try diversity(counts.filter { $0 > 0 }).correctedEntropy)
    }
    let series = { (terms: Range<Int>) in
      terms.reduce(0.0) { sum, j in
        sum + shares.reduce(0) { $0 + $1 * pow(1 - $1, Double(j)) } / Double(j)
      }
    }
    #expect(abs(mean - series(1..<n)) < 1e-13)
    let truth = shares.reduce(0) { $0 - $1 * log($1) }
    #expect(abs(mean + series(n..<4_000) - truth) < 1e-12)
  }

  @Test func `values among k rise with k`() throws {
    let diversity = try diversity([20, 9, 5, 5, 1, 1, 1])
    for k in 1..<42 {
      #expect(diversity.distinct(among: k)! <= diversity.distinct(among: k + 1)!)
      #expect(diversity.entropy(among: k)! <= diversity.entropy(among: k + 1)! + 1e-14)
    }
    #expect(diversity.entropy(among: 1) == 0)
    #expect(abs(diversity.distinct(among: 42)! - 7) < 1e-12)
    #expect(abs(diversity.entropy(among: 42)! - diversity.entropy) < 1e-14)
  }
}
