import Charts
import Testing

@testable import Report

/// Markdown becomes HTML of ours: each construct, and whatever tries to be more.
struct MarkdownTests {
  @Test(arguments: [
    ("a *b* **c** ~~d~~ `e`", "a <em>b</em> <strong>c</strong> <del>d</del> <code>e</code>"),
    ("## A *b*", "<h2 id=\"a-b\">A <em>b</em></h2>"), ("###### x", "<h6 id=\"x\">x</h6>"),
    ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
    ("3. a\n4. b", "<ol start=\"3\"><li>a</li><li>b</li></ol>"),
    ("- a\n\n- b", "<li><p>a</p></li>"), ("- [x] a\n- [ ] b", "<li>☑ a</li><li>☐ b</li>"),
    ("> a", "<blockquote><p>a</p></blockquote>"), ("a\n\n---\n\nb", "<hr/>"),
    ("a  \nb", "a<br/>b"),
    ("```js\n<b>\n```", "<pre tabindex=\"0\"><code>&lt;b&gt;\n</code></pre>"),
    ("| a | b |\n|---|--:|\n| 1 | 2 |", "<td class=\"l\">1</td><td>2</td>"),
    ("| a |\n|:-:|\n| 1 |", "<td style=\"text-align:center\">1</td>"),
    ("[a](https://x.org/?a=1&b \"t\")", "<a href=\"https://x.org/?a=1&amp;b\" title=\"t\">a</a>"),
    ("[a](http://x.org)", "<a href=\"http://x.org\">a</a>"),
    ("<mailto:a@x.org>", "<a href=\"mailto:a@x.org\">"),
    ("[a](../benchmarks/aime24.html)", "<a href=\"../benchmarks/aime24.html\">a</a>"),
    ("[a](../benchmarks/aime24.html#curves)", "<a href=\"../benchmarks/aime24.html#curves\">"),
    ("[a](../index.md)", "<a href=\"../index.html\">"), ("[a](one.md)", "<a href=\"#\">a</a>"),
    ("## A\n\n[a](#a)", "<a href=\"#a\">a</a>"), ("[a](../report.json)", "href=\"../report.json\""),
    ("a[^x]\n\n[^x]: b", "<sup><a id=\"fnref-1-1\" href=\"#fn-1\">1</a></sup>"),
    ("a[^x]\n\n[^x]: b", "<li id=\"fn-1\"><p>b</p><p><a href=\"#fnref-1-1\">Back to the text</a>"),
    ("$x^2$", "<math><mrow><msup><mi>x</mi><mn>2</mn></msup></mrow></math>"),
    ("$$x$$", "<math display=\"block\">"), ("costs $5 or $6", "costs $5 or $6"),
    ("costs \\$5 and $6$", "costs $5 and <math>"), ("`$x$ {{ y }}`", "<code>$x$ {{ y }}</code>"),
    ("    $x$ {{ y }}", "<code>$x$ {{ y }}\n</code>"), ("\\{{ x }}", "{{ x }}"), ("\\[@a]", "[@a]"),
    ("[@a](https://x.org)", ">@a</a>"),
    ("pass@256", "pass@256"), ("www.x.org", "<p>www.x.org</p>"), ("a <!-- b --> c", "a  c"),
    ("<!-- a -->\n\nb", "<p>b</p>"), ("a\r\nb", "a\nb"),
    ("{{ base.aime24.pass@1 | decimals 1 }}", "<p>25.0 %</p>"),
    ("*{{ base.aime24.pass@1 | decimals 1 }}*", "<em>25.0 %</em>"),
    ("{{\n  base.aime24.pass@1\n  | decimals 1 }}.", "<p>25.0 %.</p>"),
    (
      "| a |\n|---|\n| {{ base.aime24.pass@1 | plain | decimals 1 }} |", "<td class=\"l\">25.0</td>"
    ),
    ("## On {{ base.aime24.pass@1 | plain | decimals 0 }}", "<h2 id=\"on-25\">On 25</h2>"),
  ]) func `each construct has its element`(text: String, part: String) throws {
    let read = try ReadWriteup(text)
    #expect(read.faults.isEmpty, "\(read.fault ?? "")")
    #expect(read.html.contains(part), "\(read.html)")
    #expect(MarkupWriter.isWellFormed(Array("<x>\(read.html)</x>".utf8)))
  }

