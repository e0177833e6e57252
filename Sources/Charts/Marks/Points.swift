/// The series' marker at each point; nothing for a muted series.
package struct Points: Mark {
  package let points: [DataPoint]
  package let style: SeriesStyle
  /// Whether a line of `Line.hasMarkers` runs through them.
  package let areOnLine: Bool

  package init(_ points: [DataPoint], style: SeriesStyle, areOnLine: Bool = false) {
    self.points = points
    self.style = style
    self.areOnLine = areOnLine
  }

  package var extent: Extent { Extent(x: points.map(\.x), y: points.map(\.y)) }
  package var layer: Layer { .points }

  package func draw(_ scales: Scales, into svg: inout SVGWriter) {
    guard let marker = style.marker, !points.isEmpty, !(areOnLine && svg.hasMarkedLines) else {
      return
    }
    var path = svg.pathData
    for point in points { marker.append(to: &path, at: scales.point(point.x, point.y)) }
    svg.series(style) { $0.path(.marker, path) }
  }

  package func trace(_ scales: Scales) -> [Point] { points.map { scales.point($0.x, $0.y) } }

  package static var samples: [any Mark] {
    let corners = [DataPoint(1, 0), DataPoint(1, 1), DataPoint(256, 0), DataPoint(256, 1)]
    return [Points([], style: .hue(0)), Points([DataPoint(4, 0.5)], style: .muted)]
      + (0..<SeriesStyle.hues).map { Points(corners, style: .hue($0)) }
  }
}
