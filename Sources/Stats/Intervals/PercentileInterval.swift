/// The percentile bootstrap: quantiles of the means of `replicates` studies, each of as many
/// problems drawn with replacement from those at hand.
///
/// Offered to compare with other tools. It has no width where all values agree, and at ceilings and
/// floors it misses far more often than its level says: problems that were not seen are not drawn.
///
/// Absent where the level is too high for the replicates.
///
/// Source: Efron 1979; quantiles interpolated as numpy and scipy.stats.bootstrap do.
enum PercentileInterval: MeanIntervalRule {
  static func interval(
    _ sample: BoundedSample, level: Double, resampling: Resampling
  ) -> MeanInterval {
    JointBootstrap(sample, resampling).percentile(0, level: level)
  }
}
