/// What one scorer's model makes of one sequence of tokens.
package struct SequenceLikelihood: Hashable, Sendable {
  /// The sum of the tokens' log-probabilities, in nats. At most 0.
  package let logprobSum: Double
  /// At least 1.
  package let tokens: Int

  /// - Returns: `nil` for a sum that is no sum of log-probabilities, and for no tokens.
  package init?(logprobSum: Double, tokens: Int) {
    guard logprobSum.isFinite, logprobSum <= 0, tokens >= 1 else { return nil }
    self.logprobSum = logprobSum
    self.tokens = tokens
  }

  /// `exp(-(1/T) sum log p)`, the inverse of the tokens' geometric mean probability. At least 1.
  ///
  /// It says nothing of how likely the whole is: that is `logprobSum`, which falls with every token.
  ///
  /// - Returns: `nil` where it is too large for a number.
  ///
  /// Source: Yue et al. 2025, arXiv:2504.13837, section 4.1.
  package var perplexity: Double? {
    let value = exponential(-logprobSum / Double(tokens))
    return value.isFinite ? value : nil
  }
}
