import Charts
import Foundation
import Testing

/// The examples of the article on drawing, compiled and run.
struct ArticleTests {
  private static let file = URL(filePath: #filePath)

  /// The article's code, block by block.
  private func blocks() throws -> [String] {
    let article = Self.file.deletingLastPathComponent()
      .appending(path: "../../Sources/Charts/Charts.docc/DrawingCurves.md")
    let text = try String(contentsOf: article.standardizedFileURL, encoding: .utf8)
    return text.components(separatedBy: "```").enumerated()
      .filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element.dropFirst("swift\n".count)) }
  }

  /// Code however it is broken into lines.
  private func code(_ text: String) -> String { text.filter { !$0.isWhitespace } }

  @Test func `every example of the article is compiled here`() throws {
    let source = code(try String(contentsOf: Self.file, encoding: .utf8))
    let blocks = try blocks()
    #expect(blocks.count == 5)
    for block in blocks { #expect(source.contains(code(block)), "\(block)") }
  }

  @Test func `the examples draw what they say`() {
    let base = CurveSeries(
      "base", style: .hue(0),
      values: [
        .init(x: 1, value: 0.11, limits: 0.06...0.18, text: "11 [6, 18]"),
        .init(x: 4, value: 0.23, limits: 0.15...0.33, text: "23 [15, 33]"),
        .init(x: 16, value: 0.38, limits: 0.27...0.5, text: "38 [27, 50]"),
        .init(x: 64, value: 0.56, limits: 0.42...0.69, text: "56 [42, 69]"),
      ])
    let figure = Figure.curves(
      id: "base", title: "pass@k of one run", description: "From 11 % at k = 1 to 56 % at k = 64.",
      size: .wideSingle, xTitle: "k, samples a problem (log scale)", curves: [base])
    #expect(figure.inline.contains("11 [6, 18]"))

    let file: [UInt8] = figure.standalone(.light)
    let darkFile: [UInt8] = figure.standalone(.dark)
    let page = "<style>\(Figure.styleSheet())</style>\(figure.inline)"
    #expect(MarkupWriter.isWellFormed(file) && MarkupWriter.isWellFormed(darkFile))
    #expect(page.contains(".fig .s2 .ln { stroke-dasharray: 6 3 }"))

    let tuned = CurveSeries(
      "tuned", style: .hue(1),
      values: [
        .init(x: 1, value: 0.32, limits: 0.24...0.41),
        .init(x: 4, value: 0.45, limits: 0.36...0.55),
        .init(x: 16, value: 0.49, limits: 0.39...0.6),
        .init(x: 64, value: 0.5, limits: 0.39...0.61),
      ])
    let difference = CurveSeries(
      "tuned", style: .hue(1),
      values: [
        .init(x: 1, value: 0.21, limits: 0.14...0.28), .init(x: 4, value: 0.22, limits: 0.13...0.3),
        .init(x: 16, value: 0.11, limits: 0.01...0.21),
        .init(x: 64, value: -0.06, limits: -0.16...0.04),
      ])
    let compared = Figure.curves(
      id: "compared", title: "pass@k of two runs", description: "They cross at k = 40.",
      size: .wide,
      xTitle: "k, samples a problem (log scale)", curves: [base, tuned],
      crossings: [
        CurveCrossing(
          x: 40, stretch: .init(lower: 22, upper: nil), finding: "cross at k = 40",
          detail: "undecided from 22")
      ], differences: [difference], differencesTitle: "Difference from base, points")
    #expect(compared.inline.contains("cross at k = 40"))

    let axis = YAxis.logit(forCeilingOf: [base, tuned]) ?? .zoomedProbability
    #expect(axis == .zoomedProbability)

    let rows = Figure.rows(
      id: "rows", title: "Differences by benchmark", description: "One of two is above zero.",
      rows: [
        IntervalRow(
          "Contest-30", style: .hue(1), value: -0.06, outer: -0.16...0.04, words: "−6 [−16, 4]"),
        IntervalRow(
          "Algebra-500", style: .hue(1), value: 0.03, outer: 0.01...0.05, words: "+3 [1, 5]"),
      ], xTitle: "Difference at k = 64, points", format: .points, zero: 0)
    #expect(rows.inline.contains("+3 [1, 5]"))
  }
}
