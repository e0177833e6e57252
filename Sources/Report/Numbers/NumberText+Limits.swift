extension NumberText {
  /// A limit of whatever size, rounded down: ten decimals up to 10, fewer beyond, so that eleven
  /// digits are kept.
  static func lowest(_ value: Double) -> String { outward(value, .down) }

  /// The same rounded up.
  static func highest(_ value: Double) -> String { outward(value, .up) }

  private static func outward(_ value: Double, _ rule: FloatingPointRoundingRule) -> String {
    precondition(abs(value) < 1e15, "a limit of \(value) is not possible")
    var (decimals, scale, size) = (10, 1e10, abs(value))
    while size >= 10, decimals > 0 {
      (decimals, scale, size) = (decimals - 1, scale / 10, size / 10)
    }
    var scaled = (value * scale).rounded(rule)
    // The product may round past a whole number; the text must not read back inside the limit.
    if rule == .down, scaled / scale > value { scaled -= 1 }
    if rule == .up, scaled / scale < value { scaled += 1 }
    guard scaled != 0 else { return "0" }
    let digits = String(Int(scaled.magnitude))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    var fraction = padded.suffix(decimals)
    while fraction.last == "0" { fraction.removeLast() }
    return (scaled < 0 ? "-" : "") + padded.dropLast(decimals)
      + (fraction.isEmpty ? "" : "." + fraction)
  }
}
