/// The resolved colours of a standalone figure, as sRGB hex: `.light` for paper, `.dark` for dark
/// pages. The inline form follows the page's style sheet instead (``Figure/styleSheet(light:dark:)``).
public struct Theme: Hashable, Sendable {
  package let ground: String
  package let ink: String
  package let quiet: String
  package let muted: String
  package let axis: String
  package let grid: String
  /// One colour for line, marker and label of each of the six hues.
  package let hues: [String]
  /// How much of the first hue a shade holds, in percent; the rest is the page's ground.
  package static let shades = [58, 66, 75, 83, 92, 100]
  /// The page's ground.
  package let page: String
  /// The tool's own colour: it marks no series, but shades what is shaded by size.
  package let accent: String
  /// How much of the accent each of five shades holds, in percent; the rest is the page's ground.
  package static let heatShades = [20, 38, 58, 79, 100]
  /// Opacity of up to three ribbons.
  package let ribbonOpacity: Double
  /// Opacity of more ribbons than that.
  package let faintRibbonOpacity: Double
  /// Families of fonts, as an attribute holds them.
  package var fonts = Theme.usualFonts

  package static let usualFonts =
    "Inter, 'Helvetica Neue', 'Segoe UI', 'Noto Sans', 'Liberation Sans', "
    + "'DejaVu Sans Condensed', Arial, sans-serif"

  /// Dark ink on white; every hue at least 4.5:1.
  public static let light = Theme(
    ground: "#ffffff", ink: "#1d1f21", quiet: "#4a4d50", muted: "#666869", axis: "#8c8d8c",
    grid: "#e2dfd7", hues: ["#0c407d", "#bf4404", "#237d59", "#782354", "#634921", "#785abb"],
    page: "#fbfaf7", accent: "#12615f", ribbonOpacity: 0.15, faintRibbonOpacity: 0.1)

  /// Light ink on a near-black ground; every hue at least 4.5:1.
  public static let dark = Theme(
    ground: "#14171a", ink: "#e9e6df", quiet: "#bdbab3", muted: "#989a9a", axis: "#71767a",
    grid: "#2c3136", hues: ["#6ea5e6", "#f37b2a", "#69dea2", "#e57eb0", "#e9c86c", "#907bf5"],
    page: "#14171a", accent: "#6fc3bd", ribbonOpacity: 0.2, faintRibbonOpacity: 0.14)

  package func color(of style: SeriesStyle) -> String {
    switch style {
    case .hue(let index): hues[index]
    case .shade(let index): Self.mix(hues[0], page, percent: Self.shades[index])
    case .muted: axis
    }
  }

  var heat: [String] { Self.heatShades.map { Self.mix(accent, page, percent: $0) } }

  /// Channel by channel, as `color-mix(in srgb)` does.
  private static func mix(_ color: String, _ ground: String, percent: Int) -> String {
    guard let one = Int(color.dropFirst(), radix: 16), let two = Int(ground.dropFirst(), radix: 16)
    else { return color }
    let channels = [16, 8, 0].map { shift in
      ((one >> shift & 255) * percent + (two >> shift & 255) * (100 - percent) + 50) / 100
    }
    return "#" + channels.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}
