extension ZeroInflatedBetaBinomial {
  /// The parameters that make the counts most likely, with what the search found.
  struct Fit {
    let model: ZeroInflatedBetaBinomial
    /// Without the binomial coefficients.
    let logLikelihood: Double
    /// Whether the search ended at a maximum inside its box; at an edge the counts look binomial, or
    /// all 0 or n.
    let inside: Bool
    /// Where a further search may start.
    fileprivate let place: Place

    var start: (Double, Double) { (place.u, place.v) }
  }

  /// The maximum of the likelihood.
  ///
  /// Given both shapes the best `impossible` is found outright, so the search has two coordinates:
  /// the log-odds of `α / (α + β)` and the logarithm of `α + β`. Newton steps, the curvature from
  /// differences of the exact gradient, made safe by damping and halving; from every start, the
  /// highest end wins. A search ends where a further step would raise the logarithm of the
  /// likelihood by less than 1e-12.
  ///
  /// - Parameter starts: `nil` for six places spread about the counts' own mean.
  /// - Complexity: some 10 steps a start, each 5 sums over the distinct counts.
  static func fit(_ counts: WeightedCounts, from starts: [(Double, Double)]? = nil) -> Fit {
    let profile = Profile(counts)
    var best: Fit?
    for (u, v) in starts ?? profile.spreadStarts {
      let found = profile.climb(from: Place(u: u, v: v))
      if found.logLikelihood > (best?.logLikelihood ?? -.infinity) { best = found }
    }
    return best!
  }

  /// A place in the search: log-odds of the mean chance, logarithm of the concentration.
  fileprivate struct Place {
    var u: Double
    var v: Double

    var shapes: (alpha: Double, beta: Double) {
      let odds = exponential(-abs(u))
      let small = odds / (1 + odds)
      let concentration = exponential(v)
      let (lesser, greater) = (concentration * small, concentration * (1 - small))
      return u > 0 ? (greater, lesser) : (lesser, greater)
    }

    func clamped() -> Place { Place(u: min(max(u, -16), 16), v: min(max(v, -7), 14)) }
  }

  /// The likelihood with `impossible` at its best for the two shapes.
  private struct Profile {
    let counts: WeightedCounts
    let total: Double
    let zeros: [(samples: Int, weight: Double)]
    let zeroWeight: Double

    init(_ counts: WeightedCounts) {
      self.counts = counts
      total = counts.total
      zeros = counts.cells.filter { $0.correct == 0 }.map { ($0.samples, $0.weight) }
      zeroWeight = zeros.reduce(0) { $0 + $1.weight }
    }

    struct Value {
      var impossible = 0.0
      var height = 0.0
      /// Along the two coordinates of `Place`.
      var slope = (0.0, 0.0)
    }

    func value(at place: Place) -> Value {
      let (alpha, beta) = place.shapes
      var terms = BetaBinomialTerms(alpha, beta)
      let zeroChances = zeros.map { exponential(terms.value(0, of: $0.samples).log) }
      var value = Value(impossible: impossible(zeroChances))
      let possible = logarithmOfOnePlus(-value.impossible)
      var (da, db) = (0.0, 0.0)
      var zero = 0
      for cell in counts.cells {
        let term = terms.value(cell.correct, of: cell.samples)
        var share = 1.0
        if cell.correct == 0 {
          let unlucky = (1 - value.impossible) * zeroChances[zero]
          let chance = max(value.impossible + unlucky, .leastNormalMagnitude)
          share = unlucky / chance
          value.height += cell.weight * naturalLogarithm(chance)
          zero += 1
        } else {
          value.height += cell.weight * (possible + term.log)
        }
        da += cell.weight * share * term.alpha
        db += cell.weight * share * term.beta
      }
      let spread = alpha * (beta / (alpha + beta))
      value.slope = (spread * (da - db), alpha * da + beta * db)
      return value
    }

