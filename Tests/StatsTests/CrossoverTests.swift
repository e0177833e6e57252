import Simulation
import Stats
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

struct CrossoverTests {
  /// What is known at k = 1, 2, 3 … as a word: `C` and `B` where the candidate or the baseline is
  /// decidedly ahead, `c` and `b` where only the points say so, `=` for a tie, `?` for no value.
  private func crossover(_ word: String) -> Crossover {
    Crossover(
      word.enumerated().map { index, letter in
        let (decided, difference): (Int, Double?) =
          switch letter {
          case "C": (1, 0.2)
          case "B": (-1, -0.2)
          case "c": (0, 0.1)
          case "b": (0, -0.1)
          case "=": (0, 0)
          default: (0, nil)
          }
        return Crossover.Outlook(k: index + 1, decided: decided, difference: difference)
      })
  }

  struct Row: Sendable {
    let k: Double?
    let lower: Int?
    let upper: Int?
    let before: Int
    let after: Int
  }

  struct Example: Sendable, CustomTestStringConvertible {
    let word: String
    let status: Crossover.Status
    let rows: [Row]
    var testDescription: String { word }

    init(_ word: String, _ status: Crossover.Status, _ rows: Row...) {
      (self.word, self.status, self.rows) = (word, status, rows)
    }
  }

  /// Halfway between two k in their logarithm.
  private static func between(_ a: Int, _ b: Int) -> Double { Double(a * b).squareRoot() }

  static let examples: [Example] = [
    Example("cc", .undecided, Row(k: nil, lower: nil, upper: nil, before: 0, after: 0)),
    Example("c", .undecided, Row(k: nil, lower: nil, upper: nil, before: 0, after: 0)),
    Example("ccb", .undecided, Row(k: between(2, 3), lower: nil, upper: nil, before: 0, after: 0)),
    Example("c=b", .undecided, Row(k: between(1, 3), lower: nil, upper: nil, before: 0, after: 0)),
    Example("c?b", .undecided, Row(k: between(1, 3), lower: nil, upper: nil, before: 0, after: 0)),
    Example("cbc", .undecided, Row(k: nil, lower: nil, upper: nil, before: 0, after: 0)),
    Example("??", .undecided, Row(k: nil, lower: nil, upper: nil, before: 0, after: 0)),
    Example("C", .none, Row(k: nil, lower: nil, upper: nil, before: 1, after: 1)),
    Example("B", .none, Row(k: nil, lower: nil, upper: nil, before: -1, after: -1)),
    Example("CcC", .none, Row(k: nil, lower: nil, upper: nil, before: 1, after: 1)),
    Example("bB=bB", .none, Row(k: nil, lower: nil, upper: nil, before: -1, after: -1)),
    Example("CCcb", .possible, Row(k: between(3, 4), lower: 3, upper: nil, before: 1, after: 0)),
    Example("bcCC", .possible, Row(k: between(1, 2), lower: nil, upper: 2, before: 0, after: 1)),
    Example("CcbcC", .possible, Row(k: between(3, 4), lower: 2, upper: 4, before: 1, after: 1)),
    Example(
      "cbBbcB", .possible, Row(k: between(1, 2), lower: nil, upper: 2, before: 0, after: -1),
      Row(
        k: exp2(log2(5) + (log2(6) - log2(5)) / 3), lower: 4, upper: 5, before: -1, after: -1)),
    Example("CB", .one, Row(k: between(1, 2), lower: 1, upper: 2, before: 1, after: -1)),
    Example("CCcbBB", .one, Row(k: between(3, 4), lower: 3, upper: 4, before: 1, after: -1)),
    Example("BB=CC", .one, Row(k: between(2, 4), lower: 3, upper: 3, before: -1, after: 1)),
    Example("CbcbB", .one, Row(k: between(3, 4), lower: 2, upper: 4, before: 1, after: -1)),
    Example("bcCcbBb", .one, Row(k: between(4, 5), lower: 4, upper: 5, before: 1, after: -1)),
    Example(
      "CBC", .several, Row(k: between(1, 2), lower: 1, upper: 2, before: 1, after: -1),
      Row(k: between(2, 3), lower: 2, upper: 3, before: -1, after: 1)),
    Example(
      "C==BbcCc", .several, Row(k: between(1, 4), lower: 2, upper: 3, before: 1, after: -1),
      Row(k: between(5, 6), lower: 5, upper: 6, before: -1, after: 1)),
  ]

