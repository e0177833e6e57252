import Charts

/// How a report is delivered. Nothing of it changes a number.
package struct Delivery: Sendable {
  /// In which colours figures are written as files.
  package enum SVGThemes: String, Sendable, CaseIterable {
    case light, dark
    /// `<id>.svg` for light pages, `<id>-dark.svg` for dark ones.
    case both
  }

  /// `nil`: both in a folder, light alone in one file.
  package var svgThemes: SVGThemes?
  /// Where the site will be found; `nil` where that is not known.
  package var baseURL: BaseURL?
  /// Whether search engines may list it.
  package var isIndexed = true
  /// Whether what each page's template is filled with is written beside the pages.
  package var dumpsContext = false
  /// Seconds since 1970 at which the report was made, as the caller has it; `nil` where nobody says.
  package var updated: Int?
  /// Draws a picture of the card; `nil` where there is no program for it.
  package var picture: (@Sendable (_ card: [UInt8]) -> [UInt8]?)?
  package var theme = ReportTheme()
  /// Whether `picture` has made one.
  var hasPicture = false

  package init() {}
}

/// An absolute address under which a site's files will be found.
package struct BaseURL: Sendable, Equatable {
  /// Ends in `/`.
  package let text: String

  /// - Returns: `nil` unless it is `http://` or `https://`, a host and a path, without a query and
  ///   an anchor, in the characters that addresses are made of.
  package init?(_ address: String) {
    let scheme = ["https://", "http://"].first { address.lowercased().hasPrefix($0) }
    guard let scheme else { return nil }
    let rest = address.dropFirst(scheme.count)
    let host = rest.prefix { $0 != "/" }
    let isHost = { (character: Character) in
      character.isASCII && (character.isLetter || character.isNumber || "-.:[]".contains(character))
    }
    let isPath = { (character: Character) in
      character.isASCII
        && (character.isLetter || character.isNumber || "-._~!$&'()*+,;=:@%/".contains(character))
    }
    guard let first = host.first, first.isLetter || first.isNumber || first == "[",
      host.allSatisfy(isHost), rest.dropFirst(host.count).allSatisfy(isPath)
    else { return nil }
    text = scheme + rest + (rest.hasSuffix("/") ? "" : "/")
  }

  /// Of a file below the site's folder.
  func of(_ path: String) -> String { text + path }

  /// Of a page: the first one is the folder itself.
  func of(page path: String) -> String { path == "index.html" ? text : text + path }
}
