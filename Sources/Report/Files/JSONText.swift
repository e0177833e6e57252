import Foundation

/// Values as JSON, keys sorted, the same bytes every time.
enum JSONText {
  static func encode(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
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

  /// Fields of these columns are numbers.
  private static let numeric: Set<String> = [
    "k", "estimate", "lower", "upper", "band_lower", "band_upper", "bound_lower", "bound_upper",
    "level", "problems", "n_min", "n_max", "difference", "p_value", "p_adjusted", "wins", "ties",
    "losses", "k_lower", "k_upper", "n", "c", "pass_at_k", "expected_problems", "samples",
    "missing", "truncated", "duplicates", "asked_difference", "asked_power", "power", "power_se",
    "statistic", "degrees_of_freedom", "draws", "standard_error", "published",
    "both", "baseline_only", "candidate_only", "neither", "open", "baseline_n_min",
    "baseline_n_max", "candidate_n_min", "candidate_n_max", "baseline_excluded_rate",
    "candidate_excluded_rate", "budget", "expected_both", "expected_baseline_only",
    "expected_candidate_only", "expected_neither", "retention", "discovery", "bin",
    "above", "up_to", "share", "scored", "unscored",
  ]

  init(_ field: String, column: String) {
    if field.isEmpty {
      self = .nothing
    } else if !Self.numeric.contains(column) {
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
