/// pass@k beyond the samples there are, by a model of the problems: never by default, always with a
/// check on samples held back, and refused where the check fails.
///
/// For every `k > n` the value is the model's, fitted to all samples. The interval holds for problems
/// like these *if the model holds*: percentiles over problems drawn with replacement, the model
/// fitted anew each time. What the model gets wrong is in no interval; the check is there for that.
///
/// **The check.** The model is fitted to what a quarter of the samples would show, averaged over
/// every choice of that quarter, and predicts pass@n, `n` the fewest samples of a problem. The same
/// resamples of the problems give an interval for observed minus predicted, paired by problem. If it
/// does not hold 0 the model is refused. It sees misfit that shows within a factor of four in `k`,
/// and the larger `K / n`, the less it says.
///
/// Sources: Kazdan et al. 2025, arXiv:2510.05197; Schaeffer et al. 2025,
/// arXiv:2502.17578.
package struct Extrapolation: Sendable {
  package let model: ExtrapolationModel
  package let problems: Int
  /// The fewest samples of a problem, *n*.
  package let samples: Int
  package let level: Double
  /// Resamples of the problems, and those of them to which the model could not be fitted.
  package let rounds: Int
  package let skipped: Int
  /// The model fitted to all samples; kept where the check refuses it, so that it can be shown why.
  package let fitted: ExtrapolationModel.Fitted?
  package let heldOut: HeldOut?
  /// Ascending in `k`, every `k` above `samples`. Empty where `absence` says why.
  package let points: [Point]
  package let absence: Absence?

  /// A prediction compared with what was held back.
  package struct HeldOut: Hashable, Sendable {
    /// Samples a problem that the prediction was made from, a quarter of `k`.
    package let shown: Int
    /// The `k` predicted, *n*.
    package let k: Int
    package let predicted: Double
    package let observed: Double
    /// Of observed minus predicted.
    package let interval: Interval
    /// Whether the interval holds 0.
    package var passed: Bool { interval.contains(0) }
  }

  package struct Point: Hashable, Sendable {
    package let k: Int
    /// In `0...1`.
    package let value: Double
    package let interval: Interval
  }

  /// What a model needs at the least. Below it the fits of resamples no longer agree with each
  /// other, and the check detects nothing.
  package static let fewestProblems = 20
  package static let fewestSamples = 16
  package static let fewestPartly = 5

  /// The stream of the resamples, part of the method.
  static let key: UInt64 = 0x7061_7373_4065_7874

  /// - Parameters:
  ///   - tallies: One a problem, in any order, of any numbers of samples. Missing samples are left
  ///     out of fit and value; the interval is the hull over those that leave them out, take all as
  ///     wrong and take all as right, and where one of the three is refused, all are.
  ///   - ks: The `k` wanted; those up to `samples` are observed, not extrapolated, and left out.
  ///   - rounds: Resamples of the problems.
  /// - Complexity: two fits a round, for the beta-binomial some 0.3 ms each at 30 problems of 64
  ///   samples.
  package init(
    _ tallies: some Sequence<Tally>, model: ExtrapolationModel, at ks: [Int], level: Double = 0.95,
    rounds: Int = 1_000
  ) {
    precondition(rounds >= 100, "an interval needs at least 100 resamples, not \(rounds)")
    let tallies = Array(tallies)
    let data = ExtrapolationData(tallies)
    let ks = ks.filter { $0 > (data?.samples ?? 0) }.sorted()
    var work = Work(ks: ks)
    if let data {
      work.run(model, data, level: level, rounds: rounds)
      if tallies.contains(where: { $0.missing > 0 }) {
        for variant in [tallies.map(\.missingAsWrong), tallies.map(\.missingAsRight)] {
          var other = Work(ks: ks)
          other.run(model, ExtrapolationData(variant)!, level: level, rounds: rounds)
          work.widen(toHold: other)
        }
      }
    }
    self.model = model
    problems = data?.problems ?? 0
    samples = data?.samples ?? 0
    self.level = level
    self.rounds = rounds
    skipped = work.skipped
    fitted = work.fitted
    heldOut = work.heldOut
    points = work.points
    absence = data == nil ? .noProblems : work.absence
  }

  /// The pieces of a result as they come to be.
  private struct Work {
    let ks: [Int]
    var skipped = 0
    var fitted: ExtrapolationModel.Fitted?
    var heldOut: HeldOut?
    var points: [Point] = []
    var absence: Absence?

    init(ks: [Int]) { self.ks = ks }

    mutating func widen(toHold other: Work) {
      absence = absence ?? other.absence
      points =
        absence == nil
        ? zip(points, other.points).map {
          Point(k: $0.k, value: $0.value, interval: $0.interval.hull($1.interval))
        } : []
    }

    mutating func run(
      _ model: ExtrapolationModel, _ data: ExtrapolationData, level: Double, rounds: Int
    ) {
      let pair = model.fit(data, data.weights)
      guard
        data.problems >= fewestProblems && data.samples >= fewestSamples
          && data.partly >= fewestPartly, let full = pair.full, let shown = pair.shown
      else {
        absence = .tooLittleToExtrapolate(
          problems: fewestProblems, samples: fewestSamples, partly: fewestPartly)
        return
      }
      fitted = full
      var gaps: [Double] = []
      var draws = [[Double]](repeating: [], count: ks.count)
      for round in 0..<rounds {
        var rng = SeededGenerator(key: key, round: round)
        let weights = data.resampled(using: &rng)
        let refit = model.fit(data, weights, near: pair)
        guard let full = refit.full, let shown = refit.shown else {
          skipped += 1
          continue
        }
        gaps.append(data.observed(weights) - shown.passAt(data.samples))
        for (index, k) in ks.enumerated() { draws[index].append(full.passAt(k)) }
      }
      guard Double(skipped) <= (1 - level) / 2 * Double(rounds) else {
        absence = .tooManyRoundsSkipped(skipped: skipped, rounds: rounds)
        return
      }
      let check = HeldOut(
        shown: data.samples / ExtrapolationData.share, k: data.samples,
        predicted: shown.passAt(data.samples), observed: data.observed(data.weights),
        interval: percentileInterval(gaps, level: level))
      heldOut = check
      guard check.passed else {
        absence = .heldOutMissed(predicted: check.predicted, observed: check.observed)
        return
      }
      points = ks.indices.map { index in
        let value = full.passAt(ks[index])
        return Point(
          k: ks[index], value: value,
          interval: percentileInterval(draws[index], level: level).widened(toHold: value))
      }
    }
  }
}
