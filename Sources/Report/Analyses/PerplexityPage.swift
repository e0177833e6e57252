import Charts
import Stats

/// The perplexities of one benchmark as a figure, its words and its table.
struct PerplexityPage: Sendable {
  private let results: Results
  private let benchmark: Int
  private let runs: [PerplexityRun]
  private let styles: RunStyles

  /// Boxes of one figure, and rows of one table; the file holds all.
  private static let boxes = 12
  private static let rows = 60
  /// A run with perplexities from here on is in the table alone.
  private static let highest = 1e9
  /// Mean entropies this much apart, of the larger, count as matched.
  private static let matched = 0.1

  init(_ results: Results, benchmark: Int, _ runs: [PerplexityRun]) {
    (self.results, self.benchmark, self.runs) = (results, benchmark, runs)
    styles = RunStyles(results, benchmark: benchmark)
  }

  private var drawn: ArraySlice<PerplexityRun> {
    runs.filter { run in
      [run.pooled, run.byProblem].allSatisfy { ($0?.quantiles.last ?? .infinity) < Self.highest }
    }.prefix(Self.boxes)
  }

  var isDrawn: Bool { !drawn.isEmpty }

  private func label(_ run: PerplexityRun) -> String { results.study.runs[run.cell.run].label }

  /// The run, and its scorer where the benchmark has several.
  private func name(_ run: PerplexityRun) -> String {
    let scorers = Set(runs.map(\.scorer))
    return scorers.count > 1 ? "\(label(run)) by \(run.scorer ?? "unnamed")" : label(run)
  }

  // MARK: The figure

  func figure(_ id: String, isWide: Bool) -> Figure {
    let drawn = Array(drawn)
    let spread = drawn.compactMap { run in run.pooled?.quantiles }.flatMap { $0 }
    let isLog = (spread.max() ?? 1) > 20 * (spread.min() ?? 1)
    func boxes(
      _ of: (PerplexityRun) -> PerplexityRun.Spread?, shift: Double
    ) -> [any Mark] {
      drawn.enumerated().compactMap { place, run in
        of(run).map { spread in
          Boxes(
            [Boxes.Box(x: Double(place), quantiles: spread.quantiles)],
            style: styles[run.cell.run], shift: shift)
        }
      }
    }
    return Figure(
      id: id, title: "Perplexity on \(results.study.benchmarks[benchmark].label)",
      description: drawn.prefix(6).map { run in
        "\(name(run)): median \(Quantity.short(run.pooled!.median)) over \(run.pooled!.count) samples."
      }.joined(separator: " ")
        + " Boxes hold the middle half, whiskers the middle 90 percent. No interval is drawn.",
      size: FigureSize(
        width: isWide ? 736 : 352, height: isWide ? 340 : 300, className: isWide ? "w" : "n"),
      x: XAxis(
        places: drawn.map(name),
        title: isWide
          ? "left: all samples; right: the problems’ means" : "left: samples; right: problems"),
      panels: [
        Panel(
          title: "Perplexity", y: isLog ? .logQuantity : .quantity,
          marks: boxes(\.pooled, shift: -10) + boxes(\.byProblem, shift: 10))
      ])
  }

  // MARK: Words

  var heading: String {
    let drawn = Array(drawn)
    guard let first = drawn.first, let only = first.pooled else { return entropies }
    let scorers = Set(drawn.map(\.scorer))
    let by = scorers.count == 1 ? scorers.first!.map { ", by \($0)" } ?? "" : ""
    guard drawn.count > 1 else {
      return
        "Half of the samples of \(label(first)) have a perplexity below \(Quantity.short(only.median))\(by)"
    }
    if drawn.count <= 3 {
      let parts = drawn.map { "\(Quantity.short($0.pooled!.median)) (\(name($0)))" }
      return "Median perplexity of the samples: \(Phrase.list(parts))\(by)"
    }
    let ranked = drawn.sorted { $0.pooled!.median < $1.pooled!.median }
    let (low, high) = (ranked[0], ranked[ranked.count - 1])
    return
      "Median perplexity of the samples runs from \(Quantity.short(low.pooled!.median)) (\(name(low))) to \(Quantity.short(high.pooled!.median)) (\(name(high)))\(by)"
  }

  /// Where there are no log-probabilities.
  private var entropies: String {
    let known = runs.filter { $0.entropy != nil }
    if known.isEmpty { return "Perplexities are beyond all measure" }
    guard known.count > 3 else {
      let parts = known.map { "\(Quantity.short($0.entropy!)) (\(name($0)))" }
      return "Mean token entropy in nats: \(Phrase.list(parts))"
    }
    let ranked = known.sorted { $0.entropy! < $1.entropy! }
    let (low, high) = (ranked[0], ranked[ranked.count - 1])
    return
      "Mean token entropy runs from \(Quantity.short(low.entropy!)) (\(name(low))) to \(Quantity.short(high.entropy!)) nats (\(name(high)))"
  }

