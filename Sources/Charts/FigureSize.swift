/// The size of a drawing in px. A figure is drawn for its width, never shrunk.
public struct FigureSize: Hashable, Sendable {
  /// Of the drawing, without the margin of a standalone figure.
  public let width: Double
  /// Of the drawing; a legend, where one is needed, comes on top.
  public let height: Double
  /// The class that shows it at the widths it is drawn for: `w`, `n`, or none for both.
  public let className: String?
  /// Room on the left for the labels of y, px.
  let gutter: Double
  /// Room above the highest label of y, px.
  let air: Double

  /// - Precondition: At least 220 × 120 px.
  public init(width: Double, height: Double, className: String? = nil) {
    precondition(width >= 220 && height >= 120, "a figure of \(width) × \(height) px")
    (self.width, self.height, self.className) = (width, height, className)
    gutter = width < 600 ? 40 : 48
    air = width < 600 && height < 300 ? 8 : 16
  }

  /// One of small multiples: 352 × 232.
  public static let panel = FigureSize(width: 352, height: 232)
  /// Across the text: 736 × 596, for two stacked panels.
  public static let wide = FigureSize(width: 736, height: 596, className: "w")
  /// The same on a phone: 352 × 480.
  public static let narrow = FigureSize(width: 352, height: 480, className: "n")
  /// Across the text, for one panel: 736 × 400.
  public static let wideSingle = FigureSize(width: 736, height: 400, className: "w")
  /// The same on a phone: 352 × 300.
  public static let narrowSingle = FigureSize(width: 352, height: 300, className: "n")
}
