import Charts
import EvalLogs
import Stats
import Testing

@testable import Report

struct HistogramAnalysisTests {
  private func section(_ rows: [TallyTable.Row]) throws -> Section {
    try #require(HistogramAnalysis(try results(rows)).sections(benchmark: 0).first)
  }

  private func notes(_ section: Section) -> String {
    MarkupWriter.fragment { section.notes?(&$0) }.replacing("\u{A0}", with: " ")
  }

  private static let pair =
    rows("base", correct: [0, 0, 1, 5, 20], of: 20)
    + rows("rl", correct: [0, 2, 9, 20, 20], of: 20)

  @Test func `the heading counts the problems at both ends`() throws {
    let heading = try section(Self.pair).heading.replacing("\u{A0}", with: " ")
    #expect(
      heading == "No sample is right on 2 (base) and 1 (rl) of 5 problems, every sample on 1 and 2")
    let alone = try section(rows("a", correct: [0, 3], of: 4)).heading
    #expect(
      alone.replacing("\u{A0}", with: " ")
        == "No sample is right on 1 of 2 problems, every sample on 0")
  }

  @Test func `the two ends stand apart from the bins between`() throws {
    for figure in try section(Self.pair).figures {
      guard case .places(let names) = figure.x.format else {
        Issue.record("no places")
        continue
      }
      #expect(names.count == 14 && names[0] == "none" && names[13] == "all")
      #expect(names[1].isEmpty && names[12].isEmpty)
      // The ends are named at every width.
      #expect(figure.inline.contains(">none<") && figure.inline.contains(">all<"))
      #expect(figure.panels.count == 1 && figure.panels[0].marks.count == 2)
    }
    let columns = try #require(section(Self.pair).figures[0].panels[0].marks[0] as? Columns)
    #expect(columns.columns.first == DataPoint(0, 2) && columns.columns.last == DataPoint(13, 1))
  }

  @Test(arguments: 0..<30) func `the file holds the histogram of each run, whole`(
    seed: Int
  ) throws {
    let results = try RandomStudy(seed, hostile: seed.isMultiple(of: 2)).results()
    let table = try ReadTable(csv: Array(HistogramAnalysis(results).tables[0].csv.utf8))
    var row = 0
    for cell in results.study.cells.joined().compactMap({ $0 }) {
      let histogram = AccuracyHistogram(cell.problems.map(\.tally))
      guard histogram.problems > 0 else { continue }
      var share = 0.0
      for count in histogram.counts {
        #expect(table[row, "run"] == results.study.runs[cell.run].id)
        #expect(table[row, "problems"] == String(count))
        #expect(table[row, "scored"] == String(histogram.problems))
        #expect(table[row, "open"] == String(histogram.open))
        #expect(
          table[row, "note"].isEmpty == (table[row, "open"] == "0" && table[row, "unscored"] == "0")
        )
        share += Double(table[row, "share"])!
        row += 1
      }
      #expect(abs(share - 1) < 1e-12)
    }
    #expect(row == table.rows.count)
  }

  @Test func `missing samples give the ends a range`() throws {
    let all =
      rows("base", counts: [(0, 3, 1), (4, 4, 0), (0, 4, 0), (0, 0, 4), (3, 3, 1)])
      + rows("rl", correct: [0, 1, 2, 3, 4], of: 4)
    let table = try ReadTable(csv: Array(HistogramAnalysis(try results(all)).tables[0].csv.utf8))
    #expect(table[0, "problems"] == "2")
    #expect(table[0, "bound_lower"] == "1" && table[0, "bound_upper"] == "3")
    #expect(table[1, "bound_lower"] == "" && table[11, "bound_lower"] == "1")
    #expect(table[11, "bound_upper"] == "3" && table[12, "bound_upper"] == "")
    #expect(table[0, "open"] == "2" && table[0, "unscored"] == "1")
    let section = try section(all)
    #expect(section.heading.hasPrefix("No sample is right on 1 to 3 (base) and 1 (rl) of 5"))
    #expect(notes(section).contains("missing samples may move 2 problems"))
  }

  @Test func `what makes two histograms incomparable is said`() throws {
    let all = rows("base", correct: [0, 4], of: 40) + rows("rl", correct: [1, 8], of: 8)
    let notes = notes(try section(all))
    #expect(notes.contains("n differs between the runs (base 40, rl 8)"))
    #expect(notes.contains("A problem with n = 8 cannot reach every bin."))
    let same = self.notes(try section(Self.pair))
    #expect(!same.contains("differs") && !same.contains("cannot reach"))
    // Runs with other numbers of problems are drawn by their shares.
    let uneven = try section(
      rows("base", correct: [0, 1, 2, 4], of: 4) + rows("rl", correct: [0, 4], of: 4))
    #expect(uneven.figures[0].panels[0].title?.hasPrefix("Percent") == true)
    let columns = try #require(uneven.figures[0].panels[0].marks[1] as? Columns)
    #expect(columns.columns.first == DataPoint(0, 50))
  }

  @Test func `without a sample scored there is a reason and no figure`() throws {
    let analysis = HistogramAnalysis(try results(rows("a", counts: [(0, 0, 3)])))
    #expect(analysis.absence == "no problem has a sample scored")
    #expect(analysis.sections(benchmark: 0).isEmpty && analysis.tables[0].rows.isEmpty)
  }

  @Test func `of many comparisons the first few are drawn`() throws {
    let all = (0..<7).flatMap { run in
      rows(run == 0 ? "base" : "run \(run)", correct: [0, run, 8], of: 8)
    }
    let section = try section(all)
    #expect(section.figures[0].panels.count == 4)
    #expect(notes(section).contains("The first 4 of 6 comparisons are drawn"))
    #expect(section.heading.contains("By run"))
  }
}
