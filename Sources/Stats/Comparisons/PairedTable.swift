/// Problems by which of two runs solved them.
package struct PairedTable: Hashable, Sendable {
  package let both: Int
  package let candidateOnly: Int
  package let baselineOnly: Int
  package let neither: Int

  package var problems: Int { both + candidateOnly + baselineOnly + neither }

  /// The difference in the share of solved problems, candidate minus baseline.
  package var difference: Double { Double(candidateOnly - baselineOnly) / Double(problems) }

  /// - Precondition: none is negative, and one at least is positive.
  package init(both: Int, candidateOnly: Int, baselineOnly: Int, neither: Int) {
    precondition(
      min(both, candidateOnly, baselineOnly, neither) >= 0
        && both + candidateOnly + baselineOnly + neither > 0,
      "a table of \(both), \(candidateOnly), \(baselineOnly), \(neither) problems cannot be")
    self.both = both
    self.candidateOnly = candidateOnly
    self.baselineOnly = baselineOnly
    self.neither = neither
  }

  /// What one of the tests for tables says.
  func result(of test: OfferedTest, level: Double) -> TestResult {
    var result = TestResult(test)
    switch test {
    case .mcNemar: result.pValue = mcNemar
    case .newcombe: result.interval = newcombe(level: level)
    case .agrestiMin: result.interval = agrestiMin(level: level)
    case .pairedT, .signFlip: preconditionFailure("\(test) is not a test of a table")
    }
    return result
  }
}

extension PairedDifference {
  /// The table at `k`, where every problem's pass@k is 0 or 1 in both runs: one sample each, or
  /// k = n.
  ///
  /// - Returns: `nil` where a value lies between, where samples are missing and beyond `largestK`.
  package func table(at k: Int) -> PairedTable? {
    guard k <= largestK, !missing else { return nil }
    var counts = [0, 0, 0, 0]
    for (pair, count) in groups {
      let (baseline, candidate) = (pair.baseline.passAt(k)!, pair.candidate.passAt(k)!)
      guard baseline == 0 || baseline == 1, candidate == 0 || candidate == 1 else { return nil }
      counts[(baseline == 1 ? 2 : 0) + (candidate == 1 ? 1 : 0)] += count
    }
    return PairedTable(
      both: counts[3], candidateOnly: counts[1], baselineOnly: counts[2], neither: counts[0])
  }

  /// The table of a threshold: a problem counts as solved where `solved` says so of its tally,
  /// `{ $0.correct > 0 }` for one correct sample at all.
  ///
  /// - Returns: `nil` where samples are missing, which may put a problem on the other side.
  package func table(solved: (Tally) -> Bool) -> PairedTable? {
    guard !missing else { return nil }
    var counts = [0, 0, 0, 0]
    for (pair, count) in groups {
      counts[(solved(pair.baseline) ? 2 : 0) + (solved(pair.candidate) ? 1 : 0)] += count
    }
    return PairedTable(
      both: counts[3], candidateOnly: counts[1], baselineOnly: counts[2], neither: counts[0])
  }
}
