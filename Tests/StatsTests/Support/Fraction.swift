import BigInt

/// A rational number, exact.
struct Fraction: Hashable, Comparable {
  let numerator: BigInt
  /// Above 0; the two have no common divisor.
  let denominator: BigInt

  init(_ numerator: BigInt, _ denominator: BigInt = 1) {
    let divisor = numerator.greatestCommonDivisor(with: denominator)
    let sign: BigInt = denominator < 0 ? -1 : 1
    self.numerator = sign * numerator / divisor
    self.denominator = sign * denominator / divisor
  }

  init(_ numerator: Int, _ denominator: Int = 1) {
    self.init(BigInt(numerator), BigInt(denominator))
  }

  static func + (a: Self, b: Self) -> Self {
    Self(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)
  }

  static func - (a: Self, b: Self) -> Self {
    Self(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator)
  }

  static func * (a: Self, b: Self) -> Self {
    Self(a.numerator * b.numerator, a.denominator * b.denominator)
  }

  static func < (a: Self, b: Self) -> Bool {
    a.numerator * b.denominator < b.numerator * a.denominator
  }

  func power(_ exponent: Int) -> Self {
    Self(numerator.power(exponent), denominator.power(exponent))
  }

  /// Rounded down to a multiple of 2^-90.
  var double: Double { Double((numerator << 90) / denominator) * 0x1p-90 }
}
