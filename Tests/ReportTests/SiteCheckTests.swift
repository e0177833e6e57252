import Foundation
import Testing

@testable import EvalLogs
@testable import Report

/// What the check of a built site finds: each kind of damage, and nothing in a site as built.
@Suite struct SiteCheckTests {
  static let built = Result {
    try site(
      rows("base", correct: [1, 4, 7, 0, 8, 3], of: 8)
        + rows("rl", correct: [4, 6, 8, 0, 8, 2], of: 8)
        + rows("base", "code", correct: [1, 4, 7, 0], of: 8)
        + rows("rl", "code", correct: [2, 2, 8, 1], of: 8))
  }

  private func findings(_ site: Site) -> [Finding] { SiteCheck.outcome(of: site).findings }

  /// What is found in the site with one file of it changed.
  private func findings(
    _ path: String, _ change: (String) throws -> String
  ) throws -> [Finding] {
    let built = try Self.built.get()
    var damaged = Site()
    for (name, bytes) in built.files {
      damaged.add(name, name == path ? Array(try change(built.text(path)).utf8) : bytes)
    }
    return findings(damaged)
  }

  /// With `old`, which must be there, replaced once.
  private func replacing(_ old: String, _ new: String) -> (String) throws -> String {
    { text in
      let place = try #require(text.range(of: old), "there is no \(old)")
      return text.replacingCharacters(in: place, with: new)
    }
  }

  @Test func `a site as built has nothing wrong`() throws {
    let outcome = SiteCheck.outcome(of: try Self.built.get())
    #expect(outcome.findings == [])
    #expect(outcome.pages >= 4 && outcome.files > outcome.pages && outcome.bytes > 100_000)
    #expect(outcome.outside.allSatisfy { $0.hasPrefix("https://") })
  }

  @Test func `the threads change nothing`() throws {
    var damaged = Site()
    for (path, bytes) in try Self.built.get().files {
      let text = String(decoding: bytes, as: UTF8.self).replacing(".pt", with: ".p")
      damaged.add(path, path.hasSuffix(".html") ? text.replacing("</h1>", with: "") : text)
    }
    let one = SiteCheck.outcome(of: damaged, threads: 1).findings
    #expect(one.count > 3)
    #expect(SiteCheck.outcome(of: damaged, threads: 7).findings == one)
  }

  @Test func `names that try to break out trip nothing`() throws {
    var all: [TallyTable.Row] = []
    for (index, name) in hostileNames.enumerated() {
      all += rows(name, hostileNames[(index + 1) % hostileNames.count], correct: [1, 4, 7], of: 8)
      all += rows(
        "base", hostileNames[(index + 1) % hostileNames.count], correct: [1, 2, 8], of: 8)
    }
    let outcome = SiteCheck.outcome(of: try site(all))
    #expect(outcome.findings.filter { !$0.code.isNote } == [])
  }

  // MARK: One kind of damage each

