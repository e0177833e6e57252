/// A curve beyond the data: dotted and thin, so that nobody takes it for measured.
package struct Projection: Mark {
  /// Ascending in x.
  package let points: [DataPoint]
  package let style: SeriesStyle

  package init(_ points: [DataPoint], style: SeriesStyle) {
    self.points = points
    self.style = style
  }

  package var extent: Extent { Extent(x: points.map(\.x), y: points.map(\.y)) }
  package var layer: Layer { .lines }

  package func draw(_ scales: Scales, into svg: inout SVGWriter) {
    guard points.count > 1 else { return }
    var path = svg.pathData
    path.polyline(points.map { scales.point($0.x, $0.y) })
    svg.series(style) { $0.path(.projection, path) }
  }

  package func trace(_ scales: Scales) -> [Point] {
    let places = points.map { scales.point($0.x, $0.y) }
    return zip(places, places.dropFirst()).flatMap { Line.along($0, $1) }
  }

  package static var samples: [any Mark] {
    [
      Projection([], style: .hue(0)), Projection([DataPoint(2, 0.5)], style: .hue(1)),
      Projection([DataPoint(1, 0), DataPoint(64, 0.9), DataPoint(256, 1)], style: .muted),
    ]
  }
}
