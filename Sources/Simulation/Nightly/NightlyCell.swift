import Stats

/// One benchmark of one run, sampled every night.
package struct NightlyCell: Sendable {
  /// Each problem's chance of success.
  package let chances: [Double]
  /// Samples of each problem a night.
  package let samples: Int

  package var mean: Double { meanOf(chances) { $0 } }

  package init(chances: [Double], samples: Int) {
    (self.chances, self.samples) = (chances, samples)
  }

  package init(
    _ population: Population, problems: Int, samples: Int, using rng: inout SeededGenerator
  ) {
    self.init(
      chances: (0..<problems).map { _ in population.chance(using: &rng) }, samples: samples)
  }

  /// What the benchmarks of a nightly suite are drawn from, in turn.
  package static let populations = [
    Population.aime, Population.smooth, Population.ceil, Population.heavy,
  ]

  package func night(using rng: inout SeededGenerator) -> [Tally] {
    chances.map { rng.tally(of: samples, $0) }
  }

  /// How a regression comes about.
  package enum Drop: String, Sendable, CaseIterable {
    /// One factor on every problem's odds.
    case spread
    /// Problems drawn at random are never solved again.
    case broken
  }

  /// The cell whose mean chance is less by `points`.
  ///
  /// - Returns: `nil` where the mean is no larger than that.
  package func dropped(
    by points: Double, _ drop: Drop, using rng: inout SeededGenerator
  ) -> NightlyCell? {
    guard mean > points else { return nil }
    switch drop {
    case .spread:
      func at(_ factor: Double) -> [Double] { chances.map { $0 * factor / (1 - $0 + $0 * factor) } }
      var (low, high) = (0.0, 1.0)
      for _ in 0..<60 {
        let middle = (low + high) / 2
        if meanOf(at(middle), { $0 }) < mean - points { low = middle } else { high = middle }
      }
      return NightlyCell(chances: at(low), samples: samples)
    case .broken:
      var rest = points * Double(chances.count)
      var broken = chances
      for index in chances.indices.shuffled(using: &rng) where rest > 0 {
        let lost = min(rest, chances[index])
        broken[index] -= lost
        rest -= lost
      }
      return NightlyCell(chances: broken, samples: samples)
    }
  }
}
