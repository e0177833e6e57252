/// A coordinate rounded to a fixed number of decimals, for one text whatever the locale.
///
/// Never an exponent, a minus zero, a trailing zero or NaN. Ties round away from zero.
package struct SVGNumber: Hashable, Sendable {
  /// The value in units of its last decimal.
  package let units: Int
  /// Decimals kept, 0 to 9: a coordinate has 3 at most, a label of a small quantity more.
  package let decimals: Int

  package init(_ value: Double, decimals: Int) {
    precondition(value.isFinite && abs(value) < 1e9, "no coordinate: \(value)")
    self.init(units: Int((value * Double(Self.scale(decimals))).rounded()), decimals: decimals)
  }

  package init(units: Int, decimals: Int) {
    self.units = units
    self.decimals = decimals
  }

  /// The shortest decimal text: `33.2`, `-0.5`, `8`.
  package var text: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The text with a true minus, and thousands set apart from five digits on: `10 000`.
  package var grouped: String {
    let text = SVGNumber(units: abs(units), decimals: decimals).text
    let whole = text.prefix { $0 != "." }
    var result = units < 0 ? "\u{2212}" : ""
    for (offset, digit) in whole.enumerated() {
      let isThousand = (whole.count - offset).isMultiple(of: 3)
      if whole.count > 4, offset > 0, isThousand { result.append("\u{202F}") }
      result.append(digit)
    }
    return result + text.dropFirst(whole.count)
  }

  func append(to bytes: inout [UInt8]) {
    let scale = Self.scale(decimals)
    let magnitude = units.magnitude
    if units < 0 { bytes.append(UInt8(ascii: "-")) }
    bytes.append(contentsOf: String(magnitude / UInt(scale)).utf8)
    var rest = magnitude % UInt(scale)
    if rest == 0 { return }
    bytes.append(UInt8(ascii: "."))
    var place = UInt(scale) / 10
    while rest > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(rest / place))
      rest %= place
      place /= 10
    }
  }

  private static func scale(_ decimals: Int) -> Int {
    switch decimals {
    case 0: return 1
    case 1: return 10
    case 2: return 100
    case 3: return 1000
    default:
      precondition(0...9 ~= decimals, "decimals outside 0...9: \(decimals)")
      return (0..<decimals).reduce(1) { scale, _ in 10 * scale }
    }
  }
}
