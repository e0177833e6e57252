import EvalLogs
import Stats

/// A check whose verdict may hang on all others.
struct PendingCheck: Sendable {
  var check: GateCheck
  /// What decides it; `nil` where it is decided.
  var evidence: Evidence?

  /// Something that is told from a limit, below or above.
  struct Evidence: Sendable {
    /// One-sided, of "not below the limit"; times `tries` where the least of several was picked.
    let pValue: Double
    let tries: Int
    /// With so much left outside on either side.
    let interval: @Sendable (_ outside: Double) -> Interval?
    /// What the interval is held against: minus the margin, or the floor.
    let limit: Double
    /// What more would decide at a level, in words.
    let needed: @Sendable (_ level: Double) -> GateCheck.Needed?
    let detectable: @Sendable (_ level: Double) -> Double?
  }

  init(_ check: GateCheck, _ evidence: Evidence? = nil) {
    self.check = check
    self.evidence = evidence
  }
}

extension GateCheck {
  init(_ cell: Tonight.Cell, rule: Int, against: String, _ verdict: GateVerdict) {
    self.init(
      rule: rule, runID: cell.run.id, run: cell.run.label, benchmarkID: cell.benchmark.id,
      benchmark: cell.benchmark.label, page: "benchmarks/\(cell.benchmark.slug).html",
      against: against, verdict: verdict)
    samples = cell.cell.problems.reduce(0) { $0 + $1.tally.samples }
    expected = samples + cell.cell.problems.reduce(0) { $0 + $1.tally.missing }
  }
}

extension PendingCheck {
  static func new(_ cell: Tonight.Cell, rule: Int, against: String) -> PendingCheck {
    var check = GateCheck(cell, rule: rule, against: against, .new)
    check.detail = "\(against) has nothing of it"
    return PendingCheck(check)
  }

  static func missing(
    _ stored: StoredCells.Cell, _ key: StoredCells.Key, rule: Int, against: String
  ) -> PendingCheck {
    var check = GateCheck(
      rule: rule, runID: stored.runID, run: stored.runLabel, benchmarkID: stored.benchmarkID,
      benchmark: stored.benchmarkLabel, against: against, verdict: .missing)
    check.baselineSamples = stored.cell.problems.reduce(0) { $0 + $1.tally.samples }
    check.detail =
      "tonight has nothing of it, \(against) \(Phrase.count(stored.cell.problems.count, "problem"))"
    return PendingCheck(check)
  }

  // MARK: Against a stored set

  static func comparison(
    _ cell: Tonight.Cell, _ places: [(name: String, cell: StoredCells.Cell)], at k: Int,
    rule index: Int, of rule: GateRule
  ) -> PendingCheck {
    guard case .noDrop(let margin, let effect) = rule.demand else {
      preconditionFailure("a rule without a stored set")
    }
    let scope = rule.problems.isEmpty ? nil : Set(rule.problems)
    let found = places.map { place -> (check: GateCheck, change: SuiteChange?) in
      var check = GateCheck(cell, rule: index, against: place.name, .undecided)
      check.k = k
      (check.margin, check.minimumEffect) = (margin, effect)
      let common = place.cell.cell.common(with: cell.cell).filter {
        scope?.contains($0.id) ?? true
      }
      check.baselineSamples = common.reduce(0) { $0 + $1.baseline.samples }
      check.movers = movers(common, at: k)
      guard
        let change = SuiteChange(
          common.map { (baseline: $0.baseline, candidate: $0.candidate) }, k: k)
      else { return (check, nil) }
      check.problems = change.problems
      (check.baselineValue, check.value) = (change.baselineValue, change.candidateValue)
      check.difference = change.difference
      (check.wins, check.ties, check.losses) = (change.wins, change.ties, change.losses)
      check.method = change.method?.rawValue ?? ""
      check.assumption = change.assumption
      return (check, change)
    }
    // The highest of several; the first of equals.
    let best = found.dropFirst().reduce(found[0]) {
      ($1.check.baselineValue ?? -1) > ($0.check.baselineValue ?? -1) ? $1 : $0
    }
    var check = best.check
    guard let change = best.change else {
      check.verdict = .changed
      check.detail = "no problem is in common with \(check.against)"
      return PendingCheck(check)
    }
    if change.identical {
      check.verdict = .identical
      check.detail = "every count is that of \(check.against)"
      return PendingCheck(check)
    }
    guard let pValue = change.dropPValue(margin: margin) else {
      check.detail = change.absence?.reason ?? "it cannot be compared"
      return PendingCheck(check)
    }
    check.pValue = min(1, pValue * Double(found.count))
    return PendingCheck(
      check,
      Evidence(
        pValue: check.pValue!, tries: found.count,
        interval: { change.interval(outside: $0, margin: margin) }, limit: -margin,
        needed: { change.samplesNeeded(margin: margin, level: $0).flatMap { .init($0) } },
        detectable: { change.detectableDrop(level: $0) }))
  }

