/// A number as a page shows it, rounded; what it may stand for.
struct ShownNumber: Equatable {
  enum Relation: Equatable { case equal, below, above }

  let value: Double
  /// One of the last digit shown.
  let unit: Double
  let relation: Relation
  /// Whether it is an end of what is possible or was looked at, "≥ 256", "below 1": the file may
  /// hold nothing in its place.
  let isOpen: Bool
  /// What follows it: "%", "min"; empty where nothing does.
  let word: String

  /// Before a number; a sample that was cut off has at least so many.
  private static let relations: [(sign: String, relation: Relation)] = [
    ("<", .below), (">", .above), ("below ", .below), ("above ", .above), ("≥", .equal),
    ("≤", .equal),
  ]
  /// Times of work by the minutes of one; a column's head says which unit its file holds.
  private static let minutes = ["s": 1.0 / 60, "min": 1, "h": 60]

  /// - Parameter word: What follows all of several numbers.
  /// - Returns: `nil` where the text is no number.
  init?(_ text: String, word: String = "") {
    var rest = Self.plain(text)[...]
    let found = Self.relations.first { rest.hasPrefix($0.sign) }
    relation = found?.relation ?? .equal
    isOpen = found != nil
    rest = rest.dropFirst(found?.sign.count ?? 0).drop { $0 == " " }
    let sign = rest.first
    if sign == "-" || sign == "+" { rest = rest.dropFirst() }
    let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
    let digits = rest.utf8.prefix { isDigit($0) || $0 == UInt8(ascii: ".") }
    guard digits.first.map(isDigit) == true, let text = String(digits), let size = Double(text)
    else { return nil }
    let after = rest.utf8.dropFirst(digits.count)
    let following = String(after.drop { $0 == UInt8(ascii: " ") }) ?? ""
    guard following.isEmpty || following == "%" || Self.minutes[following] != nil else {
      return nil
    }
    self.word = following.isEmpty ? word : following
    let decimals = text.firstIndex(of: ".").map { text[$0...].utf8.count - 1 } ?? 0
    value = sign == "-" ? -size : size
    var unit = 1.0
    for _ in 0..<decimals { unit /= 10 }
    self.unit = unit
  }

  /// Whether it is `exact` rounded to the digits shown.
  func stands(for exact: Double) -> Bool { isAnyWithin(0.5, of: exact) }

  /// Whether it is a limit of `exact`, rounded either way.
  func stands(forLimit exact: Double) -> Bool { isAnyWithin(1, of: exact) }

  private func isAnyWithin(_ units: Double, of exact: Double) -> Bool {
    if isWithin(units, of: exact) { return true }
    guard let minutes = Self.minutes[word] else { return false }
    return isWithin(units, of: exact / minutes)
  }

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
    guard value.truncatingRemainder(dividingBy: scale) == 0 else { return false }
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
