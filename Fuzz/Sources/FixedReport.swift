import Charts
import Stats

@testable import EvalLogs
@testable import Report

/// A small report that texts and configs are about.
enum FixedReport {
  static let reading: Reading = {
    func rows(_ run: String, _ benchmark: String, _ correct: [Int]) -> [TallyTable.Row] {
      correct.enumerated().map { index, correct in
        TallyTable.Row(
          run: run, benchmark: benchmark, problem: "p\(index + 1)",
          tally: Tally(correct: correct, of: 8))
      }
    }
    return Reading(
      counts: rows("base", "aime24", [0, 2, 3, 5, 8]) + rows("RL", "aime24", [1, 4, 4, 8, 8])
        + rows("base", "code", [1, 2, 3]) + rows("RL", "code", [1, 2, 6]))
  }()

  /// Its numbers and its pages, made once.
  static let made: (edition: Edition, pages: [Page], index: SiteIndex, scope: ValueScope) = {
    guard let edition = try? Pipeline.edition(reading, Settings()),
      let pages = try? Pages.made(edition).pages
    else { fatalError("no report") }
    var index = SiteIndex(pages, data: ["report.json"])
    index.posts = ["posts/one.md": "posts/one.html"]
    return (edition, pages, index, ValueScope(edition.results))
  }()
}

extension Reading {
  /// As if counts had been read from a file.
  init(counts rows: [TallyTable.Row]) {
    let table = TallyTable(rows)
    var sources: [Source] = []
    for row in table.rows {
      let isKnown = sources.contains {
        $0.run.utf8.elementsEqual(row.run.utf8)
          && $0.benchmark.utf8.elementsEqual(row.benchmark.utf8)
      }
      if isKnown { continue }
      let own = table.rows.filter {
        $0.run.utf8.elementsEqual(row.run.utf8)
          && $0.benchmark.utf8.elementsEqual(row.benchmark.utf8)
      }
      sources.append(
        Source(
          run: row.run, variant: row.variant, benchmark: row.benchmark, files: ["a.csv"],
          formats: ["tally"], counts: own, duplicates: 0, truncated: nil))
    }
    self.init(table: table, issues: [], inputs: [], sources: sources)
  }
}
