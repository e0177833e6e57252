import Stats

/// What the numbers say, in sentences that are never stronger than the tests behind them.
///
/// Every sentence is made from a verdict, a crossover status and the values they belong to; none
/// looks at a curve on its own.
struct Findings: Sendable {
  let results: Results

  private var study: Study { results.study }

  func baseline(_ comparison: Results.Comparison) -> String {
    study.runs[comparison.pair.baseline].label
  }

  func candidate(_ comparison: Results.Comparison) -> String {
    study.runs[comparison.pair.candidate].label
  }

  /// The claims at the two ends, the same one twice where there is only one `k`.
  private func ends(_ comparison: Results.Comparison) -> (Results.Claim, Results.Claim) {
    (comparison.claims[0], comparison.claims[comparison.claims.count - 1])
  }

  // MARK: One comparison

  /// What the pair does at `k`, as a clause that can begin a sentence.
  ///
  /// - Parameter naming: Whether to say at which `k`; not where a heading has said it.
  func clause(_ comparison: Results.Comparison, at k: Int, naming: Bool = true) -> String {
    let (a, b) = (candidate(comparison), baseline(comparison))
    guard let point = comparison.point(at: k), let claim = comparison.claim(at: k),
      let interval = point.interval
    else { return "\(a) and \(b) cannot be compared\(reason(comparison))" }
    let at = naming ? "at \(Phrase.k(k)) " : ""
    switch claim.verdict {
    case .identical: return same(comparison)
    case .ahead: return "\(at)\(a) is ahead of \(b) by \(Phrase.lead(point))"
    case .behind: return "\(at)\(b) is ahead of \(a) by \(Phrase.lead(point))"
    case .equivalent:
      return
        "\(at)\(a) and \(b) are equivalent\(within) (\(amount(point, interval)))"
    case .undecided where interval.lower > 0 || interval.upper < 0:
      let (first, second) = interval.lower > 0 ? (a, b) : (b, a)
      return
        "\(at)\(first) is \(Phrase.lead(point)) ahead of \(second), which does not outlast the correction for \(Phrase.count(results.claimCount, "claim"))"
    case .undecided:
      return "\(at)the data cannot tell \(a) from \(b) (\(amount(point, interval)))"
    case .notAssessable: return "\(a) and \(b) cannot be compared\(reason(comparison))"
    }
  }

  /// "+1.4 points [−0.8, 4.2]", or the limits alone where missing samples leave no point.
  private func amount(_ point: PairedDifference.Point, _ interval: Interval) -> String {
    guard let difference = point.difference else { return "\(Phrase.limits(interval)) points" }
    return "\(Phrase.signed(difference, interval))\(Phrase.space)points \(Phrase.limits(interval))"
  }

  /// The clause of an end, and the interval of the target that is not shown: "; for these problems
  /// [30.1, 35.2]". The verdict is that of the target shown.
  private func whole(_ comparison: Results.Comparison, at k: Int) -> String {
    let clause = clause(comparison, at: k)
    guard let claim = comparison.claim(at: k), let shown = comparison.point(at: k),
      let target = comparison.other?.target, let other = comparison.other?.point(at: k)?.interval,
      [.ahead, .behind, .undecided, .equivalent].contains(claim.verdict), let own = shown.interval
    else { return clause }
    // Of a lead the sign is in the words.
    let isLead =
      claim.verdict == .ahead || claim.verdict == .behind || own.lower > 0 || own.upper < 0
    let isFlipped =
      isLead && claim.verdict != .equivalent
      && (shown.difference ?? own.lower + own.upper) < 0
    let limits =
      isFlipped ? other.negated : other
    return clause + "; for \(target.inWords) \(Phrase.limits(limits))"
  }

