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
  /// The share of problems that one run alone solves, where every problem is solved always or never
  /// and a difference is put in by which run it is; else `nil`.
  private let discordant: Double?

  /// - Precondition: chances in `0...1`, weights above 0.
  init(
    baseline: [Double], candidate: [Double], _ atoms: [Atom], discordant: Double? = nil
  ) {
    precondition(
      !atoms.isEmpty && (baseline + candidate).allSatisfy { $0 >= 0 && $0 <= 1 },
      "a population of \(atoms.count) atoms with a chance outside 0...1 cannot be")
    baselineChances = baseline
    candidateChances = candidate
    self.discordant = discordant
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

  /// One sample a problem, which the next is taken to repeat: the shares of problems that both runs,
  /// one and neither solve. Half a problem is added to those that one alone solves, and a quarter to
  /// either kind of the others, so that a pilot without any does not rule them out.
  init(solvedOrNot problems: [(baseline: Bool, candidate: Bool)]) {
    let count = { (a: Bool, b: Bool) in
      Double(problems.count { $0.baseline == a && $0.candidate == b })
    }
    let total = Double(problems.count) + 1
    self.init(
      both: (count(true, true) + 0.25) / total, neither: (count(false, false) + 0.25) / total,
      candidateOnly: (count(false, true) + 0.25) / total,
      baselineOnly: (count(true, false) + 0.25) / total)
  }

  private init(both: Double, neither: Double, candidateOnly: Double, baselineOnly: Double) {
    let weights = [neither, candidateOnly, baselineOnly, both]
    self.init(
      baseline: [0, 1], candidate: [0, 1],
      weights.indices.filter { weights[$0] > 0 }.map {
        Atom(baseline: $0 / 2, candidate: $0 % 2, weight: weights[$0])
      }, discordant: candidateOnly + baselineOnly)
  }

  /// The same share of problems that one run alone solves, or the least that is enough, shared out
  /// between the runs to differ by `difference`.
  ///
  /// Source: Miettinen 1968, "The matched pairs design in the case of all-or-none responses".
  private func split(_ discordant: Double, for difference: Double) -> PlanningPopulation {
    let share = max(discordant, abs(difference))
    let weight = { (p: Int, q: Int) in
      self.atoms.first { $0.baseline == p && $0.candidate == q }?.weight ?? 0
    }
    let (both, neither) = (weight(1, 1), weight(0, 0))
    let scale = (1 - share) / (both + neither)
    return PlanningPopulation(
      both: both * scale, neither: neither * scale, candidateOnly: (share + difference) / 2,
      baselineOnly: (share - difference) / 2)
  }

  /// Whether all that is known is which run solves a problem with one sample: no plan for more
  /// samples can be made of it.
  package var isOfSingleSamples: Bool { discordant != nil }

  /// The mean of pass@k of the candidate less the baseline's.
  package func difference(at k: Int) -> Double {
    let baseline = baselineChances.map { 1 - power(1 - $0, k) }
    let candidate = candidateChances.map { 1 - power(1 - $0, k) }
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
    if let discordant, abs(difference) < 1 { return (split(discordant, for: difference), nil) }
    let (lowest, highest) = (reach(at: k, towards: -1), reach(at: k, towards: 1))
    guard difference > lowest && difference < highest else {
      return (nil, .differenceOutOfReach(lowest: lowest, highest: highest))
    }
    let shift = root(
      between: (-Self.largestShift, lowest - difference),
      and: (Self.largestShift, highest - difference), tolerance: 1e-10
    ) { shifted(by: $0).difference(at: k) - difference }
    return (shifted(by: shift), nil)
  }

  /// The difference at `k` were the candidate to solve always, or never, what it can.
  func reach(at k: Int, towards direction: Int) -> Double {
    if discordant != nil { return Double(direction) }
    return shifted(by: Double(direction) * Self.largestShift).difference(at: k)
  }

  private static let largestShift = 40.0

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
    let (baseline, candidate) = countMoments(at: k, samples: samples)
    var (mean, square) = (CompensatedSum(), CompensatedSum())
    for atom in atoms {
      let (a, b) = (baseline[atom.baseline], candidate[atom.candidate])
      let d = b.mean - a.mean
      mean.add(atom.weight * d)
      square.add(atom.weight * (d * d + a.variance + b.variance))
    }
    return (mean.value, max(0, square.value - mean.value * mean.value))
  }

  /// The mean over problems of the variance of a problem's estimated difference given the problem.
  func samplingVariance(at k: Int, samples: Int) -> Double {
    let (baseline, candidate) = countMoments(at: k, samples: samples)
    var sum = CompensatedSum()
    for atom in atoms {
      sum.add(
        atom.weight * (baseline[atom.baseline].variance + candidate[atom.candidate].variance))
    }
    return sum.value
  }

  private func countMoments(
    at k: Int, samples: Int
  ) -> (baseline: [(mean: Double, variance: Double)], candidate: [(mean: Double, variance: Double)])
  {
    let of = { (chances: [Double]) in
      chances.map { CountChances(samples: samples, chance: $0).moments(at: k) }
    }
    return (of(baselineChances), of(candidateChances))
  }

  /// So many problems laid evenly over this population: one at the middle of each of as many equal
  /// shares of it, taken in the order of its atoms.
  func spread(over problems: Int) -> PlanningPopulation {
    let ordered = atoms.sorted {
      (baselineChances[$0.baseline], candidateChances[$0.candidate])
        < (baselineChances[$1.baseline], candidateChances[$1.candidate])
    }
    var (index, sum) = (0, ordered[0].weight)
    let picked = (0..<problems).map { problem in
      let middle = (Double(problem) + 0.5) / Double(problems)
      while sum < middle && index < ordered.count - 1 {
        index += 1
        sum += ordered[index].weight
      }
      let atom = ordered[index]
      return Atom(
        baseline: atom.baseline, candidate: atom.candidate, weight: 1 / Double(problems))
    }
    return PlanningPopulation(baseline: baselineChances, candidate: candidateChances, picked)
  }
}
