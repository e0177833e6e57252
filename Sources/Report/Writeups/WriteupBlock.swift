import Charts

/// What a writeup's page consists of, every name resolved.
enum WriteupBlock: Sendable {
  case heading(level: Int, id: String, [WriteupInline])
  case paragraph([WriteupInline])
  case quote([WriteupBlock])
  /// `start` is `nil` where items have no numbers.
  case list(start: Int?, isTight: Bool, [Item])
  case code(String)
  case rule
  case table(alignments: [Character?], head: [[WriteupInline]], rows: [[[WriteupInline]]])
  case figure(PlacedFigure)
  case data(PlacedTable)

  struct Item: Sendable {
    let isDone: Bool?
    let blocks: [WriteupBlock]
  }

  /// Whether it stands over more than the width of prose.
  var isWide: Bool {
    switch self {
    case .figure, .data: true
    default: false
    }
  }
}

enum WriteupInline: Sendable {
  case text(String)
  case code(String)
  case emphasis([WriteupInline])
  case strong([WriteupInline])
  case struck([WriteupInline])
  case link(href: String, title: String, [WriteupInline])
  /// A file of the site's folder.
  case image(path: String, alt: String, title: String)
  case lineBreak
  case formula([MathNode], isDisplayed: Bool)
  /// A footnote's number, and which mention of it this is.
  case footnote(Int, mention: Int)
  case citation([(number: Int, words: String)])
  /// What a reader is warned of.
  case warning(String)

  /// The words alone.
  static func words(_ inlines: [WriteupInline]) -> String {
    inlines.map { inline in
      switch inline {
      case .text(let text), .code(let text): text
      case .emphasis(let inner), .strong(let inner), .struck(let inner), .link(_, _, let inner):
        words(inner)
      case .lineBreak: " "
      case .image(_, let alt, _): alt
      case .warning(let text): text
      case .formula, .footnote, .citation: ""
      }
    }.joined()
  }

  var isBlank: Bool {
    switch self {
    case .text(let text): text.allSatisfy(\.isWhitespace)
    case .lineBreak: true
    default: false
    }
  }
}

/// A figure of the report, drawn again in a writeup.
struct PlacedFigure: Sendable {
  let id: String
  let number: Int
  let caption: String
  /// The wide and the narrow drawing, under ids of the page's own.
  let figures: [Figure]
  /// Where it stands in the report.
  let place: String
  /// Its files: words and paths below the site's folder.
  let files: [(text: String, path: String)]
}

/// A table of the report, shown again.
struct PlacedTable: Sendable {
  let id: String
  let number: Int
  let caption: String
  let table: Table
  let place: String
}
