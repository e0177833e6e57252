import Charts

@testable import EvalLogs
@testable import Report

extension Target {
  /// Markdown with values, claims, formulas and citations, and BibTeX, as a page.
  ///
  /// The input is a sign that chooses what the text is, the text, 0x1E, and the bibliography.
  static let writeups = Target(name: "writeups") { bytes in
    var input = Input(bytes)
    let sign = input.byte()
    let text = input.text(before: 0x1E)
    switch sign {
    case UInt8(ascii: "x"), UInt8(ascii: "l"):
      let prose = ProseText(text, isLaTeX: sign == UInt8(ascii: "l"))
      for sentence in prose.sentences {
        law(sentence.text.count == sentence.lines.count, "lines of \(sentence.text)")
      }
    case UInt8(ascii: "v"): WriteupCheck.expression(text)
    default:
      WriteupCheck.page(text, input.isAtEnd ? nil : input.text, isIndex: sign == UInt8(ascii: "i"))
    }
  }
}

enum WriteupCheck {
  static func expression(_ text: String) {
    let scope = FixedReport.made.scope
    do throws(ValueError) {
      let expression = try ValueExpression(parsing: text)
      _ = try scope.value(of: expression)
    } catch {
      law((0...text.count).contains(error.place), "place \(error.place) of \(text.count)")
    }
  }

  private static let image = Array(
    #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1"/></svg>"#.utf8)
  private static let frame: PageFrame = {
    guard let frame = try? PageFrame() else { fatalError("no frame") }
    return frame
  }()

  static func page(_ text: String, _ bibliography: String?, isIndex: Bool) {
    let html = html(text, bibliography, isIndex: isIndex)
    same(html, Self.html(text, bibliography, isIndex: isIndex), "two pages differ")
    check(html, in: isIndex ? indexPage : postPage)
  }

  /// A page with a mark where a text may stand, and what is known of it.
  private struct EmptyPage {
    let path: String
    let text: String
    let faults: Int
    let active: Int

    static let mark = "@@here@@"

    init(_ path: String) {
      self.path = path
      text = WriteupCheck.frame.render(
        Page(
          path: path, title: "Title", description: "Words", eyebrow: { _ in }, lede: "", facts: [],
          opening: { $0.text(EmptyPage.mark) }, sections: []),
        Imprint(title: "Study", fingerprint: "0123"))
      faults = WriteupCheck.faults(text, path).count
      active = Active.count(text)
    }
  }

  private static let indexPage = EmptyPage("index.html")
  private static let postPage = EmptyPage("posts/one.html")

  private static func html(_ text: String, _ bibliography: String?, isIndex: Bool) -> String {
    let made = FixedReport.made
    var writeups = Writeups()
    writeups.claims = .warn
    writeups.image = { path in
      path.hasSuffix(".svg") ? .success(image) : .failure(Writeups.Refusal("it is not there"))
    }
    var books: Bibliography?
    if let bibliography {
      do throws(BibTeX.Fault) {
        books = try Bibliography(bibliography, path: "references.bib")
      } catch {
        law(error.line >= 1, "line \(error.line)")
      }
    }
    for key in books?.keys ?? [] { _ = try? books?.reference(key) }
    let path = isIndex ? "index.md" : "posts/one.md"
    let document = WriteupDocument(
      Writeups.Source(path: path, shown: path, text: text),
      page: isIndex ? "index.html" : "posts/one.html")
    let (page, faults) = WriteupCompiler.compile(
      document, made.scope, made.index, writeups, books)
    for fault in faults { law(fault.line >= 1 && (fault.column ?? 1) >= 1, "\(fault)") }
    return MarkupWriter.fragment(root: PagePlace.root(of: document.page)) { $0.writeup(page) }
      + MarkupWriter.fragment { html in
        html.element("p", text: page.title ?? "")
        for fault in faults { html.element("p", text: "\(fault.place) \(fault.detail)") }
      }
  }

  /// A page with a text in it has no faults that it lacks without the text, and runs nothing more.
  private static func check(_ html: String, in page: EmptyPage) {
    let whole = page.text.replacing(EmptyPage.mark, with: html)
    let faults = faults(whole, page.path)
    law(faults.count == page.faults, "\(faults)\n\(html)")
    law(Active.count(whole) == page.active, "it runs something: \(html)")
  }

  private static func faults(_ text: String, _ path: String) -> [Finding] {
    PageReader.facts(of: path, Array(text.utf8)).findings.filter {
      [.syntax, .outsideRequest, .scriptAddress].contains($0.code)
    }
  }

  /// What of a page could run.
  private final class Active: HTMLHandler {
    private var count = 0

    static func count(_ text: String) -> Int {
      let active = Active()
      HTMLEvents.read(Array(text.utf8), into: active)
      return active.count
    }

    func start(_ name: String, _ attributes: HTMLAttributes, offset: Int, line: Int) {
      if ["script", "iframe", "object", "embed", "base", "meta", "link", "form"].contains(name) {
        count += 1
      }
      for (name, value) in attributes {
        let address = value.string.filter { !$0.isWhitespace }.lowercased()
        if name.hasPrefix("on") || address.hasPrefix("javascript:") { count += 1 }
      }
    }
    func end(_ name: String, offset: Int, line: Int) {}
    func text(_ text: UnsafeRawBufferPointer) {}
    func error(_ message: String, line: Int) {}
  }
}
