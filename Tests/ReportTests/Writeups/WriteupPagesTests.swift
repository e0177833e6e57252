import Foundation
import Testing

@testable import Report

/// Writeups as pages of a site.
struct WriteupPagesTests {
  private static let index = """
    # What RL changes

    RL reaches {{ RL.aime24.pass@1 }}. {{ claim: diff(RL, base, aime24, 1) > 0 }}

    {{ figure: aime24-curves }}

    ![A dot](dot.png) and [the post](posts/b%20side.md#sec), [@a], $x$[^1]

    [^1]: Note.
    """
  private static let posts = [
    (
      "posts/b side.md",
      "---\ntitle: B & side\ndate: 2026-11-30\nauthors: [Ada]\nsummary: Short.\n---\n\n## Sec\n\n{{ table: summary-table }}\n\n![A dot](../dot.png) [home](../index.md#findings-here)\n\n[^1] x\n"
    )
  ]
  private static let books = "@misc{a, author={A}, title={T}, year=1}"
  private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1]

  private func edition(
    index: String = Self.index + "\n\n## Findings here\n", anonymous: Bool = false,
    yaml: String = "authors: [Ada]"
  ) throws -> Edition {
    let post = Self.posts.map { ($0.0, $0.1.replacing("[^1] x\n", with: "")) }
    return try writtenEdition(
      [("index.md", index)] + post + [("posts/a.md", "First {{ count(runs) }}.")], yaml: yaml,
      bibliography: Self.books, isAnonymous: anonymous, images: ["dot.png": Self.png])
  }

  @Test func `the first page leads the index, posts stand beside it, the check is clean`() throws {
    let site = try Pipeline.site(try edition())
    let index = site.text("index.html")
    #expect(index.contains("<h1>What RL changes</h1>"))
    let (lead, findings) = (
      try #require(index.range(of: "RL reaches")), try #require(index.range(of: "class=\"find\""))
    )
    #expect(lead.lowerBound < findings.lowerBound)
    #expect(index.contains("<a href=\"posts/b-side.html\">B &amp; side</a> Ada, 2026-11-30"))
    #expect(index.contains("<dt>Claims</dt><dd>1 of 1 hold</dd>"))
    // The report's own figures are numbered after those of the text.
    #expect(
      index.components(separatedBy: ">Figure 1<").count
        + index.components(separatedBy: "Figure 1. <").count == 3)
    #expect(index.contains(">Figure 2<"))
    let post = site.text("posts/b-side.html")
    #expect(post.contains("<h1>B &amp; side</h1>") && post.contains("<p class=\"lede\">Short.</p>"))
    #expect(post.contains("src=\"../posts/files/dot.png\"") && post.contains("<dt>Date</dt>"))
    #expect(post.contains("href=\"../index.html#w-findings-here\""))
    #expect(site.text("posts/a.html").contains("First 2."))
    #expect(!site.text("posts/a.html").contains("class=\"lede\""))
    #expect(site.files["posts/files/dot.png"] == Self.png)
    let outcome = SiteCheck.outcome(of: site)
    #expect(outcome.findings.filter { !$0.code.isNote }.isEmpty, "\(outcome.findings)")
    #expect(site.notes.isEmpty)
  }

  @Test func `the same writeups give the same bytes`() throws {
    let (first, second) = (try Pipeline.site(try edition()), try Pipeline.site(try edition()))
    #expect(first.files == second.files)
  }

  @Test func `report.json lists writeups and what became of their claims`() throws {
    let site = try Pipeline.site(try edition())
    let report = try JSONSerialization.jsonObject(with: Data(site.files["report.json"] ?? []))
    let list = try #require((report as? [String: Any])?["writeups"] as? [[String: Any]])
    #expect(
      list.map { $0["page"] as? String } == ["index.html", "posts/b-side.html", "posts/a.html"])
    let claim = try #require((list[0]["claims"] as? [[String: Any]])?.first)
    #expect(claim["outcome"] as? String == "holds" && claim["line"] as? Int == 3)
    #expect(claim["claim"] as? String == "diff(RL, base, aime24, 1) > 0")
  }

  @Test func `one file holds the pages and their images`() throws {
    let single = try Pipeline.singleFile(try edition())
    let html = String(decoding: single.html, as: UTF8.self)
    #expect(html.contains("<article id=\"posts-b-side\""))
    #expect(html.contains("src=\"data:image/png;base64,"))
    #expect(!html.contains("src=\"posts/") && !html.contains("src=\"../posts/"))
    #expect(html.contains("href=\"#posts-b-side.sec\""))
    let outcome = try #require(SiteCheck.outcome(of: single))
    #expect(outcome.findings.filter { !$0.code.isNote }.isEmpty, "\(outcome.findings)")
  }

  @Test func `an anonymous report leaves them out and says so, or keeps them without authors`()
    throws
  {
    let without = try Pipeline.site(try edition(anonymous: true))
    #expect(!without.files.keys.contains { $0.hasPrefix("posts/") })
    #expect(without.text("index.html").contains("writeups are left out"))
    #expect(!without.text("index.html").contains("What RL changes"))
    let kept = try writtenEdition(
      [
        ("index.md", "# T\n\nKept {{ count(runs) }}."),
        ("posts/a.md", "---\nauthors: [Ada Lovelace]\n---\nx"),
      ],
      yaml: "writeups: {anonymous: keep}", isAnonymous: true)
    let site = try Pipeline.site(kept)
    #expect(site.text("index.html").contains("Kept 2."))
    #expect(
      !site.files.values.contains { String(decoding: $0, as: UTF8.self).contains("Lovelace") })
  }

  @Test func `everything that is wrong is told at once`() throws {
    let wrong = (1...25).map { "{{ base.aime24.pass@\($0 + 100) }}\n" }.joined(separator: "\n")
    let error = #expect(throws: ReportError.self) { try Pipeline.site(try edition(index: wrong)) }
    #expect(error?.kind == .usage)
    #expect(error?.others.count == 20)
    #expect(
      error?.detail.hasPrefix("index.md:1:16: there is no value at k = 101") == true,
      "\(error as Any)")
    #expect(error?.others.last?.detail == "and 6 more in the writeups", "\(error as Any)")
  }

  @Test func `a claim alone is no matter of usage`() throws {
    let error = #expect(throws: ReportError.self) {
      try Pipeline.site(
        try writtenEdition([("index.md", "{{ claim: diff(base, RL, aime24, 1) > 0 }}")]))
    }
    #expect(error?.kind == .claim)
    let warned = try writtenEdition(
      [("index.md", "{{ claim: diff(base, RL, aime24, 1) > 0 }}")], claims: .warn)
    let site = try Pipeline.site(warned)
    #expect(
      site.notes.count == 1 && site.notes[0].contains("index.md:1")
        && site.notes[0].contains("contradicted"))
    #expect(site.text("index.html").contains("<mark>contradicted: "))
  }

  @Test func `without writeups nothing changes`() throws {
    let site = try Pipeline.site(try writtenEdition([]))
    #expect(!site.text("index.html").contains("Writeup"))
    #expect(site.text("report.json").contains("\"writeups\":[]"))
  }
}
