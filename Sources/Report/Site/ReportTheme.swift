import Charts
import Foundation

/// Colours, fonts and a logo of one's own, from the config's `theme`.
package struct ReportTheme: Sendable {
  /// A scheme of a page.
  enum Scheme: String, CaseIterable {
    case light, dark

    /// The colours of the style sheet by their names there.
    var usual: [String: String] {
      let theme = self == .light ? Theme.light : Theme.dark
      var colours = [
        "bg": theme.page, "ink": theme.ink, "ink2": theme.quiet, "muted": theme.muted,
        "axis": theme.axis, "grid": theme.grid,
        "accent": theme.accent, "rule": self == .light ? "#d9d5cc" : "#34393e",
      ]
      for (index, hue) in theme.hues.enumerated() { colours["d\(index + 1)"] = hue }
      return colours
    }
  }

  static let colourNames =
    ["bg", "ink", "ink2", "muted", "rule", "grid", "axis", "accent"] + (1...6).map { "d\($0)" }
  static let fontNames = ["sans", "serif", "mono"]

  /// Those that differ from the usual ones, as `#rrggbb`.
  var colours: [Scheme: [String: String]] = [:]
  /// Families, the first choice first.
  var fonts: [String: [String]] = [:]
  /// A file beside the config.
  package var logoFile: String?
  /// A well-formed SVG that runs nothing and asks for nothing; `nil` for passcurve's mark.
  package var logo: [UInt8]?

  package init() {}

  // MARK: What is written

  /// What stands after the site's own style sheet; `nil` where nothing differs. Paper keeps its white
  /// ground, and colours that the reader's system forces stay forced.
  var styleSheet: String? {
    var sheet = ""
    let families = Self.fontNames.compactMap { name in
      fonts[name].map {
        "--\(name):\($0.map { Self.family($0, quote: "\"") }.joined(separator: ","))"
      }
    }
    if !families.isEmpty { sheet += ":root{\(families.joined(separator: ";"))}" }
    let changed = Self.colourNames.filter { name in colours.values.contains { $0[name] != nil } }
    if !changed.isEmpty {
      let (light, dark) = (resolved(.light), resolved(.dark))
      let paper = changed.filter { $0 != "bg" }
      if !paper.isEmpty {
        sheet += "@media (forced-colors:none){:root{\(Self.properties(light, paper))}}"
      }
      if changed.contains("bg") {
        sheet += "@media screen and (forced-colors:none){:root{\(Self.properties(light, ["bg"]))}}"
      }
      sheet +=
        "@media screen and (forced-colors:none) and (prefers-color-scheme:dark){:root{\(Self.properties(dark, changed))}}"
    }
    return sheet.isEmpty ? nil : sheet + "\n"
  }

  private static func properties(_ colours: [String: String], _ names: [String]) -> String {
    names.compactMap { name in colours[name].map { "--\(name):\($0)" } }.joined(separator: ";")
  }

  private func resolved(_ scheme: Scheme) -> [String: String] {
    scheme.usual.merging(colours[scheme] ?? [:]) { _, own in own }
  }

  /// Of figures as files: light ones stay on white.
  var light: Theme { theme(.light, Theme.light) }
  var dark: Theme { theme(.dark, Theme.dark) }

  private func theme(_ scheme: Scheme, _ usual: Theme) -> Theme {
    let families = fonts["sans"]?.map { Self.family($0, quote: "'") }.joined(separator: ", ")
    return usual.changed(colours[scheme] ?? [:], fonts: families)
  }

  private static let generic: Set<String> = [
    "serif", "sans-serif", "monospace", "ui-serif", "ui-sans-serif", "ui-monospace", "system-ui",
  ]

  private static func family(_ name: String, quote: String) -> String {
    generic.contains(name) ? name : quote + name + quote
  }

  // MARK: What is accepted

  /// A colour as `#rrggbb`, from that or `#rgb`; `nil` where it is neither.
  static func colour(_ text: String) -> String? {
    let digits = text.dropFirst().lowercased()
    guard text.hasPrefix("#"), digits.allSatisfy(\.isHexDigit), digits.allSatisfy(\.isASCII)
    else { return nil }
    switch digits.count {
    case 6: return "#\(digits)"
    case 3: return "#" + digits.map { "\($0)\($0)" }.joined()
    default: return nil
    }
  }

  /// Whether a family's name can stand in quotes in CSS and SVG.
  static func isFamily(_ name: String) -> Bool {
    (1...60).contains(name.count)
      && name.unicodeScalars.allSatisfy { scalar in
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
          || [" ", "-", "_", "."].contains(scalar)
      }
  }

  /// The first colour that is too faint on its ground, in words; `nil` where all can be read.
  ///
  /// Text needs 4.5:1, and so do the six hues, in which the labels at the curves are written; lines
  /// of axes need 3:1.
  var fault: String? {
    for scheme in Scheme.allCases {
      let colours = resolved(scheme)
      let ground = colours["bg"] ?? ""
      let grounds = scheme == .light ? [ground, Theme.light.ground] : [ground]
      let needs =
        (["ink", "ink2", "muted", "accent"] + (1...6).map { "d\($0)" }).map { ($0, 4.5) }
        + [("axis", 3.0)]
      for (name, least) in needs {
        for ground in grounds {
          let ratio = Self.contrast(colours[name] ?? "", ground)
          if ratio < least {
            let shown = (ratio * 100).rounded(.down) / 100
            return
              "theme: in the \(scheme.rawValue) scheme \(name) (\(colours[name] ?? "")) has \(shown):1 on \(ground), and needs \(least):1"
          }
        }
      }
    }
    return nil
  }

  /// WCAG 2's ratio of two colours, from 1 to 21.
  static func contrast(_ one: String, _ other: String) -> Double {
    let (a, b) = (luminance(one), luminance(other))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  private static func luminance(_ colour: String) -> Double {
    let value = Int(colour.dropFirst(), radix: 16) ?? 0
    let parts = [16, 8, 0].map { shift in
      let channel = Double(value >> shift & 255) / 255
      return channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
}

/// A picture that somebody else drew, before it stands in a page.
package enum Logo {
  /// Bytes at most.
  package static let limit = 20_000

  /// Why a file cannot be a logo; `nil` where it can.
  package static func fault(_ bytes: [UInt8]) -> String? {
    if bytes.count > limit { return "it has \(bytes.count) bytes, and at most \(limit) are taken" }
    return SVGCheck.fault(bytes)
  }
}
