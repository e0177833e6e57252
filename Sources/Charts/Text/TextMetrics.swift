/// How wide a text may become, without a browser: the font at view time is not known, so a wide
/// one's advances are taken, and a tenth more.
package enum TextMetrics {
  package enum Weight: Sendable { case regular, bold }

  /// Room added for fonts wider than the one measured.
  static let safety = 1.1
  /// Advance of a character outside the tables (CJK, emoji …), in thousandths of an em.
  static let unknown = 1_350
  /// Characters outside the tables of which more is known: Hebrew, and CJK, whose faces give each
  /// an em; and those far wider: long dashes, ligatures of whole Arabic sentences, cuneiform.
  private static let known: [(scalars: ClosedRange<UInt32>, advance: Int)] = [
    (0x591...0x5FF, 850), (0x2E3A...0x2E3B, 3_000), (0x2E80...0x9FFF, 1_050),
    (0xAC00...0xD7A3, 1_050), (0xF900...0xFAFF, 1_050), (0xFDFA...0xFDFF, 12_000),
    (0xFF00...0xFF60, 1_050), (0x1_2000...0x1_254F, 6_000), (0x2_0000...0x3_FFFF, 1_050),
  ]

  /// The width in px that a text of a font size in px will not exceed.
  ///
  /// The sum of its scalars' advances: no kerning, no ligatures, marks counted as letters.
  package static func width(of text: String, size: Double, weight: Weight = .regular) -> Double {
    var units = 0
    for scalar in text.unicodeScalars { units += advance(of: scalar, weight) }
    return Double(units) * size * safety / 1_000
  }

  /// The advance in thousandths of an em, safety not included.
  private static func advance(of scalar: Unicode.Scalar, _ weight: Weight) -> Int {
    var start = 0
    for run in AdvanceWidths.runs {
      if scalar.value >= run.first, scalar.value - run.first < UInt32(run.count) {
        let index = start + Int(scalar.value - run.first)
        return Int(weight == .bold ? AdvanceWidths.bold[index] : AdvanceWidths.regular[index])
      }
      start += run.count
    }
    return known.first { $0.scalars.contains(scalar.value) }?.advance ?? unknown
  }
}
