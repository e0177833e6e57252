/// The symbol at an evaluated point, about 8 px across.
package enum Marker: CaseIterable, Sendable {
  case circle, square, triangleUp, diamond, cross, triangleDown

  /// How far a marker reaches from its centre, rim included, in px.
  static let reach = 5.6

  /// Adds the outline around a centre in px. It begins at the height of the centre, by which a
  /// script moves it.
  func append(to path: inout PathData, at center: Point) {
    let (x, y) = (center.x, center.y)
    switch self {
    case .circle: path.circle(x, y, radius: 4)
    case .square:
      path.move(x - 3.6, y)
      for (command, length) in Self.squareOutline { path.relative(command, length) }
      path.close()
    case .triangleUp:
      path.move(x - 2.5, y)
      path.relative("l", 2.5, -4.6)
      path.relative("l", 4.6, 8.3)
      path.relative("h", -9.2)
      path.close()
    case .diamond:
      path.move(x - 4.9, y)
      path.relative("l", 4.9, -4.9)
      path.relative("l", 4.9, 4.9)
      path.relative("l", -4.9, 4.9)
      path.close()
    case .cross:
      path.move(x - 4.4, y)
      for (command, length) in Self.crossOutline { path.relative(command, length) }
      path.close()
    case .triangleDown:
      path.move(x - 2.5, y)
      path.relative("l", -2.1, -3.7)
      path.relative("h", 9.2)
      path.relative("l", -4.6, 8.3)
      path.close()
    }
  }

  private static let squareOutline: [(StaticString, Double)] = [
    ("v", -3.6), ("h", 7.2), ("v", 7.2), ("h", -7.2),
  ]

  private static let crossOutline: [(StaticString, Double)] = [
    ("v", -1.6), ("h", 2.8), ("v", -2.8), ("h", 3.2), ("v", 2.8), ("h", 2.8), ("v", 3.2),
    ("h", -2.8), ("v", 2.8), ("h", -3.2), ("v", -2.8), ("h", -2.8),
  ]
}
