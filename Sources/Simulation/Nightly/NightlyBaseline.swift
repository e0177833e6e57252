import Stats

/// What a night is compared with.
package enum NightlyBaseline: String, Sendable, CaseIterable {
  /// Bare: paired t, or exact McNemar at one sample, two-sided, against the night before.
  case naive
  case lastNight
  /// The last of the nights before the year.
  case savedNight
  /// All seven of them, pooled.
  case savedWeek
  /// The best of the last seven nights, by its mean.
  case bestOfWeek
  /// The last seven nights, pooled.
  case lastWeek

  /// Nights before the year.
  package static let week = 7
}

/// One-sided p-values of a drop, night by night, with what they need kept from night to night.
package struct NightlyComparer {
  private let tables: MixtureTables
  private let pooledTables: MixtureTables
  private var nights: [(tallies: [Tally], curve: FixedSetCurve, solved: Int)] = []
  private var saved: (tallies: [Tally], curve: FixedSetCurve)?
  private var savedNight: (tallies: [Tally], curve: FixedSetCurve)?

  package init(samples: Int) {
    var tables = MixtureTables()
    tables.prepare(samples: [samples], ks: [1])
    var pooled = MixtureTables()
    pooled.prepare(samples: [samples * NightlyBaseline.week], ks: [1])
    (self.tables, pooledTables) = (tables, pooled)
  }

  /// The p-values of a night; `nil` for the nights before the year.
  package mutating func pValues(
    _ night: [Tally], against baselines: [NightlyBaseline]
  ) -> [Double]? {
    let curve = FixedSetCurve(night, tables: tables)!
    defer {
      nights.append((night, curve, night.reduce(0) { $0 + $1.correct }))
      if nights.count > NightlyBaseline.week { nights.removeFirst() }
    }
    guard nights.count == NightlyBaseline.week else { return nil }
    let last = nights[NightlyBaseline.week - 1]
    if saved == nil {
      saved = pooled()
      savedNight = (last.tallies, last.curve)
    }
    return baselines.map { baseline in
      switch baseline {
      case .naive: naive(last.tallies, night)
      case .lastNight: p(last.tallies, last.curve, night, curve)
      case .savedNight: p(savedNight!.tallies, savedNight!.curve, night, curve)
      case .savedWeek: p(saved!.tallies, saved!.curve, night, curve)
      case .lastWeek:
        {
          let week = pooled()
          return p(week.tallies, week.curve, night, curve)
        }()
      case .bestOfWeek:
        {
          let best = nights.max { $0.solved < $1.solved }!
          return p(best.tallies, best.curve, night, curve)
        }()
      }
    }
  }

  private func pooled() -> (tallies: [Tally], curve: FixedSetCurve) {
    let tallies = nights[0].tallies.indices.map { index in
      nights.dropFirst().reduce(nights[0].tallies[index]) { $0 + $1.tallies[index] }
    }
    return (tallies, FixedSetCurve(tallies, tables: pooledTables)!)
  }

  private func p(
    _ baseline: [Tally], _ baselineCurve: FixedSetCurve, _ night: [Tally], _ curve: FixedSetCurve
  ) -> Double {
    SuiteChange.dropPValue(baseline: baselineCurve, candidate: curve, k: 1)
      ?? StratifiedExactTest(zip(baseline, night).map { (baseline: $0, candidate: $1) })!
      .dropPValue
  }

  /// Half the two-sided p-value where the mean fell, so that 0.025 is the usual 0.05.
  private func naive(_ baseline: [Tally], _ night: [Tally]) -> Double {
    if night[0].samples == 1 {
      var counts = [0, 0, 0, 0]
      for (a, b) in zip(baseline, night) { counts[2 * a.correct + b.correct] += 1 }
      let table = PairedTable(
        both: counts[3], candidateOnly: counts[1], baselineOnly: counts[2], neither: counts[0])
      return table.difference < 0 ? table.mcNemar / 2 : 1
    }
    let values = zip(baseline, night).map { a, b in
      (value: Double(b.correct - a.correct) / Double(b.samples), count: 1)
    }
    guard let t = PairedT(values) else { return 1 }
    return t.difference < 0 ? t.pValue / 2 : 1
  }
}
