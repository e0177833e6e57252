@testable import Charts
@testable import EvalLogs
@testable import Report

extension Target {
  /// JUnit files; pages as the check of a site reads them; pictures from elsewhere.
  static let xml = Target(name: "xml") { bytes in
    var input = Input(bytes)
    switch input.byte() {
    case UInt8(ascii: "h"): HTMLCheck.check(input.bytes)
    case UInt8(ascii: "s"):
      let fault = SVGCheck.fault(input.bytes)
      if fault == nil {
        law(MarkupWriter.isWellFormed(input.bytes), "a harmless SVG is not well-formed")
        law(input.bytes.count > Logo.limit || Logo.fault(input.bytes) == nil, "no logo")
      }
    case UInt8(ascii: "t"): HTMLCheck.write(input.text)
    default: Logs(bytes).check()
    }
  }
}

enum HTMLCheck {
  static func check(_ bytes: [UInt8]) {
    let facts = PageReader.facts(of: "posts/one.html", bytes)
    let again = PageReader.facts(of: "posts/one.html", bytes)
    law(facts.findings == again.findings && facts.ids == again.ids, "two readings differ")
    for (one, other) in zip(facts.tables, again.tables) { same("\(one)", "\(other)", "a table") }
    for chart in facts.charts { law(chart.bytes >= 0, "a chart of \(chart.bytes) bytes") }
  }

  /// Whatever a text is, written as text and as an attribute it is read back as it was.
  static func write(_ text: String) {
    let content: (inout MarkupWriter) -> Void = { markup in
      markup.element("p", [("title", text)]) { markup in
        markup.text(text)
        markup.element("b", text: text)
      }
    }
    var html = MarkupWriter(.html)
    content(&html)
    let events = Events()
    HTMLEvents.read(Array("<!DOCTYPE html>\(html.string)".utf8), into: events)
    let clean = MarkupText.clean(text)
    let names = events.names.filter { $0 != "html" && $0 != "body" }
    law(names == ["p", "b"], "\(names) instead of p and b")
    same(events.titles.joined(), clean, "an attribute")
    same(String(decoding: events.text, as: UTF8.self), clean + clean, "a text")
    var xml = MarkupWriter(.xml)
    content(&xml)
    law(MarkupWriter.isWellFormed(xml.bytes), "not well-formed: \(xml.string.debugDescription)")
  }

  private final class Events: HTMLHandler {
    var names: [String] = []
    var titles: [String] = []
    var text: [UInt8] = []

    func start(_ name: String, _ attributes: HTMLAttributes, offset: Int, line: Int) {
      names.append(name)
      for (name, value) in attributes where name == "title" { titles.append(value.string) }
    }
    func end(_ name: String, offset: Int, line: Int) {}
    func text(_ text: UnsafeRawBufferPointer) { self.text += text }
    func error(_ message: String, line: Int) {}
  }
}
