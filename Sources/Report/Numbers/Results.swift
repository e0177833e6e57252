import Charts
import EvalLogs
import Stats

/// Every number of a report, computed once. Pages, tables, files and sentences read from here.
package struct Results: Sendable {
  /// One run on one benchmark, at the run's own grid and the `k` it is shown beside others at, or
  /// at the `k` asked for.
  package struct Curve: Sendable {
    package let cell: Study.Cell
    package let curve: PassCurve
    package let population: CurveInference
    package let fixed: CurveInference
    /// The target that figures, sentences and tables use.
    package let target: Target

    package var shown: CurveInference { target == .fixed ? fixed : population }
    package var points: [CurvePoint] { shown.points }

    package func point(at k: Int) -> CurvePoint? { shown.point(at: k) }
  }

  package enum Verdict: String, Sendable {
    case ahead, behind, undecided, identical
    case notAssessable = "not assessable"
  }

  /// A claim of the report: one pair on one benchmark at one end of the curve.
  package struct Claim: Sendable {
    package let k: Int
    /// The p-value that holds for all claims of the report together (Holm); `nil` where there is
    /// none to adjust.
    package let adjusted: Double?
    package let verdict: Verdict
  }

  /// One pair of runs on one benchmark.
  package struct Comparison: Sendable {
    package let benchmark: Int
    package let pair: Study.Pair
    /// `nil` where the two share no problem.
    package let paired: PairedDifference?
    /// `nil` where the two share no problem.
    package let population: DifferenceInference?
    /// `nil` where the two share no problem.
    package let fixed: DifferenceInference?
    /// The target that figures, sentences, tables and verdicts use.
    package let target: Target
    /// At the first and the last `k`: one where they are the same.
    package var claims: [Claim]
    /// Problems that only one of the two runs has.
    package let leftOut: Int

    package var shown: DifferenceInference? { target == .fixed ? fixed : population }
    /// What the target that is not shown makes of the same difference.
    package var other: DifferenceInference? { target == .fixed ? population : fixed }
    package var points: [PairedDifference.Point] { shown?.points ?? [] }
    package var crossover: Crossover? { shown?.crossover }

    package func point(at k: Int) -> PairedDifference.Point? { shown?.point(at: k) }
    package func claim(at k: Int) -> Claim? { claims.first { $0.k == k } }
  }

  package let study: Study
  package let settings: Settings
  /// By benchmark, then by run.
  package let curves: [[Curve?]]
  /// By benchmark, then in the order of the study's pairs; pairs of which a run lacks the benchmark
  /// are left out.
  package let comparisons: [[Comparison]]

  /// The claims Holm's correction counts.
  package var claimCount: Int {
    comparisons.joined().reduce(0) { $0 + $1.claims.filter { $0.adjusted != nil }.count }
  }
}

extension Results {
  /// Computes everything. The work is split over `settings.threads`; the result does not depend on
  /// it.
  package init(_ study: Study, _ settings: Settings) {
    self.study = study
    self.settings = settings
    let jobs = study.benchmarks.indices.flatMap { b in
      study.pairs.compactMap { pair -> (Study.Cell, Study.Cell, Study.Pair)? in
        guard let baseline = study.cells[b][pair.baseline],
          let candidate = study.cells[b][pair.candidate]
        else { return nil }
        return (baseline, candidate, pair)
      }
    }
    var compared = parallelMap(jobs.count, threads: settings.threads) { index in
      let (baseline, candidate, pair) = jobs[index]
      return Results.comparison(baseline, candidate, pair, settings)
    }
    Self.adjust(&compared, level: settings.level)
    let comparisons = study.benchmarks.indices.map { b in compared.filter { $0.benchmark == b } }
    self.comparisons = comparisons

    // Every k that a page shows of a run is computed here, once, and so stands in the files too.
    let cells = study.cells.flatMap { $0 }
    let flat = parallelMap(cells.count, threads: settings.threads) { index in
      cells[index].flatMap { cell in
        Results.curve(cell, settings, shared: Results.sharedGrid(study, comparisons, cell))
      }
    }
    curves = study.benchmarks.indices.map { b in
      Array(flat[(b * study.runs.count)..<((b + 1) * study.runs.count)])
    }
  }

