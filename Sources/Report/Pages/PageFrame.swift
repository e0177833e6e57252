import Charts
import Mustache
import Templates

/// Puts pages into their frame: the Mustache template, embedded or from a folder of one's own.
package struct PageFrame {
  /// The files that make the frame; any of them can be replaced.
  package static let fileNames = Templates.all.keys.sorted()

  /// What passcurve.js is put together from.
  package static let scripts = ["passcurve.js", "problems.js"]

  private let template: MustacheTemplate
  private let files: [String: [UInt8]]

  /// - Parameter overrides: Files that replace embedded ones of the same name, as they are.
  init(overrides: [String: [UInt8]] = [:]) throws(ReportError) {
    var files = Templates.all
    files["passcurve.css"] = StyleSheet.shipped
    self.files = files.merging(overrides) { _, own in own }
    do {
      template = try MustacheTemplate(
        string: String(decoding: self.files["page.mustache"]!, as: UTF8.self))
    } catch {
      throw ReportError(.usage, "page.mustache is no template: \(error)")
    }
  }

  /// Style and script, as the site holds them.
  var assets: [(path: String, bytes: [UInt8])] {
    [
      (path: "passcurve.css", bytes: files["passcurve.css"]!),
      (path: "passcurve.js", bytes: Array(Self.scripts.map { files[$0]! }.joined())),
      (path: "figures.js", bytes: files["figures.js"]!),
    ]
  }

  /// The page as HTML.
  func render(_ page: Page, _ edition: Edition) -> String {
    let root = String(
      repeating: "../",
      count: page.path.split(separator: "/", omittingEmptySubsequences: false).count - 1)
    var numbers = SectionNumbers()
    let body = MarkupWriter.fragment { html in
      html.root = root
      page.opening?(&html)
      for section in page.sections { html.section(section, number: numbers.next(section.kind)) }
    }
    let navigation = page.sections.compactMap { section in
      section.short.map { Link(href: "#\(section.id)", text: $0) }
    }
    let methods =
      page.path == "methods.html" ? [] : [Link(href: "\(root)methods.html", text: "Methods")]
    let study = edition.results.study
    let title = MarkupText.clean(page.title)
    return template.render(
      Context(
        pageTitle: page.path == "index.html"
          ? "\(title) · passcurve" : "\(title) · \(MarkupText.clean(study.title)) · passcurve",
        title: title, description: MarkupText.clean(page.description),
        lede: MarkupText.clean(page.lede),
        generator: "passcurve \(Version.current)", root: root,
        fingerprint: edition.provenance.short,
        eyebrow: MarkupWriter.fragment(page.eyebrow),
        facts: page.facts.map { Fact(name: $0.name, value: $0.value) },
        navigation: navigation + methods, body: body))
  }

  private struct Link {
    let href: String
    let text: String
  }

  private struct Fact {
    let name: String
    let value: String
  }

  private struct Context {
    let pageTitle: String
    let title: String
    let description: String
    let lede: String
    let generator: String
    let root: String
    let fingerprint: String
    let eyebrow: String
    let facts: [Fact]
    let navigation: [Link]
    let body: String
  }
}

extension MarkupWriter {
  /// What `content` writes, as text.
  static func fragment(_ content: (inout MarkupWriter) -> Void) -> String {
    var html = MarkupWriter(.html)
    content(&html)
    return html.string
  }
}
