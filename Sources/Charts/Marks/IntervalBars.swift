/// Whiskers of intervals, with the series' marker on each value: what is drawn where there is no
/// neighbour to make a curve with.
package struct IntervalBars: Mark {
  package let intervals: [DataRange]
  /// The values the intervals belong to.
  package let points: [DataPoint]
  package let style: SeriesStyle
  /// A shift to the right in px, so that series at one x stand side by side.
  package let shift: Double

  package init(
    _ intervals: [DataRange], points: [DataPoint], style: SeriesStyle, shift: Double = 0
  ) {
    precondition(shift.isFinite, "shift \(shift)")
    self.intervals = intervals
    self.points = points
    self.style = style
    self.shift = shift
  }

  package var extent: Extent {
    Extent(intervals).union(Extent(x: points.map(\.x), y: points.map(\.y)))
  }
  package var layer: Layer { .points }

  package func draw(_ scales: Scales, into svg: inout SVGWriter) {
    var whiskers = svg.pathData
    for interval in intervals {
      let x = place(interval.x, scales)
      whiskers.move(x, scales.y(interval.lower))
      whiskers.line(x, scales.y(interval.upper))
    }
    var dots = svg.pathData
    for point in points {
      (style.marker ?? .circle).append(
        to: &dots, at: Point(place(point.x, scales), scales.y(point.y)))
    }
    if whiskers.isEmpty && dots.isEmpty { return }
    svg.series(style) { svg in
      svg.path(.whisker, whiskers)
      svg.path(.marker, dots)
    }
  }

  package func trace(_ scales: Scales) -> [Point] {
    intervals.flatMap { interval in
      let x = place(interval.x, scales)
      return Line.along(Point(x, scales.y(interval.lower)), Point(x, scales.y(interval.upper)))
    }
  }

  func place(_ x: Double, _ scales: Scales) -> Double {
    let reach = scales.frame.left + Marker.reach...scales.frame.right - Marker.reach
    return min(max(scales.x(x) + shift, reach.lowerBound), reach.upperBound)
  }

  package static var samples: [any Mark] {
    [
      IntervalBars([], points: [], style: .hue(0)),
      IntervalBars([DataRange(4, 0, 1)], points: [DataPoint(4, 0.5)], style: .hue(1), shift: 20),
      IntervalBars([DataRange(256, 1, 1)], points: [DataPoint(256, 1)], style: .muted, shift: 9e5),
      IntervalBars([], points: [DataPoint(1, 0)], style: .hue(4), shift: -1e4),
    ]
  }
}
