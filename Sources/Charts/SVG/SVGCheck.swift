internal import CXML

/// Whether an SVG from elsewhere is harmless: well-formed, drawn shapes and words alone, nothing that
/// runs, moves, or leads out of the file.
package enum SVGCheck {
  /// What is wrong with it; `nil` where nothing is.
  package static func fault(_ bytes: [UInt8]) -> String? {
    var reason = [CChar](repeating: 0, count: 200)
    let isFine = cxml_harmless_svg(bytes, bytes.count, &reason, reason.count) == 1
    if isFine { return nil }
    let text = reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: text, as: UTF8.self)
  }
}
