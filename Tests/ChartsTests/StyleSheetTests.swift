import Charts
import Testing

struct StyleSheetTests {
  @Test(arguments: GoldenFigures.all.indices)
  func `has a rule for every class of a figure`(index: Int) {
    let sheet = Figure.styleSheet()
    for element in MarkupReader(GoldenFigures.all[index].figure.inline).elements {
      // Shown by the page's width, and the tick's place, have no look.
      let names = (element.attributes["class"] ?? "").split(separator: " ")
        .filter { !["w", "n", "yl", "o"].contains($0) }
      for name in names { #expect(sheet.contains(".\(name)"), "\(name)") }
    }
  }

  @Test func `has both schemes, names no other place and is small`() {
    let sheet = Figure.styleSheet()
    #expect(sheet.contains("color: #0c407d") && sheet.contains("color: #6ea5e6"))
    #expect(sheet.utf8.count < 10_000)
    #expect(!sheet.contains("url(") && !sheet.contains("var("))
    #expect(sheet.count { $0 == "{" } == sheet.count { $0 == "}" })
  }
}
