/// How the interval for a paired difference over problems like these is computed. One case a method.
package enum DifferenceMethod: String, Hashable, Sendable, CaseIterable {
  /// The exact quantiles of the mean under Dirichlet weights, one a problem and a half at either of
  /// -1 and +1. The default.
  case dirichletHalf = "dirichlet-1/2"
  /// The same with a whole problem at either: wider, for when a missed regression is costly.
  case dirichletOne = "dirichlet-1"
  /// Student's t on the problems' differences.
  case t
  /// The percentile bootstrap over problems, both runs resampled together.
  case percentile

  /// The one that goes with a method for single values: the conservative with the conservative, the
  /// bootstrap with the bootstraps.
  package init(_ method: IntervalMethod) {
    self =
      switch method {
      case .jeffreysDirichlet: .dirichletHalf
      case .gaffke: .dirichletOne
      case .percentile, .bca: .percentile
      case .t: .t
      }
  }

  /// Whether the method draws, so that its limits depend on a seed.
  package var draws: Bool { self == .percentile }

  /// Whether Dirichlet weights answer: then every tail grows with the values.
  package var isDirichlet: Bool { self == .dirichletHalf || self == .dirichletOne }

  /// Twice the weight of each of the pseudo-problems at -1 and +1; the default's where the method has
  /// none.
  var halves: Int { self == .dirichletOne ? 2 : 1 }

  /// What the method says of the mean that `sample`, in `-1...1`, is a sample of.
  func law(_ sample: BoundedSample, _ resampling: Resampling) -> any DifferenceLaw {
    switch self {
    case .dirichletHalf, .dirichletOne:
      DirichletMean(sample.values, in: sample.range, halves: halves)
    case .t:
      if let law = StudentMean(sample), law.standardError > 0 {
        law
      } else {
        NoLaw(mean: sample.mean, absence: sample.problems > 1 ? .noSpread : .oneProblem)
      }
    case .percentile:
      ResampledMean(JointBootstrap(sample, resampling), 0, mean: sample.mean)
    }
  }

  /// The same of several samples of the same problems, which one resampling serves.
  func laws(_ samples: [BoundedSample], _ resampling: Resampling) -> [any DifferenceLaw] {
    guard self == .percentile, let first = samples.first else {
      return samples.map { law($0, resampling) }
    }
    let bootstrap = JointBootstrap(
      values: first.values.indices.flatMap { row in samples.map { $0.values[row].value } },
      counts: first.values.map(\.count), in: first.range, resampling: resampling)
    return samples.enumerated().map {
      ResampledMean(bootstrap, $0, mean: $1.mean)
    }
  }
}

/// What a method says of a mean difference: intervals, and their inversion at 0.
protocol DifferenceLaw {
  /// Whether the method says anything of these data.
  var isKnown: Bool { get }
  /// Its sign is the side a decided difference is on.
  var mean: Double { get }
  func meanInterval(level: Double) -> MeanInterval
  /// What the lower limit's tail is when the limit is 0: the interval lies above 0 exactly where
  /// half of `1 - level` is above it.
  func atMostZero() -> Double
  /// What the upper limit's tail is when the limit is 0.
  func atLeastZero() -> Double
}

extension DifferenceLaw {
  var isKnown: Bool { true }
}

extension DirichletMean: DifferenceLaw {
  func meanInterval(level: Double) -> MeanInterval {
    MeanInterval(interval(level: level))
  }

  func atMostZero() -> Double { cumulative(0) }
  func atLeastZero() -> Double { 1 - cumulative(0) }
}

extension StudentMean: DifferenceLaw {
  func meanInterval(level: Double) -> MeanInterval { interval(level: level) }
  func atMostZero() -> Double { tail(mean) }
  func atLeastZero() -> Double { tail(-mean) }

  /// The chance beyond 0 of a mean on the side of `distance`.
  private func tail(_ distance: Double) -> Double { student.upperTail(distance / standardError) }
}

/// A column of a resampling, or the difference of two.
struct ResampledMean: DifferenceLaw {
  let mean: Double
  private let bootstrap: JointBootstrap
  private let column: Int
  private let other: Int?
  private let atZero: (atMost: Double, atLeast: Double)

  init(_ bootstrap: JointBootstrap, _ column: Int, minus other: Int? = nil, mean: Double) {
    self.mean = mean
    self.bootstrap = bootstrap
    self.column = column
    self.other = other
    atZero = bootstrap.atZero(column, minus: other)
  }

  func meanInterval(level: Double) -> MeanInterval {
    bootstrap.percentile(column, minus: other, level: level)
  }

  func atMostZero() -> Double { atZero.atMost }
  func atLeastZero() -> Double { atZero.atLeast }
}

/// A method that says nothing of these data.
struct NoLaw: DifferenceLaw {
  let isKnown = false
  let mean: Double
  let absence: Absence

  func meanInterval(level: Double) -> MeanInterval { MeanInterval(absent: absence) }
  func atMostZero() -> Double { 1 }
  func atLeastZero() -> Double { 1 }
}
