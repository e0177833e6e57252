/// The ring around a crossing, above the lines; the crossing itself stays visible inside it.
package struct CrossingRing: Mark {
  package let center: DataPoint
  /// Whose curves cross.
  package let of: [SeriesStyle]

  package init(_ center: DataPoint, of: [SeriesStyle] = []) {
    (self.center, self.of) = (center, of)
  }

  /// In px.
  static let radius = 7.0

  package var extent: Extent { Extent(x: [center.x], y: [center.y]) }
  package var layer: Layer { .rings }

  package func draw(_ scales: Scales, into svg: inout SVGWriter) {
    let point = scales.point(center.x, center.y)
    let frame = scales.frame
    // Near an edge the ring is made smaller rather than let out.
    let room = min(
      point.x - frame.left, frame.right - point.x, point.y - frame.top, frame.bottom - point.y)
    svg.group(of: of) { $0.circle(.ring, point, radius: max(1, min(Self.radius, room - 0.5))) }
  }

  package func trace(_ scales: Scales) -> [Point] {
    let point = scales.point(center.x, center.y)
    return [-1.0, 0, 1].flatMap { dx in
      [-1.0, 0, 1].map { Point(point.x + dx * Self.radius, point.y + $0 * Self.radius) }
    }
  }

  package static var samples: [any Mark] {
    [(1.0, 0.0), (256, 1), (16, 0.5)].map { CrossingRing(DataPoint($0, $1)) }
  }
}
