/// Two slanted strokes on the x axis where a stretch without data is folded away.
package struct AxisBreak: Mark {
  package let fold: ClosedRange<Double>

  package init(_ fold: ClosedRange<Double>) { self.fold = fold }

  package var extent: Extent { .none }
  package var layer: Layer { .rules }

  package func draw(_ scales: Scales, into svg: inout SVGWriter) {
    let middle = (scales.x(fold.lowerBound) + scales.x(fold.upperBound)) / 2
    let axis = scales.frame.bottom
    var path = svg.pathData
    for x in [middle - 2.5, middle + 2.5] {
      let place = min(max(x, scales.frame.left + 3), scales.frame.right - 3)
      path.move(place - 2.5, axis + 4.5)
      path.line(place + 2.5, axis - 4.5)
    }
    svg.path(.rule, path)
  }

  package static var samples: [any Mark] { [AxisBreak(2...128), AxisBreak(1...1)] }
}
