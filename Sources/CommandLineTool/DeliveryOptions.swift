import ArgumentParser
import Foundation
import Report

/// How the report is delivered; nothing here changes a number.
struct DeliveryOptions: ParsableArguments {
  @Flag(
    name: .customLong("single-file"),
    help: "One HTML file with everything inside in place of a folder; -o names the file.")
  var singleFile = false

  @Flag(
    help: "For blind review: labels only, no names, paths, texts or authors, on pages and in files."
  )
  var anonymous = false

  @Option(
    name: .customLong("svg-theme"),
    help: ArgumentHelp(
      "Figures as files for light pages, for dark ones (<id>-dark.svg beside), or both.",
      valueName: "light|dark|both"))
  var svgTheme: Delivery.SVGThemes?

  @Option(
    name: .customLong("base-url"),
    help: ArgumentHelp(
      "Where the site will be found: for canonical links, the picture of the card, and feed.xml.",
      valueName: "url"),
    transform: { text in
      guard let address = BaseURL(text) else {
        throw ValidationError(
          "It takes an absolute address without ? and #, as in https://example.org/report/.")
      }
      return address
    })
  var baseURL: BaseURL?

  @Flag(name: .customLong("no-index"), help: "Ask search engines not to list the site.")
  var noIndex = false

  @Flag(
    name: .customLong("dump-context"),
    help: "Write what each page's template is filled with to context/<page>.json.")
  var dumpContext = false

  @Option(
    help: ArgumentHelp(
      "A folder whose files replace the embedded ones: \(PageFrame.fileNames.joined(separator: ", ")).",
      valueName: "dir"))
  var templates: String?

  func validate() throws {
    if singleFile, dumpContext {
      throw ValidationError(
        "--dump-context writes files beside the pages: build the folder, without --single-file.")
    }
    if anonymous, baseURL != nil {
      throw ValidationError(
        "--base-url names the site, and --anonymous names nothing: leave one of them out.")
    }
  }

  func delivery(_ config: Config) throws(ReportError) -> Delivery {
    var delivery = Delivery()
    delivery.svgThemes = svgTheme
    delivery.baseURL = baseURL
    delivery.isIndexed = !noIndex
    delivery.dumpsContext = dumpContext
    delivery.updated = try Self.updated()
    delivery.picture = Picture.drawing()
    delivery.theme = config.theme
    // A logo tells whose it is.
    if anonymous { delivery.theme.logo = nil }
    return delivery
  }

  /// The time that whoever builds says it is.
  private static func updated() throws(ReportError) -> Int? {
    guard let text = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"], !text.isEmpty
    else { return nil }
    guard let seconds = Int(text), (0...253_402_300_799).contains(seconds) else {
      throw ReportError(
        .usage, "SOURCE_DATE_EPOCH is '\(text)'",
        remedy: "It holds whole seconds since 1970, or nothing.")
    }
    return seconds
  }

  /// What is said of a site that lacks what was asked for.
  func shortcomings(_ delivery: Delivery, _ site: Site) -> [String] {
    guard baseURL != nil else { return [] }
    var notes: [String] = []
    if delivery.updated == nil {
      notes.append("no feed.xml: a feed needs a date; set SOURCE_DATE_EPOCH.")
    }
    if site.files["card.png"] == nil {
      notes.append("no card.png: rsvg-convert is not there, or cannot draw it.")
    }
    return notes
  }

  /// The options that change the content, for the manifest.
  var recorded: [String: String] {
    var options: [String: String] = [:]
    if singleFile { options["single-file"] = "yes" }
    if anonymous { options["anonymous"] = "yes" }
    if let svgTheme { options["svg-theme"] = svgTheme.rawValue }
    if let baseURL { options["base-url"] = baseURL.text }
    if noIndex { options["no-index"] = "yes" }
    if dumpContext { options["dump-context"] = "yes" }
    return options
  }
}

extension Delivery.SVGThemes: ExpressibleByArgument {}
