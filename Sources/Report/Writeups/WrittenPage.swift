/// A writeup with everything in it resolved.
struct WrittenPage: Sendable {
  /// A claim and what the data make of it.
  struct Claim: Sendable {
    let line: Int
    let text: String
    let outcome: ValueClaim.Outcome
    /// The value with its interval.
    let value: String
  }

  let document: WriteupDocument
  /// From the front matter, else the first heading, else the file's name; `nil` for a first page
  /// without either.
  var title: String?
  var blocks: [WriteupBlock] = []
  /// In the order of their numbers.
  var footnotes: [(mentions: Int, blocks: [WriteupBlock])] = []
  var references: [Bibliography.Reference] = []
  var claims: [Claim] = []
  /// How many figures and tables it shows.
  var numbered = (figures: 0, tables: 0)
  /// Copied to the site.
  var images: [(path: String, bytes: [UInt8])] = []

  var path: String { document.page }
  /// What ids begin with: those of a first page stand among the report's own.
  var prefix: String { document.source.isIndex ? "w-" : "" }

  /// Claims in words: "3 of 3 hold"; `nil` where there are none.
  var verdict: String? {
    guard !claims.isEmpty else { return nil }
    let holding = claims.count { $0.outcome == .holds }
    return "\(Phrase.count(holding)) of \(Phrase.count(claims.count)) hold"
  }
}
