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
    case ahead, behind, undecided, equivalent, identical
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
    /// The comparison on these very problems, for whoever asks it more; `nil` with `paired`.
    package var fixedDifference: FixedSetDifference? = nil
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

  /// By benchmark, of the comparisons that have something to say of efficiency; empty where it is not
  /// asked for.
  let efficiency: [[EfficiencyRow]]

  /// The claims Holm's correction counts.
  package var claimCount: Int {
    comparisons.joined().reduce(0) { $0 + $1.claims.filter { $0.adjusted != nil }.count }
  }
}

extension Results {
  /// Computes everything. The work is split over `settings.threads`; the result does not depend on
  /// it.
  ///
  /// - Parameters:
  ///   - comparing: Whether differences are wanted beside the curves.
  ///   - weighing: Whether gaps and budgets are wanted beside those.
  ///   - progress: Is told how far it has come.
  package init(
    _ study: Study, _ settings: Settings, comparing: Bool = true, weighing: Bool = true,
    progress: ProgressHandler? = nil
  ) {
    self.study = study
    self.settings = settings
    let jobs = study.benchmarks.indices.flatMap { b in
      study.pairs.compactMap { pair -> PairJob? in
        guard let baseline = study.cells[b][pair.baseline],
          let candidate = study.cells[b][pair.candidate]
        else { return nil }
        return PairJob(baseline, candidate, pair)
      }
    }
    // Every k that a page shows of a run is computed here, once, and so stands in the files too.
    let grids = Self.grids(study, jobs, settings)
    let most = study.cells.joined().compactMap { $0?.problems.count }.max() ?? 1
    let draws =
      settings.method == .jeffreysDirichlet && most <= DirichletDraws.largestKept
      ? DirichletDraws(problems: max(1, most)) : nil
    let benchmarks = StepCounter(.computing, "benchmarks", of: study.benchmarks.count, progress)
    let shared = parallelMap(study.benchmarks.count, threads: settings.threads) { b in
      defer { benchmarks?.advance() }
      return SharedNumbers(
        study.cells[b], at: Set(grids[b].joined()).sorted(), draws: draws,
        comparing: comparing && jobs.contains { $0.baseline.benchmark == b }, settings)
    }
    let cells = study.cells.flatMap { $0 }
    let done = StepCounter(.computing, "curves", of: cells.count, progress)
    let flat = parallelMap(cells.count, threads: settings.threads) { index in
      defer { done?.advance() }
      return cells[index].flatMap { cell in
        Results.curve(
          cell, at: grids[cell.benchmark][cell.run], shared[cell.benchmark], settings)
      }
    }
    curves = study.benchmarks.indices.map { b in
      Array(flat[(b * study.runs.count)..<((b + 1) * study.runs.count)])
    }
    let wanted = comparing ? jobs.count : 0
    let differences = StepCounter(.computing, "comparisons", of: wanted, progress)
    var compared = parallelMap(wanted, threads: settings.threads) { index in
      defer { differences?.advance() }
      return Results.comparison(jobs[index], shared[jobs[index].baseline.benchmark], settings)
    }
    Self.adjust(&compared, settings)
    let finished = compared
    comparisons = study.benchmarks.indices.map { b in finished.filter { $0.benchmark == b } }
    let rows = parallelMap(weighing ? finished.count : 0, threads: settings.threads) { index in
      EfficiencyRow(finished[index], settings)
    }.compactMap(\.self)
    efficiency = study.benchmarks.indices.map { b in rows.filter { $0.comparison.benchmark == b } }
  }

  /// Two runs to be compared on one benchmark.
  private struct PairJob: Sendable {
    let baseline: Study.Cell
    let candidate: Study.Cell
    let pair: Study.Pair
    /// On the problems both have.
    let common: [(baseline: Tally, candidate: Tally)]
    /// Problems that only one of the two has.
    let leftOut: Int

    init(_ baseline: Study.Cell, _ candidate: Study.Cell, _ pair: Study.Pair) {
      (self.baseline, self.candidate, self.pair) = (baseline, candidate, pair)
      common = baseline.common(with: candidate).map { ($0.baseline, $0.candidate) }
      leftOut =
        baseline.problems.count { $0.tally.isKnown }
        + candidate.problems.count { $0.tally.isKnown } - 2 * common.count
    }

    /// The largest `k` for which both have a value or a range on every common problem.
    var largestK: Int {
      common.map {
        min($0.baseline.samples + $0.baseline.missing, $0.candidate.samples + $0.candidate.missing)
      }.min() ?? 0
    }

    func ks(_ settings: Settings) -> [Int] { settings.ks ?? powersOfTwo(upTo: largestK) }
  }

  /// The `k` of each run on each benchmark: its own, those of its comparisons, and, among few runs,
  /// those of all.
  private static func grids(
    _ study: Study, _ jobs: [PairJob], _ settings: Settings
  ) -> [[[Int]]] {
    study.benchmarks.indices.map { b in
      let own = study.cells[b].map { cell -> [Int] in
        cell.flatMap { PassCurve($0.problems.map(\.tally))?.grid } ?? []
      }
      return study.runs.indices.map { run in
        if let ks = settings.ks { return ks }
        let compared = jobs.filter {
          $0.baseline.benchmark == b && ($0.pair.baseline == run || $0.pair.candidate == run)
        }
        let beside = study.runs.count <= SeriesStyle.hues ? own.flatMap { $0 } : []
        return Set(own[run] + compared.flatMap { $0.ks(settings) } + beside).sorted()
      }
    }
  }

