import ArgumentParser
import EvalLogs
import Report

/// Parts of a report for elsewhere: a kit for a paper, one figure, one table.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Hand over a paper kit, or one figure or table, for LaTeX, Quarto, Jupyter, Hugo.",
    usage: """
      passcurve export <paths> ... --paper <dir or zip> [<options>]
             passcurve export <paths> ... --figure <id> --format svg
             passcurve export <paths> ... --list
      """,
    discussion: """
      Example: passcurve export runs/ --paper kit

      The kit holds figures at column widths, tables, every number as \\passcurve{KEY}, a paragraph on \
      methods, sentences, and sources; its README says how they are used. A figure or a table alone goes \
      to standard output; of a site that is built, in the forms that it holds.
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var study: StudyOptions

  @Option(help: ArgumentHelp("Write a paper kit: a folder, or a .zip.", valueName: "dir|zip"))
  var paper: String?

  @Option(
    help: ArgumentHelp(
      "A width of the kit's figures in mm, from 76 to 400; repeatable. Default: 84 and 174. Of one figure: its width.",
      valueName: "mm"))
  var width: [Int] = []

  @Flag(name: .customLong("siunitx"), help: "LaTeX tables align numbers by siunitx.")
  var usesSIunitx = false

  @Flag(name: .customLong("no-pdf"), help: "A kit without PDF, which needs rsvg-convert.")
  var noPDF = false

  @Flag(help: "For blind review: labels only, no names, paths, texts or authors.")
  var anonymous = false

  @Option(help: ArgumentHelp("Print a figure.", valueName: "id"))
  var figure: String?

  @Option(help: ArgumentHelp("Print a table.", valueName: "id"))
  var table: String?

  @Flag(help: "Print the ids of all figures and tables.")
  var list = false

  @Option(
    help: ArgumentHelp(
      "The form of a figure (default svg) or a table (default html): \(Fragments.all.map(\.name).joined(separator: ", ")).",
      valueName: "form"))
  var format: String?

  @Flag(help: "A figure for dark pages.")
  var dark = false

  func validate() throws {
    let asked = [paper != nil, figure != nil, table != nil, list].filter { $0 }.count
    guard asked == 1 else {
      throw ValidationError("Ask for one of --paper, --figure, --table and --list.")
    }
    if let format {
      let names = Fragments.all.filter { figure != nil ? $0.takesFigures : $0.takesTables }
        .map(\.name)
      guard paper == nil, !list else {
        throw ValidationError("--format is of --figure and --table: a kit has every form.")
      }
      guard names.contains(format) else {
        throw ValidationError(
          "A \(figure != nil ? "figure" : "table") has no form '\(format)'; it has \(names.joined(separator: ", "))."
        )
      }
    }
    guard width.allSatisfy({ (76...400).contains($0) }) else {
      throw ValidationError("--width takes whole millimetres from 76 to 400, as in --width 84.")
    }
    if paper == nil {
      if usesSIunitx, table == nil || format != "tex" {
        throw ValidationError("--siunitx is of --paper, and of --table with --format tex.")
      }
      if noPDF { throw ValidationError("--no-pdf is of --paper.") }
      if width.count > 1 || !width.isEmpty && figure == nil {
        throw ValidationError("--width is of --paper, and one of --figure.")
      }
    }
    if dark, figure == nil { throw ValidationError("--dark is of --figure.") }
  }

  /// Where a kit goes.
  private enum Target {
    case folder(SiteWriter)
    case zip(OutputFile)
  }

  func run() throws {
    let progress = ProgressReport(quiet: input.quiet)
    defer { progress?.finish() }
    do {
      var (settings, maps) = try study.settings(input)
      settings.isAnonymous = anonymous
      let paths = try input.gathered()
      if paths.all.count == 1, let site = SiteParts(folder: paths.all[0]) {
        progress?.finish()
        return try printPart(of: site)
      }
      let target = try paper.map { try self.target($0, paths.all) }
      let converter = Picture.converter()
      if paper != nil, !noPDF, converter == nil {
        throw ReportError(
          .output, "a kit holds figures as PDF, and rsvg-convert is not there",
          remedy: "Install it: apt-get install librsvg2-bin. Or leave PDF out with --no-pdf.")
      }
      let cache = input.cache()
      let columns = Analyses.columns(settings.config)
      let reading = try input.read(
        paths, samples: columns.isEmpty ? nil : columns, countsSuffice: true, cache: cache,
        progress: progress)
      var options = study.recorded(input, settings)
      if anonymous { options["anonymous"] = "yes" }
      let edition = try Pipeline.edition(
        reading, settings, problemMaps: maps, options: options,
        cache: cache, progress: progress?.handler)
      if let target {
        try write(edition, to: target, converter, progress)
      } else {
        progress?.finish()
        try printPart(edition, converter)
      }
    } catch let error as ReportError {
      throw Failure(error)
    }
  }

  private func target(_ path: String, _ inputs: [String]) throws -> Target {
    path.lowercased().hasSuffix(".zip")
      ? .zip(try OutputFile(path, holding: .kit, inputs: inputs))
      : .folder(try SiteWriter(path, inputs: inputs, interruption: Signals.interruption))
  }

  private func write(
    _ edition: Edition, to target: Target, _ converter: VectorConverter?,
    _ progress: ProgressReport?
  ) throws {
    var options = PaperKit.Options()
    if !width.isEmpty {
      options.widths = Set(width).sorted().map { PaperWidth(millimetres: Double($0)) }
    }
    options.usesSIunitx = usesSIunitx
    options.hasPDF = !noPDF
    options.converter = converter
    options.theme = edition.results.settings.config.theme
    let kit = try PaperKit.files(edition, options, progress: progress?.handler)
    progress?.clear()
    switch target {
    case .folder(let writer):
      try writer.write(kit, progress: progress?.handler)
      progress?.finish()
      if !input.quiet { try Console.print("\(writer.target)/README.md") }
    case .zip(let file):
      let bytes = try PaperZip.bytes(kit)
      try file.write { body in try body(bytes) }
      progress?.finish()
      if !input.quiet { try Console.print(paper ?? "") }
    }
  }

  /// The same from a site that is built.
  private func printPart(of site: SiteParts) throws {
    if let figure {
      guard width.isEmpty else {
        throw ReportError(
          .usage, "a site's figures have their width", remedy: "For --width name the logs.")
      }
      try Console.output(
        site.figure(figure, format ?? "svg", isDark: dark, Picture.converter()))
    } else if let table {
      try Console.output(site.table(table, format ?? "csv"))
    } else if list {
      for id in site.figureIDs { try Console.print("figure \(id)") }
      for id in site.tableIDs { try Console.print("table \(id)") }
    } else {
      throw ReportError(
        .usage, "a kit is made from logs, and \(input.paths[0]) is a site",
        remedy: "Name the logs that it was built from.")
    }
  }

  /// A figure, a table or the ids, to standard output.
  private func printPart(_ edition: Edition, _ converter: VectorConverter?) throws {
    let exhibits = Exhibits(edition)
    var options = Fragment.Options()
    options.isDark = dark
    options.millimetres = width.first.map(Double.init)
    options.usesSIunitx = usesSIunitx
    options.theme = edition.results.settings.config.theme
    options.converter = converter
    if let figure {
      try Console.output(Fragments.figure(figure, format ?? "svg", of: exhibits, options))
    } else if let table {
      try Console.output(Fragments.table(table, format ?? "html", of: exhibits, options))
    } else {
      for id in exhibits.figureIDs { try Console.print("figure \(id)") }
      for id in exhibits.tableIDs { try Console.print("table \(id)") }
    }
  }
}
