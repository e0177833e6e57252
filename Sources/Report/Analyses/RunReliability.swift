import Stats

/// How far one run can be relied on, on one benchmark: what a share of `k` samples, and all of them,
/// come to, and how many problems it solves at what rate.
struct RunReliability: Sendable {
  /// pass@k is beside them, among the curves. G-Pass@k at τ = 1 is pass^k.
  static let metrics: [CountMetric] = [
    .passAll, .passShare(Ratio(1, over: 2)), .passShare(Ratio(3, over: 4)), .meanPassAboveHalf,
  ]

  /// What Cover@τ is evaluated at: twentieths.
  static let taus = (1...20).map { Ratio($0, over: 20) }

  let curve: Results.Curve
  /// By metric, at the curve's `k` from the metric's first on; for problems like these.
  let points: [CountMetric: [CurvePoint]]
  /// pass^k for these problems; empty where such intervals are refused.
  let fixed: [CurvePoint]
  /// In the order of `taus`.
  let cover: [Cover]

  /// Cover@τ at one τ.
  struct Cover: Sendable {
    let tau: Ratio
    let values: ProblemValues
    /// The share of problems with c/n ≥ τ, which is biased.
    let plugIn: Double
    /// Whether τ is so near to 0 or 1 that the samples do not tell, and the answer is the fit's.
    let isGuess: Bool
  }

  /// - Returns: `nil` where a problem has fewer than two samples, or no `k` above 1 is shown.
  init?(_ curve: Results.Curve, _ settings: Settings) {
    let ks = curve.points.map(\.k)
    guard curve.curve.largestK >= 2, ks.contains(where: { (2...curve.curve.largestK) ~= $0 })
    else { return nil }
    self.curve = curve
    let tallies = curve.cell.problems.map(\.tally)
    points = Dictionary(
      uniqueKeysWithValues: Self.metrics.map { metric in
        (
          metric,
          ks.filter { $0 >= metric.leastK }.map { k in
            metric.values(tallies, at: k).point(
              at: k, level: settings.level, method: settings.method,
              resampling: settings.resampling)
          }
        )
      })
    let all = FixedSetCurve(tallies, metric: .allRight)
    fixed =
      all.flatMap { all in
        all.refusal == nil ? ks.map { all.point(at: $0, level: settings.level) } : nil
      } ?? []
    let fewest = curve.curve.samples.lowerBound
    let cover = CoverAt(tallies)
    self.cover = Self.taus.compactMap { tau in
      cover.map { cover in
        Cover(
          tau: tau, values: cover.values(tau), plugIn: cover.plugIn(tau),
          isGuess: Self.isGuess(tau, samples: fewest))
      }
    }
  }

  /// Nearer to 0 or 1 than 3/n.
  static func isGuess(_ tau: Ratio, samples: Int) -> Bool {
    let (part, whole) = (tau.numerator, tau.denominator)
    return part * samples < 3 * whole || (whole - part) * samples < 3 * whole
  }

  /// The points of a metric for the target shown. Of all but pass^k there are intervals for problems
  /// like these only.
  func shown(_ metric: CountMetric) -> [CurvePoint] {
    metric == .passAll && curve.target == .fixed && !fixed.isEmpty ? fixed : points[metric] ?? []
  }

  func point(_ metric: CountMetric, at k: Int) -> CurvePoint? {
    shown(metric).first { $0.k == k }
  }

  /// The `k` above 1 at which there is a value or a range.
  var ks: [Int] { curve.points.map(\.k).filter { (2...curve.curve.largestK) ~= $0 } }

  /// The first, the middle and the last of them.
  var fewKs: [Int] { Set([ks[0], ks[ks.count / 2], ks[ks.count - 1]]).sorted() }
}
