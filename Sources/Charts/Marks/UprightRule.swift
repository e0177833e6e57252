/// An upright rule at one x over the whole height: zero of a difference, or a mark to compare with.
package struct UprightRule: Mark {
  package let x: Double

  package init(_ x: Double) {
    precondition(x.isFinite, "no rule at \(x)")
    self.x = x
  }

  package var extent: Extent { Extent(x: [x], y: []) }
  package var layer: Layer { .ground }

  package func draw(_ scales: Scales, into svg: inout SVGWriter) {
    var path = svg.pathData
    path.move(scales.x(x), scales.frame.top)
    path.line(scales.x(x), scales.frame.bottom)
    svg.path(.zero, path)
  }

  package static var samples: [any Mark] { [UprightRule(1), UprightRule(256)] }
}
