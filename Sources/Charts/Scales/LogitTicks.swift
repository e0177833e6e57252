/// Ticks of a logit axis of probabilities, and the ends such an axis takes.
package enum LogitTicks {
  /// Shares that make good ticks, the more important ones first.
  private static let tiers: [Double] = [
    0.5, 0.1, 0.9, 0.01, 0.99, 0.001, 0.999, 0.0001, 0.9999, 0.2, 0.8, 0.05, 0.95, 0.02, 0.98,
    0.005, 0.995, 0.002, 0.998, 0.0005, 0.9995, 0.0002, 0.9998, 0.00001, 0.99999,
  ]

  /// The shares that an axis may end at, ascending.
  static let steps: [Double] = tiers.sorted()

  /// The shares within a domain that leave a pitch between them, its ends first, ascending.
  ///
  /// - Parameters:
  ///   - pitch: The least distance in px.
  ///   - place: The px of a share.
  package static func values(
    in domain: ClosedRange<Double>, pitch: Double, _ place: (Double) -> Double
  ) -> [Double] {
    var kept: [Double] = []
    for share in [domain.lowerBound, domain.upperBound] + tiers where domain.contains(share) {
      if kept.allSatisfy({ abs(place($0) - place(share)) >= pitch }) { kept.append(share) }
    }
    return kept.sorted()
  }

  /// The closest ends that hold all values that have a place, those in `0.00001...0.99999`; what
  /// lies beyond stays on the edge.
  package static func domain(for values: some Sequence<Double>) -> ClosedRange<Double> {
    let inside = values.filter { $0 >= steps[0] && $0 <= steps[steps.count - 1] }
    let lower = steps.lastIndex { $0 <= inside.min() ?? 0.1 } ?? 0
    let upper = steps.firstIndex { $0 >= inside.max() ?? 0.9 } ?? steps.count - 1
    if lower < upper { return steps[lower]...steps[upper] }
    // One step at least.
    return lower > 0 ? steps[lower - 1]...steps[lower] : steps[0]...steps[1]
  }
}
