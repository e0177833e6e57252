import Stats
import Testing

@testable import Report

struct DurationsTests {
  @Test(arguments: [
    (4.047122, "4.05\u{A0}min"), (42.4514, "42.5\u{A0}min"), (0.4075, "24.5\u{A0}s"),
    (119.96, "120\u{A0}min"), (544.8, "9.08\u{A0}h"), (1.84e-6, "below 0.001\u{A0}s"),
    (5_999_999, "100\u{202F}000\u{A0}h"), (1e30, "above 10¹²\u{A0}h"),
    (.infinity, "above 10¹²\u{A0}h"), (0.0009, "0.054\u{A0}s"),
  ]) func `a time of work has three significant digits`(minutes: Double, text: String) {
    #expect(Phrase.duration(minutes: minutes) == text)
  }

  @Test func `limits share a unit where they can`() {
    #expect(Phrase.durations(5.61406, 59.513) == "[5.61, 59.5]\u{A0}min")
    let interval = Interval(level: 0.95, lower: 310, upper: 900)
    #expect(Phrase.duration(minutes: 513.6, interval) == "8.56 [5.17, 15.0]\u{A0}h")
    #expect(
      Phrase.duration(minutes: 60, interval) == "60.0\u{A0}min [5.17, 15.0]\u{A0}h")
    #expect(Phrase.durations(0.4075, 14.498) == "[24.5\u{A0}s, 14.5\u{A0}min]")
  }

  @Test func `numbers below zero have a true minus`() {
    #expect(Phrase.three(-2.7134) == "−2.71" && Phrase.three(-10.489) == "−10.5")
    #expect(Phrase.three(-1e13) == "below −10¹²" && Phrase.three(212.3) == "212")
    #expect(Phrase.three(99.97) == "100" && Phrase.three(9.996) == "10.0")
  }

  @Test(arguments: [
    (4.123456789012, "4.123456789", "4.12345679"), (0.0, "0", "0"), (5, "5", "5"),
    (25_715.8824151, "25715.88241", "25715.88242"), (0.0000469, "4.69e-05", "4.69e-05"),
    (-2.71828182845, "-2.718281829", "-2.718281828"),
    (123_456_789_012.5, "123456789000", "123456789100"),
  ]) func `a limit of any size is rounded outward to ten digits`(
    value: Double, lower: String, upper: String
  ) {
    #expect(NumberText.lowerQuantity(value) == lower)
    #expect(NumberText.upperQuantity(value) == upper)
    #expect(Double(lower)! <= value && value <= Double(upper)!)
  }

  @Test func `limits hold what they are made from, whatever its size`() throws {
    var random = Seeded(9)
    for _ in 0..<20_000 {
      let size = Double.random(in: -40...40, using: &random)
      let value = (Bool.random(using: &random) ? 1 : -1) * 1.7.power(size)
      let (lower, upper) = (NumberText.lowerQuantity(value), NumberText.upperQuantity(value))
      let ends = (try #require(Double(lower)), try #require(Double(upper)))
      #expect(ends.0 <= value && value <= ends.1, "\(value)")
      #expect(ends.1 - ends.0 <= abs(value) * 2e-9, "\(value)")
    }
    #expect(NumberText.lowerQuantity(.infinity) == "" && NumberText.quantity(.infinity) == "")
    #expect(NumberText.quantity(nil) == "" && NumberText.quantity(0.25) == "0.25")
  }
}

extension Double {
  fileprivate func power(_ exponent: Double) -> Double {
    var result = 1.0
    for _ in 0..<Int(abs(exponent)) { result *= self }
    return exponent < 0 ? 1 / result : result
  }
}
