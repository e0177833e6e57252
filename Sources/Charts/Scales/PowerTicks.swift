/// Ticks of a log2 axis: majors at the powers of two and at both ends of what was evaluated, a
/// minor at 1.5 × 2^n only if that was evaluated. Ticks never change the domain.
package enum PowerTicks {
  /// Clear space between neighbouring labels, px.
  package static let clearance = 6.0

  /// - Parameter values: What was evaluated: positive, ascending, not empty.
  package static func ticks(for values: [Double], _ scale: Scale) -> [Tick] {
    guard let first = values.first, let last = values.last else { return [] }
    var majors = powers(in: first...last)
    if majors.count < 2 {
      majors = values
    } else {
      if majors.first != first { majors.insert(first, at: 0) }
      if majors.last != last { majors.append(last) }
    }
    let minors = values.filter { !majors.contains($0) && isPower($0 / 1.5) }
    return
      (labelled(majors, scale)
      + minors.map { Tick(value: $0, label: nil, isMinor: true) })
      .sorted { $0.value < $1.value }
  }

  static func isPower(_ value: Double) -> Bool { value > 0 && value.significand == 1 }

  private static func powers(in range: ClosedRange<Double>) -> [Double] {
    var power = power2(logarithm2(range.lowerBound).rounded(.up))
    while power / 2 >= range.lowerBound { power /= 2 }
    var result: [Double] = []
    while power <= range.upperBound {
      if power >= range.lowerBound { result.append(power) }
      power *= 2
    }
    return result
  }

  /// Labels by the smallest stride that leaves room between them. The first and the last keep
  /// theirs, whatever the stride.
  private static func labelled(_ values: [Double], _ scale: Scale) -> [Tick] {
    let texts = labels(values)
    let spans = zip(values, texts).map { value, text in
      let half = TextMetrics.width(of: text, size: Ink.tick.font.size) / 2
      return (left: scale(value) - half, right: scale(value) + half)
    }
    let fits = { (left: Int, right: Int) in spans[right].left - spans[left].right >= clearance }
    let last = values.count - 1
    var shown: [Int] = []
    for step in 1...values.count {
      shown = Array(stride(from: 0, through: last, by: step))
      if zip(shown, shown.dropFirst()).allSatisfy(fits) { break }
    }
    if shown.last == last { shown.removeLast() }
    while let neighbour = shown.last, !fits(neighbour, last), shown.count > 1 { shown.removeLast() }
    if let only = shown.last, shown.count == 1, only != last, !fits(only, last) { shown = [] }
    shown.append(last)
    let kept = Set(shown)
    return values.indices.map { index in
      Tick(value: values[index], label: kept.contains(index) ? texts[index] : nil)
    }
  }

  /// Plain integers; from 10,000 on in thousands of 1,024 if all from there on are such, else with
  /// their thousands set apart.
  private static func labels(_ values: [Double]) -> [String] {
    let inThousands = values.filter { $0 >= 10_000 }.allSatisfy {
      $0.truncatingRemainder(dividingBy: 1_024) == 0
    }
    return values.map { value in
      value >= 10_000 && inThousands
        ? SVGNumber(value / 1_024, decimals: 0).text + "k" : SVGNumber(value, decimals: 2).grouped
    }
  }
}
