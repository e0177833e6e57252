import Charts
import Testing

@testable import Report

struct CardTests {
  @Test(arguments: hostileNames) func `a card stands whatever the title`(title: String) throws {
    var settings = Settings()
    settings.title = title
    let card = try site(
      rows("a", correct: [1, 4], of: 8) + rows("b", correct: [7, 8], of: 8), settings
    )
    .files["card.svg"]
    #expect(MarkupWriter.isWellFormed(card ?? []))
  }

  @Test func `a card says the title, the finding and the runs`() throws {
    let site = try site(
      rows("first", correct: [1, 4], of: 8) + rows("second", correct: [7, 8], of: 8))
    let card = HTMLPage(site.files["card.svg"] ?? [])
    #expect(card.all("svg").first?["viewBox"] == "0 0 1200 630")
    let words = card.all("text").map(\.text)
    #expect(words.joined(separator: " ").contains("first and second on maths"))
    #expect(words.contains("first") && words.contains("second"))
    #expect(card.all("path").count > 3)
  }

  @Test func `long texts end within their lines`() {
    let text = String(repeating: "word ", count: 200)
    let lines = Card.lines(text, width: 300, size: 20, most: 3)
    #expect(lines.count == 3 && lines[2].hasSuffix("…"))
    for line in lines { #expect(TextMetrics.width(of: line, size: 20) <= 300) }
    #expect(Card.lines("two words", width: 300, size: 20, most: 3) == ["two words"])
    let wide = Card.lines(String(repeating: "x", count: 900), width: 300, size: 20, most: 3)
    #expect(wide.allSatisfy { TextMetrics.width(of: $0, size: 20) <= 300 } && !wide.isEmpty)
    #expect(Card.lines("", width: 300, size: 20, most: 3).allSatisfy { !$0.isEmpty })
  }
}
