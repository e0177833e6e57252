import Stats

/// Numbers that are no shares, as sentences and tables show them: decimals by the interval's width,
/// or three digits where there is none.
enum Quantity {
  static func text(_ value: Double, _ interval: Interval?) -> String {
    guard let interval else { return short(value) }
    return Phrase.percent(value / 100, hundredth(interval))
  }

  /// "[1.2, 3.4]".
  static func limits(_ interval: Interval) -> String { Phrase.limits(hundredth(interval)) }

  /// "+1.2" or "−3".
  static func signed(_ value: Double, _ interval: Interval?) -> String {
    Phrase.signed(value / 100, interval.map(hundredth))
  }

  /// "1.2 [0.8, 1.9]": how large a difference is, the side in the words around it.
  static func size(_ value: Double, _ interval: Interval) -> String {
    let isBelow = value < 0
    let shown =
      isBelow
      ? interval.negated : interval
    return "\(text(abs(value), interval)) \(limits(shown))"
  }

  /// To three digits: "0.0123", "1.5", "248", "12 300".
  static func short(_ value: Double) -> String {
    let size = abs(value)
    guard size < 1e15 else { return NumberText.shortest(value) }
    if size >= 1_000 {
      // Three digits of a long number are its thousands; what lies below is noise.
      var unit = 1.0
      while size / unit >= 1_000 { unit *= 10 }
      return Phrase.count(Int((value / unit).rounded() * unit))
    }
    var decimals = 2
    var threshold = 1.0
    while size > 0, size < threshold, decimals < 8 {
      decimals += 1
      threshold /= 10
    }
    if size >= 10 { decimals = 1 }
    if size >= 100 { decimals = 0 }
    let text = NumberText.fixed(value, decimals: decimals)
    return text.hasPrefix("-") ? Phrase.minus + text.dropFirst() : text
  }

  /// A value over its interval.
  static func cell(_ point: CurvePoint?) -> Cell {
    guard let point, let estimate = point.estimate else { return .none("–") }
    return .number(
      text(estimate, point.interval), limits: point.interval.map(limits), strong: false,
      exact: Cell.Exact(
        value: estimate, lower: point.interval?.lower, upper: point.interval?.upper))
  }

  /// A difference over its interval.
  static func cell(_ found: ValueDifference?, strong: Bool) -> Cell {
    guard let value = found?.difference, let interval = found?.interval else { return .none("–") }
    return .number(
      signed(value, interval), limits: limits(interval), strong: strong,
      exact: Cell.Exact(value: value, lower: interval.lower, upper: interval.upper))
  }

  private static func hundredth(_ interval: Interval) -> Interval {
    Interval(
      level: interval.level, lower: interval.lower / 100, upper: interval.upper / 100)
  }
}
