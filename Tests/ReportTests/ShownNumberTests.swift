import Testing

@testable import Report

@Suite struct ShownNumberTests {
  @Test(arguments: [
    ("27.3", 27.25), ("27.3", 27.349), ("\u{2212}3", -2.5), ("+12.5", 12.4999), ("0", 0.4),
    ("12\u{202F}345", 12345.4), ("< 0.0001", 0.00009), ("0.0500", 0.04996), ("1.2 %", 1.249),
    ("4\u{2007}\u{2008}", 4.4), ("12\u{202F}300", 12_345.0), ("0.00", -0.004),
    ("18.3 min", 18.348), ("7.35 h", 440.868), ("24 s", 0.4), ("24 s", 24.2), ("≥ 16", 16),
    ("below 0.001 s", 0.00001),
  ])
  func `stands for what rounds to it`(shown: String, exact: Double) throws {
    #expect(try #require(ShownNumber(shown)).stands(for: exact))
  }

  @Test(arguments: [
    ("27.3", 27.2), ("27.3", 27.36), ("\u{2212}3", 3.0), ("12\u{202F}345", 12346.0),
    ("< 0.0001", 0.0001), ("99", 100.0), ("12\u{202F}300", 12_351.0), ("1234", 1240.0),
    ("7.35 h", 441.4), ("≥ 16", 17), ("above 5", 5),
  ])
  func `stands for nothing else`(shown: String, exact: Double) throws {
    #expect(!(try #require(ShownNumber(shown)).stands(for: exact)))
  }

  @Test func `a limit may be rounded outward`() throws {
    let shown = try #require(ShownNumber("27.3"))
    #expect(shown.stands(forLimit: 27.39) && shown.stands(forLimit: 27.21))
    #expect(!shown.stands(forLimit: 27.41))
  }

  @Test(arguments: ["", "–", "k > n", "1 to 2", "1.2.3", "e5", "0x1F", "nan", "inf", "--1", "3 m"])
  func `words are no numbers`(text: String) {
    #expect(ShownNumber(text) == nil)
  }

  @Test func `heads say which columns have limits, whatever runs are called`() {
    let columns = TableCheck.columns(["k", "a", "a lower", "a upper", "b"], count: 3)
    #expect(columns?.map(\.index) == [0, 1, 4])
    #expect(columns?.map(\.hasLimits) == [false, true, false])
    #expect(TableCheck.columns(["k", "a", "a lower", "a upper"], count: 4)?.count == 4)
    #expect(TableCheck.columns(["k", "a"], count: 1) == nil)
    #expect(TableCheck.columns(["k", "a", "b"], count: 1) == nil)
  }

  private func cell(_ main: String, _ limits: String? = nil) -> PageFacts.Cell {
    var cell = PageFacts.Cell()
    (cell.point, cell.limits) = (main, limits)
    return cell
  }

  static let openEnded: [(String, String?, String, [String])] = [
    ("36", "[18, ≥ 256]", "36", ["17.5", ""]), ("1.4", "[≤ 1, 2]", "1.38", ["", "2"]),
    ("below 1", nil, "", ["", ""]), ("≥ 16", nil, "16", []),
    ("12 to 14", "[1, 20]", "", ["1.2", "19.8"]),
    ("k > n", nil, "k > n", []),
    ("48.3 h (beyond)", nil, "2899.6", []), ("1.2", "no value in 281 resamples", "1.21", ["", ""]),
    ("–", nil, "", ["", ""]), ("27.3", "[24.1, 30.9]", "27.31", ["24.12", "30.86"]),
  ]

  @Test(arguments: openEnded)
  func `an open end may have nothing in its place`(
    main: String, limits: String?, field: String, held: [String]
  ) {
    #expect(TableCheck.fault(cell(main, limits), field, held) == nil)
  }

  static let different: [(String, String?, String, [String])] = [
    ("36", "[18, 256]", "36", ["17.5", ""]), ("36", "[18, ≥ 256]", "36", ["17.5", "300"]),
    ("27.3", nil, "", []), ("27.3", nil, "27.3", ["24", "30"]), ("27.3", "[24, 30]", "27.3", []),
    ("a", nil, "b", []), ("a", nil, "1", []), ("27.3", "24 to 30", "27.3", ["24", "30"]),
  ]

  @Test(arguments: different)
  func `what differs is a fault`(
    main: String, limits: String?, field: String, held: [String]
  ) {
    #expect(TableCheck.fault(cell(main, limits), field, held) != nil)
  }
}
