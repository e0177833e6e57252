import Stats

extension CurveInference {
  /// How the fixed set's intervals are made, as files name it.
  static let fixedMethod = "mixture-score"

  init(population curve: PassCurve, at ks: [Int], _ settings: Settings) {
    self.init(
      target: .population, method: settings.method.rawValue, points: ks.map { curve.point(at: $0) },
      band: nil, absence: nil)
  }

  init(fixed tallies: [Tally], at ks: [Int], _ settings: Settings) {
    self.init(
      target: .fixed, method: Self.fixedMethod, points: [], band: nil, absence: .noProblems)
  }
}

extension DifferenceInference {
  /// How the fixed set's intervals are made, as files name it.
  static let fixedMethod = "square-and-add"

  static func populationMethod(_ settings: Settings) -> String { "dirichlet-1/2" }

  init(population pair: PairedDifference, at ks: [Int], _ settings: Settings) {
    self.init(
      target: .population, method: Self.populationMethod(settings),
      points: ks.map { pair.point(at: $0) }, band: nil, crossover: Crossover(pair), absence: nil)
  }

  init(
    fixed common: [(baseline: Tally, candidate: Tally)], _ pair: PairedDifference, at ks: [Int],
    _ settings: Settings
  ) {
    self.init(
      target: .fixed, method: Self.fixedMethod, points: [], band: nil, crossover: nil,
      absence: .noProblems)
  }
}
