import Charts
import Testing

struct HeatRowsTests {
  @Test func `a share's shade grows with it, and 0 has none`() {
    #expect(
      [0, 0.001, 0.01, 0.011, 0.05, 0.051, 0.2, 0.21, 0.5, 0.51, 1].map(HeatRows.shade)
        == [0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
  }

  private func drawn(_ rows: [[Double?]], edges: [Double]) -> MarkupReader {
    var markup = MarkupWriter(.xml)
    markup.start("svg")
    var svg = SVGWriter(.inline(isMovable: true), writingInto: markup)
    HeatRows(rows, edges: edges).draw(
      Scales(
        x: Scale(.linear, domain: 0...4, start: 0, end: 400),
        y: Scale(.linear, domain: -1...0, start: 90, end: 10),
        frame: Frame(left: 0, right: 400, top: 0, bottom: 100)), into: &svg)
    markup = svg.finish()
    markup.end()
    return MarkupReader(markup.string)
  }

  @Test func `cells of one shade beside each other are one stroke`() {
    let svg = drawn([[1, 1, 0.6, 0], [nil, 0.3, nil, 1]], edges: [0, 1, 2, 3, 4])
    let paths = svg.elements.filter { $0.name == "path" }
    #expect(
      paths.map { $0.attributes["class"] ?? "" } == ["axis", "q q4", "q q5"])
    let strokes = paths.map { path in
      MarkupReader.positions(path.attributes["d"] ?? "").map { [$0.x, $0.y] }
    }
    let expected: [[[Double]]] = [
      [[300, 10], [400, 10]], [[100, 90], [200, 90]],
      [[0, 10], [300, 10], [300, 90], [400, 90]],
    ]
    #expect(strokes == expected)
  }
}
