import Charts
import Testing

private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

@Test(arguments: Demo.all.indices)
func `both forms have the same geometry`(index: Int) {
  let figure = Demo.all[index]
  // Without the ground, and without what a page has in one with something else: halos with their
  // texts, markers with their lines.
  let isApart = { (attributes: [String: String]) in
    attributes["stroke"] == Theme.light.ground && attributes["fill-opacity"] == nil
      || attributes["class"] == "mk"
  }
  let inline = MarkupReader(figure.inline, skipping: isApart).geometry
  let standalone = Array(
    MarkupReader(text(figure.standalone()), skipping: isApart).geometry.dropFirst())
  #expect(inline.map(\.name) == standalone.map(\.name))
  for (one, two) in zip(inline, standalone) {
    #expect(one.numbers.count == two.numbers.count)
    for (a, b) in zip(one.numbers, two.numbers) { #expect(abs(a - b) <= 0.0551, "\(one) \(two)") }
  }
}

@Test(arguments: Demo.all.indices)
func `figures are well formed, named and light`(index: Int) {
  let figure = Demo.all[index]
  let inline = figure.inline
  #expect(MarkupWriter.isWellFormed(Array(inline.utf8)))
  #expect(MarkupWriter.isWellFormed(figure.standalone()))
  #expect(inline.utf8.count <= 16_000)
  for form in [inline, text(figure.standalone())] {
    #expect(form.contains("role=\"img\" aria-labelledby=\"\(figure.id)-t \(figure.id)-d\""))
    #expect(form.contains("<title id=\"\(figure.id)-t\">"))
    #expect(MarkupReader(form).elements[1].name == "title")
  }
}

@Test(arguments: Demo.all.indices)
func `standalone figures use nothing that fails on paper`(index: Int) {
  for theme in [Theme.light, .dark] {
    let svg = text(Demo.all[index].standalone(theme))
    for word in [
      "var(", "class=", "<style", "dominant-baseline", "baseline-shift", "paint-order",
      "textLength", "foreignObject", "href", "currentColor", "calc(", "rgb(",
    ] {
      #expect(!svg.contains(word), "\(word)")
    }
    #expect(
      svg.hasPrefix(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\""))
    #expect(svg.contains("fill=\"\(theme.ground)\"/>"))
  }
}

@Test func `the same figure gives the same bytes`() {
  for (one, two) in zip(Demo.all, Demo.all) {
    #expect(one.inline == two.inline)
    #expect(one.standalone(.dark) == two.standalone(.dark))
  }
}

