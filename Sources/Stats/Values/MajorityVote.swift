/// What a sample without an answer does in a vote.
package enum UnansweredVotes: String, Hashable, Sendable, CaseIterable {
  /// It takes one of the `k` places and casts no vote. A vote without any answer is lost.
  case abstain
  /// All of them vote for "no answer", which is wrong if it wins.
  case together
}

/// maj@k of one problem.
package struct MajorityVote: Hashable, Sendable {
  /// The expected credit of the winning answer, in `0...1`.
  package let value: Double
  /// The standard error of the simulation; `nil` where the value is exact.
  package let standardError: Double?
}

extension AnswerTally {
  /// maj@k (also cons@k, self-consistency): how often the most frequent answer among `k` samples,
  /// drawn without replacement from this problem's, is correct. Without bias for a vote of `k`
  /// fresh samples.
  ///
  /// Ties are split evenly among the tied answers. The winner earns the chance that one of its
  /// samples, picked blindly, is correct: 1 or 0 where the judge looks at the answer alone, the
  /// share of correct ones where samples with one answer were judged differently.
  ///
  /// Exact where that takes no more than `workLimit` multiplications: a sum over the winner's votes
  /// *v* of the products of the answers' vote counts. Beyond, the mean over 16,384 votes (above k = 512: 8,388,608 / *k*, at least 1,024) drawn by a
  /// fixed stream, which is a function of the counts and of `k` alone, with its standard error.
  ///
  /// - Returns: `nil` if `k > samples`.
  /// - Complexity: 0.1 to 1 ms at *n* = 256 where few answers stand out, 40 ms where 128 are
  ///   equally frequent; at most some 0.1 s at the default limit, some 0.3 s simulated.
  ///
  /// Source: Wang et al. 2022, self-consistency, arXiv:2203.11171, for the vote; the expectation
  /// is ours. A trainer's maj@k drawn with replacement, ties to the first seen (verl
  /// `metric_utils.py`), is another number.
  package func majorityAt(
    _ k: Int, unanswered rule: UnansweredVotes = .abstain, workLimit: Int = 100_000_000
  ) -> MajorityVote? {
    precondition(k >= 1, "maj@k needs k of at least 1, not \(k)")
    guard k <= samples else { return nil }
    let vote = Vote(self, k, rule)
    if let value = vote.certain { return MajorityVote(value: value, standardError: nil) }
    if let value = vote.exact(workLimit: workLimit) {
      return MajorityVote(value: value, standardError: nil)
    }
    return vote.simulated(draws: max(1_024, min(16_384, 8_388_608 / k)))
  }

  /// maj@k with what missing samples leave possible: as soon as one of them is drawn, anything.
  package func majorityValueAt(
    _ k: Int, unanswered rule: UnansweredVotes = .abstain
  ) -> (value: ProblemValue?, standardError: Double?) {
    guard k <= samples + missing else { return (nil, nil) }
    let vote = majorityAt(k, unanswered: rule)
    return (
      ProblemValue(vote?.value, at: k, of: samples, missing: missing), vote?.standardError
    )
  }
}

/// maj@k of every problem, and their mean.
package struct MajorityVotes: Sendable {
  package let values: ProblemValues
  /// Each problem's own, in the order given; `nil` for one with too few samples.
  package let each: [ProblemValue?]
  /// The standard error that simulation leaves in the mean; `nil` where every problem is exact.
  package let standardError: Double?

  /// - Parameter tallies: In any order. Problems with neither samples nor missing ones are left
  ///   out.
  package init(
    _ tallies: some Sequence<AnswerTally>, at k: Int, unanswered rule: UnansweredVotes = .abstain
  ) {
    let tallies = tallies.filter { $0.samples + $0.missing > 0 }
    let votes = tallies.map { $0.majorityValueAt(k, unanswered: rule) }
    each = votes.map(\.value)
    values = ProblemValues(
      votes.map { ($0.value, 1) },
      otherwise: .tooFewSamples(
        k: k, eligible: tallies.filter { $0.samples >= k }.count, problems: tallies.count))
    let errors = votes.compactMap(\.standardError).sorted()
    standardError =
      errors.isEmpty
      ? nil
      : errors.reduce(0) { $0 + $1 * $1 }.squareRoot() / Double(max(votes.count, 1))
  }
}
