/// How an interval for the mean over problems like these is computed. One case a method; the
/// commands' help and their refusals are derived from this list.
package enum IntervalMethod: String, Hashable, Sendable, CaseIterable {
  /// The exact quantiles of the mean under Dirichlet weights, one a problem and a half at either
  /// end of what is possible. The default.
  case jeffreysDirichlet = "jeffreys-dirichlet"
  /// The same with a whole problem at the far end of each limit: Clopper and Pearson's for 0/1
  /// values.
  case gaffke
  /// The percentile bootstrap over problems.
  case percentile
  /// The bias-corrected and accelerated bootstrap over problems.
  case bca
  /// Student's t.
  case t

  /// The method's file.
  var rule: any MeanIntervalRule.Type {
    switch self {
    case .jeffreysDirichlet: JeffreysDirichletInterval.self
    case .gaffke: GaffkeInterval.self
    case .percentile: PercentileInterval.self
    case .bca: BCaInterval.self
    case .t: StudentInterval.self
    }
  }

  /// Whether the method draws, so that its limits depend on a seed.
  package var draws: Bool { self == .percentile || self == .bca }

  /// The interval for the mean of the population that `values` are a sample of.
  ///
  /// What the method gives, within `range`: not widened to hold the mean, and without width where
  /// the method gives none (remarked).
  ///
  /// - Parameters:
  ///   - values: Each value with how many problems have it, in any order, all within `range`.
  ///   - level: Nominal coverage, 0.95 for 95 %.
  ///   - resampling: For the methods that draw.
  package func interval(
    ofMean values: [(value: Double, count: Int)], in range: ClosedRange<Double>,
    level: Double = 0.95, resampling: Resampling = Resampling()
  ) -> MeanInterval {
    interval(BoundedSample(sorting: values, in: range), level: level, resampling: resampling)
  }

  /// The same of a sample whose order is fixed by the caller.
  func interval(
    _ sample: BoundedSample, level: Double, resampling: Resampling
  ) -> MeanInterval {
    rule.interval(sample, level: level, resampling: resampling)
  }
}

/// One method.
protocol MeanIntervalRule {
  static func interval(
    _ sample: BoundedSample, level: Double, resampling: Resampling
  ) -> MeanInterval
}
