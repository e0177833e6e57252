import Charts
import EvalLogs

/// The author's texts as pages: the first one leads the index, the others stand beside it.
enum WriteupPages {
  /// The pages of a report with its writeups, and what they say.
  ///
  /// - Throws: `ReportError` with everything that is wrong in any of them.
  static func adding(
    to pages: [Page], _ edition: Edition
  ) throws(ReportError) -> (pages: [Page], written: [WrittenPage]) {
    let writeups = edition.writeups
    guard !writeups.sources.isEmpty, !isLeftOut(edition) else { return (pages, []) }
    let written = try compile(writeups, pages, edition)
    guard let first = pages.firstIndex(where: { $0.path == "index.html" }) else {
      return (pages, written)
    }
    var result = pages
    var index = result[first]
    if let lead = written.first(where: { $0.document.source.isIndex }) {
      index = leading(index, lead)
    }
    let posts = written.filter { !$0.document.source.isIndex }
    if !posts.isEmpty { index = listing(posts, on: index) }
    result[first] = index
    result.insert(contentsOf: posts.map { post($0, edition) }, at: first + 1)
    return (result, written)
  }

  /// Whether the report is anonymous, and a text of the author's would tell who it is.
  static func isLeftOut(_ edition: Edition) -> Bool {
    edition.provenance.isAnonymous && !edition.writeups.isKeptAnonymous
      && !edition.writeups.sources.isEmpty
  }

  static let leftOut =
    "The author's writeups are left out, for they may tell who wrote them; `writeups: {anonymous: keep}` in the config keeps them."

  private static func compile(
    _ writeups: Writeups, _ pages: [Page], _ edition: Edition
  ) throws(ReportError) -> [WrittenPage] {
    var faults: [WriteupFault] = []
    let posts = writeups.sources.filter { !$0.isIndex }
    let slugs = Slugs.make(posts.map(\.stem), fallback: "post")
    let paths = Dictionary(
      zip(posts.map(\.path), slugs.map { "\(Writeups.posts)/\($0).html" })
    ) { first, _ in first }
    let documents = writeups.sources.map { source in
      var document = WriteupDocument(source, page: paths[source.path] ?? "index.html")
      if edition.provenance.isAnonymous { document.authors = [] }
      return document
    }
    var bibliography: Bibliography?
    if let (shown, text) = writeups.bibliography {
      do throws(BibTeX.Fault) {
        bibliography = try Bibliography(text, path: shown)
      } catch {
        throw ReportError(.usage, "\(shown):\(error.line): \(error.detail)")
      }
    }
    let data =
      edition.keptTables.map { "data/\($0.name).csv" }
      + (edition.training.map { ["data/\($0.name).csv"] } ?? [])
      + ["data/tally.csv", "report.json", ReportJSON.schemaFile, Manifest.fileName]
    var index = SiteIndex(pages, data: data)
    index.posts = paths
    let scope = ValueScope(edition.results)
    // Headings of one writeup can be linked to from another: all are read once to know them.
    for document in documents {
      let page = WriteupCompiler.compile(document, scope, index, writeups, bibliography).page
      index.anchors[document.page, default: []].formUnion(page.anchors)
    }
    let compiled = documents.map { document in
      let (page, found) = WriteupCompiler.compile(document, scope, index, writeups, bibliography)
      faults += found
      return page
    }
    if let error = WriteupFault.error(faults) { throw error }
    return compiled
  }

  // MARK: Pages

  private static func leading(_ index: Page, _ lead: WrittenPage) -> Page {
    let opening = index.opening
    var page = Page(
      path: index.path, title: lead.title ?? index.title, description: index.description,
      eyebrow: index.eyebrow, lede: index.lede, facts: index.facts + facts(lead),
      opening: { html in
        html.element("section", [("aria-label", "Writeup")]) { html in html.writeup(lead) }
        opening?(&html)
      }, sections: index.sections, files: index.files)
    page.images = lead.images
    page.numbered = lead.numbered
    return page
  }

  private static func facts(_ page: WrittenPage) -> [(name: String, value: String)] {
    let document = page.document
    return [
      document.authors.isEmpty ? nil : ("Written by", Phrase.list(document.authors)),
      document.date.map { ("Date", $0) }, page.verdict.map { ("Claims", $0) },
    ].compactMap(\.self)
  }

  private static func listing(_ posts: [WrittenPage], on index: Page) -> Page {
    let section = Section(
      "writeups", .words("Writeups"),
      heading: "\(Phrase.count(posts.count, "text")) with numbers from this report",
      short: "Writeups",
      body: { html in
        html.element("div", [("class", "prov")]) { html in
          html.element("ul") { html in
            for post in posts {
              html.element("li") { html in
                html.element("a", [("href", post.path)], text: post.title ?? post.path)
                let by = post.document.authors + [post.document.date].compactMap(\.self)
                if !by.isEmpty { html.text(" \(by.joined(separator: ", "))") }
              }
            }
          }
        }
      })
    var sections = index.sections
    let place =
      sections.firstIndex { $0.id == "contents" }
      ?? sections.firstIndex { $0.id == QualityAnalysis.id } ?? sections.count
    sections.insert(section, at: place)
    var page = Page(
      path: index.path, title: index.title, description: index.description,
      eyebrow: index.eyebrow, lede: index.lede, facts: index.facts, opening: index.opening,
      sections: sections, files: index.files)
    page.images = index.images
    page.numbered = index.numbered
    return page
  }

  private static func post(_ written: WrittenPage, _ edition: Edition) -> Page {
    let study = edition.results.study
    let settings = edition.results.settings
    let title = written.title ?? written.document.source.stem
    var page = Page(
      path: written.path, title: title,
      description: written.document.summary ?? "\(title): a text with numbers from \(study.title)",
      eyebrow: { html in
        html.element("b", text: "Writeup")
        html.text(" ")
        html.element("a", [("href", html.root + "index.html")], text: study.title)
      },
      lede: written.document.summary ?? "",
      facts: facts(written) + [
        ("Numbers", "report \(edition.provenance.short)"),
        ("Intervals", "\(Phrase.level(settings.level)), \(settings.target.inWords)"),
      ],
      opening: { html in
        html.element("section", [("aria-label", "Text")]) { html in html.writeup(written) }
      }, sections: [])
    page.images = written.images
    return page
  }
}

extension Edition {
  /// What the pages say of writeups that they do not show.
  var writeupNotes: [String] { WriteupPages.isLeftOut(self) ? [WriteupPages.leftOut] : [] }

  /// Claims that the data do not bear, as a build says them.
  var unborne: [String] {
    written.flatMap { page in
      page.claims.filter { $0.outcome != .holds }.map { claim in
        "\(page.document.source.shown):\(claim.line): the claim '\(claim.text)' is \(claim.outcome.rawValue): \(claim.value)"
      }
    }
  }
}

extension WrittenPage {
  /// Where links may lead to within it.
  var anchors: [String] {
    blocks.flatMap { block -> [String] in
      switch block {
      case .heading(_, let id, _): [id]
      case .figure(let figure): [figure.id]
      case .data(let table): [table.id]
      default: []
      }
    } + (references.isEmpty ? [] : ["\(prefix)references"])
      + (footnotes.isEmpty ? [] : ["\(prefix)notes"])
  }
}
