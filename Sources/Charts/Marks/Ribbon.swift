/// The area between two curves, with its edges drawn so that overlaps stay readable and survive
/// grey print; those of many ribbons are drawn as outlines of the areas, which weighs half.
package struct Ribbon: Mark {
  /// Stretches of at least two ranges each, ascending in x; between stretches nothing is drawn.
  package let stretches: [[DataRange]]
  package let style: SeriesStyle
  /// Paler, for many ribbons.
  package let isFaint: Bool

  /// Stretches of a single range have no area and are left to `IntervalBars`.
  package init(_ stretches: [[DataRange]], style: SeriesStyle, isFaint: Bool = false) {
    self.stretches = stretches.filter { $0.count > 1 }
    self.style = style
    self.isFaint = isFaint
  }

  package var extent: Extent { Extent(stretches.flatMap(\.self)) }
  package var layer: Layer { .ribbons }

  package func draw(_ scales: Scales, into svg: inout SVGWriter) {
    var area = svg.pathData
    var edges = svg.pathData
    for stretch in stretches {
      let upper = stretch.map { scales.point($0.x, $0.upper) }
      let lower = stretch.map { scales.point($0.x, $0.lower) }
      area.polyline(upper + lower.reversed())
      area.close()
      if isFaint { continue }
      edges.polyline(upper)
      edges.polyline(lower)
    }
    if area.isEmpty { return }
    svg.series(style) { svg in
      svg.path(isFaint ? .faintRibbon : .ribbon, area)
      svg.path(.ribbonEdge, edges)
    }
  }

  /// Points spread thinly over the area: words keep off it where they can, and off lines first.
  package func trace(_ scales: Scales) -> [Point] {
    stretches.flatMap { stretch in
      zip(stretch, stretch.dropFirst()).flatMap { one, two -> [Point] in
        let (left, right) = (scales.x(one.x), scales.x(two.x))
        return Swift.stride(from: left, through: right, by: Self.pitch).flatMap { x -> [Point] in
          let share = right > left ? (x - left) / (right - left) : 0
          func between(_ a: Double, _ b: Double) -> Double {
            scales.y(a) + share * (scales.y(b) - scales.y(a))
          }
          let (top, bottom) = (between(one.upper, two.upper), between(one.lower, two.lower))
          return Swift.stride(from: top, through: bottom, by: Self.pitch).map { Point(x, $0) }
        }
      }
    }
  }

  /// Distance between the points of `trace`, px.
  private static let pitch = 16.0

  package static var samples: [any Mark] {
    [
      Ribbon([], style: .hue(0)),
      Ribbon([[DataRange(1, 0, 1)]], style: .hue(1)),
      Ribbon([[DataRange(1, 0, 1), DataRange(256, 0, 1)]], style: .hue(2)),
      Ribbon([[DataRange(1, 0.5, 0.5), DataRange(2, 0.5, 0.5)]], style: .muted, isFaint: true),
      Ribbon(
        [
          [DataRange(1, 0.1, 0.2), DataRange(2, 0.2, 0.4)],
          [DataRange(64, 0.9, 1), DataRange(128, 1, 1), DataRange(256, 1, 1)],
        ], style: .hue(5)),
    ]
  }
}
