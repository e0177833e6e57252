/// A mark that pgfplots can draw: what it holds of data in an axis, the rest over it.
///
/// A kind of mark without this makes a figure that has no pgfplots form (``Figure/pgfplots(millimetres:)``).
protocol PGFMark: Mark {
  /// Plots in the axis, in data units.
  func plot(into axis: inout PGFAxis)
  /// Draws over the axis, in px.
  func draw(_ scales: Scales, over picture: inout PGFWriter)
}

extension PGFMark {
  func plot(into axis: inout PGFAxis) {}
  func draw(_ scales: Scales, over picture: inout PGFWriter) {}
}

extension Ribbon: PGFMark {
  func plot(into axis: inout PGFAxis) {
    let opacity = isFaint ? Theme.light.faintRibbonOpacity : Theme.light.ribbonOpacity
    let fill = "fill=\(axis.writer.color(of: style)), fill opacity=\(PGFWriter.number(opacity))"
    for stretch in stretches {
      let upper = stretch.map { DataPoint($0.x, $0.upper) }
      let lower = stretch.map { DataPoint($0.x, $0.lower) }
      axis.plot("draw=none, \(fill)", upper + lower.reversed(), isArea: true)
      if isFaint { continue }
      for edge in [upper, lower] {
        axis.plot("\(axis.writer.color(of: style)), line width=0.5pt, opacity=0.45", edge)
      }
    }
  }
}

extension Line: PGFMark {
  func plot(into axis: inout PGFAxis) {
    for stretch in stretches { axis.plot(axis.writer.line(style), stretch) }
  }
}

extension Points: PGFMark {
  func plot(into axis: inout PGFAxis) {
    guard let marker = style.marker, !points.isEmpty else { return }
    axis.plot("only marks, \(axis.writer.mark(marker, style))", points)
  }
}

extension HollowPoints: PGFMark {
  func plot(into axis: inout PGFAxis) {
    if points.isEmpty { return }
    axis.plot(
      "only marks, \(axis.writer.mark(style.marker ?? .circle, style, isHollow: true))", points)
  }
}

extension Projection: PGFMark {
  func plot(into axis: inout PGFAxis) {
    if points.count < 2 { return }
    axis.plot("\(axis.writer.color(of: style)), line width=1pt, densely dotted", points)
  }
}

extension ZeroRule: PGFMark {
  func draw(_ scales: Scales, over picture: inout PGFWriter) {
    let y = scales.y(0)
    picture.line("passcurve axis", Point(scales.x.start, y), Point(scales.frame.right, y))
  }
}

extension UprightRule: PGFMark {
  func draw(_ scales: Scales, over picture: inout PGFWriter) {
    let x = scales.x(x)
    picture.line("passcurve axis", Point(x, scales.frame.top), Point(x, scales.frame.bottom))
  }
}

extension IntervalBars: PGFMark {
  func draw(_ scales: Scales, over picture: inout PGFWriter) {
    let color = picture.color(of: style)
    for interval in intervals {
      let x = place(interval.x, scales)
      picture.line(
        "\(color), line width=1.2pt", Point(x, scales.y(interval.lower)),
        Point(x, scales.y(interval.upper)))
    }
    for point in points {
      picture.marker(
        style.marker ?? .circle, style, at: Point(place(point.x, scales), scales.y(point.y)))
    }
  }
}

extension RangeBars: PGFMark {
  func draw(_ scales: Scales, over picture: inout PGFWriter) {
    for range in ranges {
      let x = place(range.x, scales)
      picture.rectangle(
        "draw=\(picture.color(of: style)), fill=white, line width=1.2pt",
        Point(x - Self.width / 2, scales.y(range.upper)),
        Point(x + Self.width / 2, scales.y(range.lower)))
    }
  }
}

extension Crossing: PGFMark {
  func draw(_ scales: Scales, over picture: inout PGFWriter) {
    let rule = "passcurve rule"
    if let plumb = plumb(scales) {
      picture.line(isOpen ? "\(rule), dotted" : rule, plumb.top, plumb.bottom)
    }
    guard let stretch else { return }
    let axis = scales.frame.bottom
    let lower = scales.x(stretch.lower ?? scales.x.domain.lowerBound)
    let upper = max(lower, scales.x(stretch.upper ?? scales.x.domain.upperBound))
    picture.rectangle(
      "fill=black, fill opacity=0.22", Point(lower, axis - 3), Point(upper, axis + 3))
    for (end, x) in [(stretch.lower, lower), (stretch.upper, upper)] where end != nil {
      picture.line(rule, Point(x, axis - 4), Point(x, axis + 4))
    }
    for level in [axis - 3, axis + 3] {
      if stretch.lower == nil {
        picture.line("\(rule), dotted", Point(lower, level), Point(lower - 10, level))
      }
      if stretch.upper == nil {
        picture.line("\(rule), dotted", Point(upper, level), Point(upper + 10, level))
      }
    }
  }
}

extension CrossingRing: PGFMark {
  func draw(_ scales: Scales, over picture: inout PGFWriter) {
    picture.circle("passcurve rule", scales.point(center.x, center.y), radius: Self.radius)
  }
}

extension Connector: PGFMark {
  func draw(_ scales: Scales, over picture: inout PGFWriter) {
    let y = min(max(scales.y(from.y), scales.frame.top + 4), scales.frame.bottom - 4)
    let (start, end) = (scales.x(from.x), scales.x(to))
    picture.line("passcurve rule", Point(start, y), Point(end, y))
    for x in [start, end] {
      picture.line("passcurve rule", Point(x, y - 4), Point(x, y + 4))
    }
  }
}
