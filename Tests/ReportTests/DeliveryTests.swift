import Charts
import Foundation
import Testing

@testable import Report

struct DeliveryTests {
  private let edition: Edition

  init() throws {
    edition = try ReportTests.edition(
      rows("base", "one", correct: [1, 2, 0], of: 8)
        + rows("tuned", "one", correct: [7, 8, 8], of: 8)
        + rows("base", "two", correct: [1, 2], of: 8)
        + rows("tuned", "two", correct: [1, 3], of: 8))
  }

  private func site(_ change: (inout Delivery) -> Void = { _ in }) throws -> Site {
    var delivery = Delivery()
    change(&delivery)
    return try Pipeline.site(edition, delivery)
  }

  private func meta(_ page: HTMLPage, _ key: String) -> String? {
    page.all("meta").first { $0["property"] == key || $0["name"] == key }?["content"]
  }

  @Test func `without options nothing names a place, and robots may come`() throws {
    let site = try site()
    for path in site.pages {
      let page = HTMLPage(site.files[path] ?? [])
      #expect(meta(page, "og:title") == page.all("h1").first?.text)
      #expect(meta(page, "og:description")?.isEmpty == false)
      #expect(meta(page, "og:url") == nil && meta(page, "og:image") == nil)
      #expect(meta(page, "twitter:card") == "summary" && meta(page, "robots") == nil)
      #expect(!page.all("link").contains { $0["rel"] == "canonical" })
    }
    #expect(site.files["feed.xml"] == nil && site.files["robots.txt"] == nil)
    #expect(!site.files.keys.contains { $0.hasPrefix("context/") })
  }

  @Test func `every page of a site that is not to be listed says so`() throws {
    let site = try site { $0.isIndexed = false }
    for path in site.pages {
      #expect(meta(HTMLPage(site.files[path] ?? []), "robots") == "noindex")
    }
    #expect(site.text("robots.txt") == "User-agent: *\nDisallow: /\n")
    var delivery = Delivery()
    delivery.isIndexed = false
    let single = try Pipeline.singleFile(edition, delivery)
    #expect(String(decoding: single.html, as: UTF8.self).contains("\"robots\" content=\"noindex\""))
  }

  @Test func `a site with an address has canonical links, a feed and a picture`() throws {
    let site = try site {
      $0.baseURL = BaseURL("https://example.org/r")
      $0.updated = 1_745_000_000
      $0.picture = { _ in [0x89] }
    }
    let page = HTMLPage(site.files["benchmarks/one.html"] ?? [])
    #expect(meta(page, "og:url") == "https://example.org/r/benchmarks/one.html")
    #expect(meta(page, "og:image") == "https://example.org/r/card.png")
    #expect(meta(page, "twitter:card") == "summary_large_image")
    #expect(
      page.all("link").first { $0["rel"] == "alternate" }?["href"]
        == "https://example.org/r/feed.xml")
    let first = HTMLPage(site.files["index.html"] ?? [])
    #expect(
      first.all("link").first { $0["rel"] == "canonical" }?["href"] == "https://example.org/r/")
    let feed = try #require(site.files["feed.xml"])
    #expect(MarkupWriter.isWellFormed(feed))
    let entries = HTMLPage(feed)
    #expect(entries.all("entry").count == 3, "two benchmarks and a comparison")
    #expect(entries.all("updated").allSatisfy { $0.text == "2025-04-18T18:13:20Z" })
    #expect(Set(entries.all("id").map(\.text)).count == entries.all("id").count)
    #expect(entries.all("summary").allSatisfy { !$0.text.isEmpty })
    #expect(entries.all("author").count == 1)
    for link in entries.all("link") where link["rel"] == "alternate" {
      let path = (link["href"] ?? "").dropFirst("https://example.org/r/".count)
      #expect(site.files[path.isEmpty ? "index.html" : String(path)] != nil)
    }
  }

  @Test func `without a date there is no feed, without a program no picture`() throws {
    let site = try site { $0.baseURL = BaseURL("https://example.org/r/") }
    #expect(site.files["feed.xml"] == nil && site.files["card.png"] == nil)
    let page = HTMLPage(site.files["index.html"] ?? [])
    #expect(meta(page, "og:image") == nil)
    #expect(!page.all("link").contains { $0["rel"] == "alternate" })
  }

  @Test(arguments: [
    (0, "1970-01-01T00:00:00Z"), (951_782_399, "2000-02-28T23:59:59Z"),
    (951_782_400, "2000-02-29T00:00:00Z"), (4_107_542_399, "2100-02-28T23:59:59Z"),
    (4_107_542_400, "2100-03-01T00:00:00Z"), (253_402_300_799, "9999-12-31T23:59:59Z"),
  ])
  func `seconds become a time`(seconds: Int, expected: String) {
    #expect(Feed.timestamp(seconds) == expected)
  }

  @Test func `addresses are absolute, and nothing else`() {
    #expect(BaseURL("https://example.org")?.text == "https://example.org/")
    #expect(BaseURL("http://[::1]:8080/a%20b/~x")?.text == "http://[::1]:8080/a%20b/~x/")
    for text in [
      "", "example.org", "//example.org", "ftp://example.org", "https://", "https:///x",
      "https://example.org/?a=1", "https://example.org/#a", "https://exa mple.org", "https://é.org",
      "https://user@example.org", "https://example.org/\"><b>", "javascript:alert(1)",
    ] {
      #expect(BaseURL(text) == nil, "\(text)")
    }
  }

  @Test func `figures are light, dark or both`() throws {
    let both = try site()
    let light = both.text("figures/one-curves.svg")
    let dark = both.text("figures/one-curves-dark.svg")
    #expect(light.contains(Theme.light.hues[0]) && !light.contains(Theme.dark.hues[0]))
    #expect(dark.contains(Theme.dark.hues[0]) && dark.contains(Theme.dark.ground))
    #expect(both.files["figures/one-curves-narrow-dark.svg"] == nil)
    #expect(both.files["figures/one-curves-narrow.svg"] != nil)
    let one = try site { $0.svgThemes = .light }
    #expect(one.text("figures/one-curves.svg") == light)
    #expect(!one.files.keys.contains { $0.hasSuffix("-dark.svg") })
    #expect(try site { $0.svgThemes = .dark }.text("figures/one-curves.svg") == dark)
  }

  @Test func `what each page is filled with can be had, and is what the page shows`() throws {
    let site = try site { $0.dumpsContext = true }
    for path in site.pages {
      let context = try #require(
        try JSONSerialization.jsonObject(
          with: Data(site.files["context/\(path.dropLast(5)).json"] ?? [])) as? [String: Any])
      #expect(context["title"] as? String == HTMLPage(site.files[path] ?? []).all("h1").first?.text)
      #expect(site.text(path).contains(try #require(context["body"] as? String)))
      #expect(context["path"] as? String == path)
    }
  }

  @Test func `the contexts' names are those that the documentation lists`() throws {
    let site = try site {
      $0.dumpsContext = true
      $0.baseURL = BaseURL("https://example.org/")
      $0.updated = 0
      $0.picture = { _ in [0x89] }
    }
    let context = try #require(
      try JSONSerialization.jsonObject(with: Data(site.files["context/index.json"] ?? []))
        as? [String: Any])
    let documented = try String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../docs/templates.md"), encoding: .utf8)
    for name in context.keys { #expect(documented.contains("| `\(name)` |"), "\(name)") }
  }
}
