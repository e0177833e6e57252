import Charts
import EvalLogs
import Foundation
import Stats

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
    let study = try Study(reading, settings, problemMaps: problemMaps)
    let kinds = analyses ?? Analyses.chosen(settings.config)
    let results = Results(
      study, settings, comparing: comparing,
      weighing: kinds.contains { $0 == EfficiencyAnalysis.self }, progress: progress)
    let inputs = parallelMap(reading.inputs.count, threads: settings.threads) { index in
      let input = reading.inputs[index]
      return Manifest.Input(
        path: input.path, bytes: input.size, format: input.format,
        sha256: hashingInputs && input.format != nil ? Fingerprint.of(input, cache) : nil)
    }
    cache?.settle()
    return Edition(
      results: results,
      analyses: Analyses.made(kinds, of: results, progress: progress),
      provenance: Provenance(
        fingerprint: Fingerprint.of(study.table.csv()), inputs: inputs, issues: reading.issues,
        options: options),
      training: DataTable(training: reading.training))
  }

  /// Every file of the site; what would make it larger than `largest` bytes is left out, and named.
  package static func site(
    _ edition: Edition, templates: [String: [UInt8]] = [:],
    largest: Int = Omissions.largestByDefault, progress: ProgressHandler? = nil
  ) throws(ReportError) -> Site {
    var edition = edition
    edition.omissions = Omissions(largest: largest)
    let frame = try PageFrame(overrides: templates)
    var site = whole(edition, frame, progress)
    while let more = edition.omissions.extended(for: site) {
      edition.omissions = more
      site = whole(edition, frame, progress)
    }
    return site
  }

  private static func whole(
    _ edition: Edition, _ frame: PageFrame, _ progress: ProgressHandler?
  ) -> Site {
    let results = edition.results
    let threads = results.settings.threads
    var site = Site()
    let pages = Pages.all.flatMap { $0.pages(edition) }
    let counter = StepCounter(.rendering, "pages", of: pages.count, progress)
    let written = parallelMap(pages.count, threads: threads) { index in
      let page = pages[index]
      defer { counter?.advance() }
      var files = [(page.path, Array(frame.render(page, edition).utf8))]
      for figure in page.sections.flatMap(\.figures) {
        files.append(("figures/\(figure.id).svg", figure.standalone()))
        if figure.size.className != "n" {
          files.append(("figures/\(figure.id).tex", Array(figure.latex.utf8)))
        }
      }
      for table in page.sections.flatMap(\.tables) {
        files.append(("tables/\(table.id).csv", Array(table.csv.utf8)))
        files.append(("tables/\(table.id).tex", Array(table.latex.utf8)))
      }
      return files + page.files.map { ($0.path, $0.bytes()) }
    }
    for (path, bytes) in written.joined() { site.add(path, bytes) }
    for asset in frame.assets { site.add(asset.path, asset.bytes) }
    let tables = edition.keptTables
    let texts = parallelMap(tables.count, threads: threads) { tables[$0].csv }
    for (table, text) in zip(tables, texts) { site.add("data/\(table.name).csv", text) }
    if let training = edition.training { site.add("data/\(training.name).csv", training.csv) }
    site.add("data/tally.csv", results.study.table.csv())
    site.add("report.json", ReportJSON(edition, tables).text)
    let files = site.sorted
    let outputs = parallelMap(files.count, threads: threads) { index in
      Manifest.File(
        path: files[index].path, bytes: files[index].bytes.count,
        sha256: Fingerprint.of(files[index].bytes))
    }
    let manifest = Manifest(
      fingerprint: edition.provenance.fingerprint, options: edition.provenance.options,
      inputs: edition.provenance.inputs, omitted: edition.omissions.notes, outputs: outputs)
    site.add(Manifest.fileName, JSONText.encode(manifest))
    return site
  }
}
