import EvalLogs

/// What stands between `{{` and `}}`.
enum WriteupTag {
  case value(ValueExpression)
  case claim(ValueClaim, text: String)
  /// A figure or a table of the report: its id, a caption and a name for references.
  case figure(Placing)
  case table(Placing)
  case reference(String, place: Int)

  struct Placing {
    var id = ""
    /// Where the id stands.
    var place = 0
    var caption: String?
    var name: String?
  }

  static let words = ["claim", "figure", "table", "ref"]

  /// - Throws: `ValueError` with the place behind the opening braces.
  init(parsing text: String) throws(ValueError) {
    let blanks = text.prefix { $0.isWhitespace }.count
    let body = text.trimmingBlanks
    guard !body.isEmpty else { throw ValueError(0, "nothing stands between the braces") }
    let word = body.prefix { $0.isLetter }
    guard body.dropFirst(word.count).first == ":" else {
      do throws(ValueError) {
        self = .value(try ValueExpression(parsing: body))
      } catch {
        throw error.moved(by: blanks)
      }
      return
    }
    let rest = String(body.dropFirst(word.count + 1))
    let start = blanks + word.count + 1
    do throws(ValueError) {
      switch word {
      case "claim": self = .claim(try ValueClaim(parsing: rest), text: rest.trimmingBlanks)
      case "figure": self = .figure(try Self.placing(rest, "figure"))
      case "table": self = .table(try Self.placing(rest, "table"))
      case "ref":
        self = .reference(rest.trimmingBlanks, place: rest.prefix { $0.isWhitespace }.count)
      default:
        throw ValueError.unknown(
          "directive", String(word), at: -word.count - 1, among: Self.words)
      }
    } catch {
      throw error.moved(by: start)
    }
  }

  /// `contest-curves | caption: words | as: name`.
  private static func placing(_ text: String, _ what: String) throws(ValueError) -> Placing {
    var result = Placing()
    var place = 0
    for (index, part) in text.split(separator: "|", omittingEmptySubsequences: false).enumerated() {
      defer { place += part.count + 1 }
      let words = String(part).trimmingBlanks
      let start = place + part.prefix { $0.isWhitespace }.count
      if index == 0 {
        guard !words.isEmpty else { throw ValueError(start, "a \(what)'s id is missing") }
        result.id = words
        result.place = start
        continue
      }
      let key = words.prefix { $0 != ":" }
      let value = String(words.dropFirst(key.count + 1)).trimmingBlanks
      guard ["caption", "as"].contains(key) else {
        throw .unknown("option of a \(what)", String(key), at: start, among: ["caption", "as"])
      }
      guard !value.isEmpty else { throw ValueError(start, "\(key): has nothing behind it") }
      if key == "caption" {
        result.caption = value.split { $0.isWhitespace }.joined(separator: " ")
      } else {
        result.name = value
      }
    }
    return result
  }
}
