/// Upright bars from 0 to a height, side by side where several series share a place.
package struct Columns: Mark {
  /// Heights at places along x.
  package let columns: [DataPoint]
  package let style: SeriesStyle
  /// Which of how many series at a place this is.
  package let slot: Int
  package let slots: Int
  /// Outlined and pale, so that two series differ without colour.
  package let isHollow: Bool

  /// - Precondition: `0 <= slot < slots`.
  package init(
    _ columns: [DataPoint], style: SeriesStyle, slot: Int = 0, of slots: Int = 1,
    isHollow: Bool = false
  ) {
    precondition(0..<slots ~= slot, "slot \(slot) of \(slots)")
    (self.columns, self.style, self.slot, self.slots) = (columns, style, slot, slots)
    self.isHollow = isHollow
  }

  /// The share of a place that its columns take.
  private static let fill = 0.8

  package var extent: Extent { Extent(x: columns.map(\.x), y: columns.map(\.y) + [0]) }
  package var layer: Layer { .lines }

  package func draw(_ scales: Scales, into svg: inout SVGWriter) {
    // A place is one unit wide on a linear axis, else what a marker takes.
    let unit =
      scales.x.kind == .linear && scales.x.domain.upperBound > scales.x.domain.lowerBound
      ? abs(scales.x(scales.x.domain.lowerBound + 1) - scales.x(scales.x.domain.lowerBound)) : 20
    let width = max(unit * Self.fill / Double(slots), 1)
    var path = svg.pathData
    for column in columns where column.y != 0 {
      let middle = scales.x(column.x) + (Double(slot) - Double(slots - 1) / 2) * width
      let left = min(max(middle - width / 2, scales.frame.left), scales.frame.right)
      let right = max(left, min(middle + width / 2 - (slots > 1 ? 1 : 0), scales.frame.right))
      path.move(left, scales.y(0))
      path.line(left, scales.y(column.y))
      path.line(right, scales.y(column.y))
      path.line(right, scales.y(0))
      path.close()
    }
    if path.isEmpty { return }
    svg.series(style) { $0.path(isHollow ? .hollowColumn : .column, path) }
  }

  package func trace(_ scales: Scales) -> [Point] {
    columns.flatMap { column in
      let x = scales.x(column.x)
      return Line.along(Point(x, scales.y(0)), Point(x, scales.y(column.y)))
    }
  }

  package static var samples: [any Mark] {
    [
      Columns([], style: .hue(0)),
      Columns([DataPoint(1, 1), DataPoint(256, 0.5)], style: .hue(1), slot: 1, of: 2),
      Columns([DataPoint(4, 0)], style: .muted, isHollow: true),
      Columns([DataPoint(64, 1)], style: .hue(2), isHollow: true),
    ]
  }
}