  /// The whole of a comparison in sentences: both ends with the intervals of both targets, and the
  /// crossing between them.
  ///
  /// - Parameter naming: Whether to begin with the benchmark; not where a page is about it.
  func summary(_ comparison: Results.Comparison, naming: Bool = false) -> String {
    let place = naming ? "On \(study.benchmarks[comparison.benchmark].label), " : ""
    let (first, last) = ends(comparison)
    if first.k == last.k || first.verdict == .identical {
      return (place + whole(comparison, at: first.k)).sentence + "."
    }
    if comparison.crossover?.status == .undecided, first.verdict != .equivalent,
      last.verdict != .equivalent,
      let start = comparison.point(at: first.k), let end = comparison.point(at: last.k),
      let startInterval = start.interval, let endInterval = end.interval,
      let crossing = crossing(comparison)
    {
      return
        "\((place + crossing).sentence): \(amount(start, startInterval)) at \(Phrase.k(first.k)), \(amount(end, endInterval)) at \(Phrase.k(last.k))."
    }
    return [
      place + whole(comparison, at: first.k), crossing(comparison), whole(comparison, at: last.k),
    ].compactMap { $0.map { $0.sentence + "." } }.joined(separator: " ")
  }

  /// What two runs with the same counts have in common.
  private func same(_ comparison: Results.Comparison) -> String {
    let (a, b) = (candidate(comparison), baseline(comparison))
    let tallies =
      study.cells[comparison.benchmark][comparison.pair.baseline]?.problems.map(\.tally) ?? []
    if comparison.leftOut == 0, tallies.allSatisfy({ $0.missing == 0 }) {
      if tallies.allSatisfy({ $0.correct == $0.samples }) {
        return "\(a) and \(b) are both perfect: every sample of every problem is correct"
      }
      if tallies.allSatisfy({ $0.correct == 0 }) {
        return "neither \(a) nor \(b) has a correct sample on any problem"
      }
    }
    return "\(a) and \(b) have the same counts on every problem they share"
  }

  private func reason(_ comparison: Results.Comparison) -> String {
    if comparison.paired == nil { return ": they share no problem" }
    return comparison.points.first?.absence.map { ": \($0.reason)" } ?? ""
  }

  /// Where the curves cross, as a clause that can begin a sentence; `nil` where nothing is to be
  /// said beyond the comparison itself.
  func crossing(_ comparison: Results.Comparison) -> String? {
    guard let crossover = comparison.crossover, let paired = comparison.paired,
      !paired.identical
    else { return nil }
    let (a, b) = (candidate(comparison), baseline(comparison))
    let last = crossover.largestK
    func name(_ sign: Int) -> String { sign > 0 ? a : b }
    func at(_ k: Double) -> String { Phrase.count(Int(k.rounded())) }
    /// Words before a claim about a range in which the data cannot tell at some k shown.
    func hedge(_ ranges: ClosedRange<Int>...) -> String {
      let isOpen = comparison.points.contains { point in
        guard let interval = point.interval, ranges.contains(where: { $0 ~= point.k }) else {
          return false
        }
        return interval.contains(0)
      }
      return isOpen ? "where the data can tell, " : ""
    }
    let event = crossover.events[0]
    switch crossover.status {
    case .undecided:
      let points = event.k.map { " (the point curves cross at \(at($0)))" } ?? ""
      return last == 1
        ? nil : "at no k up to \(Phrase.count(last)) can the data tell \(a) from \(b)\(points)"
    case .none:
      if last > 1, crossover.hasGaps {
        return
          "\(name(event.aheadBefore)) is ahead wherever the data can tell up to \(Phrase.k(last)); missing samples leave open whether the curves cross"
      }
      return last == 1
        ? nil
        : "the curves do not cross up to \(Phrase.k(last)); \(name(event.aheadBefore)) is ahead wherever the data can tell"
    case .possible where crossover.events.count > 1:
      let places = Phrase.list(crossover.events.compactMap(\.k).map(at))
      return
        "\(name(event.aheadBefore + event.aheadAfter)) is ahead wherever the data can tell; the point curves cross at \(places), where it cannot"
    case .possible:
      return crossover.events.map { event -> String in
        let crossing = event.k.map { " (the point curves cross at \(at($0)))" } ?? ""
        if event.lower == nil, let upper = event.upper {
          return
            "\(hedge((upper + 1)...last))\(name(event.aheadAfter)) is ahead from \(Phrase.k(upper + 1)) on; up to there the data cannot tell\(crossing)"
        }
        if let lower = event.lower, event.upper == nil {
          return
            "\(hedge(1...(lower - 1)))\(name(event.aheadBefore)) is ahead up to \(Phrase.k(lower - 1)); from there the data cannot tell\(crossing)"
        }
        return
          "\(name(event.aheadBefore)) is ahead on either side of a stretch from \(Phrase.k(event.lower ?? 1)) to \(Phrase.count(event.upper ?? last)) where the data cannot tell\(crossing)"
      }.joined(separator: "; ")
    case .one:
      // Without an undecided k between them, the limits are the decided neighbours themselves.
      let gap = event.isBetweenNeighbours ? 0 : 1
      let end = (event.lower ?? 1) - gap
      let first = (event.upper ?? 1) + gap
      return
        "\(hedge(1...end, first...last))\(name(event.aheadBefore)) is ahead up to \(Phrase.k(end)), \(name(event.aheadAfter)) from \(Phrase.k(first)) on"
        + (event.k.map { "; the curves cross at \(at($0))" } ?? "")
    case .several:
      let places = crossover.events.map { event in
        event.k.map(at) ?? "\(event.lower ?? 1) to \(event.upper ?? last)"
      }
      return
        "the curves cross \(Phrase.count(crossover.events.count, "time")), near \(Phrase.list(places))"
    }
  }

