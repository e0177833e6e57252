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
    let page = frame.render(
      Page(
        path: isIndex ? "index.html" : "posts/one.html", title: "Title", description: "Words",
        eyebrow: { _ in }, lede: "", facts: [], opening: { $0.text("@@here@@") }, sections: []),
      Imprint(title: "Study", fingerprint: "0123"))
    let whole = page.replacing("@@here@@", with: html)
    check(Array(whole.utf8), around: Array(page.utf8), isIndex: isIndex)
  }

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
  private static func check(_ whole: [UInt8], around: [UInt8], isIndex: Bool) {
    let path = isIndex ? "index.html" : "posts/one.html"
    let facts = PageReader.facts(of: path, whole)
    let frame = PageReader.facts(of: path, around)
    let more = facts.findings.filter {
      $0.code == .syntax || $0.code == .outsideRequest || $0.code == .scriptAddress
    }
    let known = frame.findings.filter {
      $0.code == .syntax || $0.code == .outsideRequest || $0.code == .scriptAddress
    }
    law(
      more.count == known.count,
      "\(more)\n\(String(decoding: whole, as: UTF8.self))")
    let (one, other) = (Active.of(whole), Active.of(around))
    law(
      one.scripts == other.scripts, "it runs something: \(String(decoding: whole, as: UTF8.self))")
  }

  /// What of a page could run.
  private final class Active: HTMLHandler {
    var scripts = 0

    static func of(_ bytes: [UInt8]) -> Active {
      let active = Active()
      HTMLEvents.read(bytes, into: active)
      return active
    }

    func start(_ name: String, _ attributes: HTMLAttributes, offset: Int, line: Int) {
      if ["script", "iframe", "object", "embed", "base", "meta", "link", "form"].contains(name) {
        scripts += 1
      }
      for (name, value) in attributes {
        let address = value.string.filter { !$0.isWhitespace }.lowercased()
        if name.hasPrefix("on") || address.hasPrefix("javascript:") { scripts += 1 }
      }
    }
    func end(_ name: String, offset: Int, line: Int) {}
    func text(_ text: UnsafeRawBufferPointer) {}
    func error(_ message: String, line: Int) {}
  }
}
