import Charts
import EvalLogs
import Stats
import Testing

@testable import Report

struct SolvableSetsAnalysisTests {
  /// Base and RL on 30 problems as in table 4 of arXiv:2504.13837: base alone solves four.
  private static let paper: [TallyTable.Row] = {
    let only: Set<Int> = [4, 11, 17, 19]
    let unsolved: Set<Int> = [2, 3]
    return rows("base", correct: (0..<30).map { unsolved.contains($0) ? 0 : 5 }, of: 64)
      + rows("rl", correct: (0..<30).map { unsolved.union(only).contains($0) ? 0 : 9 }, of: 64)
  }()

  private func section(_ rows: [TallyTable.Row], _ settings: Settings = Settings()) throws
    -> Section
  {
    try #require(
      SolvableSetsAnalysis(try results(rows, settings)).sections(benchmark: 0).first)
  }

  private func text(_ section: Section) -> String {
    let html = MarkupWriter.fragment { html in
      html.element("div") { html in
        section.body(&html)
        section.notes?(&html)
        section.after?(&html)
      }
    }
    return HTMLPage(Array(html.utf8)).elements[0].text.plain
  }

  @Test func `the heading counts what one run alone solves and gives the exact p`() throws {
    let section = try section(Self.paper)
    #expect(
      section.heading.plain == "rl alone solves no problem, base alone 4 (p = 0.13)")
    let text = text(section)
    #expect(text.contains("base alone4 problemsp5 (5 of 64), p12 (5 of 64), p18 (5 of 64), p20"))
    #expect(text.contains("rl alone0 problems–"))
    #expect(text.contains("neither2 problemsp3, p4"))
    #expect(text.contains("rl solves 24 of the 28 problems that base solves (85.7 %)"))
    let table = try site(Self.paper).table("solvable-sets")
    #expect(table[0, "p_value"] == "0.125" && table[0, "p_adjusted"] == "0.125")
    #expect(table[0, "both"] == "24" && table[0, "baseline_only"] == "4")
    #expect(table[0, "candidate_only"] == "0" && table[0, "neither"] == "2")
    #expect(table[0, "budget"] == "64" && table[0, "expected_baseline_only"] == "4")
  }

  @Test func `what not solved excludes is said for the level of the report`() throws {
    let section = try section(Self.paper)
    #expect(
      text(section).contains("at 95 %, only success rates above 1 − 0.05^(1/n): 4.6 % at n = 64."))
    let other = try self.section(Self.paper, settings { $0.level = 0.8 })
    #expect(
      text(other).contains("at 80 %, only success rates above 1 − 0.2^(1/n): 2.5 % at n = 64."))
    let table = try site(Self.paper).table("solvable-sets")
    let rate = try #require(Double(table[0, "baseline_excluded_rate"]))
    #expect(abs(rate - excludedRate(unsolvedIn: 64)) < 1.01e-10)
    let solved = rows("base", correct: [1, 2], of: 4) + rows("rl", correct: [3, 4], of: 4)
    #expect(try text(self.section(solved)).contains("Every run solves every problem."))
    #expect(try site(solved).table("solvable-sets")[0, "candidate_excluded_rate"] == "")
  }

  @Test func `a claim for several benchmarks outlasts the correction or is not made`() throws {
    // One-sided by six: p = 0.03125 alone, 0.0625 among two.
    let places = ["x", "y"].flatMap { name in
      rows("base", name, correct: [Int](repeating: 1, count: 9), of: 4)
        + rows("rl", name, correct: (0..<9).map { $0 < 6 ? 0 : 4 }, of: 4)
    }
    let both = SolvableSetsAnalysis(try results(places))
    #expect(
      both.overview[0].heading
        == "In neither of two comparisons do the data tell which run alone solves more problems")
    #expect(
      both.sections(benchmark: 0)[0].heading.plain
        == "rl alone solves no problem, base alone 6 (adjusted p = 0.063)")
    let one = SolvableSetsAnalysis(
      try results(
        places + rows("base", "z", correct: [Int](repeating: 1, count: 12), of: 4)
          + rows("rl", "z", correct: [Int](repeating: 0, count: 12), of: 4)))
    #expect(
      one.overview[0].heading
        == "In one of three comparisons the data tell which run alone solves more problems")
  }

  @Test func `runs with different n are not tested but put at an equal n`() throws {
    let all =
      rows("base", correct: [0, 1, 2, 8], of: 8) + rows("rl", correct: [0, 0, 3, 4], of: 4)
    let section = try section(all)
    #expect(section.heading.plain == "rl alone solves no problem, base alone 1, with different n")
    let text = text(section)
    #expect(text.contains("n differs") && text.contains("expected at n = 4"))
    #expect(text.contains("not comparable at equal budgets"))
    #expect(!text.contains("McNemar") && !text.contains("In these samples"))
    let table = try site(all).table("solvable-sets")
    #expect(table[0, "same_n"] == "no" && table[0, "p_adjusted"] == "")
    #expect(table[0, "note"].contains("n differs"))
    let sets = try #require(
      SolvableSets(
        zip([0, 1, 2, 8], [0, 0, 3, 4]).map {
          (Tally(correct: $0, of: 8), Tally(correct: $1, of: 4))
        }
      ))
    let expected = try #require(sets.expected(at: 4))
    #expect(Double(table[0, "expected_both"]) == expected.both)
    #expect(Double(table[0, "expected_baseline_only"]) == expected.baselineOnly)
    #expect(text.contains(NumberText.fixed(expected.baselineOnly, decimals: 1)))
  }

  @Test func `a problem that missing samples decide is open and never unsolved`() throws {
    let all =
      rows("base", counts: [(0, 3, 1), (1, 4, 0), (2, 3, 1)])
      + rows("rl", counts: [(2, 4, 0), (0, 4, 0), (3, 4, 0)])
    let table = try site(all).table("solvable-sets")
    #expect(table[0, "open"] == "1" && table[0, "neither"] == "0" && table[0, "both"] == "1")
    #expect(table[0, "same_n"] == "yes" && table[0, "budget"] == "")
    #expect(table[0, "retention"] == "" && table[0, "expected_both"] == "")
    #expect(table[0, "note"] == "missing samples leave open where 1 problem belongs")
    #expect(
      try site(all).table("solvable-problems").column("set") == ["open", "baseline_only", "both"])
    let section = try section(all)
    #expect(section.heading.plain.hasSuffix("; missing samples leave 1 problem open"))
    #expect(text(section).contains("p is the largest that they allow"))
    let unknown = try self.section(
      rows("base", counts: [(0, 0, 4)]) + rows("rl", correct: [1], of: 4))
    #expect(unknown.heading == "Missing samples leave open which problems rl and base solve")
    #expect(!text(unknown).contains("Every run solves"))
  }

  @Test func `without two runs that share a problem the reason is given`() throws {
    let alone = SolvableSetsAnalysis(try results(rows("a", correct: [1], of: 2)))
    #expect(alone.absence == "there is only one run" && alone.overview.isEmpty)
    let apart =
      rows("a", correct: [1], of: 2)
      + rows("b", correct: [1], of: 2).map { row in
        var row = row
        row.problem = "other"
        return row
      }
    let analysis = SolvableSetsAnalysis(try results(apart))
    #expect(analysis.absence == Absence.noCommonProblems.reason)
    #expect(analysis.overview.isEmpty && analysis.sections(benchmark: 0).isEmpty)
    let table = try site(apart).table("solvable-sets")
    #expect(table[0, "problems"] == "0" && table[0, "p_value"] == "")
    #expect(table[0, "note"] == Absence.noCommonProblems.reason)
  }

  @Test(arguments: 0..<30) func `the files hold the sets of Stats and each problem once`(
    seed: Int
  ) throws {
    let study = RandomStudy(seed, hostile: seed.isMultiple(of: 2))
    let results = try study.results()
    let analysis = SolvableSetsAnalysis(results)
    let sets = try ReadTable(csv: Array(analysis.tables[0].csv.utf8))
    let problems = try ReadTable(csv: Array(analysis.tables[1].csv.utf8))
    let comparisons = Array(results.comparisons.joined())
    #expect(sets.rows.count == comparisons.count)
    for (row, comparison) in comparisons.enumerated() {
      let cells = results.study.cells[comparison.benchmark]
      let known = cells[comparison.pair.candidate]!.problems
      let pairs = cells[comparison.pair.baseline]!.problems.compactMap { problem in
        known.first { $0.id == problem.id }.map { (problem.tally, $0.tally) }
      }.filter { $0.0.samples + $0.0.missing > 0 && $0.1.samples + $0.1.missing > 0 }
      #expect(sets[row, "problems"] == String(pairs.count))
      guard let own = SolvableSets(pairs) else { continue }
      let counts = [own.both, own.baselineOnly, own.candidateOnly, own.neither, own.open]
      let names = ["both", "baseline_only", "candidate_only", "neither", "open"]
      let listed = problems.rows.filter { Array($0[0...2]) == results.names(comparison) }
      #expect(listed.count == pairs.count)
      for (name, places) in zip(names, counts) {
        #expect(sets[row, name] == String(places.count))
        #expect(listed.count { $0[4] == name } == places.count)
      }
      let p = try #require(Double(sets[row, "p_value"]))
      #expect(p >= own.pValue && p - own.pValue < 1.01e-10)
    }
    var threaded = study
    threaded.settings.threads = 4
    #expect(
      SolvableSetsAnalysis(try threaded.results()).tables.map(\.csv) == analysis.tables.map(\.csv))
  }

  @Test func `a long set is listed by its first few dozen, and names are never markup`() throws {
    let all = ["base", "rl"].flatMap { run in
      rows(run, correct: [Int](repeating: 1, count: 100), of: 2).map { row in
        var row = row
        row.problem = "<b>\(row.problem)</b>"
        return row
      }
    }
    let text = text(try section(all))
    #expect(text.contains("<b>p36</b> and 64 more, which the file lists"))
    #expect(!text.contains("<b>p37</b>"))
  }
}

extension String {
  /// With plain blanks and minus signs as they are.
  fileprivate var plain: String {
    String(map { $0 == "\u{A0}" ? " " : $0 })
  }
}
