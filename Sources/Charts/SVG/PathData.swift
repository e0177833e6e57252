/// The `d` of a path as short as can be: in relative commands, `M40 150.9l33.2-13.4 33.3-15.3`, or
/// with strokes to positions, `M40 150.9 73.2 137.5`, which a script reads and moves with ease.
///
/// Positions are rounded first and then subtracted, so that errors do not add up along the path.
package struct PathData: Sendable {
  private let decimals: Int
  private let isAbsolute: Bool
  private var bytes: [UInt8] = []
  private var x = 0
  private var y = 0
  /// Whether another slanted stroke, or one to a position, need not be named.
  private var isNamed = false

  package init(decimals: Int, isAbsolute: Bool = false) {
    (self.decimals, self.isAbsolute) = (decimals, isAbsolute)
  }

  package var isEmpty: Bool { bytes.isEmpty }
  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Moves to a position in px.
  package mutating func move(_ toX: Double, _ toY: Double) {
    x = units(toX)
    y = units(toY)
    append("M")
    append(x)
    appendNext(y)
    isNamed = isAbsolute
  }

  /// A straight stroke to a position in px.
  package mutating func line(_ toX: Double, _ toY: Double) {
    let (newX, newY) = (units(toX), units(toY))
    if isAbsolute {
      pair(newX, newY, "L")
      (x, y) = (newX, newY)
      return
    }
    switch (newX - x, newY - y) {
    case (let dx, 0):
      append("h")
      append(dx)
    case (0, let dy):
      append("v")
      append(dy)
    case (let dx, let dy): pair(dx, dy, "l")
    }
    (x, y) = (newX, newY)
  }

  private mutating func pair(_ first: Int, _ second: Int, _ command: StaticString) {
    if isNamed {
      appendNext(first)
    } else {
      append(command)
      append(first)
    }
    appendNext(second)
    isNamed = true
  }

  package mutating func polyline(_ points: some Sequence<Point>) {
    var first = true
    for point in points {
      if first { move(point.x, point.y) } else { line(point.x, point.y) }
      first = false
    }
  }

  package mutating func close() { append("z") }

  /// A full circle around a centre.
  package mutating func circle(_ centerX: Double, _ centerY: Double, radius: Double) {
    move(centerX - radius, centerY)
    for across in [2 * radius, -2 * radius] {
      append("a")
      append(units(radius))
      appendNext(units(radius))
      append(" 0 1 0")
      appendNext(units(across))
      append(" 0")
    }
    close()
  }

  /// Strokes relative to where the path is, in px: for shapes of fixed size.
  package mutating func relative(_ command: StaticString, _ numbers: Double...) {
    append(command)
    for (index, number) in numbers.enumerated() {
      if index > 0 { appendNext(units(number)) } else { append(units(number)) }
    }
  }

  private func units(_ value: Double) -> Int { SVGNumber(value, decimals: decimals).units }
  private mutating func append(_ units: Int) {
    SVGNumber(units: units, decimals: decimals).append(to: &bytes)
  }

  /// A number after another: a minus sets it apart as well as a space.
  private mutating func appendNext(_ units: Int) {
    if units >= 0 { bytes.append(UInt8(ascii: " ")) }
    append(units)
  }

  private mutating func append(_ command: StaticString) {
    isNamed = false
    command.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }
}
