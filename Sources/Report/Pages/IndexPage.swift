import Charts
import Stats

/// The first page: the finding in words, all benchmarks at once, the summary, and what the numbers
/// rest on.
enum IndexPage: PageKind {
  static func pages(_ edition: Edition) -> [Page] {
    let results = edition.results
    let study = results.study
    var sections = edition.analyses.flatMap(\.overview).map {
      $0.standing(on: "The problems and n of each benchmark stand over its curves.")
    }
    // What the numbers rest on comes after the way to every page.
    let place = sections.firstIndex { $0.id == QualityAnalysis.id } ?? sections.count
    sections.insert(contentsOf: [contents(results)].compactMap(\.self), at: place)
    sections += IssuesSection.sections(edition)
    sections.append(provenance(edition))
    // Whoever opens a night's report comes for the verdict.
    if let gate = edition.gate { sections.insert(gate.section, at: 0) }
    return [
      Page(
        path: "index.html", title: study.title, description: description(edition),
        eyebrow: { html in
          html.element("b", text: "pass@k report")
          if !study.authors.isEmpty { html.text(" \(Phrase.list(study.authors))") }
        },
        lede: lede(edition), facts: facts(results), opening: opening(edition), sections: sections)
    ]
  }

  private static func facts(_ results: Results) -> [(name: String, value: String)] {
    let study = results.study
    let cells = study.cells.joined().compactMap { $0 }
    let problems = study.benchmarks.indices.reduce(0) { $0 + study.problems(of: $1).count }
    let samples = cells.reduce(0) { $0 + QualityCounts($1).samples }
    return [
      ("Runs", Phrase.count(study.runs.count)),
      (
        "Problems",
        study.benchmarks.count == 1
          ? Phrase.count(problems)
          : "\(Phrase.count(problems)) in \(Phrase.count(study.benchmarks.count, "benchmark"))"
      ),
      ("Samples", Phrase.count(samples)),
      (
        "Intervals",
        "\(Phrase.level(results.settings.level)), \(results.settings.target.inWords)"
      ),
    ]
  }

  /// The finding of the whole report: all comparisons counted, or what a single run reaches.
  private static func lede(_ edition: Edition) -> String {
    let results = edition.results
    if let gate = edition.gate { return gate.sentence }
    if let abstract = results.study.abstract { return abstract }
    let findings = edition.findings
    let compared = results.comparisons.joined().filter {
      $0.claims[0].verdict != .notAssessable
    }
    guard let first = compared.first else { return single(results) }
    let certainty =
      results.claimCount > 1
      ? " Verdicts are corrected for all \(Phrase.count(results.claimCount, "claim"))." : ""
    if compared.count == 1 { return findings.summary(first) + certainty }
    return findings.tally(Array(compared)) + "." + certainty
  }

  private static func single(_ results: Results) -> String {
    let study = results.study
    let curves = results.curves.joined().compactMap { $0 }
    guard curves.count == 1 else {
      return
        "\(Phrase.count(study.runs.count, "run")) on \(Phrase.count(study.benchmarks.count, "benchmark")), each curve with its interval; no runs are compared."
    }
    return Findings(results: results).reach(curves[0]).sentence + "."
  }

  private static func description(_ edition: Edition) -> String {
    "pass@k with intervals: \(lede(edition))"
  }

  /// Three columns: the start, the crossing, the end, a line a comparison.
  private static func opening(_ edition: Edition) -> Content? {
    let results = edition.results
    let findings = edition.findings
    let compared = results.comparisons.joined().filter {
      $0.claims[0].verdict != .notAssessable
    }
    guard compared.count > 1 else { return nil }
    let shown = Array(compared.prefix(6))
    func column(
      _ name: String, _ text: (Results.Comparison) -> String?
    ) -> (name: String, lines: [(place: String, text: String)]) {
      (
        name,
        shown.compactMap { comparison in
          text(comparison).map {
            (results.study.benchmarks[comparison.benchmark].label, $0.sentence + ".")
          }
        }
      )
    }
    let starts = Set(shown.map { $0.claims[0].k })
    let ends = Set(shown.map { $0.claims[$0.claims.count - 1].k })
    let columns = [
      column(starts.count == 1 ? "At \(Phrase.k(starts.first!))" : "At the smallest k") {
        findings.clause($0, at: $0.claims[0].k, naming: starts.count > 1)
      },
      column("Where they cross") { findings.crossing($0) },
      column(ends.count == 1 ? "At \(Phrase.k(ends.first!))" : "At the largest k") { comparison in
        comparison.claims.count > 1 && comparison.claims[0].verdict != .identical
          ? findings.clause(
            comparison, at: comparison.claims[comparison.claims.count - 1].k,
            naming: ends.count > 1)
          : nil
      },
    ].filter { !$0.lines.isEmpty }
    let more = compared.count - shown.count
    return { html in
      html.element("section", [("aria-label", "Findings"), ("class", "find")]) { html in
        for column in columns {
          html.element("div") { html in
            html.element("h2", text: column.name)
            for line in column.lines {
              html.element("p") { html in
                if results.study.benchmarks.count > 1 {
                  html.element("b", text: line.place)
                  html.text(" ")
                }
                html.text(line.text)
              }
            }
            if more > 0 { html.paragraph("\(Phrase.count(more)) more in the table.") }
          }
        }
      }
    }
  }

