import EvalLogs

/// Reads the part of LaTeX's mathematics that docs/writeups.md lists. What it does not know is an
/// error with its place, never a guess.
struct MathParser {
  private let characters: [Character]
  private var index = 0
  private var depth = 0

  /// - Throws: `ValueError` with the place in the formula.
  static func nodes(_ text: String) throws(ValueError) -> [MathNode] {
    var parser = MathParser(characters: Array(text))
    let nodes = try parser.list(until: nil)
    if nodes.isEmpty { throw ValueError(0, "the formula is empty") }
    return nodes
  }

  private init(characters: [Character]) { self.characters = characters }

  private var next: Character? { index < characters.count ? characters[index] : nil }

  private mutating func skipBlanks() {
    while next?.isWhitespace == true { index += 1 }
  }

  /// Everything up to a closing brace or bracket, which is passed, up to `\right`, or to the end.
  private mutating func list(until end: Character?) throws(ValueError) -> [MathNode] {
    let start = index
    depth += 1
    defer { depth -= 1 }
    if depth > 40 { throw ValueError(index, "the formula is nested too deeply") }
    var result: [MathNode] = []
    while true {
      skipBlanks()
      guard let next else {
        guard let end else { return result }
        throw ValueError(max(0, start - 1), "'\(end)' is missing at the end of the formula")
      }
      if next == end {
        index += 1
        return result
      }
      if next == "}" { throw ValueError(index, "'}' closes nothing") }
      if end == nil, isFencing, starts("\\right") { return result }
      result += try atom()
    }
  }

  /// Whether a `\left` is open.
  private var isFencing = false

  private func starts(_ command: String) -> Bool {
    let letters = Array(command)
    guard index + letters.count <= characters.count,
      Array(characters[index..<(index + letters.count)]) == letters
    else { return false }
    let after = index + letters.count
    return after == characters.count || !characters[after].isLetter
  }

  /// One thing with its scripts; a function brings the space behind it.
  private mutating func atom() throws(ValueError) -> [MathNode] {
    let start = index
    if let next, next == "^" || next == "_" {
      throw ValueError(
        index, "'\(next)' has nothing before it", remedy: "Write {}\(next)… for none.")
    }
    let base = try nucleus()
    var below: MathNode?
    var above: MathNode?
    while true {
      skipBlanks()
      guard let next else { break }
      if next == "'" {
        guard above == nil else { throw ValueError(index, "two exponents at one place") }
        var primes = ""
        while self.next == "'" {
          primes.append("′")
          index += 1
        }
        above = .sign(primes)
      } else if next == "^" || next == "_" {
        guard next == "^" ? above == nil : below == nil else {
          throw ValueError(index, "two \(next == "^" ? "exponents" : "indices") at one place")
        }
        index += 1
        let script = try argument(next == "^" ? "an exponent" : "an index")
        if next == "^" { above = script } else { below = script }
      } else {
        break
      }
    }
    let node =
      below == nil && above == nil ? base : MathNode.scripts(base, below: below, above: above)
    // A word such as log stands apart from what it is taken of.
    let isWord = characters[start] == "\\" && MathSymbols.isFunction(base)
    skipBlanks()
    if isWord, let next, next.isLetter || next.isNumber || next == "\\" {
      return [node, .space("0.167")]
    }
    return [node]
  }

  /// What a command or a script is applied to: a group, or one thing.
  private mutating func argument(_ what: String) throws(ValueError) -> MathNode {
    skipBlanks()
    guard let next, next != "}", next != "^", next != "_" else {
      throw ValueError(index, "\(what) is missing")
    }
    return try nucleus(isArgument: true)
  }

  private mutating func nucleus(isArgument: Bool = false) throws(ValueError) -> MathNode {
    guard let first = next else { throw ValueError(index, "the formula ends too early") }
    if first == "\\" { return try command() }
    if first == "{" {
      index += 1
      let fencing = isFencing
      isFencing = false
      defer { isFencing = fencing }
      return .row(try list(until: "}"))
    }
    if first.isASCII, first.isNumber {
      // Of x^12 only the 1 is the exponent, as in LaTeX.
      let start = index
      index += 1
      while !isArgument, let next, next.isASCII && next.isNumber || isDecimalPoint { index += 1 }
      return .number(String(characters[start..<index]))
    }
    index += 1
    if first.isLetter { return .identifier(String(first)) }
    if let sign = MathSymbols.signs[first] { return .sign(sign) }
    throw ValueError(
      index - 1, "'\(first)' is not taken in a formula",
      remedy: first == "$"
        ? "A formula stands between two of them; a price is written \\$5."
        : "Words stand in \\text{…}.")
  }