  @Test(arguments: [
    ("<script>alert(1)</script>", "one.md:1: raw HTML is not taken: <script>"),
    ("a\n\nb <img src=x onerror=alert(1)>", "one.md:3: raw HTML is not taken: <img"),
    ("<div>\n\nx", "one.md:1: raw HTML"), ("<!-- a --> <b>x</b> <!-- c -->", "raw HTML"),
    ("[a](javascript:alert(1))", "one.md:1: the link 'javascript:alert(1)'"),
    ("[a](JaVa&#x0A;Script:alert(1))", "is not taken"), ("[a](data:text/html,x)", "is not taken"),
    ("[a](vbscript:x)", "is not taken"), ("[a](file:///etc/passwd)", "is not taken"),
    ("[a](//x.org)", "is not taken"), ("[a](../../x)", "is not taken"),
    ("[a](../benchmarks/aime25.html)", "Did you mean 'benchmarks/aime24.html'?"),
    ("## Abc\n\n[a](#abd)", "Did you mean 'abc'?"), ("![](x.png)", "no words in place of it"),
    ("![a](https://x.org/x.png)", "not a file of the study"),
    ("![a](../../x.png)", "not a file of the study"), ("![a](/x.png)", "not a file of the study"),
    ("![a](x.png)", "not there"), ("![a](bad.png)", "it is no PNG"),
    ("![a](evil.svg)", "is not taken"), ("![a](x.gif)", "png, jpg or svg"),
    ("# a\n\n# b", "one.md:3: a second title"), ("a {{ b", "one.md:1:3: {{ is not closed"),
    ("{{ }}", "nothing stands between"),
    ("a\n\nb {{ bas.aime24.n }}", "one.md:3:6: there is no run 'bas' Did you mean 'base'?"),
    ("{{ figur: x }}", "one.md:1:4: there is no directive 'figur' Did you mean 'figure'?"),
    (
      "{{ figure: aime24-curve }}",
      "one.md:1:12: there is no figure 'aime24-curve' Did you mean 'aime24-curves'?"
    ),
    ("{{ table: sumary-table }}", "Did you mean 'summary-table'?"),
    ("a {{ figure: aime24-curves }}", "stands alone in its paragraph"),
    ("{{ figure: aime24-curves | captoin: x }}", "Did you mean 'caption'?"),
    ("{{ figure: aime24-curves }}\n\n{{ figure: aime24-curves }}", "is Figure 1 already"),
    (
      "{{ figure: aime24-curves | as: curves }}\n\n{{ ref: curvs }}",
      "one.md:3:9: there is no figure or table in this writeup 'curvs' Did you mean 'curves'?"
    ),
    ("$\\frc{1}{2}$", "one.md:1:2: there is no command '\\frc'"),
    ("[@a]", "no bibliography for @a"),
    ("a[^x]", "no footnote 'x'"), ("a [@b c", "one.md:1:3: [@ is not closed"),
    ("a\u{E000}b", "one.md:1:2: a character for private use"),
    (
      "---\ntitel: x\n---\n\na",
      "one.md:2: the front matter has no key 'titel' Did you mean 'title'?"
    ),
    ("---\ntitle: x\n---\n\na\n{{ b }}", "one.md:6:4: 'b' alone names no value"),
    ("a {{ base.aime24.n |\nshrae }}", "one.md:2:1: there is no format 'shrae'"),
  ]) func `what is not taken is told of with its line`(text: String, words: String) throws {
    let script = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"
    let read = try ReadWriteup(
      text,
      images: ["posts/bad.png": [1, 2], "posts/evil.svg": Array(script.utf8), "posts/x.gif": [1]])
    #expect(read.fault?.contains(words) == true, "\(read.fault ?? "nothing")")
    #expect(!read.html.contains("<script") && !read.html.contains("onerror"))
    #expect(!read.html.contains("javascript:"))
  }

  @Test(arguments: [
    "a &#xE000;99999999999999999999&#xE001; b", "[a](&#xE000;&#xE010;&#xE001;) b",
    "a &#xE000;&#xE011;", "`` &#xE000; `` &#xE000;&#xE019;&#xE019;&#xE001;",
  ])
  func `private characters that Markdown makes are no placeholders`(text: String) throws {
    let read = try ReadWriteup("\(text) {{ base.aime24.n }}")
    #expect(read.html.hasSuffix(" 8</p></div>"), "\(read.html)")
  }

  @Test func `hostile text stays text`() throws {
    for name in hostileNames {
      let text = name.filter { !"<[!{$`*_\\".contains($0) }
      let read = try ReadWriteup(
        "a\n\n\(text)\n\n| \(text.filter { $0 != "|" && !$0.isNewline }) |\n|---|\n")
      #expect(MarkupWriter.isWellFormed(Array("<x>\(read.html)</x>".utf8)), "\(name)")
      #expect(!read.html.contains("<script") && !read.html.contains("<img"), "\(name)")
    }
  }

