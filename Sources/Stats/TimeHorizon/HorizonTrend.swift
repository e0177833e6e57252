/// How fast horizons grow with the date of release: a straight line through the logarithms to base 2
/// of the frontier models' horizons.
///
/// The frontier is made of the models whose horizon is at least that of every model released before
/// or on the same day, *by the horizon shown*: the frontier at pass@k need not be the one at pass@1.
/// It is chosen once, on the data as they are. The intervals say how the line through these models
/// would move with other tasks like these; that other models might have been released is not in them.
///
/// Sources: METR, eval-analysis-public, `src/horizon/compute_trendline_ci.py` and
/// `plot/bootstrap_ci.py`. Unlike there, rounds in which horizons do not grow are kept: a doubling
/// time that the resamples do not bound has no upper limit.
package struct HorizonTrend: Hashable, Sendable {
  package let k: Int
  package let success: Double
  /// The models on the line, by date.
  package let frontier: [String]
  /// Doublings of the horizon a year of 365.25 days; negative where horizons shrink.
  package let doublingsPerYear: Double?
  /// The line's height at day 0 of the releases, as a logarithm to base 2 of minutes.
  package let intercept: Double?
  package let absence: Absence?
  package let growthInterval: Interval?
  package let intervalAbsence: Absence?
  /// The days in which the horizon doubles; `nil` where it does not grow.
  package let doublingDays: Double?
  /// In days. A limit is `nil` where the resamples do not bound it: a tail of them does not grow.
  package let doublingLower: Double?
  package let doublingUpper: Double?
  package let rounds: Int
  /// Rounds in which some model of the frontier has no horizon.
  package let skipped: Int

  /// The line's height on a day, in minutes; `nil` where there is no line.
  package func minutes(onDay day: Double) -> Double? {
    guard let intercept, let doublingsPerYear else { return nil }
    return powerOf2(intercept + doublingsPerYear * (day / 365.25))
  }
}

/// The trends of one set of models at pass@1 and at pass@k, and how they differ.
package struct HorizonTrendPair: Hashable, Sendable {
  package let first: HorizonTrend
  package let second: HorizonTrend
  /// Models that are left out of both, with the reason.
  package let leftOut: [LeftOut]
  /// Doublings a year at pass@k minus at pass@1.
  package let growthDifference: Double?
  package let growthInterval: Interval?
  /// Days to double at pass@k minus at pass@1; `nil` where either does not grow.
  package let doublingDifference: Double?
  /// In days, from joint resamples. A limit is `nil` where they do not bound it.
  package let doublingLower: Double?
  package let doublingUpper: Double?
  package let intervalAbsence: Absence?
  package let skipped: Int

  package struct LeftOut: Hashable, Sendable {
    package let agent: String
    package let absence: Absence
  }
}

extension HorizonStudy {
  /// The trends at `ks` of the models in `releases`.
  ///
  /// Every model's curves are fitted to the tasks on which it has `ks.upper` runs, at both `ks`, so
  /// that a difference is due to the attempts and not to the tasks. All curves share the resamples.
  ///
  /// - Parameters:
  ///   - releases: Models with the day of their release, in days from any origin.
  ///   - ks: The two `k`, 1 and 8 for example.
  package func trends(
    of releases: [(agent: String, day: Double)], at ks: (Int, Int), success: Double = 0.5,
    resampling: HorizonResampling = .familiesAndTasks, rounds: Int = 1_000, level: Double = 0.95
  ) -> HorizonTrendPair {
    precondition(rounds >= 100, "an interval needs at least 100 resamples, not \(rounds)")
    var models: [Model] = []
    var leftOut: [HorizonTrendPair.LeftOut] = []
    for release in releases.sorted(by: { ($0.day, $0.agent) < ($1.day, $1.agent) }) {
      let shared = tasks(withRuns: max(ks.0, ks.1), of: [release.agent])
      let questions = [ks.0, ks.1].map {
        HorizonQuestion(agent: release.agent, k: $0, tasks: shared)
      }
      let fits = questions.map { fit($0) }
      let heights = fits.map { $0.line?.logHorizon(at: success) }
      if let first = heights[0], let second = heights[1] {
        models.append(
          Model(
            agent: release.agent, day: release.day, questions: questions, heights: [first, second]))
      } else {
        let absence = fits[0].absence ?? fits[1].absence ?? .successDoesNotFall
        leftOut.append(.init(agent: release.agent, absence: absence))
      }
    }
    let lines = HorizonDraws(
      self, models.flatMap(\.questions), by: resampling, rounds: rounds
    ).lines
    let growths = [0, 1].map { metric in
      Growth(models, metric, lines, success: success, rounds: rounds)
    }
    let trends = zip([ks.0, ks.1], growths).map { k, growth in
      growth.trend(at: k, success: success, level: level)
    }
    return pair(trends, growths, leftOut: leftOut, level: level)
  }

