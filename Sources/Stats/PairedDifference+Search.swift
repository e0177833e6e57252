extension PairedDifference: OutlookSource {
  /// `outlook(at:)` for `k` = 1, 2, 3 … up to `last`, each from the one before.
  package func outlooks(upTo last: Int) -> [Crossover.Outlook] {
    var walk = PairWalk(self)
    guard method.draws && !missing else {
      return (1...last).map { k in
        walk.advance(to: k)
        return outlook(walk)
      }
    }
    // In blocks, so that one resampling serves many k.
    return stride(from: 1, through: last, by: 64).flatMap { block in
      let ks = block...min(block + 63, last)
      let samples = ks.map { k in
        walk.advance(to: k)
        return BoundedSample(walk.least, in: -1...1)
      }
      return zip(ks, zip(method.laws(samples, resampling), samples)).map { k, found in
        Crossover.Outlook(
          k: k, decided: DifferenceLimits.decided(found.0, found.0, level: level),
          difference: found.1.mean)
      }
    }
  }

  /// The `k` that tell all, found without a look at the others.
  ///
  /// pass@k rises with `k`. So for every `k` from `a` to `b` a problem's difference is at least the
  /// candidate's value at `a` less the baseline's at `b`, and at most the candidate's at `b` less the
  /// baseline's at `a`. The mean difference lies between the means of these bounds; and as a weighted
  /// mean grows with its values, `F_k(0)`, by which `k` is decided, lies between those of the bounds.
  /// Where both are on one side of the threshold, by more than rounding can do, so is every `k`
  /// between. What is not settled this way is halved and asked again, down to neighbours.
  ///
  /// So nothing is missed: a crossover from these outlooks equals that from all of
  /// `outlooks(upTo: largestK)`, bit for bit.
  ///
  /// - Returns: `nil` by a method whose distribution does not grow with the values.
  /// - Complexity: every problem's values stepped through a few times over, and a few hundred
  ///   distributions instead of one a `k`.
  package func turningPoints() -> [Crossover.Outlook]? {
    guard largestK >= 1, method.isDirichlet else { return nil }
    var first = PairWalk(self)
    first.advance(to: 1)
    var last = first
    last.advance(to: largestK)
    var found = [outlook(first)]
    if largestK > 1 {
      settle(first, last, found[0], outlook(last), decided: false, point: false, into: &found)
    }
    return found
  }

  /// Adds what tells all of the `k` after `a`, up to and with `b`.
  ///
  /// - Parameter decided, point: Whether every `k` from `a` to `b` is known to be decided alike, and
  ///   to have a point of one sign or none.
  private func settle(
    _ a: PairWalk, _ b: PairWalk, _ first: Crossover.Outlook, _ last: Crossover.Outlook,
    decided: Bool, point: Bool, into found: inout [Crossover.Outlook]
  ) {
    guard b.k - a.k > 1 else { return found.append(last) }
    let bounds = PairBounds(a, b, halves: method.halves)
    let decided =
      decided
      || first.decided == last.decided
        && bounds.settle(decided: first.decided, tail: (1 - level) / 2)
    let point = point || bounds.settlesPoint
    if decided && point { return found.append(last) }

    var middle = a
    // Curves bend with the logarithm of k.
    let k = Int((Double(a.k) * Double(b.k)).squareRoot())
    middle.advance(to: min(max(k, a.k + 1), b.k - 1))
    let between = outlook(middle, decided: decided ? first.decided : nil)
    settle(a, middle, first, between, decided: decided, point: point, into: &found)
    settle(middle, b, between, last, decided: decided, point: point, into: &found)
  }

  /// - Parameter decided: What is known already.
  private func outlook(_ walk: PairWalk, decided: Int? = nil) -> Crossover.Outlook {
    let least = walk.least
    let greatest = missing ? walk.greatest : least
    return Crossover.Outlook(
      k: walk.k, decided: decided ?? self.decided(least: least, greatest: greatest),
      difference: walk.difference(least, greatest))
  }
}

/// A pair's problems at one `k`, in both runs.
private struct PairWalk {
  let counts: [Int]
  /// The two runs' tallies are equal, so that the difference is 0 at every `k`.
  let alike: [Bool]
  let missing: Bool
  /// Which of a problem's two tallies have samples missing.
  private let open: [(baseline: Bool, candidate: Bool)]
  /// Values of the samples scored exist up to here; with none missing they are the others.
  let scoredUpTo: Int
  private(set) var k = 0
  /// Missing samples taken as wrong, and as right; the latter empty where none is missing.
  private var baseline: (least: CurveWalk, greatest: CurveWalk)
  private var candidate: (least: CurveWalk, greatest: CurveWalk)
  private var scored: (baseline: CurveWalk, candidate: CurveWalk)

  init(_ pair: PairedDifference) {
    counts = pair.groups.map(\.count)
    missing = pair.missing
    open = pair.groups.map { ($0.pair.baseline.missing > 0, $0.pair.candidate.missing > 0) }
    scoredUpTo = pair.samples.lowerBound
    alike = pair.groups.map {
      $0.pair.baseline == $0.pair.candidate && $0.pair.baseline.missing == 0
    }
    let baselines = pair.groups.map(\.pair.baseline)
    let candidates = pair.groups.map(\.pair.candidate)
    func both(_ tallies: [Tally]) -> (least: CurveWalk, greatest: CurveWalk) {
      (
        CurveWalk(tallies.map(\.missingAsWrong)),
        CurveWalk(pair.missing ? tallies.map(\.missingAsRight) : [])
      )
    }
    baseline = both(baselines)
    candidate = both(candidates)
    scored = (
      CurveWalk(pair.missing ? baselines : []), CurveWalk(pair.missing ? candidates : [])
    )
  }

