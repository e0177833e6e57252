import Charts
import Stats

/// Curves as small multiples, a panel a benchmark: on the first page, and on those of a run and of a
/// pair.
struct CurvePanelSection: Sendable {
  let results: Results
  /// What the figures' ids begin with, before the benchmark's slug; `nil` on the first page.
  let stem: String?
  let root: String
  let drawings: [CurveDrawing]

  init(_ results: Results, stem: String?, root: String, drawings: [CurveDrawing]) {
    self.results = results
    self.stem = stem
    self.root = root
    self.drawings = drawings
  }

  /// - Parameter crossings: Whether pairs are compared, so that crossings need explaining.
  /// - Returns: `nil` where there is nothing to draw.
  func section(heading: String, crossings: Bool) -> Section? {
    if drawings.isEmpty { return nil }
    let figures = drawings.map(figure)
    return Section(
      "curves", .panels, heading: heading, short: "Curves", figures: figures,
      body: { html in
        for (drawing, figure) in zip(drawings, figures) {
          html.element("div", [("class", "panel")]) { html in
            html.element("h3") { html in
              let benchmark = results.study.benchmarks[drawing.benchmark]
              html.element(
                "a", [("href", "\(root)benchmarks/\(benchmark.slug).html")], text: benchmark.label)
              html.text(" ")
              html.element("span") { html in
                html.text(drawing.size)
                if stem == nil {
                  html.text(", ")
                  html.element(
                    "a", [("href", "benchmarks/\(benchmark.slug).html#values")], text: "values")
                }
              }
            }
            figure.write(into: &html)
          }
        }
      },
      notes: { caption(crossings: crossings, figures, into: &$0) })
  }

  private func figure(_ drawing: CurveDrawing) -> Figure {
    let slug = results.study.benchmarks[drawing.benchmark].slug
    let curves = drawing.curves(values: false)
    return Figure.curves(
      id: [stem, slug].compactMap(\.self).joined(separator: "--") + "-panel", title: drawing.title,
      description: drawing.description, size: .panel, xTitle: "k",
      curves: curves,
      y: .logit(forCeilingOf: curves) ?? .probability, crossings: drawing.crossings(words: true),
      notes: drawing.notes)
  }

  /// What a reader must know to read the curves; the same words under every figure of them.
  private func caption(
    crossings: Bool, _ figures: [Figure], into html: inout MarkupWriter
  ) {
    html.element("div") { html in
      html.paragraph(
        lead: "pass@k against k",
        ", samples a problem, on a log axis: the unbiased estimate from n samples, each problem with equal weight. "
          + results.words.bands
      )
    }
    html.element("div") { html in
      html.paragraph(
        crossings
          ? "Ring and line: the point curves cross. Bar on the axis: the k around it at which the \(Phrase.level(results.settings.level)) interval of the paired difference at that k holds zero; dotted where it runs to the end. Nothing is drawn where a problem has fewer than k samples."
          : "Nothing is drawn where a problem has fewer than k samples."
      )
    }
    html.element("div") { html in
      var links = [(text: "Values", href: "\(root)data/curves.csv")]
      if crossings { links.append(("Crossings", "\(root)data/crossovers.csv")) }
      links.append(("How to read", "\(root)methods.html#intervals"))
      for (drawing, figure) in zip(drawings, figures) {
        let name = results.study.benchmarks[drawing.benchmark].label
        links.append(("SVG \(name)", "\(root)figures/\(figure.id).svg"))
        links.append(("LaTeX", "\(root)figures/\(figure.id).tex"))
      }
      html.links(links)
    }
  }
}

extension CurveDrawing {
  /// "80 problems, n = 256" or "n = 131–288".
  var size: String {
    let least = shown.map(\.curve.samples.lowerBound).min() ?? 0
    let most = shown.map(\.curve.samples.upperBound).max() ?? 0
    let n = least == most ? Phrase.count(least) : "\(Phrase.count(least))–\(Phrase.count(most))"
    return "\(problems), n\(Phrase.space)=\(Phrase.space)\(n)"
  }

  /// "80 problems" or "78–80 problems": of the curves drawn.
  var problems: String {
    let counts = shown.map(\.curve.problems)
    guard let least = counts.min(), let most = counts.max() else { return "" }
    return least == most
      ? Phrase.count(least, "problem") : "\(Phrase.count(least))–\(Phrase.count(most)) problems"
  }
}
