/// pass@k of blind guessing: `1 - (1 - g)^k`, for answers guessed independently with chance `rate`
/// of being right.
///
/// Digits are kept where `rate` is small. The rate comes from the answer space (1/4 for four
/// choices; 1/1000 for AIME's integers 0 to 999) or from a run without reasoning. A guesser that
/// does not repeat itself would do better, `min(1, k g)` at most: say which is meant.
///
/// - Precondition: `0 <= rate <= 1` and `k >= 1`.
package func chancePassAt(_ k: Int, guessing rate: Double) -> Double {
  precondition(rate >= 0 && rate <= 1, "a guess rate lies in 0...1, not \(rate)")
  precondition(k >= 1, "pass@k needs k of at least 1, not \(k)")
  if k == 1 || rate == 1 { return rate }
  return -exponentialLessOne(Double(k) * logarithmOfOnePlus(-rate))
}

/// pass@k less that of blind guessing, problem by problem.
///
/// In `-1...1`. The interval's ends are what the least lucky and the luckiest problem could have,
/// `-max chance` and `1 - min chance`: with one rate for all problems it is pass@k's own interval,
/// moved.
///
/// An excess near 0 says that guessing explains the value; a curve that rises no faster than chance
/// shows no solving. It does not say that no answer was reasoned.
///
/// - Parameter problems: Each problem's tally and guess rate.
package func excessOverChance(
  _ problems: some Sequence<(tally: Tally, guessRate: Double)>, at k: Int
) -> ProblemValues {
  let problems = problems.filter { $0.tally.samples + $0.tally.missing > 0 }
  let chances = problems.map { chancePassAt(k, guessing: $0.guessRate) }
  let each = zip(problems, chances).map { problem, chance in
    (problem: ProblemValue(problem.tally) { $0.passAt(k).map { $0 - chance } }, count: 1)
  }
  let (least, most) = (chances.min() ?? 0, chances.max() ?? 0)
  return ProblemValues(
    each, in: -most...1 - least,
    otherwise: .tooFewSamples(
      k: k, eligible: problems.filter { $0.tally.samples >= k }.count, problems: problems.count))
}
