import Charts
import EvalLogs
import Testing

@testable import Report

struct AnalysesTests {
  @Test func `each analysis has an id of its own, a title and what it needs`() {
    let ids = Analyses.all.map { $0.id }
    #expect(Set(ids).count == ids.count)
    for analysis in Analyses.all {
      #expect(analysis.id.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil)
      for text in [analysis.title, analysis.needs] {
        #expect(!text.isEmpty && !text.hasSuffix("."))
      }
    }
  }

  /// Nothing known of any problem, one run, no common problem, many runs, and an ordinary study.
  private static let studies: [String: [TallyTable.Row]] = [
    "empty": rows("a", counts: [(0, 0, 0)]) + rows("b", counts: [(0, 0, 0)]),
    "single": rows("a", correct: [1, 2], of: 4),
    "apart": rows("a", correct: [1, 2], of: 4)
      + rows("b", correct: [1], of: 4).map { row in
        var row = row
        row.problem = "other"
        return row
      },
    "many": (0..<7).flatMap { rows("r\($0)x", correct: [1, 2], of: 4) },
    "plain": rows("a", correct: [1, 2], of: 4) + rows("b", correct: [3, 4], of: 4),
    "places": rows("a", "x", correct: [1, 2], of: 4) + rows("b", "y", correct: [3, 4], of: 4),
  ]

  @Test(arguments: studies.keys.sorted())
  func `tables have rows of their header's width and names of their own`(name: String) throws {
    let tables = try results(Self.studies[name]!).made.flatMap(\.tables)
    #expect(Set(tables.map(\.name)).count == tables.count)
    let files = Analyses.all.flatMap { $0.files }
    #expect(Set(files).count == files.count)
    #expect(Set(tables.map(\.name)).isSubset(of: files))
    for table in tables {
      #expect(Set(table.columns).count == table.columns.count)
      #expect(table.rows.allSatisfy { $0.count == table.columns.count })
    }
  }

  @Test(arguments: studies.keys.sorted())
  func `a reason for an absence is given where there is nothing to show, and only there`(
    name: String
  ) throws {
    let results = try results(Self.studies[name]!)
    let absent = results.made.filter { $0.absence != nil }.map { type(of: $0).id }
    switch name {
    case "plain":
      #expect(
        absent == [
          "families", "tiers", "training", "sweeps", "domains", "audit", "diversity", "cost",
          "perplexity", "horizon", "extrapolation", "chance", "published", "headlines",
        ])
    case "empty":
      #expect(
        absent == [
          "curves", "families", "differences", "tests", "efficiency", "tiers", "training", "sweeps",
          "domains", "accuracy-histogram", "solvable-sets", "audit", "reliability", "voting",
          "diversity", "cost", "perplexity", "horizon", "extrapolation", "chance", "multi-step",
          "published", "headlines",
        ])
    default:
      let kinds = [
        "families", "differences", "tests", "efficiency", "tiers", "training", "sweeps", "domains",
        "solvable-sets", "audit", "diversity", "cost", "perplexity", "horizon", "extrapolation",
        "chance", "published", "headlines",
      ]
      // Many runs have tiers though none are paired.
      #expect(absent == kinds.filter { name != "many" || $0 != "tiers" })
    }
    for analysis in results.made {
      let sections =
        analysis.overview
        + results.study.benchmarks.indices.flatMap { analysis.sections(benchmark: $0) }
      if let reason = analysis.absence {
        #expect(!reason.isEmpty && !reason.hasSuffix("."))
      } else {
        #expect(!sections.isEmpty, "\(type(of: analysis).id)")
      }
    }
  }

  @Test(arguments: studies.keys.sorted())
  func `every section has a heading, an id and something in it`(name: String) throws {
    let results = try results(Self.studies[name]!)
    for analysis in results.made {
      for section in analysis.overview
        + results.study.benchmarks.indices.flatMap({ analysis.sections(benchmark: $0) })
      {
        #expect(!section.heading.isEmpty && !section.heading.hasSuffix("."))
        #expect(section.id.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil)
        #expect(!MarkupWriter.fragment(section.body).isEmpty)
      }
    }
  }

  @Test(arguments: studies.keys.sorted())
  func `a site is built of whatever little there is`(name: String) throws {
    let site = try site(Self.studies[name]!)
    #expect(site.files["index.html"] != nil && site.files["data/curves.csv"] != nil)
  }
}

extension Results {
  /// Every analysis there is, with its numbers.
  fileprivate var made: [any Analysis] { Analyses.made(Analyses.all, of: self) }
}
