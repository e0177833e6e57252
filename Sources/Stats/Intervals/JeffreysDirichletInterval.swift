/// The quantiles of the mean under Dirichlet weights, 1 on each problem's value and 1/2 on either
/// end of what is possible. For values in {0, 1} this is the Jeffreys interval.
///
/// Always exists, always has width, never leaves the range. Where all values lie within a hair of
/// an end its limits can miss the mean.
///
/// `DirichletMean` has the algorithm, docs/statistics.md the coverage that was measured.
enum JeffreysDirichletInterval: MeanIntervalRule {
  static func interval(
    _ sample: BoundedSample, level: Double, resampling: Resampling
  ) -> MeanInterval {
    MeanInterval(DirichletMean(sample.values, in: sample.range).interval(level: level))
  }
}