@Test(arguments: Demo.all.indices)
func `names and notes cover neither each other nor the edge`(index: Int) {
  let figure = Demo.all[index]
  let layout = FigureLayout(figure)
  for panel in layout.panels {
    let words = panel.endLabels.map(\.frame) + panel.notes.map(\.frame)
    for (index, one) in words.enumerated() {
      #expect(one.left >= 0 && one.right <= figure.size.width + 0.01)
      #expect(one.top >= 0 && one.bottom <= layout.height)
      for two in words.dropFirst(index + 1) { #expect(!one.grown(by: -0.01).overlaps(two)) }
    }
    for label in panel.endLabels {
      #expect(panel.scales.frame.top...panel.scales.frame.bottom ~= label.place.y)
    }
  }
}

@Test(arguments: [FigureSize.panel, .narrow, .wide])
func `notes of several crossings keep apart and whole`(size: FigureSize) {
  let crossings = [4.0, 5, 6, 40].map { x in
    CurveCrossing(
      x: x, stretch: .init(lower: x / 2, upper: x * 2), finding: "cross at k = \(Int(x))",
      detail: "the data cannot tell from here to there")
  }
  let figure = Figure.curves(
    id: "c", title: "c", description: "c", size: size, xTitle: "k",
    curves: [Demo.series("base", 0, Demo.base), Demo.series("RL", 1, Demo.tuned)],
    crossings: crossings)
  let notes = FigureLayout(figure).panels[0].notes
  #expect(notes.count == 4)
  for (index, note) in notes.enumerated() {
    #expect(note.frame.right <= size.width)
    #expect(!note.lines.contains { $0.text.contains("…") })
    for other in notes.dropFirst(index + 1) { #expect(!note.frame.overlaps(other.frame)) }
  }
}

@Test(arguments: [FigureSize.panel, .narrowSingle, .wideSingle])
func `hostile names neither break out nor fail`(size: FigureSize) {
  for start in 0..<hostileLabels.count {
    let names = (0..<6).map { hostileLabels[(start + $0) % hostileLabels.count] }
    let series = names.enumerated().map { Demo.series($1, $0, Demo.base.map { $0 * 0.9 }) }
    let figure = Figure.curves(
      id: "h", title: names[0], description: names[1], size: size, xTitle: names[2],
      curves: series, notes: [Note(finding: names[3], detail: names[4], x: 4)])
    let layout = FigureLayout(figure)
    for note in layout.panels[0].notes { #expect(note.frame.right <= size.width + 0.01) }
    for form in [Array(figure.inline.utf8), figure.standalone()] {
      #expect(MarkupWriter.isWellFormed(form))
      #expect(!text(form).contains("<script"))
    }
    let entries = layout.legend.entries
    #expect(Set(entries.map(\.text)).count == entries.count)
  }
}

@Test func `too many or too long names become a legend in the order of the ends`() {
  let long = String(repeating: "long ", count: 10)
  let series = [0.2, 0.8, 0.5].enumerated().map { index, end in
    Demo.series("\(index) \(long)", index, [0.1, end])
  }
  let layout = FigureLayout(Demo.figure("l", series))
  #expect(layout.panels[0].endLabels.isEmpty)
  #expect(layout.legend.entries.map { $0.text.first } == ["1", "2", "0"])
  #expect(FigureLayout(Demo.pair()).legend.entries.isEmpty)
}

@Test func `a single k has dots with intervals and no line`() {
  let figure = Demo.figure(
    "one",
    [CurveSeries("base", style: .hue(0), values: [.init(x: 1, value: 0.3, limits: 0.2...0.4)])])
  let reader = MarkupReader(figure.inline)
  #expect(!figure.inline.contains("class=\"rb"))
  #expect(reader.elements.contains { $0.attributes["class"] == "wh" })
}

@Test func `a perfect curve is a visible line and a visible ribbon`() throws {
  let layout = FigureLayout(Demo.ceiling)
  let scales = layout.panels[0].scales
  #expect(scales.y(1) >= scales.frame.top + 5.6)
  #expect(scales.y(0.92) - scales.y(1) > 100)
  #expect(layout.panels[0].rangeNote == "y from 90\u{A0}%")
}

@Test func `a name beside a range has no value, which would be that of another x`() {
  let known = CurveSeries.Value(x: 4, value: 0.8, limits: 0.7...0.9, text: "80")
  let open = CurveSeries.Value(x: 8, value: nil, limits: 0.85...0.95, text: "85 to 95")
  let labels = [[known], [known, open]].map { values in
    Panel.curves([CurveSeries("base", style: .hue(0), values: values, endValue: "80 %")]).endLabels
  }
  #expect(labels[0].map(\.value) == ["80 %"])
  #expect(labels[1].map(\.value) == [nil])
  #expect(labels[1].map(\.end.x) == [8])
}

@Test func `a curve at zero stands above the axis`() {
  let scales = FigureLayout(Demo.figure("z", [Demo.series("base", 0, [0, 0, 0], half: 0)])).panels[
    0
  ].scales
  #expect(scales.frame.bottom - scales.y(0) >= 5.6)
}

@Test func `nothing is drawn where nothing is known`() throws {
  let values: [CurveSeries.Value] = [
    .init(x: 1, value: 0.1, limits: 0...0.2), .init(x: 2, value: 0.2, limits: 0.1...0.3),
    .init(x: 4, value: nil, limits: nil), .init(x: 8, value: nil, limits: 0.3...0.5),
    .init(x: 16, value: 0.5, limits: nil), .init(x: 32, value: 0.6, limits: nil),
  ]
  let figure = Demo.figure("gap", [CurveSeries("base", style: .hue(0), values: values)])
  let elements = MarkupReader(figure.inline).elements
  let line = try #require(elements.first { $0.attributes["class"] == "ln" }?.attributes["d"])
  #expect(line.count { $0 == "M" } == 2)
  #expect(MarkupReader.positions(line).count == 4)
  #expect(elements.count { $0.attributes["class"] == "hol ran" } == 1)
}

@Test func `more than twelve values have markers at powers of two and the last`() throws {
  let values = (1...20).map {
    CurveSeries.Value(x: Double($0), value: Double($0) / 40, limits: nil)
  }
  let figure = Demo.figure("m", [CurveSeries("base", style: .hue(0), values: values)])
  #expect(!figure.inline.contains("marker:"))
  let markers = try #require(
    MarkupReader(figure.inline).elements.first { $0.attributes["class"] == "mk" }?.attributes["d"])
  #expect(markers.count { $0 == "M" } == 6)
}

@Test func `four ribbons and more are fainter`() {
  #expect(Demo.figure("six", Demo.six).inline.contains("class=\"rb rf\""))
  #expect(!Demo.pair().inline.contains("rb rf"))
}

@Test func `empty series and absent values make a figure all the same`() {
  let empty = CurveSeries(
    "base", style: .hue(0),
    values: [.init(x: 1, value: nil, limits: nil), .init(x: 4, value: nil, limits: nil)])
  let figure = Demo.figure("e", [empty], notes: [Note(finding: nil, detail: "no values")])
  #expect(figure.inline.contains("no values"))
}

@Test(arguments: 1...9)
func `no name is lost, however many panels share the height`(count: Int) {
  let labels = (0..<6).map { index in
    EndLabel("s\(index)", style: .hue(index), end: DataPoint(2, 0.1 * Double(index)))
  }
  let panel = Panel(
    title: "a title", y: .probability,
    marks: [Line([[DataPoint(1, 0), DataPoint(2, 1)]], style: .hue(0))], endLabels: labels)
  let figure = Figure(
    id: "p", title: "p", description: "p", size: .wide,
    x: XAxis(.log2, values: [1, 2], title: "k"), panels: Array(repeating: panel, count: count))
  let layout = FigureLayout(figure)
  let direct = layout.panels.map(\.endLabels.count)
  #expect(direct.allSatisfy { $0 == 6 } || layout.legend.entries.count == 6)
  for panel in layout.panels {
    for label in panel.endLabels {
      #expect(panel.scales.frame.top...panel.scales.frame.bottom ~= label.place.y)
    }
  }
}

@Test(arguments: [[0.05, 0.05], [nil], [3]] as [[Double?]])
func `rows whose values are one place, or none, have an axis around it`(values: [Double?]) {
  for kind in [AxisKind.log2, .linear] {
    let figure = Figure.rows(
      id: "rows", title: "Rows", description: "All at one place.",
      rows: values.enumerated().map { index, value in
        IntervalRow("row \(index)", style: .hue(0), value: value, outer: nil)
      },
      xTitle: "minutes", format: .number, kind: kind)
    #expect(figure.inline.contains("row 0") && !figure.inline.contains("nan"))
  }
}
