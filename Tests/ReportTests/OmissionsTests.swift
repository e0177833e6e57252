import Foundation
import Testing

@testable import Report

struct OmissionsTests {
  private func edition() throws -> Edition {
    let counts: [Count] = (0..<4500).map { ($0 % 9, 8, 0) }
    return try ReportTests.edition(rows("base", counts: counts) + rows("RL", counts: counts))
  }

  private func pages(_ site: Site) -> [String] {
    site.pages.filter { $0.hasPrefix("problems/") }
  }

  private func omitted(_ site: Site) throws -> [String] {
    struct Listed: Decodable { let omitted: [String] }
    let lists = try ["report.json", "manifest.json"].map {
      try JSONDecoder().decode(Listed.self, from: Data(site.files[$0] ?? [])).omitted
    }
    #expect(lists[0] == lists[1])
    return lists[0]
  }

  @Test func `a site of common size leaves nothing out`() throws {
    let site = try Pipeline.site(edition())
    #expect(site.size < Omissions.largestByDefault)
    #expect(try omitted(site).isEmpty && pages(site).count == 5)
    #expect(site.files["data/problems.csv"] != nil)
    #expect(!site.text("index.html").contains("Left out"))
  }

  @Test func `rows a problem go first, then the last pages, and each is named`() throws {
    let edition = try edition()
    let whole = try Pipeline.site(edition)
    let rows = try #require(whole.files["data/problems.csv"]).count

    let first = try Pipeline.site(edition, largest: whole.size - rows / 2)
    #expect(first.files["data/problems.csv"] == nil && pages(first).count == 5)
    #expect(try omitted(first).count == 1)
    #expect(first.text("index.html").contains("data/problems.csv; data/tally.csv has the counts"))
    #expect(!first.text("problems/maths.html").contains("../data/problems.csv\""))
    #expect(first.size <= whole.size - rows / 2)

    let cap = whole.size - rows - 600_000
    let second = try Pipeline.site(edition, largest: cap)
    let kept = pages(second).count
    #expect((1..<5).contains(kept) && second.size <= cap)
    #expect(try omitted(second).count == 2)
    #expect(
      second.text(pages(second).last ?? "").contains(
        "on have no page: the site would be larger than asked for"))
    #expect(
      second.text("problems/maths.html").contains("beyond the first \(kept) of each benchmark"))
    #expect(
      try ProblemIndexTests.read(#require(second.files["problems/maths-index.js"])).pages == kept)
    for path in second.pages {
      #expect(!second.text(path).contains("href=\"maths_\(kept + 1).html"))
    }
  }

  @Test func `what cannot be left out is said`() throws {
    let site = try Pipeline.site(edition(), largest: 1_000_000)
    #expect(pages(site) == ["problems/maths.html"])
    #expect(try omitted(site).last == "The site is larger than the 1\u{A0}MB asked for.")
  }
}
