import Stats
import Testing

@testable import Report

struct NumberTextTests {
  @Test func `the shortest text reads back to the same bits`() {
    var random = Seeded(1)
    for _ in 0..<20_000 {
      let value = Double.random(in: -1...1, using: &random)
      #expect(Double(NumberText.shortest(value))?.bitPattern == value.bitPattern)
    }
    for n in 1...200 {
      for c in 0...n {
        let value = Double(c) / Double(n)
        #expect(Double(NumberText.shortest(value)) == value)
      }
    }
  }

  @Test(
    arguments: [
      (0.0, "0"), (-0.0, "0"), (1.0, "1"), (-1.0, "-1"), (0.5, "0.5"), (0.1, "0.1"), (1.0 / 3, nil),
      (1e-300, "1e-300"),
    ] as [(Double, String?)]) func `a whole number has no decimals and zero no sign`(
      value: Double, text: String?
    )
  {
    let written = NumberText.shortest(value)
    if let text { #expect(written == text) }
    #expect(!written.hasSuffix(".0"))
  }

  @Test func `limits are rounded outward, by less than a ten-billionth`() throws {
    var random = Seeded(2)
    for turn in 0..<50_000 {
      var value = Double.random(in: -1...1, using: &random)
      // Next to a text of ten decimals, where the product rounds the wrong way.
      if turn.isMultiple(of: 2) {
        value = (value * 1e10).rounded() / 1e10
        if turn.isMultiple(of: 4) { value = turn.isMultiple(of: 8) ? value.nextUp : value.nextDown }
        value = max(-1, min(1, value))
      }
      let lower = try #require(Double(NumberText.lower(value)))
      let upper = try #require(Double(NumberText.upper(value)))
      #expect(lower <= value && value <= upper, "\(value) in \(lower), \(upper)")
      #expect(value - lower < 1.000001e-10 && upper - value < 1.000001e-10, "\(value)")
    }
  }

  @Test(
    arguments: [
      (0.0, "0", "0"), (-0.0, "0", "0"), (1.0, "1", "1"), (-1.0, "-1", "-1"), (0.5, "0.5", "0.5"),
      (0.25, "0.25", "0.25"), (-1e-13, "-0.0000000001", "0"), (1e-13, "0", "0.0000000001"),
      (-0.75, "-0.75", "-0.75"), (0.123456789012345, "0.123456789", "0.1234567891"),
      (1 - 1e-12, "0.9999999999", "1"),
    ] as [(Double, String, String)])
  func `a limit is written without trailing zeros and never as minus zero`(
    value: Double, lower: String, upper: String
  ) {
    #expect(NumberText.lower(value) == lower)
    #expect(NumberText.upper(value) == upper)
  }

  @Test(
    arguments: [
      (12.345, 1, "12.3"), (12.35, 0, "12"), (0.0, 2, "0.00"), (-0.001, 2, "0.00"),
      (-3.14159, 3, "-3.142"), (99.96, 1, "100.0"), (0.5, 0, "1"), (1234.5, 1, "1234.5"),
    ] as [(Double, Int, String)])
  func `a rounded number keeps its decimals and drops a minus before zero`(
    value: Double, decimals: Int, text: String
  ) {
    #expect(NumberText.fixed(value, decimals: decimals) == text)
  }

  @Test func `quantities have the digits that their interval earns, else three`() {
    let interval = Interval(level: 0.95, lower: 1.87, upper: 3.42)
    #expect(Quantity.text(2.5, interval) == "2.50")
    #expect(Quantity.limits(interval) == "[1.87,\u{A0}3.42]")
    #expect(Quantity.signed(-2.5, interval) == "\u{2212}2.50")
    let below = Interval(level: 0.95, lower: -30, upper: -10)
    #expect(Quantity.size(-20, below) == "20 [10,\u{A0}30]")
    #expect(
      [0, 0.001_234, 0.5, 2.0, 12.34, 123.4, 1_234, 12_345, 999.6, -4.5].map(Quantity.short)
        == [
          "0.00", "0.00123", "0.500", "2.00", "12.3", "123", "1230", "12\u{202F}300", "1000",
          "\u{2212}4.50",
        ])
  }
}
