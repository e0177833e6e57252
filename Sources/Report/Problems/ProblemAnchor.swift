/// A problem's place in a page and in addresses, made from its id alone: it is the same whatever
/// other problems there are, on whatever page it comes to stand.
enum ProblemAnchor {
  /// The id itself where it is short and plain, else `~` and a hash of it.
  static func name(_ id: String) -> String {
    let bytes = id.utf8
    if 1...64 ~= bytes.count, bytes.allSatisfy(isPlain) { return id }
    return "~" + Fingerprint.of(Array(bytes)).prefix(10)
  }

  /// Names of several ids, each once: of those whose hashes agree the second is called `~…-2`.
  static func names(_ ids: [String]) -> [String] {
    var taken = Set<String>(minimumCapacity: ids.count)
    return ids.map { id in
      let name = name(id)
      var unique = name
      var number = 2
      while !taken.insert(unique).inserted {
        unique = "\(name)-\(number)"
        number += 1
      }
      return unique
    }
  }

  /// Letters, digits and what neither markup, addresses nor style sheets give a meaning within a
  /// fragment.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "/"):
      true
    default: false
    }
  }
}