  /// The short form of a crossing for a table's cell: the point and its limits.
  func crossingCell(
    _ crossover: Crossover
  ) -> (point: String, limits: String?, exact: Cell.Exact?) {
    let last = crossover.largestK
    let event = crossover.events[0]
    func limits(_ event: Crossover.Event) -> String {
      "[\(event.lower.map { Phrase.count($0) } ?? "≤\(Phrase.space)1"),\(Phrase.space)\(event.upper.map { Phrase.count($0) } ?? "≥\(Phrase.space)\(Phrase.count(last))")]"
    }
    switch crossover.status {
    case .undecided: return ("cannot tell", nil, nil)
    case .none: return ("none to \(Phrase.count(last))", nil, nil)
    case .possible, .one:
      return (
        event.k.map { Phrase.count(Int($0.rounded())) } ?? "–", limits(event),
        Cell.Exact(
          value: event.k, lower: event.lower.map(Double.init), upper: event.upper.map(Double.init))
      )
    case .several: return ("\(crossover.events.count) crossings", nil, nil)
    }
  }

  // MARK: One run

  /// "base solves 10.0 % [7.3, 14.0] of problems like these at k = 1 and 69 % [60, 77] at k = 256".
  func reach(_ curve: Results.Curve) -> String {
    let name = study.runs[curve.cell.run].label
    guard let (first, last) = knownEnds(curve) else {
      return "no k has a value for \(name): a problem has no sample"
    }
    let start =
      "\(name) solves \(share(first)) of \(results.settings.target.inWords) at \(Phrase.k(first.k))"
    return last.k == first.k ? start : start + " and \(share(last)) at \(Phrase.k(last.k))"
  }

  /// "From 10.0 % at k = 1 to 69 % at k = 256".
  func climb(_ curve: Results.Curve) -> String {
    guard let (first, last) = knownEnds(curve), let low = first.estimate, let high = last.estimate
    else { return "pass@k against k" }
    let start = "\(Phrase.percent(low, first.interval))\(Phrase.space)% at \(Phrase.k(first.k))"
    guard last.k > first.k else { return start }
    return
      "From \(start) to \(Phrase.percent(high, last.interval))\(Phrase.space)% at \(Phrase.k(last.k))"
  }

  private func knownEnds(_ curve: Results.Curve) -> (CurvePoint, CurvePoint)? {
    let known = curve.points.filter { $0.estimate != nil }
    guard let first = known.first, let last = known.last else { return nil }
    return (first, last)
  }

