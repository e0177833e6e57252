/// The series' markers, hollow: values that are not of this data, such as published ones.
package struct HollowPoints: Mark {
  package let points: [DataPoint]
  package let style: SeriesStyle

  package init(_ points: [DataPoint], style: SeriesStyle) {
    self.points = points
    self.style = style
  }

  package var extent: Extent { Extent(x: points.map(\.x), y: points.map(\.y)) }
  package var layer: Layer { .rings }

  package func draw(_ scales: Scales, into svg: inout SVGWriter) {
    var path = svg.pathData
    for point in points {
      (style.marker ?? .circle).append(to: &path, at: scales.point(point.x, point.y))
    }
    if path.isEmpty { return }
    svg.series(style) { $0.path(.hollow, path) }
  }

  package func trace(_ scales: Scales) -> [Point] { points.map { scales.point($0.x, $0.y) } }

  package static var samples: [any Mark] {
    [
      HollowPoints([], style: .hue(0)), HollowPoints([DataPoint(16, 0.5)], style: .muted),
      HollowPoints([DataPoint(1, 0), DataPoint(256, 1)], style: .hue(3)),
    ]
  }
}
