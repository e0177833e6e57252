/// The exact test of "each problem's chance is the same in both runs", with every problem a stratum.
///
/// Given how many samples of a problem were right in both runs together, how many of them are the
/// candidate's is hypergeometric under the null, whatever the chance is. The statistic is the mean
/// difference, candidate minus baseline; its law is the convolution of those of the problems that
/// say anything, which are those solved by some of their samples and not by all.
///
/// With one sample each this is McNemar's exact test. With several nights on one side and one on the
/// other, a problem that always held weighs more: had it one failure in eight, that it fell on the
/// last night has the chance 1/8.
///
/// Given totals, chances that differ only *between* problems cancel. The null is that of every
/// problem, not of the mean. Where chances changed and the mean did not, the test with one sample each
/// is cautious: the null's variance is then the larger. With several nights against one it need not
/// be: problems that always held and became uncertain vary more tonight than their history says.
///
/// Missing samples are left aside; `SuiteChange` bounds them.
///
/// Source: Birch 1964, "The detection of partial association, I: the 2 × 2 case", Journal of the
/// Royal Statistical Society B 26; Cox 1966, "A simple example of a comparison involving quantal
/// data", Biometrika 53, for one sample a side.
package struct StratifiedExactTest: Hashable, Sendable {
  /// What is summed.
  package enum Statistic: String, Hashable, Sendable {
    /// The mean over problems of the difference of shares.
    case meanDifference = "mean difference"
    /// The candidate's correct samples, where numbers of samples differ so much between problems
    /// that the mean difference has no common denominator of use: problems weigh by their samples.
    case correctSamples = "correct samples"
  }

  /// Problems with samples in both runs.
  package let problems: Int
  /// Those of them that are solved by some of their samples and not by all.
  package let informative: Int
  package let statistic: Statistic
  /// `P(T <= t)`: small where the candidate lost. In `0...1`, above 0.
  package let dropPValue: Double
  /// `P(T >= t)`: small where the candidate gained.
  package let gainPValue: Double
  /// Two-sided: twice the smaller, at most 1.
  package var pValue: Double { min(1, 2 * min(dropPValue, gainPValue)) }

  /// - Parameter pairs: The two tallies of each problem, in any order.
  /// - Returns: `nil` where no problem has samples in both runs.
  /// - Complexity: O(informative problems x width of the law), the law cut where less than 1e-60
  ///   lies in a step; what is cut is added to both p-values, at most 1e-50 in all.
  package init?(_ pairs: some Sequence<(baseline: Tally, candidate: Tally)>) {
    let common = pairs.filter { $0.samples > 0 && $1.samples > 0 }
    guard !common.isEmpty else { return nil }
    let strata = common.map { Stratum($0, $1) }.filter(\.isInformative).sorted()
    problems = common.count
    informative = strata.count
    let weights = Self.weights(strata)
    statistic = weights == nil ? .correctSamples : .meanDifference
    var law = IntegerLaw()
    var observed = 0
    var masses: (stratum: Stratum, law: [Double])?
    for (index, stratum) in strata.enumerated() {
      let weight = weights?[index] ?? 1
      if masses?.stratum.hasLaw(of: stratum) != true { masses = (stratum, stratum.law) }
      law.add(masses!.law, from: stratum.support.lowerBound * weight, step: weight)
      observed += stratum.correct * weight
    }
    dropPValue = law.atMost(observed)
    gainPValue = law.atLeast(observed)
  }

  /// More steps than this in the law of the mean difference, over all convolutions, are not taken.
  static let largestCost = 50_000_000

  /// The least whole weights with which a sum of correct samples orders outcomes as the mean
  /// difference does: in proportion to `1 / n + 1 / n'`.
  private static func weights(_ strata: [Stratum]) -> [Int]? {
    var multiple = 1
    for stratum in strata {
      let product = stratum.samples * stratum.others
      multiple = multiple / greatestCommonDivisor(multiple, product) * product
      guard multiple <= 1_000_000_000 else { return nil }
    }
    var weights = strata.map { multiple / ($0.samples * $0.others) * ($0.samples + $0.others) }
    let divisor = weights.reduce(0, greatestCommonDivisor)
    if divisor > 1 { weights = weights.map { $0 / divisor } }
    // With one weight for all the statistic is the count itself.
    guard weights.contains(where: { $0 > 1 }) else { return weights }
    var (width, cost) = (1.0, 0.0)
    for (stratum, weight) in zip(strata, weights) {
      width += Double(stratum.support.count - 1) * Double(weight)
      cost += width * Double(stratum.support.count)
    }
    return cost <= Double(largestCost) ? weights : nil
  }
}

/// One problem.
private struct Stratum: Hashable, Comparable {
  /// The baseline's samples.
  let others: Int
  /// The candidate's.
  let samples: Int
  /// Correct in both together.
  let total: Int
  /// Correct among the candidate's.
  let correct: Int

  init(_ baseline: Tally, _ candidate: Tally) {
    (others, samples) = (baseline.samples, candidate.samples)
    (total, correct) = (baseline.correct + candidate.correct, candidate.correct)
  }

  var isInformative: Bool { total > 0 && total < samples + others }

  var support: ClosedRange<Int> { max(0, total - others)...min(total, samples) }

  func hasLaw(of other: Stratum) -> Bool {
    others == other.others && samples == other.samples && total == other.total
  }

  /// The chances of each count in `support`.
  var law: [Double] {
    let support = support
    var weights = [1.0]
    for x in support.dropLast() {
      let ratio =
        Double(total - x) * Double(samples - x) / (Double(x + 1) * Double(others - total + x + 1))
      weights.append(weights[weights.count - 1] * ratio)
      if weights[weights.count - 1] > 1e250 { weights = weights.map { $0 * 1e-250 } }
    }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }

  static func < (a: Stratum, b: Stratum) -> Bool {
    (a.others, a.samples, a.total, a.correct) < (b.others, b.samples, b.total, b.correct)
  }
}

/// The law of a sum of independent whole numbers.
private struct IntegerLaw {
  private var first = 0
  private var masses = [1.0]
  /// What was cut off both ends.
  private var cut = 0.0

  /// Adds a number that is `from + i * step` with chance `law[i]`.
  mutating func add(_ law: [Double], from: Int, step: Int) {
    var next = [Double](repeating: 0, count: masses.count + (law.count - 1) * step)
    for (i, mass) in law.enumerated() where mass > 0 {
      let offset = i * step
      for j in masses.indices { next[offset + j] += mass * masses[j] }
    }
    masses = next
    first += from
    trim()
  }

  /// Cuts ends where less than 1e-60 lies in a step.
  private mutating func trim() {
    guard masses.count > 2_048 else { return }
    var (low, high) = (0, masses.count)
    while low < high - 1 && masses[low] < 1e-60 {
      cut += masses[low]
      low += 1
    }
    while high > low + 1 && masses[high - 1] < 1e-60 {
      high -= 1
      cut += masses[high]
    }
    if high - low < masses.count {
      masses = Array(masses[low..<high])
      first += low
    }
  }

  func atMost(_ value: Int) -> Double {
    sum(masses.prefix(max(0, value - first + 1)))
  }

  func atLeast(_ value: Int) -> Double {
    sum(masses.dropFirst(max(0, value - first)).reversed())
  }

  /// From the end inwards, so that small chances keep their digits.
  private func sum(_ part: some Sequence<Double>) -> Double {
    var sum = CompensatedSum()
    sum.add(cut)
    for mass in part { sum.add(mass) }
    return max(min(1, sum.value), .leastNormalMagnitude)
  }
}