  private func share(_ point: CurvePoint) -> String {
    let interval = point.interval.map { " " + Phrase.limits($0) } ?? ""
    return
      "\(Phrase.percent(point.estimate ?? 0, point.interval))\(Phrase.space)%\(interval)"
  }

  // MARK: Headings

  /// The finding of a figure that shows one pair or several on one benchmark.
  func heading(_ comparisons: [Results.Comparison]) -> String {
    let shown = comparisons.filter { $0.claims[0].verdict != .notAssessable }
    guard !shown.isEmpty else { return "pass@k against k" }
    if shown.count > 2 { return tally(shown) }
    return shown.map(heading).joined(separator: "; ").sentence
  }

  /// " within 2 points"; nothing where no margin was stated.
  private var within: String {
    results.settings.margin.map { " within \(Phrase.margin($0))" } ?? ""
  }

  private func heading(_ comparison: Results.Comparison) -> String {
    let (a, b) = (candidate(comparison), baseline(comparison))
    let (start, end) = ends(comparison)
    if start.verdict == .identical { return same(comparison) }
    if start.k == end.k {
      switch start.verdict {
      case .ahead: return "\(a) is ahead of \(b)"
      case .behind: return "\(b) is ahead of \(a)"
      case .equivalent: return "\(a) and \(b) are equivalent\(within)"
      default: return "The data cannot tell \(a) from \(b)"
      }
    }
    /// What is said of an end at which neither is ahead.
    func open(_ claim: Results.Claim) -> String {
      claim.verdict == .equivalent
        ? "at \(Phrase.k(claim.k)) the two are equivalent\(within)"
        : "at \(Phrase.k(claim.k)) the data cannot tell them apart"
    }
    switch (start.verdict, end.verdict) {
    case (.ahead, .ahead): return "\(a) is ahead of \(b) at both ends of the curve"
    case (.behind, .behind): return "\(b) is ahead of \(a) at both ends of the curve"
    case (.ahead, .behind): return "\(a) starts ahead; \(b) ends ahead"
    case (.behind, .ahead): return "\(b) starts ahead; \(a) ends ahead"
    case (.ahead, _):
      return "\(a) starts ahead of \(b); \(open(end))"
    case (.behind, _):
      return "\(b) starts ahead of \(a); \(open(end))"
    case (_, .ahead):
      return "\(a) ends ahead of \(b); \(open(start))"
    case (_, .behind):
      return "\(b) ends ahead of \(a); \(open(start))"
    case (.equivalent, .equivalent):
      return "\(a) and \(b) are equivalent\(within) at both ends of the curve"
    case (.equivalent, _):
      return "\(a) and \(b) are equivalent\(within) at \(Phrase.k(start.k)); \(open(end))"
    case (_, .equivalent):
      return "\(a) and \(b) are equivalent\(within) at \(Phrase.k(end.k)); \(open(start))"
    default: return "At neither end can the data tell \(a) from \(b)"
    }
  }

  /// The finding over many comparisons, by counts: "RL against base: ahead on both benchmarks at
  /// k = 1; behind on one and undecided on one at k = 256".
  ///
  /// Up to three pairs are told apart; more are counted together.
  func tally(_ comparisons: [Results.Comparison]) -> String {
    let shown = comparisons.filter { $0.claims[0].verdict != .notAssessable }
    guard shown.count > 1 else {
      return shown.first.map { heading($0).sentence } ?? "No two runs are compared"
    }
    let pairs = study.pairs.filter { pair in shown.contains { $0.pair == pair } }
    guard pairs.count <= 3 else {
      return "Of \(Self.word(shown.count)) comparisons, \(counted(shown, noun: ""))"
    }
    return pairs.map { pair in
      let own = shown.filter { $0.pair == pair }
      guard own.count > 1 else { return heading(own[0]) }
      return
        "\(candidate(own[0])) against \(baseline(own[0])): \(counted(own, noun: " benchmarks"))"
    }.joined(separator: ". ")
  }

