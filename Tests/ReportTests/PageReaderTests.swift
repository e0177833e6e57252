import Testing

@testable import Report

@Suite struct PageReaderTests {
  private func facts(_ body: String) -> PageFacts {
    let page =
      "<!doctype html>\n<html lang=\"en\"><head><title>t</title></head><body><h1>t</h1>\n\(body)</body></html>"
    return PageReader.facts(of: "a/b.html", Array(page.utf8))
  }

  @Test(arguments: [
    "<p>a<br>b<p>c</p>", "<ul><li>a<li>b</ul>", "<details><summary>s</summary>x</details>",
    "<svg viewBox=\"0 0 1 1\"><title>x</title><path d=\"M0 0\"/><a href=\"#x\"><text>y</text></a></svg><p id=\"x\">",
    "<math><mi>x</mi><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "<p>&lt;b&gt; &amp;amp; ü 👩‍👩‍👧</p>",
    "<my-part>x</my-part>",
    "<table><tbody><tr><td>1</td></tr></tbody></table>", "<dl><div><dt>a</dt><dd>b</dd></div></dl>",
    "<a href=\"c.html\"><div>x</div></a>",
    "<button popovertarget=\"m\">x</button><p id=\"m\">y</p>",
  ])
  func `what HTML allows is no fault`(body: String) { #expect(facts(body).findings == []) }

  @Test(arguments: [
    "<div>", "<div><p></div></p>", "<p class=\"a\" class=\"b\">x</p>",
    "<svg><path></svg>", "</section>", "<details><summary>x</details>", "<p>a\u{0}b</p>",
  ])
  func `what it forbids is one`(body: String) {
    let found = facts(body).findings
    #expect(found.contains { $0.code == .syntax && ($0.line ?? 0) >= 2 }, "\(found)")
  }

  @Test func `bytes that are no UTF-8, and none at all`() {
    let bytes = Array("<!doctype html><html lang=\"en\"><title>t</title><h1>a".utf8)
    #expect(PageReader.facts(of: "a", bytes + [0xFF]).findings.contains { $0.code == .syntax })
    #expect(PageReader.facts(of: "a", []).findings.contains { $0.detail.contains("empty") })
  }

  @Test func `what is no UTF-8 in a page leaves the size of its charts`() throws {
    let chart = Array("<svg class=\"fig\"><path d=\"M0 0\"/></svg>".utf8)
    let start = Array("<!doctype html><html lang=\"en\"><title>t</title><h1>a</h1>".utf8)
    let wrong = [UInt8](repeating: 0xB4, count: 80)
    for before in [wrong, []] {
      let body = start + before + chart.dropLast(8) + wrong + chart.suffix(8)
      let found = PageReader.facts(of: "a", body).charts
      // Each of these bytes is read as U+FFFD, which has three.
      #expect(found.map(\.bytes) == [chart.count + 3 * wrong.count])
    }
  }

  @Test func `cells have their parts, and tall ones stand in each row they span`() {
    let found = facts(
      """
      <table id="t"><caption>c</caption><thead><tr><th>x</th></tr></thead><tbody>
      <tr><th rowspan="2"><svg><title>no</title></svg> RL<span class="sub">against base</span></th>
      <td><span class="pt"><b>27.3</b></span><span class="iv">[24, 30]</span></td></tr>
      <tr><td colspan="2">5<span class="sub">of 8</span></td></tr></tbody></table>
      """)
    let table = found.tables.first
    #expect(found.tables.count == 1 && table?.id == "t")
    let grid = table?.grid ?? []
    #expect(grid.map(\.count) == [2, 3])
    #expect(grid[0][0].main == " RL" && grid[1][0].main == " RL")
    #expect(grid[0][0].sub == ["against base"])
    #expect(grid[0][1].point == "27.3" && grid[0][1].limits == "[24, 30]")
    #expect(grid[1][1].main == "5" && grid[1][2].main == "5")
    #expect(grid[0][1].line == 5)
  }

  @Test func `a chart weighs what stands between its tags`() {
    let svg = "<svg class=\"fig n\"><g><svg><path d=\"M0 0\"/></svg></g></svg>"
    let found = facts("<p>é</p><svg class=\"logo\"></svg>\(svg)<p>x</p>")
    #expect(found.charts.map(\.bytes) == [svg.utf8.count])
  }

  @Test(arguments: [
    ("c.html#x", Address.inside(path: "a/c.html", fragment: "x")),
    ("../index.html", .inside(path: "index.html", fragment: "")),
    ("./%C3%BC.html?sort=k#%41", .inside(path: "a/ü.html", fragment: "A")),
    ("#x", .inside(path: "", fragment: "x")), ("?k=1", .inside(path: "", fragment: "")),
    ("../../c.html", .beyond), ("//a.org", .other), ("/c.html", .other), ("\\\\a.org", .other),
    ("https://a.org", .https), ("HTTPS:a", .https), ("http://a.org", .world), ("file:///x", .other),
    (" java\tscript:x", .script), ("data:,x", .data), ("a:b.html", .other),
    ("./a:b.html", .inside(path: "a/a:b.html", fragment: "")),
  ])
  func `addresses lead where a browser follows them`(text: String, address: Address) {
    #expect(Address(text, on: "a/b.html") == address)
  }

  @Test(arguments: [
    ("{}", true), (" [1, -0.5e+3, \"\\u00e9\\n\", true, null, {\"a\": []}] ", true), ("1", true),
    ("", false), ("{\"a\":}", false), ("[1,]", false), ("01", false), ("\"\u{1}\"", false),
    ("{\"a\":1} x", false), ("nul", false), ("\"\\x\"", false), ("1.", false), ("[", false),
    (String(repeating: "[", count: 100_000), false),
  ])
  func `JSON is told from what is none`(text: String, valid: Bool) {
    #expect(JSONSyntax.isValid(Array(text.utf8)) == valid)
  }
}
