import BigInt
import Simulation
import Stats
import Testing

struct MajorityVoteTests {
  /// A problem's samples one by one: the answer, `nil` for none, and the verdict.
  private typealias Outcome = (answer: Int?, correct: Bool)

  /// The mean over all subsets of the credit of the winning answer: the correct share of the drawn
  /// samples that gave it, ties shared.
  private func bruteForce(_ outcomes: [Outcome], _ k: Int, _ rule: UnansweredVotes) -> Double {
    meanOverSubsets(of: outcomes.count, taking: k) { subset in
      var votes: [Int: (samples: Int, correct: Int)] = [:]
      for index in subset {
        let outcome = outcomes[index]
        guard let answer = outcome.answer ?? (rule == .together ? -1 : nil) else { continue }
        votes[answer, default: (0, 0)].samples += 1
        if outcome.correct && answer >= 0 { votes[answer]!.correct += 1 }
      }
      guard let most = votes.values.map(\.samples).max() else { return 0 }
      let tied = votes.filter { $0.value.samples == most }.values
      return tied.reduce(0) { $0 + Double($1.correct) / Double($1.samples) } / Double(tied.count)
    }
  }

  /// Every way to split `n` into parts no larger than `most`.
  private func partitions(_ n: Int, _ most: Int) -> [[Int]] {
    if n == 0 { return [[]] }
    return stride(from: min(n, most), through: 1, by: -1).flatMap { part in
      partitions(n - part, part).map { [part] + $0 }
    }
  }

