/// Maps data to px along one axis.
package struct Scale: Hashable, Sendable {
  package typealias Kind = AxisKind

  package let kind: Kind
  /// What the axis spans, in data units, before any pad.
  package let domain: ClosedRange<Double>
  /// The px of the domain's ends; `end` may be the smaller (y grows downwards).
  package let start: Double
  package let end: Double

  /// - Parameter domain: Positive on a log axis, between 0 and 1 on a logit axis. A domain of one value maps it to the middle.
  package init(_ kind: Kind, domain: ClosedRange<Double>, start: Double, end: Double) {
    precondition(
      domain.lowerBound.isFinite && domain.upperBound.isFinite, "domain \(domain) is not finite")
    precondition(!kind.isLog || domain.lowerBound > 0, "log axis from \(domain.lowerBound)")
    precondition(
      kind != .logit || domain.lowerBound > 0 && domain.upperBound < 1, "logit axis of \(domain)")
    (self.kind, self.domain, self.start, self.end) = (kind, domain, start, end)
  }

  /// The px of a value; outside the domain, that of its nearest end.
  package func callAsFunction(_ value: Double) -> Double {
    let (lower, upper) = (transform(domain.lowerBound), transform(domain.upperBound))
    guard upper > lower else { return (start + end) / 2 }
    let inside = min(max(value, domain.lowerBound), domain.upperBound)
    return start + (transform(inside) - lower) / (upper - lower) * (end - start)
  }

  private func transform(_ value: Double) -> Double {
    switch kind {
    case .linear: value
    case .log2, .log10: logarithm2(value)
    case .logit: logarithm2(value / (1 - value))
    case .folded(let fold): folded(value, fold)
    }
  }

  /// The fold takes a twelfth of what is left of the domain without it.
  private func folded(_ value: Double, _ fold: ClosedRange<Double>) -> Double {
    let left = domain.upperBound - domain.lowerBound - (fold.upperBound - fold.lowerBound)
    let width = max(left, 0) / 12
    if value <= fold.lowerBound { return value }
    if value >= fold.upperBound { return value - (fold.upperBound - fold.lowerBound) + width }
    let share = (value - fold.lowerBound) / (fold.upperBound - fold.lowerBound)
    return fold.lowerBound + share * width
  }
}

/// The scales of one panel, and the frame that its marks keep to.
package struct Scales: Hashable, Sendable {
  package let x: Scale
  package let y: Scale
  /// The drawing's rectangle in px. Markers and strokes at the domains' ends are inside.
  package let frame: Frame

  package init(x: Scale, y: Scale, frame: Frame) {
    (self.x, self.y, self.frame) = (x, y, frame)
  }

  func point(_ x: Double, _ y: Double) -> Point { Point(self.x(x), self.y(y)) }
}