  static let damage: [(String, String, Finding.Code, String)] = [
    // Syntax.
    ("</main>", "</div></main>", Finding.Code.syntax, "not well-formed"),
    ("<main", "<div><main", .syntax, "not"),
    ("<h1", "<blink>x</blink><h1", .syntax, "<blink>"),
    ("<h1", "<p id=\"a b\">x</p><h1", .syntax, "\"a b\""),
    ("<h1", "<script type=\"application/json\">{\"a\":}</script><h1", .syntax, "not JSON"),
    // The frame.
    ("<h1>", "<h1>x</h1><h1>", .frame, "2 first headings"),
    (" lang=\"en\"", "", .frame, "language"),
    // Ids.
    ("<h1", "<p id=\"main\">x</p><h1", .repeatedID, "\"main\""),
    ("<h1", "<p aria-describedby=\"main no\">x</p><h1", .brokenReference, "\"no\""),
    ("<h1", "<label for=\"no\">x</label><h1", .brokenReference, "for=\"no\""),
    ("<h1", "<svg width=\"1\"><use href=\"#no\"/></svg><h1", .brokenLink, "#no"),
    ("<h1", "<svg width=\"1\"><g clip-path=\"url(#no)\"/></svg><h1", .brokenLink, "#no"),
    // Links.
    ("<h1", "<a href=\"no.html\">x</a><h1", .brokenLink, "no.html"),
    ("<h1", "<a href=\"methods.html#no\">x</a><h1", .brokenLink, "no place in methods.html"),
    ("<h1", "<a href=\"#no\">x</a><h1", .brokenLink, "#no"),
    ("<h1", "<a href=\"benchmarks/\">x</a><h1", .brokenLink, "benchmarks/"),
    ("<h1", "<a href=\"../index.html\">x</a><h1", .brokenLink, "leads out"),
    ("<h1", "<a href=\"/index.html\">x</a><h1", .brokenLink, "/index.html"),
    ("<h1", "<a href=\"ftp://example.org\">x</a><h1", .brokenLink, "nor of the web"),
    (
      "<h1", "<img src=\"http://example.org/x.png\" alt=\"\"/><h1", .outsideRequest,
      "asks the network"
    ),
    ("<h1", "<a href=\" JaVa\nScript:alert(1)\">x</a><h1", .scriptAddress, "runs a script"),
    ("<h1", "<a href=\"data:text/html,x\">x</a><h1", .scriptAddress, "holds"),
    ("<h1", "<p onclick=\"x()\">x</p><h1", .scriptAddress, "onclick"),
    // Requests.
    ("<h1", "<img src=\"https://example.org/x.png\" alt=\"\"><h1", .outsideRequest, "example.org"),
    ("<h1", "<img src=\"//example.org/x.png\" alt=\"\"><h1", .outsideRequest, "example.org"),
    ("<h1", "<img srcset=\"https://example.org/x.png 2x\" alt=\"\"><h1", .outsideRequest, "srcset"),
    ("<h1", "<p style=\"background:url(https://example.org)\">x</p><h1", .outsideRequest, "style"),
    ("<h1", "<style>@import 'https://example.org';</style><h1", .outsideRequest, "style sheet"),
    ("<h1", "<script>fetch('https://example.org')</script><h1", .outsideRequest, "script"),
    ("<h1", "<iframe src=\"https://example.org\"></iframe><h1", .outsideRequest, "src"),
    (
      "rel=\"stylesheet\" href=\"", "rel=\"stylesheet\" href=\"https://a.org/", .outsideRequest,
      "a.org"
    ),
    // Weights.
    ("<h1", "<p>\(String(repeating: "x", count: 150_000))</p><h1", .weight, "150000"),
    ("<h1", "\(String(repeating: "<p>x</p>", count: 3_000))<h1", .weight, "3000"),
    (
      "<h1", "<svg class=\"fig\"><text>\(String(repeating: "x", count: 16_000))</text></svg><h1",
      .weight, "of a chart"
    ),
  ]