  private func pair(
    _ trends: [HorizonTrend], _ growths: [Growth], leftOut: [HorizonTrendPair.LeftOut],
    level: Double
  ) -> HorizonTrendPair {
    let joint = zip(growths[0].draws, growths[1].draws).compactMap { first, second in
      first.flatMap { first in second.map { (first, $0) } }
    }
    let rounds = growths[0].draws.count
    let skipped = rounds - joint.count
    let refused = Double(skipped) > (1 - level) / 2 * Double(rounds)
    let exists = growths[0].slope != nil && growths[1].slope != nil
    var result = (growth: Interval?.none, lower: Double?.none, upper: Double?.none)
    let difference = exists ? growths[1].slope! - growths[0].slope! : nil
    if let difference, !refused {
      result.growth = percentileInterval(joint.map { $1 - $0 }, level: level)
        .widened(toHold: difference)
      // Where neither doubles in a round, their difference may be anything: it counts at both ends.
      let days = joint.map { (doublingTime($0), doublingTime($1)) }
      let least = days.map { $0.isInfinite ? -.infinity : $1 - $0 }
      let most = days.map { $1.isInfinite ? .infinity : $1 - $0 }
      result.lower = percentileLimits(least, level: level).lower
      result.upper = percentileLimits(most, level: level).upper
    }
    return HorizonTrendPair(
      first: trends[0], second: trends[1], leftOut: leftOut,
      growthDifference: difference, growthInterval: result.growth,
      doublingDifference: trends[0].doublingDays.flatMap { first in
        trends[1].doublingDays.map { $0 - first }
      },
      doublingLower: result.lower, doublingUpper: result.upper,
      intervalAbsence: exists && refused
        ? .tooManyRoundsSkipped(skipped: skipped, rounds: rounds) : nil,
      skipped: exists ? skipped : 0)
  }

  private struct Model {
    let agent: String
    let day: Double
    let questions: [HorizonQuestion]
    /// The horizons' logarithms at the two `k`.
    let heights: [Double]
  }

  /// One metric's line, on the data and in every round.
  private struct Growth {
    let frontier: [String]
    /// Doublings a year.
    let slope: Double?
    let intercept: Double?
    /// `nil` where a model has no horizon in the round.
    let draws: [Double?]

    init(
      _ models: [Model], _ metric: Int, _ lines: [[LogisticLine?]], success: Double, rounds: Int
    ) {
      // By date; of one day's models the highest, and those level with it.
      let frontier = models.indices.filter { index in
        models.allSatisfy {
          $0.day > models[index].day || $0.heights[metric] <= models[index].heights[metric]
        }
      }
      func growth(_ height: (Int) -> Double?) -> LeastSquaresLine? {
        let points = frontier.compactMap { index in
          height(index).map { (x: models[index].day / 365.25, y: $0) }
        }
        return points.count < frontier.count ? nil : LeastSquaresLine(points)
      }
      self.frontier = frontier.map { models[$0].agent }
      let line = growth { models[$0].heights[metric] }
      slope = line?.slope
      intercept = line?.intercept
      draws = (0..<rounds).map { round in
        line == nil
          ? nil : growth { lines[2 * $0 + metric][round]?.logHorizon(at: success) }?.slope
      }
    }

    func trend(at k: Int, success: Double, level: Double) -> HorizonTrend {
      let found = draws.compactMap { $0 }
      let skipped = draws.count - found.count
      let refused = Double(skipped) > (1 - level) / 2 * Double(draws.count)
      var interval: Interval?
      var days = (lower: Double?.none, upper: Double?.none)
      if let slope, !refused {
        interval = percentileInterval(found, level: level).widened(toHold: slope)
        days = percentileLimits(found.map(doublingTime), level: level)
      }
      return HorizonTrend(
        k: k, success: success, frontier: frontier, doublingsPerYear: slope,
        intercept: intercept, absence: slope == nil ? .tooFewReleases : nil,
        growthInterval: interval,
        intervalAbsence: slope != nil && refused
          ? .tooManyRoundsSkipped(skipped: skipped, rounds: draws.count) : nil,
        doublingDays: slope.flatMap { $0 > 0 ? doublingTime($0) : nil },
        doublingLower: days.lower, doublingUpper: days.upper, rounds: draws.count,
        skipped: slope == nil ? 0 : skipped)
    }
  }
}

/// Days to double at so many doublings a year; infinite where there is no growth.
private func doublingTime(_ growth: Double) -> Double {
  growth > 0 ? 365.25 / growth : .infinity
}
