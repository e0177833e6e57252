import ArgumentParser
import Glibc
import Report

/// The main job: a site.
struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Build a static site: curves with intervals, comparisons, crossings, tables.",
    usage: "passcurve build <paths> ... [-o <dir>] [<options>]",
    discussion: """
      Example: passcurve build runs/ -o site --baseline base-7b

      The site opens from file:// without a server. A build that fails leaves the former site whole.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var study: StudyOptions
  @OptionGroup var beyond: ExtrapolationOptions

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("The folder of the site.", valueName: "dir"))
  var output = "site"

  @Option(help: ArgumentHelp("The report's title.", valueName: "text"))
  var title: String?

  @Flag(help: "Put the texts of audited samples on the pages, read from the logs.")
  var texts = false

  @Option(
    help: ArgumentHelp(
      "A folder whose files replace the embedded \(PageFrame.fileNames.joined(separator: ", ")).",
      valueName: "dir"))
  var templates: String?

  @Option(
    name: .customLong("max-size"),
    help: ArgumentHelp(
      "The largest size of the site in MB; what is left out beyond it is named on its pages.",
      valueName: "mb"))
  var maxSize = Omissions.largestByDefault / 1_000_000

  func validate() throws {
    guard 1...1_000_000 ~= maxSize else {
      throw ValidationError("--max-size takes whole megabytes from 1 on, as in --max-size 100.")
    }
  }

  func run() throws {
    do {
      var (settings, maps) = try study.settings(input)
      try beyond.apply(to: &settings)
      if let title { settings.title = title }
      settings.showsTexts = texts
      let overrides = try TemplateFolder.read(templates)
      let paths = try input.gathered()
      let writer = try SiteWriter(output, inputs: paths.all)
      let cache = input.cache()
      let columns = Analyses.columns(settings.config)
      // What needs samples is left out where there are counts alone, and says so itself.
      let reading = try input.read(
        paths, samples: columns.isEmpty ? nil : columns, countsSuffice: true, cache: cache)
      var options = study.recorded(input, settings)
      if let title { options["title"] = title }
      if texts { options["texts"] = "yes" }
      let largest = maxSize * 1_000_000
      if largest != Omissions.largestByDefault { options["max-size"] = String(maxSize) }
      let edition = try Pipeline.edition(
        reading, settings, problemMaps: maps, options: options, cache: cache)
      let site = try Pipeline.site(edition, templates: overrides, largest: largest)
      try writer.write(site)
      if !input.quiet { try Console.print("\(writer.target)/index.html") }
    } catch let error as ReportError {
      throw Failure(error)
    }
  }
}
