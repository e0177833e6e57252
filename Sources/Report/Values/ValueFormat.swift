import Stats

/// How a value is written. By itself as pages show it: with its unit, decimals by its interval.
package struct ValueFormat: Sendable, Equatable {
  enum Part: String, Sendable {
    case point, interval, lower, upper
  }

  enum Unit: String, Sendable {
    case usual, plain, share
  }

  static let words = ["interval", "lower", "upper", "decimals", "plain", "share", "unsigned"]

  var part = Part.point
  var unit = Unit.usual
  /// Whether a difference is written without its sign, which is in the words around it.
  var isUnsigned = false
  /// `nil` for as many as the interval earns.
  var decimals: Int?

  mutating func add(
    _ word: ValueExpression.Name, _ number: ValueExpression.Name?
  ) throws(ValueError) {
    guard Self.words.contains(word.text) else {
      throw ValueError.unknown("format", word.text, at: word.place, among: Self.words)
    }
    if word.text == "decimals" {
      guard let number, let count = Int(number.text), 0...10 ~= count else {
        throw ValueError(
          number?.place ?? word.place, "decimals needs a number from 0 to 10",
          remedy: "As in: | decimals 1")
      }
      decimals = count
      return
    }
    if let number { throw ValueError(number.place, "\(word.text) takes nothing behind it") }
    if let part = Part(rawValue: word.text) {
      self.part = part
    } else if let unit = Unit(rawValue: word.text) {
      self.unit = unit
    } else {
      isUnsigned = true
    }
  }

  /// The value in this form.
  ///
  /// - Throws: `ValueError` where the value has no such part; its place is 0.
  func text(of value: ReportValue) throws(ValueError) -> String {
    if let words = value.words, part == .point { return words }
    if part != .point, let reason = value.intervalAbsence {
      throw ValueError(0, "\(value.name) has no interval: \(reason)")
    }
    if unit == .share, value.unit != .share, value.unit != .points {
      throw ValueError(
        0, "\(value.name) is no share of anything", remedy: "Leave `| share` out.")
    }
    if isUnsigned, value.unit != .points || (value.point ?? 0) < 0 {
      throw ValueError(
        0,
        value.unit == .points
          ? "\(value.name) is below 0, and cannot be written without its sign"
          : "\(value.name) has no sign", remedy: "Turn the two runs around, or leave it out.")
    }
    switch part {
    case .lower: return limit(value.lower, of: value, open: "≤\(Phrase.space)1")
    case .upper:
      return limit(
        value.upper, of: value, open: "≥\(Phrase.space)\(Phrase.count(value.largestK ?? 1))")
    case .point: return number(value.point ?? 0, of: value) + suffix(value)
    case .interval:
      let limits =
        "[\(bare(value.lower, of: value, open: "≤\(Phrase.space)1")),\(Phrase.space)\(bare(value.upper, of: value, open: "≥\(Phrase.space)\(Phrase.count(value.largestK ?? 1))"))]"
      guard let point = value.point, value.words == nil else { return limits }
      return "\(number(point, of: value))\(suffix(value)) \(limits)"
    }
  }

  private func limit(_ limit: Double?, of value: ReportValue, open: String) -> String {
    guard let limit else { return open }
    return number(limit, of: value) + suffix(value)
  }

  private func bare(_ limit: Double?, of value: ReportValue, open: String) -> String {
    guard let limit else { return open }
    let text = number(limit, of: value)
    return text.hasPrefix("+") ? String(text.dropFirst()) : text
  }

  private func suffix(_ value: ReportValue) -> String {
    guard unit == .usual else { return "" }
    switch value.unit {
    case .share: return "\(Phrase.space)%"
    case .points: return "\(Phrase.space)points"
    case .probability, .k, .count: return ""
    }
  }

  private func number(_ number: Double, of value: ReportValue) -> String {
    switch value.unit {
    case .count, .k:
      return decimals.map { fixed(number, $0) } ?? Phrase.count(Int(number.rounded()))
    case .probability: return decimals.map { fixed(number, $0) } ?? Phrase.pValue(number)
    case .share, .points:
      let usual = Phrase.decimals(value.interval)
      let text =
        unit == .share
        ? fixed(number, decimals ?? usual + 2) : fixed(number * 100, decimals ?? usual)
      let isPositive = !isUnsigned && number > 0 && text.contains { ("1"..."9").contains($0) }
      return value.unit == .points && isPositive ? "+" + text : text
    }
  }

  private func fixed(_ number: Double, _ decimals: Int) -> String {
    let text = NumberText.fixed(number, decimals: decimals)
    return text.hasPrefix("-") ? Phrase.minus + text.dropFirst() : text
  }
}
