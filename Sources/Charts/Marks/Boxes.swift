/// Distributions at places along x: a whisker over the middle 90 %, a box over the middle half, a
/// stroke at the median.
package struct Boxes: Mark {
  package struct Box: Hashable, Sendable {
    package let x: Double
    /// The quantiles at 5, 25, 50, 75 and 95 %, ascending and finite.
    package let quantiles: [Double]

    package init(x: Double, quantiles: [Double]) {
      precondition(
        x.isFinite && quantiles.count == 5 && quantiles == quantiles.sorted()
          && quantiles.allSatisfy(\.isFinite), "no box of \(quantiles)")
      (self.x, self.quantiles) = (x, quantiles)
    }
  }

  package let boxes: [Box]
  package let style: SeriesStyle
  /// A shift to the right in px, so that series at one place stand side by side.
  package let shift: Double

  package init(_ boxes: [Box], style: SeriesStyle, shift: Double = 0) {
    precondition(shift.isFinite, "shift \(shift)")
    (self.boxes, self.style, self.shift) = (boxes, style, shift)
  }

  /// Half the width of a box in px.
  private static let half = 7.0

  package var extent: Extent { Extent(x: boxes.map(\.x), y: boxes.flatMap(\.quantiles)) }
  package var layer: Layer { .points }

  package func draw(_ scales: Scales, into svg: inout SVGWriter) {
    var whiskers = svg.pathData
    var bodies = svg.pathData
    for box in boxes {
      let x = place(box.x, scales)
      let y = box.quantiles.map { scales.y($0) }
      whiskers.move(x, y[0])
      whiskers.line(x, y[1])
      whiskers.move(x, y[3])
      whiskers.line(x, y[4])
      bodies.move(x - Self.half, y[3])
      bodies.line(x + Self.half, y[3])
      bodies.line(x + Self.half, y[1])
      bodies.line(x - Self.half, y[1])
      bodies.close()
      whiskers.move(x - Self.half, y[2])
      whiskers.line(x + Self.half, y[2])
    }
    if bodies.isEmpty { return }
    svg.series(style) { svg in
      svg.path(.hollowColumn, bodies)
      svg.path(.whisker, whiskers)
    }
  }

  package func trace(_ scales: Scales) -> [Point] {
    boxes.flatMap { box in
      let x = place(box.x, scales)
      return Line.along(Point(x, scales.y(box.quantiles[4])), Point(x, scales.y(box.quantiles[0])))
    }
  }

  private func place(_ x: Double, _ scales: Scales) -> Double {
    let reach = scales.frame.left + Self.half + 1...scales.frame.right - Self.half - 1
    return min(max(scales.x(x) + shift, reach.lowerBound), reach.upperBound)
  }

  package static var samples: [any Mark] {
    [
      Boxes([], style: .hue(0)),
      Boxes([Box(x: 16, quantiles: [0, 0.2, 0.4, 0.8, 1])], style: .hue(1), shift: 12),
      Boxes([Box(x: 1, quantiles: [0.5, 0.5, 0.5, 0.5, 0.5])], style: .muted, shift: -1e5),
    ]
  }
}
