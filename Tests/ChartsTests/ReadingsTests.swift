import Charts
import Testing

struct ReadingsTests {
  /// The fields of each line of what a figure holds for a script.
  private func lines(_ figure: Figure) throws -> [[String]] {
    let reader = MarkupReader(figure.inline)
    let text = try #require(reader.elements.first { $0.name == "metadata" }?.text)
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test func `tells the place and the words of every value`() throws {
    let lines = try lines(Demo.pair())
    let layout = FigureLayout(Demo.pair())
    #expect(lines[0] == ["k"] + (0..<9).map { "\(1 << $0)" })
    let places = lines[1].compactMap { Double($0) }
    for (index, place) in places.enumerated() {
      #expect(abs(place - layout.panels[0].scales.x(Double(1 << index))) < 0.051)
    }
    let base = try #require(lines.first { $0.first == "s1" })
    #expect(base == ["s1", "base"] + Demo.base.map { Demo.words($0, 0.15) })
  }

  @Test func `has a panel's frame, its own axis and two others`() throws {
    let lines = try lines(Demo.stacked(.wide, id: "d"))
    let panels = lines.filter { $0[0] == "y" }
    #expect(panels.map { $0[1] } == ["percent", "Difference from base, points"])
    #expect(panels.map { $0[2] } == ["linear", ""])
    #expect(
      lines.map { $0[0] } == [
        "k", lines[1][0], "y", "log", "logit", "s1", "s2", "s3", "y", "s2", "s3",
      ])
    let logit = try #require(lines.first { $0[0] == "logit" })
    // A band reaches 100 %, another 0: what has no place lies on the edge.
    #expect(logit[1...2] == ["0.01", "0.995"])
    #expect(logit.last?.hasSuffix("\u{A0}%") == true)
  }

  @Test func `a value without words is left out, and so is a figure without any`() throws {
    let silent = CurveSeries(
      "base", style: .hue(0), values: [.init(x: 1, value: 0.2, limits: nil)])
    #expect(!Demo.figure("s", [silent]).inline.contains("metadata"))
    let half = CurveSeries(
      "RL", style: .hue(1),
      values: [
        .init(x: 1, value: 0.2, limits: nil, text: "20"), .init(x: 2, value: 0.3, limits: nil),
        .init(x: 4, value: nil, limits: 0.3...0.5, text: "30 to 50"),
      ])
    let lines = try lines(Demo.figure("h", [silent, half]))
    #expect(lines[0] == ["k", "1", "4"])
    #expect(lines.filter { $0[0].hasPrefix("s") } == [["s2", "RL", "20", "30 to 50"]])
    #expect(!String(decoding: Demo.pair().standalone(), as: UTF8.self).contains("metadata"))
  }

  @Test func `keeps its lines whatever a name holds`() throws {
    for name in hostileLabels {
      let lines = try lines(Demo.figure("n", [Demo.series(name, 0, [0.1, 0.2])]))
      #expect(lines.map { $0[0] }.suffix(4) == ["y", "log", "logit", "s1"], "\(name.prefix(20))")
      #expect(lines.last?.count == 4)
    }
  }

  @Test(arguments: [FigureSize.wide, .narrow])
  func `six runs at eleven k with their differences weigh at most 16 kB`(size: FigureSize) {
    let count = Demo.large(size, id: "large").inline.utf8.count
    #expect(count <= 16_000, "\(count)")
  }
}
