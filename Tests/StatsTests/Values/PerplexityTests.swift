import Stats
import Testing

struct PerplexityTests {
  @Test func `a sequence of chances 1/k has the perplexity k`() throws {
    let log2 = 0.6931471805599453
    for tokens in [1, 7, 1_000] {
      let own = try #require(
        SequenceLikelihood(logprobSum: -Double(tokens) * 3 * log2, tokens: tokens))
      #expect(abs(try #require(own.perplexity) - 8) < 1e-12)
    }
    #expect(SequenceLikelihood(logprobSum: 0, tokens: 3)?.perplexity == 1)
  }

  @Test func `what is no sum of log-probabilities has none`() {
    #expect(SequenceLikelihood(logprobSum: 0.1, tokens: 3) == nil)
    #expect(SequenceLikelihood(logprobSum: -.infinity, tokens: 3) == nil)
    #expect(SequenceLikelihood(logprobSum: -1, tokens: 0) == nil)
    #expect(SequenceLikelihood(logprobSum: -1_000, tokens: 1)?.perplexity == nil)
  }
}

struct QuantilesTests {
  /// numpy 2.4.6: `numpy.quantile(x, q)`.
  @Test func `quantiles are numpy's`() {
    let values = [9.0, 1, 4, 4, 7, 2, 8, 3, 6, 5]
    let found = quantiles(of: values, at: [0, 0.05, 0.25, 0.75, 0.95, 1])
    for (one, other) in zip(found, [1, 1.45, 3.25, 6.75, 8.55, 9]) {
      #expect(abs(one - other) < 1e-12)
    }
    #expect(quantiles(of: [3], at: [0.05, 0.95]) == [3, 3])
    #expect(quantiles(of: [], at: [0.5]).isEmpty)
  }

  @Test func `a mean does not hang on the order`() throws {
    let values = (1...1_000).map { 1 / Double($0) }
    #expect(mean(of: values) == mean(of: values.reversed()))
    #expect(mean(of: []) == nil && mean(of: [1, 2]) == 1.5)
  }
}
