import Testing

@testable import Report

struct PagePlaceTests {
  private let article = PagePlace.Article(
    path: "benchmarks/aime.html", title: "AIME",
    pages: ["index.html", "methods.html", "benchmarks/aime.html", "benchmarks/gsm.html"])

  @Test(arguments: [
    ("#curves", "#benchmarks-aime.curves"), ("#", "#benchmarks-aime"),
    ("../index.html", "#index"), ("../index.html#", "#index"),
    ("../methods.html#counting", "#methods.counting"), ("gsm.html", "#benchmarks-gsm"),
    ("./gsm.html#x", "#benchmarks-gsm.x"), ("../data/curves.csv", "#data/curves.csv"),
    ("https://example.org/#a", "https://example.org/#a"), ("mailto:a@b.c", "mailto:a@b.c"),
  ])
  func `a link leads to the anchor of what it led to`(href: String, expected: String) {
    #expect(article.link(href) == expected)
    #expect(article.rewritten("href", href).map(\.1) == [expected])
  }

  @Test func `ids and what refers to them change together`() {
    #expect(article.rewritten("id", "a").map(\.1) == ["benchmarks-aime.a"])
    #expect(article.rewritten("for", "a").map(\.1) == ["benchmarks-aime.a"])
    #expect(
      article.rewritten("aria-labelledby", "a-t a-d").map(\.1) == [
        "benchmarks-aime.a-t benchmarks-aime.a-d"
      ])
    #expect(article.rewritten("fill", "url(#a)").map(\.1) == ["url(#benchmarks-aime.a)"])
    #expect(
      article.rewritten("style", "marker:url(#a);mask:url(#b)").map(\.1) == [
        "marker:url(#benchmarks-aime.a);mask:url(#benchmarks-aime.b)"
      ])
    #expect(article.rewritten("class", "id").map(\.1) == ["id"])
    #expect(article.rewritten("download", "x.csv").isEmpty)
  }
}