  /// The way to every page; nothing where there is but one benchmark and one run.
  private static func contents(_ results: Results) -> Section? {
    let study = results.study
    let pairs = study.pairs.filter { pair in
      results.comparisons.joined().contains { $0.pair == pair }
    }
    let lists: [(name: String, links: [(text: String, href: String)])] = [
      ("Benchmarks", study.benchmarks.map { ($0.label, "benchmarks/\($0.slug).html") }),
      (
        "Comparisons",
        pairs.map { pair in
          (
            "\(study.runs[pair.candidate].label) against \(study.runs[pair.baseline].label)",
            study.page(of: pair)
          )
        }
      ),
      (
        "Runs",
        study.runs.count < 2
          ? [] : study.runs.indices.map { (study.runs[$0].label, study.page(ofRun: $0)) }
      ),
    ]
    let pages = lists.reduce(0) { $0 + $1.links.count }
    if pages < 2 { return nil }
    return Section(
      "contents", .words("Contents"),
      heading:
        "A page for each of \(Phrase.list(lists.filter { !$0.links.isEmpty }.map { Phrase.count($0.links.count, String($0.name.dropLast()).lowercased()) }))",
      short: "Contents",
      body: { html in
        html.element("div", [("class", "prov grid3")]) { html in
          for list in lists where !list.links.isEmpty {
            html.element("div") { html in
              html.element("h3", text: list.name)
              html.element("ul") { html in
                for link in list.links {
                  html.element("li") { html in
                    html.element("a", [("href", link.href)], text: link.text)
                  }
                }
              }
            }
          }
        }
      })
  }

  private static func provenance(_ edition: Edition) -> Section {
    let study = edition.results.study
    let settings = edition.results.settings
    let source = edition.provenance
    return Section(
      "provenance", .words("Provenance"), heading: "Inputs, settings, citation",
      short: "Provenance",
      body: { html in
        html.element("div", [("class", "prov grid3")]) { html in
          html.element("div") { html in
            html.element("h3", text: "Inputs")
            html.definitions(
              source.isAnonymous
                ? [("Files", "left out"), ("Issues", Phrase.count(source.issues.count))]
                : [
                  ("Files", Phrase.count(source.inputs.filter { $0.format != nil }.count)),
                  (
                    "Not used",
                    Phrase.count(source.inputs.filter { $0.format == nil }.count, "file")
                  ),
                  (
                    "Bytes",
                    Phrase.count(
                      source.inputs.reduce(0) { $0 + ($1.format == nil ? 0 : $1.bytes) })
                  ),
                  ("Issues", Phrase.count(source.issues.count)),
                ])
            html.definition("Fingerprint", code: source.fingerprint)
          }
          html.element("div") { html in
            html.element("h3", text: "Settings")
            html.definitions([
              (
                "Interval",
                "\(edition.results.words.method), level \(NumberText.shortest(settings.level))"
              ),
              ("Differences", edition.results.words.differenceMethod),
              ("Target", settings.target.rawValue),
              (
                "k",
                settings.ks.map { $0.map(String.init).joined(separator: ", ") }
                  ?? "powers of two, and the largest"
              ),
              ("Version", "passcurve \(Version.current)"),
            ])
          }
          html.element("div") { html in
            html.element("h3", text: "Cite this report")
            html.element("pre", [("class", "bib"), ("tabindex", "0")]) { html in
              html.element("code", text: Citation.bibTeX(study, source))
            }
          }
        }
      },
      after: { html in
        html.element("div", [("class", "note wide")]) { html in
          for note in study.notes + edition.omissions.notes + edition.writeupNotes {
            html.paragraph(note)
          }
          html.notShown(edition.absences)
          html.links(
            [
              ("Methods", "methods.html"), ("Every input", "methods.html#inputs"),
              ("report.json", "report.json"),
              ("manifest.json", "manifest.json"), ("Counts", "data/tally.csv"),
            ] + (edition.training == nil ? [] : [("Training curves", "data/training.csv")]))
        }
      })
  }
}

extension MarkupWriter {
  mutating func definitions(_ items: [(String, String)]) {
    element("dl") { html in
      for (name, value) in items {
        html.element("dt", text: name)
        html.element("dd", text: value)
      }
    }
  }

  mutating func definition(_ name: String, code: String) {
    element("dl") { html in
      html.element("dt", text: name)
      html.element("dd") { html in html.element("code", text: code) }
    }
  }

  /// The analyses that have nothing to show, and what each lacks.
  mutating func notShown(_ absences: [(analysis: any Analysis.Type, reason: String)]) {
    guard !absences.isEmpty else { return }
    element("details", [("id", "not-shown")]) { html in
      html.element(
        "summary",
        text: "\(Phrase.count(absences.count, "analysis", "analyses")) not shown, and why")
      html.element("ul") { html in
        for absence in absences {
          html.element("li") { html in
            html.element("code", text: absence.analysis.id)
            html.text(": \(absence.reason).")
          }
        }
      }
    }
  }
}
