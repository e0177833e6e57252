import Foundation

/// A log of an example: where it stands and what is in it.
struct ExampleLog {
  /// Below the study's folder of logs.
  let path: String
  let text: String

  func write(below folder: String) throws {
    let url = URL(fileURLWithPath: "\(folder)/\(path)")
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }
}

/// JSON as harnesses write it. The texts here hold nothing that JSON escapes.
enum JSON {
  /// An object of one line, its fields in the order given.
  static func line(_ fields: [(String, String)], spaced: Bool = true) -> String {
    let (colon, comma) = spaced ? (": ", ", ") : (":", ",")
    return "{" + fields.map { quoted($0.0) + colon + $0.1 }.joined(separator: comma) + "}\n"
  }

  static func list(_ items: [String]) -> String { "[" + items.joined(separator: ", ") + "]" }

  static func quoted(_ text: String) -> String { "\"\(text)\"" }

  /// A number with at most so many decimals, rounded, in its shortest form.
  static func number(_ value: Double, decimals: Int) -> String {
    let scale = raise(10, to: Double(decimals))
    let rounded = (value * scale).rounded() / scale
    return rounded == rounded.rounded() ? String(Int(rounded)) : plain(rounded)
  }

  /// Never with an exponent, which Swift writes below 0.0001.
  private static func plain(_ value: Double) -> String {
    guard abs(value) < 1e-4 else { return String(value) }
    let digits = String(Int((abs(value) * 1e9).rounded()))
    var text = String(repeating: "0", count: 9 - digits.count) + digits
    while text.last == "0" { text.removeLast() }
    return (value < 0 ? "-0." : "0.") + text
  }
}
