/// One problem over the nights: how often its verdict changes from one night to the next.
///
/// A night's verdict is *solved* where more than half of its samples are right, *unsolved* where fewer
/// are; where just half are it stays what it was. Nights without a sample are passed over: the nights
/// on either side are neighbours.
package struct FlipRates: Hashable, Sendable {
  /// Nights with samples.
  package let nights: Int
  /// The share of all samples that are right; `nil` without any.
  package let share: Double?
  /// Neighbouring nights with different verdicts.
  package let flips: Int
  /// Pairs of neighbouring nights with a verdict.
  package let pairs: Int
  /// The chance that a sample of one night and one of the next differ, averaged over neighbours:
  /// `x (1 - y) + y (1 - x)` of their shares, with one sample a night `flips / pairs`. `nil` without
  /// neighbours.
  package let disagreement: Double?

  /// Changed and changed back. A problem that broke for good flips once: that is no flakiness.
  package var isFlaky: Bool { flips >= 2 }

  /// Flips of pairs; `nil` without neighbours.
  package var rate: Double? { pairs > 0 ? Double(flips) / Double(pairs) : nil }

  /// - Parameter nights: The problem's tallies, oldest first.
  package init(_ nights: some Sequence<Tally>) {
    let scored = nights.filter { $0.samples > 0 }
    self.nights = scored.count
    let samples = scored.reduce(0) { $0 + $1.samples }
    share = samples > 0 ? Double(scored.reduce(0) { $0 + $1.correct }) / Double(samples) : nil
    var verdict: Bool?
    var (flips, pairs) = (0, 0)
    for night in scored {
      let twice = 2 * night.correct
      let next = twice == night.samples ? verdict : twice > night.samples
      if let verdict, let next {
        pairs += 1
        flips += verdict == next ? 0 : 1
      }
      verdict = next
    }
    (self.flips, self.pairs) = (flips, pairs)
    let shares = scored.map { Double($0.correct) / Double($0.samples) }
    let differing = zip(shares, shares.dropFirst()).map { $0 * (1 - $1) + $1 * (1 - $0) }
    disagreement =
      differing.isEmpty ? nil : differing.reduce(0, +) / Double(differing.count)
  }

  /// Wilson's interval for the chance of a flip, each pair counting as a part of one.
  ///
  /// Pairs that share a night are not independent: a single loss makes two flips. With *t* the chance
  /// of a flip of a problem of one chance, the number of flips has `(2 - 3 t) / (1 - t)` times a
  /// binomial number's variance: twice near 0, once at 1/2. So a pair counts as `(1 - t) / (2 - 3 t)` of
  /// one, with `t = (flips + 1/2) / (pairs + 1)`, at most 1/2.
  ///
  /// - Returns: `nil` without neighbours.
  ///
  /// Source: Wilson 1927, "Probable inference, the law of succession, and statistical inference"; the
  /// weight is ours.
  package func interval(level: Double = 0.95) -> Interval? {
    guard let rate else { return nil }
    let t = min(0.5, (Double(flips) + 0.5) / Double(pairs + 1))
    let n = Double(pairs) * (1 - t) / (2 - 3 * t)
    let z = TailArea(level: level).z
    let scale = 1 + z * z / n
    let centre = (rate + z * z / (2 * n)) / scale
    let half = z / scale * (rate * (1 - rate) / n + z * z / (4 * n * n)).squareRoot()
    return Interval(
      level: level, lower: flips == 0 ? 0 : max(0, min(rate, centre - half)),
      upper: flips == pairs ? 1 : min(1, max(rate, centre + half)))
  }
}
