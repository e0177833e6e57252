import EvalLogs
import Stats

/// Which problems the two runs of one comparison solve.
struct SolvableComparison: Sendable {
  /// Where a problem stands; the raw value is its name in the files.
  enum Place: String, CaseIterable, Sendable {
    case both
    case baselineOnly = "baseline_only"
    case candidateOnly = "candidate_only"
    case neither
    /// Missing samples may put it in another.
    case open
  }

  let comparison: Results.Comparison
  /// The problems both runs have; the places of `sets` count in this order.
  let common: [Study.CommonProblem]
  /// `nil` where the two share no problem.
  let sets: SolvableSets?
  /// Whether every problem was sampled as often by one run as by the other, missing samples
  /// included. Where not, the run sampled more solves more, whichever it is.
  let hasSameSamples: Bool
  /// The sizes at the largest budget that both runs have on every problem; `nil` where samples are
  /// missing or a problem has none scored.
  let expected: SolvableSets.Expected?
  /// The p-value that holds for all comparisons tested together (Holm); `nil` where the sets of
  /// this one do not compare the runs.
  var adjusted: Double?

  init(_ comparison: Results.Comparison, _ results: Results) {
    self.comparison = comparison
    let cells = results.study.cells[comparison.benchmark]
    if let baseline = cells[comparison.pair.baseline],
      let candidate = cells[comparison.pair.candidate]
    {
      common = baseline.common(with: candidate)
    } else {
      common = []
    }
    sets = SolvableSets(common.map { ($0.baseline, $0.candidate) })
    hasSameSamples = common.allSatisfy {
      $0.baseline.samples + $0.baseline.missing == $0.candidate.samples + $0.candidate.missing
    }
    let isWhole = common.allSatisfy { $0.baseline.missing + $0.candidate.missing == 0 }
    expected = isWhole ? sets.flatMap { $0.expected(at: $0.commonBudget) } : nil
  }

  /// Problems of one set, as places in `common`.
  func indices(_ place: Place) -> [Int] {
    guard let sets else { return [] }
    return switch place {
    case .both: sets.both
    case .baselineOnly: sets.baselineOnly
    case .candidateOnly: sets.candidateOnly
    case .neither: sets.neither
    case .open: sets.open
    }
  }

  func count(_ place: Place) -> Int { indices(place).count }

  /// The place of each common problem, in their order.
  var places: [Place] {
    var places = [Place](repeating: .open, count: common.count)
    for place in Place.allCases {
      for index in indices(place) { places[index] = place }
    }
    return places
  }

  /// The samples of the problems that a run did not solve, fewest and most: the baseline's, then
  /// the candidate's; `nil` where it solved all that are settled.
  var unsolved: (baseline: ClosedRange<Int>?, candidate: ClosedRange<Int>?) {
    func range(_ places: [Place], _ tally: (Study.CommonProblem) -> Tally) -> ClosedRange<Int>? {
      let samples = places.flatMap(indices).map { tally(common[$0]).samples }
      return samples.min().map { $0...samples.max()! }
    }
    return (
      range([.candidateOnly, .neither], \.baseline), range([.baselineOnly, .neither], \.candidate)
    )
  }

  /// The greatest success rate that a problem which a run did not solve may yet have, at `level`,
  /// where it has the fewest samples.
  func excludedRates(level: Double) -> (baseline: Double?, candidate: Double?) {
    let rate = { (samples: ClosedRange<Int>) in
      excludedRate(unsolvedIn: samples.lowerBound, level: level)
    }
    return (unsolved.baseline.map(rate), unsolved.candidate.map(rate))
  }

  /// What of the baseline's the candidate keeps, and what of the candidate's is new; `nil` where
  /// problems are open.
  var support: SupportAccounting? {
    sets.flatMap { $0.open.isEmpty ? SupportAccounting($0) : nil }
  }
}

extension SolvableComparison {
  /// Every comparison of a report, by benchmark, with Holm's correction over those tested.
  static func all(_ results: Results) -> [[SolvableComparison]] {
    let flat = Array(results.comparisons.joined())
    var made = parallelMap(flat.count, threads: results.settings.threads) { index in
      SolvableComparison(flat[index], results)
    }
    let tested = made.indices.filter { made[$0].sets != nil && made[$0].hasSameSamples }
    for (index, adjusted) in zip(tested, holm(tested.map { made[$0].sets!.pValue })) {
      made[index].adjusted = adjusted
    }
    return results.study.benchmarks.indices.map { b in
      made.filter { $0.comparison.benchmark == b }
    }
  }
}
