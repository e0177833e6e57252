/// The bias-corrected and accelerated bootstrap: quantiles of the replicates' means at chances moved
/// by the replicates' bias and by the skewness of the values.
///
/// `Phi(z0 + (z0 + z) / (1 - a (z0 + z)))` for either normal quantile `z`, with
/// `z0 = Phi^-1(share of replicates below the mean, ties by half)` and, from the jackknife,
/// `a = sum (x - mean)^3 / (6 (sum (x - mean)^2)^(3/2))`.
///
/// Better than the percentile bootstrap where values are skewed; blind like it to problems that
/// were not seen. Absent where all values agree (`a` is 0/0), where all replicates lie on one side
/// of the mean, and where the moved chances leave the replicates.
///
/// Source: Efron 1987, "Better bootstrap confidence intervals"; as in scipy.stats.bootstrap.
enum BCaInterval: MeanIntervalRule {
  static func interval(
    _ sample: BoundedSample, level: Double, resampling: Resampling
  ) -> MeanInterval {
    JointBootstrap(sample, resampling).bca(0, level: level)
  }
}
