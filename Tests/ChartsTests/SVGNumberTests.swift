import Charts
import Testing

@Test(
  arguments: [
    (33.24, "33.2"), (-0.04, "0"), (-0.05, "-0.1"), (0, "0"), (-0.0, "0"), (8, "8"), (0.95, "1"),
    (1e-300, "0"), (123_456.78, "123456.8"), (-12.5, "-12.5"),
  ] as [(Double, String)])
func `numbers have one decimal and no ornaments`(value: Double, text: String) {
  #expect(SVGNumber(value, decimals: 1).text == text)
}

@Test(arguments: 0...3)
func `numbers read back within half a unit`(decimals: Int) throws {
  var rng = Seeded(state: 7)
  let unit = [1, 0.1, 0.01, 0.001][decimals]
  for _ in 0..<2_000 {
    let value = Double.random(in: -2_000...2_000, using: &rng)
    let text = SVGNumber(value, decimals: decimals).text
    let back = try #require(Double(text))
    #expect(abs(back - value) <= unit / 2 + 1e-9, "\(value) \(text)")
    #expect(text.wholeMatch(of: /-?[0-9]+(\.[0-9]{0,2}[1-9])?/) != nil, "\(text)")
    #expect(text != "-0")
  }
}

@Test func `small quantities keep their digits`() {
  #expect(SVGNumber(0.000_02, decimals: 7).text == "0.00002")
  #expect(SVGNumber(-0.000_123_4, decimals: 6).text == "-0.000123")
}

@Test func `a log axis has labels however small its quantities are`() {
  let labels = DecadeTicks.ticks(in: 0.000_008...0.02, atMost: 6).compactMap(\.label)
  #expect(labels == ["0.00001", "0.0001", "0.001", "0.01"])
}
