import Stats

extension Phrase {
  /// "24 s", "4.05 min", "42.5 min", "9.08 h": a time of work to three significant digits.
  static func duration(minutes: Double) -> String {
    let (value, unit) = inUnits(minutes)
    return "\(value)\(space)\(unit)"
  }

  /// "8.56 [5.17, 15.0] h", "4.05 min [24.5 s, 14.5 min]".
  static func duration(minutes: Double, _ interval: Interval) -> String {
    let parts = [minutes, interval.lower, interval.upper].map(inUnits)
    guard Set(parts.map(\.unit)).count == 1 else {
      return "\(duration(minutes: minutes)) \(durations(interval.lower, interval.upper))"
    }
    return
      "\(parts[0].text) [\(parts[1].text), \(parts[2].text)]\(space)\(parts[0].unit)"
  }

  /// "[1.30 min, 3.25 h]".
  static func durations(_ lower: Double, _ upper: Double) -> String {
    let (low, high) = (inUnits(lower), inUnits(upper))
    guard low.unit == high.unit else {
      return "[\(low.text)\(space)\(low.unit), \(high.text)\(space)\(high.unit)]"
    }
    return "[\(low.text), \(high.text)]\(space)\(high.unit)"
  }

  /// "212", "0.54": to three significant digits.
  static func three(_ value: Double) -> String {
    guard abs(value) < 1e12 else { return value < 0 ? "below \(minus)10¹²" : "above 10¹²" }
    if abs(value) >= 99.95 { return count(Int(value.rounded())) }
    let decimals = abs(value) < 0.9995 ? 3 : abs(value) < 9.995 ? 2 : 1
    let text = NumberText.fixed(value, decimals: decimals)
    return text.hasPrefix("-") ? minus + text.dropFirst() : text
  }

  private static func inUnits(_ minutes: Double) -> (text: String, unit: String) {
    if minutes * 60 < 0.001 { return ("below 0.001", "s") }
    if minutes < 1 { return (three(minutes * 60), "s") }
    return minutes < 120 ? (three(minutes), "min") : (three(minutes / 60), "h")
  }
}