  @Test(arguments: 1...8)
  func `agrees with every vote that can be drawn`(n: Int) throws {
    var rng = SeededGenerator(seed: UInt64(n))
    for unanswered in 0...min(n, 3) {
      for sizes in partitions(n - unanswered, n) {
        // One answer is right, or judgements differ within an answer.
        for mixed in [false, true] {
          let right = sizes.isEmpty ? 0 : Int(rng.next() % UInt64(sizes.count))
          var outcomes: [Outcome] = Array(repeating: (nil, mixed), count: unanswered)
          for (answer, size) in sizes.enumerated() {
            for _ in 0..<size {
              outcomes.append((answer, mixed ? rng.uniform() < 0.5 : answer == right))
            }
          }
          let tally = AnswerTally(outcomes)
          for rule in UnansweredVotes.allCases {
            for k in 1...n {
              let vote = try #require(tally.majorityAt(k, unanswered: rule))
              let exact = bruteForce(outcomes, k, rule)
              #expect(vote.standardError == nil)
              #expect(
                abs(vote.value - exact) < 1e-13, "\(sizes) + \(unanswered) \(rule) k \(k)")
            }
          }
        }
      }
    }
  }

  /// Three answers and silent samples, counted with integers of any length.
  @Test(arguments: [
    ([40, 30, 20], 10, 30), ([64, 64, 64], 64, 128), ([200, 30, 26], 0, 128), ([9, 9, 9], 3, 11),
    ([120, 2, 2], 900, 100),
  ])
  func `agrees with integers where n is large`(sizes: [Int], silent: Int, k: Int) throws {
    let n = sizes.reduce(silent, +)
    var won = BigInt(0)
    // Times 6, so that thirds and halves of a tie stay whole.
    for a in 0...min(k, sizes[0]) {
      for b in 0...min(k - a, sizes[1]) {
        for c in 0...min(k - a - b, sizes[2]) {
          let rest = k - a - b - c
          guard rest <= silent, a >= max(b, c), a > 0 else { continue }
          let tied = 1 + (a == b ? 1 : 0) + (a == c ? 1 : 0)
          won +=
            BigInt(6 / tied) * bigBinomial(sizes[0], a) * bigBinomial(sizes[1], b)
            * bigBinomial(sizes[2], c) * bigBinomial(silent, rest)
        }
      }
    }
    let exact = quotient(won, bigBinomial(n, k) * 6)
    let tally = AnswerTally(
      classes: [
        .init(samples: sizes[0], correct: sizes[0]), .init(samples: sizes[1], correct: 0),
        .init(samples: sizes[2], correct: 0),
      ], unanswered: silent)
    let vote = try #require(tally.majorityAt(k))
    #expect(vote.standardError == nil)
    #expect(abs(vote.value - exact) < 1e-12, "\(vote.value) \(exact)")
  }

  @Test func `where all wrong samples agree, an odd vote is won by more than half`() throws {
    for n in [5, 12, 64] {
      for c in 0...n {
        var classes: [AnswerTally.Class] = []
        if c > 0 { classes.append(.init(samples: c, correct: c)) }
        if c < n { classes.append(.init(samples: n - c, correct: 0)) }
        let (tally, counts) = (AnswerTally(classes: classes), Tally(correct: c, of: n))
        for k in 1...n {
          let vote = try #require(tally.majorityAt(k)).value
          var value = counts.strictMajorityAt(k)!
          if k % 2 == 0 {
            value += (counts.passAt(k, atLeast: k / 2)! - value) / 2
          }
          #expect(abs(vote - value) < 1e-13, "n \(n) c \(c) k \(k)")
        }
      }
    }
  }

  @Test func `a vote of answers is won at least as often as by more than half, odd k`() throws {
    let tally = AnswerTally(
      classes: [.init(samples: 10, correct: 10)]
        + Array(repeating: .init(samples: 2, correct: 0), count: 11))
    for k in stride(from: 1, through: 32, by: 2) {
      let vote = try #require(tally.majorityAt(k)).value
      #expect(vote >= Tally(correct: 10, of: 32).strictMajorityAt(k)! - 1e-14)
    }
  }

  @Test func `one sample is accuracy, all samples are the plurality`() throws {
    let tally = AnswerTally(
      classes: [
        .init(samples: 4, correct: 1), .init(samples: 4, correct: 4), .init(samples: 3, correct: 0),
      ], unanswered: 2)
    #expect(abs(try #require(tally.majorityAt(1)).value - 5.0 / 13) < 1e-15)
    #expect(abs(try #require(tally.majorityAt(13)).value - (0.25 + 1) / 2) < 1e-15)
    #expect(tally.majorityAt(14) == nil)
    let silent = AnswerTally(classes: [], unanswered: 3)
    #expect(silent.majorityAt(2)?.value == 0)
    #expect(silent.majorityAt(2, unanswered: .together)?.value == 0)
  }

  @Test func `simulation agrees with the exact value within its stated error`() throws {
    var rng = SeededGenerator(seed: 8)
    var (squares, trials) = (0.0, 0.0)
    for _ in 0..<25 {
      let classes = (0..<6).map { _ in
        let samples = 1 + Int(rng.next() % 12)
        return AnswerTally.Class(samples: samples, correct: rng.uniform() < 0.4 ? samples : 0)
      }
      let tally = AnswerTally(classes: classes, unanswered: 3)
      let k = 1 + Int(rng.next() % 16)
      let exact = try #require(tally.majorityAt(k)).value
      let simulated = try #require(tally.majorityAt(k, workLimit: 0))
      #expect(simulated == tally.majorityAt(k, workLimit: 0))
      guard let error = simulated.standardError, error > 0 else { continue }
      let z = (simulated.value - exact) / error
      #expect(abs(z) < 4.5, "\(simulated) \(exact)")
      squares += z * z
      trials += 1
    }
    // The mean square of z is 1 within four of its own standard errors.
    #expect(trials > 15)
    #expect(abs(squares / trials - 1) < 4 * (2 / trials).squareRoot())
  }

  @Test func `very many equal answers are simulated, and it says so`() throws {
    let tally = AnswerTally(
      classes: [.init(samples: 3, correct: 3)]
        + Array(repeating: .init(samples: 2, correct: 0), count: 2_000))
    let vote = try #require(tally.majorityAt(1_000))
    let error = try #require(vote.standardError)
    #expect(error > 0 && error < 0.005)
    let votes = MajorityVotes(
      [tally, AnswerTally(classes: [.init(samples: 1_000, correct: 0)])], at: 1_000)
    #expect(votes.standardError == error / 2)
  }

  @Test func `a vote that is never lost in simulation still states an error`() throws {
    let tally = AnswerTally(
      classes: [.init(samples: 900, correct: 900), .init(samples: 10, correct: 0)])
    let vote = try #require(tally.majorityAt(400, workLimit: 0))
    #expect(vote.value == 1)
    #expect(try #require(vote.standardError) > 5e-5)
  }

  @Test func `answers that look alike win alike`() throws {
    for (size, count) in [(2, 128), (1, 256), (8, 32), (32, 8), (300, 3)] {
      let tally = AnswerTally(
        classes: (0..<count).map { .init(samples: size, correct: $0 == 0 ? size : 0) })
      for k in [16, 64, 128, 255] where k < size * count {
        let vote = try #require(tally.majorityAt(k))
        #expect(vote.standardError == nil)
        #expect(abs(vote.value - 1 / Double(count)) < 1e-12, "\(count) of \(size), k \(k)")
      }
    }
  }

  @Test func `the samples' order changes no bit`() {
    var rng = SeededGenerator(seed: 9)
    let outcomes = (0..<50).map { _ in
      (answer: Optional(Int(rng.next() % 7)), correct: rng.uniform() < 0.3)
    }
    #expect(AnswerTally(outcomes) == AnswerTally(outcomes.shuffled(using: &rng)))
  }

  @Test func `missing samples leave bounds that hold every way to fill them in`() throws {
    let base: [Outcome] = [(0, true), (0, true), (1, false), (1, false), (2, false)]
    let tally = AnswerTally(base, missing: 2)
    for k in 1...7 {
      let value = try #require(tally.majorityValueAt(k).value)
      for first in 0...3 {
        for second in 0...3 {
          let filled = base + [(first, first == 0), (second, second == 0)]
          let vote = try #require(AnswerTally(filled).majorityAt(k)).value
          #expect(value.bounds.lowerBound - 1e-14 <= vote)
          #expect(vote <= value.bounds.upperBound + 1e-14)
        }
      }
    }
    #expect(tally.majorityValueAt(8).value == nil)
    #expect(tally.majorityValueAt(6).value?.value == nil)
    #expect(MajorityVotes([tally], at: 6).values.absence == .missingSamples)
    #expect(
      MajorityVotes([tally], at: 8).values.absence
        == .tooFewSamples(k: 8, eligible: 0, problems: 1))
  }
}
