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
  /// each answer.
  ///
  /// - Returns: `nil` if it would take more than `workLimit` multiplications.
  func exact(workLimit: Int) -> Double? {
    let winning = winningVotes
    guard work(winning) <= workLimit else { return nil }
    let chance = Double(k) / Double(samples)
    var binomials: [Int: [Double]] = [:]
    func ballots(_ m: Int) -> [Double] {
      if let known = binomials[m] { return known }
      let weights = binomialWeights(m, chance)
      binomials[m] = weights
      return weights
    }
    var sum = CompensatedSum()
    for v in winning {
      let able = answers.prefix { $0.samples >= v }
      var table = TieTable(votes: v, ballots: k, answers: able.count)
      for answer in able { table.add(ballots(answer.samples), credit: answer.credit) }
      let rest = samples - able.reduce(0) { $0 + $1.samples }
      sum.add(table.creditOfWinners(with: binomialWeights(rest, chance)))
    }
    return min(1, sum.value / binomialWeights(samples, chance)[k])
  }

  /// The numbers of votes a winner may have: those that all but some 1e-20 of draws leave.
  private var winningVotes: ClosedRange<Int> {
    let chance = Double(k) / Double(samples)
    let most = min(k, answers[0].samples)
    // The most frequent answer gets at least so many, whatever wins.
    let ballots = binomialWeights(answers[0].samples, chance)
    var (least, below) = (0, 0.0)
    while least < most, below + ballots[least] < 1e-24 {
      below += ballots[least]
      least += 1
    }
    return max(1, least)...max(1, most)
  }

  /// Multiplications that `exact` would take.
  private func work(_ winning: ClosedRange<Int>) -> Int {
    var work = 0.0
    for v in winning {
      let able = answers.prefix { $0.samples >= v }.count
      let ties = min(able, k / v)
      // A table row for r ties spans r v to r v + (able - r)(v - 1) ballots, cut at k.
      var cells = 0
      for r in 0...ties { cells += max(0, min(k, r * v + (able - r) * (v - 1)) - r * v + 1) }
      work += Double(able) * Double(v + 1) * Double(cells)
      if work > 1e15 { break }
    }
    return Int(work)
  }
}

/// The chances of (answers tied at `votes`, ballots cast), and the same times the credits of the
/// tied answers added up.
private struct TieTable {
  let votes: Int
  let ballots: Int
  let ties: Int
  private var added = 0
  private var chance: [[Double]]
  private var credit: [[Double]]

  init(votes: Int, ballots: Int, answers: Int) {
    self.votes = votes
    self.ballots = ballots
    ties = min(answers, ballots / votes)
    chance = Array(repeating: Array(repeating: 0, count: ballots + 1), count: ties + 1)
    credit = chance
    chance[0][0] = 1
  }

  /// Ballots that `tied` answers with all the votes and the others with fewer may have cast.
  private func span(_ tied: Int) -> ClosedRange<Int>? {
    guard tied <= added, tied * votes <= ballots else { return nil }
    return tied * votes...min(ballots, tied * votes + (added - tied) * (votes - 1))
  }

  /// One more answer, which gets `i` ballots with chance `weights[i]`: fewer than `votes`, or
  /// exactly as many and a tie more.
  mutating func add(_ weights: [Double], credit own: Double) {
    for tied in stride(from: min(ties, added + 1), through: 0, by: -1) {
      var (nextChance, nextCredit) = (
        [Double](repeating: 0, count: ballots + 1), [Double](repeating: 0, count: ballots + 1)
      )
      if let span = span(tied) {
        convolve(chance[tied], span, weights, into: &nextChance)
        convolve(credit[tied], span, weights, into: &nextCredit)
      }
      if tied > 0, let span = span(tied - 1) {
        let weight = weights[votes]
        for j in span where j + votes <= ballots {
          let term = weight * chance[tied - 1][j]
          nextChance[j + votes] += term
          nextCredit[j + votes] += weight * credit[tied - 1][j] + own * term
        }
      }
      (chance[tied], credit[tied]) = (nextChance, nextCredit)
    }
    added += 1
  }

  private func convolve(
    _ from: [Double], _ span: ClosedRange<Int>, _ weights: [Double], into to: inout [Double]
  ) {
    from.withUnsafeBufferPointer { from in
      to.withUnsafeMutableBufferPointer { to in
        for i in 0..<votes {
          let weight = weights[i]
          if weight < 1e-40 { continue }
          let last = Swift.min(span.upperBound, ballots - i)
          guard span.lowerBound <= last else { break }
          for j in span.lowerBound...last { to[j + i] += weight * from[j] }
        }
      }
    }
  }

  /// The credits of the tied answers, shared among them, once `rest` has cast what is left.
  func creditOfWinners(with rest: [Double]) -> Double {
    var sum = CompensatedSum()
    for tied in stride(from: 1, through: Swift.min(ties, added), by: 1) {
      guard let span = span(tied) else { continue }
      for j in span where ballots - j < rest.count {
        sum.add(credit[tied][j] * rest[ballots - j] / Double(tied))
      }
    }
    return sum.value
  }
}

/// The binomial chances of 0 … `m` out of `m`, each with chance `p` inside `0..<1`, above 0.
func binomialWeights(_ m: Int, _ p: Double) -> [Double] {
  var weights = [Double](repeating: 0, count: m + 1)
  let mode = min(m, Int((Double(m + 1) * p).rounded(.down)))
  let odds = p / (1 - p)
  weights[mode] = 1
  for i in mode..<m { weights[i + 1] = weights[i] * (Double(m - i) / Double(i + 1) * odds) }
  for i in stride(from: mode, to: 0, by: -1) {
    weights[i - 1] = weights[i] * (Double(i) / (Double(m - i + 1) * odds))
  }
  var sum = CompensatedSum()
  for weight in weights { sum.add(weight) }
  return weights.map { $0 / sum.value }
}
