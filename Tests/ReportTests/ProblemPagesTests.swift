import EvalLogs
import Stats
import Testing

@testable import Report

struct ProblemPagesTests {
  private func page(_ site: Site, _ name: String) throws -> HTMLPage {
    let page = HTMLPage(try #require(site.files["problems/\(name).html"]))
    #expect(page.faults.isEmpty, "\(name): \(page.faults.prefix(3))")
    return page
  }

  /// The words of a row, cell by cell.
  private func row(_ page: HTMLPage, _ anchor: String) -> [String] {
    guard let start = page.elements.firstIndex(where: { $0["id"] == "p-\(anchor)" }) else {
      return []
    }
    return page.elements[(start + 1)...].prefix { $0.name != "tr" }
      .filter { $0.name == "td" || $0.name == "th" }.map {
        $0.text.replacing("\u{2003}", with: " ").replacing("\u{2212}", with: "-")
      }
  }

  @Test func `a row has counts and shares by run, the difference and who solves it`() throws {
    let site = try site(
      rows("base", counts: [(1, 8, 0), (0, 8, 0), (0, 6, 2)])
        + rows("RL", counts: [(8, 8, 0), (0, 8, 0), (1, 8, 0), (3, 4, 0)]))
    let page = try page(site, "maths")
    #expect(row(page, "p1") == ["p1", "1/8 12.5", "8/8 100.0", "+87.5*", "both"])
    #expect(row(page, "p2") == ["p2", "0/8 0.0", "0/8 0.0", "0.0", "neither"])
    #expect(row(page, "p3") == ["p3", "0/6 +2 0.0", "1/8 12.5", "+12.5", "RL only"])
    #expect(row(page, "p4") == ["p4", "–", "3/4 75.0", "–", "the one run"])
    // The shade is no more than the number says.
    let cells = page.all("td").filter { $0["class"] != nil }
    #expect(
      cells.map { $0["class"] ?? "" }.filter { $0 != "none" }
        == ["q q3", "q q5", "q q3", "q q5"])
  }

  @Test func `answers bring their entropy, in every run that has some`() throws {
    var logs = SampledRows("answer")
    logs.add("base", problem: "p", [["1", "a"], ["0", "b"], ["0", "b"], ["1", "a"]])
    logs.add("RL", problem: "p", [["1", "a"], ["1", "a"], ["0", ""], ["1", "a"]])
    let page = try page(logs.site(), "maths")
    #expect(row(page, "p").prefix(3) == ["p", "2/4 50.0\n1.00 bits", "3/4 75.0\n0.00 bits"])
  }

