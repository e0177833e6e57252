/// The mean where problems come in clusters: several questions on one text, translations of one
/// problem, the two halves of one paper. Problems of a cluster are no independent sample; clusters
/// are.
package struct ClusteredMean: Sendable {
  /// What is estimated. The two agree where clusters are of one size, and differ where success hangs
  /// on the size.
  package enum Estimand: String, Hashable, Sendable, CaseIterable {
    /// The mean over problems: a cluster counts by its size.
    case problems
    /// The mean over clusters of their means: every cluster counts once.
    case clusters
  }

  package enum Method: String, Hashable, Sendable, CaseIterable {
    /// Dirichlet weights on whole clusters, with half a cluster of the mean size at either end of
    /// what is possible. The default.
    case dirichlet
    /// Student's t with one degree of freedom less than there are clusters.
    case t
  }

  package let estimand: Estimand
  /// How many there are.
  package let clusters: Int
  package let problems: Int
  package let range: ClosedRange<Double>
  /// The estimate, in `range`.
  package let mean: Double

  /// The sum and the size of each cluster, ascending; for the mean over clusters a cluster is one
  /// problem of its mean.
  private let parts: [(sum: Double, size: Double)]

  /// - Parameter clusters: The values of each cluster's problems, in any order, all within `range`.
  /// - Returns: `nil` where no problem is left.
  package init?(
    _ clusters: [[(value: Double, count: Int)]], in range: ClosedRange<Double>, estimand: Estimand
  ) {
    let samples = clusters.filter { $0.contains { $0.count > 0 } }.map { cluster in
      BoundedSample(sorting: cluster, in: range)
    }
    guard !samples.isEmpty else { return nil }
    self.estimand = estimand
    self.range = range
    self.clusters = samples.count
    problems = samples.reduce(0) { $0 + $1.problems }
    parts = samples.map { sample in
      let size = estimand == .problems ? Double(sample.problems) : 1
      return (sum: size * sample.mean, size: size)
    }.sorted { ($0.sum, $0.size) < ($1.sum, $1.size) }
    var sum = CompensatedSum()
    for part in parts { sum.add(part.sum) }
    let mean = sum.value / parts.reduce(0) { $0 + $1.size }
    self.mean = min(max(mean, range.lowerBound), range.upperBound)
  }

  /// The interval for the estimand over clusters like these, widened to hold the estimate.
  package func interval(level: Double = 0.95, method: Method = .dirichlet) -> MeanInterval {
    switch method {
    case .dirichlet:
      let tail = (1 - level) / 2
      let lower = quantile(tail)
      let interval = Interval(level: level, lower: lower, upper: max(lower, quantile(1 - tail)))
      return MeanInterval(interval.widened(toHold: mean))
    case .t:
      return student?.interval(level: level) ?? MeanInterval(absent: .oneProblem)
    }
  }

  /// The chance that the mean under the random weights is at most `t`.
  ///
  /// With sums `S_g`, sizes `m_g` and weights `w_g` the mean is `sum w_g S_g / sum w_g m_g`, which is
  /// at most `t` exactly where `sum w_g (S_g - t m_g) <= 0`: a weighted sum of gammas, as for
  /// `DirichletMean`, to which this reduces for clusters of one size.
  package func cumulative(_ t: Double) -> Double {
    guard t > range.lowerBound else { return 0 }
    guard t < range.upperBound else { return 1 }
    let typical = parts.reduce(0) { $0 + $1.size } / Double(parts.count)
    var terms = parts.map { (d: $0.sum - t * $0.size, twiceShape: 2) }
    terms.append((typical * (range.lowerBound - t), 1))
    terms.append((typical * (range.upperBound - t), 1))
    let expectation = terms.reduce(0) { $0 + Double($1.twiceShape) * $1.d }
    let tail =
      expectation >= 0
      ? GammaSum(terms).atZero().tail
      : 1 - GammaSum(terms.map { (-$0.d, $0.twiceShape) }).atZero().tail
    return min(max(tail, 0), 1)
  }

  private func quantile(_ probability: Double) -> Double {
    root(between: (range.lowerBound, -probability), and: (range.upperBound, 1 - probability)) {
      cumulative($0) - probability
    }
  }

  /// From the sums of each cluster's deviations, `e_g = S_g - mean m_g`: the squared standard error
  /// is `G/(G - 1) sum e_g^2 / (sum m_g)^2`, which for clusters of one problem is `s^2 / P`.
  ///
  /// Source: Miller 2024, arXiv:2411.00640, with the factor `G/(G - 1)` added.
  private var student: StudentMean? {
    guard parts.count > 1 else { return nil }
    let count = Double(parts.count)
    let size = parts.reduce(0) { $0 + $1.size }
    let squares = parts.reduce(0) {
      let deviation = $1.sum - mean * $1.size
      return $0 + deviation * deviation
    }
    return StudentMean(
      mean: mean, standardError: (count / (count - 1) * squares).squareRoot() / size,
      student: StudentT(degreesOfFreedom: count - 1), range: range)
  }
}
