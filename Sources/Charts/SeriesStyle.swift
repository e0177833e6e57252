/// How a series is told from the others: by colour, dash and marker at once, so that none of the
/// three is needed alone. The same series has the same style in every figure.
public enum SeriesStyle: Hashable, Sendable {
  /// One of six, `0...5`; 0 is the base: solid, with circles. Any other number is an error.
  case hue(Int)
  /// One of six shades of the first hue, `0...5` (any other is an error), light to dark on a light ground: for series in
  /// order, such as the steps of a training. All are solid with circles; their names tell them apart.
  case shade(Int)
  /// Grey, thin and without markers: context behind the few that are in focus.
  case muted

  /// The number of hues; a panel never holds more coloured series.
  public static let hues = 6

  /// The number of shades.
  public static let shades = 6

  /// A shade for each of so many series in order, as far apart as there are shades.
  ///
  /// - Parameter count: At least 1; of more than six neighbours share a shade.
  public static func shades(_ count: Int) -> [SeriesStyle] {
    (0..<count).map { .shade(count == 1 ? shades - 1 : $0 * (shades - 1) / (count - 1)) }
  }

  /// The class of a group drawn in this style: `s1` to `s6`, `o o1` to `o o6` for shades, or `s0` where muted.
  package var className: String {
    switch self {
    case .hue(let index): "s\(Self.checked(index) + 1)"
    case .shade(let index): "o o\(Self.checked(index) + 1)"
    case .muted: "s0"
    }
  }

  /// The one class of its group that no other style has.
  package var key: String {
    if case .shade(let index) = self { return "o\(Self.checked(index) + 1)" }
    return className
  }

  /// Lengths of strokes and gaps in px; empty where the line is solid.
  package var dash: [Double] {
    switch self {
    case .hue(let index): Self.dashes[Self.checked(index)]
    case .shade, .muted: []
    }
  }

  package var marker: Marker? {
    switch self {
    case .hue(let index): Marker.allCases[Self.checked(index)]
    case .shade: .allCases[0]
    case .muted: nil
    }
  }

  private static let dashes: [[Double]] = [
    [], [6, 3], [2, 3], [8, 3, 2, 3], [10, 4], [8, 3, 2, 3, 2, 3],
  ]

  private static func checked(_ index: Int) -> Int {
    precondition(0..<hues ~= index, "style \(index) outside 0...5: mute some series")
    return index
  }
}
