import Charts
import EvalLogs

/// A page of the site, before its frame.
package struct Page: Sendable {
  /// Below the site's folder: `benchmarks/aime24.html`.
  let path: String
  let title: String
  /// What a search engine or a card shows.
  let description: String
  /// Small words over the title.
  let eyebrow: Content
  /// The sentence under the title: the finding of the page.
  let lede: String
  /// Names and values beside it.
  let facts: [(name: String, value: String)]
  /// Between the title and the first section.
  let opening: Content?
  let sections: [Section]
  /// What else the page needs, made when it is written: paths below the site's folder.
  var files: [(path: String, bytes: @Sendable () -> [UInt8])] = []
  /// Files that it shows, one file of a report included.
  var images: [(path: String, bytes: [UInt8])] = []
  /// Figures and tables that the author's text numbers before those of the sections.
  var numbered = (figures: 0, tables: 0)
}

/// The kinds of pages a site has. To add one: a file under Pages/ and a line here.
enum Pages {
  static let all: [any PageKind.Type] = [
    IndexPage.self, BenchmarkPage.self, ComparisonPage.self, RunPage.self, ProblemPages.self,
    MethodsPage.self,
  ]

  /// Every page, and the edition with what its writeups say.
  ///
  /// - Throws: `ReportError` with everything that is wrong in a writeup.
  static func made(
    _ edition: Edition
  ) throws(ReportError) -> (pages: [Page], edition: Edition) {
    let (pages, written) = try WriteupPages.adding(
      to: all.flatMap { $0.pages(edition) }, edition)
    var edition = edition
    edition.written = written
    return (pages, edition)
  }
}

/// Makes the pages of one kind.
protocol PageKind: Sendable {
  static func pages(_ edition: Edition) -> [Page]
}

/// What pages are made from: the numbers and where they came from.
package struct Edition: Sendable {
  package let results: Results
  /// Those asked for, with their numbers.
  let analyses: [any Analysis]
  let provenance: Provenance
  /// What trainers logged of runs; a file of their own, where there is any.
  let training: DataTable?
  /// What is left out for the site's size.
  var omissions = Omissions()
  /// What the author writes around the numbers.
  package var writeups = Writeups()
  /// The same with every name in it resolved; known when the pages are.
  var written: [WrittenPage] = []
  var findings: Findings { Findings(results: results) }

  /// What holding tonight against stored sets found; `nil` where nobody asked.
  package var gate: GateReport?

  /// Every file of numbers, in order.
  package var tables: [DataTable] { analyses.flatMap(\.tables) + gateTables }

  private var gateTables: [DataTable] { gate.map { [$0.dataTable] } ?? [] }

  /// Those of them that the site holds.
  var keptTables: [DataTable] {
    analyses.flatMap(\.siteTables).filter { !(omissions.problemRows && $0.name == "problems") }
      + gateTables
  }

  /// The counts that the fingerprint is of.
  package var table: TallyTable { results.study.table }

  /// On disk, of all inputs.
  package var bytesRead: Int { provenance.inputs.reduce(0) { $0 + $1.bytes } }

  /// What has nothing to show, and why.
  var absences: [(analysis: any Analysis.Type, reason: String)] {
    analyses.compactMap { analysis in analysis.absence.map { (type(of: analysis), $0) } }
  }
}
