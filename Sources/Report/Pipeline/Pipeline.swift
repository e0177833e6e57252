import Charts
import EvalLogs
import Foundation
import Stats
import Templates

/// From what was read to a finished site: each step a function of values.
package enum Pipeline {
  /// Numbers and where they came from.
  ///
  /// - Parameters:
  ///   - analyses: Those to compute; `nil` for what the config asks for.
  ///   - cache: Knows the digests of files that are what they were.
  ///   - progress: Is told how far the numbers are computed.
  package static func edition(
    _ reading: Reading, _ settings: Settings, problemMaps: [String: [String: String]] = [:],
    options: [String: String] = [:], analyses: [any Analysis.Type]? = nil,
    comparing: Bool = true, hashingInputs: Bool = true, cache: IngestCache? = nil,
    progress: ProgressHandler? = nil
  ) throws(ReportError) -> Edition {
    let named = try Study(reading, settings, problemMaps: problemMaps)
    let study = settings.isAnonymous ? named.anonymous(settings) : named
    let kinds = analyses ?? Analyses.chosen(settings.config)
    let results = Results(
      study, settings, comparing: comparing,
      weighing: kinds.contains { $0 == EfficiencyAnalysis.self }, progress: progress)
    let inputs = parallelMap(
      settings.isAnonymous ? 0 : reading.inputs.count, threads: settings.threads
    ) { index in
      let input = reading.inputs[index]
      return Manifest.Input(
        path: input.path, bytes: input.size, format: input.format,
        sha256: hashingInputs && input.format != nil ? Fingerprint.of(input, cache) : nil)
    }
    cache?.settle()
    let isAnonymous = settings.isAnonymous
    return Edition(
      results: results,
      analyses: Analyses.made(kinds, of: results, progress: progress),
      provenance: Provenance(
        fingerprint: Fingerprint.of(study.table.csv()), inputs: inputs,
        issues: isAnonymous ? LogIssue.anonymous(reading.issues) : reading.issues,
        options: isAnonymous ? Provenance.anonymous(options) : options,
        isAnonymous: isAnonymous),
      training: DataTable(training: study.training))
  }

  /// Every file of the site; what would make it larger than `largest` bytes is left out, and named.
  package static func site(
    _ edition: Edition, templates: [String: [UInt8]] = [:], _ delivery: Delivery = Delivery(),
    largest: Int = Omissions.largestByDefault, progress: ProgressHandler? = nil
  ) throws(ReportError) -> Site {
    var edition = edition
    edition.omissions = Omissions(largest: largest)
    var site = try whole(edition, templates, delivery, progress)
    while let more = edition.omissions.extended(for: site) {
      edition.omissions = more
      site = try whole(edition, templates, delivery, progress)
    }
    return site
  }

  private static func whole(
    _ edition: Edition, _ templates: [String: [UInt8]], _ delivery: Delivery,
    _ progress: ProgressHandler?
  ) throws(ReportError) -> Site {
    let (pages, edition) = try Pages.made(edition)
    var delivery = delivery
    var site = Site()
    let card = Card(pages, edition, delivery.theme.light)
    site.add("card.svg", card.svg)
    if delivery.baseURL != nil, let picture = delivery.picture?(card.svg) {
      site.add("card.png", picture)
      delivery.hasPicture = true
    }
    let tables = edition.keptTables
    let (form, frame) = (
      delivery, try Self.frame(templates, delivery, edition, tables)
    )
    addPages(
      pages, frame, edition.imprint, form, threads: edition.results.settings.threads, progress,
      to: &site)
    addNumbers(edition, tables, to: &site)
    for (path, bytes) in GateFiles.made(edition, delivery) { site.add(path, bytes) }
    if let feed = Feed(pages, edition, delivery) { site.add("feed.xml", feed.bytes) }
    if !delivery.isIndexed { site.add("robots.txt", "User-agent: *\nDisallow: /\n") }
    addManifest(edition, to: &site)
    site.notes = edition.unborne
    return site
  }

  /// The pages with their figures, tables and other files, and what all of them share.
  static func addPages(
    _ pages: [Page], _ frame: PageFrame, _ imprint: Imprint, _ delivery: Delivery, threads: Int,
    _ progress: ProgressHandler?, to site: inout Site
  ) {
    let counter = StepCounter(.rendering, "pages", of: pages.count, progress)
    let rendered = parallelMap(pages.count, threads: threads) { index in
      let page = pages[index]
      defer { counter?.advance() }
      var files = [(page.path, Array(frame.render(page, imprint).utf8))]
      if delivery.dumpsContext {
        let context = JSONText.encode(frame.context(of: page, imprint))
        files.append(("context/\(page.path.dropLast(5)).json", Array(context.utf8)))
      }
      return files + drawn(page, delivery) + page.files.map { ($0.path, $0.bytes()) }
    }
    for (path, bytes) in rendered.joined() { site.add(path, bytes) }
    for (path, bytes) in images(pages) { site.add(path, bytes) }
    for asset in frame.assets { site.add(asset.path, asset.bytes) }
  }

  /// The whole report as one HTML file.
  ///
  /// - Throws: `ReportError` of kind `output` where it would be larger than `SingleFile.limit`.
  package static func singleFile(
    _ edition: Edition, templates: [String: [UInt8]] = [:], _ delivery: Delivery = Delivery(),
    progress: ProgressHandler? = nil
  ) throws(ReportError) -> SingleFile {
    let (pages, edition) = try Pages.made(edition)
    var delivery = delivery
    delivery.svgThemes = delivery.svgThemes ?? .light
    let form = delivery
    var site = Site()
    let counter = StepCounter(.rendering, "pages", of: pages.count, progress)
    let drawn = parallelMap(pages.count, threads: edition.results.settings.threads) { index in
      defer { counter?.advance() }
      return Self.drawn(pages[index], form)
    }
    for (path, bytes) in drawn.joined() { site.add(path, bytes) }
    for (path, bytes) in Self.images(pages) { site.add(path, bytes) }
    site.notes = edition.unborne
    let tables = edition.keptTables
    addNumbers(edition, tables, to: &site)
    for (path, bytes) in GateFiles.made(edition, delivery) { site.add(path, bytes) }
    addManifest(edition, to: &site)
    let frame = try Self.frame(templates, delivery, edition, tables)
    return try SingleFile(frame.single(pages, site, edition.imprint), files: site)
  }

  /// What pages show, each file once.
  private static func images(_ pages: [Page]) -> [(String, [UInt8])] {
    let all = pages.flatMap(\.images).map { ($0.path, $0.bytes) }
    return Dictionary(all) { first, _ in first }.map { ($0.key, $0.value) }
  }

  /// A page's figures and tables as files.
  private static func drawn(_ page: Page, _ delivery: Delivery) -> [(String, [UInt8])] {
    let themes = delivery.svgThemes ?? .both
    var files: [(String, [UInt8])] = []
    for figure in page.sections.flatMap(\.figures) {
      let theme = themes == .dark ? delivery.theme.dark : delivery.theme.light
      files.append(("figures/\(figure.id).svg", figure.standalone(theme)))
      if figure.isNarrow { continue }
      files.append(("figures/\(figure.id).tex", Array(figure.latex.utf8)))
      if themes == .both {
        files.append(
          ("figures/\(figure.id)-dark.svg", figure.standalone(delivery.theme.dark)))
      }
    }
    for table in page.sections.flatMap(\.tables) {
      files.append(("tables/\(table.id).csv", Array(table.csv.utf8)))
      files.append(("tables/\(table.id).tex", Array(table.latex.utf8)))
    }
    return files
  }

  /// The frame of pages, which link to no file of numbers but those that are there.
  private static func frame(
    _ templates: [String: [UInt8]], _ delivery: Delivery, _ edition: Edition, _ tables: [DataTable]
  ) throws(ReportError) -> PageFrame {
    var frame = try PageFrame(overrides: templates, delivery)
    let names = tables.map(\.name) + ["tally"] + (edition.training.map { [$0.name] } ?? [])
    frame.numbers = Set(names.map { "data/\($0).csv" })
    return frame
  }

  private static func addNumbers(_ edition: Edition, _ tables: [DataTable], to site: inout Site) {
    let threads = edition.results.settings.threads
    let texts = parallelMap(tables.count, threads: threads) { tables[$0].csv }
    for (table, text) in zip(tables, texts) { site.add("data/\(table.name).csv", text) }
    if let training = edition.training { site.add("data/\(training.name).csv", training.csv) }
    site.add("data/tally.csv", edition.results.study.table.csv())
    site.add("report.json", ReportJSON(edition, tables).text)
    site.add(ReportJSON.schemaFile, Templates.reportSchema)
  }

  private static func addManifest(_ edition: Edition, to site: inout Site) {
    let manifest = Manifest(
      fingerprint: edition.provenance.fingerprint, options: edition.provenance.options,
      inputs: edition.provenance.inputs, omitted: edition.omissions.notes,
      outputs: Manifest.outputs(of: site, threads: edition.results.settings.threads))
    site.add(Manifest.fileName, JSONText.encode(manifest))
  }
}
