import EvalLogs

extension Study {
  /// Names without the folders that all of them begin with.
  static func shortened(_ names: [String]) -> [String] {
    guard names.count > 1 else { return names }
    var parts = names.map { $0.split(separator: "/", omittingEmptySubsequences: false)[...] }
    while parts.allSatisfy({ $0.count > 1 && $0.first == parts[0].first }) {
      parts = parts.map { $0.dropFirst() }
    }
    let short = parts.map { $0.joined(separator: "/") }
    return Set(short).count == names.count && !short.contains("") ? short : names
  }
}

/// Names told apart by their code points, as the logs do and Swift's strings do not; of those that
/// come out alike the second is called `name#2`, so that nothing is pooled unsaid.
struct DistinctNames {
  private var names: [[[UInt8]]: String] = [:]
  private var taken: Set<String> = []

  /// The name of what `key` stands for: `wanted`, unless something else has it.
  mutating func name(_ wanted: String, for key: String...) -> String {
    let key = key.map { Array($0.utf8) }
    if let name = names[key] { return name }
    var name = wanted
    var number = 2
    while !taken.insert(name).inserted {
      name = "\(wanted)#\(number)"
      number += 1
    }
    names[key] = name
    return name
  }
}

/// File names from names of the logs: lower case letters, digits and single hyphens, each once.
enum Slugs {
  /// One for each name, which must be distinct. A slug follows from its name alone, so that links
  /// stay good when a study grows; only names that come out alike are told apart, by a few digits
  /// of their hashes, and of those one that is a slug already keeps it.
  ///
  /// - Parameter fallback: What a name without any letter or digit is called, before its hash.
  static func make(_ names: [String], fallback: String) -> [String] {
    let stems = names.map(stem)
    var count: [String: Int] = [:]
    for stem in stems { count[stem, default: 0] += 1 }
    return zip(names, stems).map { name, stem in
      if !stem.isEmpty, count[stem] == 1 || stem == name { return stem }
      let hash = Fingerprint.of(Array(name.utf8)).prefix(8)
      return "\(stem.isEmpty ? fallback : stem)-\(hash)"
    }
  }

  private static func stem(_ name: String) -> String {
    var stem = ""
    for scalar in name.lowercased().unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9": stem.unicodeScalars.append(scalar)
      default: if !stem.isEmpty, stem.last != "-" { stem.append("-") }
      }
      if stem.utf8.count >= 43 { break }
    }
    while stem.last == "-" { stem.removeLast() }
    return stem
  }
}
