/// pass@k of several runs on the same problems by a method that draws, from one resampling: the same
/// problems for every run and every `k`.
///
/// Curves and differences are those of `PassCurve` and `PairedDifference` but for the draws of their
/// intervals: estimates and counts agree to the last bit. For methods that do not draw there is
/// nothing to share; ask those two.
package struct JointPassAtK: Sendable {
  package let ks: [Int]
  package let method: IntervalMethod
  package let level: Double

  private let curves: [PassCurve]
  /// The tallies of each problem, a run's after another's, in the order the draws number them.
  private let problems: [[Tally]]
  private let bootstrap: JointBootstrap
  /// The first column of each run's `k`s: at their least, and where samples are missing at their
  /// greatest after them.
  private let firstColumn: [[PassCurve.Bound: Int]]
  /// The `k`s of each run that have columns: up to its largest.
  private let depth: [Int]

  /// - Parameters:
  ///   - problems: A row a problem, in any order, with one tally a run.
  ///   - ks: Ascending.
  ///   - method: One that draws.
  /// - Returns: `nil` where a problem has neither samples nor missing ones in some run, or there is
  ///   no problem or run: the runs do not share one set of problems, and each is to be asked alone.
  /// - Complexity: *P* × runs × `ks` additions a replicate, eight to a step; 4 bytes a replicate,
  ///   run and `k`.
  package init?(
    _ problems: [[Tally]], ks: [Int], level: Double = 0.95, method: IntervalMethod = .percentile,
    resampling: Resampling = Resampling()
  ) {
    precondition(method.draws, "\(method) draws nothing that runs could share")
    precondition(zip(ks, ks.dropFirst()).allSatisfy(<), "k out of order: \(ks)")
    let runs = problems.first?.count ?? 0
    precondition(problems.allSatisfy { $0.count == runs }, "problems with different runs")
    guard runs > 0, problems.allSatisfy({ $0.allSatisfy { $0.samples + $0.missing > 0 } }) else {
      return nil
    }
    let sorted = problems.sorted {
      $0.lexicographicallyPrecedes($1) { $0.order < $1.order }
    }
    let curves = (0..<runs).map { run in
      PassCurve(sorted.map { $0[run] }, level: level, method: method, resampling: resampling)!
    }
    (self.ks, self.method, self.level) = (ks, method, level)
    (self.problems, self.curves) = (sorted, curves)
    depth = curves.map { curve in ks.prefix { $0 <= curve.largestK }.count }
    var columns: [(run: Int, k: Int, bound: PassCurve.Bound)] = []
    var firstColumn: [[PassCurve.Bound: Int]] = []
    for run in 0..<runs {
      let bounds: [PassCurve.Bound] =
        sorted.contains { $0[run].missing > 0 } ? [.least, .greatest] : [.least]
      firstColumn.append([:])
      for bound in bounds {
        firstColumn[run][bound] = columns.count
        columns += ks.prefix(depth[run]).map { (run, $0, bound) }
      }
    }
    self.firstColumn = firstColumn
    var values: [Double] = []
    values.reserveCapacity(sorted.count * columns.count)
    for tallies in sorted {
      for (run, k, bound) in columns { values.append(tallies[run].passAt(k, bound)) }
    }
    guard !columns.isEmpty else { return nil }
    bootstrap = JointBootstrap(
      values: values, counts: [Int](repeating: 1, count: sorted.count), in: 0...1,
      resampling: resampling)
  }

  /// The curve of a run, numbered as in the rows, at one of `ks`.
  package func point(run: Int, at k: Int) -> CurvePoint {
    curves[run].point(at: k) { _, bound in
      let column = column(run, k, bound)
      return method == .bca
        ? bootstrap.bca(column, level: level) : bootstrap.percentile(column, level: level)
    }
  }

  /// One run less another, at each of `ks`: percentile limits of the paired differences.
  package func differences(
    baseline: Int, candidate: Int
  ) -> (pair: PairedDifference, points: [PairedDifference.Point]) {
    let pair = PairedDifference(
      problems.map { (baseline: $0[baseline], candidate: $0[candidate]) }, level: level,
      method: .percentile, resampling: bootstrap.resampling)!
    let points = ks.map { k in
      pair.point(at: k) { values, bound in
        // The candidate at its least against the baseline at its greatest, and the reverse.
        ResampledMean(
          bootstrap, column(candidate, k, bound),
          minus: column(baseline, k, bound == .least ? .greatest : .least), mean: average(values))
      }
    }
    return (pair, points)
  }

  /// Where nothing is missing in a run its least is its greatest.
  private func column(_ run: Int, _ k: Int, _ bound: PassCurve.Bound) -> Int {
    guard let index = ks.prefix(depth[run]).firstIndex(of: k) else {
      preconditionFailure("k = \(k) is not among \(ks.prefix(depth[run]))")
    }
    return (firstColumn[run][bound] ?? firstColumn[run][.least]!) + index
  }
}

extension Tally {
  /// The least or the greatest pass@k that the missing samples leave possible.
  fileprivate func passAt(_ k: Int, _ bound: PassCurve.Bound) -> Double {
    if missing == 0 { return passAt(k)! }
    let bounds = passBounds(at: k)!
    return bound == .least ? bounds.lowerBound : bounds.upperBound
  }
}
