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

  /// Every file of the site.
  package static func site(
    _ edition: Edition, templates: [String: [UInt8]] = [:], progress: ProgressHandler? = nil
  ) throws(ReportError) -> Site {
    let results = edition.results
    let frame = try PageFrame(overrides: templates)
    var site = Site()
    let pages = Pages.all.flatMap { $0.pages(edition) }
    let counter = StepCounter(.rendering, "pages", of: pages.count, progress)
    for page in pages {
      defer { counter?.advance() }
      site.add(page.path, frame.render(page, edition))
      for figure in page.sections.flatMap(\.figures) {
        site.add("figures/\(figure.id).svg", figure.standalone())
        if figure.size.className != "n" { site.add("figures/\(figure.id).tex", figure.latex) }
      }
      for table in page.sections.flatMap(\.tables) {
        site.add("tables/\(table.id).csv", table.csv)
        site.add("tables/\(table.id).tex", table.latex)
      }
    }
    for asset in frame.assets { site.add(asset.path, asset.bytes) }
    let tables = edition.tables
    for table in tables { site.add("data/\(table.name).csv", table.csv) }
    if let training = edition.training { site.add("data/\(training.name).csv", training.csv) }
    site.add("data/tally.csv", results.study.table.csv())
    site.add("report.json", ReportJSON(edition, tables).text)
    let manifest = Manifest(
      fingerprint: edition.provenance.fingerprint, options: edition.provenance.options,
      inputs: edition.provenance.inputs,
      outputs: site.sorted.map {
        Manifest.File(path: $0.path, bytes: $0.bytes.count, sha256: Fingerprint.of($0.bytes))
      })
    site.add(Manifest.fileName, JSONText.encode(manifest))
    return site
  }
}
