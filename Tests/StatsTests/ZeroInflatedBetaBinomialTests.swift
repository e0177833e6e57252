import Testing

@testable import Stats

@Suite struct ZeroInflatedBetaBinomialTests {
  private static let hardThird =
    [Int](repeating: 0, count: 12) + [
      10, 15, 20, 22, 30, 33, 41, 48, 52, 55, 58, 60, 25, 18, 37, 44, 29, 12,
    ]
  private static let thirty =
    [Int](repeating: 0, count: 8) + [
      1, 1, 2, 3, 5, 8, 13, 20, 22, 30, 41, 48, 52, 55, 58, 60, 61, 62, 63, 64, 64, 64,
    ]

  /// Counts with the maximum scipy 1.17.1 finds (scripts/horizon_reference.py).
  struct Reference: CustomTestStringConvertible {
    let name: String
    let tallies: [Tally]
    let logLikelihood: Double
    let parameters: (Double, Double, Double)
    let passAt: [(k: Int, value: Double)]

    var testDescription: String { name }

    static let all = [
      Reference(
        name: "thirty of 64", tallies: thirty.map { Tally(correct: $0, of: 64) },
        logLikelihood: -492.174391065, parameters: (0, 0.1899463, 0.2854697),
        passAt: [
          (128, 0.7647957323), (1024, 0.8415692914), (1_000_000, 0.9571503414),
        ]),
      Reference(
        name: "a hard third", tallies: hardThird.map { Tally(correct: $0, of: 64) },
        logLikelihood: -695.987896709, parameters: (0.3991604, 1.8888663, 1.6433203),
        passAt: [
          (128, 0.6006059495), (1024, 0.6008348433), (1_000_000, 0.6008395670),
        ]),
      Reference(
        name: "ragged",
        tallies: [0, 0, 0, 1, 2, 16, 12].map { Tally(correct: $0, of: 16) }
          + [0, 0, 1, 7, 40, 64].map { Tally(correct: $0, of: 64) }
          + [0, 3, 9, 100, 250, 256, 0].map { Tally(correct: $0, of: 256) },
        logLikelihood: -383.494428162, parameters: (0, 0.1270732, 0.2326621),
        passAt: [
          (128, 0.6584612675), (1024, 0.7378169566), (1_000_000, 0.8906842229),
        ]),
    ]
  }

  private func counts(_ tallies: [Tally]) -> WeightedCounts {
    let data = ExtrapolationData(tallies)!
    return data.counts(data.weights)
  }

  @Test(arguments: Reference.all)
  func `the most likely parameters are scipy's`(reference: Reference) {
    let fit = ZeroInflatedBetaBinomial.fit(counts(reference.tallies))
    #expect(abs(fit.logLikelihood - reference.logLikelihood) < 2e-8, "\(fit.logLikelihood)")
    #expect(abs(fit.model.impossible - reference.parameters.0) < 1e-5)
    #expect(abs(fit.model.alpha / reference.parameters.1 - 1) < 1e-5)
    #expect(abs(fit.model.beta / reference.parameters.2 - 1) < 1e-5)
    for (k, value) in reference.passAt {
      #expect(abs(fit.model.passAt(k) - value) < 1e-6, "k \(k): \(fit.model.passAt(k))")
    }
    let sum = reference.tallies.reduce(0) {
      $0 + fit.model.logLikelihood(correct: $1.correct, of: $1.samples)
    }
    #expect(abs(sum - fit.logLikelihood) < 1e-10)
  }

  @Test func `every start ends at the same place`() {
    for reference in Reference.all {
      let best = ZeroInflatedBetaBinomial.fit(counts(reference.tallies))
      for u in [-5.0, -1, 0, 2, 6] {
        for v in [-3.0, 0, 2, 6] {
          let fit = ZeroInflatedBetaBinomial.fit(counts(reference.tallies), from: [(u, v)])
          #expect(
            abs(fit.model.passAt(1_024) - best.model.passAt(1_024)) < 1e-6,
            "\(reference.name) from \(u), \(v): \(fit)")
        }
      }
    }
  }

  @Test func `chances of all counts add up to 1, and to equal ones for a flat population`() {
    for n in 1...8 {
      for impossible in [0, 0.3] {
        let flat = ZeroInflatedBetaBinomial(impossible: impossible, alpha: 1, beta: 1)
        let bent = ZeroInflatedBetaBinomial(impossible: impossible, alpha: 0.2, beta: 3)
        var sum = 0.0
        for c in 0...n {
          let ways = Double(binomial(n, c))
          let chance = ways * exponential(flat.logLikelihood(correct: c, of: n))
          let expected = (1 - impossible) / Double(n + 1) + (c == 0 ? impossible : 0)
          #expect(abs(chance - expected) < 1e-14)
          sum += ways * exponential(bent.logLikelihood(correct: c, of: n))
        }
        #expect(abs(sum - 1) < 1e-14)
      }
    }
  }

  @Test func `pass@k of whole shapes is a ratio of small products`() {
    // With a = 2: E (1-p)^k = b (b+1) / ((b+k) (b+k+1)).
    for b in 1...5 {
      let model = ZeroInflatedBetaBinomial(impossible: 0.25, alpha: 2, beta: Double(b))
      for k in [1, 2, 7, 100, 1_000_000] {
        let fail = Double(b * (b + 1)) / Double((b + k) * (b + k + 1))
        #expect(abs(model.passAt(k) - 0.75 * (1 - fail)) < 1e-14, "b \(b) k \(k)")
      }
    }
  }

  @Test func `counts as even as coin tosses end at the edge of the search`() {
    let same = (0..<30).map { Tally(correct: 15 + $0 % 2 * 2, of: 32) }
    let fit = ZeroInflatedBetaBinomial.fit(counts(same))
    #expect(!fit.inside)
    #expect(abs(fit.model.passAt(1) - 0.5) < 1e-3)
  }
}
