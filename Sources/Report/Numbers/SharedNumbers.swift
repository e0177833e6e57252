import Stats

/// What the runs of one benchmark share, so that it is computed once and so that runs are drawn
/// together.
struct SharedNumbers: Sendable {
  /// The draws that bands are calibrated on.
  let draws: DirichletDraws?
  /// By run: the fit behind the intervals of these very problems.
  let fixed: [FixedSetCurve?]
  /// One resampling for all runs and all `k`, where the method draws and all have the same problems.
  let joint: JointPassAtK?
  /// Which of its runs each run of the study is.
  let place: [Int?]

  /// - Parameters:
  ///   - cells: By run.
  ///   - ks: Every `k` that any of them is asked for.
  init(
    _ cells: [Study.Cell?], at ks: [Int], draws: DirichletDraws?, comparing: Bool,
    _ settings: Settings
  ) {
    self.draws = draws
    var tables = MixtureTables()
    let samples = cells.compactMap { $0 }.map { cell in
      cell.problems.map(\.tally).filter { $0.samples + $0.missing > 0 }
    }
    // Runs whose numbers of samples agree, as they mostly do, have one set of tables.
    for tallies in samples where !tallies.isEmpty {
      tables.prepare(samples: Set(tallies.map { $0.samples + $0.missing }), ks: ks)
    }
    let filled = tables
    fixed = cells.map { cell in
      cell.flatMap { cell in
        let curve = FixedSetCurve(cell.problems.map(\.tally), tables: filled)
        guard comparing, let curve, curve.refusal == nil else { return curve }
        return curve.prepared(upTo: min(curve.largestK, Crossover.exhaustiveLimit))
      }
    }
    guard settings.method.draws else {
      joint = nil
      place = cells.map { _ in nil }
      return
    }
    var place = [Int?](repeating: nil, count: cells.count)
    var present: [Study.Cell] = []
    for (run, cell) in cells.enumerated() {
      guard let cell else { continue }
      place[run] = present.count
      present.append(cell)
    }
    self.place = place
    let ids = present.first?.problems.map(\.id) ?? []
    let same = present.allSatisfy { $0.problems.map(\.id) == ids }
    joint =
      same
      ? JointPassAtK(
        ids.indices.map { row in present.map { $0.problems[row].tally } }, ks: ks,
        level: settings.level, method: settings.method, resampling: settings.resampling)
      : nil
  }
}

extension Settings {
  var resampling: Resampling { Resampling(replicates: replicates, seed: seed) }
}
