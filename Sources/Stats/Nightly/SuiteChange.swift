/// Tonight against a baseline on one benchmark, for one k, for these very problems: what a gate
/// reads.
///
/// The target is the mean over these problems of pass@k with tonight's chances less that with the
/// baseline's. A *drop* beyond `margin` is a difference below `-margin`.
///
/// | `method` | used where | interval | test |
/// |---|---|---|---|
/// | square-and-add | every problem has 2 samples or more on both sides | square-and-add of the mixture-score intervals | its inversion |
/// | mcnemar | every problem has one on both, k = 1 | Agresti and Min | exact McNemar |
/// | exact-stratified | else, k = 1: tonight's one sample against several nights | Agresti and Min's, carried over to shares | stratified exact |
///
/// The last two test with one law and bound with another. The interval follows the test at 0: where
/// the test finds a drop the upper limit is below 0, where it does not the interval holds 0. At a
/// margin above 0 the interval decides, and no drop beyond a margin is found where there is none at
/// 0.
///
/// Source: docs/statistics.md, "Nightly gates", with the rates measured.
package struct SuiteChange: Sendable {
  /// As written in files.
  package enum Method: String, Hashable, Sendable, CaseIterable {
    case squareAndAdd = "square-and-add"
    case mcNemar = "mcnemar"
    case exactStratified = "exact-stratified"
  }

  package let k: Int
  /// Problems in common.
  package let problems: Int
  /// The fewest and the most samples scored for a problem.
  package let baselineSamples: ClosedRange<Int>
  package let candidateSamples: ClosedRange<Int>
  /// Candidate minus baseline, in `-1...1`; `nil` with `absence` saying why.
  package let difference: Double?
  /// Why there is no difference or, where there is one, no interval.
  package let absence: Absence?
  /// What missing samples leave possible; `nil` where none is missing, or no value exists.
  package let bounds: ClosedRange<Double>?
  /// Whether every problem has the same counts on both sides and none is missing.
  package let identical: Bool
  /// Problems whose pass@k is above the baseline's for sure, as it, and below it for sure; all of
  /// them ties where it does not exist. Missing samples leave a tie.
  package let wins: Int
  package let ties: Int
  package let losses: Int
  /// The baseline's pass@k; `nil` where it does not exist.
  package let baselineValue: Double?
  /// Tonight's.
  package let candidateValue: Double?
  /// `nil` where no interval and no test exists.
  package let method: Method?
  let evidence: (any ChangeEvidence)?

  /// - Parameters:
  ///   - pairs: The two tallies of each common problem, in any order. Problems where either side has
  ///     neither samples nor missing ones are not in common.
  ///   - k: At least 1.
  ///   - tables: Those already computed for other runs, if any.
  /// - Returns: `nil` where no problem is left.
  /// - Complexity: that of two fits of `FixedSetCurve`, or of `StratifiedExactTest`.
  package init?(
    _ pairs: some Sequence<(baseline: Tally, candidate: Tally)>, k: Int,
    tables: MixtureTables = MixtureTables()
  ) {
    let common = Self.common(pairs)
    guard let fixed = FixedSetDifference(common, tables: tables) else { return nil }
    self.init(common, fixed, k)
  }

  /// From curves fitted before, so that a run compared with several baselines, or at several k, is
  /// fitted once.
  ///
  /// - Precondition: the curves are those of `pairs`' common problems.
  package init?(
    _ pairs: some Sequence<(baseline: Tally, candidate: Tally)>, k: Int,
    baseline: FixedSetCurve, candidate: FixedSetCurve
  ) {
    let common = Self.common(pairs)
    guard let fixed = FixedSetDifference(common, baseline: baseline, candidate: candidate) else {
      return nil
    }
    self.init(common, fixed, k)
  }

  private init(
    _ common: [(baseline: Tally, candidate: Tally)], _ fixed: FixedSetDifference, _ k: Int
  ) {
    precondition(k >= 1, "no pass@\(k)")
    self.k = k
    problems = fixed.problems
    baselineSamples = fixed.baseline.samples
    candidateSamples = fixed.candidate.samples
    let isComplete = common.allSatisfy { $0.missing + $1.missing == 0 }
    identical = fixed.identical && isComplete
    let outcomes = common.map { Self.outcome($0, $1, k) }
    wins = outcomes.count { $0 > 0 }
    losses = outcomes.count { $0 < 0 }
    ties = outcomes.count - wins - losses
    let point = fixed.point(at: k)
    bounds = point.bounds
    baselineValue = fixed.baseline.point(at: k).estimate
    candidateValue = fixed.candidate.point(at: k).estimate
    difference = identical && point.difference != nil ? 0 : point.difference
    if let both = SquareAndAddEvidence(fixed.baseline, fixed.candidate, at: k) {
      method = .squareAndAdd
      evidence = both
      absence = point.absence
    } else if k == 1, case .singleSamples = fixed.refusal {
      let isSingle = common.allSatisfy {
        $0.samples + $0.missing == 1 && $1.samples + $1.missing == 1
      }
      method = isSingle ? .mcNemar : .exactStratified
      evidence = SingleSampleEvidence(common)
      absence = point.difference == nil ? point.absence : nil
    } else {
      method = nil
      evidence = nil
      absence = point.absence ?? fixed.refusal
    }
  }

  /// What a method takes for granted, where nothing within a problem can be estimated.
  package var assumption: String? {
    switch method {
    case .squareAndAdd, nil: nil
    case .mcNemar:
      "one sample a problem: the test takes a problem that changed to be as likely lost as gained"
        + " where nothing changed"
    case .exactStratified:
      "one sample of some problems: the test takes each problem's chance to have been the same on"
        + " all the baseline's nights"
    }
  }

  private static func common(
    _ pairs: some Sequence<(baseline: Tally, candidate: Tally)>
  ) -> [(baseline: Tally, candidate: Tally)] {
    pairs.filter { $0.samples + $0.missing > 0 && $1.samples + $1.missing > 0 }
  }

  private static func outcome(_ baseline: Tally, _ candidate: Tally, _ k: Int) -> Int {
    guard let a = baseline.passBounds(at: k), let b = candidate.passBounds(at: k) else { return 0 }
    return b.lowerBound > a.upperBound ? 1 : b.upperBound < a.lowerBound ? -1 : 0
  }
}
