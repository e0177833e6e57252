import Charts
import Mustache
import Templates

/// Puts pages into their frame: the Mustache templates, embedded or from a folder of one's own.
package struct PageFrame {
  /// The files that make the frame; any of them can be replaced.
  package static let fileNames = Templates.all.keys.sorted()

  /// What passcurve.js is put together from.
  static let parts = ["passcurve.js", "problems.js"]

  /// The embedded scripts.
  package static let scripts = parts + ["figures.js"]

  private let library: MustacheLibrary
  private let files: [String: [UInt8]]
  private let delivery: Delivery
  /// The paths of the files of numbers that pages may link to; `nil` for any.
  var numbers: Set<String>?

  /// - Parameter overrides: Files that replace embedded ones of the same name, as they are.
  init(
    overrides: [String: [UInt8]] = [:], _ delivery: Delivery = Delivery()
  ) throws(ReportError) {
    var files = Templates.all
    files["passcurve.css"] = StyleSheet.shipped
    for name in Self.scripts { files[name] = Script.compact(files[name] ?? []) }
    files.merge(overrides) { _, own in own }
    self.files = files
    self.delivery = delivery
    var templates: [String: MustacheTemplate] = [:]
    for (name, bytes) in files.sorted(by: { $0.key < $1.key }) where name.hasSuffix(".mustache") {
      do {
        templates[String(name.dropLast(9))] = try MustacheTemplate(
          string: String(decoding: bytes, as: UTF8.self))
      } catch {
        throw ReportError(.usage, "\(name) is no template: \(error)")
      }
    }
    library = MustacheLibrary(templates: templates)
  }

  /// Style, script and logo, as the site holds them.
  var assets: [(path: String, bytes: [UInt8])] {
    var assets = [
      (path: "passcurve.css", bytes: files["passcurve.css"] ?? []),
      (path: "passcurve.js", bytes: Array(Self.parts.map { files[$0] ?? [] }.joined())),
      (path: "figures.js", bytes: files["figures.js"] ?? []),
    ]
    if let sheet = delivery.theme.styleSheet { assets.append(("theme.css", Array(sheet.utf8))) }
    if let logo = delivery.theme.logo { assets.append(("logo.svg", logo)) }
    return assets
  }

  /// The page as HTML.
  func render(_ page: Page, _ imprint: Imprint) -> String {
    filled("page", context(of: page, imprint))
  }

  /// All pages as one HTML file, with style, script and files inside.
  ///
  /// - Throws: `ReportError` of kind `usage` where a style sheet or script of one's own cannot stand
  ///   in a page.
  func single(_ pages: [Page], _ files: Site, _ imprint: Imprint) throws(ReportError) -> String {
    let paths = Set(pages.map(\.path))
    let images = Dictionary(
      pages.flatMap(\.images).map { ($0.path, DataLink.of($0.bytes, path: $0.path)) }
    ) { first, _ in first }
    let articles = pages.map { page in
      context(
        of: page, imprint,
        place: .article(
          .init(path: page.path, title: page.title, pages: paths, images: images)))
    }
    let first = articles[0]
    return filled(
      "single",
      SingleContext(
        pageTitle: first.pageTitle, title: first.title, description: first.description,
        generator: first.generator, fingerprint: first.fingerprint, noindex: first.noindex,
        logo: delivery.theme.logo.map { DataLink.of($0, path: "logo.svg") },
        canonical: delivery.baseURL?.text,
        style: try embedded("passcurve.css", endedBy: "</style")
          + (delivery.theme.styleSheet ?? ""),
        scripts: try scripts(),
        navigation: zip(pages, articles).map { page, article in
          .init(href: "#\(article.key)", text: page.path == "index.html" ? "Report" : article.title)
        } + [.init(href: "#files", text: "Files")],
        articles: articles, files: MarkupWriter.fragment { $0.files(files) }))
  }

  /// What the page's template is filled with.
  func context(
    of page: Page, _ imprint: Imprint, place: PagePlace = .folder
  ) -> PageContext {
    let root = PagePlace.root(of: page.path)
    var rewriting: MarkupWriter.Rewriting?
    var link = { (href: String) in href }
    var heading: String?
    if case .article(let article) = place {
      rewriting = { article.rewritten($0, $1) }
      link = { article.link($0) }
      heading = article.heading
    }
    var numbers = SectionNumbers(figures: page.numbered.figures, tables: page.numbered.tables)
    let held = self.numbers
    let body = MarkupWriter.fragment(root: root, rewriting: rewriting) { html in
      html.holds = { held?.contains($0) ?? true }
      page.opening?(&html)
      for section in page.sections { html.section(section, number: numbers.next(section.kind)) }
    }
    let sections = page.sections.compactMap { section in
      section.short.map { PageContext.Link(href: link("#\(section.id)"), text: $0) }
    }
    let methods =
      page.path == "methods.html"
      ? [] : [PageContext.Link(href: link("\(root)methods.html"), text: "Methods")]
    let study = MarkupText.clean(imprint.title)
    let title = MarkupText.clean(page.title)
    return PageContext(
      key: PagePlace.key(page.path), heading: heading, path: page.path,
      pageTitle: page.path == "index.html"
        ? "\(title) · passcurve" : "\(title) · \(study) · passcurve",
      title: title, description: MarkupText.clean(page.description),
      lede: page.lede.isEmpty ? nil : MarkupText.clean(page.lede),
      eyebrow: MarkupWriter.fragment(root: root, rewriting: rewriting, page.eyebrow),
      facts: page.facts.map { .init(name: $0.name, value: $0.value) },
      navigation: sections + methods, body: body, root: root,
      generator: "passcurve \(Version.current)", fingerprint: imprint.fingerprint,
      noindex: !delivery.isIndexed, hasTheme: delivery.theme.styleSheet != nil,
      logo: delivery.theme.logo.map { _ in "\(root)logo.svg" },
      canonical: delivery.baseURL?.of(page: page.path),
      image: delivery.hasPicture ? delivery.baseURL?.of("card.png") : nil,
      feed: delivery.updated == nil ? nil : delivery.baseURL?.of("feed.xml"))
  }

  private func filled(_ template: String, _ context: some Encodable) -> String {
    guard let text = library.render(context, withTemplate: template) else {
      preconditionFailure("no template \(template)")
    }
    return text
  }

  private func scripts() throws(ReportError) -> [String] {
    var result: [String] = []
    // The search of problems needs a file beside the page.
    for name in Self.scripts where name != "problems.js" {
      result.append(try embedded(name, endedBy: "</script"))
    }
    return result
  }

  /// A file as it stands inside its element, which nothing in it may end.
  private func embedded(_ name: String, endedBy end: String) throws(ReportError) -> String {
    let text = String(decoding: files[name] ?? [], as: UTF8.self)
    if text.lowercased().contains(end) || text.contains("<!--") {
      throw ReportError(
        .usage, "\(name) of --templates holds \(end) or <!--, and cannot stand in a page",
        remedy: "Write it another way, or build without --single-file.")
    }
    return text
  }
}

extension MarkupWriter {
  /// What `content` writes, as text.
  static func fragment(
    root: String = "", rewriting: Rewriting? = nil, _ content: (inout MarkupWriter) -> Void
  ) -> String {
    var html = MarkupWriter(.html, rewriting: rewriting)
    html.root = root
    content(&html)
    return html.string
  }

  /// Each file as a link that holds it, its path the anchor that other links lead to.
  fileprivate mutating func files(_ site: Site) {
    element("ul") { html in
      for (path, bytes) in site.sorted {
        html.element("li") { html in
          html.element(
            "a",
            [
              ("id", path), ("download", path.split(separator: "/").last.map(String.init) ?? path),
              ("href", DataLink.of(bytes, path: path)),
            ], text: path)
          html.text(", \(Phrase.count(bytes.count, "byte"))")
        }
      }
    }
  }
}
