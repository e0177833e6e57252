import Testing

@testable import Charts

@Suite struct PGFPlotsTests {
  private func source(_ figure: Figure) throws -> String {
    try #require(figure.pgfplots(millimetres: 84))
  }

  @Test func `curves stand in data units, on the axis of the drawing`() throws {
    let text = try source(Demo.pair(id: "pair"))
    #expect(text.contains("xmode=log, log basis x=2"))
    #expect(text.contains("xmin=1, xmax=256") && text.contains("ymin=0, ymax=100"))
    let expected = zip(0..., Demo.base).map {
      "(\(1 << $0),\(SVGNumber($1 * 100, decimals: 6).text))"
    }
    #expect(text.contains("coordinates {\(expected.joined(separator: " "))}"))
  }

  @Test func `a second panel is a second axis, and plumb lines join them`() throws {
    let text = try source(Demo.stacked(.wide, id: "two"))
    #expect(text.split(separator: "\n").count { $0 == "\\begin{axis}[" } == 2)
    #expect(text.split(separator: "\n").count { $0 == "\\end{axis}" } == 2)
  }

  @Test func `it is as wide as asked for`() throws {
    let figure = Demo.pair(id: "pair")
    for width in [53.0, 84, 174] {
      let text = try #require(figure.pgfplots(millimetres: width))
      let points = PGFWriter.number(width / 25.4 * 72.27)
      #expect(text.contains("(0pt,0pt) rectangle (\(points)pt,"), "\(width)")
    }
  }

  @Test(arguments: ["50 % \\end{tikzpicture} #1 _ ^ & ~ {", "a, b = c; d]", "two\nlines"])
  func `names cannot leave their place`(name: String) throws {
    let series = Demo.series(name, 0, Demo.base)
    let text = try source(Demo.figure("names", [series]))
    #expect(text.split(separator: "\n").count { $0.hasPrefix("\\end{tikzpicture}") } == 1)
    var depth = 0
    var isEscaped = false
    for character in text {
      if !isEscaped {
        if character == "{" { depth += 1 }
        if character == "}" { depth -= 1 }
      }
      isEscaped = character == "\\" && !isEscaped
      #expect(depth >= 0)
    }
    #expect(depth == 0)
  }

  @Test func `every colour used is defined, and each once`() throws {
    let text = try source(Demo.figure("six", Demo.six))
    for series in 1...6 {
      let name = "passcurve s\(series)"
      #expect(text.contains("{\(name)}{HTML}"), "\(name)")
      #expect(text.ranges(of: "\\definecolor{\(name)}").count == 1, "\(name)")
    }
  }

  @Test func `what cannot be drawn so has no such form`() {
    let rows = Figure(
      id: "rows", title: "t", description: "d", size: .panel,
      x: XAxis(.linear, values: [0, 1], title: "x"),
      panels: [Panel(y: .rows(["one"]), marks: [])])
    #expect(rows.pgfplots(millimetres: 84) == nil)
    let heat = Figure(
      id: "heat", title: "t", description: "d", size: .panel,
      x: XAxis(.linear, values: [0, 1], title: "x"),
      panels: [Panel(y: .probability, marks: HeatRows.samples)])
    #expect(heat.pgfplots(millimetres: 84) == nil)
  }

  @Test func `one k makes an axis of some width`() throws {
    let text = try source(Demo.figure("one", [Demo.series("one", 0, [0.5])]))
    #expect(text.contains("xmin=0.5, xmax=2"))
  }
}
