/// Something drawn from data. It says how far it reaches, then draws in px.
///
/// To add one: a file under Marks/ and a line in `Marks.all`, from which the conformance tests run.
package protocol Mark: Sendable {
  /// The reach in data units, for the domains.
  var extent: Extent { get }
  /// When it is drawn; within a layer marks keep their order.
  var layer: Layer { get }
  /// Draws in px, inside `scales.frame` (what sits on the axis may use its ticks' height below).
  func draw(_ scales: Scales, into svg: inout SVGWriter)
  /// Points in px along what it draws that words should not cover.
  func trace(_ scales: Scales) -> [Point]
  /// Words that belong to it, placed by the panel.
  var note: Note? { get }
  /// Samples of itself for the conformance tests, hostile ones included.
  static var samples: [any Mark] { get }
}

/// The order of drawing, first at the bottom.
package enum Layer: Int, CaseIterable, Sendable {
  case ground, ribbons, rules, lines, points, rings
}

extension Mark {
  package func trace(_ scales: Scales) -> [Point] { [] }
  package var note: Note? { nil }
}

/// Every kind of mark there is.
package enum Marks {
  package static let all: [any Mark.Type] = [
    ZeroRule.self, Ribbon.self, Line.self, Points.self, IntervalBars.self, RangeBars.self,
    Crossing.self, CrossingRing.self, IntervalRows.self, Columns.self, Boxes.self,
    Connector.self, HollowPoints.self, Projection.self, UprightRule.self, AxisBreak.self,
    HeatRows.self,
  ]
}

/// A position in data units.
package struct DataPoint: Hashable, Sendable {
  package let x: Double
  package let y: Double

  /// Both finite.
  package init(_ x: Double, _ y: Double) {
    precondition(x.isFinite && y.isFinite, "a chart cannot draw (\(x), \(y))")
    (self.x, self.y) = (x, y)
  }
}

/// A stretch of y at one x, in data units.
package struct DataRange: Hashable, Sendable {
  package let x: Double
  package let lower: Double
  package let upper: Double

  /// All finite, `lower <= upper`.
  package init(_ x: Double, _ lower: Double, _ upper: Double) {
    precondition(x.isFinite && lower.isFinite && upper.isFinite, "no range at \(x)")
    precondition(lower <= upper, "range \(lower)…\(upper) at \(x) is upside down")
    (self.x, self.lower, self.upper) = (x, lower, upper)
  }
}

extension Extent {
  init(_ ranges: [DataRange]) {
    self.init(x: ranges.map(\.x), y: ranges.map(\.lower) + ranges.map(\.upper))
  }
}
