import Yams

extension ConfigReader {
  /// The config's `theme`.
  ///
  /// - Throws: `ReportError` of kind `usage` with the line, where a name is not known, a value is no
  ///   colour or no family, or a colour could not be read on its ground.
  func theme(_ node: Node) throws(ReportError) -> ReportTheme {
    var theme = ReportTheme()
    for (key, value) in try entries(node, in: "theme", of: ["colours", "fonts", "logo"]) {
      switch key {
      case "colours": theme.colours = try colours(value)
      case "fonts": theme.fonts = try fonts(value)
      default:
        let file = try text(value, "theme.logo")
        guard file.lowercased().hasSuffix(".svg") else {
          throw error(value, "theme.logo names an SVG file, not '\(file)'")
        }
        theme.logoFile = file
      }
    }
    if let fault = theme.fault { throw error(node, fault) }
    return theme
  }

  private func colours(_ node: Node) throws(ReportError) -> [ReportTheme.Scheme: [String: String]] {
    var result: [ReportTheme.Scheme: [String: String]] = [:]
    for (name, value) in try entries(
      node, in: "theme.colours", of: ReportTheme.Scheme.allCases.map(\.rawValue))
    {
      let place = "theme.colours.\(name)"
      for (token, value) in try entries(value, in: place, of: ReportTheme.colourNames) {
        let word = try text(value, "\(place).\(token)")
        guard let colour = ReportTheme.colour(word) else {
          throw error(
            value, "\(place).\(token) is '\(word)'",
            remedy: "A colour is written as \"#rrggbb\", in quotes.")
        }
        if let scheme = ReportTheme.Scheme(rawValue: name) {
          result[scheme, default: [:]][token] = colour
        }
      }
    }
    return result
  }

  private func fonts(_ node: Node) throws(ReportError) -> [String: [String]] {
    var result: [String: [String]] = [:]
    for (name, value) in try entries(node, in: "theme.fonts", of: ReportTheme.fontNames) {
      let place = "theme.fonts.\(name)"
      let families = try list(value, place).mapTyped { item throws(ReportError) in
        let family = try text(item, place)
        guard ReportTheme.isFamily(family) else {
          throw error(
            item, "\(place) holds '\(family)'",
            remedy: "A family's name has letters, digits, blanks, hyphens and full stops.")
        }
        return family
      }
      guard (1...12).contains(families.count) else {
        throw error(value, "\(place) is a list of 1 to 12 families")
      }
      result[name] = families
    }
    return result
  }
}
