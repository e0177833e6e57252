import Charts
import Stats

/// What others published beside what these samples give: which of it lies outside our interval.
struct PublishedAnalysis: Analysis {
  static let id = "published"
  static let title = "published values beside ours"
  static let needs = "`published` in passcurve.yaml: a source, run, benchmark, k and value each"
  static let files = ["published"]

  private struct Row {
    let published: Published
    let points: [(inference: CurveInference, point: CurvePoint)]
    /// Whether it lies within our interval for the target shown; `nil` where there is none.
    let agrees: Bool?
  }

  private let results: Results
  private let rows: [Row]

  init(_ results: Results) {
    self.results = results
    rows = results.study.published.map { published in
      let curve = results.curves[published.benchmark][published.run]
      let points = [curve?.population, curve?.fixed].compactMap { $0 }.compactMap { inference in
        inference.point(at: published.k).map { (inference: inference, point: $0) }
      }
      let interval = points.first { $0.inference.target == results.settings.target }?.point.interval
      return Row(
        published: published, points: points, agrees: interval?.contains(published.value))
    }
  }

  /// In percent with every digit that was published.
  private static func asPublished(_ value: Double) -> Cell {
    let percent = (value * 1e8).rounded() / 1e6
    return .plain(NumberText.shortest(percent), exact: percent)
  }

  var absence: String? {
    rows.isEmpty ? "the config names no published value" : nil
  }

  var tables: [DataTable] {
    guard !rows.isEmpty else { return [] }
    return [
      DataTable(
        "published",
        columns:
          "source,run,benchmark,k#,published#,target,estimate#,lower#,upper#,level#,method,within,note",
        rows: rows.flatMap { row in lines(row) })
    ]
  }

  private func lines(_ row: Row) -> [[String]] {
    let published = row.published
    let head = [
      published.source, results.study.runs[published.run].id,
      results.study.benchmarks[published.benchmark].id, String(published.k),
      NumberText.shortest(published.value),
    ]
    let shown = row.points.filter { $0.point.interval != nil }
    guard !shown.isEmpty else {
      let reason =
        row.points.first?.point.absence?.reason
        ?? "this k is not among those computed: --k names it"
      return [
        head + [results.settings.target.rawValue] + [String](repeating: "", count: 6) + [reason]
      ]
    }
    return shown.map { inference, point in
      let interval = point.interval!
      return head + [
        inference.target.rawValue, NumberText.optional(point.estimate),
        NumberText.lower(interval.lower), NumberText.upper(interval.upper),
        NumberText.shortest(results.settings.level), inference.method,
        interval.contains(published.value) ? "yes" : "no", point.absence?.reason ?? "",
      ]
    }
  }

  var overview: [Section] { [] }

  func sections(benchmark b: Int) -> [Section] {
    let own = rows.filter { $0.published.benchmark == b }
    guard !own.isEmpty else { return [] }
    let table = table(own, "\(results.study.benchmarks[b].slug)-published")
    return [
      Section(
        "published", .table, heading: heading(own), short: "Published", tables: [table],
        notes: { html in
          html.paragraph(
            "Hollow marks in the figure. A published value has an uncertainty of its own, which papers seldom print: one outside our interval asks for a reason, such as other problems, samples, settings or graders, and is no test of its own."
          )
          html.links([("CSV", "../data/published.csv")])
        })
    ]
  }

  private func table(_ rows: [Row], _ id: String) -> Table {
    Table(
      id, label: "Published values",
      caption:
        "pass@k in percent as published, and from these samples with \(results.words.pointwise).",
      columns: ["Run, source", "k", "Published", "Ours", "Within"].map { .init($0) },
      rows: rows.map { row in
        let point = row.points.first { $0.inference.target == results.settings.target }?.point
        return [
          .run(row.published.run, results.study, sub: [row.published.source]),
          .count(row.published.k), Self.asPublished(row.published.value),
          .share(point), .words(orNone: row.agrees.map { $0 ? "yes" : "no" }),
        ]
      })
  }

  private func heading(_ rows: [Row]) -> String {
    let known = rows.compactMap(\.agrees)
    let outside = known.count { !$0 }
    guard !known.isEmpty else { return "None of the published values can be compared" }
    if outside == 0 {
      return known.count == 1
        ? "The published value lies within our interval"
        : "All \(Findings.word(known.count)) published values lie within our intervals"
    }
    return
      "\(Phrase.count(outside)) of \(Phrase.count(known.count, "published value")) \(outside == 1 ? "lies" : "lie") outside our interval\(outside == 1 ? "" : "s")"
  }
}
