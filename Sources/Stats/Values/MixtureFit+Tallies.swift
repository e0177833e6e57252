extension MixtureFit {
  /// The fit to counted tallies, by their scored samples.
  ///
  /// - Precondition: each has a sample.
  init(_ groups: [(tally: Tally, count: Int)]) {
    let sizes = Set(groups.map(\.tally.samples)).sorted()
    let grid = LogOddsGrid(samples: sizes.last!)
    self.init(
      groups.map {
        Group(samples: $0.tally.samples, correct: $0.tally.correct, problems: $0.count)
      },
      tables: Dictionary(
        uniqueKeysWithValues: sizes.map { ($0, BinomialTable(samples: $0, grid: grid)) }))
  }
}
