import Stats

/// The paired difference of any two runs on one benchmark, for the target shown: the report's own
/// where it compares the two at this level, else computed here.
struct RunDifference: Sendable {
  let baseline: Int
  let candidate: Int
  /// Those that both have.
  let problems: Int
  /// How its intervals are made, as files name it.
  let method: String

  private let known: DifferenceInference?
  private let pair: PairedDifference
  private let fixed: FixedSetDifference?

  /// - Parameter level: The settings' where it is `nil`.
  /// - Returns: `nil` where a run lacks the benchmark or the two share no problem.
  init?(
    _ results: Results, benchmark b: Int, baseline: Int, candidate: Int, level: Double? = nil
  ) {
    let settings = results.settings
    let comparison = results.comparisons[b].first {
      $0.pair.baseline == baseline && $0.pair.candidate == candidate
    }
    known = level == nil ? comparison?.shown : nil
    guard let first = results.study.cells[b][baseline],
      let second = results.study.cells[b][candidate]
    else { return nil }
    let common = first.common(with: second).map { (baseline: $0.baseline, candidate: $0.candidate) }
    guard
      let pair = PairedDifference(
        common, level: level ?? settings.level, method: DifferenceMethod(settings.method),
        resampling: settings.resampling)
    else { return nil }
    (self.baseline, self.candidate, self.pair) = (baseline, candidate, pair)
    problems = pair.problems
    let isFixed = settings.target == .fixed
    method = isFixed ? DifferenceInference.fixedMethod : pair.method.rawValue
    fixed =
      isFixed && known == nil
      ? FixedSetDifference(common, level: level ?? settings.level) : nil
  }

  func point(at k: Int) -> PairedDifference.Point {
    if let point = known?.point(at: k) { return point }
    guard let fixed else { return pair.point(at: k) }
    let (point, other) = (fixed.point(at: k), pair.point(at: k))
    return PairedDifference.Point(
      k: k, difference: point.difference, absence: point.absence, bounds: point.bounds,
      interval: point.interval, pValue: point.pValue, wins: other.wins, ties: other.ties,
      losses: other.losses)
  }
}
