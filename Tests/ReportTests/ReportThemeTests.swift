import Charts
import Foundation
import Templates
import Testing

@testable import Report

struct ReportThemeTests {
  private func theme(_ yaml: String) throws -> ReportTheme {
    try Config(yaml: yaml, path: "passcurve.yaml").theme
  }

  @Test func `the usual colours are those of the style sheet`() throws {
    let css = String(decoding: try #require(Templates.all["passcurve.css"]), as: UTF8.self)
    let dark = try #require(css.range(of: "prefers-color-scheme: dark"))
    for (scheme, block) in [
      (ReportTheme.Scheme.light, css[..<dark.lowerBound]), (.dark, css[dark.upperBound...]),
    ] {
      for name in ReportTheme.colourNames {
        let colour = try #require(scheme.usual[name])
        let first = try #require(block.firstMatch(of: try Regex("--\(name): (#[0-9a-f]{6})")))
        #expect(first.output[1].substring.map(String.init) == colour, "\(scheme) \(name)")
      }
    }
    #expect(ReportTheme().styleSheet == nil && ReportTheme().fault == nil)
  }

  @Test func `colours and fonts reach the pages and the figures`() throws {
    let theme = try theme(
      """
      theme:
        colours: {light: {d1: "#800080", accent: "#036"}, dark: {bg: "#000000"}}
        fonts: {sans: [Avenir Next, sans-serif]}
      """)
    let sheet = try #require(theme.styleSheet)
    #expect(sheet.hasPrefix(":root{--sans:\"Avenir Next\",sans-serif}"))
    #expect(sheet.contains("@media (forced-colors:none){:root{--accent:#003366;--d1:#800080}}"))
    // In the dark scheme what was changed for the light one is the usual again.
    #expect(
      sheet.contains(
        "(prefers-color-scheme:dark){:root{--bg:#000000;--accent:#6fc3bd;--d1:#6ea5e6}}"))
    var delivery = Delivery()
    delivery.theme = theme
    let site = try Pipeline.site(
      edition(rows("a", correct: [1], of: 2) + rows("b", correct: [2], of: 2)), delivery)
    #expect(site.text("theme.css") == sheet)
    let page = HTMLPage(site.files["benchmarks/maths.html"] ?? [])
    #expect(
      page.all("link").compactMap { $0["href"] }.filter { $0.hasSuffix(".css") }
        == ["../passcurve.css", "../theme.css"])
    let figure = site.text("figures/maths-curves.svg")
    #expect(figure.contains("#800080") && figure.contains("'Avenir Next', sans-serif"))
    #expect(figure.contains("fill=\"#ffffff\""))
    #expect(site.text("figures/maths-curves-dark.svg").contains("fill=\"#000000\""))
    let single = try Pipeline.singleFile(edition(rows("a", correct: [1], of: 2)), delivery)
    #expect(String(decoding: single.html, as: UTF8.self).contains("--d1:#800080"))
  }

  @Test(arguments: [
    ("colours: {light: {d1: \"#ffee00\"}}", "d1 (#ffee00) has 1.15:1 on #fbfaf7, and needs 4.5:1"),
    ("colours: {dark: {bg: \"#ffffff\"}}", "in the dark scheme"),
    ("colours: {light: {axis: \"#eeeeee\"}}", "needs 3.0:1"),
    ("colours: {light: {d1: red}}", "'red'"), ("colours: {light: {d1: \"#12345\"}}", "'#12345'"),
    ("colours: {light: {d7: \"#000000\"}}", "'d7'"), ("colours: {lihgt: {}}", "'light'"),
    ("colors: {}", "'colours'"), ("fonts: {sans: Arial}", "not a list"),
    ("fonts: {sans: []}", "1 to 12"), ("fonts: {sans: [\"a'; x\"]}", "a'; x"),
    ("fonts: {sans: [\"</style>\"]}", "</style>"), ("logo: logo.png", "SVG file"),
  ])
  func `what cannot be read, or be seen, is refused with its line`(yaml: String, words: String) {
    let error = failure { _ = try theme("theme:\n  \(yaml)") }
    #expect(error?.kind == .usage)
    let text = "\(error?.description ?? "")\(error?.remedy ?? "")"
    #expect(text.contains("passcurve.yaml:2") && text.contains(words), "\(text)")
  }

  @Test func `contrast is that of WCAG`() {
    #expect(ReportTheme.contrast("#000000", "#ffffff") == 21)
    #expect(ReportTheme.contrast("#777777", "#777777") == 1)
    #expect(abs(ReportTheme.contrast("#777777", "#ffffff") - 4.478) < 0.001)
  }

  private static func frame(_ inner: String) -> String {
    "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 9 9\">\(inner)</svg>"
  }

  @Test func `a drawing is taken as a logo`() throws {
    let svg = Self.frame(
      "<!-- mark --><title>L</title><defs><linearGradient id=\"g\"><stop offset=\"0\" stop-color=\"#000\"/></linearGradient></defs><path d=\"M0 0h9v9z\" fill=\"url(#g)\" style=\"stroke:red\"/><use xlink:href=\"#g\"/>"
    )
    #expect(Logo.fault(Array(svg.utf8)) == nil)
    var delivery = Delivery()
    delivery.theme.logo = Array(svg.utf8)
    let edition = try edition(rows("a", correct: [1], of: 2))
    let site = try Pipeline.site(edition, delivery)
    #expect(site.files["logo.svg"] == Array(svg.utf8))
    let page = HTMLPage(site.files["benchmarks/maths.html"] ?? [])
    #expect(page.all("img").map { $0["src"] } == ["../logo.svg", "../logo.svg"])
    #expect(page.all("img").allSatisfy { $0["alt"] == "" })
    let single = String(decoding: try Pipeline.singleFile(edition, delivery).html, as: UTF8.self)
    #expect(single.contains("src=\"data:image/svg+xml") && !single.contains("logo.svg"))
  }

  @Test(arguments: [
    ("<script>alert(1)</script>", "script"), ("<path onclick=\"x()\"/>", "onclick"),
    ("<path ONLOAD=\"x()\"/>", "ONLOAD"), ("<foreignObject/>", "foreignObject"),
    ("<use href=\"https://x.org/a.svg#b\"/>", "href"), ("<use xlink:href=\"data:x\"/>", "href"),
    ("<path fill=\"url(https://x.org/a)\"/>", "fill"),
    ("<path style=\"fill: URL( 'http:x')\"/>", "style"),
    ("<path style=\"fill:u\\72l(x)\"/>", "style"), ("<style>@import url(x)</style>", "style"),
    ("<image href=\"#x\"/>", "image"), ("<animate/>", "animate"), ("<a href=\"#x\"/>", "a"),
    ("<g xml:base=\"http://x/\"/>", "base"),
    ("<?xml-stylesheet href=\"x\"?>", "more than elements"),
    ("<path", "well-formed"),
  ])
  func `what runs or leads away is no logo`(inner: String, word: String) {
    #expect(Logo.fault(Array(Self.frame(inner).utf8))?.contains(word) == true)
  }

  @Test func `neither are other documents`() {
    let doctype =
      "<!DOCTYPE svg [<!ENTITY x SYSTEM \"/etc/passwd\">]>" + Self.frame("<text>&x;</text>")
    for text in [
      "", "hello", "<html></html>", "<svg/>", doctype,
      "<?xml-stylesheet href=\"x\"?>" + Self.frame(""),
      Self.frame(String(repeating: "<g/>", count: 6_000)),
    ] {
      #expect(Logo.fault(Array(text.utf8)) != nil, "\(text.prefix(80))")
    }
  }
}
