import Stats

/// A run on a benchmark from night to night: its values with their intervals, and where they change.
struct SeriesTrend: Sendable {
  struct Night: Sendable {
    /// Among the history's.
    let night: Int
    let problems: Int
    let samples: Int
    let missing: Int
    /// Whether the problems are others than those of the series' night before.
    let hasOtherProblems: Bool
    /// One for each of the benchmark's `k`.
    let points: [CurvePoint]
  }

  /// A change of the series' level.
  struct Change: Sendable {
    let k: Int
    /// Places among the series' nights: between the former change, or the start of the problem set,
    /// and this one; from this one to the next, or to the end of the problem set.
    let before: Range<Int>
    let after: Range<Int>
    let found: ChangePoints.Change

    var isWorse: Bool { found.difference < 0 }
  }

  let run: Int
  let benchmark: Int
  let ks: [Int]
  /// In order; at least one.
  let nights: [Night]
  /// Places among `nights`, each stretch of one problem set.
  let stretches: [Range<Int>]
  /// In the order of `k`, then of nights.
  let changes: [Change]
  /// How often a change was looked for: stretches long enough to have one, at each `k`.
  let searches: Int

  /// Fewer nights cannot show a change: three on either side.
  static let shortest = 6

  /// - Parameters:
  ///   - ks: At which values are given and changes looked for.
  ///   - target: What intervals are for; for these problems only where each has two samples.
  init(
    _ series: TrendCounts.Series, ks: [Int], target: Target, tables: MixtureTables,
    _ settings: TrendSettings
  ) {
    run = series.run
    benchmark = series.benchmark
    self.ks = ks
    var nights: [Night] = []
    var starts: [Int] = []
    for (place, night) in series.nights.enumerated() {
      let isOther = place > 0 && series.nights[place - 1].problems != night.problems
      if place == 0 || isOther { starts.append(place) }
      nights.append(
        Night(
          night: night.night, problems: night.problems.count,
          samples: night.tallies.reduce(0) { $0 + $1.samples },
          missing: night.tallies.reduce(0) { $0 + $1.missing }, hasOtherProblems: isOther,
          points: Self.points(night.tallies, ks, target, tables, settings.level)))
    }
    stretches = zip(starts, starts.dropFirst() + [nights.count]).map { $0..<$1 }
    var changes: [Change] = []
    var searches = 0
    for slot in ks.indices {
      for stretch in stretches {
        let places = stretch.filter {
          nights[$0].points[slot].estimate != nil && nights[$0].samples > 0
        }
        guard places.count >= Self.shortest else { continue }
        searches += 1
        let found = ChangePoints(
          places.compactMap { nights[$0].points[slot].estimate },
          weights: places.map { Double(nights[$0].samples) }, alpha: settings.alpha
        ).changes
        let ends = [stretch.lowerBound] + found.map { places[$0.first] } + [stretch.upperBound]
        changes += found.enumerated().map { index, change in
          Change(
            k: ks[slot], before: ends[index]..<ends[index + 1],
            after: ends[index + 1]..<ends[index + 2], found: change)
        }
      }
    }
    self.nights = nights
    self.changes = changes
    self.searches = searches
  }

  private static func points(
    _ tallies: [Tally], _ ks: [Int], _ target: Target, _ tables: MixtureTables, _ level: Double
  ) -> [CurvePoint] {
    switch target {
    case .fixed:
      guard let curve = FixedSetCurve(tallies, tables: tables) else { break }
      return ks.map { curve.point(at: $0, level: level) }
    case .population:
      guard let curve = PassCurve(tallies, level: level) else { break }
      return ks.map { curve.point(at: $0) }
    }
    preconditionFailure("a night of a series without problems")
  }

  /// The last change at the smallest `k` that has one.
  var lastChange: Change? {
    ks.lazy.compactMap { k in changes.last { $0.k == k } }.first
  }

  /// Nights at which some `k` changes.
  var changedNights: [Int] { Set(changes.map { nights[$0.after.lowerBound].night }).sorted() }
}
