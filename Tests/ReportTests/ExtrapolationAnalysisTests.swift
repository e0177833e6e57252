import EvalLogs
import Stats
import Testing

@testable import Report

struct ExtrapolationAnalysisTests {
  /// Forty problems of 64 samples whose rates spread as a Beta distribution's do.
  private static let counts = (0..<40).map { index in
    let place = (Double(index) + 0.5) / 40
    return Int((64 * place * place * place).rounded())
  }
  private static let one = rows("a", correct: counts, of: 64)

  private func asked(_ k: Int, _ yaml: String = "") throws -> Settings {
    try settings(yaml) { $0.extrapolate = k }
  }

  @Test func `it is absent unless it is asked for`() throws {
    let analysis = ExtrapolationAnalysis(try results(Self.one))
    #expect(analysis.absence == "asked for with --extrapolate K")
    #expect(analysis.tables.isEmpty && analysis.sections(benchmark: 0).isEmpty)
    #expect(try site(Self.one).files["data/extrapolation.csv"] == nil)
  }

  @Test func `values and the check are those of the statistics`() throws {
    let table = try site(Self.one, try asked(200)).table("extrapolation")
    for model in ExtrapolationModel.allCases {
      let own = table.only("model", model.rawValue)
      let wanted = Extrapolation(Self.one.map(\.tally), model: model, at: [128, 200])
      let check = try #require(wanted.heldOut)
      #expect(own[0, "check"] == (check.passed ? "passed" : "failed"))
      #expect(own[0, "check_shown"] == "16" && own[0, "check_k"] == "64")
      #expect(own[0, "check_predicted"] == NumberText.shortest(check.predicted))
      #expect(own[0, "check_observed"] == NumberText.shortest(check.observed))
      #expect(own[0, "check_lower"] == NumberText.lower(check.interval.lower))
      #expect(own[0, "n"] == "64" && own[0, "problems"] == "40")
      guard check.passed else {
        #expect(own.column("k") == ["200"] && own[0, "estimate"].isEmpty)
        #expect(own[0, "note"] == "the model does not predict the samples held out")
        continue
      }
      #expect(own.column("k") == ["128", "200"])
      for (row, point) in wanted.points.enumerated() {
        #expect(own[row, "estimate"] == NumberText.shortest(point.value))
        #expect(own[row, "lower"] == NumberText.lower(point.interval.lower))
        #expect(own[row, "upper"] == NumberText.upper(point.interval.upper))
        #expect(own[row, "note"].isEmpty && own[row, "method"] == "percentile")
      }
    }
    #expect(table.column("check").contains("passed"))
  }

  @Test func `a failed check leaves no value, and the page says so`() throws {
    // Half of the problems always solved, the others at a rate that 16 samples hardly show.
    let spike = rows(
      "a", correct: (0..<100).map { $0 < 50 ? 40 + $0 % 25 : $0 % 2 }, of: 64)
    let site = try site(spike, try asked(256))
    let own = try site.table("extrapolation").only("model", "zero-inflated-beta-binomial")
    #expect(own[0, "check"] == "failed" && own[0, "estimate"].isEmpty && own.rows.count == 1)
    #expect(!own[0, "parameters"].isEmpty)
    #expect(site.text("benchmarks/maths.html").contains("check failed"))
  }

  @Test func `headings count what the check refuses, or name the values of one run`() throws {
    let single = ExtrapolationAnalysis(try results(Self.one, try asked(256)))
    let heading = try #require(single.sections(benchmark: 0).first).heading
    #expect(heading.hasPrefix("If a model holds, pass@256 of a is "))
    #expect(heading.contains("\u{A0}% by the "))
    let two = Self.one + rows("b", correct: Self.counts.map { min(64, $0 + 3) }, of: 64)
    let both = ExtrapolationAnalysis(try results(two, try asked(256)))
    let counted = try #require(both.sections(benchmark: 0).first).heading
    let table = try #require(both.tables.first)
    let column = try #require(table.columns.firstIndex(of: "check"))
    let failed = Set(table.rows.filter { $0[column] == "failed" }.map { $0[0] + $0[2] }).count
    #expect(
      counted
        == (failed == 0
          ? "The hold-out check refuses none of four extrapolations to k\u{A0}=\u{A0}256, each taken alone"
          : "Of four extrapolations to k\u{A0}=\u{A0}256, each taken alone, the hold-out check refuses \(Findings.word(failed))")
    )
  }

  @Test func `little data and observed k are refused with the reason`() throws {
    let few = try results(rows("a", correct: [1, 2, 3], of: 64), try asked(256))
    let analysis = ExtrapolationAnalysis(few)
    #expect(analysis.absence == nil)
    let section = try #require(analysis.sections(benchmark: 0).first)
    #expect(section.heading == "No model can be fitted beyond n" && section.figures.isEmpty)
    let table = try #require(analysis.tables.first)
    #expect(
      table.rows.allSatisfy {
        $0.last == "needs 20 problems with 16 samples, 5 of them solved in part"
      })
    let observed = ExtrapolationAnalysis(try results(Self.one, try asked(64)))
    #expect(observed.absence == "k ≤ n: observed, not extrapolated")
    #expect(observed.sections(benchmark: 0).isEmpty)
    let empty = ExtrapolationAnalysis(
      try results(rows("a", counts: [(0, 0, 0)]), try asked(64)))
    #expect(empty.absence == "no problem has a sample")
  }

  @Test func `beyond 4n the page warns`() throws {
    let words = "more than 4n for some run"
    #expect(try site(Self.one, try asked(257)).text("benchmarks/maths.html").contains(words))
    #expect(!(try site(Self.one, try asked(256)).text("benchmarks/maths.html").contains(words)))
  }

  @Test func `the config asks for it too`() throws {
    let config = try Config(yaml: "extrapolate: 1024", path: "c.yaml")
    #expect(config.extrapolate == 1_024 && config.showsExtrapolation)
    #expect(!(try Config(yaml: "analyses: [curves]", path: "c.yaml")).showsExtrapolation)
    for (yaml, words) in [
      ("extrapolate: 1", "extrapolate holds a whole number of at least 2"),
      ("extrapolate: 2000000", "extrapolate is at most 1000000"),
    ] {
      let error = try #require(failure { _ = try Config(yaml: yaml, path: "c.yaml") })
      #expect("\(error)".contains(words), "\(error)")
    }
  }

  @Test func `threads change nothing`() throws {
    let one = try site(Self.one, try settings { ($0.extrapolate, $0.threads) = (256, 1) })
    let many = try site(Self.one, try settings { ($0.extrapolate, $0.threads) = (256, 8) })
    #expect(one.files == many.files)
  }

  @Test(arguments: hostileNames) func `names cannot break out`(name: String) throws {
    let site = try site(rows("\(name) a", correct: Self.counts, of: 64), try asked(128))
    for path in site.pages {
      let page = HTMLPage(site.files[path]!)
      #expect(page.faults.isEmpty, "\(path) \(page.faults.prefix(3))")
      #expect(page.all("script").count == 2)
    }
    #expect(site.files.keys.contains("figures/maths-extrapolation.svg"))
  }
}