  @Test(arguments: damage)
  func `damage to a page is found, and nothing else`(
    old: String, new: String, code: Finding.Code, says: String
  ) throws {
    let found = try findings("index.html", replacing(old, new))
    #expect(found.contains { $0.code == code && $0.detail.contains(says) }, "\(found)")
    #expect(found.allSatisfy { $0.path == "index.html" && !$0.remedy.isEmpty }, "\(found)")
    if code != .syntax { #expect(found.count == 1, "\(found)") }
  }

  @Test func `a link to the world outside is listed, and no fault`() throws {
    let site = try Self.built.get()
    let before = SiteCheck.outcome(of: site)
    var linked = Site()
    for (path, bytes) in site.files {
      let text = String(decoding: bytes, as: UTF8.self)
      let isIndex = path == "index.html"
      linked.add(
        path,
        isIndex ? text.replacing("<h1", with: "<a href=\"https://example.org/x\">x</a><h1") : text)
    }
    let after = SiteCheck.outcome(of: linked)
    #expect(after.findings == before.findings)
    #expect(Set(after.outside) == Set(before.outside + ["https://example.org/x"]))
  }

  @Test func `a file that is gone breaks the links to it`() throws {
    var lacking = Site()
    for (path, bytes) in try Self.built.get().files where path != "methods.html" {
      lacking.add(path, bytes)
    }
    let found = findings(lacking)
    let links = found.filter { $0.code == .brokenLink }
    #expect(!links.isEmpty && links.allSatisfy { $0.detail.contains("methods.html") }, "\(found)")
    #expect(Set(found.map(\.path)).contains("index.html"))
  }

  // MARK: Other files

  @Test func `damage to drawings, data and assets is found`() throws {
    let site = try Self.built.get()
    let svg = try #require(site.files.keys.sorted().first { $0.hasSuffix(".svg") })
    let damages: [(String, String, String, Finding.Code, String)] = [
      (svg, "</svg>", "", Finding.Code.syntax, "not well-formed"),
      (svg, "</svg>", "<image href=\"https://a.org/x.png\"/></svg>", .outsideRequest, "a.org"),
      (svg, "</svg>", "<g fill=\"url(#no)\"/></svg>", .brokenReference, "\"no\""),
      (svg, "</svg>", "<script>x()</script></svg>", .scriptAddress, "script"),
      (
        svg, "</svg>", "<desc>\(String(repeating: "x", count: 250_000))</desc></svg>", .weight,
        "250"
      ),
      ("report.json", "}", "", .syntax, "not JSON"),
      ("data/curves.csv", "\n", "\n\"", .syntax, "no CSV"),
      ("passcurve.css", "{", "{background:url(https://a.org/x);", .outsideRequest, "a.org"),
      ("passcurve.js", "(", "(\"https://a.org/x\",", .outsideRequest, "a.org"),
      ("passcurve.js", "(", "/*\(String(repeating: "x", count: 15_000))*/(", .weight, "scripts"),
    ]
    for (path, old, new, code, says) in damages {
      let found = try findings(path, replacing(old, new))
      #expect(found.count == 1, "\(path) \(says): \(found)")
      // The scripts of a page are weighed together, and the last is named.
      #expect(found.first?.path == (says == "scripts" ? "figures.js" : path), "\(found)")
      #expect(found.first?.code == code && found.first?.detail.contains(says) == true, "\(found)")
    }
  }

  // MARK: Numbers

  @Test func `a number changed on the page or in the file is found where it stands`() throws {
    let site = try Self.built.get()
    let page = try #require(site.pages.first { site.text($0).contains("class=\"pt\">") })
    let found = try findings(page) { text in
      let number = try #require(text.firstMatch(of: /class="pt">([0-9.]+)/))
      let other = "class=\"pt\">" + (number.1.hasPrefix("7") ? "81.5" : "71.5")
      return text.replacingCharacters(in: number.range, with: other)
    }
    #expect(found.count == 1 && found.first?.code == .number, "\(found)")
    #expect(found.first?.path == page && found.first?.line != nil)

    let table = try #require(
      site.files.keys.sorted().first { path in
        path.hasPrefix("tables/") && path.hasSuffix(".csv") && site.text(path).contains(" lower")
      })
    let records = try #require(CSVRecords.read(site.files[table] ?? []))
    let lower = try #require(records[0].firstIndex { $0.hasSuffix(" lower") })
    for column in [lower - 1, lower, lower + 1] {
      let value = records[1][column]
      let off = try findings(table) { text in
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        lines[1] = lines[1].replacing(",\(value)", with: ",\(value)7999", maxReplacements: 1)
        return lines.joined(separator: "\n")
      }
      if value.contains(".") { continue }
      #expect(off.count == 1 && off.first?.code == .number, "\(value): \(off)")
    }
  }

  @Test func `a table without its file and a file without its table are found`() throws {
    let site = try Self.built.get()
    let file = try #require(
      site.files.keys.sorted().first { $0.hasPrefix("tables/") && $0.hasSuffix(".csv") })
    let id = file.dropFirst(7).dropLast(4)
    let page = try #require(site.pages.first { site.text($0).contains("<table id=\"\(id)\"") })
    let renamed = try findings(page) {
      $0.replacing("<table id=\"\(id)\"", with: "<table id=\"other\"")
    }
    #expect(Set(renamed.map(\.code)).isSubset(of: [.tableFile, .brokenLink]), "\(renamed)")
    #expect(renamed.contains { $0.path == file && $0.code == .tableFile })
    #expect(renamed.contains { $0.path == page && $0.detail.contains("\"other\" has no") })
    let shorter = try findings(file) { text in
      text.split(separator: "\n").dropLast().joined(separator: "\n") + "\n"
    }
    #expect(shorter.count == 1 && shorter.first?.detail.contains("rows") == true, "\(shorter)")
  }
}
