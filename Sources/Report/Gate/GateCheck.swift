import Stats

/// One thing that a gate looked at, and what it found.
package struct GateCheck: Sendable {
  /// A problem whose count moved.
  package struct Mover: Sendable, Hashable {
    package let problem: String
    package let before: Tally
    package let after: Tally
  }

  /// What more there would have to be.
  package struct Needed: Sendable, Hashable {
    /// Samples of each problem, or problems.
    package let isSamples: Bool
    package let count: Int
    /// Whether only tonight needs them, the stored set staying as it is.
    package let isTonightAlone: Bool

    /// - Returns: `nil` where no number would do, or none is needed.
    init?(_ needed: SuiteChange.Needed) {
      isSamples = needed.unit == .samples
      if let tonight = needed.tonight, isSamples, tonight > 0 {
        (count, isTonightAlone) = (tonight, true)
      } else if let both = needed.both, both > 0 {
        (count, isTonightAlone) = (both, false)
      } else {
        return nil
      }
    }

    /// As files name it.
    var unit: String {
      isSamples ? (isTonightAlone ? "samples tonight" : "samples in both") : "problems"
    }

    /// "12 samples more of each problem".
    package var words: String {
      isSamples
        ? "\(Phrase.count(count, "sample")) more of each problem \(isTonightAlone ? "tonight" : "in both")"
        : "\(Phrase.count(count, "problem")) more"
    }
  }

  /// The index of its rule.
  package let rule: Int
  package let runID: String
  package let run: String
  package let benchmarkID: String
  package let benchmark: String
  /// The page of the benchmark; `nil` where tonight lacks it.
  package var page: String?
  /// `nil` where the check is of the set of problems or samples.
  package var k: Int?
  /// What it is held against: a stored set's name, or "a floor of 50 %".
  package let against: String
  package var verdict: GateVerdict

  /// pass@k on the common problems, in `0...1`.
  package var baselineValue: Double?
  package var value: Double?
  /// Tonight's minus the baseline's.
  package var difference: Double?
  /// Of the difference, or of the value where it is held against a floor; at a level that holds for
  /// all checks together.
  package var interval: Interval?
  /// One-sided, of "no drop beyond the margin"; before and after the correction for all checks.
  package var pValue: Double?
  package var adjusted: Double?
  /// In `0...1`; a floor's is 0.
  package var margin = 0.0
  package var minimumEffect = 0.0
  /// As files name it; empty where nothing is estimated.
  package var method = ""
  /// What it takes for granted, where that is more than independent samples.
  package var assumption: String?

  package var wins = 0
  package var ties = 0
  package var losses = 0
  /// In common.
  package var problems = 0
  /// Scored tonight, over all problems in scope, and how many should be there.
  package var samples = 0
  package var expected = 0
  package var baselineSamples = 0
  /// Where the data do not decide: what more would, four times in five, were the difference what it
  /// seems.
  package var needed: Needed?
  /// The smallest drop that these samples could have shown, in `0...1`.
  package var detectable: Double?
  /// The problems that moved most, the gravest first.
  package var movers: [Mover] = []
  /// Why, as a sentence without a full stop.
  package var detail = ""

  /// What a table says beside the numbers it has in other columns.
  var why: String {
    guard difference != nil, verdict != .identical else { return detail }
    var words =
      "\(Phrase.count(losses)) of \(Phrase.count(problems, "problem")) fell, \(Phrase.count(wins)) rose, against \(against)"
    if let needed { words += "; \(needed.words) would tell" }
    return words
  }

  /// "RL on AIME 2024 at k = 1".
  package var place: String {
    "\(run) on \(benchmark)\(k.map { " at \(Phrase.k($0))" } ?? "")"
  }
}
