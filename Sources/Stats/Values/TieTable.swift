/// The chances of how many ballots an answer gets, and where they are not nothing.
struct Ballots {
  let weights: [Double]
  /// Outside lies less than 1e-26 of the largest chance, at each count.
  let range: ClosedRange<Int>

  /// The binomial chances of 0 … `m` out of `m`, each with chance `p`.
  ///
  /// - Precondition: `0 < p < 1`.
  init(_ m: Int, chance p: Double) {
    weights = binomialWeights(m, p)
    let least = 1e-26 * weights.max()!
    range = weights.firstIndex { $0 >= least }!...weights.lastIndex { $0 >= least }!
  }
}

/// How many ballots may have been cast once some answers are added, by the number of answers that
/// tie with exactly `votes` each: all others have fewer.
struct TieSpans {
  let votes: Int
  let ballots: Int
  /// By the number of ties; `nil` where it cannot be, or only with chance nothing.
  private(set) var spans: [ClosedRange<Int>?]

  init(votes: Int, ballots: Int, answers: Int) {
    self.votes = votes
    self.ballots = ballots
    spans = Array(repeating: nil, count: min(answers, ballots / votes) + 1)
    spans[0] = 0...0
  }

  /// The counts below `votes` that an answer may well have.
  func below(_ answer: Ballots) -> ClosedRange<Int>? {
    let last = min(answer.range.upperBound, votes - 1)
    return answer.range.lowerBound <= last ? answer.range.lowerBound...last : nil
  }

  /// The span of `tied` ties after one more answer.
  func next(_ tied: Int, _ answer: Ballots) -> ClosedRange<Int>? {
    var next: ClosedRange<Int>?
    if let span = spans[tied], let below = below(answer) {
      next = span.lowerBound + below.lowerBound...span.upperBound + below.upperBound
    }
    if tied > 0, let span = spans[tied - 1], answer.range.contains(votes) {
      let own = span.lowerBound + votes...span.upperBound + votes
      next =
        next.map {
          min($0.lowerBound, own.lowerBound)...max($0.upperBound, own.upperBound)
        } ?? own
    }
    guard let next, next.lowerBound <= ballots else { return nil }
    return next.lowerBound...min(next.upperBound, ballots)
  }

  mutating func add(_ answer: Ballots) {
    for tied in spans.indices.reversed() { spans[tied] = next(tied, answer) }
  }

  /// Multiplications to add an answer to a table.
  func work(_ answer: Ballots) -> Int {
    let below = below(answer)?.count ?? 0
    return spans.reduce(0) { $0 + ($1?.count ?? 0) * (2 * below + 3) }
  }
}

/// The chances of (answers tied at `votes`, ballots cast), and the same times the credits of the
/// tied answers added up. Answers are added one by one.
struct TieTable {
  private var spans: TieSpans
  private var chance: [[Double]]
  private var credit: [[Double]]
  private var scratch: (chance: [Double], credit: [Double])

  init(votes: Int, ballots: Int, answers: Int) {
    spans = TieSpans(votes: votes, ballots: ballots, answers: answers)
    let row = [Double](repeating: 0, count: ballots + 1)
    chance = Array(repeating: row, count: spans.spans.count)
    credit = chance
    chance[0][0] = 1
    scratch = (row, row)
  }

  /// One more answer: fewer than `votes` ballots, or exactly as many and a tie more.
  mutating func add(_ answer: Ballots, credit own: Double) {
    let votes = spans.votes
    for tied in spans.spans.indices.reversed() {
      guard let next = spans.next(tied, answer) else { continue }
      for j in next { (scratch.chance[j], scratch.credit[j]) = (0, 0) }
      if let span = spans.spans[tied], let below = spans.below(answer) {
        convolve(chance[tied], span, answer.weights, below, into: &scratch.chance)
        convolve(credit[tied], span, answer.weights, below, into: &scratch.credit)
      }
      if tied > 0, let span = spans.spans[tied - 1], answer.range.contains(votes) {
        let weight = answer.weights[votes]
        for j in span where j + votes <= spans.ballots {
          let term = weight * chance[tied - 1][j]
          scratch.chance[j + votes] += term
          scratch.credit[j + votes] += weight * credit[tied - 1][j] + own * term
        }
      }
      swap(&chance[tied], &scratch.chance)
      swap(&credit[tied], &scratch.credit)
    }
    spans.add(answer)
  }

  private func convolve(
    _ from: [Double], _ span: ClosedRange<Int>, _ weights: [Double], _ counts: ClosedRange<Int>,
    into to: inout [Double]
  ) {
    from.withUnsafeBufferPointer { from in
      to.withUnsafeMutableBufferPointer { to in
        for i in counts {
          let weight = weights[i]
          let last = min(span.upperBound, spans.ballots - i)
          guard span.lowerBound <= last else { break }
          for j in span.lowerBound...last { to[j + i] += weight * from[j] }
        }
      }
    }
  }

  /// The credits of the tied answers, shared among them, once `rest` has cast what is left.
  func creditOfWinners(with rest: [Double]) -> Double {
    var sum = CompensatedSum()
    for (tied, span) in spans.spans.enumerated().dropFirst() {
      guard let span else { continue }
      for j in span where spans.ballots - j < rest.count {
        sum.add(credit[tied][j] * rest[spans.ballots - j] / Double(tied))
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
