/// Evidence, gathered night by night since a frozen baseline, that a run has drifted below it: an
/// e-process, which may be looked at every night and acted on at any.
///
/// The null: in every night the mean over problems of the chances of success is at least `floor`,
/// whatever the single chances and however they move. Under it the e-value, at each night, has at most
/// the mean 1 given all before; the chance that it *ever* reaches `1 / alpha` is at most alpha (Ville).
///
/// It is the mean of sixteen processes, each of them such:
///
/// - Eight likelihood ratios `(q / m)^S ((1 - q) / (1 - m))^(N - S)` of all *N* samples since, *S* of them
///   correct, `m = floor`, the odds of `q` a fixed part of those of `m`. Each is `C^N exp(-l S)`, `l > 0`,
///   and `E exp(-l S) <= (1 - m + m exp(-l))^N` for independent samples of mean at least `m`, as
///   the logarithm is concave: unequal chances only help.
/// - Eight empirical Bernstein processes `exp(l (N m - S) - (-ln(1 - l) - l) V)`, `V = sum (Y - g)^2` over
///   samples, with `g` a guess at the problem's share from the nights before, `(c + 1/2) / (n + 1)`. They
///   gain where most problems are nearly always or never solved: `V` is then far below `N m (1 - m)`.
///
/// k = 1 only. A problem with fewer samples in a night than another counts what it lacks as right,
/// as missing ones do: evidence can only shrink.
///
/// Source: Ville 1939; Ramdas et al. 2023, "Game-theoretic statistics and safe anytime-valid
/// inference"; Hoeffding 1963 for the first inequality; Howard, Ramdas, McAuliffe and Sekhon 2021,
/// "Time-uniform, nonparametric, nonasymptotic confidence sequences", Theorem 4, for the second.
package struct DriftEvidence: Sendable {
  /// In `0...1`, both excluded.
  package let floor: Double
  /// The chance of ever crossing under the null.
  package let alpha: Double
  package private(set) var nights = 0
  /// Samples since the baseline, *N*, and how many were correct or taken as such, *S*.
  package private(set) var samples = 0
  package private(set) var correct = 0
  /// The night, counted from 1, at which the e-value first reached `1 / alpha`.
  package private(set) var crossed: Int?
  /// The largest e-value of any night, as a logarithm.
  package private(set) var largestLogarithm = 0.0
  private var guesses: [(correct: Int, samples: Int)]
  private var squares = 0.0

  /// - Parameters:
  ///   - baseline: One a problem, in the order of the nights to come.
  ///   - floor: The null's mean.
  ///   - alpha: In `0...1`, both excluded.
  /// - Returns: `nil` without problems and where the floor is not within `0...1`: then no run could be
  ///   shown to lie below it.
  package init?(baseline: [Tally], floor: Double, alpha: Double = 0.05) {
    guard !baseline.isEmpty, floor > 0, floor < 1 else { return nil }
    precondition(alpha > 0 && alpha < 1, "no evidence at \(alpha)")
    self.floor = floor
    self.alpha = alpha
    guesses = baseline.map { ($0.correct, $0.samples) }
  }

  /// With half of alpha spent on the baseline's own uncertainty: the floor is its lower limit at that
  /// error, less the margin, and half is left for the evidence.
  package init?(baseline: [Tally], margin: Double = 0, yearlyAlpha: Double = 0.05) {
    guard let limit = Self.lowerLimit(of: baseline, outside: yearlyAlpha / 2) else { return nil }
    self.init(baseline: baseline, floor: limit - margin, alpha: yearlyAlpha / 2)
  }

  /// The lower limit of the mean chance of success on these problems: mixture-score with two samples
  /// or more a problem; with one Clopper and Pearson's, which holds for unequal chances as well where
  /// two or more are correct (Hoeffding 1956), and `outside / N` where one is.
  ///
  /// - Parameter outside: At most 0.2.
  /// - Returns: `nil` without problems, where no problem is solved and where a problem has more samples
  ///   than the method is made for.
  package static func lowerLimit(of baseline: [Tally], outside: Double) -> Double? {
    precondition(outside > 0 && outside <= 0.2, "no limit at \(outside)")
    guard let curve = FixedSetCurve(baseline) else { return nil }
    if curve.refusal == nil { return curve.limits(at: 1, TailArea(outside: outside))?.lowerBound }
    let completed = baseline.map(\.missingAsWrong)
    guard case .singleSamples = curve.refusal,
      let fewest = completed.map(\.samples).filter({ $0 > 0 }).min(), fewest == 1
    else { return nil }
    // One sample of each: more of some would weigh their problems more.
    let solved = completed.count { $0.samples > 0 && $0.correct == $0.samples }
    let problems = completed.count { $0.samples > 0 }
    switch solved {
    case 0: return nil
    case 1: return outside / Double(problems)
    default:
      return BetaDistribution(Double(solved), Double(problems - solved) + 1).quantile(outside)
    }
  }

  /// - Parameter night: One tally a problem, in the baseline's order.
  package mutating func add(_ night: [Tally]) {
    precondition(night.count == guesses.count, "\(night.count) problems, not \(guesses.count)")
    let most = night.map { $0.samples + $0.missing }.max() ?? 0
    var sum = CompensatedSum()
    for (index, tally) in night.enumerated() {
      let wrong = tally.samples - tally.correct
      let right = most - wrong
      let guess =
        (Double(guesses[index].correct) + 0.5) / (Double(guesses[index].samples) + 1)
      sum.add(Double(right) * (1 - guess) * (1 - guess) + Double(wrong) * guess * guess)
      correct += right
      guesses[index].correct += tally.correct
      guesses[index].samples += tally.samples
    }
    squares += sum.value
    samples += most * night.count
    nights += 1
    let now = logarithm
    largestLogarithm = max(largestLogarithm, now)
    if crossed == nil && now >= -naturalLogarithm(alpha) { crossed = nights }
  }

  /// The e-value after the nights so far. At least 0; 1 before any. May overflow to infinity.
  package var value: Double { exponential(logarithm) }

  /// Its natural logarithm.
  package var logarithm: Double {
    let parts = Self.logarithms(
      floor: floor, samples: samples, correct: correct, squares: squares)
    let largest = parts.max() ?? 0
    let sum = parts.reduce(0) { $0 + exponential($1 - largest) }
    return largest + naturalLogarithm(sum / Double(parts.count))
  }

  /// The odds of `q` as parts of those of `m`.
  static let oddsRatios = [0.97, 0.93, 0.87, 0.77, 0.63, 0.45, 0.25, 0.1]
  static let tilts = [0.75, 0.5, 0.3, 0.18, 0.1, 0.06, 0.03, 0.015]

  /// The logarithms of the sixteen processes, of which the e-value is the mean.
  package static func logarithms(
    floor m: Double, samples: Int, correct: Int, squares: Double
  ) -> [Double] {
    let (n, s) = (Double(samples), Double(correct))
    return oddsRatios.map { ratio in
      // q / m and (1 - q) / (1 - m), where odds(q) = ratio odds(m).
      let scale = 1 / (1 - m + ratio * m)
      return s * naturalLogarithm(ratio * scale) + (n - s) * naturalLogarithm(scale)
    }
      + tilts.map { l in
        l * (n * m - s) - (-logarithmOfOnePlus(-l) - l) * squares
      }
  }
}