  /// The `k` beyond a run's own that stand beside other runs': those of its comparisons, and, among
  /// few runs, those of all.
  private static func sharedGrid(
    _ study: Study, _ comparisons: [[Comparison]], _ cell: Study.Cell
  ) -> [Int] {
    let own = comparisons[cell.benchmark].filter {
      $0.pair.baseline == cell.run || $0.pair.candidate == cell.run
    }
    let beside =
      study.runs.count <= SeriesStyle.hues ? study.cells[cell.benchmark].compactMap { $0 } : []
    return own.flatMap { $0.points.map(\.k) }
      + beside.flatMap { PassCurve($0.problems.map(\.tally))?.grid ?? [] }
  }

  private static func curve(
    _ cell: Study.Cell, _ settings: Settings, shared: [Int]
  ) -> Curve? {
    let tallies = cell.problems.map(\.tally)
    guard let curve = PassCurve(tallies, level: settings.level) else { return nil }
    let ks = settings.ks ?? Set(curve.grid + shared).sorted()
    return Curve(
      cell: cell, curve: curve, population: CurveInference(population: curve, at: ks, settings),
      fixed: CurveInference(fixed: tallies, at: ks, settings), target: settings.target)
  }

  private static func comparison(
    _ baseline: Study.Cell, _ candidate: Study.Cell, _ pair: Study.Pair, _ settings: Settings
  ) -> Comparison {
    let known = Dictionary(uniqueKeysWithValues: candidate.problems.map { ($0.id, $0.tally) })
    let common = baseline.problems.compactMap { problem in
      known[problem.id].map { (baseline: problem.tally, candidate: $0) }
    }
    let isKnown = { (tally: Tally) in tally.samples + tally.missing > 0 }
    let leftOut =
      baseline.problems.count { isKnown($0.tally) } + candidate.problems.count { isKnown($0.tally) }
      - 2 * common.count { isKnown($0.baseline) && isKnown($0.candidate) }
    guard let paired = PairedDifference(common, level: settings.level) else {
      return Comparison(
        benchmark: baseline.benchmark, pair: pair, paired: nil, population: nil, fixed: nil,
        target: settings.target,
        claims: [Claim(k: 1, adjusted: nil, verdict: .notAssessable)], leftOut: leftOut)
    }
    let ks = settings.ks ?? powersOfTwo(upTo: paired.largestK)
    let population = DifferenceInference(population: paired, at: ks, settings)
    let fixed = DifferenceInference(fixed: common, paired, at: ks, settings)
    let shown = settings.target == .fixed ? fixed : population
    let assessable = shown.points.filter { $0.interval != nil }.map(\.k)
    let ends = assessable.isEmpty ? [ks.first ?? 1] : [assessable.first!, assessable.last!]
    return Comparison(
      benchmark: baseline.benchmark, pair: pair, paired: paired, population: population,
      fixed: fixed, target: settings.target,
      claims: Set(ends).sorted().map { Claim(k: $0, adjusted: nil, verdict: .notAssessable) },
      leftOut: leftOut)
  }

  /// Holm's correction over all claims, and the verdicts that follow from it.
  private static func adjust(_ comparisons: inout [Comparison], level: Double) {
    var places: [(comparison: Int, claim: Int)] = []
    var values: [Double] = []
    for c in comparisons.indices {
      for i in comparisons[c].claims.indices {
        guard let p = comparisons[c].point(at: comparisons[c].claims[i].k)?.pValue else { continue }
        places.append((c, i))
        values.append(p)
      }
    }
    for (place, adjusted) in zip(places, holm(values)) {
      let comparison = comparisons[place.comparison]
      let k = comparison.claims[place.claim].k
      let point = comparison.point(at: k)!
      let verdict: Verdict =
        if comparison.paired!.identical {
          .identical
        } else if adjusted < 1 - level {
          // Below the level the interval excludes 0, so it tells the side also without a point.
          point.interval!.lower > 0 ? .ahead : .behind
        } else {
          .undecided
        }
      comparisons[place.comparison].claims[place.claim] = Claim(
        k: k, adjusted: adjusted, verdict: verdict)
    }
  }
}
