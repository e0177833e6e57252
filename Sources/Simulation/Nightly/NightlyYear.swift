import Stats

/// A suite's nightly runs: so many benchmarks of so many problems and samples.
package struct NightlySuite: Hashable, Sendable {
  package let problems: Int
  package let samples: Int
  package let benchmarks: Int

  package init(problems: Int, samples: Int, benchmarks: Int = 12) {
    (self.problems, self.samples, self.benchmarks) = (problems, samples, benchmarks)
  }

  /// Coding problems sampled once, competition problems sampled often, a large set sampled a little.
  package static let all = [
    NightlySuite(problems: 164, samples: 1), NightlySuite(problems: 30, samples: 16),
    NightlySuite(problems: 500, samples: 4),
  ]

  private func key(_ what: String) -> String { "nightly|\(what)|\(problems)|\(samples)" }

  private func cell(_ number: Int, _ rng: inout SeededGenerator) -> NightlyCell {
    let populations = NightlyCell.populations
    return NightlyCell(
      populations[number % populations.count], problems: problems, samples: samples, using: &rng)
  }

  // MARK: False alarms

  /// Of one null year, for each rule, the nights that claim something.
  ///
  /// Every benchmark's chances are drawn once and stay; every night has new samples. Seven nights
  /// before the year are saved.
  package func alarms(
    year number: Int, seed: UInt64, nights: Int = NightlyRule.nightsInYear
  ) -> [Int] {
    let rules = NightlyRule.all
    let baselines = NightlyBaseline.allCases
    var pValues = [[[Double]]](
      repeating: [], count: nights)
    var crossings = Set<Int>()
    for benchmark in 0..<benchmarks {
      var rng = stream(key("year"), seed: seed, number: number * 1_000 + benchmark)
      let cell = cell(benchmark, &rng)
      var watch = NightlyWatch(
        samples: samples, alpha: NightlyRule.evidenceAlpha(benchmarks: benchmarks))
      for night in -NightlyBaseline.week..<nights {
        if let found = watch.add(cell.night(using: &rng), against: baselines) {
          pValues[night].append(found)
        }
      }
      if let crossed = watch.evidence?.crossed { crossings.insert(crossed) }
    }
    return rules.map { rule in
      if case .evidence = rule.judgement { return crossings.count }
      let column = baselines.firstIndex(of: rule.baseline)!
      return pValues.count { night in rule.claims(night.map { $0[column] }) }
    }
  }

  // MARK: Detection

  /// Night at which the drop of a detection study begins, counted from the year's first.
  package static let onset = 60

  /// For each rule, and for change points last, the days until one benchmark's drop is claimed, the
  /// other benchmarks staying; 1 is the first night of the drop, of which one of no points shows what
  /// is claimed by chance. `nil` where `days` do not suffice.
  ///
  /// - Returns: `nil` where the benchmark drawn cannot lose so much.
  package func daysToDetect(
    points: Double, _ drop: NightlyCell.Drop, study number: Int, seed: UInt64,
    days: Int = NightlyRule.nightsInYear
  ) -> [Int?]? {
    var rng = stream(key("drop|\(points)|\(drop.rawValue)"), seed: seed, number: number)
    let before = cell(number, &rng)
    guard
      let after = points == 0 ? before : before.dropped(by: points, drop, using: &rng)
    else { return nil }
    let rules = NightlyRule.all
    let baselines = NightlyBaseline.allCases
    var watch = NightlyWatch(
      samples: samples, alpha: NightlyRule.evidenceAlpha(benchmarks: benchmarks))
    var found = [Int?](repeating: nil, count: rules.count + 1)
    for night in -NightlyBaseline.week..<Self.onset + days {
      let cell = night < Self.onset ? before : after
      let result = watch.add(cell.night(using: &rng), against: baselines)
      guard night >= Self.onset, let pValues = result else { continue }
      let day = night - Self.onset + 1
      for (index, rule) in rules.enumerated() where found[index] == nil {
        let column = baselines.firstIndex(of: rule.baseline)!
        let claims =
          if case .evidence = rule.judgement {
            watch.evidence?.crossed.map { $0 == night + 1 } ?? false
          } else {
            pValues[column] <= rule.threshold(benchmarks: benchmarks)
          }
        if claims { found[index] = day }
      }
      if found[rules.count] == nil {
        // Values are counted from a week before the year.
        let place = Self.onset + NightlyBaseline.week
        let changes = ChangePoints(watch.means).changes
        if changes.contains(where: { $0.difference < 0 && abs($0.first - place) <= 14 }) {
          found[rules.count] = day
        }
      }
      if found.allSatisfy({ $0 != nil }) { break }
    }
    return found
  }

  // MARK: Change points

  /// Whether change points are found in a null year: looked at once at its end, and at any of its
  /// nights if looked at every night.
  package func falseChanges(
    series number: Int, seed: UInt64, everyNight: Bool, nights: Int = NightlyRule.nightsInYear
  ) -> Bool {
    var rng = stream(key("series"), seed: seed, number: number)
    let cell = cell(number, &rng)
    var means: [Double] = []
    for night in 0..<nights {
      means.append(share(cell.night(using: &rng)))
      if everyNight || night == nights - 1, !ChangePoints(means).changes.isEmpty { return true }
    }
    return false
  }
}

extension NightlyRule {
  /// Half of the year's alpha is for the baseline, and each benchmark has its part.
  static func evidenceAlpha(benchmarks: Int) -> Double {
    all.first { if case .evidence = $0.judgement { true } else { false } }!.alpha
      / Double(benchmarks)
  }
}

/// The mean over problems of the shares of correct samples.
private func share(_ night: [Tally]) -> Double {
  Double(night.reduce(0) { $0 + $1.correct }) / Double(night.reduce(0) { $0 + $1.samples })
}

/// One benchmark watched from its first night on.
private struct NightlyWatch {
  var means: [Double] = []
  var evidence: DriftEvidence?
  private var comparer: NightlyComparer
  private var week: [[Tally]] = []
  private let alpha: Double

  init(samples: Int, alpha: Double) {
    comparer = NightlyComparer(samples: samples)
    self.alpha = alpha
  }

  mutating func add(_ night: [Tally], against baselines: [NightlyBaseline]) -> [Double]? {
    means.append(share(night))
    if means.count <= NightlyBaseline.week {
      week.append(night)
      if week.count == NightlyBaseline.week {
        let pooled = week[0].indices.map { index in
          week.dropFirst().reduce(week[0][index]) { $0 + $1[index] }
        }
        evidence = DriftEvidence(baseline: pooled, yearlyAlpha: alpha)
      }
    } else {
      evidence?.add(night)
    }
    return comparer.pValues(night, against: baselines)
  }
}