    /// The best share of impossible problems, given each group's chance of showing 0 otherwise.
    ///
    /// The likelihood is concave in the share; with one `n` the maximum is
    /// `(Z/P - b) / (1 - b)`, where positive.
    private func impossible(_ chances: [Double]) -> Double {
      func slope(_ share: Double) -> Double {
        var slope = -(total - zeroWeight) / (1 - share)
        for (zero, chance) in zip(zeros, chances) {
          slope += zero.weight * (1 - chance) / max(share + (1 - share) * chance, 1e-300)
        }
        return slope
      }
      guard zeroWeight > 0, slope(0) > 0 else { return 0 }
      if chances.count == 1 {
        return (zeroWeight / total - chances[0]) / (1 - chances[0])
      }
      var (low, high) = (0.0, zeroWeight / total)
      while true {
        let middle = (low + high) / 2
        if middle <= low || middle >= high { return middle }
        if slope(middle) > 0 { low = middle } else { high = middle }
      }
    }

    var spreadStarts: [(Double, Double)] {
      var correct = 0.0
      var samples = 0.0
      var possible = 0.0
      for cell in counts.cells {
        correct += cell.weight * Double(cell.correct)
        samples += cell.weight * Double(cell.samples)
        if cell.correct > 0 { possible += cell.weight * Double(cell.samples) }
      }
      let means = [correct / samples, possible > 0 ? correct / possible : 0.5]
      return means.flatMap { mean in
        let mean = min(max(mean, 1e-6), 1 - 1e-6)
        return [0.3, 2.0, 20].map {
          (naturalLogarithm(mean / (1 - mean)), naturalLogarithm($0))
        }
      }
    }

    func climb(from start: Place) -> Fit {
      var place = start.clamped()
      var here = value(at: place)
      var inside = true
      for _ in 0..<200 {
        let step = newtonStep(at: place, here)
        inside = step.inside
        if step.gain < 1e-12 { break }
        var length = 1.0
        var moved = false
        while length > 1e-9 {
          let next = Place(u: place.u + length * step.u, v: place.v + length * step.v).clamped()
          let there = value(at: next)
          if there.height > here.height {
            (place, here, moved) = (next, there, true)
            break
          }
          length /= 2
        }
        if !moved { break }
      }
      let (alpha, beta) = place.shapes
      return Fit(
        model: ZeroInflatedBetaBinomial(impossible: here.impossible, alpha: alpha, beta: beta),
        logLikelihood: here.height, inside: inside, place: place)
    }

    private typealias Step = (u: Double, v: Double, gain: Double, inside: Bool)

    /// A step uphill, at most 2 in either coordinate, and twice what it should gain.
    private func newtonStep(at place: Place, _ here: Value) -> Step {
      let h = 1e-4
      let (east, west) = (value(at: place + (h, 0)), value(at: place + (-h, 0)))
      let (north, south) = (value(at: place + (0, h)), value(at: place + (0, -h)))
      var uu = (east.slope.0 - west.slope.0) / (2 * h)
      var vv = (north.slope.1 - south.slope.1) / (2 * h)
      var uv =
        (east.slope.1 - west.slope.1 + north.slope.0 - south.slope.0) / (4 * h)
      var (gu, gv) = here.slope
      // At an edge of the box that the slope leads out of, that coordinate stays.
      let beyond = (place + (1e-9 * gu.sign1, 1e-9 * gv.sign1))
      let kept = beyond.clamped()
      let (stuckU, stuckV) = (kept.u != beyond.u, kept.v != beyond.v)
      if stuckU { (gu, uu, uv) = (0, -1, 0) }
      if stuckV { (gv, vv, uv) = (0, -1, 0) }
      // Negative definite by as much damping as it takes.
      let scale = max(abs(uu), abs(vv), 1e-6)
      let middle = (uu + vv) / 2
      let radius = ((uu - vv) * (uu - vv) / 4 + uv * uv).squareRoot()
      let damping = max(0, middle + radius + 1e-6 * scale)
      uu -= damping
      vv -= damping
      let determinant = uu * vv - uv * uv
      var du = -(vv * gu - uv * gv) / determinant
      var dv = -(uu * gv - uv * gu) / determinant
      let gain = gu * du + gv * dv
      let longest = max(abs(du), abs(dv))
      if longest > 2 {
        du *= 2 / longest
        dv *= 2 / longest
      }
      return (du, dv, gain, !(stuckU || stuckV))
    }
  }
}

extension ZeroInflatedBetaBinomial.Place {
  fileprivate static func + (place: Self, step: (Double, Double)) -> Self {
    Self(u: place.u + step.0, v: place.v + step.1)
  }
}

extension Double {
  fileprivate var sign1: Double { self < 0 ? -1 : 1 }
}