  private var isDecimalPoint: Bool {
    next == "." && index + 1 < characters.count && characters[index + 1].isASCII
      && characters[index + 1].isNumber
  }

  // MARK: Commands

  private mutating func command() throws(ValueError) -> MathNode {
    let start = index
    index += 1
    guard let first = next else { throw ValueError(start, "'\\' names no command") }
    if !first.isLetter {
      index += 1
      if let node = MathSymbols.escaped[first] { return node }
      throw ValueError(start, "there is no command '\\\(first)'")
    }
    let nameStart = index
    while let next, next.isASCII, next.isLetter { index += 1 }
    let name = String(characters[nameStart..<index])
    if let node = MathSymbols.commands[name] { return node }
    switch name {
    case "frac", "dfrac", "tfrac":
      return .fraction(
        try argument("a numerator"), try argument("a denominator"), hasLine: true)
    case "binom":
      let (above, below) = (try argument("a number"), try argument("a number"))
      return .row([.fence("("), .fraction(above, below, hasLine: false), .fence(")")])
    case "sqrt": return try root()
    case "mathrm", "text", "operatorname": return try words(name)
    case "mathbb": return try blackboard(start)
    case "left": return try fenced(start)
    case "right": throw ValueError(start, "\\right without \\left")
    default: break
    }
    if let accent = MathSymbols.accents[name] { return .accent(try argument("a base"), accent) }
    let near = Nearest.close(to: name, among: MathSymbols.names).map { "Did you mean '\\\($0)'?" }
    throw ValueError(
      start, "there is no command '\\\(name)' among those that are taken",
      remedy: near ?? "docs/writeups.md lists them.")
  }

  private mutating func root() throws(ValueError) -> MathNode {
    skipBlanks()
    guard next == "[" else { return .root(try argument("what the root is of"), index: nil) }
    index += 1
    let degree = try list(until: "]")
    return .root(try argument("what the root is of"), index: .row(degree))
  }

  /// The text between braces as it stands.
  private mutating func braced(_ command: String) throws(ValueError) -> String {
    skipBlanks()
    guard next == "{" else { throw ValueError(index, "\\\(command) needs braces") }
    let start = index + 1
    guard let end = characters[start...].firstIndex(where: { $0 == "}" || $0 == "{" }),
      characters[end] == "}"
    else { throw ValueError(start - 1, "\\\(command) takes plain words in braces") }
    index = end + 1
    let text = String(characters[start..<end])
    if let place = text.firstIndex(where: { "\\^_$".contains($0) }) {
      throw ValueError(
        start + text.distance(from: text.startIndex, to: place),
        "\\\(command) takes plain words, not '\(text[place])'")
    }
    return text
  }

  private mutating func words(_ command: String) throws(ValueError) -> MathNode {
    let text = try braced(command)
    if command == "text" { return .text(text) }
    let bare = text.filter { !$0.isWhitespace }
    return bare.count == 1 ? .upright(bare) : .identifier(bare)
  }

  private mutating func blackboard(_ start: Int) throws(ValueError) -> MathNode {
    let letter = try braced("mathbb")
    guard letter.count == 1, let first = letter.first, let sign = MathSymbols.blackboard[first]
    else {
      throw ValueError(
        start, "\\mathbb takes one of \(String(MathSymbols.blackboard.keys.sorted()))")
    }
    return .identifier(sign)
  }

  private mutating func fenced(_ start: Int) throws(ValueError) -> MathNode {
    let open = try fence()
    let fencing = isFencing
    isFencing = true
    let content = try list(until: nil)
    isFencing = fencing
    guard starts("\\right") else { throw ValueError(start, "\\left without \\right") }
    index += "\\right".count
    let close = try fence()
    return .row([.fence(open)] + content + [.fence(close)])
  }

  private mutating func fence() throws(ValueError) -> String {
    skipBlanks()
    let start = index
    guard let first = next else { throw ValueError(start, "a fence is missing") }
    index += 1
    if first == "." { return "" }
    if "()[]|/".contains(first) { return String(first) }
    if first == "\\", let second = next {
      if second == "{" || second == "}" || second == "|" {
        index += 1
        return second == "|" ? "‖" : String(second)
      }
      let nameStart = index
      while let next, next.isASCII, next.isLetter { index += 1 }
      let name = String(characters[nameStart..<index])
      if MathSymbols.fences.contains(name), case .sign(let sign)? = MathSymbols.commands[name] {
        return sign
      }
    }
    throw ValueError(start, "a fence is one of ( ) [ ] | \\{ \\} . or \\lfloor and its like")
  }
}
