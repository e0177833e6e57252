/// An expression that names a number of a report: a path or a call, with formats behind bars.
///
/// ```
/// base.aime24.pass@256 | interval
/// diff(RL, base, "AIME 2024", max) | decimals 1
/// ```
package struct ValueExpression: Sendable, Equatable {
  /// A name and where it stands.
  struct Name: Sendable, Equatable {
    let text: String
    let place: Int
  }

  enum Subject: Sendable, Equatable {
    /// `run.benchmark.metric`: names are as they were between the dots.
    case path([Name])
    case call(Name, [Name])
  }

  let subject: Subject
  let format: ValueFormat

  /// - Throws: `ValueError` where it is no such expression.
  package init(parsing text: String) throws(ValueError) {
    var parser = try ValueParser(text)
    subject = try parser.subject()
    format = try parser.formats()
  }

  init(_ subject: Subject, _ format: ValueFormat = ValueFormat()) {
    self.subject = subject
    self.format = format
  }

  /// How a name is written: in quotes where it holds what an expression gives a meaning to.
  static func written(_ name: String) -> String {
    !name.isEmpty && name.allSatisfy(ValueParser.isBare) ? name : "\"\(name)\""
  }
}

/// Reads expressions.
struct ValueParser {
  private enum Token: Equatable {
    case name(String)
    case quoted(String)
    case sign(Character)
    case end
  }

  private let characters: [Character]
  private var index = 0
  private var token = Token.end
  /// Where the token at hand begins.
  private(set) var place = 0

  static func isBare(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "_-+/@#".contains(character)
  }

  init(_ text: String) throws(ValueError) {
    characters = Array(text)
    try advance()
  }

  private mutating func advance() throws(ValueError) {
    while index < characters.count, characters[index].isWhitespace { index += 1 }
    place = index
    guard index < characters.count else {
      token = .end
      return
    }
    let first = characters[index]
    if first == "\"" {
      guard let end = characters[(index + 1)...].firstIndex(of: "\"") else {
        throw ValueError(index, "a quote is not closed")
      }
      token = .quoted(String(characters[(index + 1)..<end]))
      index = end + 1
    } else if Self.isBare(first) {
      let end = characters[index...].firstIndex { !Self.isBare($0) } ?? characters.count
      token = .name(String(characters[index..<end]))
      index = end
    } else if ".(),|<>=!".contains(first) {
      token = .sign(first)
      index += 1
    } else {
      throw ValueError(
        index, "'\(first)' has no meaning here",
        remedy: "Names with spaces or signs stand in quotes: \"Base 7B\".aime24.pass@1")
    }
  }

  private mutating func name(_ what: String) throws(ValueError) -> ValueExpression.Name {
    switch token {
    case .name(let text), .quoted(let text):
      let name = ValueExpression.Name(text: text, place: place)
      try advance()
      return name
    case .sign(let sign): throw ValueError(place, "\(what) is missing before '\(sign)'")
    case .end: throw ValueError(place, "\(what) is missing at the end")
    }
  }

  mutating func subject() throws(ValueError) -> ValueExpression.Subject {
    let first = try name("a name")
    if token == .sign("(") { return .call(first, try arguments()) }
    var names = [first]
    while token == .sign(".") {
      try advance()
      names.append(try name("a name"))
    }
    return .path(names)
  }

  /// Those between the parentheses; within one, dots are part of the name.
  private mutating func arguments() throws(ValueError) -> [ValueExpression.Name] {
    try advance()
    var result: [ValueExpression.Name] = []
    while true {
      var argument = try name("an argument")
      while token == .sign(".") {
        try advance()
        let more = try name("a name")
        argument = .init(text: "\(argument.text).\(more.text)", place: argument.place)
      }
      result.append(argument)
      if token == .sign(",") {
        try advance()
      } else if token == .sign(")") {
        try advance()
        return result
      } else {
        throw ValueError(place, "a comma or a closing parenthesis is missing")
      }
    }
  }

  /// What follows the subject: nothing, or formats.
  mutating func formats() throws(ValueError) -> ValueFormat {
    var format = ValueFormat()
    while token != .end {
      guard token == .sign("|") else {
        throw ValueError(place, "nothing but formats, behind bars, may follow")
      }
      try advance()
      let word = try name("a format")
      var number: ValueExpression.Name?
      if case .name(let text) = token { number = .init(text: text, place: place) }
      if number != nil { try advance() }
      try format.add(word, number)
    }
    return format
  }

  /// The comparison that stands here, and the rest of the text up to a bar.
  mutating func comparison() throws(ValueError) -> (
    sign: String, place: Int, other: String, otherPlace: Int
  ) {
    let start = place
    guard case .sign(let first) = token, "<>=!".contains(first) else {
      throw ValueError(
        place, "a claim compares: >, >=, < or <= and a number are missing",
        remedy: "As in claim: base.aime24.pass@256 > 40 %")
    }
    var sign = String(first)
    if index < characters.count, characters[index] == "=" {
      sign.append("=")
      index += 1
    }
    let from = index
    while index < characters.count, characters[index] != "|" { index += 1 }
    let other = String(characters[from..<index])
    let blanks = other.prefix { $0.isWhitespace }.count
    try advance()
    return (sign, start, other.trimmingBlanks, from + blanks)
  }
}

extension String {
  /// Without the blanks around it.
  var trimmingBlanks: String { String(trimmingBlanksBehind.drop { $0.isWhitespace }) }

  /// Without the blanks at its end.
  var trimmingBlanksBehind: String {
    var text = self[...]
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
