/// A fraction of two integers in lowest terms, such as a threshold tau of 3/4.
///
/// Thresholds are compared with counts, and a comparison that is off by one moves a value: so they
/// are never rounded to binary.
package struct Ratio: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let numerator: Int
  /// At least 1.
  package let denominator: Int

  /// - Precondition: `numerator >= 0` and `denominator >= 1`.
  package init(_ numerator: Int, over denominator: Int) {
    precondition(
      numerator >= 0 && denominator >= 1, "\(numerator)/\(denominator) is not a ratio of counts")
    let divisor = greatestCommonDivisor(numerator, denominator)
    self.numerator = numerator / divisor
    self.denominator = denominator / divisor
  }

  /// Reads "3/4", "0.75", ".75" or "1", to the letter: 0.1 is one tenth.
  ///
  /// - Returns: `nil` for anything else: signs, exponents, spaces, a denominator of 0, or more
  ///   than 18 digits in a part.
  package init?(_ text: some StringProtocol) {
    let slash = text.split(separator: "/", omittingEmptySubsequences: false)
    let point = text.split(separator: ".", omittingEmptySubsequences: false)
    switch (slash.count, point.count) {
    case (2, 1):
      guard let numerator = digits(slash[0]), let denominator = digits(slash[1]), denominator > 0
      else { return nil }
      self.init(numerator, over: denominator)
    case (1, 1):
      guard let whole = digits(point[0]) else { return nil }
      self.init(whole, over: 1)
    case (1, 2):
      guard !point[1].isEmpty, let both = digits(point.joined()) else { return nil }
      self.init(both, over: point[1].reduce(1) { scale, _ in scale * 10 })
    default: return nil
    }
  }

  package var value: Double { Double(numerator) / Double(denominator) }

  package var description: String {
    denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)"
  }

  /// Whether `part / whole` is at least this ratio, decided in integers.
  package func isReached(by part: Int, of whole: Int) -> Bool {
    let left = part.multipliedFullWidth(by: denominator)
    let right = whole.multipliedFullWidth(by: numerator)
    return (left.high, left.low) >= (right.high, right.low)
  }

  /// The least count of `k` that reaches this share of it and is not nothing:
  /// `max(1, ceil(ratio * k))`, in integers.
  ///
  /// - Precondition: the ratio is at most 1, and `k >= 1`.
  package func threshold(of k: Int) -> Int {
    precondition(numerator <= denominator, "a share of \(self) of k is more than there is")
    precondition(k >= 1, "a threshold among \(k) samples cannot be")
    let product = numerator.multipliedFullWidth(by: k)
    let (quotient, remainder) = denominator.dividingFullWidth(product)
    return max(1, remainder == 0 ? quotient : quotient + 1)
  }

  package static func < (left: Ratio, right: Ratio) -> Bool {
    left != right && left.isReached(by: right.numerator, of: right.denominator)
  }
}

/// Up to 18 ASCII digits as a number.
private func digits(_ text: some StringProtocol) -> Int? {
  guard (1...18).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else {
    return nil
  }
  return Int(text)
}

func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
  var (a, b) = (a, b)
  while b != 0 { (a, b) = (b, a % b) }
  return max(a, 1)
}
