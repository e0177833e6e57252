extension SuiteChange {
  /// How much more would decide what one night left open.
  package struct Needed: Hashable, Sendable {
    /// What there would have to be more of.
    package enum Unit: String, Hashable, Sendable {
      /// Samples of each problem.
      case samples
      /// Problems: with one sample each nothing tells what a second would add.
      case problems
    }

    package let unit: Unit
    /// More on both sides, 0 where it is decided; `nil` beyond `mostSamples`.
    package let both: Int?
    /// More tonight, the baseline staying; `nil` where no number is enough.
    package let tonight: Int?
  }

  /// More than this is not an answer.
  package static let mostSamples = 1_000_000

  /// How many more samples of each problem would decide whether the difference is below `-margin`,
  /// if the difference seen is the true one.
  ///
  /// The distance of the limit on that side falls as `1 / sqrt n`, that of each run apart; the
  /// interval then leaves `-margin` out with the chance `power`. With different *n* of the most
  /// samples of a problem. An estimate: the truth is not the difference seen; from n = 2 it asks for up
  /// to twice as many as it takes, as more samples also show which problems hardly vary; near k = n
  /// the variance does not fall as `1 / n`.
  ///
  /// - Parameters:
  ///   - power: 0.5 for an interval that ends at `-margin` if the same is seen again.
  /// - Returns: `nil` without a method or a difference, and where the difference is `-margin`, so that
  ///   no number would tell.
  package func samplesNeeded(
    margin: Double, level: Double = 0.95, power: Double = 0.8
  ) -> Needed? {
    precondition(power >= 0.5 && power < 1, "no plan for a power of \(power)")
    let outside = (1 - level) / 2
    guard let evidence, let difference, let drop = dropPValue(margin: margin),
      let safe = safePValue(margin: margin)
    else { return nil }
    let unit: Needed.Unit = method == .squareAndAdd ? .samples : .problems
    if drop <= outside || safe <= outside { return Needed(unit: unit, both: 0, tonight: 0) }
    let gap = abs(difference + margin)
    guard gap > 0 else { return nil }
    let tail = TailArea(outside: outside)
    let scale = Self.stretch(tail, power)
    let below = difference > -margin
    guard let both = evidence as? SquareAndAddEvidence else {
      let distance = below ? difference - evidence.lower(tail) : evidence.upper(tail) - difference
      let factor = distance * scale / gap
      return Needed(unit: .problems, both: Self.more(factor * factor, problems), tonight: nil)
    }
    let distances = both.distances(tail, below: below)
    let (own, other) = (distances.candidate * scale, distances.baseline * scale)
    let rest = gap * gap - other * other
    return Needed(
      unit: .samples,
      both: Self.more(
        (own * own + other * other) / (gap * gap),
        max(baselineSamples.upperBound, candidateSamples.upperBound)),
      tonight: rest > 0 ? Self.more(own * own / rest, candidateSamples.upperBound) : nil)
  }

  /// The smallest true drop that a night of these problems and samples finds at this level with the
  /// chance `power`.
  ///
  /// The distance of the upper limit, stretched by `1 + z_power / z_level`. For mcnemar the smallest
  /// number of extra losses, with gains coming by chance as often as tonight's rarer change (a
  /// Poisson number each, which varies more than a problem's own samples: cautious), that the exact
  /// test finds with that chance.
  ///
  /// - Returns: `nil` without a method, where missing samples leave a range, and where even losing
  ///   everything the baseline solved would not be found.
  package func detectableDrop(level: Double = 0.95, power: Double = 0.8) -> Double? {
    precondition(power >= 0.5 && power < 1, "no plan for a power of \(power)")
    guard let evidence, difference != nil, let most = baselineValue else { return nil }
    let tail = TailArea(outside: (1 - level) / 2)
    if method == .mcNemar {
      let reachable = Int((most * Double(problems)).rounded())
      return extraLosses(tail.outside, power, upTo: reachable).map {
        Double($0) / Double(problems)
      }
    }
    let half = evidence.upper(tail) - evidence.estimates.upperBound
    let drop = half * Self.stretch(tail, power)
    return drop <= most ? drop : nil
  }

  // MARK: Parts

  private static func stretch(_ tail: TailArea, _ power: Double) -> Double {
    1 + StandardNormal.quantile(power) / tail.z
  }

  /// What a factor adds to a number, rounded up.
  private static func more(_ factor: Double, _ number: Int) -> Int? {
    let more = (max(0, factor - 1) * Double(number)).rounded(.up)
    return more <= Double(mostSamples) ? max(1, Int(more)) : nil
  }

  private func extraLosses(_ outside: Double, _ power: Double, upTo most: Int) -> Int? {
    let noise = Double(min(wins, losses))
    // The losses that are found beside so many gains.
    let gains = Self.poisson(noise)
    let needed = gains.indices.map { gained in
      // The median of Bin(b + c, 1/2) lies at or above the gains, so the search begins there.
      var lost = gained
      while BinomialDistribution(trials: gained + lost, chance: 0.5).cumulative(gained) > outside {
        lost += 1
      }
      return lost
    }
    func chance(_ extra: Int) -> Double {
      let losses = Self.poisson(noise + Double(extra))
      return zip(gains, needed).reduce(0) { sum, item in
        sum + item.0 * losses.dropFirst(item.1).reduce(0, +)
      }
    }
    guard most >= 1, chance(most) >= power else { return nil }
    var (low, high) = (1, most)
    while low < high {
      let middle = (low + high) / 2
      if chance(middle) >= power { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The chances of 0, 1, 2 … as far as they matter.
  private static func poisson(_ mean: Double) -> [Double] {
    guard mean > 0 else { return [1] }
    let last = Int(mean + 10 * mean.squareRoot() + 20)
    return (0...last).map {
      exponential(Double($0) * naturalLogarithm(mean) - mean - logGamma(Double($0) + 1))
    }
  }
}
