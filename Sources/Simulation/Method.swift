import Stats

/// A way to an interval, by its name in tables: what a study measures.
package struct Method<Data: Sendable>: Sendable {
  /// What it answers with.
  package enum Answer: Sendable {
    /// An interval at a `k` and a level; `nil` where it refuses. What every `k` and level share is
    /// worked out before.
    case points(@Sendable (Data) -> (_ k: Int, _ level: Double) -> Interval?)
    /// A band that holds the whole curve at all of `ks`.
    case curve(@Sendable (Data, _ ks: [Int]) -> SimultaneousBand?)
  }

  package let target: Target
  package let name: String
  /// Whether it is what reports print unless told otherwise.
  package let isDefault: Bool
  package var levels: [Double]
  /// Measured on one data set in so many: more than 1 where it takes long.
  package let oneIn: Int
  /// Made for problems that come in clusters, and measured on those alone.
  package let forClusters: Bool
  package let answer: Answer

  package init(
    _ target: Target, _ name: String, isDefault: Bool = false, levels: [Double] = [0.95],
    oneIn: Int = 1, forClusters: Bool = false,
    _ points: @escaping @Sendable (Data) -> (Int, Double) -> Interval?
  ) {
    self.target = target
    self.name = name
    self.isDefault = isDefault
    self.levels = levels
    self.oneIn = oneIn
    self.forClusters = forClusters
    answer = .points(points)
  }

  package init(
    band target: Target, _ name: String, isDefault: Bool = false, oneIn: Int = 1,
    _ curve: @escaping @Sendable (Data, [Int]) -> SimultaneousBand?
  ) {
    self.target = target
    self.name = name
    self.isDefault = isDefault
    levels = [0.95]
    self.oneIn = oneIn
    forClusters = false
    answer = .curve(curve)
  }
}

/// The levels whose coverage is shown beside that of 0.95.
let allLevels = [0.9, 0.95, 0.99, 0.999]
