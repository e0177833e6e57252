/// A test offered beside ours, because readers know it: what it assumes and why it may answer
/// differently. One case a test; what is printed is derived from this list.
package enum OfferedTest: String, Hashable, Sendable, CaseIterable {
  case pairedT = "t"
  case signFlip = "sign-flip"
  case mcNemar = "mcnemar"
  case newcombe
  case agrestiMin = "agresti-min"

  package var name: String {
    switch self {
    case .pairedT: "paired t"
    case .signFlip: "sign flip"
    case .mcNemar: "exact McNemar"
    case .newcombe: "Newcombe's hybrid score, method 10"
    case .agrestiMin: "Agresti and Min"
    }
  }

  /// The hypothesis that a small p speaks against, in words without a full stop.
  package var null: String {
    switch self {
    case .pairedT:
      "the mean difference over problems like these is 0, and its t ratio is distributed as for "
        + "normal differences"
    case .signFlip:
      "each problem's difference is as likely to have the opposite sign: the runs could be "
        + "exchanged on any problem"
    case .mcNemar:
      "of the problems that one run solves and the other does not, each run has as many"
    case .newcombe, .agrestiMin:
      "none: an interval for the difference of two shares of solved problems"
    }
  }

  /// Why its answer may differ from ours, in words without a full stop.
  package var caution: String {
    switch self {
    case .pairedT:
      "it judges by the spread that was seen: a rare large change that these problems happen not "
        + "to show is taken not to exist, so on nearly identical runs and at ceilings it is "
        + "narrower and sure too often"
    case .signFlip:
      "it is exact for its hypothesis, which is more than equal means: skewed differences of mean "
        + "0 are rejected, and a rare large change that was not seen does not count"
    case .mcNemar:
      "it looks only at problems that one run solves and the other does not, takes their number "
        + "as known, and does not say how large the difference is"
    case .newcombe:
      "it needs every problem solved or not, one sample each; ours allows values between"
    case .agrestiMin:
      "it needs every problem solved or not, and is drawn towards 0 by half a problem in each of "
        + "the four cells"
    }
  }
}

/// What one offered test says.
package struct TestResult: Hashable, Sendable {
  package let test: OfferedTest
  /// For the mean difference, candidate minus baseline; `nil` where the test gives none.
  package var interval: Interval?
  /// Two-sided; `nil` where the method is an interval only.
  package var pValue: Double?
  /// The t ratio.
  package var statistic: Double?
  package var degreesOfFreedom: Int?
  /// Where the p-value was drawn, not computed: how many draws, and its standard error.
  package var draws: Int?
  package var standardError: Double?
  /// Why there is no result.
  package var absence: Absence?

  init(_ test: OfferedTest, absence: Absence? = nil) {
    self.test = test
    self.absence = absence
  }
}

extension PairedDifference {
  /// Every offered test of the difference at `k`, in the list's order, those without an answer with
  /// the reason.
  ///
  /// None of them is the verdict. Where samples are missing none is given: their p-values have no
  /// bounds as ours have.
  package func offeredTests(at k: Int) -> [TestResult] {
    guard k <= largestK else {
      return OfferedTest.allCases.map { TestResult($0, absence: tooFewSamples(for: k)) }
    }
    guard !missing else {
      return OfferedTest.allCases.map { TestResult($0, absence: .missingSamples) }
    }
    let values = spread(at: k).least
    let table = table(at: k)
    return OfferedTest.allCases.map { test in
      switch test {
      case .pairedT: PairedT.result(values, level: level)
      case .signFlip: SignFlip(values).result
      default: table?.result(of: test, level: level) ?? TestResult(test, absence: .notZeroOrOne)
      }
    }
  }
}
