import Charts
import EvalLogs
import Templates

/// What an author drops into a paper: figures at the widths of its columns, tables, every number by a
/// name, a paragraph on methods, sentences, sources, and what a reader must know of the data.
package enum PaperKit {
  package struct Options: Sendable {
    package var widths: [PaperWidth] = [.column, .double]
    package var usesSIunitx = false
    /// Whether figures are made as PDF too.
    package var hasPDF = true
    package var converter: VectorConverter?
    package var theme = ReportTheme()

    package init() {}
  }

  /// Every file of the kit; the same input gives the same bytes.
  ///
  /// - Throws: `ReportError` where figures are wanted as PDF and cannot be made.
  package static func files(
    _ edition: Edition, _ options: Options, progress: ProgressHandler? = nil
  ) throws(ReportError) -> Site {
    let exhibits = Exhibits(edition)
    var site = Site()
    let drawings = options.widths.flatMap { width in
      exhibits.figures.map { figure in
        (figure: figure, width: width, drawing: width.drawing(of: figure, in: exhibits))
      }
    }
    let counter = StepCounter(.rendering, "figures", of: drawings.count, progress)
    let drawn = parallelMap(drawings.count, threads: edition.results.settings.threads) { index in
      defer { counter?.advance() }
      let (figure, width, drawing) = drawings[index]
      return Result { () throws(ReportError) in
        try drawing.map { drawing throws(ReportError) in
          try files(of: figure, as: drawing, width, options)
        } ?? []
      }
    }
    for files in drawn { for (path, bytes) in try files.get() { site.add(path, bytes) } }
    for table in exhibits.tables {
      site.add("tables/\(table.id).csv", table.csv)
      site.add("tables/\(table.id).tex", options.usesSIunitx ? table.siunitx : table.latex)
      site.add(
        "tables/\(table.id)-rows.tex",
        options.usesSIunitx ? table.siunitxTabular : table.tabular)
    }
    for table in edition.keptTables { site.add("data/\(table.name).csv", table.csv) }
    if let training = edition.training { site.add("data/\(training.name).csv", training.csv) }
    site.add("data/tally.csv", edition.results.study.table.csv())
    site.add("report.json", ReportJSON(edition, edition.keptTables).text)
    site.add(ReportJSON.schemaFile, Templates.reportSchema)
    let numbers = PaperNumbers(edition)
    site.add("numbers.tex", numbers.latex(edition.provenance))
    site.add("numbers.csv", numbers.csv)
    site.add("sentences.tex", numbers.sentences)
    site.add("methods.tex", PaperMethods(edition).latex)
    site.add("references.bib", PaperSources(edition).bibTeX)
    let left = drawings.filter { $0.drawing == nil }.map { (figure: $0.figure, width: $0.width) }
    site.add("README.md", PaperReadme(edition, exhibits, options, left: left).text)
    let outputs = site.sorted.map {
      Manifest.File(path: $0.path, bytes: $0.bytes.count, sha256: Fingerprint.of($0.bytes))
    }
    site.add(
      Manifest.fileName,
      JSONText.encode(
        Manifest(
          fingerprint: edition.provenance.fingerprint, options: edition.provenance.options,
          inputs: edition.provenance.inputs, outputs: outputs)))
    return site
  }

  /// A figure at one width: SVG, PDF, pgfplots where it has that form, and the float.
  private static func files(
    of figure: Figure, as drawing: Figure, _ width: PaperWidth, _ options: Options
  ) throws(ReportError) -> [(String, [UInt8])] {
    let stem = "figures/\(width.name)/\(figure.id)"
    let svg = drawing.standalone(options.theme.light, millimetres: width.millimetres)
    var files = [("\(stem).svg", svg)]
    if options.hasPDF {
      files.append(
        ("\(stem).pdf", try VectorConverter.convert(svg, to: .pdf, by: options.converter)))
    }
    if let source = drawing.pgfplots(millimetres: width.millimetres) {
      files.append(("\(stem).tikz", Array(source.utf8)))
    }
    files.append(("\(stem).tex", Array(figure.latex(including: "\(stem).pdf").utf8)))
    return files
  }
}
