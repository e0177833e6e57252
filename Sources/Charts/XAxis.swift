/// The horizontal axis that a figure's panels share.
package struct XAxis: Hashable, Sendable {
  package typealias Format = AxisFormat

  package let kind: Scale.Kind
  /// What was evaluated, ascending, without repeats; positive on a log axis.
  package let values: [Double]
  /// In words: `k, samples per problem (log scale)`.
  package let title: String
  package let format: Format
  /// Whether nothing was evaluated: the axis has to lie somewhere, and has no ticks.
  package var isBlank = false

  /// - Parameter values: In any order; not empty.
  package init(
    _ kind: Scale.Kind, values: some Sequence<Double>, title: String, format: Format = .number
  ) {
    let sorted = Set(values).sorted()
    precondition(!sorted.isEmpty, "an axis without values")
    precondition(!kind.isLog || sorted[0] > 0, "log axis with \(sorted[0])")
    (self.kind, self.values, self.title, self.format) = (kind, sorted, title, format)
  }

  /// An axis of named places, side by side.
  package init(places: [String], title: String) {
    self.init(
      .linear, values: [-0.5, Double(places.count) - 0.5], title: title, format: .places(places))
  }

  func ticks(_ scale: Scale) -> [Tick] {
    if isBlank { return [] }
    let room = max(1, Int(abs(scale.end - scale.start) / 60))
    switch (kind, format) {
    case (.log2, .minutes):
      return DurationTicks.ticks(in: values[0]...values[values.count - 1], atMost: room)
    case (.log2, _): return PowerTicks.ticks(for: values, scale)
    case (.log10, _):
      return DecadeTicks.ticks(in: values[0]...values[values.count - 1], atMost: room)
    case (.folded(let fold), _):
      return folded(fold, scale)
    case (.linear, .places(let names)): return places(names, scale)
    case (.linear, .days) where values.count > 1:
      return DayTicks.ticks(in: values[0]...values[values.count - 1], atMost: room)
    case (.linear, _), (.logit, _): return numbers(room)
    }
  }

  /// What one value is called: the title up to its first comma or bracket.
  var name: String {
    String(title.prefix { $0 != "," && $0 != "(" }).trimmingBlanks
  }

  /// A value in words; `nil` where only ticks have them.
  func words(_ value: Double) -> String? {
    switch format {
    case .number: SVGNumber(value, decimals: 3).grouped
    case .percent, .points: text(value, decimals: 3, isLast: true)
    case .places(let names):
      names.indices.contains(Int(value.rounded())) ? names[Int(value.rounded())] : nil
    case .days, .minutes: nil
    }
  }

  private func numbers(_ room: Int) -> [Tick] {
    guard let first = values.first, let last = values.last, first < last else {
      return values.map { Tick(value: $0, label: text($0, decimals: 2, isLast: true)) }
    }
    let ticks = LinearTicks.values(in: first...last, atMost: room)
    let decimals = LinearTicks.decimals(ticks.map { $0 * scale })
    return ticks.enumerated().map { index, value in
      Tick(
        value: value, label: text(value, decimals: decimals, isLast: index == ticks.count - 1))
    }
  }

  /// Ticks on both sides of the fold, as many as there is room for, the ends at least.
  private func folded(_ fold: ClosedRange<Double>, _ scale: Scale) -> [Tick] {
    let sides = [(values[0], fold.lowerBound), (fold.upperBound, values[values.count - 1])]
    let ticks = sides.flatMap { lower, upper -> [Double] in
      guard lower < upper else { return [] }
      let room = max(1, Int((scale(upper) - scale(lower)) / 60))
      let inside = LinearTicks.values(in: lower...upper, atMost: room)
      return inside.isEmpty ? [lower] : inside
    }
    let decimals = LinearTicks.decimals(ticks.map { $0 * self.scale })
    return ticks.enumerated().map { index, value in
      Tick(
        value: value, label: text(value, decimals: decimals, isLast: index == ticks.count - 1))
    }
  }

  /// What a value is multiplied by for its label.
  private var scale: Double { format == .percent || format == .points ? 100 : 1 }

  private func text(_ value: Double, decimals: Int, isLast: Bool) -> String {
    let text = SVGNumber(value * scale, decimals: decimals).text
    switch format {
    case .percent: return isLast ? text + "\u{A0}%" : text
    case .points: return YAxis.signed(text)
    default: return text.first == "-" ? "\u{2212}" + text.dropFirst() : text
    }
  }

  /// Names by the smallest stride that leaves room between them; a place without a name is a gap
  /// and takes none.
  private func places(_ names: [String], _ scale: Scale) -> [Tick] {
    let half = { (index: Int) in TextMetrics.width(of: names[index], size: Ink.tick.font.size) / 2 }
    for step in 1...max(1, names.count) {
      let shown = stride(from: 0, to: names.count, by: step).filter { !names[$0].isEmpty }
      let fits = zip(shown, shown.dropFirst()).allSatisfy { left, right in
        scale(Double(right)) - half(right) - scale(Double(left)) - half(left)
          >= PowerTicks.clearance
      }
      guard fits || shown.count <= 1 else { continue }
      return names.indices.filter { !names[$0].isEmpty }.map {
        Tick(value: Double($0), label: $0.isMultiple(of: step) ? names[$0] : nil)
      }
    }
    return []
  }
}

extension String {
  /// Without the blanks at its end.
  fileprivate var trimmingBlanks: String {
    var result = self
    while result.last == " " { result.removeLast() }
    return result
  }
}
