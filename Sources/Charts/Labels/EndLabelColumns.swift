/// The names at the curves' ends of all panels, in one column right of them.
struct EndLabelColumns: Sendable {
  /// Texts and middle heights in px, a list a panel, in the order of its labels.
  let panels: [[(text: String, y: Double)]]
  /// From the frame's right edge to the names, px: more where leaders need room.
  let distance: Double
  /// The widest name, px; 0 without any.
  let width: Double

  /// `nil` if a legend must do: there are no curves to stand at, a name is wider than 30 % of the
  /// figure, two are alike, or they are too many for a panel's height.
  ///
  /// - Parameter scales: Of y, one a panel.
  init?(_ figure: Figure, scales: [Scale], rows: FigureRows) {
    if figure.x.values.count < 2 { return nil }
    let limit = 0.3 * figure.size.width
    let labels = figure.panels.map(\.endLabels)
    let names = labels.map { $0.map { LabelText.oneLine($0.text) } }
    let fits = names.allSatisfy { column in
      Set(column).count == column.count && column.allSatisfy { Self.width($0) <= limit }
    }
    if !fits { return nil }
    let valued = zip(labels, names).map { labels, names in
      zip(labels, names).map { label, name in label.value.map { LabelText.joined(name, $0) } ?? name
      }
    }
    // The values go first, and all at once, so that no name has one and another none.
    let texts = valued.joined().allSatisfy { Self.width($0) <= limit } ? valued : names
    var panels: [[(text: String, y: Double)]] = []
    var isMoved = false
    for (index, texts) in texts.enumerated() {
      let row = rows.panels[index]
      let wanted = labels[index].map { scales[index]($0.end.y) }
      guard let places = EndLabelLayout.spread(wanted, in: row.top...row.bottom) else {
        return nil
      }
      isMoved = isMoved || zip(wanted, places).contains { EndLabelLayout.needsLeader($0, $1) }
      panels.append(zip(texts, places).map { ($0, $1) })
    }
    self.panels = panels
    distance = isMoved ? 13 : 3
    width = texts.joined().map(Self.width).max() ?? 0
  }

  static func width(_ text: String) -> Double {
    TextMetrics.width(of: text, size: Ink.label.font.size, weight: Ink.label.font.weight)
  }
}
