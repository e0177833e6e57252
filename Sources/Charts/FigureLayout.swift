/// Where everything of a figure goes, in px: the same for both serialisations.
package struct FigureLayout: Sendable {
  package struct PlacedPanel: Sendable {
    package let panel: Panel
    package let scales: Scales
    package let yTicks: [Tick]
    /// The panel's title, cut to the figure's width.
    let title: String?
    /// Middle height of the title's row, px.
    let titleY: Double
    /// What the axis says of its range.
    package let rangeNote: String?
    package let endLabels: [PlacedLabel]
    package let notes: [PlacedNote]
  }

  package struct PlacedLabel: Sendable {
    package let text: String
    let style: SeriesStyle
    package let place: Point
    /// From the curve's end to the label, where they are apart.
    package let leader: (from: Point, to: Point)?

    /// The rectangle of the words in px.
    package var frame: Frame {
      Frame(
        left: place.x, right: place.x + EndLabelColumns.width(text),
        top: place.y - EndLabelLayout.pitch / 2, bottom: place.y + EndLabelLayout.pitch / 2)
    }
  }

  package let panels: [PlacedPanel]
  package let xTicks: [Tick]
  let xTitle: String
  package let legend: Legend
  package let height: Double
  /// Middle height of the x axis' labels and of its title, px.
  let xLabelsY: Double
  let xTitleY: Double

  private static let inset = 6.0

  package init(_ figure: Figure) {
    let size = figure.size
    let domains = figure.panels.map { $0.y.domain(for: $0.extent.y) }
    let rangeNotes = zip(figure.panels, domains).map { $0.y.note(for: $1, data: $0.extent.y) }
    xTitle = Self.fitted(figure.x.title, .tick, size.width)
    var rows = FigureRows(
      figure, hasTitle: zip(figure.panels, rangeNotes).map { $0.title != nil || $1 != nil },
      xTitleInRow: Self.fitsInGutter(xTitle, figure))

    // The labels' heights decide how wide the right gutter is, or that a legend takes their place.
    // The legend adds to the figure's height, so that the panels keep their shape.
    let yScales = { (rows: FigureRows) in
      figure.panels.indices.map { index in
        Self.yScale(
          figure.panels[index].y.kind, data: figure.panels[index].strokes.y, domain: domains[index],
          row: rows.panels[index])
      }
    }
    let columns = EndLabelColumns(figure, scales: yScales(rows), rows: rows)
    legend = Legend(columns == nil ? Self.byEnd(figure.panels) : [], width: size.width)
    rows = rows.moved(down: legend.height)
    height = size.height + legend.height
    (xLabelsY, xTitleY) = (rows.xLabelsY, rows.xTitleY)

    let ys = yScales(rows)
    let yTicks = figure.panels.indices.map { index in
      figure.panels[index].y.ticks(in: domains[index], height: abs(ys[index].end - ys[index].start))
    }
    let labelled = columns.flatMap { $0.width > 0 ? $0.width + $0.distance : nil } ?? 0
    let right = (size.width - labelled).rounded(.down)
    let x = Self.xScale(figure, yTicks: yTicks, right: right)
    xTicks = figure.x.ticks(x)

    panels = figure.panels.enumerated().map { index, panel in
      let row = rows.panels[index]
      let scales = Scales(
        x: x, y: ys[index],
        frame: Frame(left: 0, right: right, top: row.top, bottom: row.bottom))
      let names = zip(panel.endLabels, columns?.panels[index] ?? []).map { label, name in
        Self.place(label, name.text, y: name.y, scales, columns?.distance ?? 0)
      }
      return PlacedPanel(
        panel: panel, scales: scales, yTicks: yTicks[index],
        title: panel.title.map { Self.fitted($0, .strong, size.width) }, titleY: row.titleY,
        rangeNote: rangeNotes[index], endLabels: names,
        notes: NoteLayout.place(
          panel.marks.compactMap(\.note) + panel.notes, scales,
          avoiding: panel.marks.flatMap { $0.layer == .ribbons ? [] : $0.trace(scales) },
          andIfPossible: panel.marks.flatMap { $0.layer == .ribbons ? $0.trace(scales) : [] },
          taken: names.map(\.frame), edge: size.width))
    }
  }

  /// Labels of all panels, the highest end first.
  private static func byEnd(_ panels: [Panel]) -> [EndLabel] {
    panels.map(\.endLabels).flatMap { column in
      column.indices.sorted { (-column[$0].end.y, $0) < (-column[$1].end.y, $1) }.map { column[$0] }
    }
  }

  /// Whether the title of x is short enough to stand left of the first tick's label.
  private static func fitsInGutter(_ title: String, _ figure: Figure) -> Bool {
    if figure.panels.contains(where: \.y.isRows) || figure.x.format != .number { return false }
    let first = SVGNumber(figure.x.values[0], decimals: 2).text
    let size = Ink.tick.font.size
    return TextMetrics.width(of: title, size: size) + 4
      <= figure.size.gutter - TextMetrics.width(of: first, size: size) / 2
  }

  /// The scale of x, with a pad of 2 %, and never less than a marker's reach, on the right; on the
  /// left the labels of y stand.
  private static func xScale(_ figure: Figure, yTicks: [[Tick]], right: Double) -> Scale {
    let values = figure.x.values
    let domain = figure.panels.compactMap(\.extent.x).reduce(values[0]...values[values.count - 1]) {
      min($0.lowerBound, $1.lowerBound)...max($0.upperBound, $1.upperBound)
    }
    let widest =
      zip(figure.panels, yTicks).flatMap { panel, ticks in panel.y.isRows ? [] : ticks }
      .compactMap(\.label).map { TextMetrics.width(of: $0, size: Ink.tick.font.size) }.max() ?? 0
    // Rows are named above their lines: nothing stands left of them.
    let gutter = figure.panels.allSatisfy(\.y.isRows) ? Marker.reach + 4 : figure.size.gutter
    let left = max(gutter, widest.rounded(.up))
    return Scale(
      figure.x.kind, domain: domain, start: left, end: right - max(0.02 * (right - left), inset))
  }

  private static func fitted(_ text: String, _ ink: Ink, _ width: Double) -> String {
    LabelText.fitted([text], width: width, size: ink.font.size, weight: ink.font.weight)[0]
  }

  /// A scale that keeps strokes and markers at its ends inside the frame; data that reach the
  /// lower end lift it off the axis.
  private static func yScale(
    _ kind: Scale.Kind, data: ClosedRange<Double>?, domain: ClosedRange<Double>,
    row: FigureRows.Row
  ) -> Scale {
    let height = row.bottom - row.top - 2 * inset
    let whole = Scale(kind, domain: domain, start: 0, end: height)
    let depth = data.map { whole($0.lowerBound) }
    let lift = (depth ?? .infinity) < inset ? inset : 0
    return Scale(
      kind, domain: domain, start: row.bottom - lift, end: row.top + inset)
  }

  private static func place(
    _ label: EndLabel, _ text: String, y: Double, _ scales: Scales, _ distance: Double
  ) -> PlacedLabel {
    let end = scales.point(label.end.x, label.end.y)
    let place = Point(scales.frame.right + distance, y)
    let endsEarly = end.x < scales.x.end - 1
    let isMoved = EndLabelLayout.needsLeader(end.y, y)
    return PlacedLabel(
      text: text, style: label.style, place: place,
      leader: endsEarly || isMoved
        ? (Point(end.x + Marker.reach, end.y), Point(place.x - 3, y)) : nil)
  }
}
