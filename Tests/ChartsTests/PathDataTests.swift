import Charts
import Testing

@Test func `a path is relative and its roundings do not add up`() throws {
  var path = PathData(decimals: 1)
  path.polyline((0...300).map { Point(Double($0) / 3, 10) })
  let last = try #require(MarkupReader.positions(path.text).last)
  #expect(abs(last.x - 100) < 1e-9)
  #expect(path.text.hasPrefix("M0 10h0.3h0.4h0.3"))
}

@Test func `a path reads as in the design`() {
  var path = PathData(decimals: 1)
  path.polyline([Point(40, 150.9), Point(73.2, 137.5), Point(73.2, 120)])
  path.close()
  #expect(path.text == "M40 150.9l33.2-13.4v-17.5z")
}

@Test func `a stroke like the one before is not named again`() {
  var path = PathData(decimals: 1)
  path.polyline([Point(1, 2), Point(2, 1), Point(3, 4), Point(4, 4), Point(5, 3)])
  #expect(path.text == "M1 2l1-1 1 3h1l1-1")
  #expect(MarkupReader.positions(path.text).last == Point(5, 3))
}

@Test func `a path of positions names no stroke`() {
  var path = PathData(decimals: 1, isAbsolute: true)
  path.polyline([Point(1, 2), Point(2.5, 2), Point(3, -4)])
  path.close()
  path.circle(9, 9, radius: 4)
  path.line(1, 1)
  #expect(path.text == "M1 2 2.5 2 3-4zM5 9a4 4 0 1 0 8 0a4 4 0 1 0-8 0zL1 1")
}
