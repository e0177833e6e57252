/// Intervals lying in named rows, for what has no order to make a curve of: a thin line for the
/// wide interval, a thick one for the narrow one within it, a marker on the value, and the value in
/// words at the row's end.
package struct IntervalRows: Mark {
  package struct Row: Hashable, Sendable {
    /// The row's height in data units: `-i` for the *i*-th name of `YAxis.rows`.
    package let y: Double
    package let value: Double?
    package let outer: ClosedRange<Double>?
    package let inner: ClosedRange<Double>?
    /// "41.1 [38, 44]"; absent where nothing is to be said.
    package let words: String?
    package let style: SeriesStyle

    /// All finite.
    package init(
      y: Double, value: Double?, outer: ClosedRange<Double>?, inner: ClosedRange<Double>? = nil,
      words: String? = nil, style: SeriesStyle
    ) {
      let numbers = [y, value, outer?.lowerBound, outer?.upperBound, inner?.lowerBound]
      precondition(numbers.allSatisfy { ($0 ?? 0).isFinite }, "no row at \(y)")
      (self.y, self.value, self.outer, self.inner) = (y, value, outer, inner)
      (self.words, self.style) = (words, style)
    }
  }

  package let rows: [Row]

  package init(_ rows: [Row]) { self.rows = rows }

  package var extent: Extent {
    Extent(
      x: rows.flatMap { row in
        [row.value, row.outer?.lowerBound, row.outer?.upperBound, row.inner?.lowerBound]
          .compactMap(\.self) + (row.inner.map { [$0.upperBound] } ?? [])
      }, y: rows.map(\.y))
  }
  package var layer: Layer { .points }

  package func draw(_ scales: Scales, into svg: inout SVGWriter) {
    for row in rows { draw(row, scales, into: &svg) }
  }

  private func draw(_ row: Row, _ scales: Scales, into svg: inout SVGWriter) {
    let y = min(max(scales.y(row.y), scales.frame.top + 4), scales.frame.bottom - 4)
    func line(_ range: ClosedRange<Double>?, _ svg: inout SVGWriter) -> PathData {
      var path = svg.pathData
      guard let range else { return path }
      path.move(scales.x(range.lowerBound), y)
      path.line(scales.x(range.upperBound), y)
      return path
    }
    svg.series(row.style) { svg in
      svg.path(.whisker, line(row.outer, &svg))
      svg.path(.thick, line(row.inner, &svg))
      if let value = row.value {
        var dot = svg.pathData
        (row.style.marker ?? .circle).append(to: &dot, at: Point(place(value, scales), y))
        svg.path(.marker, dot)
      }
    }
    guard let words = row.words else { return }
    svg.text(
      words, .quiet, at: Point(scales.frame.right, max(y - 13, scales.frame.top + 7)), anchor: .end)
  }

  private func place(_ x: Double, _ scales: Scales) -> Double {
    let reach = scales.frame.left + Marker.reach...scales.frame.right - Marker.reach
    return min(max(scales.x(x), reach.lowerBound), reach.upperBound)
  }

  package static var samples: [any Mark] {
    [
      IntervalRows([]),
      IntervalRows([
        Row(y: 0.5, value: 16, outer: 1...256, inner: 4...64, words: "16 [1, 256]", style: .hue(0)),
        Row(y: 0, value: nil, outer: 256...256, style: .muted),
        Row(y: 1, value: 1, outer: nil, style: .hue(5)),
      ]),
    ]
  }
}
