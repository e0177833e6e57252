/// Ticks of a log10 axis: majors at powers of ten; at 1, 2 and 5 times those where the axis spans
/// little.
package enum DecadeTicks {
  /// - Parameter domain: Positive.
  /// - Parameter count: Labels there is room for, at least 1.
  package static func ticks(in domain: ClosedRange<Double>, atMost count: Int) -> [Tick] {
    precondition(domain.lowerBound > 0, "log axis from \(domain.lowerBound)")
    let decades = decade(of: domain.lowerBound)...decade(of: domain.upperBound)
    let fine = decades.flatMap { exponent in
      [1.0, 2, 5].map { (value: $0 * power10(exponent), isPower: $0 == 1) }
    }.filter { domain.contains($0.value) }
    let powers = fine.filter(\.isPower)
    let shown = powers.count >= 2 ? powers : fine
    let stride = max(1, (shown.count + count - 1) / count)
    return shown.enumerated().map { index, tick in
      Tick(
        value: tick.value,
        label: index.isMultiple(of: stride) ? QuantityText.short(tick.value) : nil)
    }
  }
}

/// Numbers as axes show them.
enum QuantityText {
  /// "0.02", "500", "20k", "3M", "2G": three significant digits at most.
  static func short(_ value: Double) -> String {
    for (scale, letter) in [(1e9, "G"), (1e6, "M"), (1e4, "k")] where abs(value) >= scale {
      let unit = letter == "k" ? 1e3 : scale
      return SVGNumber(value / unit, decimals: 1).text + letter
    }
    let exponent = value == 0 ? 0 : decade(of: abs(value))
    return SVGNumber(value, decimals: min(max(2 - exponent, 0), 9)).text
  }
}
