/// One vote: `k` ballots drawn without replacement from a problem's samples.
struct Vote {
  /// Answers that can win, the most frequent first.
  let answers: [(samples: Int, credit: Double)]
  /// Samples that cast no vote.
  let silent: Int
  let samples: Int
  let k: Int

  init(_ tally: AnswerTally, _ k: Int, _ rule: UnansweredVotes) {
    var answers = tally.classes.map { (samples: $0.samples, credit: $0.credit) }
    if rule == .together && tally.unanswered > 0 { answers.append((tally.unanswered, 0)) }
    answers.sort { ($1.samples, $1.credit) < ($0.samples, $0.credit) }
    self.answers = answers
    silent = rule == .abstain ? tally.unanswered : 0
    samples = tally.samples
    self.k = k
  }

  /// The value where no counting is needed: no answer, all answers of one credit and none silent,
  /// or every sample drawn.
  var certain: Double? {
    guard let first = answers.first else { return 0 }
    if silent < k, answers.allSatisfy({ $0.credit == first.credit }) { return first.credit }
    guard k == samples else { return nil }
    let tied = answers.prefix { $0.samples == first.samples }
    return tied.reduce(0) { $0 + $1.credit } / Double(tied.count)
  }

  /// The expected credit of the winner, by sums of products.
  ///
  /// Give every sample a place among the `k` with chance `k/n`, each on its own: then the answers'
  /// votes are independent binomials, and given that `k` samples are drawn in all, they are what
  /// drawing without replacement makes them. For each number *v* of winning votes, answers are
  /// added one after the other to a table over (answers with exactly *v* votes, ballots cast), each
  /// with fewer than *v* votes or exactly *v*; answers that cannot reach *v* and silent samples
  /// come last, as one binomial.
  ///
  /// All terms are positive, so nothing cancels; the error is a few units in the last place for
  /// each answer. Counts whose chance is below 1e-26 of the likeliest one's are left out.
  ///
  /// - Returns: `nil` if it would take more than `workLimit` multiplications.
  func exact(workLimit: Int) -> Double? {
    let chance = Double(k) / Double(samples)
    var ballots: [Int: Ballots] = [:]
    for answer in answers where ballots[answer.samples] == nil {
      ballots[answer.samples] = Ballots(answer.samples, chance: chance)
    }
    let each = answers.map { ballots[$0.samples]! }
    guard let winning = winningVotes(each) else { return 0 }
    var work = 0
    for v in winning {
      var spans = TieSpans(votes: v, ballots: k, answers: able(v))
      for answer in each.prefix(able(v)) {
        work += spans.work(answer)
        spans.add(answer)
      }
      if work > workLimit { return nil }
    }
    var sum = CompensatedSum()
    for v in winning {
      var table = TieTable(votes: v, ballots: k, answers: able(v))
      for (answer, own) in zip(answers, each).prefix(able(v)) {
        table.add(own, credit: answer.credit)
      }
      let rest = samples - answers.prefix(able(v)).reduce(0) { $0 + $1.samples }
      sum.add(table.creditOfWinners(with: binomialWeights(rest, chance)))
    }
    return min(1, sum.value / binomialWeights(samples, chance)[k])
  }

  /// How many answers can have `votes` votes.
  private func able(_ votes: Int) -> Int {
    answers.firstIndex { $0.samples < votes } ?? answers.count
  }

  /// The numbers of votes a winner may have: at least what each answer surely has, at most what
  /// some answer may have.
  private func winningVotes(_ ballots: [Ballots]) -> ClosedRange<Int>? {
    let least = max(1, ballots.map(\.range.lowerBound).max()!)
    let most = min(k, ballots.map(\.range.upperBound).max()!)
    return least <= most ? least...most : nil
  }
}
