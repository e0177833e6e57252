/// Where two pass@k curves change places, and how sure the data are of it.
///
/// A `k` is decided where the paired interval excludes 0. A stretch is a run of undecided `k`
/// between decided ones or at an end. The statuses follow from the decided signs; a crossing is
/// never read off the points alone.
package struct Crossover: Hashable, Sendable {
  package enum Status: String, Hashable, Sendable, CaseIterable {
    /// No `k` is decided.
    case undecided
    /// One run is ahead wherever `k` is decided, and the points do not change places.
    case none
    /// One run is ahead wherever `k` is decided, but the points change places where it is not.
    case possible
    /// The decided sign changes once.
    case one
    /// It changes more than once.
    case several
  }

  /// What is known at one `k`.
  package struct Outlook: Hashable, Sendable {
    package let k: Int
    /// +1 where the candidate is decidedly ahead, -1 where the baseline is, 0 where neither.
    package let decided: Int
    /// Candidate minus baseline; `nil` where missing samples leave a range.
    package let difference: Double?

    package init(k: Int, decided: Int, difference: Double?) {
      self.k = k
      self.decided = decided
      self.difference = difference
    }
  }

  /// One crossing, or the one row that says there is none to place.
  package struct Event: Hashable, Sendable {
    /// Where the point curves cross, between integers, linear in log2 k; `nil` where they do not or
    /// where more than one crossing leaves no single answer.
    package let k: Double?
    /// The first and the last undecided `k` around the crossing, or the two neighbours where no `k`
    /// is undecided. `nil` where the stretch runs to the end: at most 1, at least `largestK`.
    package let lower: Int?
    package let upper: Int?
    /// Who is decidedly ahead before and after: +1 the candidate, -1 the baseline, 0 nobody.
    package let aheadBefore: Int
    package let aheadAfter: Int
    /// Whether no `k` is undecided, so that `lower` and `upper` are decided neighbours.
    package var isBetweenNeighbours = false
  }

  package let status: Status
  package let events: [Event]
  /// Where the true curves can cross, if they do: from the decided `k` before each stretch to the one
  /// after it, or to 1 and `largestK`.
  ///
  /// Unlike a row this is a confidence set, whatever the status: a true crossing lies in it with the
  /// chance with which the intervals hold 0 there, the level. Rows are chosen by what the data show
  /// and have no such chance of their own. Empty where one run is ahead at every `k`.
  package let crossingRanges: [ClosedRange<Int>]
  /// The largest `k` looked at.
  package let largestK: Int
  /// Whether every integer `k` was looked at or proved to be as its neighbours are, or a grid refined
  /// by bisection.
  package let exhaustive: Bool
  /// Whether missing samples leave the difference open at some `k`, so that a crossing there cannot
  /// be seen.
  package let hasGaps: Bool

  /// Up to here every `k` is looked at, where nothing can be proved.
  package static let exhaustiveLimit = 1024

  /// - Returns: `nil` where `k` = 1 has no value, so that there is nothing to search.
  package init?(_ pair: some OutlookSource) {
    let last = pair.largestK
    guard last >= 1 else { return nil }
    if let found = pair.turningPoints() {
      self.init(found)
    } else if last <= Self.exhaustiveLimit {
      self.init(pair.outlooks(upTo: last), exhaustive: true)
    } else {
      self.init(Self.refined(pair, upTo: last), exhaustive: false)
    }
  }

  /// From what is known at ascending `k`, those left out being as their neighbours are.
  package init(_ outlooks: [Outlook], exhaustive: Bool = true) {
    precondition(!outlooks.isEmpty, "a crossover needs at least one k")
    largestK = outlooks[outlooks.count - 1].k
    self.exhaustive = exhaustive
    hasGaps = outlooks.contains { $0.difference == nil }
    let stretches = Self.stretches(outlooks)
    crossingRanges = stretches.map {
      outlooks[$0.around.lowerBound].k...outlooks[$0.around.upperBound - 1].k
    }
    let signs = outlooks.map(\.decided).filter { $0 != 0 }
    guard let first = signs.first, let final = signs.last else {
      let crossings = Self.crossings(in: outlooks[...])
      status = .undecided
      events = [
        Event(
          k: crossings.count == 1 ? crossings[0] : nil, lower: nil, upper: nil, aheadBefore: 0,
          aheadAfter: 0)
      ]
      return
    }
    let changes = zip(signs, signs.dropFirst()).reduce(0) { $0 + ($1.0 != $1.1 ? 1 : 0) }
    if changes == 0 {
      let open = stretches.filter { !Self.crossings(in: outlooks[$0.around]).isEmpty }
      status = open.isEmpty ? .none : .possible
      events =
        open.isEmpty
        ? [Event(k: nil, lower: nil, upper: nil, aheadBefore: first, aheadAfter: final)]
        : open.map { Self.event(outlooks, $0) }
    } else {
      status = changes == 1 ? .one : .several
      events = stretches.filter { $0.before != 0 && $0.after != 0 && $0.before != $0.after }
        .map { Self.event(outlooks, $0) }
    }
  }

  /// A run of undecided `k`, possibly empty between two decided ones of opposite sign.
  private struct Stretch {
    /// Indices of the undecided ones.
    var inside: Range<Int>
    /// The same with the decided neighbours that exist.
    var around: Range<Int>
    var before: Int
    var after: Int
  }

  private static func stretches(_ outlooks: [Outlook]) -> [Stretch] {
    var result: [Stretch] = []
    var index = 0
    while index <= outlooks.count {
      let start = index
      while index < outlooks.count && outlooks[index].decided == 0 { index += 1 }
      let before = start > 0 ? outlooks[start - 1].decided : 0
      let after = index < outlooks.count ? outlooks[index].decided : 0
      if index > start || (before != 0 && after != 0 && before != after) {
        result.append(
          Stretch(
            inside: start..<index, around: max(0, start - 1)..<min(outlooks.count, index + 1),
            before: before, after: after))
      }
      index += 1
    }
    return result
  }

  private static func event(_ outlooks: [Outlook], _ stretch: Stretch) -> Event {
    let crossing = crossings(in: outlooks[stretch.around]).last
    if stretch.inside.isEmpty {
      return Event(
        k: crossing, lower: outlooks[stretch.around.lowerBound].k,
        upper: outlooks[stretch.around.upperBound - 1].k, aheadBefore: stretch.before,
        aheadAfter: stretch.after, isBetweenNeighbours: true)
    }
    let reachesStart = stretch.inside.lowerBound == 0
    let reachesEnd = stretch.inside.upperBound == outlooks.count
    return Event(
      k: crossing, lower: reachesStart ? nil : outlooks[stretch.inside.lowerBound].k,
      upper: reachesEnd ? nil : outlooks[stretch.inside.upperBound - 1].k,
      aheadBefore: stretch.before, aheadAfter: stretch.after)
  }

  /// Where the point difference changes between non-zero signs, linear in log2 k between the last
  /// point before and the first point after that are not ties.
  private static func crossings(in outlooks: ArraySlice<Outlook>) -> [Double] {
    var result: [Double] = []
    var last: (k: Int, difference: Double)?
    for outlook in outlooks {
      guard let difference = outlook.difference, abs(difference) >= tieWidth else { continue }
      if let last, (last.difference < 0) != (difference < 0) {
        let start = logarithm2(Double(last.k))
        let end = logarithm2(Double(outlook.k))
        let share = last.difference / (last.difference - difference)
        result.append(powerOf2(start + share * (end - start)))
      }
      last = (outlook.k, difference)
    }
    return result
  }

  /// Every `k` up to the limit, then 64 to a doubling, and every neighbouring pair that differs in
  /// sign narrowed down to neighbouring integers.
  private static func refined(_ pair: some OutlookSource, upTo last: Int) -> [Outlook] {
    var outlooks = pair.outlooks(upTo: exhaustiveLimit)
    var step = 1
    while outlooks[outlooks.count - 1].k < last {
      let k = min(
        last, Int((Double(exhaustiveLimit) * powerOf2(Double(step) / 64)).rounded(.up)))
      step += 1
      append(pair.outlook(at: k), to: &outlooks, pair)
    }
    return outlooks
  }

  /// Appends `next`, and before it what a bisection between it and the last one finds.
  private static func append(
    _ next: Outlook, to outlooks: inout [Outlook], _ pair: some OutlookSource
  ) {
    let last = outlooks[outlooks.count - 1]
    if next.k - last.k > 1 && state(last) != state(next) {
      append(pair.outlook(at: (last.k + next.k) / 2), to: &outlooks, pair)
      append(next, to: &outlooks, pair)
    } else {
      outlooks.append(next)
    }
  }

  private static func state(_ outlook: Outlook) -> [Int] {
    let difference = outlook.difference ?? 0
    return [outlook.decided, difference >= tieWidth ? 1 : difference <= -tieWidth ? -1 : 0]
  }
}

/// A difference of two curves that can be asked, at any `k`, whether it is decided: one target each.
package protocol OutlookSource {
  /// The largest `k` for which a value or a range exists in both runs; 0 where there is none.
  var largestK: Int { get }
  func outlook(at k: Int) -> Crossover.Outlook
  /// `outlook(at:)` for `k` = 1, 2, 3 … up to `last`.
  func outlooks(upTo last: Int) -> [Crossover.Outlook]
  /// Outlooks at ascending `k` from 1 to `largestK` such that wherever two that follow each other
  /// are not at neighbouring `k`, every `k` between is decided as both are and has a point of their
  /// sign, or none as they. `nil` where that cannot be proved.
  func turningPoints() -> [Crossover.Outlook]?
}

extension OutlookSource {
  package func turningPoints() -> [Crossover.Outlook]? { nil }
}
