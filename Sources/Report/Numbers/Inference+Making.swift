import Stats

extension CurveInference {
  /// How the fixed set's intervals are made, as files name it.
  static let fixedMethod = "mixture-score"

  /// For problems like these.
  ///
  /// - Parameter point: The curve's point at a `k`, by the method of the settings.
  init(
    population curve: PassCurve, at ks: [Int], draws: DirichletDraws?,
    point: (Int) -> CurvePoint
  ) {
    let known = ks.filter { $0 <= curve.largestK }
    self.init(
      target: .population, method: curve.method.rawValue, points: ks.map(point),
      // The band is made of the default's intervals: beside others it would not be theirs.
      band: curve.method == .jeffreysDirichlet && !known.isEmpty
        ? curve.band(at: known, draws: draws) : nil,
      absence: nil)
  }

  /// For these very problems.
  init(fixed curve: FixedSetCurve, at ks: [Int], level: Double) {
    let known = ks.filter { $0 <= curve.largestK }
    self.init(
      target: .fixed, method: Self.fixedMethod,
      points: ks.map { curve.point(at: $0, level: level) },
      band: known.isEmpty ? nil : curve.band(at: known, level: level), absence: curve.refusal)
  }
}

extension DifferenceInference {
  /// How the fixed set's intervals are made, as files name it.
  static let fixedMethod = "square-and-add"

  /// How those of the population are made, as files name it.
  static func populationMethod(_ settings: Settings) -> String {
    DifferenceMethod(settings.method).rawValue
  }

  /// For problems like these.
  init(
    population pair: PairedDifference, at ks: [Int], draws: DirichletDraws?,
    points: [PairedDifference.Point]
  ) {
    let known = ks.filter { $0 <= pair.largestK }
    self.init(
      target: .population, method: pair.method.rawValue, points: points,
      band: pair.method == .dirichletHalf && !known.isEmpty
        ? pair.band(at: known, draws: draws) : nil,
      crossover: Crossover(pair), absence: nil)
  }

  /// For these very problems. Wins, ties and losses are those of the pair: they are no inference.
  init(fixed difference: FixedSetDifference, beside population: [PairedDifference.Point]) {
    let known = population.map(\.k).filter { $0 <= difference.largestK }
    self.init(
      target: .fixed, method: Self.fixedMethod,
      points: population.map { other in
        let point = difference.point(at: other.k)
        return PairedDifference.Point(
          k: point.k, difference: point.difference, absence: point.absence, bounds: point.bounds,
          interval: point.interval, pValue: point.pValue, wins: other.wins, ties: other.ties,
          losses: other.losses)
      },
      band: known.isEmpty ? nil : difference.band(at: known),
      crossover: difference.refusal == nil ? Crossover(difference) : nil,
      absence: difference.refusal)
  }
}
