/// A level stroke from one curve to another, with an end mark at each: how much further along x the
/// other has to go to be as high.
package struct Connector: Mark {
  package let from: DataPoint
  /// At the same height as `from`.
  package let to: Double
  package let note: Note?

  package init(from: DataPoint, to: Double, note: Note? = nil) {
    precondition(to.isFinite, "a connector to \(to)")
    (self.from, self.to, self.note) = (from, to, note)
  }

  package var extent: Extent { Extent(x: [from.x, to], y: [from.y]) }
  package var layer: Layer { .rules }

  package func draw(_ scales: Scales, into svg: inout SVGWriter) {
    let y = min(max(scales.y(from.y), scales.frame.top + 4), scales.frame.bottom - 4)
    let (start, end) = (scales.x(from.x), scales.x(to))
    var path = svg.pathData
    path.move(start, y)
    path.line(end, y)
    for x in [start, end] {
      path.move(x, y - 4)
      path.line(x, y + 4)
    }
    svg.path(.rule, path)
  }

  package func trace(_ scales: Scales) -> [Point] {
    let y = scales.y(from.y)
    return Line.along(Point(scales.x(from.x), y), Point(scales.x(to), y))
  }

  package static var samples: [any Mark] {
    [
      Connector(from: DataPoint(1, 0.4), to: 64), Connector(from: DataPoint(256, 1), to: 1),
      Connector(from: DataPoint(4, 0), to: 4),
    ]
  }
}
