import EvalLogs
import Stats

/// What the runs of one benchmark spend on an attempt, and what they reach for as much.
struct CostRuns: Sendable {
  enum Unit: String, Sendable, CaseIterable {
    /// In the logs' own unit, mostly US dollars.
    case cost
    case tokens

    var column: SampleColumn { self == .cost ? .cost : .tokens }
  }

  struct Run: Sendable {
    let curve: Results.Curve
    /// Of an attempt: the mean over problems of each one's mean. Above 0.
    let mean: Double
    /// Samples, and those of which the cost is known.
    let samples: Int
    let known: Int

    /// The most attempts that `spending` pays for, as far as there are samples.
    func attempts(for spending: Double) -> Int {
      // A spending that is a number of attempts may be divided into a little less than that.
      min(curve.curve.largestK, Int((spending / mean * (1 + 1e-9)).rounded(.down)))
    }

    /// pass@k for problems like these, whatever the target shown.
    func point(at k: Int) -> CurvePoint {
      curve.population.point(at: k) ?? curve.curve.point(at: k)
    }
  }

  /// Two runs at the largest spending that both have samples for.
  struct Pair: Sendable {
    let pair: Study.Pair
    let spending: Double
    let baseline: (k: Int, point: CurvePoint)
    let candidate: (k: Int, point: CurvePoint)
    /// Candidate less baseline; `nil` where they share no problem.
    let difference: ValueDifference?
  }

  let benchmark: Int
  let unit: Unit
  let runs: [Run]
  /// Runs of which it is not known.
  let without: [Int]
  /// At which all runs are compared; empty where one attempt of one costs more than all of another.
  let spendings: [Double]
  let pairs: [Pair]
  /// Pairs of which one attempt of one run costs more than all of the other.
  let apart: [Study.Pair]

  /// - Returns: `nil` where no run's costs are known.
  init?(_ results: Results, benchmark b: Int) {
    let study = results.study
    let present = results.curves[b].compactMap { $0 }.filter { $0.curve.largestK >= 1 }
    var best: (unit: Unit, runs: [Run])?
    for unit in Unit.allCases where study.samples.columns.contains(unit.column) {
      let runs = present.compactMap { Run(study, $0, unit) }
      if runs.count > best?.runs.count ?? 0 { best = (unit, runs) }
    }
    guard let (unit, runs) = best else { return nil }
    (benchmark, self.unit, self.runs) = (b, unit, runs)
    let there = Set(runs.map(\.curve.cell.run))
    without = present.map(\.cell.run).filter { !there.contains($0) }
    spendings = Self.spendings(runs)
    var pairs: [Pair] = []
    var apart: [Study.Pair] = []
    for comparison in results.comparisons[b] {
      guard let baseline = runs.first(where: { $0.curve.cell.run == comparison.pair.baseline }),
        let candidate = runs.first(where: { $0.curve.cell.run == comparison.pair.candidate })
      else { continue }
      if let pair = Pair(comparison.pair, baseline, candidate, results.settings) {
        pairs.append(pair)
      } else {
        apart.append(comparison.pair)
      }
    }
    (self.pairs, self.apart) = (pairs, apart)
  }

  /// From one attempt of the dearest run to all of the one that is through first, and halfway.
  private static func spendings(_ runs: [Run]) -> [Double] {
    guard let range = common(runs) else { return [] }
    if range.upperBound < 2 * range.lowerBound { return [range.upperBound] }
    return [
      range.lowerBound, (range.lowerBound * range.upperBound).squareRoot(), range.upperBound,
    ]
  }

  /// The spendings at which each run has an attempt and no run too few samples.
  fileprivate static func common(_ runs: [Run]) -> ClosedRange<Double>? {
    let low = runs.map(\.mean).max() ?? 0
    let high = runs.map { $0.mean * Double($0.curve.curve.largestK) }.min() ?? 0
    return low > 0 && low <= high * (1 + 1e-9) ? low...max(low, high) : nil
  }
}

extension CostRuns.Run {
  /// What is no more than this, or as much as that, is no cost of an attempt.
  private static let least = 1e-9
  private static let most = 1e9

  /// - Returns: `nil` where half of the samples or more say nothing, or all cost nothing.
  fileprivate init?(_ study: Study, _ curve: Results.Curve, _ unit: CostRuns.Unit) {
    var (samples, known) = (0, 0)
    var means: [Double] = []
    for problem in curve.cell.problems {
      var costs: [Double] = []
      study.eachSample(of: problem, [unit.column]) { _, values in
        samples += 1
        if let cost = values[0]?.number, cost >= 0, cost < Self.most { costs.append(cost) }
      }
      known += costs.count
      if let own = Stats.mean(of: costs) { means.append(own) }
    }
    guard let mean = Stats.mean(of: means), mean > Self.least, 2 * known > samples
    else { return nil }
    (self.curve, self.mean, self.samples, self.known) = (curve, mean, samples, known)
  }
}

extension CostRuns.Pair {
  /// - Returns: `nil` where one attempt of one run costs more than all of the other.
  fileprivate init?(
    _ pair: Study.Pair, _ baseline: CostRuns.Run, _ candidate: CostRuns.Run, _ settings: Settings
  ) {
    guard let spending = CostRuns.common([baseline, candidate])?.upperBound else { return nil }
    let (one, other) = (baseline.attempts(for: spending), candidate.attempts(for: spending))
    guard one >= 1, other >= 1 else { return nil }
    self.pair = pair
    self.spending = spending
    self.baseline = (one, baseline.point(at: one))
    self.candidate = (other, candidate.point(at: other))
    let differences = baseline.curve.cell.common(with: candidate.curve.cell)
      .compactMap { problem -> ProblemValue? in
        guard let before = ProblemValue(problem.baseline, { $0.passAt(one) }),
          let after = ProblemValue(problem.candidate, { $0.passAt(other) })
        else { return nil }
        return after - before
      }
    difference = ValueDifference(
      differences, bound: 1, level: settings.level, method: DifferenceMethod(settings.method),
      resampling: settings.resampling)
  }
}