  /// The same in a heading's length: how each pair starts and ends, without the counts that agree.
  func shape(_ comparisons: [Results.Comparison]) -> String {
    let shown = comparisons.filter { $0.claims[0].verdict != .notAssessable }
    let pairs = study.pairs.filter { pair in shown.contains { $0.pair == pair } }
    guard shown.count > 1, pairs.count <= 3 else { return tally(comparisons) }
    return pairs.map { pair in shape(of: shown.filter { $0.pair == pair }) }
      .joined(separator: "; ")
  }

  private func shape(of comparisons: [Results.Comparison]) -> String {
    guard comparisons.count > 1 else { return heading(comparisons[0]) }
    let (a, b) = (candidate(comparisons[0]), baseline(comparisons[0]))
    let starts = Set(comparisons.map { ends($0).0.verdict })
    let lasts = comparisons.map { ends($0).1.verdict }
    guard starts.count == 1, let start = starts.first, start == .ahead || start == .behind,
      comparisons.allSatisfy({ $0.claims.count > 1 })
    else { return "\(a) against \(b): \(counted(comparisons, noun: " benchmarks"))" }
    let (first, second) = start == .ahead ? (a, b) : (b, a)
    if lasts.allSatisfy({ $0 == start }) {
      return "\(first) is ahead of \(second) at both ends of every curve"
    }
    let reversed: Results.Verdict = start == .ahead ? .behind : .ahead
    let turned = lasts.count { $0 == reversed }
    let open = lasts.count { $0 == .undecided }
    let alike = lasts.count { $0 == .equivalent || $0 == .identical }
    var clauses: [String] = []
    if turned > 0 { clauses.append("is behind on \(place(turned, of: lasts.count))") }
    if alike > 0 { clauses.append("is the same\(within) on \(place(alike, of: lasts.count))") }
    if open > 0 { clauses.append("cannot be told apart on \(place(open, of: lasts.count))") }
    return "\(first) starts ahead of \(second); at the end it \(Phrase.list(clauses))"
  }

  private func place(_ number: Int, of total: Int) -> String {
    number < total ? Self.word(number) : total == 2 ? "both" : "all \(Self.word(total))"
  }

  /// "ahead on both benchmarks at k = 1; behind on one and undecided on one at k = 256".
  private func counted(_ comparisons: [Results.Comparison], noun: String) -> String {
    let firsts = comparisons.map { ends($0).0 }
    let lasts = comparisons.map { ends($0).1 }
    let start = split(firsts.map(\.verdict), noun)
    guard comparisons.contains(where: { $0.claims.count > 1 }) else { return start }
    let end = split(lasts.map(\.verdict), noun)
    return start == end
      ? "\(start) at both ends of the curve"
      : "\(start) \(at(firsts.map(\.k), "the smallest k")); \(split(lasts.map(\.verdict), "")) \(at(lasts.map(\.k), "the largest k"))"
  }

  private func at(_ ks: [Int], _ words: String) -> String {
    Set(ks).count == 1 ? "at \(Phrase.k(ks[0]))" : "at \(words)"
  }

  /// "ahead on both benchmarks", "ahead on one, behind on two and undecided on one".
  private func split(_ verdicts: [Results.Verdict], _ noun: String) -> String {
    var parts: [String] = []
    for (verdict, word) in [
      (Results.Verdict.ahead, "ahead"), (.behind, "behind"), (.undecided, "undecided"),
      (.equivalent, "equivalent"), (.identical, "identical"), (.notAssessable, "not assessable"),
    ] {
      let number = verdicts.filter { $0 == verdict }.count
      if number == verdicts.count {
        return "\(word) on \(number == 2 ? "both" : "all \(Self.word(number))")\(noun)"
      }
      if number > 0 { parts.append("\(word) on \(Self.word(number))") }
    }
    return Phrase.list(parts)
  }

  /// Whole numbers up to twelve in words, as prose writes them.
  static func word(_ number: Int) -> String {
    let words = [
      "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
      "eleven", "twelve",
    ]
    return words.indices.contains(number) ? words[number] : Phrase.count(number)
  }
}