  @Test func `a figure is drawn again under ids of its own, with the way back`() throws {
    let read = try ReadWriteup(
      "{{ figure: aime24-curves | caption: Both <runs> | as: c }}\n\nSee {{ ref: c }} and {{ ref: aime24-curves }}."
    )
    #expect(read.faults.isEmpty, "\(read.fault ?? "")")
    #expect(read.html.contains("<figure id=\"fig-aime24-curves\"><svg"))
    #expect(read.html.contains("id=\"fig-aime24-curves-t\""))
    #expect(read.html.contains("id=\"fig-aime24-curves-narrow-t\""))
    #expect(!read.html.contains("\"aime24-curves-t\""))
    #expect(read.html.contains("<b>Figure 1. </b>Both &lt;runs&gt;"))
    #expect(read.html.contains("href=\"../benchmarks/aime24.html#curves\""))
    #expect(read.html.contains("href=\"../figures/aime24-curves.svg\""))
    #expect(
      read.html.components(separatedBy: "<a href=\"#fig-aime24-curves\">Figure 1</a>").count == 3)
  }

  @Test func `figures and tables are numbered apart, before what refers to them`() throws {
    let read = try ReadWriteup(
      "{{ ref: b }} {{ ref: t }}\n\n{{ figure: aime24-curves }}\n\n{{ figure: code-curves | as: b }}\n\n{{ table: summary-table | as: t }}"
    )
    #expect(read.faults.isEmpty, "\(read.fault ?? "")")
    #expect(read.html.contains(">Figure 2</a> <a href=\"#tab-summary-table\">Table 1</a>"))
    #expect(read.html.contains("<b>Table 1. </b>"))
    #expect(!read.html.contains("id=\"summary-table\""))
  }

  @Test func `citations are numbered in their order`() throws {
    let books = """
      @misc{a, author={A}, title={TA}, year=1}
      @misc{b, author={B}, title={TB}, year=2}
      """
    let read = try ReadWriteup("x [@b] y [@a; @b, p. 3]", bibliography: books)
    #expect(read.faults.isEmpty, "\(read.fault ?? "")")
    #expect(
      read.html.contains(
        "x [<a href=\"#ref-1\">1</a>] y [<a href=\"#ref-2\">2</a>; <a href=\"#ref-1\">1</a>, p. 3]")
    )
    #expect(read.html.contains("<li id=\"ref-1\">B. TB. 2.</li><li id=\"ref-2\">A. TA. 1.</li>"))
    let wrong = try ReadWriteup("[@c]", bibliography: books)
    #expect(
      wrong.fault?.contains("one.md:1:2: there is no entry in references.bib 'c'") == true,
      "\(wrong.fault ?? "")")
  }

  @Test func `a claim that holds is nothing, another is marked in words`() throws {
    let holds = try ReadWriteup(
      "a {{ claim: diff(RL, base, aime24, 1) > 0 }}\n\n{{ claim: count(runs) = 2 }}")
    #expect(holds.faults.isEmpty && !holds.html.contains("<mark>"))
    #expect(holds.html == "<div class=\"prose\"><p>a</p></div>")
    #expect(holds.page.claims.map(\.outcome) == [.holds, .holds])
    let warned = try ReadWriteup("a {{ claim: diff(base, RL, aime24, 1) > 0 | show }}")
    #expect(warned.faults.isEmpty)
    #expect(
      warned.html.contains("-50.0 points <mark>contradicted: -50.0 points ["), "\(warned.html)")
    let failed = try ReadWriteup("a\n\n{{ claim: diff(RL, base, code, 1) > 0 }}", claims: .fail)
    #expect(failed.faults.first?.isClaim == true)
    #expect(
      failed.fault?.hasPrefix(
        "posts/one.md:3:1: the claim 'diff(RL, base, code, 1) > 0' is not supported: RL minus base at k = 1 on code is "
      ) == true,
      "\(failed.fault ?? "")")
  }

  @Test func `headings of one name are told apart`() throws {
    let read = try ReadWriteup("## A\n\n## A\n\n## Notes\n\n## 日本\n\n## !")
    for id in ["a", "a-2", "notes-2", "&#x65E5;&#x672C;", "section"] {
      #expect(read.html.contains("<h2 id=\"\(id)\">"), "\(read.html)")
    }
  }

  @Test func `deep nesting is refused`() throws {
    let read = try ReadWriteup(String(repeating: "> ", count: 400) + "x")
    #expect(read.fault?.contains("nested deeper") == true)
  }
}
