import Foundation

/// Values as JSON, keys sorted, the same bytes every time.
enum JSONText {
  /// - Parameter isCompact: On one line: for what is long and read by programs alone.
  static func encode(_ value: some Encodable, isCompact: Bool = false) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if !isCompact { encoder.outputFormatting.insert(.prettyPrinted) }
    // Everything encoded here is made of strings, whole numbers and finite doubles.
    guard let data = try? encoder.encode(value) else { fatalError("a value that is not JSON") }
    return String(decoding: data, as: UTF8.self) + "\n"
  }
}

/// A field of a data file as JSON holds it: a number, a text, or nothing.
enum JSONField: Encodable {
  case number(Double)
  case whole(Int)
  case text(String)
  case nothing

  init(_ field: String, isNumber: Bool) {
    if field.isEmpty {
      self = .nothing
    } else if !isNumber {
      self = .text(field)
    } else if let whole = Int(field) {
      self = .whole(whole)
    } else if let number = Double(field) {
      self = .number(number)
    } else {
      self = .text(field)
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .number(let value): try container.encode(value)
    case .whole(let value): try container.encode(value)
    case .text(let value): try container.encode(value)
    case .nothing: try container.encodeNil()
    }
  }
}
