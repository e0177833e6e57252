/// Straight strokes through evaluated points only: no spline, which would invent values.
package struct Line: Mark {
  /// Stretches of at least two points each, ascending in x; between stretches there is a gap.
  package let stretches: [[DataPoint]]
  package let style: SeriesStyle
  /// Whether the series' marker stands on each point. On a page the line itself has them, which is
  /// far shorter; standalone `Points` draw them above all lines.
  package let hasMarkers: Bool

  /// Stretches of a single point have no line and are left to `Points`.
  package init(_ stretches: [[DataPoint]], style: SeriesStyle, hasMarkers: Bool = false) {
    self.stretches = stretches.filter { $0.count > 1 }
    self.style = style
    self.hasMarkers = hasMarkers && style.marker != nil && !self.stretches.isEmpty
  }

  package var extent: Extent {
    let points = stretches.flatMap(\.self)
    return Extent(x: points.map(\.x), y: points.map(\.y))
  }
  package var layer: Layer { .lines }

  package func draw(_ scales: Scales, into svg: inout SVGWriter) {
    var path = svg.pathData
    for stretch in stretches { path.polyline(stretch.map { scales.point($0.x, $0.y) }) }
    if path.isEmpty { return }
    svg.series(style) { $0.path(.line, path, isMarked: hasMarkers) }
  }

  package func trace(_ scales: Scales) -> [Point] {
    stretches.flatMap { stretch in
      let points = stretch.map { scales.point($0.x, $0.y) }
      return zip(points, points.dropFirst()).flatMap { Self.along($0, $1) }
    }
  }

  /// Points every 4 px along a stroke, its ends included.
  static func along(_ start: Point, _ end: Point) -> [Point] {
    let length = max(abs(end.x - start.x), abs(end.y - start.y))
    let steps = max(1, Int(length / 4))
    return (0...steps).map { step in
      let share = Double(step) / Double(steps)
      return Point(start.x + share * (end.x - start.x), start.y + share * (end.y - start.y))
    }
  }

  package static var samples: [any Mark] {
    [
      Line([], style: .hue(0)),
      Line([[DataPoint(1, 1)]], style: .hue(1)),
      Line([[DataPoint(1, 1), DataPoint(256, 1)]], style: .hue(2)),
      Line([[DataPoint(1, 0), DataPoint(256, 0)]], style: .hue(3)),
      Line(
        [[DataPoint(1, 0), DataPoint(2, 1)], [DataPoint(128, 0.3), DataPoint(256, 0.3)]],
        style: .muted),
    ]
  }
}
