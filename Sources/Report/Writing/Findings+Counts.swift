extension Findings {
  /// "ahead in both comparisons", "ahead in one and behind in two of four comparisons": what was
  /// found, and how often.
  ///
  /// - Parameter parts: Those that never occur are left out.
  static func often(
    _ parts: [(count: Int, what: String)], of total: Int, _ nouns: String, by preposition: String
  ) -> String {
    let parts = parts.filter { $0.count > 0 }
    if parts.count == 1, parts[0].count == total {
      return
        "\(parts[0].what) \(preposition) \(total == 2 ? "both" : "all \(word(total))") \(nouns)"
    }
    let counted = parts.map { "\($0.what) \(preposition) \(word($0.count))" }
    return "\(Phrase.list(counted)) of \(word(total)) \(nouns)"
  }
}
