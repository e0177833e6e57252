import EvalLogs

/// What was found wrong in the input, each with its place and its remedy.
enum IssuesSection {
  private static let shown = 100

  static func sections(_ edition: Edition) -> [Section] {
    let issues = edition.provenance.issues
    guard !issues.isEmpty else { return [] }
    let total = issues.reduce(0) { $0 + $1.count }
    return [
      Section(
        "issues", .table,
        heading:
          "\(Phrase.count(total, "thing")) in the input \(total == 1 ? "needs" : "need") a look",
        short: "Issues",
        tables: [
          Table(
            "issues-list", label: "Issues",
            caption: issues.count > shown
              ? "The first \(shown) of \(Phrase.count(issues.count)); report.json has all."
              : "Rows that could not be used are in no number of this report.",
            look: .listing,
            columns: [
              .init("Where"), .init("What", isText: true), .init("What to do", isText: true),
            ],
            rows: issues.prefix(shown).map { issue in
              [
                .name(
                  issue.path + (issue.line.map { ":\($0)" } ?? ""), sub: [issue.code.rawValue]),
                .words(
                  issue.detail
                    + (issue.count > 1 ? " (\(Phrase.count(issue.count)) like this)" : "")),
                .words(issue.remedy),
              ]
            })
        ])
    ]
  }
}
