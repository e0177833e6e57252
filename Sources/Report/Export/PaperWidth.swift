import Charts

/// A width on paper, as journals set columns.
package struct PaperWidth: Hashable, Sendable {
  package let millimetres: Double

  package static let column = PaperWidth(millimetres: 84)
  package static let double = PaperWidth(millimetres: 174)

  package init(millimetres: Double) { self.millimetres = millimetres }

  /// The smallest words in a paper's figure, in points.
  package static let smallestWords = 7.0
  /// The smallest words of a drawing, px.
  private static let wordsInPixels = 11.5

  /// In file names: "84mm".
  package var name: String { "\(NumberText.fixed(millimetres, decimals: 0))mm" }

  /// How large the smallest words of a drawing are at this width, in points of 1/72.27 inch.
  func words(of figure: Figure) -> Double {
    Self.wordsInPixels * millimetres / 25.4 * 72.27 / figure.size.width
  }

  /// The width at which a drawing has the words of a column of 84 mm.
  static func natural(of figure: Figure) -> Double { figure.size.width * 84 / 352 }

  /// A drawing of a figure for this width: that for phones in a column, the wide one across the
  /// page; `nil` where its words would be too small.
  func drawing(of figure: Figure, in exhibits: Exhibits) -> Figure? {
    let narrow = exhibits.columnDrawing(of: figure)
    let best = [figure, narrow].filter { words(of: $0) >= Self.smallestWords }
      .max { $0.size.width < $1.size.width }
    return best
  }
}
