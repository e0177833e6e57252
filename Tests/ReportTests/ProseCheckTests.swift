import Testing

@testable import Report

@Suite struct ProseCheckTests {
  private let check: ProseCheck
  /// pass@1 and pass@8 of both runs in percent, to one decimal.
  private let base = ("27.1", "66.7")

  init() throws {
    let edition = try edition(
      rows("base", correct: [0, 1, 4, 6, 2, 0], of: 8)
        + rows("tuned", correct: [0, 6, 7, 8, 5, 0], of: 8))
    check = ProseCheck(try StoredReport(edition))
    let curve = try #require(edition.results.curves[0][0])
    #expect(NumberText.fixed(curve.point(at: 1)!.estimate! * 100, decimals: 1) == base.0)
    #expect(NumberText.fixed(curve.point(at: 8)!.estimate! * 100, decimals: 1) == base.1)
  }

  private func found(_ text: String, isLaTeX: Bool = true) -> [String] {
    check.differences(in: text, isLaTeX: isLaTeX).map { "\($0.line): \($0.number)" }
  }

  @Test(arguments: [
    "The base model solves 27.1\\% at $k=1$ and 66.7\\,\\% at $k = 8$.",
    "base reaches 27\\% at pass@1.", "base has a pass@1 of 0.27 and 0.667 at $k=8$.",
    "tuned is trained for 3.5 epochs on 7B models in 2025.", "Nobody is named: 12.3\\%.",
    "\\passcurve{base.maths.pass@1}\\% of base; see \\ref{fig:12.3} and \\citep{x2.5}.",
    "base: % 99.9\\%", "Intervals of base have level 95\\%.",
    "base was run on 80\\% fewer machines.",
  ])
  func `what agrees, or is about something else, is left alone`(text: String) {
    #expect(found(text).isEmpty, "\(check.differences(in: text, isLaTeX: true))")
  }

  @Test(arguments: [
    ("The base model solves 27.6\\% at $k=1$.", "1: 27.6%"),
    ("First line.\n\nThe base model solves\n28\\% at $k=1$.", "4: 28%"),
    ("Base solves 66.7\\% at $k=1$.", "1: 66.7%"),
    ("base improves from 27.5 to 66.7 at $k=8$.", "1: 27.5"),
  ])
  func `a number near a name that is not its own is found, with its line`(
    text: String, finding: String
  ) {
    #expect(found(text).first == finding, "\(check.differences(in: text, isLaTeX: true))")
  }

  @Test func `it says what the number is near, and what that is`() throws {
    let one = try #require(check.differences(in: "base has 27.6 % at k = 1.", isLaTeX: false).first)
    #expect(
      one.detail.hasPrefix("is near pass@1 of base on maths, which is 27.1 ["), "\(one.detail)")
    let other = try #require(
      check.differences(in: "base has 66.7 % at k = 1.", isLaTeX: false).first)
    #expect(other.detail.contains("pass@8 of base on maths"), "\(other.detail)")
    #expect(other.detail.contains("speaks of k = 1"), "\(other.detail)")
  }

  @Test func `a sentence without names goes on about those before it, a paragraph does not`() {
    #expect(found("We look at base. It has 27.6\\% at $k=1$.") == ["1: 27.6%"])
    #expect(found("We look at base.\n\nIt has 27.6\\% at $k=1$.").isEmpty)
  }

  @Test func `Markdown's code and bound values are not prose`() {
    #expect(found("base `27.6 %` {{ base.pass@1 }} 27.1 %", isLaTeX: false).isEmpty)
    #expect(found("base:\n```\n27.6 %\n```\n", isLaTeX: false).isEmpty)
    #expect(found("*base* has **27.6 %** at k = 1.", isLaTeX: false) == ["1: 27.6 %"])
  }

  @Test func `any text is read to its end`() {
    for text in [
      "", "\\", "%", "$$$", "base " + String(repeating: "[", count: 5000), "base 1.", "base 1..2%",
      "base \u{0}\u{202E} 9999999999999999999999 %", String(repeating: "base 27.6 %. ", count: 300),
    ] {
      _ = check.differences(in: text, isLaTeX: true)
      _ = check.differences(in: text, isLaTeX: false)
    }
  }
}
