import Stats
import Testing

struct RatioTests {
  @Test(arguments: [
    ("3/4", 3, 4), ("0.75", 3, 4), (".75", 3, 4), ("1", 1, 1), ("1.000", 1, 1), ("0", 0, 1),
    ("0.1", 1, 10), ("6/8", 3, 4), ("0/5", 0, 1), ("0.333", 333, 1000),
  ])
  func `a threshold is read to the letter`(text: String, numerator: Int, denominator: Int) throws {
    let ratio = try #require(Ratio(text))
    #expect(ratio.numerator == numerator)
    #expect(ratio.denominator == denominator)
  }

  @Test(arguments: [
    "", "/", "3/", "/4", "3/0", "-1/2", "+1", "1e-1", " 0.5", "0.5 ", "1.", ".", "1.5.2", "1/2/3",
    "0.5/2", "½", "٣/4", "1234567890123456789", "0.1234567890123456789",
  ])
  func `what is not a threshold is refused`(text: String) {
    #expect(Ratio(text) == nil)
  }

  @Test func `the count a share asks for is the exact ceiling, at least 1`() {
    for denominator in 1...40 {
      for numerator in 0...denominator {
        let tau = Ratio(numerator, over: denominator)
        for k in 1...64 {
          let least = (1...k).first { $0 * denominator >= numerator * k }
          #expect(tau.threshold(of: k) == least, "\(tau) of \(k)")
        }
      }
    }
    // In binary 0.07 * 100 is 7.000000000000001, whose ceiling is 8.
    #expect(Ratio("0.07")!.threshold(of: 100) == 7)
    #expect(Ratio("0.99999999999999999")!.threshold(of: .max) == 9223372036854775715)
  }

  @Test func `ratios compare as numbers do`() {
    let ratios = [Ratio(0, over: 1), Ratio(1, over: 3), Ratio(1, over: 2), Ratio(2, over: 3)]
    #expect(Array(ratios.reversed()).sorted() == ratios)
    #expect(Ratio(2, over: 4) == Ratio(1, over: 2))
    #expect(!(Ratio(1, over: 2) < Ratio(1, over: 2)))
    #expect(Ratio(1, over: 3).isReached(by: 1, of: 3))
    #expect(!Ratio(1, over: 3).isReached(by: 333_333, of: 1_000_000))
  }

  @Test func `a ratio is written in lowest terms`() {
    #expect(Ratio(6, over: 8).description == "3/4")
    #expect(Ratio(4, over: 4).description == "1")
  }
}
