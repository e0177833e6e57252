import Foundation
import Stats
import Testing

@testable import EvalLogs
@testable import Report

struct TrendSiteTests {
  private func busy() -> MadeHistory {
    var made = MadeHistory(nights: 24)
    made.drops = ["RL maths": (12, 0.3)]
    made.verdicts = [12: "fail", 13: "pass"]
    return made
  }

  @Test func `the site passes its own check, and its pages a strict reader`() throws {
    let site = try busy().trend { $0.baseURL = BaseURL("https://example.org/trend/") }.site()
    #expect(SiteCheck.outcome(of: site).findings.map(\.description) == [])
    for page in site.pages { #expect(HTMLPage(site.files[page] ?? []).faults == []) }
  }

  @Test func `the same history gives the same bytes at any number of threads`() throws {
    let one = try busy().trend { $0.threads = 1 }.site()
    let many = try busy().trend { $0.threads = 7 }.site()
    #expect(one.files == many.files)
  }

  @Test func `links are followed only where they are addresses or safe paths`() throws {
    let night = { (index: Int) in "2026-01-0\(index)" }
    let row = rows("RL", correct: [1, 2], of: 4)
    let links = [
      "https://example.org/a?b=c&d", "../nights/1/index.html", "javascript:alert(1)",
      "//example.org/", "data:text/html,x", "a b", "http://\"onclick=", "/etc/passwd",
    ]
    let trend = try Trend(
      TrendHistory(links.enumerated().map { entry(night($0 + 1), row, link: $1) }),
      TrendSettings())
    let site = try trend.site()
    #expect(SiteCheck.outcome(of: site).findings.map(\.description) == [])
    let hrefs = HTMLPage(site.files["index.html"] ?? []).all("a").compactMap { $0["href"] }
    #expect(links.filter(hrefs.contains) == Array(links.prefix(2)))
    let below = HTMLPage(site.files["benchmarks/maths.html"] ?? []).all("a").compactMap {
      $0["href"]
    }
    #expect(below.contains("https://example.org/a?b=c&d"))
    #expect(below.contains("../../nights/1/index.html"))
    // What is not followed is read.
    #expect(site.text("index.html").contains("javascript:alert(1)"))
    #expect(try site.table("nights").column("link") == links)
  }

  @Test func `a written site whose links lead beside it is found whole`() throws {
    let folder = try TemporaryFolder()
    let site = try Trend(
      TrendHistory([entry("2026-01-01", rows("RL", correct: [1], of: 4), link: "../n/")]),
      TrendSettings()
    ).site()
    try SiteWriter("\(folder.path)/trend", inputs: []).write(site)
    let outcome = try SiteCheck.outcome(at: "\(folder.path)/trend")
    #expect(outcome.findings.map(\.description) == [] && outcome.outside == ["../../n/", "../n/"])
  }

  @Test func `hostile names are harmless`() throws {
    let names = hostileNames + [String(repeating: "x\u{301}", count: 5_000)]
    let all = names.flatMap { name in
      (0..<2).map { index in
        TallyTable.Row(
          run: name, benchmark: names[(index * 3) % names.count], problem: name,
          tally: Tally(correct: index, of: 4), group: name)
      }
    }
    let entries = (1...8).map {
      entry(
        "2026-01-0\($0)", all, name: names[$0], link: names[$0], verdict: names[0],
        title: names[$0])
    }
    let site = try Trend(TrendHistory(entries), TrendSettings()).site()
    #expect(
      SiteCheck.outcome(of: site).findings.filter { !$0.code.isNote }.map(\.description) == [])
    for page in site.pages {
      let read = HTMLPage(site.files[page] ?? [])
      #expect(read.faults == [] && read.all("img").isEmpty)
      #expect(read.all("script").allSatisfy { $0.text.isEmpty })
      #expect(!site.text(page).contains("\u{202E}"))
    }
  }

  @Test func `a year of many series stays within the budgets of pages`() throws {
    let benchmarks = (1...12).map { "benchmark \($0)" }
    var made = MadeHistory(
      nights: 365, runs: ["RL", "base", "distilled", "instruct"], benchmarks: benchmarks,
      problems: 6, samples: 2)
    made.drops = ["RL benchmark 3": (200, 0.4), "base benchmark 3": (200, 0.4)]
    made.flaky = ("benchmark 5", 2)
    let site = try made.trend { $0.threads = 4 }.site()
    #expect(SiteCheck.outcome(of: site, threads: 4).findings.map(\.description) == [])
    #expect((site.files["index.html"] ?? []).count <= 150_000)
    #expect(try site.table("trend").rows.count == 365 * 4 * 12 * 2)
  }

  @Test func `the feed has a night that failed and a night that begins a level`() throws {
    let trend = try busy().trend { $0.baseURL = BaseURL("https://example.org/trend/") }
    let site = try trend.site()
    let feed = site.text("feed.xml")
    let first = busy().text(12)
    #expect(feed.contains("<id>https://example.org/trend/#night-\(first)</id>"))
    #expect(feed.contains("<updated>\(first)T00:00:00Z</updated>"))
    #expect(feed.contains("<updated>\(busy().text(23))T00:00:00Z</updated>"))
    #expect(feed.components(separatedBy: "<entry>").count == 2)
    #expect(feed.contains("the gate failed and") && feed.contains("points lower on maths"))
    // The same entry a night later.
    var later = busy()
    later.nights = 25
    let again = try later.trend { $0.baseURL = BaseURL("https://example.org/trend/") }.site()
    #expect(again.text("feed.xml").contains("<id>https://example.org/trend/#night-\(first)</id>"))
    #expect(try busy().trend().site().files["feed.xml"] == nil)
  }
}
