/// The chances of success among which a fit shares out its weight.
///
/// Points evenly spaced in log-odds from `-L` to `L`, `L = ln(30 n)`, with 0 and 1 at either end.
/// There are `max(70, L sqrt n)` points between, so that neighbours are never told apart by much
/// more than one standard deviation of a count: a coarser grid makes intervals wider than needed.
///
/// The points mirror each other: `chances[i]` is `complements[count - 1 - i]` to the last bit.
package struct LogOddsGrid: Hashable, Sendable {
  /// The most samples of a problem it is made for.
  package let samples: Int
  /// Points, both ends included.
  package let count: Int
  /// Ascending, 0 first and 1 last.
  package let chances: [Double]
  /// `1 - chances`, to full precision near 1 too.
  package let complements: [Double]

  /// - Parameter samples: The most samples of a problem, *n*. At least 1.
  package init(samples: Int) {
    precondition(samples >= 1, "a grid for \(samples) samples cannot be")
    self.samples = samples
    let reach = naturalLogarithm(30 * Double(samples))
    let inner = max(70, Int((reach * Double(samples).squareRoot()).rounded(.up)))
    count = inner + 2
    var chances = [0.0]
    var complements = [1.0]
    chances.reserveCapacity(count)
    complements.reserveCapacity(count)
    for index in 0..<inner {
      let logOdds = reach * Double(2 * index - (inner - 1)) / Double(inner - 1)
      let odds = exponential(-abs(logOdds))
      let (small, large) = (odds / (1 + odds), 1 / (1 + odds))
      chances.append(logOdds < 0 ? small : large)
      complements.append(logOdds < 0 ? large : small)
    }
    self.chances = chances + [1]
    self.complements = complements + [0]
  }

  /// What the two pseudo-problems weigh on each point between the ends.
  package var pseudoWeight: Double { 2 / Double(count - 2) }

  package static func == (left: Self, right: Self) -> Bool { left.samples == right.samples }

  package func hash(into hasher: inout Hasher) { hasher.combine(samples) }
}
