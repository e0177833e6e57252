import Charts
import EvalLogs

/// The numbers that harnesses give of their own logs, beside the same from the counts.
struct HeadlinesAnalysis: Analysis {
  static let id = "headlines"
  static let title = "the harnesses' own numbers beside those from the counts"
  static let needs = "logs whose harness writes its pass@k, accuracy or votes"
  static let files = ["headlines"]

  private let results: Results

  init(_ results: Results) { self.results = results }

  /// Rows of one page; the file holds all.
  private static let shown = 40

  var absence: String? {
    results.study.headlines.isEmpty ? "the logs hold no number of a harness's own" : nil
  }

  var tables: [DataTable] {
    [
      DataTable(
        "headlines", columns: "run,benchmark,metric,harness#,from_counts#,agrees,file",
        rows: results.study.headlines.map { headline in
          [
            headline.run, headline.benchmark, headline.metric.description,
            NumberText.shortest(headline.value), NumberText.optional(headline.ours),
            headline.agrees.map { $0 ? "yes" : "no" } ?? "", headline.path,
          ]
        })
    ]
  }

  var overview: [Section] { [] }

  func sections(benchmark b: Int) -> [Section] {
    let id = results.study.benchmarks[b].id
    let headlines = results.study.headlines.filter { $0.benchmark == id }
    guard !headlines.isEmpty else { return [] }
    let table = table(headlines, "\(results.study.benchmarks[b].slug)-headlines")
    return [
      Section(
        "headlines", .table, heading: heading(headlines), short: "Harness", tables: [table],
        body: { $0.details("headline-values", "Number by number", [table]) },
        notes: { html in
          html.paragraph(
            "What a harness prints of its own log is read and compared, never turned into counts. Where the two differ, the likely cause stands among the issues."
          )
          html.links([("CSV", "../data/headlines.csv")])
        })
    ]
  }

  private func heading(_ headlines: [Headline]) -> String {
    let compared = headlines.filter { $0.agrees != nil }
    let wrong = compared.count { $0.agrees == false }
    guard !compared.isEmpty else {
      return
        "\(Phrase.count(headlines.count, "number")) of the harness's own, of which no counts are kept"
    }
    if wrong == 0 {
      return compared.count == 1
        ? "The harness's own number is the counts'"
        : "All \(Phrase.count(compared.count, "number")) of the harnesses' own are the counts'"
    }
    return
      "\(Phrase.count(wrong)) of \(Phrase.count(compared.count, "number")) of the harnesses' own \(wrong == 1 ? "differs" : "differ") from the counts"
  }

  private func table(_ headlines: [Headline], _ id: String) -> Table {
    let labels = Dictionary(uniqueKeysWithValues: results.study.runs.map { ($0.id, $0.label) })
    let shown = headlines.prefix(Self.shown)
    return Table(
      id, label: "The harnesses' own numbers",
      caption: "In percent. From the counts: the same quantity by its definition."
        + Phrase.first(shown.count, of: headlines.count, file: "headlines"),
      columns: ["Run", "Metric", "Harness", "From the counts"].map { .init($0) },
      rows: shown.map { headline in
        [
          .name(labels[headline.run] ?? headline.run), .words(headline.metric.description),
          percent(headline.value), headline.ours.map(percent) ?? .none("–"),
        ]
      })
  }

  /// To two decimals, as harnesses print it.
  private func percent(_ value: Double) -> Cell {
    .plain(NumberText.fixed(value * 100, decimals: 2), exact: value * 100)
  }
}
