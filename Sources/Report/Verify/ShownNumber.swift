/// A number as a page shows it, rounded; what it may stand for.
struct ShownNumber: Equatable {
  enum Relation: Equatable { case equal, below, above }

  let value: Double
  /// One of the last digit shown.
  let unit: Double
  let relation: Relation

  /// - Returns: `nil` where the text is no number.
  init?(_ text: String) {
    var rest = Self.plain(text)[...]
    relation =
      switch rest.first {
      case "<": .below
      case ">": .above
      default: .equal
      }
    if relation != .equal { rest = rest.dropFirst() }
    rest = rest.drop { $0 == " " }
    if rest.hasSuffix("%") { rest = rest.dropLast() }
    while rest.last == " " { rest = rest.dropLast() }
    let sign = rest.first
    let digits = sign == "-" || sign == "+" ? rest.dropFirst() : rest
    guard digits.utf8.first.map({ (0x30...0x39).contains($0) }) == true,
      digits.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }),
      let size = Double(digits)
    else { return nil }
    let decimals = digits.firstIndex(of: ".").map { digits[$0...].utf8.count - 1 } ?? 0
    value = sign == "-" ? -size : size
    var unit = 1.0
    for _ in 0..<decimals { unit /= 10 }
    self.unit = unit
  }

  /// Whether it is `exact` rounded to the digits shown.
  func stands(for exact: Double) -> Bool { isWithin(0.5, of: exact) }

  /// Whether it is a limit of `exact`, rounded either way.
  func stands(forLimit exact: Double) -> Bool { isWithin(1, of: exact) }

  private func isWithin(_ units: Double, of exact: Double) -> Bool {
    switch relation {
    case .below: return exact < value
    case .above: return exact > value
    case .equal: break
    }
    let room = 1e-9 * max(1, abs(exact))
    let distance = abs(value - exact)
    if distance <= units * unit + room { return true }
    // Large quantities are shown to three digits.
    guard unit == 1, abs(exact) >= 1000 else { return false }
    var scale = 1.0
    while abs(exact) / scale >= 1000 { scale *= 10 }
    return distance <= units * scale + room
  }

  /// Text with plain spaces and signs, without those that group or align digits.
  static func plain(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var isAfterBlank = true
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\u{202F}", "\u{2007}", "\u{2008}", "\u{2009}": continue
      case "\u{2212}": result.append("-")
      case " ", "\u{00A0}", "\t", "\n", "\r":
        if !isAfterBlank { result.append(" ") }
        isAfterBlank = true
        continue
      default: result.append(scalar)
      }
      isAfterBlank = false
    }
    if result.last == " " { result.removeLast() }
    return String(result)
  }
}
