import Charts
import Testing

@testable import EvalLogs
@testable import Report

/// What figures hold for a touch is what their tables show.
struct FigureReadingsTests {
  private static let rows =
    ReportTests.rows("base", correct: [0, 1, 2, 8, 16], of: 16)
    + ReportTests.rows("RL", correct: [0, 4, 7, 12, 16], of: 16)
    + ReportTests.rows("SFT", counts: [(1, 16, 0), (2, 16, 0), (5, 12, 4), (9, 16, 0), (0, 16, 0)])

  /// The lines of the first figure's readings on a page.
  private func lines(_ page: HTMLPage) throws -> [[String]] {
    let text = try #require(page.all("metadata").first?.text)
    return text.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  /// A cell without what only sets it in line.
  private func plain(_ text: String) -> String { text.filter { !$0.isWhitespace } }

  @Test func `every value is the text of its cell`() throws {
    let site = try Pipeline.site(edition(Self.rows))
    let page = HTMLPage(try #require(site.files["benchmarks/maths.html"]))
    let lines = try lines(page)
    let ks = lines[0].dropFirst()
    let start = try #require(page.elements.firstIndex { $0["id"] == "maths-curves" })
    let cells = page.elements[start...].dropFirst().prefix { $0.name != "table" }
      .filter { $0.name == "td" }.map { plain($0.text) }
    let series = lines.filter { $0[0].first == "s" }
    #expect(!series.isEmpty && cells.count == series.count * ks.count)
    for (column, line) in series.enumerated() {
      for (row, words) in line.dropFirst(2).enumerated() {
        let cell = cells[row * series.count + column]
        #expect(words.isEmpty ? cell == "k>n" || cell == "–" : plain(words) == cell, "\(line)")
      }
    }
  }

  @Test func `the wide and the narrow drawing tell the same, the file nothing`() throws {
    let site = try Pipeline.site(edition(Self.rows))
    let page = HTMLPage(try #require(site.files["benchmarks/maths.html"]))
    let told = page.all("metadata").prefix(2).map { data in
      data.text.split(separator: "\n").filter { $0.hasPrefix("s") }
    }
    #expect(told.count == 2 && told[0] == told[1])
    for (path, bytes) in site.files where path.hasSuffix(".svg") {
      #expect(!String(decoding: bytes, as: UTF8.self).contains("metadata"), "\(path)")
    }
  }

  @Test func `six runs of a thousand samples with their pairs stay below 16 kB`() throws {
    var random = Seeded(4)
    let rows = (0..<6).flatMap { run in
      ReportTests.rows(
        "Qwen2.5-7B step-\(run)00",
        correct: (0..<30).map { _ in
          Int.random(in: 0...1024, using: &random) / (1 + 3 * Int.random(in: 0...9, using: &random))
        }, of: 1024)
    }
    let edition = try edition(rows)
    for page in Pages.all.flatMap({ $0.pages(edition) }) {
      for figure in page.sections.flatMap(\.figures) {
        #expect(figure.inline.utf8.count <= 16_000, "\(figure.id) \(figure.inline.utf8.count)")
      }
    }
  }
}