  func explain(into html: inout MarkupWriter) {
    if isDrawn {
      html.paragraph(
        lead: "Perplexity",
        " of a sample: exp of less the mean log-probability of its T tokens, under \(scorer). Boxes: the middle half, on the left of all samples, on the right of the problems’ means; whiskers: the middle 90\(Phrase.space)%; stroke: the median. They describe these samples; there is no interval, since a perplexity has no upper end."
      )
      html.paragraph(
        "A low perplexity can come from copied or repeated tokens. And it says nothing of how likely the whole is: that is the sum of the log-probabilities, which falls with every token, so length and sum stand beside it. T is the log’s count of tokens; where a sample has several outputs it may count more than were summed up."
      )
      if runs.contains(where: { $0.top != nil }) {
        html.paragraph(
          "Best next: the perplexity had every token been the scorer’s own likeliest at its place. The nearer a sample’s is to it, the more it is what the scorer would write."
        )
      }
    }
    if runs.contains(where: { $0.entropy != nil }) { explainEntropy(into: &html) }
    if drawn.count < runs.count { note(into: &html) }
  }

  private func note(into html: inout MarkupWriter) {
    let all = runs.count { $0.pooled != nil }
    guard drawn.count < all else { return }
    html.paragraph(
      "\(Phrase.count(drawn.count)) of \(Phrase.count(all)) are drawn; the file has all.")
  }

  private var scorer: String {
    let scorers = Set(runs.map(\.scorer))
    guard scorers.count == 1, let only = scorers.first else { return "the scorer named" }
    return only ?? "a scorer that the logs do not name"
  }

  private func explainEntropy(into html: inout MarkupWriter) {
    html.paragraph(
      lead: "Token entropy",
      ": the mean over problems of the samples’ mean entropies, in nats, without an interval. Runs that sample with unlike entropy differ in more than training; a temperature that matches them takes that away."
    )
    let known = runs.filter { $0.entropy != nil }
    guard known.count > 1 else { return }
    let pairs = known.indices.flatMap { i in
      known.indices.filter { $0 > i }.map { (known[i], known[$0]) }
    }.filter { $0.0.cell.run != $0.1.cell.run && Self.isMatched($0.0, $0.1) }
    if pairs.isEmpty {
      html.paragraph(
        "No two runs have mean entropies within \(Phrase.level(Self.matched)) of each other.")
      return
    }
    let shown = pairs.prefix(6).map { "\(name($0.0)) and \(name($0.1))" }
    html.paragraph(
      "Matched within \(Phrase.level(Self.matched)): \(shown.joined(separator: "; "))\(pairs.count > shown.count ? "; and \(Phrase.count(pairs.count - shown.count)) more" : "")."
    )
  }

  private static func isMatched(_ one: PerplexityRun, _ other: PerplexityRun) -> Bool {
    guard let a = one.entropy, let b = other.entropy else { return false }
    return abs(a - b) <= matched * max(a, b)
  }

  // MARK: The table

  var table: Table {
    let study = results.study
    let rows = runs.prefix(Self.rows)
    let hasScorer = rows.contains { $0.scorer != nil }
    typealias Column = (head: Table.Column, value: (PerplexityRun) -> Double?)
    let half = "Middle half"
    let all: [Column] = [
      (.init("Median"), { $0.pooled?.median }),
      (.init("from", group: half), { $0.pooled?.quantiles[1] }),
      (.init("to", group: half), { $0.pooled?.quantiles[3] }),
      (.init("Of problems"), { $0.byProblem?.median }),
      (.init("Best next"), { $0.top?.median }),
      (.init("Tokens"), { $0.tokens }),
      (.init("Log-probability"), { $0.logprobSum }),
      (.init("Token entropy"), { $0.entropy }),
    ]
    let columns = all.filter { column in rows.contains { column.value($0) != nil } }
    let hasTemperature = rows.contains { study.runs[$0.cell.run].temperature != nil }
    return Table(
      "\(study.benchmarks[benchmark].slug)-perplexity", label: "Perplexity and entropy",
      caption:
        "Perplexities as medians over samples and over the problems’ means; tokens, summed log-probability (nats) and token entropy (nats a token) as means over problems. Of these samples, without intervals."
        + Phrase.first(rows.count, of: runs.count, file: "perplexity"),
      columns: [.init(hasScorer ? "Run, scorer" : "Run"), .init("Samples")]
        + columns.map(\.head) + (hasTemperature ? [.init("Temperature")] : []),
      rows: rows.map { run in
        let temperature = study.runs[run.cell.run].temperature
        return [
          .name(label(run), sub: hasScorer ? ["by \(run.scorer ?? "unnamed")"] : []),
          .count(run.samples),
        ] + columns.map { .quantity($0.value(run)) }
          + (hasTemperature
            ? [temperature.map { .plain(NumberText.shortest($0), exact: $0) } ?? .none("–")] : [])
      })
  }
}
