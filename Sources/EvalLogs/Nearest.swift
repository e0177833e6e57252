/// The nearest right name for a wrong one.
package enum Nearest {
  /// The candidate with the fewest single-letter edits from `name`, upper and lower case alike;
  /// the first of equals; nil without candidates, or where the nearest is more than `limit` edits
  /// away. A name of three letters or more may be short for a candidate: what follows a dash or a
  /// slash may be left away, for one edit.
  ///
  /// - Complexity: O(candidates × length²), names cut at 64 letters.
  package static func to(
    _ name: String, among candidates: some Sequence<String>, within limit: Int = .max
  ) -> String? {
    let wanted = Array(name.lowercased().unicodeScalars.prefix(64))
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let letters = Array(candidate.lowercased().unicodeScalars.prefix(64))
      var distance = edits(wanted, letters)
      if wanted.count >= 3 {
        for end in letters.indices where letters[end] == "-" || letters[end] == "/" {
          distance = min(distance, edits(wanted, Array(letters[..<end])) + 1)
        }
      }
      if best == nil || distance < best!.distance { best = (candidate, distance) }
    }
    return best.flatMap { $0.distance <= limit ? $0.name : nil }
  }

  /// The nearest candidate, where it is near enough to be what was meant: a letter off in a short
  /// name, two or a third of them in a longer one.
  package static func close(to name: String, among candidates: some Sequence<String>) -> String? {
    let length = name.unicodeScalars.count
    return to(name, among: candidates, within: length <= 3 ? 1 : max(2, length / 3))
  }

  private static func edits(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var row = Array(0...b.count)
    for i in 0..<a.count {
      var diagonal = row[0]
      row[0] = i + 1
      for j in 0..<b.count {
        let substituted = diagonal + (a[i] == b[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[b.count]
  }
}
