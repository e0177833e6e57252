/// How varied one problem's answers are. Samples without an answer are left out: `answered` says of
/// how many it speaks.
///
/// Every plug-in value grows with the number of samples, as rare answers turn up: compare runs of
/// different *n* by the values `among` a common number, which are without bias.
package struct AnswerDiversity: Hashable, Sendable {
  /// Samples that gave an answer. At least 1.
  package let answered: Int
  /// How many samples gave each answer, descending.
  private let counts: [Int]

  /// - Returns: `nil` where no sample gave an answer.
  package init?(_ tally: AnswerTally) {
    guard tally.answered > 0 else { return nil }
    answered = tally.answered
    counts = tally.classes.map(\.samples)
  }

  /// Distinct answers seen. In `1...answered`.
  package var distinct: Int { counts.count }

  /// The expected number of distinct answers among `k` answered samples:
  /// `sum over answers of 1 - C(n - m, k) / C(n, k)`, unbiased for `k` fresh ones.
  ///
  /// It is pass@k of each answer in turn, added up.
  ///
  /// - Returns: In `1...k`; `nil` if `k > answered`.
  ///
  /// Source: Hurlbert 1971, "The nonconcept of species diversity" (rarefaction).
  package func distinct(among k: Int) -> Double? {
    guard k <= answered else { return nil }
    return sum { Tally(correct: $0, of: answered).passAt(k)! }
  }

  /// The plug-in entropy of the answers, `-sum (m/n) ln (m/n)`, in nats.
  ///
  /// In `0...ln(answered)`. Biased low, by about `(S-1)/2n` nats for *S* possible answers where
  /// all of them are common, by more where many are rare.
  package var entropy: Double { entropy(among: answered)! }

  /// The expected plug-in entropy among `k` answered samples, in nats, unbiased for `k` fresh ones:
  /// `-sum over answers of E[(J/k) ln (J/k)]`, *J* of this answer's *m* among `k` of *n*.
  ///
  /// - Returns: In `0...ln k`, non-decreasing in `k`; `nil` if `k > answered`.
  /// - Complexity: O(distinct counts × square root of *k*).
  package func entropy(among k: Int) -> Double? {
    precondition(k >= 1, "an entropy among \(k) samples cannot be")
    guard k <= answered else { return nil }
    return max(
      0,
      sum { m in
        Hypergeometric(total: answered, marked: m, draws: k).mean { j in
          guard j > 0 else { return 0 }
          let share = Double(j) / Double(k)
          return -share * naturalLogarithm(share)
        }
      })
  }

  /// The entropy with the bias of the plug-in nearly taken away, in nats:
  /// `sum over answers of (m/n) sum over j = m ..< n of 1/j`.
  ///
  /// What bias is left is exactly `-sum over j >= n of (1/j) sum over answers of q (1-q)^j`, *q*
  /// an answer's true share: it shrinks as fast as the chance of an answer not yet seen.
  ///
  /// Source: Zhang 2012, "Entropy estimation in Turing's perspective", Neural Computation 24.
  package var correctedEntropy: Double {
    // Harmonic sums from the top down: for each count the tail 1/m + ... + 1/(n-1).
    var tail = 0.0
    var next = answered - 1
    return sum { m in
      while next >= m {
        tail += 1 / Double(next)
        next -= 1
      }
      return Double(m) / Double(answered) * tail
    }
  }

  /// How many equally frequent answers would have this entropy: `exp(H)`. In `1...answered`.
  package var effectiveNumber: Double { exponential(entropy) }

  /// The chance that two different samples agree: `sum m (m-1) / (n (n-1))`, the unbiased estimate
  /// of `sum q^2`.
  ///
  /// - Returns: In `0...1`; `nil` for a single sample.
  package var agreement: Double? {
    guard answered >= 2 else { return nil }
    return sum { Double($0) * Double($0 - 1) } / (Double(answered) * Double(answered - 1))
  }

  /// The plug-in collision probability `sum (m/n)^2`, in `1/answered...1`. Biased high by
  /// `(1 - sum q^2)/n`: `agreement` is not.
  package var collision: Double {
    sum { Double($0) * Double($0) } / (Double(answered) * Double(answered))
  }

  /// The sum of a term over all answers, equal counts computed once.
  private func sum(_ term: (Int) -> Double) -> Double {
    var sum = CompensatedSum()
    var index = 0
    while index < counts.count {
      let count = counts[index]
      let end = counts[index...].firstIndex { $0 != count } ?? counts.count
      sum.add(Double(end - index) * term(count))
      index = end
    }
    return sum.value
  }
}

/// An entropy in bits: nats over `ln 2`.
package func bits(fromNats nats: Double) -> Double { nats / naturalLogarithm(2) }
