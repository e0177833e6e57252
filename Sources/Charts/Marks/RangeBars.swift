/// Values known only to lie between two bounds: a hollow bar without a point.
package struct RangeBars: Mark {
  package let ranges: [DataRange]
  package let style: SeriesStyle
  /// A shift to the right in px, so that series at one x stand side by side.
  package let shift: Double

  package init(_ ranges: [DataRange], style: SeriesStyle, shift: Double = 0) {
    precondition(shift.isFinite, "shift \(shift)")
    self.ranges = ranges
    self.style = style
    self.shift = shift
  }

  /// Width of a bar in px.
  static let width = 7.0

  package var extent: Extent { Extent(ranges) }
  package var layer: Layer { .points }

  package func draw(_ scales: Scales, into svg: inout SVGWriter) {
    var path = svg.pathData
    for range in ranges {
      let x = place(range.x, scales)
      // Bounds that meet still show as a stroke.
      let (top, bottom) = (scales.y(range.upper), scales.y(range.lower))
      path.move(x - Self.width / 2, top)
      path.line(x + Self.width / 2, top)
      path.line(x + Self.width / 2, bottom)
      path.line(x - Self.width / 2, bottom)
      path.close()
    }
    if path.isEmpty { return }
    svg.series(style) { $0.path(.range, path) }
  }

  package func trace(_ scales: Scales) -> [Point] {
    ranges.flatMap { range in
      let x = place(range.x, scales)
      return Line.along(Point(x, scales.y(range.lower)), Point(x, scales.y(range.upper)))
    }
  }

  func place(_ x: Double, _ scales: Scales) -> Double {
    let reach = scales.frame.left + Marker.reach...scales.frame.right - Marker.reach
    return min(max(scales.x(x) + shift, reach.lowerBound), reach.upperBound)
  }

  package static var samples: [any Mark] {
    [
      RangeBars([], style: .hue(0)),
      RangeBars([DataRange(1, 0, 1), DataRange(256, 0.3, 0.3)], style: .hue(3)),
      RangeBars([DataRange(256, 1, 1)], style: .muted, shift: 1e5),
    ]
  }
}
