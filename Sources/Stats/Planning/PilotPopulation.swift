extension PlanningPopulation {
  /// What two runs' counts on the same problems say of problems like these.
  ///
  /// With two samples a problem or more, the pair of chances of each problem is spread over what its
  /// counts leave possible: first each run's mixture (`MixtureFit`), as if the runs had nothing to
  /// do with each other, then a few steps of the EM algorithm on both runs together, by which
  /// problems that are alike in one run inform each other in the other. The steps are few on
  /// purpose: run to the end they would gather all problems on as few pairs as explain them.
  ///
  /// With one sample a problem nothing is known of how samples of a problem vary, and the plan is
  /// for one sample again: the population keeps the shares of problems that both, one and neither
  /// solve.
  ///
  /// Problems without two scored samples in either run are left out, but where no problem has more
  /// than one. Missing samples are not used.
  ///
  /// - Returns: `nil` where no problem is scored in both runs.
  /// - Complexity: O(*m* *J*) a step for *m* distinct pairs of counts and *J* points of the grid near
  ///   them; 20 ms for 500 problems of 64 samples.
  package init?(pilot pairs: some Sequence<(baseline: Tally, candidate: Tally)>) {
    let scored = pairs.filter { $0.baseline.samples > 0 && $0.candidate.samples > 0 }
    let several = scored.filter { $0.baseline.samples > 1 && $0.candidate.samples > 1 }
    guard !scored.isEmpty else { return nil }
    guard !several.isEmpty else {
      self.init(solvedOrNot: scored.map { ($0.baseline.correct > 0, $0.candidate.correct > 0) })
      return
    }
    var joint = JointMixture(several)
    joint.run(steps: Self.steps)
    self.init(
      baseline: joint.baseline.grid.chances, candidate: joint.candidate.grid.chances, joint.atoms)
  }

  /// Steps of the EM algorithm on both runs together.
  static let steps = 10

  /// What one run's counts say of problems like these, with a candidate of which only a supposed
  /// gain is known: its log-odds are the baseline's plus a common shift, to be given by
  /// `with(difference:at:)`, plus what differs from problem to problem.
  ///
  /// - Parameters:
  ///   - run: With two samples a problem at least; others are left out.
  ///   - unevenness: The standard deviation over problems of the change in log-odds: an assumption,
  ///     to be printed. 0 for a gain equal everywhere, which asks for the fewest problems; 1 for
  ///     odds that are as a rule up to 2.7 times better or worse than the common gain.
  /// - Returns: `nil` where no problem has two samples.
  package init?(pilot run: some Sequence<Tally>, unevenness: Double) {
    precondition(unevenness >= 0, "a standard deviation of \(unevenness) cannot be")
    let scored = run.filter { $0.samples > 1 }
    guard !scored.isEmpty else { return nil }
    let mixture = RunMixture(scored)
    let spread = unevenness == 0 ? [0.0] : Self.normalNodes.map { $0 * unevenness }
    let chances = mixture.grid.chances
    let weights = mixture.averagePosterior
    var candidate: [Double] = []
    var atoms: [Atom] = []
    for g in chances.indices where weights[g] > 1e-9 {
      for shift in spread {
        let factor = exponential(shift)
        let p = chances[g]
        candidate.append(p == 0 || p == 1 ? p : p * factor / ((1 - p) + p * factor))
        atoms.append(
          Atom(
            baseline: g, candidate: candidate.count - 1,
            weight: weights[g] / Double(spread.count)))
      }
    }
    self.init(baseline: chances, candidate: candidate, atoms)
  }

  /// Equally likely points with the mean 0 and the variance 1 of a standard normal number.
  private static let normalNodes: [Double] = {
    let count = 9
    let raw = (0..<count).map {
      StandardNormal.quantile((Double($0) + 0.5) / Double(count))
    }
    let square = raw.reduce(0) { $0 + $1 * $1 } / Double(count)
    return raw.map { $0 / square.squareRoot() }
  }()
}

/// One run's mixture of chances, with what each count says in its light.
struct RunMixture: Sendable {
  let grid: LogOddsGrid
  let fit: MixtureFit
  let tables: [Int: BinomialTable]

