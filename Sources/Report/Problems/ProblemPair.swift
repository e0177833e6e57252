import Stats

/// What a pair of runs makes of each problem: which of the two solves it, and whether chance alone
/// explains how much their shares of correct samples differ.
struct ProblemPair: Sendable {
  /// Each problem is in one; its letter stands for it in the index.
  enum Kind: UInt8, CaseIterable, Sendable {
    /// Both runs have a correct sample.
    case both = 0x62
    /// Only the baseline has.
    case lost = 0x6C
    /// Only the candidate has.
    case gained = 0x67
    /// Neither has.
    case neither = 0x6E
    /// Missing samples leave it open.
    case open = 0x6F
    /// A run lacks the problem.
    case absent = 0x2D

    /// In addresses.
    var word: String { "\(self)" }
  }

  let pair: Study.Pair
  let kinds: [Kind]
  /// The candidate's share of correct samples less the baseline's; `nil` where one has none scored.
  let differences: [Double?]
  /// Where Fisher's exact test of a problem's counts holds after Benjamini and Hochberg's correction
  /// over the problems both runs have.
  let changed: [Bool]
  /// Problems tested.
  let tested: Int

  /// - Parameters:
  ///   - baseline: By problem; `nil` where the run lacks it.
  ///   - level: Of the claims: 0.95 lets 5 % of the marks be false, on average.
  init(_ pair: Study.Pair, baseline: [Tally?], candidate: [Tally?], level: Double) {
    self.pair = pair
    kinds = zip(baseline, candidate).map { Self.kind($0, $1) }
    differences = zip(baseline, candidate).map { baseline, candidate in
      guard let one = baseline?.share, let other = candidate?.share else { return nil }
      return other - one
    }
    // Counts that many problems share are tested once.
    struct Counts: Hashable {
      let baseline: Tally
      let candidate: Tally
    }
    var known: [Counts: Double] = [:]
    var places: [Int] = []
    var values: [Double] = []
    for index in kinds.indices {
      guard let one = baseline[index], let other = candidate[index] else { continue }
      let counts = Counts(baseline: one, candidate: other)
      guard let value = known[counts] ?? fisherExact(one, other) else { continue }
      known[counts] = value
      places.append(index)
      values.append(value)
    }
    var changed = [Bool](repeating: false, count: kinds.count)
    for (place, value) in zip(places, benjaminiHochberg(values)) where value < 1 - level {
      changed[place] = true
    }
    self.changed = changed
    tested = places.count
  }

  private static func kind(_ baseline: Tally?, _ candidate: Tally?) -> Kind {
    guard let baseline, let candidate, baseline.isKnown, candidate.isKnown else { return .absent }
    switch (baseline.isSolved(by: 1), candidate.isSolved(by: 1)) {
    case (true, true): return .both
    case (true, false): return .lost
    case (false, true): return .gained
    case (false, false): return .neither
    default: return .open
    }
  }

  func count(_ kind: Kind) -> Int { kinds.count { $0 == kind } }
  var changes: Int { changed.count { $0 } }
}

extension Tally {
  /// Correct samples among those scored; `nil` without any.
  var share: Double? { samples == 0 ? nil : Double(correct) / Double(samples) }
}