  private static func curve(
    _ cell: Study.Cell, at ks: [Int], _ shared: SharedNumbers, _ settings: Settings
  ) -> Curve? {
    let tallies = cell.problems.map(\.tally)
    guard
      let curve = PassCurve(
        tallies, level: settings.level, method: settings.method, resampling: settings.resampling),
      let fixed = shared.fixed[cell.run]
    else { return nil }
    let population = CurveInference(population: curve, at: ks, draws: shared.draws) { k in
      if let joint = shared.joint, let place = shared.place[cell.run] {
        return joint.point(run: place, at: k)
      }
      return curve.point(at: k)
    }
    return Curve(
      cell: cell, curve: curve, population: population,
      fixed: CurveInference(fixed: fixed, at: ks, level: settings.level), target: settings.target)
  }

  private static func comparison(
    _ job: PairJob, _ shared: SharedNumbers, _ settings: Settings
  ) -> Comparison {
    let b = job.baseline.benchmark
    guard
      let paired = PairedDifference(
        job.common, level: settings.level, method: DifferenceMethod(settings.method),
        resampling: settings.resampling),
      let fixed = fixedDifference(job, shared, settings)
    else {
      return Comparison(
        benchmark: b, pair: job.pair, paired: nil, population: nil, fixed: nil,
        target: settings.target,
        claims: [Claim(k: 1, adjusted: nil, verdict: .notAssessable)], leftOut: job.leftOut)
    }
    let ks = job.ks(settings)
    var points: [PairedDifference.Point]?
    if let joint = shared.joint, let baseline = shared.place[job.pair.baseline],
      let candidate = shared.place[job.pair.candidate]
    {
      let drawn = joint.differences(baseline: baseline, candidate: candidate).points
      points = ks.map { k in drawn.first { $0.k == k } ?? paired.point(at: k) }
    }
    let population = DifferenceInference(
      population: paired, at: ks, draws: shared.draws,
      points: points ?? ks.map { paired.point(at: $0) })
    let inference = DifferenceInference(fixed: fixed, beside: population.points)
    let shown = settings.target == .fixed ? inference : population
    let assessable = shown.points.filter { $0.interval != nil }.map(\.k)
    let ends = assessable.isEmpty ? [ks.first ?? 1] : [assessable.first!, assessable.last!]
    return Comparison(
      benchmark: b, pair: job.pair, paired: paired, population: population, fixed: inference,
      fixedDifference: fixed, target: settings.target,
      claims: Set(ends).sorted().map { Claim(k: $0, adjusted: nil, verdict: .notAssessable) },
      leftOut: job.leftOut)
  }

  /// From the fits of the two runs where they have the same problems, else from fits of their own.
  private static func fixedDifference(
    _ job: PairJob, _ shared: SharedNumbers, _ settings: Settings
  ) -> FixedSetDifference? {
    if job.leftOut == 0, let baseline = shared.fixed[job.pair.baseline],
      let candidate = shared.fixed[job.pair.candidate]
    {
      return FixedSetDifference(
        job.common, baseline: baseline, candidate: candidate, level: settings.level)
    }
    return FixedSetDifference(job.common, level: settings.level)
  }

  /// Holm's correction over all claims, and the verdicts that follow from it.
  ///
  /// Where a margin is given, equivalence is a claim of its own for each: its p-values are corrected
  /// among themselves, and a difference shown to lie within the margin is called equivalent even
  /// where it is told from 0.
  private static func adjust(_ comparisons: inout [Comparison], _ settings: Settings) {
    var places: [(comparison: Int, claim: Int)] = []
    var values: [Double] = []
    var equivalent: [Double] = []
    for c in comparisons.indices {
      for i in comparisons[c].claims.indices {
        let k = comparisons[c].claims[i].k
        guard let p = comparisons[c].point(at: k)?.pValue else { continue }
        places.append((c, i))
        values.append(p)
        equivalent.append(equivalence(comparisons[c], at: k, settings)?.pValue ?? 1)
      }
    }
    let within = holm(equivalent)
    for (index, adjusted) in holm(values).enumerated() {
      let comparison = comparisons[places[index].comparison]
      let k = comparison.claims[places[index].claim].k
      let point = comparison.point(at: k)!
      let verdict: Verdict =
        if comparison.paired!.identical {
          .identical
        } else if settings.margin != nil, within[index] < 1 - settings.level {
          .equivalent
        } else if adjusted < 1 - settings.level {
          // Below the level the interval excludes 0, so it tells the side also without a point.
          point.interval!.lower > 0 ? .ahead : .behind
        } else {
          .undecided
        }
      comparisons[places[index].comparison].claims[places[index].claim] = Claim(
        k: k, adjusted: adjusted, verdict: verdict)
    }
  }

  /// Two one-sided tests at the margin of the settings, for the target shown.
  private static func equivalence(
    _ comparison: Comparison, at k: Int, _ settings: Settings
  ) -> Equivalence? {
    guard let margin = settings.margin, let paired = comparison.paired else { return nil }
    let alpha = 1 - settings.level
    guard alpha < 0.5 else { return nil }
    return settings.target == .fixed
      ? comparison.fixedDifference?.equivalence(at: k, margin: margin, alpha: alpha)
      : paired.equivalence(at: k, margin: margin, alpha: alpha)
  }
}
