extension Vote {
  /// The mean credit of the winner over `draws` votes, with its standard error.
  ///
  /// The stream is part of the method: its key is a hash of the counts and of `k`, and vote *i*
  /// has its own stretch of it, so that the result is the same at any number of threads.
  func simulated(draws: Int) -> MajorityVote {
    var owner = [Int](repeating: answers.count, count: samples)
    var next = 0
    for (index, answer) in answers.enumerated() {
      for _ in 0..<answer.samples {
        owner[next] = index
        next += 1
      }
    }
    let key = key
    var (sum, squares) = (0.0, 0.0)
    var votes = [Int](repeating: 0, count: answers.count + 1)
    for draw in 0..<draws {
      var rng = SeededGenerator(seed: key &+ UInt64(draw) &* 0xD1B5_4A32_D192_ED03)
      // The first k of a shuffle; taken back afterwards, so that each vote starts alike.
      var swaps: [(Int, Int)] = []
      swaps.reserveCapacity(k)
      for i in 0..<k {
        let j = i + Int(rng.next().multipliedFullWidth(by: UInt64(samples - i)).high)
        owner.swapAt(i, j)
        swaps.append((i, j))
        votes[owner[i]] += 1
      }
      let credit = creditOfWinner(votes)
      sum += credit
      squares += credit * credit
      for i in 0..<k { votes[owner[i]] = 0 }
      for (i, j) in swaps.reversed() { owner.swapAt(i, j) }
    }
    return MajorityVote(
      value: sum / Double(draws),
      standardError: (variance(sum, squares, draws) / Double(draws)).squareRoot())
  }

  /// The variance of a credit, with one vote of credit 0 and one of 1 added: so that votes that all
  /// came out alike do not claim an error of 0.
  private func variance(_ sum: Double, _ squares: Double, _ draws: Int) -> Double {
    let count = Double(draws + 2)
    let mean = (sum + 1) / count
    return (squares + 1) / count - mean * mean
  }

  /// The tied answers' credits shared; 0 where nobody voted.
  private func creditOfWinner(_ votes: [Int]) -> Double {
    var (most, tied, credit) = (1, 0, 0.0)
    for index in answers.indices where votes[index] >= most {
      if votes[index] > most { (most, tied, credit) = (votes[index], 0, 0) }
      tied += 1
      credit += answers[index].credit
    }
    return tied == 0 ? 0 : credit / Double(tied)
  }

  private var key: UInt64 {
    var hash = SeededGenerator(seed: 0x6D61_6A40_6B00_0001 ^ UInt64(k)).mixed(UInt64(silent))
    for answer in answers {
      hash = SeededGenerator(seed: hash).mixed(UInt64(answer.samples))
      hash = SeededGenerator(seed: hash).mixed(answer.credit.bitPattern)
    }
    return hash
  }
}

extension SeededGenerator {
  /// A hash of the generator's place and `value`.
  fileprivate func mixed(_ value: UInt64) -> UInt64 {
    var first = self
    var second = SeededGenerator(seed: first.next() ^ value)
    return second.next()
  }
}
