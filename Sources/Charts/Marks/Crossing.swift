/// Where two curves cross: a plumb line from the crossing down to the axis, and on the axis the
/// stretch over which the data cannot tell which is ahead, as a bar.
///
/// A closed end of the stretch has a tick; an open one has none, is drawn dotted to the frame's
/// edge, and makes the plumb line dotted too.
package struct Crossing: Mark {
  package typealias Stretch = CurveCrossing.Stretch

  /// The crossing, if there is just one; else only the stretch is drawn.
  package let x: Double?
  /// The height from which the plumb line falls; absent: from the top of the frame.
  package let y: Double?
  package let stretch: Stretch?
  package let isOpen: Bool
  package let note: Note?
  /// Whose curves cross.
  package let of: [SeriesStyle]

  /// - Parameter isOpen: Whether the stretch is open though drawn elsewhere (in a panel below).
  package init(
    x: Double?, y: Double?, stretch: Stretch?, isOpen: Bool = false, note: Note? = nil,
    of: [SeriesStyle] = []
  ) {
    precondition((x ?? 0).isFinite && (y ?? 0).isFinite, "no crossing")
    self.x = x
    self.y = y
    self.stretch = stretch
    self.isOpen = isOpen || stretch?.isOpen ?? false
    self.note = note
    self.of = of
  }

  package var extent: Extent {
    Extent(
      x: [x, stretch?.lower, stretch?.upper].compactMap(\.self), y: [y].compactMap(\.self))
  }
  package var layer: Layer { .rules }

  package func draw(_ scales: Scales, into svg: inout SVGWriter) {
    svg.group(of: of) { drawWhole(scales, into: &$0) }
  }

  private func drawWhole(_ scales: Scales, into svg: inout SVGWriter) {
    if let plumb = plumb(scales) {
      var path = svg.pathData
      path.move(plumb.top.x, plumb.top.y)
      path.line(plumb.bottom.x, plumb.bottom.y)
      svg.path(isOpen ? .dottedRule : .rule, path)
    }
    if let stretch { draw(stretch, scales, into: &svg) }
  }

  private func draw(_ stretch: Stretch, _ scales: Scales, into svg: inout SVGWriter) {
    let axis = scales.frame.bottom
    let lower = scales.x(stretch.lower ?? scales.x.domain.lowerBound)
    let upper = scales.x(stretch.upper ?? scales.x.domain.upperBound)
    let bar = Frame(left: lower, right: max(lower, upper), top: axis - 3, bottom: axis + 3)
    if bar.width > 0 { svg.rectangle(.bar, bar) }
    var ends = svg.pathData
    for (end, x) in [(stretch.lower, lower), (stretch.upper, upper)] where end != nil {
      ends.move(x, axis - 4)
      ends.line(x, axis + 4)
    }
    svg.path(.rule, ends)
    var open = svg.pathData
    for level in [axis - 3, axis + 3] {
      if stretch.lower == nil {
        open.move(lower, level)
        open.line(max(scales.frame.left, lower - 10), level)
      }
      if stretch.upper == nil {
        open.move(upper, level)
        open.line(min(scales.frame.right, upper + 10), level)
      }
    }
    svg.path(.dottedRule, open)
  }

  package func trace(_ scales: Scales) -> [Point] {
    plumb(scales).map { Line.along($0.top, $0.bottom) } ?? []
  }

  /// The plumb line in px: it hangs from the ring's lower edge.
  func plumb(_ scales: Scales) -> (top: Point, bottom: Point)? {
    guard let x else { return nil }
    let bottom = scales.frame.bottom
    let top = y.map { min(scales.y($0) + CrossingRing.radius, bottom) } ?? scales.frame.top
    return (Point(scales.x(x), top), Point(scales.x(x), bottom))
  }

  package static var samples: [any Mark] {
    [
      Crossing(x: nil, y: nil, stretch: nil),
      Crossing(x: 1, y: 0, stretch: Stretch(lower: 1, upper: 1)),
      Crossing(x: 256, y: 1, stretch: Stretch(lower: nil, upper: nil)),
      Crossing(x: 36, y: 0.5, stretch: Stretch(lower: 17, upper: 72)),
      Crossing(x: 36, y: nil, stretch: Stretch(lower: 17, upper: nil)),
      Crossing(x: nil, y: nil, stretch: Stretch(lower: nil, upper: 4)),
    ]
  }
}
