/// What a panel tells of one series where it is touched.
package struct Readings: Hashable, Sendable {
  package let name: String
  package let style: SeriesStyle
  /// By x: the very words that a table has for the value.
  package let words: [Double: String]

  package init(name: String, style: SeriesStyle, words: [Double: String]) {
    (self.name, self.style, self.words) = (name, style, words)
  }

  /// Of a curve with a name of which at least one value has words.
  init?(_ series: CurveSeries) {
    let words = series.values.compactMap { value in value.text.map { (value.x, $0) } }
    guard let label = series.label, !words.isEmpty else { return nil }
    self.init(
      name: LabelText.oneLine(label), style: series.style,
      words: Dictionary(words) { first, _ in first })
  }
}

extension FigureLayout {
  /// All that a script needs to answer a touch, as lines of fields set apart by tabs; `nil` where
  /// no series has words.
  ///
  /// ```
  /// k      1  2  4  …                  what x is called, and its values in words
  /// 48     75.3  102.5  …              their places, px
  /// y      words  axis  top  bottom  start  end  lower  upper
  ///        a panel: what its values are; of probabilities the kind of axis; its frame, px; the
  ///        places of the axis's ends, px, and the shares there
  /// logit  lower  upper  14  99.9 %  …
  ///        another axis of that panel: the shares at its ends, its ticks
  /// s1     base  27.3 [24.1, 30.9]  …  a series of the panel: class, name, values in words
  /// ```
  func readings(of figure: Figure) -> String? {
    guard let scale = panels.first?.scales.x else { return nil }
    let read = Set(figure.panels.flatMap { $0.readings.flatMap(\.words.keys) }).sorted()
    let xs = read.compactMap { x in figure.x.words(x).map { (x: x, words: $0) } }
    if xs.isEmpty { return nil }
    var lines = [[figure.x.name] + xs.map(\.words), xs.map { Self.px(scale($0.x)) }]
    for placed in panels {
      lines.append(Self.line(of: placed))
      if placed.panel.y.isProbability {
        lines += AxisKind.ofProbabilities.filter { $0.kind != placed.panel.y.kind }
          .map { [$0.name] + Self.axis($0.kind, of: placed) }
      }
      for series in placed.panel.readings {
        lines.append(
          [series.style.className, series.name] + xs.map { series.words[$0.x] ?? "" })
      }
    }
    return lines.map { $0.map(Self.field).joined(separator: "\t") }.joined(separator: "\n")
  }

  private static func line(of placed: PlacedPanel) -> [String] {
    let (panel, y, frame) = (placed.panel, placed.scales.y, placed.scales.frame)
    let kind = AxisKind.ofProbabilities.first { $0.kind == panel.y.kind }?.name
    return [
      "y", panel.title ?? panel.y.unit, panel.y.isProbability ? kind ?? "" : "", px(frame.top),
      px(frame.bottom), px(y.start), px(y.end), share(y.domain.lowerBound),
      share(y.domain.upperBound),
    ]
  }

  /// The fields of a panel's axis if it were of another kind.
  private static func axis(_ kind: AxisKind, of placed: PlacedPanel) -> [String] {
    let y = placed.scales.y
    let values = placed.panel.heights
    let other = OtherAxis(kind, of: y, values: values)
    let scale = Scale(kind, domain: other.domain, start: y.start, end: y.end)
    let ticks = other.ticks.map { (px(scale($0)), SVGNumber($0 * 100, decimals: 3).text) }
    return [share(other.domain.lowerBound), share(other.domain.upperBound)]
      + ticks.enumerated().flatMap { index, tick in
        [tick.0, index == ticks.count - 1 ? tick.1 + "\u{A0}%" : tick.1]
      }
  }

  private static func px(_ value: Double) -> String { SVGNumber(value, decimals: 1).text }
  private static func share(_ value: Double) -> String { SVGNumber(value, decimals: 7).text }

  /// A field on its line, whatever a name holds.
  private static func field(_ text: String) -> String {
    String(text.map { $0 == "\t" || $0.isNewline ? " " : $0 })
  }
}

extension AxisKind {
  /// The axes that probabilities can lie on, by the names that scripts know.
  static let ofProbabilities: [(kind: AxisKind, name: String)] = [
    (.linear, "linear"), (.log10, "log"), (.logit, "logit"),
  ]
}

/// The axis that a panel of probabilities would have if it were of another kind. What lies beyond
/// its ends, such as 0, is drawn on its edge.
struct OtherAxis: Sendable {
  let domain: ClosedRange<Double>
  /// Ascending.
  let ticks: [Double]

  /// - Parameters:
  ///   - y: The scale of the panel as it is drawn.
  ///   - values: The shares in it.
  init(_ kind: AxisKind, of y: Scale, values: [Double]) {
    let least = Self.least(y)
    let most = kind == .logit ? 1 - least : 1
    let inside = values.filter { least <= $0 && $0 <= most }
    switch kind {
    case .logit:
      let near = LogitTicks.domain(for: inside)
      let lower = LogitTicks.steps.first { $0 >= max(near.lowerBound, least) } ?? 0.1
      let upper = LogitTicks.steps.last { $0 <= min(near.upperBound, most) } ?? 0.9
      domain = lower < upper ? lower...upper : near
    case .log10:
      let lowest = LogitTicks.steps.last { $0 <= min(0.5, inside.min() ?? 0.1) && $0 >= least }
      domain = min(lowest ?? least, y.domain.upperBound / 2)...y.domain.upperBound
    default: domain = y.domain
    }
    let scale = Scale(kind, domain: domain, start: y.start, end: y.end)
    ticks = LogitTicks.values(in: domain, pitch: 26) { scale($0) }
  }

  /// The least share that the pixels of a drawing still tell from 0 and from 1.
  private static func least(_ y: Scale) -> Double {
    let span = y.domain.upperBound - y.domain.lowerBound
    return y.kind == .logit ? y.domain.lowerBound : 0.002 * span
  }
}
