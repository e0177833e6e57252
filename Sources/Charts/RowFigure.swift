/// A row of a figure of intervals as plain values.
public struct IntervalRow: Sendable {
  /// Stands above the row's line; shortened where it is too long.
  public let label: String
  /// Colour and marker.
  public let style: SeriesStyle
  /// In data units. Absent where there is none; `words` then says why.
  public let value: Double?
  /// The wide interval, a thin line, in data units.
  public let outer: ClosedRange<Double>?
  /// The narrow one within it, a thick line, in data units.
  public let inner: ClosedRange<Double>?
  /// At the row's end: "41.1 [38, 44]".
  public let words: String?

  /// - Precondition: All numbers are finite.
  public init(
    _ label: String, style: SeriesStyle, value: Double?, outer: ClosedRange<Double>?,
    inner: ClosedRange<Double>? = nil, words: String? = nil
  ) {
    let ends = [outer, inner].compactMap(\.self).flatMap { [$0.lowerBound, $0.upperBound] }
    precondition((ends + [value ?? 0]).allSatisfy(\.isFinite), "no row of \(ends)")
    (self.label, self.style, self.value) = (label, style, value)
    (self.outer, self.inner, self.words) = (outer, inner, words)
  }
}

extension Figure {
  /// Named rows of intervals over one axis of x, the first on top.
  ///
  /// - Parameters:
  ///   - id: As of ``id``.
  ///   - title: What it is, for those who do not see it.
  ///   - description: What it shows, for those who do not see it.
  ///   - rows: At least one.
  ///   - xTitle: Beneath the axis, with the unit.
  ///   - format: What the numbers of x are, and so how they are labelled.
  ///   - isWide: 736 px across the text, else 352 px for a column or a phone.
  ///   - zero: A value to compare with, on the axis whatever the rows hold: marked by an upright rule,
  ///     or by the axis's end where all rows lie on one side of it.
  ///   - fold: A stretch of x without data to fold away; the axis is linear then.
  ///   - kind: How values are spread along x.
  /// - Complexity: O(*n*) in the rows.
  public static func rows(
    id: String, title: String, description: String, rows: [IntervalRow], xTitle: String,
    format: AxisFormat, isWide: Bool = true, zero: Double? = nil,
    fold: ClosedRange<Double>? = nil, kind: AxisKind = .linear
  ) -> Figure {
    precondition(!rows.isEmpty, "a figure without rows")
    let size = FigureSize(
      width: isWide ? 736 : 352, height: max(120, 72 + 36 * Double(rows.count)),
      className: isWide ? "w" : "n")
    let words = rows.map { row in
      row.words.map { TextMetrics.width(of: $0, size: Ink.quiet.font.size) } ?? 0
    }
    let labels = LabelText.fitted(
      rows.map(\.label), width: max(60, size.width - (words.max() ?? 0) - 16),
      size: Ink.tick.font.size)
    let mark = IntervalRows(
      rows.enumerated().map { index, row in
        IntervalRows.Row(
          y: Double(-index), value: row.value, outer: row.outer, inner: row.inner,
          words: row.words, style: row.style)
      })
    var marks: [any Mark] = [mark]
    let drawn = mark.extent.x
    if let zero, let drawn, drawn.lowerBound < zero, zero < drawn.upperBound {
      marks.append(UprightRule(zero))
    }
    if let fold { marks.append(AxisBreak(fold)) }
    let extent =
      Extent(x: zero.map { [$0] } ?? [], y: []).union(mark.extent).x
      ?? (kind == .log2 ? 1...1 : 0...1)
    var ends = [extent.lowerBound, extent.upperBound]
    if ends[0] == ends[1] {
      // A single place stands in the middle.
      let reach = max(abs(ends[0]), 1) * 0.1
      ends = kind == .log2 ? [ends[0] / 2, ends[1] * 2] : [ends[0] - reach, ends[1] + reach]
    }
    return Figure(
      id: id, title: title, description: description, size: size,
      x: XAxis(
        fold.map { .folded($0) } ?? kind,
        values: ends, title: xTitle, format: format),
      panels: [Panel(y: .rows(labels), marks: marks)])
  }
}