  /// The problems that fell most, at most ten.
  private static func movers(
    _ common: [Study.CommonProblem], at k: Int
  ) -> [GateCheck.Mover] {
    let falls = common.compactMap { item -> (mover: GateCheck.Mover, fall: Double)? in
      guard let before = item.baseline.passAt(k), let after = item.candidate.passAt(k),
        after < before
      else { return nil }
      return (
        GateCheck.Mover(problem: item.id, before: item.baseline, after: item.candidate),
        before - after
      )
    }
    return falls.enumerated().sorted {
      $0.element.fall == $1.element.fall
        ? $0.offset < $1.offset : $0.element.fall > $1.element.fall
    }.prefix(10).map(\.element.mover)
  }

  // MARK: Against a floor

  static func floor(
    _ cell: Tonight.Cell, _ floor: Double, at k: Int, rule index: Int, of rule: GateRule,
    _ results: Results
  ) -> PendingCheck {
    var check = GateCheck(
      cell, rule: index, against: "a floor of \(Phrase.percent(floor, nil))\(Phrase.space)%",
      .undecided)
    check.k = k
    let tallies = cell.cell.problems.filter {
      $0.tally.isKnown && (rule.problems.isEmpty || rule.problems.contains($0.id))
    }.map(\.tally)
    check.problems = tallies.count
    guard let fixed = FixedSetCurve(tallies), let population = PassCurve(tallies) else {
      check.detail = "it has no problem"
      return PendingCheck(check)
    }
    let point = fixed.point(at: k)
    check.value = point.estimate
    let isFixed = point.interval != nil
    let interval = { @Sendable (outside: Double) -> Interval? in
      isFixed
        ? fixed.point(at: k, level: 1 - 2 * outside).interval
        : PassCurve(tallies, level: 1 - 2 * outside)?.point(at: k).interval
    }
    guard interval(0.025) != nil else {
      check.detail =
        (point.absence ?? population.point(at: k).absence)?.reason ?? "it has no interval"
      return PendingCheck(check)
    }
    check.method = isFixed ? "mixture-score" : population.method.rawValue
    if !isFixed {
      check.assumption =
        "with one sample a problem the interval is for problems like these, not for these"
    }
    check.pValue = oneSided { interval($0)!.upper < floor }
    return PendingCheck(
      check,
      Evidence(
        pValue: check.pValue!, tries: 1, interval: interval, limit: floor,
        needed: { _ in nil }, detectable: { _ in nil }))
  }

