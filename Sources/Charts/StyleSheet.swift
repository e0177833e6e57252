extension Figure {
  /// The style sheet that inline figures need: the looks of the standalone form as CSS rules, the
  /// dark ones where the reader prefers a dark scheme. About 8 kB.
  ///
  /// A page has it once, however many figures it holds; it touches nothing outside `.fig`. A
  /// figure has the ground of its scheme, so that it can be read whatever the page's.
  public static func styleSheet(light: Theme = .light, dark: Theme = .dark) -> String {
    """
    .fig { display: block; max-width: 100%; height: auto; font-family: \(light.fonts) }
    .fig text { translate: 0 .35em }
    .fig .m { text-anchor: middle }
    .fig .e { text-anchor: end }
    \(rules(light))@media screen and (prefers-color-scheme: dark) {
    \(rules(dark))}

    """
  }

  private static let styles: [SeriesStyle] =
    [.muted] + (0..<SeriesStyle.hues).map { .hue($0) } + (0..<SeriesStyle.shades).map { .shade($0) }

  /// A colour a series, which all of its group takes up, and what else tells it apart.
  private static func rules(_ theme: Theme) -> String {
    var rules = [".fig { color: \(theme.ink); background: \(theme.ground) }"]
    rules += styles.map { ".fig .\($0.key) { color: \(theme.color(of: $0)) }" }
    for ink in Ink.allCases {
      let names = ink.className.split(separator: " ").map { ".\($0)" }.joined()
      let plain = ink.attributes(theme, nil, own: own)
      rules.append(".fig \(names) { \(declarations(plain)) }")
      rules += styles.compactMap { style in
        let look = declarations(
          ink.attributes(theme, style, own: own).filter { name, value in
            !plain.contains { $0.1 == value && "\($0.0)" == "\(name)" }
          })
        return look.isEmpty ? nil : ".fig .\(style.key) \(names) { \(look) }"
      }
    }
    rules.append(
      ".fig .halo { stroke: \(theme.ground); stroke-width: 4; stroke-linejoin: round; "
        + "paint-order: stroke }")
    return rules.map { $0 + "\n" }.joined()
  }

  private static let own = "currentColor"

  private static func declarations(_ look: [(StaticString, String)]) -> String {
    look.map { name, value in "\(name): \(value)\("\(name)" == "font-size" ? "px" : "")" }
      .joined(separator: "; ")
  }
}
