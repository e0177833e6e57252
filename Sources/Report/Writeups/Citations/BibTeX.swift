import EvalLogs

/// The entries of a BibTeX file, their fields as they stand in it.
struct BibTeX: Sendable {
  struct Entry: Sendable {
    /// In lower case: "article".
    let type: String
    let key: String
    let line: Int
    /// By name in lower case.
    var fields: [String: String] = [:]
  }

  struct Fault: Error, Equatable {
    let line: Int
    let detail: String
  }

  private(set) var entries: [String: Entry] = [:]

  private let characters: [Character]
  private var index = 0
  private var strings: [String: String] = {
    let months = [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    let names = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    return Dictionary(uniqueKeysWithValues: zip(months, names))
  }()

  /// - Throws: `Fault` with the line; text outside of entries is comment.
  init(_ text: String) throws(Fault) {
    characters = Array(text.replacing("\r\n", with: "\n"))
    while let at = characters[index...].firstIndex(of: "@") {
      index = at + 1
      try entry()
    }
  }

  private var line: Int { characters[..<min(index, characters.count)].count { $0 == "\n" } + 1 }

  private func fault(_ detail: String) -> Fault { Fault(line: line, detail: detail) }

  private var next: Character? { index < characters.count ? characters[index] : nil }

  private mutating func skipBlanks() {
    while next?.isWhitespace == true { index += 1 }
  }

  private mutating func word() -> String {
    skipBlanks()
    let start = index
    while let next, !next.isWhitespace, !"{}(),=#\"@%".contains(next) { index += 1 }
    return String(characters[start..<index])
  }

  private mutating func take(_ sign: Character, _ place: String) throws(Fault) {
    skipBlanks()
    guard next == sign else {
      throw fault("'\(sign)' is missing \(place)")
    }
    index += 1
  }

  private mutating func entry() throws(Fault) {
    let line = line
    let type = word().lowercased()
    if type == "comment" || type == "preamble" {
      skipBlanks()
      if next == "{" { _ = try enclosed(by: "}", "a brace") }
      return
    }
    try take("{", "behind @\(type)")
    if type == "string" {
      let name = word().lowercased()
      try take("=", "behind the name of a @string")
      strings[name] = try value()
      skipBlanks()
      return try take("}", "at the end of a @string")
    }
    let key = word()
    if key.isEmpty { throw fault("an entry has no key") }
    var entry = Entry(type: type, key: key, line: line)
    while true {
      skipBlanks()
      if next == "," { index += 1 }
      skipBlanks()
      if next == "}" {
        index += 1
        break
      }
      let name = word().lowercased()
      if name.isEmpty { throw fault("the entry '\(key)' is not closed, or a field has no name") }
      try take("=", "behind the field '\(name)' of '\(key)'")
      let text = try value()
      if entry.fields.updateValue(text, forKey: name) != nil {
        throw fault("the entry '\(key)' has the field '\(name)' twice")
      }
    }
    if entries.updateValue(entry, forKey: key) != nil {
      throw Fault(line: line, detail: "there are two entries '\(key)'")
    }
  }

  /// Texts, numbers and names of strings, joined by `#`.
  private mutating func value() throws(Fault) -> String {
    var result = ""
    while true {
      skipBlanks()
      switch next {
      case "{": result += try enclosed(by: "}", "a brace")
      case "\"": result += try enclosed(by: "\"", "a quote")
      default:
        let name = word()
        if name.isEmpty { throw fault("a value is missing") }
        if name.allSatisfy(\.isNumber) {
          result += name
        } else if let text = strings[name.lowercased()] {
          result += text
        } else {
          throw fault("there is no @string '\(name)'")
        }
      }
      skipBlanks()
      guard next == "#" else { return result }
      index += 1
    }
  }

  /// What stands up to a sign that closes it; braces within are balanced.
  private mutating func enclosed(by end: Character, _ what: String) throws(Fault) -> String {
    let start = self
    index += 1
    let from = index
    var depth = 0
    while let next {
      if next == "\\" {
        index += 2
        continue
      }
      index += 1
      if next == end, depth == 0 { return String(characters[from..<(index - 1)]) }
      if next == "{" { depth += 1 }
      if next == "}" { depth -= 1 }
    }
    throw start.fault("\(what) is not closed")
  }
}
