extension NumberText {
  /// A limit of a quantity of any size to ten significant digits, rounded down or up; nothing where
  /// it is beyond what a file can hold.
  private static func outward(_ value: Double, _ rule: FloatingPointRoundingRule) -> String {
    guard value.isFinite else { return "" }
    if value == 0 { return "0" }
    // Ten digits: a whole number below 2^53, so that scaling loses none of them.
    var scale = 1.0
    var size = abs(value)
    guard size < 1e15 && size > 1e-15 else { return shortest(value) }
    while size * scale < 1e9 { scale *= 10 }
    while size >= 1e10 {
      scale /= 10
      size /= 10
    }
    func read(_ whole: Double) -> Double {
      scale >= 1 ? whole / scale : whole * (1 / scale).rounded()
    }
    var whole = (value * scale).rounded(rule)
    // The product may round past a whole number; the text must not read back inside the limit.
    if rule == .down, read(whole) > value { whole -= 1 }
    if rule == .up, read(whole) < value { whole += 1 }
    return quantity(read(whole))
  }

  /// The lower limit of a quantity such as minutes or days.
  static func lowerQuantity(_ value: Double) -> String { outward(value, .down) }

  /// Its upper limit.
  static func upperQuantity(_ value: Double) -> String { outward(value, .up) }

  /// A quantity in its shortest form; nothing where it is infinite.
  static func quantity(_ value: Double?) -> String {
    value.map { $0.isFinite ? shortest($0) : "" } ?? ""
  }
}