  /// The smallest error on one side at which an interval lies below a limit, to nine digits; 1/2
  /// where none does.
  private static func oneSided(_ isBelow: (_ outside: Double) -> Bool) -> Double {
    var (low, high) = (-40.0, -0.001)
    func outside(_ exponent: Double) -> Double { 0.5 * powerOf2(exponent) }
    guard isBelow(outside(high)) else { return 0.5 }
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if isBelow(outside(middle)) { high = middle } else { low = middle }
    }
    return outside(high)
  }

  // MARK: Problems that must hold

  static func hold(
    _ cell: Tonight.Cell, _ problems: [String], at k: Int, rule: Int
  ) -> PendingCheck? {
    let wanted = Set(problems)
    let known = cell.cell.problems.filter { wanted.contains($0.id) }
    var check = GateCheck(cell, rule: rule, against: "problems that must hold", .held)
    check.k = k
    check.problems = known.count
    let missing = problems.filter { id in !known.contains { $0.id == id && $0.tally.isKnown } }
    let open = known.filter { $0.tally.passAt(k) == nil && $0.tally.isKnown }
    let failed = known.filter { problem in problem.tally.passAt(k).map { $0 < 1 } ?? false }
    check.movers = failed.map {
      GateCheck.Mover(problem: $0.id, before: Tally(correct: 0, of: 0), after: $0.tally)
    }
    if !failed.isEmpty {
      check.verdict = .regression
      check.detail =
        "\(Phrase.count(failed.count)) of \(Phrase.count(problems.count, "problem")) that must hold \(failed.count == 1 ? "does" : "do") not: \(SetCheck.listed(failed.map { "\($0.id) (\($0.tally.correct) of \($0.tally.samples))" }))"
    } else if !missing.isEmpty {
      check.verdict = .missing
      check.detail = "problems that must hold are not there: \(SetCheck.listed(missing))"
    } else if !open.isEmpty {
      check.verdict = .undecided
      check.detail = "\(Phrase.count(open.count, "problem")) have fewer than \(k) samples"
    } else {
      check.detail = "all \(Phrase.count(known.count, "problem")) hold"
    }
    return PendingCheck(check)
  }

  // MARK: The verdicts

  /// - Parameter alpha: One-sided, of all checks together.
  static func decided(
    _ pending: [PendingCheck], alpha: Double, _ control: GateSettings.Control, threads: Int
  ) -> [GateCheck] {
    let open = pending.indices.filter { pending[$0].evidence != nil }
    let family = GateFamily(
      open.map { pending[$0].evidence!.pValue }, alpha: alpha,
      control: control == .familyWise ? .holm : .benjaminiHochberg)
    let found = parallelMap(open.count, threads: threads) { i in
      pending[open[i]].decided(
        adjusted: family.adjusted[i], isClaimed: family.isClaimed[i], outside: family.threshold)
    }
    var checks = pending.map(\.check)
    for (i, index) in open.enumerated() { checks[index] = found[i] }
    return checks
  }

  private func decided(adjusted: Double, isClaimed: Bool, outside: Double) -> GateCheck {
    guard let evidence else { return check }
    var check = check
    check.adjusted = adjusted
    // Of the highest of several, each has its share of the error.
    let outside = outside / Double(evidence.tries)
    check.interval = evidence.interval(outside)
    let isFloor = check.difference == nil
    let limit = evidence.limit
    let amount =
      isFloor
      ? check.value.map { "\(Phrase.percent($0, check.interval))\(Phrase.space)%" }
      : check.difference.map { "\(Phrase.signed($0, check.interval))\(Phrase.space)points" }
    let seen = [amount, check.interval.map(Phrase.limits)].compactMap(\.self).joined(separator: " ")
    let against = isFloor ? "under \(check.against)" : "against \(check.against)"
    if isClaimed {
      if let difference = check.difference, abs(difference) < check.minimumEffect {
        check.verdict = .held
        check.detail =
          "\(seen) \(against): told from nothing, and less than \(Phrase.margin(check.minimumEffect))"
      } else {
        check.verdict = .regression
        check.detail = "\(seen) \(against)"
      }
      return check
    }
    check.detectable = evidence.detectable(1 - 2 * outside)
    if let interval = check.interval, interval.lower > limit {
      check.verdict = .held
      let better = !isFloor && interval.lower > 0 ? "better, " : ""
      check.detail = "\(better)\(seen) \(isFloor ? "over \(check.against)" : against)"
      return check
    }
    check.needed = evidence.needed(1 - 2 * outside)
    check.detail = "\(seen) \(isFloor ? "beside \(check.against)" : against)"
    if let needed = check.needed {
      check.detail += "; \(needed.words) would tell"
    }
    return check
  }
}