  @Test func `a thousand rows a page, each reached from the others`() throws {
    let counts: [Count] = (0..<2500).map { ($0 % 9, 8, 0) }
    let site = try site(rows("a", counts: counts))
    let names = ["maths", "maths_2", "maths_3"]
    #expect(
      site.pages.filter { $0.hasPrefix("problems/") } == names.map { "problems/\($0).html" })
    var seen: [String] = []
    for name in names {
      let page = try page(site, name)
      seen += page.elements.compactMap { $0["id"] }.filter { $0.hasPrefix("p-") }
      #expect(page.elements.count < 15_000)
      let links = Set(page.all("a").compactMap { $0["href"] })
      #expect(links.isSuperset(of: names.map { "\($0).html" }))
      #expect(links.contains("../benchmarks/maths.html#problems"))
    }
    // In natural order, none twice.
    #expect(seen == (1...2500).map { "p-p\($0)" })
    #expect(site.text("index.html").contains("href=\"problems/maths.html\""))
    #expect(site.text("benchmarks/maths.html").contains("href=\"../problems/maths.html\""))
  }

  @Test func `a full page of eighty-one runs stays within its budget`() throws {
    let all = (0..<81).flatMap { run in
      rows("run\(run)", counts: (0..<1000).map { (($0 * (run + 3)) % 9, 8, 1) })
    }
    let config = try settings("comparisons: [{baseline: run0, candidate: run1}]\n")
    let site = try site(all, config)
    let bytes = try #require(site.files["problems/maths.html"])
    let page = try page(site, "maths")
    #expect(bytes.count < 1_000_000 && page.elements.count < 15_000)
    #expect(row(page, "p2").last == "72 of 81")
    #expect(page.all("caption").contains { $0.text.contains("The first 8 of 81 runs") })
    #expect((site.files["figures/maths-problems.svg"] ?? []).count < 16_000)
  }

  @Test func `a benchmark whose name ends in a number keeps its page`() throws {
    let counts: [Count] = (0..<1001).map { _ in (1, 2, 0) }
    let site = try site(
      rows("a", "maths", counts: counts) + rows("a", "maths 2", counts: [(1, 2, 0)]))
    #expect(
      site.pages.filter { $0.hasPrefix("problems/") }
        == ["problems/maths-2.html", "problems/maths.html", "problems/maths_2.html"])
  }

  @Test func `anchors stay where problems are added`() throws {
    func anchors(_ ids: [String]) throws -> Set<String> {
      let site = try site(
        ids.map {
          TallyTable.Row(
            run: "a", benchmark: "maths", problem: $0, tally: Tally(correct: 1, of: 2))
        })
      return Set(
        try page(site, "maths").elements.compactMap { $0["id"] }.filter { $0.hasPrefix("p-") })
    }
    let some = hostileNames + ["z/1"]
    #expect(try anchors(some).isSubset(of: anchors(some + ["a/1", "b c", "<i>"])))
  }

  @Test func `an id that nobody would see is shown by its anchor`() throws {
    let ids = ["", " ", "\u{2028}", "\u{200B}", "b"]
    let page = try page(
      site(
        ids.map {
          TallyTable.Row(
            run: "a", benchmark: "maths", problem: $0, tally: Tally(correct: 1, of: 2))
        }), "maths")
    for id in ids {
      let name = ProblemAnchor.name(id)
      #expect(row(page, name).first == name)
    }
  }

  @Test func `without a script the counts of every choice are there`() throws {
    let site = try site(
      rows("base", correct: [1, 1, 0, 0, 4], of: 8) + rows("RL", correct: [2, 0, 3, 0, 0], of: 8))
    let page = try page(site, "maths")
    let table = try #require(page.all("table").first)
    #expect(table.text.contains("RLagainst base12110"))
    #expect(page.all("h2").contains { $0.text == "1\u{A0}problem only RL solves, 2 only base" })
    #expect(page.all("form").allSatisfy { $0["hidden"] != nil })
    // What the script reads from the form, it finds in the index.
    let index = try ProblemIndexTests.read(#require(site.files["problems/maths-index.js"]))
    for option in page.all("option") {
      let name = (option["value"] ?? "").split(separator: " ").dropFirst().joined(separator: " ")
      #expect(index.sets[name] != nil)
    }
  }

  @Test func `samples to read are linked where there are some`() throws {
    var logs = SampledRows("verdict")
    for problem in ["p1", "p2"] {
      logs.add(
        "r", problem: problem,
        (0..<40).map { [$0 == 7 && problem == "p1" ? "1" : "0", "valid"] })
    }
    let page = try page(logs.site(), "maths")
    #expect(row(page, "p1").first == "p1 samples" && row(page, "p2").first == "p2")
    #expect(page.all("a").contains { $0["href"] == "../benchmarks/maths.html#audit-samples" })
  }

  @Test func `bytes do not depend on threads`() throws {
    let counts: [Count] = (0..<2100).map { ($0 % 9, 8, $0 % 5) }
    let all = rows("base", counts: counts) + rows("RL", counts: counts.reversed())
    var many = Settings()
    many.threads = 7
    #expect(try site(all).files == site(all, many).files)
  }

  @Test func `a study that does not ask for problems has no pages of them`() throws {
    let site = try site(rows("a", correct: [1], of: 2), settings("analyses: [curves]\n"))
    #expect(!site.files.keys.contains { $0.hasPrefix("problems/") })
  }
}
