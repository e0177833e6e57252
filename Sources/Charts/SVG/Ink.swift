/// What a drawn thing is for. The page's style sheet gives it its look by class; a standalone
/// figure by attributes.
package enum Ink: CaseIterable, Sendable {
  case grid, zero, axis
  case tick, detail, quiet, strong
  case ribbon, faintRibbon, ribbonEdge
  case line, marker, whisker, hollow, range
  case column, hollowColumn, thick, projection
  case label, leader
  case rule, dottedRule, ring, bar
  case heat1, heat2, heat3, heat4, heat5

  /// Of a share that is 0, then of the five shades.
  static let heat: [Ink] = [.axis, .heat1, .heat2, .heat3, .heat4, .heat5]

  package var className: String {
    switch self {
    case .grid: "grid"
    case .zero: "zero"
    case .axis: "axis"
    case .tick: "tk"
    case .detail: "ts"
    case .quiet: "tx"
    case .strong: "tb"
    case .ribbon: "rb"
    case .faintRibbon: "rb rf"
    case .ribbonEdge: "re"
    case .line: "ln"
    case .marker: "mk"
    case .whisker: "wh"
    case .hollow: "hol"
    case .range: "hol ran"
    case .column: "col"
    case .hollowColumn: "hc"
    case .thick: "th"
    case .projection: "pj"
    case .label: "lb"
    case .leader: "ld"
    case .rule: "cx"
    case .ring: "cx ring"
    case .dottedRule: "cx dot"
    case .bar: "cb"
    case .heat1: "q q1"
    case .heat2: "q q2"
    case .heat3: "q q3"
    case .heat4: "q q4"
    case .heat5: "q q5"
    }
  }

  /// The presentation attributes, for a series' style where the thing belongs to one.
  ///
  /// - Parameter own: The colour of what a series draws, if not the theme's.
  func attributes(
    _ theme: Theme, _ style: SeriesStyle?, own: String? = nil
  ) -> [(StaticString, String)] {
    let color = own ?? style.map(theme.color(of:)) ?? theme.ink
    switch self {
    case .grid: return Self.stroke(theme.grid, "1")
    case .zero, .axis: return Self.stroke(theme.axis, "1")
    case .tick: return [("fill", theme.muted), ("font-size", "11.5")]
    case .detail: return [("fill", theme.quiet), ("font-size", "11.5")]
    case .quiet: return [("fill", theme.quiet), ("font-size", "12")]
    case .strong: return [("fill", theme.ink), ("font-size", "12"), ("font-weight", "600")]
    case .ribbon: return Self.area(color, theme.ribbonOpacity)
    case .faintRibbon:
      return Self.area(color, theme.faintRibbonOpacity).dropLast()
        + Self.stroke(color, "0.75").dropFirst() + [("stroke-opacity", "0.45")]
    case .ribbonEdge: return Self.stroke(color, "0.75") + [("stroke-opacity", "0.45")]
    case .line:
      var result = Self.stroke(color, style == .muted ? "1.25" : "2")
      result.append(("stroke-linejoin", "round"))
      let dash = style?.dash ?? []
      if !dash.isEmpty {
        let lengths = dash.map { SVGNumber($0, decimals: 1).text }
        result.append(("stroke-dasharray", lengths.joined(separator: " ")))
      }
      return result
    case .marker: return [("fill", color), ("stroke", theme.ground), ("stroke-width", "1.25")]
    case .whisker: return Self.stroke(color, "2")
    case .hollow, .range: return [("fill", theme.ground), ("stroke", color), ("stroke-width", "2")]
    case .column: return Self.area(color, 0.85)
    case .hollowColumn:
      return [
        ("fill", color), ("fill-opacity", "0.2"), ("stroke", color), ("stroke-width", "1.25"),
      ]
    case .thick: return Self.stroke(color, "6")
    case .projection: return Self.stroke(color, "1.5") + [("stroke-dasharray", "2 4")]
    case .label:
      // A line may be as faint as a line can be; its name has to be read.
      let ink =
        switch style {
        case .muted: theme.muted
        case .shade: theme.ink
        default: color
        }
      return [("fill", ink), ("font-size", "12"), ("font-weight", "600")]
    case .leader: return Self.stroke(color, "1") + [("stroke-opacity", "0.6")]
    case .rule, .ring: return Self.stroke(theme.ink, "1")
    case .dottedRule: return Self.stroke(theme.ink, "1") + [("stroke-dasharray", "1 3")]
    case .bar: return [("fill", theme.ink), ("fill-opacity", "0.22")]
    case .heat1, .heat2, .heat3, .heat4, .heat5:
      return Self.stroke(theme.heat[(Self.heat.firstIndex(of: self) ?? 1) - 1], "12")
    }
  }

  /// Font size in px and weight, for inks that text is written in.
  package var font: (size: Double, weight: TextMetrics.Weight) {
    switch self {
    case .tick, .detail: (11.5, .regular)
    case .label, .strong: (12, .bold)
    default: (12, .regular)
    }
  }

  private static func stroke(_ color: String, _ width: String) -> [(StaticString, String)] {
    [("fill", "none"), ("stroke", color), ("stroke-width", width)]
  }

  private static func area(_ color: String, _ opacity: Double) -> [(StaticString, String)] {
    [
      ("fill", color), ("fill-opacity", SVGNumber(opacity, decimals: 2).text), ("stroke", "none"),
    ]
  }
}
