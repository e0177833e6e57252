import Foundation

/// Finds what a model wrote in a record of a log.
enum RecordText {
  /// Members that hold it, the likeliest first, as harnesses call them.
  private static let names = [
    "completion", "response", "output", "generation", "generated_text", "model_output",
    "prediction", "solution", "text", "code", "resps", "outputs", "completions", "samples",
    "code_list", "content", "message", "choices",
  ]

  /// - Parameters:
  ///   - bytes: A JSON object.
  ///   - index: Which of a list, where the record holds one a sample.
  /// - Returns: `nil` where nothing is found.
  static func find(in bytes: [UInt8], index: Int?) -> String? {
    guard let object = try? JSONSerialization.jsonObject(with: Data(bytes)) else { return nil }
    return text(object, index, depth: 0)
  }

  private static func text(_ value: Any, _ index: Int?, depth: Int) -> String? {
    guard depth < 6 else { return nil }
    if let text = value as? String { return text }
    if let list = value as? [Any] {
      let one = index.flatMap { list.indices.contains($0) ? list[$0] : nil } ?? list.first
      return one.flatMap { text($0, nil, depth: depth + 1) }
    }
    guard let object = value as? [String: Any] else { return nil }
    for name in names {
      if let inner = object[name], let found = text(inner, index, depth: depth + 1),
        !found.isEmpty
      {
        return found
      }
    }
    return nil
  }
}
