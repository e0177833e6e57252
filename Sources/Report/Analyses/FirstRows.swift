import Charts

/// The rows of a table on the first page: all where they are few, else the first of each benchmark,
/// whose own page has the rest.
struct FirstRows<Row: Sendable>: Sendable {
  let shown: [Row]
  /// How many there are in all.
  let total: Int

  init(_ byBenchmark: [[Row]], atMost most: Int = 50) {
    total = byBenchmark.reduce(0) { $0 + $1.count }
    let each = total <= most ? total : max(1, most / byBenchmark.count)
    shown = byBenchmark.flatMap { $0.prefix(each) }
  }

  /// Says what is left out; nothing where nothing is.
  func note(into html: inout MarkupWriter) {
    guard shown.count < total else { return }
    html.paragraph(
      "\(Phrase.count(shown.count)) of \(Phrase.count(total)) rows: the first of each benchmark, whose own page has all."
    )
  }
}
