/// What became of the samples of a problem, beyond n, c and missing: not part of a tally.
package struct Account: Hashable, Sendable {
  /// How many samples the log says there should be; nil where it does not say.
  package var expected: Int?
  /// Samples the log holds, repeats included.
  package var seen = 0
  /// Samples that the model brought to no verdict: timeouts, texts cut off or not to be parsed.
  /// They are in n or missing, as the harness has it.
  package var modelFailures = 0
  /// Samples that the infrastructure brought to none. They are in n or missing likewise.
  package var harnessFailures = 0
  /// Samples found again, and counted once.
  package var duplicates = 0

  package init() {}

  package static func + (a: Self, b: Self) -> Self {
    var sum = a
    // Of a sum of which a part is not said, none is.
    sum.expected = a.expected.flatMap { mine in b.expected.map { mine + $0 } }
    sum.seen += b.seen
    sum.modelFailures += b.modelFailures
    sum.harnessFailures += b.harnessFailures
    sum.duplicates += b.duplicates
    return sum
  }

  init(_ cell: SampleSink.Cell) {
    expected = cell.expected
    seen = cell.n + cell.missing + cell.duplicates
    modelFailures = cell.modelFailures
    harnessFailures = cell.harnessFailures
    duplicates = cell.duplicates
  }
}

/// Whether sampling stopped where a success appeared: then c/n is no estimate of a success rate.
enum StoppingRule {
  /// One problem's samples.
  struct Attempts: Hashable {
    var n: Int
    var c: Int
    /// Whether the last attempt was correct; nil where the order is not known.
    var endsCorrect: Bool?
  }

  /// Fewer solved problems than this tell nothing.
  static let fewest = 5

  /// What was found, in words; nil where nothing speaks for such a rule.
  ///
  /// Either every solved problem has one success, its last attempt, and every unsolved one the
  /// largest n; or, with success in the last block only, n of every solved problem is a multiple of
  /// one block below the largest n.
  static func found(_ problems: [Attempts]) -> String? {
    let solved = problems.filter { $0.c > 0 }
    guard let most = problems.map(\.n).max(), solved.count >= fewest,
      Set(solved.map(\.n)).count >= 3,
      problems.allSatisfy({ $0.c > 0 || $0.n == most })
    else { return nil }
    if solved.allSatisfy({ $0.c == 1 && $0.endsCorrect ?? true }) {
      let isSeen = solved.allSatisfy { $0.endsCorrect != nil }
      return "each of \(solved.count) solved problems has one success"
        + (isSeen ? ", its last sample" : "")
        + ", and n from \(solved.map(\.n).min() ?? 0) to \(most)"
    }
    let short = solved.filter { $0.n < most }
    let block = problems.reduce(0) { gcd($0, $1.n) }
    guard block > 1, short.count >= 2 * fewest, Set(short.map(\.n)).count >= 3,
      10 * short.count >= 9 * solved.count, short.allSatisfy({ $0.c <= block })
    else { return nil }
    return
      "\(short.count) of \(solved.count) solved problems have fewer than the largest n, \(most), "
      + "in blocks of \(block)"
  }

  private static func gcd(_ a: Int, _ b: Int) -> Int { b == 0 ? a : gcd(b, a % b) }
}
