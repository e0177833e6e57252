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
    let labels = Dictionary(uniqueKeysWithValues: results.study.runs.map { ($0.id, $0.label) })
    return [
      Section(
        "headlines", .table, heading: heading(headlines), short: "Harness",
        body: { html in
          html.element("details", [("id", "headline-values")]) { html in
            html.element("summary", text: "Number by number")
            html.table(
              label: "The harnesses' own numbers", classes: "num plain",
              caption: {
                $0.text("In percent. From the counts: the same quantity by its definition.")
              },
              head: { html in
                html.element("tr") { html in
                  for name in ["Run", "Metric", "Harness", "From the counts"] {
                    html.headerCell(name)
                  }
                }
              },
              body: { html in
                for headline in headlines.prefix(Self.shown) {
                  html.element("tr") { html in
                    html.element(
                      "th", [("scope", "row")], text: labels[headline.run] ?? headline.run)
                    html.element("td", text: headline.metric.description)
                    html.element("td", text: percent(headline.value))
                    html.element("td", text: headline.ours.map(percent) ?? "–")
                  }
                }
              })
          }
        },
        notes: { html in
          html.paragraph(
            "What a harness prints of its own log is read and compared, never turned into counts. Where the two differ, the likely cause stands among the issues."
          )
          if headlines.count > Self.shown {
            html.paragraph(
              "The first \(Self.shown) of \(Phrase.count(headlines.count)); the file has all.")
          }
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

  private func percent(_ value: Double) -> String {
    NumberText.fixed(value * 100, decimals: 2)
  }
}