  @Test(arguments: examples)
  func `each status has its rows`(_ example: Example) throws {
    let crossover = crossover(example.word)
    #expect(crossover.status == example.status && crossover.largestK == example.word.count)
    #expect(crossover.events.count == example.rows.count)
    for (event, row) in zip(crossover.events, example.rows) {
      #expect((event.k == nil) == (row.k == nil))
      if let k = event.k, let expected = row.k { #expect(abs(k - expected) < 1e-12) }
      #expect(event.lower == row.lower && event.upper == row.upper)
      #expect(event.aheadBefore == row.before && event.aheadAfter == row.after)
    }
  }

  @Test(arguments: [
    ("cb", [1...2]), ("C", []), ("CC", []), ("CcC", [1...3]), ("CCcb", [2...4]), ("CB", [1...2]),
    ("bcCCcbB", [1...3, 4...7]), ("C==BbcCC", [1...4, 4...7]), ("?", [1...1]),
  ])
  func `a crossing can be wherever no run is decidedly ahead`(
    word: String, ranges: [ClosedRange<Int>]
  ) {
    #expect(crossover(word).crossingRanges == ranges)
  }

  /// The definitions again, the slow way: every range of k is tried for a stretch.
  private func definition(_ word: [Character]) -> (status: Crossover.Status, rows: [Row]) {
    let decided = word.map { $0 == "C" ? 1 : $0 == "B" ? -1 : 0 }
    let sign = word.map { "Cc".contains($0) ? 1 : "Bb".contains($0) ? -1 : 0 }
    let size = word.map { "CB".contains($0) ? 0.2 : 0.1 }
    func crossings(_ range: ClosedRange<Int>) -> [Double] {
      var found: [Double] = []
      for i in range {
        for j in range where i < j && sign[i] * sign[j] < 0 {
          guard sign[i + 1..<j].allSatisfy({ $0 == 0 }) else { continue }
          let (a, b) = (log2(Double(i + 1)), log2(Double(j + 1)))
          found.append(exp2(a + size[i] / (size[i] + size[j]) * (b - a)))
        }
      }
      return found
    }
    let signs = decided.filter { $0 != 0 }
    if signs.isEmpty {
      let all = crossings(0...word.count - 1)
      return (
        .undecided,
        [Row(k: all.count == 1 ? all[0] : nil, lower: nil, upper: nil, before: 0, after: 0)]
      )
    }
    let changes = zip(signs, signs.dropFirst()).filter { $0 != $1 }.count
    var rows: [Row] = []
    for first in word.indices {
      // Two decided neighbours of opposite sign.
      if first + 1 < word.count && decided[first] * decided[first + 1] < 0 {
        rows.append(
          Row(
            k: crossings(first...first + 1).last, lower: first + 1, upper: first + 2,
            before: decided[first], after: decided[first + 1]))
      }
      for last in first..<word.count {
        let free = decided[first...last].allSatisfy { $0 == 0 }
        let widest =
          (first == 0 || decided[first - 1] != 0)
          && (last == word.count - 1 || decided[last + 1] != 0)
        guard free && widest else { continue }
        let before = first == 0 ? 0 : decided[first - 1]
        let after = last == word.count - 1 ? 0 : decided[last + 1]
        let found = crossings(max(0, first - 1)...min(word.count - 1, last + 1))
        let wanted = changes == 0 ? !found.isEmpty : before * after < 0
        if wanted {
          rows.append(
            Row(
              k: found.last, lower: first == 0 ? nil : first + 1,
              upper: last == word.count - 1 ? nil : last + 1, before: before, after: after))
        }
      }
    }
    if changes == 0 && rows.isEmpty {
      return (.none, [Row(k: nil, lower: nil, upper: nil, before: signs[0], after: signs[0])])
    }
    return (changes == 0 ? .possible : changes == 1 ? .one : .several, rows)
  }

  @Test(arguments: 1...6)
  func `all short histories follow the definitions`(length: Int) {
    let letters: [Character] = ["C", "B", "c", "b", "="]
    var words: [[Character]] = [[]]
    for _ in 0..<length { words = words.flatMap { word in letters.map { word + [$0] } } }
    for word in words {
      let crossover = crossover(String(word))
      let (status, rows) = definition(word)
      var same = crossover.status == status && crossover.events.count == rows.count
      for (event, row) in zip(crossover.events, rows) where same {
        same =
          event.lower == row.lower && event.upper == row.upper && event.aheadBefore == row.before
          && event.aheadAfter == row.after && (event.k == nil) == (row.k == nil)
          && abs((event.k ?? 0) - (row.k ?? 0)) < 1e-12
      }
      if !same { Issue.record("\(String(word)): \(crossover)") }
    }
  }

  /// A pair of runs whose curves cross: the candidate gains where it was fair and loses the rest.
  static func crossing(_ problems: Int, of n: Int, seed: UInt64) -> [TallyPair] {
    var rng = SeededGenerator(seed: seed)
    return (0..<problems).map { _ in
      let (p, q) = JointPopulation.crossing.chances(using: &rng)
      return (rng.tally(of: n, p), rng.tally(of: n, q))
    }
  }

  @Test(arguments: 0..<40)
  func `exchanging the runs keeps k and exchanges who is ahead`(seed: Int) throws {
    let study = Self.crossing(30 + 10 * (seed % 10), of: 64, seed: 200 + UInt64(seed))
    let one = try #require(PairedDifference(study))
    let other = try #require(PairedDifference(study.map { ($0.candidate, $0.baseline) }))
    let crossover = try #require(Crossover(one))
    let mirrored = try #require(Crossover(other))
    #expect(crossover.status == mirrored.status && crossover.exhaustive)
    #expect(crossover.events.count == mirrored.events.count)
    for (event, mirror) in zip(crossover.events, mirrored.events) {
      #expect((event.k == nil) == (mirror.k == nil))
      #expect(abs((event.k ?? 0) - (mirror.k ?? 0)) < 1e-9)
      #expect(event.lower == mirror.lower && event.upper == mirror.upper)
      #expect(event.aheadBefore == -mirror.aheadBefore)
      #expect(event.aheadAfter == -mirror.aheadAfter)
    }
  }

  /// A source that can prove nothing about the `k` it does not look at.
  private struct Unproved: OutlookSource {
    let pair: PairedDifference
    var largestK: Int { pair.largestK }
    func outlook(at k: Int) -> Crossover.Outlook { pair.outlook(at: k) }
    func outlooks(upTo last: Int) -> [Crossover.Outlook] { pair.outlooks(upTo: last) }
  }

  @Test(arguments: [5, 40, 100, 200], [1, 2, 3])
  func `the refined search finds what looking at every k finds`(
    problems: Int, seed: UInt64
  ) throws {
    // The candidate has won its share of problems early; the baseline solves the rest, once or
    // twice in 3,000 samples, so that the curves cross beyond the limit of the full search.
    var rng = SeededGenerator(seed: 300 + seed)
    let study: [TallyPair] = (0..<problems).map { index in
      index % 100 < 37 || problems == 5 && index < 2
        ? (
          Tally(correct: 0, of: 3_000),
          Tally(correct: Int.random(in: 25...60, using: &rng), of: 3_000)
        )
        : (Tally(correct: index % 10 == 0 ? 2 : 1, of: 3_000), Tally(correct: 0, of: 3_000))
    }.shuffled(using: &rng).dropLast(Int(seed) - 1)
    let pair = try #require(PairedDifference(study))
    let refined = try #require(Crossover(Unproved(pair: pair)))
    let exhaustive = Crossover(pair.outlooks(upTo: pair.largestK))
    #expect(Crossover(pair) == exhaustive)
    #expect(!refined.exhaustive && refined.status == exhaustive.status)
    #expect(refined.largestK == 3_000 && refined.events.count == exhaustive.events.count)
    for (event, expected) in zip(refined.events, exhaustive.events) {
      #expect(event.lower == expected.lower && event.upper == expected.upper)
      #expect((event.k == nil) == (expected.k == nil))
      #expect(abs((event.k ?? 0) - (expected.k ?? 0)) < 1e-6)
    }
    // The cases must be worth their name: a change beyond 1,024, and with many problems all of it.
    let event = try #require(exhaustive.events.first)
    #expect((event.k ?? 0) > 1_024 || problems < 100)
    if problems >= 100 { #expect(exhaustive.status == .one && event.upper! > 1_024) }
    if problems == 200 { #expect(event.lower! > 1_024) }
  }

  @Test func `no common k leaves nothing to search`() throws {
    let pair = try #require(
      PairedDifference([(Tally(correct: 1, of: 1), Tally(correct: 0, of: 1))]))
    #expect(Crossover(pair)?.status == .undecided)
  }

  /// Beyond the samples scored the value exists where missing ones cannot change it.
  @Test func `settled values count where samples are missing`() throws {
    let study = [TallyPair](
      repeating: (Tally(correct: 3, of: 7, missing: 1), Tally(correct: 0, of: 8)), count: 30)
    let pair = try #require(PairedDifference(study))
    #expect(pair.outlook(at: 8).difference == -1 && pair.point(at: 8).difference == -1)
    #expect(Crossover(pair)?.status == Crossover.Status.none)
  }
}