  init(_ tallies: [Tally]) {
    let grid = LogOddsGrid(samples: tallies.map(\.samples).max()!)
    var tables: [Int: BinomialTable] = [:]
    for tally in tallies where tables[tally.samples] == nil {
      tables[tally.samples] = BinomialTable(samples: tally.samples, grid: grid)
    }
    fit = MixtureFit(
      tallies.map { MixtureFit.Group(samples: $0.samples, correct: $0.correct, problems: 1) },
      tables: tables)
    self.grid = grid
    self.tables = tables
  }

  /// The mean over problems of what their counts leave possible.
  var averagePosterior: [Double] {
    var sum = [Double](repeating: 0, count: grid.count)
    var problems = 0
    for (index, group) in fit.groups.enumerated() {
      problems += group.problems
      for (g, mass) in fit.posterior(index).enumerated() {
        sum[g] += Double(group.problems) * mass
      }
    }
    return sum.map { $0 / Double(problems) }
  }
}

/// Both runs' chances together: a weight for each pair of points of the two grids.
struct JointMixture: Sendable {
  let baseline: RunMixture
  let candidate: RunMixture
  /// Row by row of the baseline's points.
  private(set) var weights: [Double]

  /// The chances of one pair of counts at the points where they matter.
  private struct Group {
    let rows: Range<Int>
    let rowMasses: [Double]
    let columns: Range<Int>
    let columnMasses: [Double]
    let problems: Double
  }

  private let groups: [Group]
  private let width: Int

  init(_ pairs: [(baseline: Tally, candidate: Tally)]) {
    baseline = RunMixture(pairs.map(\.baseline))
    candidate = RunMixture(pairs.map(\.candidate))
    width = candidate.grid.count
    var counts: [[Int]: Int] = [:]
    for pair in pairs {
      let key = [
        pair.baseline.samples, pair.baseline.correct, pair.candidate.samples,
        pair.candidate.correct,
      ]
      counts[key, default: 0] += 1
    }
    let (a, b) = (baseline, candidate)
    groups = counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { key, count in
      let row = Self.kept(a.tables[key[0]]!.row(key[1]), a.fit.weights)
      let column = Self.kept(b.tables[key[2]]!.row(key[3]), b.fit.weights)
      return Group(
        rows: row.points, rowMasses: row.masses, columns: column.points,
        columnMasses: column.masses, problems: Double(count))
    }
    // As if the runs had nothing to do with each other but in their counts.
    weights = []
    let start = a.fit.weights.flatMap { p in b.fit.weights.map { p * $0 } }
    weights = step(start)
  }

  mutating func run(steps: Int) {
    for _ in 0..<steps { weights = step(weights) }
  }

  /// The mean over problems of the chances of each pair of points given their counts.
  private func step(_ prior: [Double]) -> [Double] {
    var next = [Double](repeating: 0, count: prior.count)
    var joint: [Double] = []
    let total = groups.reduce(0) { $0 + $1.problems }
    for group in groups {
      joint.removeAll(keepingCapacity: true)
      var sum = 0.0
      for (g, row) in zip(group.rows, group.rowMasses) {
        for (h, column) in zip(group.columns, group.columnMasses) {
          let mass = prior[g * width + h] * row * column
          joint.append(mass)
          sum += mass
        }
      }
      let scale = group.problems / (total * sum)
      var index = 0
      for g in group.rows {
        for h in group.columns {
          next[g * width + h] += scale * joint[index]
          index += 1
        }
      }
    }
    return next
  }

  /// Without the points that hold less than 1e-9 of what a count leaves possible.
  private static func kept(
    _ row: (points: Range<Int>, masses: [Double]), _ weights: [Double]
  ) -> (points: Range<Int>, masses: [Double]) {
    let posterior = zip(row.points, row.masses).map { weights[$0] * $1 }
    let least = 1e-9 * posterior.reduce(0, +)
    let first = posterior.firstIndex { $0 >= least }!
    let last = posterior.lastIndex { $0 >= least }!
    return (
      row.points.lowerBound + first..<row.points.lowerBound + last + 1,
      Array(row.masses[first...last])
    )
  }

  /// The pairs that matter.
  var atoms: [PlanningPopulation.Atom] {
    weights.indices.filter { weights[$0] > 1e-8 }.map {
      PlanningPopulation.Atom(baseline: $0 / width, candidate: $0 % width, weight: weights[$0])
    }
  }
}
