/// The problems that a plan supposes: how often each is solved by the baseline and by the candidate,
/// as a distribution over pairs of chances.
///
/// A difference of a given size is put into it by multiplying the candidate's odds by one factor on
/// every problem, so that chances of 0 and 1 stay, and problems keep how unlike each other their
/// changes are.
package struct PlanningPopulation: Sendable {
  /// Problems of one pair of chances, by their places in the two lists.
  struct Atom: Sendable {
    let baseline: Int
    let candidate: Int
    let weight: Double
  }

  /// The chances that occur, each list in any order.
  let baselineChances: [Double]
  let candidateChances: [Double]
  /// Their weights add up to 1.
  let atoms: [Atom]

  /// - Precondition: chances in `0...1`, weights above 0.
  init(baseline: [Double], candidate: [Double], _ atoms: [Atom]) {
    precondition(
      !atoms.isEmpty && (baseline + candidate).allSatisfy { $0 >= 0 && $0 <= 1 },
      "a population of \(atoms.count) atoms with a chance outside 0...1 cannot be")
    baselineChances = baseline
    candidateChances = candidate
    var sum = CompensatedSum()
    for atom in atoms { sum.add(atom.weight) }
    let total = sum.value
    self.atoms = atoms.map {
      Atom(baseline: $0.baseline, candidate: $0.candidate, weight: $0.weight / total)
    }
  }

  /// Problems with these pairs of chances, each as frequent as its weight says.
  ///
  /// - Precondition: chances in `0...1`, weights above 0.
  package init(_ problems: [(baseline: Double, candidate: Double, weight: Double)]) {
    self.init(
      baseline: problems.map(\.baseline), candidate: problems.map(\.candidate),
      problems.indices.map {
        Atom(baseline: $0, candidate: $0, weight: problems[$0].weight)
      })
  }

  /// The mean of pass@k of the candidate less the baseline's.
  package func difference(at k: Int) -> Double {
    let baseline = baselineChances.map { 1 - wholePower(1 - $0, k) }
    let candidate = candidateChances.map { 1 - wholePower(1 - $0, k) }
    var sum = CompensatedSum()
    for atom in atoms {
      sum.add(atom.weight * (candidate[atom.candidate] - baseline[atom.baseline]))
    }
    return sum.value
  }

  /// The same problems with the candidate's odds multiplied, on every problem, by the one factor
  /// that makes the mean difference at `k` what is asked.
  ///
  /// - Returns: `nil` with the reason where no factor does: problems never solved stay so, and the
  ///   others can at most be solved always.
  package func with(
    difference: Double, at k: Int
  ) -> (population: PlanningPopulation?, absence: Absence?) {
    let reach = 40.0
    let lowest = shifted(by: -reach).difference(at: k)
    let highest = shifted(by: reach).difference(at: k)
    guard difference > lowest && difference < highest else {
      return (nil, .differenceOutOfReach(lowest: lowest, highest: highest))
    }
    let shift = root(
      between: (-reach, lowest - difference), and: (reach, highest - difference), tolerance: 1e-10
    ) { shifted(by: $0).difference(at: k) - difference }
    return (shifted(by: shift), nil)
  }

  /// The candidate's odds times `exp(shift)`.
  private func shifted(by shift: Double) -> PlanningPopulation {
    let factor = exponential(shift)
    return PlanningPopulation(
      baseline: baselineChances,
      candidate: candidateChances.map { p in
        p == 0 || p == 1 ? p : p * factor / ((1 - p) + p * factor)
      }, atoms)
  }

  /// Mean and variance over problems of a problem's estimated difference at `k`, from `samples`
  /// samples in each run.
  func moments(at k: Int, samples: Int) -> (mean: Double, variance: Double) {
    let of = { (chances: [Double]) in
      chances.map { p in CountChances(samples: samples, chance: p).moments(at: k) }
    }
    let (baseline, candidate) = (of(baselineChances), of(candidateChances))
    var (mean, square) = (CompensatedSum(), CompensatedSum())
    for atom in atoms {
      let (a, b) = (baseline[atom.baseline], candidate[atom.candidate])
      let d = b.mean - a.mean
      mean.add(atom.weight * d)
      square.add(atom.weight * (d * d + a.variance + b.variance))
    }
    return (mean.value, max(0, square.value - mean.value * mean.value))
  }
}

/// `base` to a whole power, by squaring.
func wholePower(_ base: Double, _ exponent: Int) -> Double {
  var (result, square, rest) = (1.0, base, exponent)
  while rest > 0 {
    if rest & 1 == 1 { result *= square }
    square *= square
    rest >>= 1
  }
  return result
}
