import Templates
import Testing

@testable import Report

struct StyleSheetTests {
  private func compact(_ text: String) -> String {
    String(decoding: StyleSheet.compact(Array(text.utf8)), as: UTF8.self)
  }

  @Test(arguments: [
    ("a {\n  color: red;\n}\n\n/* b */\nb { margin: 0 }\n", "a{color:red}b{margin:0}"),
    (".a .b > .c,\n.a:not(.d) :hover { x: y }", ".a .b > .c,.a:not(.d) :hover{x:y}"),
    ("a { width: calc(100vw - 64px) }", "a{width:calc(100vw - 64px)}"),
    (
      "@media screen and (max-width: 720px) {\n  a { b: c; }\n}",
      "@media screen and (max-width:720px){a{b:c}}"
    ),
    (
      "a::after { content: \" ( /* ; */ \" attr(href) ' }  ' }",
      "a::after{content:\" ( /* ; */ \" attr(href) ' }  '}"
    ),
    (#"a { content: "say \"  x  \" \\" }"#, #"a{content:"say \"  x  \" \\"}"#),
    ("a/**/b { c: d/* e */f }", "a b{c:d f}"),
    (
      ":root { --sans: Inter, \"Segoe UI\", serif; --t: .5 }",
      ":root{--sans:Inter,\"Segoe UI\",serif;--t:.5}"
    ),
    ("a { b: c } /* never ended", "a{b:c}"),
    ("a { b: \"never ended", "a{b:\"never ended"),
    ("", ""),
  ])
  func `only what means nothing goes`(sheet: String, expected: String) {
    #expect(compact(sheet) == expected)
    #expect(compact(expected) == expected, "once is enough")
  }

  /// Words, numbers and signs, without any space: nothing of these may change.
  private func essence(_ text: String) -> String {
    text.replacing(#/\/\*[\s\S]*?\*\//#, with: "").filter { !$0.isWhitespace && $0 != ";" }
  }

  @Test func `the shipped sheet says what the embedded one says`() throws {
    let whole = String(decoding: try #require(Templates.all["passcurve.css"]), as: UTF8.self)
    let shipped = String(decoding: StyleSheet.shipped, as: UTF8.self)
    #expect(essence(shipped) == essence(whole))
    #expect(!shipped.contains("\n") && !shipped.contains("/*") && !shipped.contains("  "))
    #expect(shipped.utf8.count < whole.utf8.count * 9 / 10)
  }

  @Test func `a site holds the shipped sheet, or one's own as it is`() throws {
    let study = RandomStudy(1)
    #expect(try study.site().files["passcurve.css"] == StyleSheet.shipped)
    let own = Array("a { b : c }\n/* mine */\n".utf8)
    let site = try Pipeline.site(study.edition(), templates: ["passcurve.css": own])
    #expect(site.files["passcurve.css"] == own)
  }
}