  mutating func advance(to k: Int) {
    self.k = k
    baseline.least.advance(to: k)
    candidate.least.advance(to: k)
    guard missing else { return }
    baseline.greatest.advance(to: k)
    candidate.greatest.advance(to: k)
    scored.baseline.advance(to: min(k, scoredUpTo))
    scored.candidate.advance(to: min(k, scoredUpTo))
  }

  typealias Values = [(value: Double, count: Int)]

  /// The differences at their least and at their greatest.
  var least: Values { Self.least(self, self) }
  var greatest: Values { Self.greatest(self, self) }

  /// The candidate's values at one `k` less the baseline's at another: at their least, at their
  /// greatest, and of the samples scored.
  static func least(_ candidate: PairWalk, _ baseline: PairWalk) -> Values {
    values(
      candidate, candidate.candidate.least,
      baseline.missing ? baseline.baseline.greatest : baseline.baseline.least)
  }
  static func greatest(_ candidate: PairWalk, _ baseline: PairWalk) -> Values {
    values(
      candidate, candidate.missing ? candidate.candidate.greatest : candidate.candidate.least,
      baseline.baseline.least)
  }
  static func scored(_ candidate: PairWalk, _ baseline: PairWalk) -> Values {
    values(
      candidate, candidate.missing ? candidate.scored.candidate : candidate.candidate.least,
      baseline.missing ? baseline.scored.baseline : baseline.baseline.least)
  }

  private static func values(
    _ walk: PairWalk, _ candidate: CurveWalk, _ baseline: CurveWalk
  ) -> Values {
    walk.counts.indices.map { index in
      let value = walk.alike[index] ? 0 : candidate[index] - baseline[index]
      return (value: value, count: walk.counts[index])
    }
  }

  /// The mean difference, where it exists: every problem has `k` samples, or the missing ones cannot
  /// change it.
  func difference(_ least: Values, _ greatest: Values) -> Double? {
    guard missing else { return average(least) }
    if k <= scoredUpTo { return average(Self.scored(self, self)) }
    let mean = average(least)
    return mean == average(greatest) ? mean : nil
  }

  /// Whether missing samples can change no value from here on: every problem that has any is solved
  /// at `k` without them.
  var isSettled: Bool {
    open.indices.allSatisfy {
      (!open[$0].baseline || baseline.least[$0] == 1)
        && (!open[$0].candidate || candidate.least[$0] == 1)
    }
  }
}

/// What is known of all `k` from one to another.
private struct PairBounds {
  private let a: PairWalk
  private let b: PairWalk
  private let halves: Int

  init(_ a: PairWalk, _ b: PairWalk, halves: Int) {
    (self.a, self.b, self.halves) = (a, b, halves)
  }

  /// More than rounding moves a mean, and more than it moves `F`, which is right to 1e-12.
  private static let slack = (mean: 1e-14, tail: 1e-11)

  /// Whether every `k` is decided as `decided` says.
  func settle(decided: Int, tail: Double) -> Bool {
    switch decided {
    case 1: isAbove(PairWalk.least(a, b), tail)
    case -1: isAbove(mirrored(PairWalk.greatest(b, a)), tail)
    default:
      isNeverAbove(PairWalk.least(b, a), tail)
        && isNeverAbove(mirrored(PairWalk.greatest(a, b)), tail)
    }
  }

  /// Whether even the lowest values put the interval above 0.
  private func isAbove(_ lowest: PairWalk.Values, _ tail: Double) -> Bool {
    let mean = DirichletMean(lowest, in: -1...1, halves: halves)
    return mean.mean > Self.slack.mean && mean.cumulative(0) < tail - Self.slack.tail
  }

  /// Whether even the highest values leave the interval at 0 or below.
  private func isNeverAbove(_ highest: PairWalk.Values, _ tail: Double) -> Bool {
    let mean = DirichletMean(highest, in: -1...1, halves: halves)
    return mean.mean < -Self.slack.mean || mean.cumulative(0) > tail + Self.slack.tail
  }

  private func mirrored(_ values: PairWalk.Values) -> PairWalk.Values {
    values.map { (value: -$0.value, count: $0.count) }
  }

  /// Whether the point is at every `k` above 0, or below, or a tie, or absent.
  var settlesPoint: Bool {
    guard a.missing else {
      return hasOneSign(average(PairWalk.scored(a, b)), average(PairWalk.scored(b, a)))
    }
    if b.k <= b.scoredUpTo {
      return hasOneSign(average(PairWalk.scored(a, b)), average(PairWalk.scored(b, a)))
    }
    if a.k <= a.scoredUpTo { return false }
    if a.isSettled {
      return hasOneSign(average(PairWalk.least(a, b)), average(PairWalk.least(b, a)))
    }
    return average(PairWalk.least(b, a)) < average(PairWalk.greatest(a, b)) - Self.slack.mean
  }

  private func hasOneSign(_ lowest: Double, _ highest: Double) -> Bool {
    lowest >= tieWidth + Self.slack.mean || highest <= -tieWidth - Self.slack.mean
      || lowest > -tieWidth + Self.slack.mean && highest < tieWidth - Self.slack.mean
  }
}
