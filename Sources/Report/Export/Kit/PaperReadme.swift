import Charts

/// The kit's README: what is in it, what it was made from, and what a reader of the paper must know.
struct PaperReadme {
  private let edition: Edition
  private let exhibits: Exhibits
  private let options: PaperKit.Options
  private let left: [(figure: Figure, width: PaperWidth)]

  /// - Parameter left: Figures that are not there at a width, because their words would be too small.
  init(
    _ edition: Edition, _ exhibits: Exhibits, _ options: PaperKit.Options,
    left: [(figure: Figure, width: PaperWidth)]
  ) {
    (self.edition, self.exhibits, self.options, self.left) = (edition, exhibits, options, left)
  }

  var text: String {
    ([head, use, figures, tables, caveats, provenance] as [[String]])
      .map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private var head: [String] {
    [
      "# \(Table.markdown(edition.results.study.title)): paper kit", "",
      "Made by passcurve \(Version.current) from report \(edition.provenance.short).",
    ]
  }

  private var use: [String] {
    let packages = ["graphicx", "booktabs"] + (options.usesSIunitx ? ["siunitx"] : [])
    return [
      "## Use", "", "```latex",
      "\\usepackage{\(packages.joined(separator: ","))}",
      "\\usepackage{pgfplots}\\pgfplotsset{compat=1.16} % only for figures/*/*.tikz",
      "\\usepackage[T1]{fontenc}\\usepackage[utf8]{inputenc}\\usepackage{natbib}",
      "\\input{numbers.tex}", "```", "",
      "- `\\passcurve{KEY}` prints a number; `numbers.csv` lists the keys. An unknown key stops LaTeX.",
      "- `\\includegraphics{figures/84mm/ID.pdf}` has its width already: do not scale it. `figures/*/ID.tex` is the float with its caption.",
      "- `\\input{figures/84mm/ID.tikz}` is the same figure in the paper's font, where it has that form.",
      "- `\\input{tables/ID.tex}` is a table with its caption, `tables/ID-rows.tex` its rows alone, for a float of your own; `tables/ID.csv` has it unrounded.",
      "- `methods.tex` is a paragraph to adapt, `sentences.tex` has one sentence a comparison, `references.bib` the sources.",
      "- `passcurve verify THIS --against LOGS` builds the numbers again and names those that differ; `passcurve verify THIS --prose paper.tex` looks for numbers in a text that differ from these.",
    ]
  }

  private var figures: [String] {
    let all = exhibits.figures
    let widths = options.widths.map(\.name).joined(separator: ", ")
    return ["## Figures (\(widths))", ""]
      + all.map { "- `\($0.id)`: \(Table.markdown($0.title))" }
      + left.map {
        "- not there: `\($0.figure.id)` at \($0.width.name), where its words would have \(NumberText.fixed($0.width.words(of: $0.figure), decimals: 1)) pt"
      }
  }

  private var tables: [String] {
    ["## Tables", ""] + exhibits.tables.map { "- `\($0.id)`: \(Table.markdown($0.label))" }
  }

  private var caveats: [String] {
    let results = edition.results
    let cells = results.study.cells.joined().compactMap(\.self)
    let missing = cells.reduce(0) { $0 + QualityCounts($1).missing }
    var lines = [
      "- Intervals have level \(Phrase.level(results.settings.level)) and speak of \(results.settings.target.inWords).",
      "- Verdicts are corrected for \(Phrase.count(results.claimCount, "claim")). Claims added by hand are not.",
    ]
    if missing > 0 {
      lines.append(
        "- \(Phrase.count(missing, "sample")) are missing; they are counted neither as wrong nor as right."
      )
    }
    for (analysis, reason) in edition.absences {
      lines.append("- No \(analysis.id): \(Table.markdown(reason)).")
    }
    let issues = Dictionary(grouping: edition.provenance.issues.map { "\($0.code)" }) { $0 }
    for (code, all) in issues.sorted(by: { $0.key < $1.key }) {
      lines.append("- \(Phrase.count(all.count, "issue")) of the logs: \(Table.markdown(code)).")
    }
    return ["## Caveats", ""] + lines
  }

  private var provenance: [String] {
    let source = edition.provenance
    var lines = [
      "## Provenance", "", "- fingerprint (SHA-256 of data/tally.csv): `\(source.fingerprint)`",
    ]
    lines += source.options.sorted { $0.key < $1.key }
      .map { "- option \(Table.markdown($0.key)): \(Table.markdown($0.value))" }
    if source.isAnonymous { return lines + ["- the inputs are left out: the report is anonymous"] }
    let used = source.inputs.filter { $0.format != nil }
    lines += used.prefix(50).map {
      "- \(Table.markdown($0.path)), \($0.bytes) bytes, SHA-256 \($0.sha256 ?? "–")"
    }
    if used.count > 50 { lines.append("- … and \(used.count - 50) more; manifest.json lists all.") }
    return lines
  }
}
