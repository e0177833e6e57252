import EvalLogs
import Foundation
import Testing

@testable import Report

struct SingleFileTests {
  /// The file without what stands in its style and its script.
  private func page(_ file: SingleFile) -> HTMLPage {
    let text = String(decoding: file.html, as: UTF8.self)
      .replacing(#/<style>[^<]*<\/style>/#, with: "<style></style>")
      .replacing(#/<script>[\s\S]*?<\/script>/#, with: "<script></script>")
    return HTMLPage(Array(text.utf8))
  }

  private func bytes(of link: String) throws -> [UInt8] {
    let comma = try #require(link.firstIndex(of: ","))
    let body = String(link[link.index(after: comma)...])
    if link[..<comma].hasSuffix(";base64") { return Array(try #require(Data(base64Encoded: body))) }
    return Array(try #require(body.removingPercentEncoding).utf8)
  }

  @Test(arguments: 0..<16) func `everything is inside, and every link leads to it`(seed: Int) throws
  {
    let edition = try RandomStudy(seed, hostile: seed.isMultiple(of: 2)).edition()
    let folder = try Pipeline.site(edition)
    let file = try Pipeline.singleFile(edition)
    let page = page(file)
    #expect(page.faults.isEmpty, "\(page.faults.prefix(4))")
    let ids = Set(page.elements.compactMap { $0["id"] })
    for element in page.elements {
      #expect(element["src"] == nil && element.name != "link")
      if let href = element["href"] {
        if href.hasPrefix("#") {
          #expect(ids.contains(String(href.dropFirst())), "\(href) leads nowhere")
        } else {
          #expect(href.hasPrefix("data:") && element["download"] != nil, "\(href.prefix(80))")
        }
      }
      for name in ["aria-labelledby", "aria-describedby", "aria-controls", "headers", "for"] {
        for id in (element[name] ?? "").split(separator: " ") {
          #expect(ids.contains(String(id)), "\(name) \(id)")
        }
      }
    }
    // As many figures, tables and words as on the pages of the folder.
    let pages = folder.pages.map { HTMLPage(folder.files[$0] ?? []) }
    for name in ["h1", "section", "table", "td", "figure"] {
      let inPages = pages.reduce(0) { $0 + $1.all(name).count }
      #expect(page.all(name).count == inPages + (name == "section" ? 1 : 0), "\(name)")
    }
    // The files are those of the folder, byte for byte.
    for link in page.all("a") where link["download"] != nil {
      let path = try #require(link["id"])
      let held = try bytes(of: try #require(link["href"]))
      if path != "manifest.json" { #expect(held == folder.files[path], "\(path)") }
    }
    #expect(page.all("a").contains { $0["id"] == "data/tally.csv" })
  }

  @Test func `regions of two pages have two names`() throws {
    let edition = try edition(
      rows("a", "one", correct: [1, 2], of: 4) + rows("b", "one", correct: [3, 2], of: 4)
        + rows("a", "two", correct: [1, 2], of: 4) + rows("b", "two", correct: [3, 2], of: 4))
    let page = page(try Pipeline.singleFile(edition))
    let texts = Dictionary(
      page.elements.compactMap { element in element["id"].map { ($0, element.text) } },
      uniquingKeysWith: { first, _ in first })
    let regions = page.all("section").compactMap { $0["aria-labelledby"] }
      .map { $0.split(separator: " ").map { texts[String($0)] ?? "?" }.joined(separator: " ") }
    #expect(regions.count > 8 && Set(regions).count == regions.count)
    #expect(regions.contains { $0.hasPrefix("one ") } && regions.contains { $0.hasPrefix("two ") })
  }

  @Test func `the same study gives the same bytes, known as ours by their beginning`() throws {
    let study = RandomStudy(3)
    let first = try Pipeline.singleFile(study.edition())
    #expect(first.html == (try Pipeline.singleFile(study.edition())).html)
    #expect(SingleReport.isOurs(start: first.html.prefix(2048)))
    #expect(!SingleReport.isOurs(start: Array("<html><body>passcurve".utf8)))
  }

  @Test func `a title of markup near the beginning hides nothing`() throws {
    var settings = Settings()
    settings.title = String(repeating: "long <b>title</b> ", count: 300)
    let edition = try edition(rows("a", correct: [1], of: 2), settings)
    #expect(SingleReport.isOurs(start: try Pipeline.singleFile(edition).html.prefix(2048)))
  }

  @Test func `too large a file is refused, and what weighs is named`() {
    var files = Site()
    files.add("data/problems.csv", [UInt8](repeating: 0x41, count: 3_000))
    files.add("data/small.csv", [0x41])
    let error = failure {
      _ = try SingleFile(String(repeating: "x", count: SingleFile.limit + 1), files: files)
    }
    #expect(error?.kind == .output)
    #expect(error?.description.contains("25.1 MB, more than 25.0 MB") == true)
    #expect(error?.description.contains("data/problems.csv") == true)
    #expect(error?.remedy?.contains("analyses") == true)
    #expect(throws: Never.self) {
      try SingleFile(String(repeating: "x", count: SingleFile.limit), files: files)
    }
  }

  @Test(arguments: ["</STYLE>", "<!-- x"])
  func `a style sheet of one's own that would end its element is refused`(text: String) throws {
    let edition = try edition(rows("a", correct: [1], of: 2))
    let error = failure {
      _ = try Pipeline.singleFile(edition, templates: ["passcurve.css": Array(text.utf8)])
    }
    #expect(error?.kind == .usage)
    #expect(error?.description.contains("passcurve.css") == true)
  }
}
