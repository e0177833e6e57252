extension Theme {
  /// The theme with other colours, under the names of the style sheet's properties, and other fonts.
  /// The ground of a light figure stays white; that of a dark one is the page's.
  package func changed(_ colours: [String: String], fonts families: String?) -> Theme {
    let page = colours["bg"] ?? self.page
    var theme = Theme(
      ground: ground == self.page ? page : ground, ink: colours["ink"] ?? ink,
      quiet: colours["ink2"] ?? quiet, muted: colours["muted"] ?? muted,
      axis: colours["axis"] ?? axis, grid: colours["grid"] ?? grid,
      hues: hues.indices.map { colours["d\($0 + 1)"] ?? hues[$0] }, page: page,
      accent: colours["accent"] ?? accent,
      ribbonOpacity: ribbonOpacity, faintRibbonOpacity: faintRibbonOpacity)
    theme.fonts = families ?? fonts
    return theme
  }
}
