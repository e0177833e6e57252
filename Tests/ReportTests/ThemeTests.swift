import Charts
import Templates
import Testing

@testable import Report

struct ThemeTests {
  /// The custom properties of a block, by name.
  private func properties(_ block: Substring) -> [String: String] {
    Dictionary(
      block.matches(of: /--([a-z0-9]+): ([^;]+);/).map { (String($0.1), String($0.2)) },
      uniquingKeysWith: { first, _ in first })
  }

  @Test func `figures of their own have the colours of the pages`() throws {
    let css = String(decoding: Templates.all["passcurve.css"] ?? [], as: UTF8.self)
    let dark = try #require(css.range(of: "prefers-color-scheme: dark"))
    for (theme, block) in [
      (Theme.light, css[..<dark.lowerBound]), (Theme.dark, css[dark.upperBound...]),
    ] {
      let tokens = properties(block)
      #expect(tokens["ink"] == theme.ink)
      #expect(tokens["ink2"] == theme.quiet)
      #expect(tokens["muted"] == theme.muted)
      #expect(tokens["axis"] == theme.axis)
      #expect(tokens["grid"] == theme.grid)
      #expect((1...6).map { tokens["d\($0)"] } == theme.hues)
      #expect(tokens["bg"] == theme.page)
      #expect(tokens["ribbon"].flatMap(number) == theme.ribbonOpacity)
      #expect(tokens["faint"].flatMap(number) == theme.faintRibbonOpacity)
    }
    for (index, share) in Theme.shades.enumerated() {
      #expect(css.contains(".o\(index + 1) { --t: \(share)% }"))
    }
    #expect(properties(css[dark.upperBound...])["bg"] == Theme.dark.ground)
  }

  private func number(_ text: String) -> Double? { Double(text.hasPrefix(".") ? "0" + text : text) }

  @Test(arguments: ["passcurve.css", "passcurve.js", "figures.js"])
  func `style and script weigh at most 15 kB each and name no other place`(name: String) throws {
    let bytes = try #require(PageFrame().assets.first { $0.path == name }?.bytes)
    #expect(bytes.count <= 15_000)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(!text.contains("://") && !text.contains("@import") && !text.contains("url("))
    #expect(!text.contains("fetch(") && !text.contains("XMLHttpRequest"))
    for word in ["http", "eval(", "innerHTML", "document.write", "Function(", "import("]
    where name.hasSuffix(".js") {
      #expect(!text.contains(word), "\(word)")
    }
  }

  @Test func `the scripts together weigh at most 15 kB`() throws {
    let scripts = try PageFrame().assets.filter { $0.path.hasSuffix(".js") }
    #expect(scripts.map(\.bytes.count).reduce(0, +) <= 15_000)
  }
}
