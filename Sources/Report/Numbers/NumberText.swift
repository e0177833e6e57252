import Stats

/// Numbers as files hold them: one text a number, the same on every machine.
enum NumberText {
  /// The shortest decimal that reads back as `value`, without a trailing `.0`.
  static func shortest(_ value: Double) -> String {
    precondition(value.isFinite, "a file cannot hold \(value)")
    if value == 0 { return "0" }
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// `value` to ten decimals, rounded down or up, less trailing zeros: a limit rounded outward, so
  /// that the last bits of a maths library cannot change a file.
  static func limit(_ value: Double, _ rule: FloatingPointRoundingRule) -> String {
    precondition(abs(value) <= 1, "a limit of \(value) is not possible")
    var scaled = Int((value * 1e10).rounded(rule))
    // The product may round past a whole number; the text must not read back inside the limit.
    if rule == .down, Double(scaled) / 1e10 > value { scaled -= 1 }
    if rule == .up, Double(scaled) / 1e10 < value { scaled += 1 }
    guard scaled != 0 else { return "0" }
    let digits = String(scaled.magnitude)
    let padded = String(repeating: "0", count: max(0, 11 - digits.count)) + digits
    let whole = padded.dropLast(10)
    var fraction = padded.suffix(10)
    while fraction.last == "0" { fraction.removeLast() }
    return (scaled < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
  }

  static func lower(_ value: Double) -> String { limit(value, .down) }
  static func upper(_ value: Double) -> String { limit(value, .up) }

  /// The limits of an interval as two fields; empty where there is none.
  static func limits(_ interval: Interval?) -> [String] {
    [lowerLimit(interval), upperLimit(interval)]
  }

  static func lowerLimit(_ interval: Interval?) -> String { interval.map { lower($0.lower) } ?? "" }
  static func upperLimit(_ interval: Interval?) -> String { interval.map { upper($0.upper) } ?? "" }

  /// A number of the field's tables: at most `decimals` decimals, rounded to nearest.
  static func fixed(_ value: Double, decimals: Int) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = Int((abs(value) * scale).rounded(.toNearestOrAwayFromZero))
    let digits = String(scaled)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let sign = value < 0 && scaled != 0 ? "-" : ""
    guard decimals > 0 else { return sign + padded }
    return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }
}
